"""The format of the notes' files: their names, and the lines of journals and snapshots."""
