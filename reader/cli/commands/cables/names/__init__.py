"""Commands about the persons, places and organisations that cables name."""
