"""Index files of an export: by cable, date, post and code; codebook, timeline, searches, missing cables."""
