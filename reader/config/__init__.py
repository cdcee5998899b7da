"""The settings of the user: the file, what may be in it, and what is wrong with it."""
