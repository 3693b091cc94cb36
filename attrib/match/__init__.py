"""Tokens, tags, structures and the phrases of rules matched around their cues."""
