"""Explanations of acronyms, TAGS and posts on demand."""
