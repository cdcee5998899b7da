"""Judging cables: keep, maybe, no."""
