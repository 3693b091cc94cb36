"""Ratings of sources: raters' opinions at a date, each in its own scheme; read, checked, kept apart and looked up."""
