"""Markdown styles: how each editor writes links and block ids."""

from __future__ import annotations

from typing import Protocol

from reader.export.escape import escape_inline
from reader.export.file_names import file_stem


class Style(Protocol):
    """What differs between the markdown of two editors."""

    def link(self, mrn: str) -> str:
        """A link to the file of another cable."""

    def note_mark(self, block_id: str) -> str:
        """The footnote reference and block id that follow a note."""

    def item_mark(self, block_id: str) -> str:
        """The block id that follows a list item."""


class Obsidian:
    """Wikilinks, and ``^id`` after a block."""

    def link(self, mrn: str) -> str:
        """A wikilink, with the MRN as its text when the file is named otherwise."""
        stem = file_stem(mrn)
        return f"[[{stem}]]" if stem == mrn else f"[[{stem}|{escape_inline(mrn)}]]"

    def note_mark(self, block_id: str) -> str:
        """Footnote reference and block id."""
        return f"[^{block_id}] ^{block_id}"

    def item_mark(self, block_id: str) -> str:
        """Block id."""
        return f"^{block_id}"


OBSIDIAN: Style = Obsidian()
