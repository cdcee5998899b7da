"""The filter line, saved and recent queries, suggestions."""
