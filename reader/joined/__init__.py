"""What needs both library and notes, which are joined by the numbers of cables."""
