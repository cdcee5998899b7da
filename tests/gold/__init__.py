"""Labels made by reading a hundred cables, and the rule by which those hundred were drawn."""
