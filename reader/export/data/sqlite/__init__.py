"""Notes, passages and cables as an SQLite database that Datasette can publish."""
