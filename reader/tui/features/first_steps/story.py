"""The story of the first steps as keys: search, read, annotate, tag, link, export. The demo types it, and the
recording in the README shows it. Pure.
"""

from __future__ import annotations

from typing import NamedTuple


class Beat(NamedTuple):
    """Something a person does, and what it leads to."""

    keys: tuple[str, ...]
    """Characters, or names of keys: ``enter``, ``ctrl+s``."""
    shows: str
    """Words that the screen then shows."""
    seconds: float
    """How long to look at the result."""


def typed(text: str, shows: str, *, at_a_time: int = 3, seconds: float = 1.6) -> list[Beat]:
    """Type a text, a few letters at a time; the last beat is looked at."""
    pieces = [text[at : at + at_a_time] for at in range(0, len(text), at_a_time)]
    beats = [Beat(tuple(piece), piece, 0.25) for piece in pieces]
    return [*beats[:-1], beats[-1]._replace(shows=shows, seconds=seconds)]


STORY = (
    Beat((), "PHNOM PENH 977", 2),
    Beat(("\\",), "filter", 0.6),
    *typed("trafficking from:rangoon", "1 cable"),
    Beat(("enter",), "hit 1", 1.6),
    Beat(("n",), "hit 2", 1.2),
    Beat(("n",), "hit 3", 1.2),
    Beat(("a",), "", 0.8),
    *typed("Who checks the pledges?", "pledges?", seconds=0.8),
    Beat(("ctrl+s",), "1 note", 1.8),
    Beat(("t",), "", 0.8),
    *typed("pledges", "pledges", seconds=0.8),
    Beat(("enter",), "#pledges", 1.8),
    Beat(("l",), "", 0.8),
    *typed("beijing 7545", "BEIJING", seconds=0.8),
    Beat(("enter",), "the whole cable", 0.8),
    Beat(("enter",), "see also", 0.8),
    Beat(("enter",), "Comment", 0.6),
    Beat(("enter",), "1 link", 1.8),
    Beat(("x",), "This cable", 0.9),
    Beat(("enter",), "cable-notes", 0.9),
    Beat(("enter",), "obsidian", 0.9),
    Beat(("enter",), "1 file", 1.2),
    Beat(("enter",), "Exported", 2.4),
)
