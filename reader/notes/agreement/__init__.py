"""Agreement between people who judge or code the same cables."""
