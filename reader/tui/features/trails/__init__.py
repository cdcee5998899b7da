"""Trails: the path one has walked, named, ordered, commented, and opened as a list."""
