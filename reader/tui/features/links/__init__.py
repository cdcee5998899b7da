"""Links between cables, references, and the outline of what is connected."""
