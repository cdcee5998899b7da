"""Reports computed from the notes: day summary, research log, link outline."""
