"""Find in the open cable, and highlighting of what the query asked for."""
