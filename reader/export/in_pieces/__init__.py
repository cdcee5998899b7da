"""Writing and reading files that are too large for memory."""
