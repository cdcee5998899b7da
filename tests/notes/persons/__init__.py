"""Tests of ``reader.notes.persons``."""
