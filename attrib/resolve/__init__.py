"""From matches to attributions, sources and hedges: overlaps, nesting, anaphora, who a mention is."""
