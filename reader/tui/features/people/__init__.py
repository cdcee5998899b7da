"""The persons, places and organisations named in the result, with their passages; merging spellings."""
