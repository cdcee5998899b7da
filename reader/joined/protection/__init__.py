"""Protected names: those of the user, of the notes and of what is exported or listed."""
