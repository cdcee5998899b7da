"""Tests of ``reader.tui.features.people``."""
