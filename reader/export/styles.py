"""This is where a dialect of markdown says how it writes a link and how it names a block."""

from __future__ import annotations

from typing import Protocol

from reader.export.escape import literal
from reader.export.file_names import stem


class Style(Protocol):
    """What differs between the markdown of one editor and another."""

    def link(self, mrn: str) -> str:
        """A link to another cable's file."""

    def mark(self, block_id: str) -> str:
        """What follows a note: its footnote sign and its name."""

    def item_mark(self, block_id: str) -> str:
        """What follows an item of a list: its name."""


class Obsidian:
    """Wikilinks, and ``^id`` after the block."""

    def link(self, mrn: str) -> str:
        """A wikilink; with the number as its text where the file cannot bear it as a name."""
        name = stem(mrn)
        return f"[[{name}]]" if name == mrn else f"[[{name}|{literal(mrn)}]]"

    def mark(self, block_id: str) -> str:
        """Footnote sign and block id."""
        return f"[^{block_id}] ^{block_id}"

    def item_mark(self, block_id: str) -> str:
        """Block id."""
        return f"^{block_id}"


OBSIDIAN: Style = Obsidian()
