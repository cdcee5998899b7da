"""Export as markdown, and copying to the clipboard."""
