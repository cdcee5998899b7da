"""Undo and redo: steps as data, and their wording."""
