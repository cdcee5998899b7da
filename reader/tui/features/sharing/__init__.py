"""Merging bundles from colleagues, and resolving conflicts."""
