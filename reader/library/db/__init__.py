"""The SQLite file: schema, connections, opening, and how texts are encoded in it."""
