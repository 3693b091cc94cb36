"""Annotated documents out: JSON lines, readable text, explanations, and the file they go to."""
