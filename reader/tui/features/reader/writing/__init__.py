"""The note editor inside the page."""
