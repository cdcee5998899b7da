"""Search across all notes."""
