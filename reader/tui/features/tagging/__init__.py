"""Tagging paragraphs, words and cables."""
