"""Readers of PDF and 7z, each in a process of its own: it can be stopped, and its memory is limited."""
