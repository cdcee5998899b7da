"""Exports with their preview, and copying to the clipboard."""
