"""How good the annotator is: its output against gold annotations, in the figures the field reports."""
