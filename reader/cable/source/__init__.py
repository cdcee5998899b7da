"""The source text as lines: labels at their start, lost line breaks, clean text with a map back."""
