"""Export as Markdown, and copying to the clipboard."""
