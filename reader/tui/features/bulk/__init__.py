"""One change to many cables at once."""
