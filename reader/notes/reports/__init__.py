"""Reports computed from the notes: day summary, research log, saved queries, link outline."""
