"""The whole page in one column: where its hits, notes and portions are. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from reader.cable.model import Level
from reader.cable.outline.portion_filter import level_of
from reader.tui.page.model import Layout
from reader.tui.page.roles import portion_role

HIT = "*"
LETTERS = {Level.U: "U", Level.SBU: "B", Level.C: "C", Level.S: "S", Level.TS: "T"}
"""One letter for each level; they are the keys that choose portions, too."""


HELP = (
    (HIT, "a hit"),
    ("• # → ←", "a note, a code, a link, a link to here"),
    ("U B C S T", "paragraphs of this level begin; B is SBU"),
)
"""For the help page."""


class MapMark(NamedTuple):
    """A sign in the column."""

    sign: str
    role: str


def minimap(
    page: Layout, rows: int, height: int, hits: Iterable[int], notes: Mapping[int, str]
) -> dict[int, MapMark]:
    """The marks by their place in a column of ``height`` cells for a page of ``rows`` rows.

    Where several come together, a hit is shown, else a note, else the level that begins there. ``hits`` are
    rows of the page, ``notes`` the signs of notes by row.
    """
    marks: dict[int, MapMark] = {}

    def put(row: int, mark: MapMark) -> None:
        marks[min(row * height // max(rows, 1), height - 1)] = mark

    if height > 0:
        for row, level in portion_starts(page):
            put(row, MapMark(LETTERS[level], portion_role(level)))
        for row, sign in notes.items():
            put(row, MapMark(sign, "sign"))
        for row in hits:
            put(row, MapMark(HIT, "hit"))
    return marks


def portion_starts(page: Layout) -> Iterable[tuple[int, Level]]:
    """The rows where paragraphs of another level than before begin; of those the filter shows."""
    before: Level | None = None
    for paragraph in page.cable.paragraphs:
        level = level_of(paragraph)
        shown = page.options.portions.shows(paragraph)
        if shown and level is not None and level is not before:
            yield page.rows_of(paragraph.ordinal)[0], level
        before = level if shown else None
