"""Templates of the user's own for front matter, citations and pages, in a sandbox."""
