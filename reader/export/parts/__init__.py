"""Parts of an exported page."""
