"""What a template sees: the cable and its passages, as plain values and as finished Markdown.

Plain values are escaped when they are written; :class:`Markdown` is written as it is.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


class Shown:
    """A value whose fields a template may read."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Markdown:
    """A text that is Markdown already, escaped where it must be."""

    text: str

    def __str__(self) -> str:
        return self.text

    def __bool__(self) -> bool:
        return bool(self.text)


@dataclass(frozen=True, slots=True)
class ShownCable(Shown):
    """The cable of a page."""

    mrn: str
    held: bool
    """Whether it is in the library; if not, only ``mrn`` and ``aliases`` are known."""
    subject: str = ""
    date: dt.date | None = None
    origin: str = ""
    recipient: str = ""
    classification: str = ""
    tags: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    source_version: dt.date | None = None
    text_sha256: str = ""


@dataclass(frozen=True, slots=True)
class ShownNote(Shown):
    """A note."""

    id: str
    """The block id: ``n7f3a2c``."""
    author: str
    created: dt.date
    text: Markdown
    """As typed, in the style of the export."""
    codes: tuple[str, ...]
    mark: Markdown
    """What cites the source: a footnote reference, a citation key, or nothing."""


@dataclass(frozen=True, slots=True)
class ShownPassage(Shown):
    """A place in the cable with the notes on it."""

    label: str
    """``¶4``; empty for the whole cable."""
    portion: str
    codes: tuple[str, ...]
    words: str
    """The words of the cable; empty for the whole cable."""
    quote: Markdown
    """The words as a quotation."""
    citation: Markdown
    remark: Markdown
    """A sentence where the place has moved, is uncertain or is lost."""
    heading: Markdown
    notes: tuple[ShownNote, ...]
    links: Markdown
    """A list of the links from here."""
    block: Markdown
    """All of it, as it is without a template."""
