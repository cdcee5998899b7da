"""Across sessions and windows: last place, greeting, read marks, changes by other windows."""
