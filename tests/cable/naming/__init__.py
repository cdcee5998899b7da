"""Tests of ``reader.cable.naming``."""
