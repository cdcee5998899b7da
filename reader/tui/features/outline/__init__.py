"""The outline of the open cable: what it has where, and going there."""
