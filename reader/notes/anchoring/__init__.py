"""Finding the passage of a note again when the text of its cable has changed."""
