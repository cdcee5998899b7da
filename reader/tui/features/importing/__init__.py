"""Importing from the screen: prompt, progress, report."""
