"""Comparing two cables, or two versions of one."""
