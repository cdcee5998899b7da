"""Trails: routes through several cables, named, ordered and commented by the user."""
