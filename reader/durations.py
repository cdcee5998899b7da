"""A stretch of time in words."""

from __future__ import annotations


def duration(seconds: float) -> str:
    """For people, never less than a second: ``40 s``, ``12 min``, ``3 h 5 min``."""
    if seconds < 59.5:
        return f"{max(round(seconds), 1)} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60} h {minutes % 60} min"
