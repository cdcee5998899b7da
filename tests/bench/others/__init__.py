"""Other tools on the same cables, for comparison."""
