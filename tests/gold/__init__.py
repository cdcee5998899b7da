"""Labels made by reading sixty cables, and the rule by which those sixty were drawn."""
