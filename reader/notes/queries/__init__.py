"""The in-memory index that answers questions about all notes, and how they are counted."""
