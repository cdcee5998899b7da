"""Review of notes whose cable text has changed."""
