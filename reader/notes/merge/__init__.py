"""Merging a colleague's notes, and the bundles notes travel in."""
