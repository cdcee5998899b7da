"""Cables like a cable: with the same passages, or with common references, rare words and TAGS."""
