"""Labels made by reading eighty cables, and the rule by which those eighty were drawn."""
