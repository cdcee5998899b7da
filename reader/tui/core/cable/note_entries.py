"""The notes of a cable as the notes panel lists them: in the order of the text, each with its place. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from reader.cable.model import Cable
from reader.notes.model import Anchor, Annotation, Confidence, CrossReference, Target
from reader.notes.queries.counts import count_records

if TYPE_CHECKING:
    from reader.notes.lookup import CableNotes

Kind = Literal["note", "code", "link", "incoming"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One note, set of codes, or link, as it is in this cable."""

    record: Annotation | CrossReference
    kind: Kind
    anchor: Anchor
    """Where its end in this cable is now."""
    target: Target
    """Its end in this cable."""
    codes: tuple[str, ...] = ()
    """Names, in the order they were given."""
    other: Target | None = None
    """For a link: its end elsewhere."""
    author: str = ""
    """Its author, if that is not the user."""

    @property
    def id(self) -> str:
        """The id of the record."""
        return self.record.id

    @property
    def words(self) -> str:
        """The relation of a link as seen from this cable; empty for a note."""
        if not isinstance(self.record, CrossReference):
            return ""
        return self.record.inward if self.kind == "incoming" else self.record.outward

    @property
    def text(self) -> str:
        """The text of the note, or the comment on the link."""
        return self.record.comment if isinstance(self.record, CrossReference) else self.record.body

    @property
    def ordinal(self) -> int | None:
        """Its paragraph; None for the whole cable and for a lost passage."""
        return self.anchor.ordinal

    @property
    def lost(self) -> bool:
        """Its passage is no longer in this text."""
        return self.anchor.confidence is Confidence.LOST or (
            self.anchor.ordinal is None and not self.target.is_cable
        )


def entries(
    notes: CableNotes,
    code_name: Callable[[str], str],
    locate: Callable[[Target], Anchor],
    me: str | None = None,
) -> tuple[Entry, ...]:
    """All notes on a cable in the order of the text; those on the whole cable after that, lost ones last.

    ``locate`` finds a target in the text as it is now; it is called once for each record. ``me`` is the
    user: other authors are named.
    """
    found = [
        Entry(
            note,
            "note" if note.body else "code",
            locate(note.target),
            note.target,
            tuple(code_name(code) for code in note.codes),
        )
        for note in notes.annotations
    ]
    found += [
        Entry(link, "link", locate(link.source), link.source, other=link.target) for link in notes.outgoing
    ]
    found += [
        Entry(link, "incoming", locate(link.target), link.target, other=link.source)
        for link in notes.incoming
    ]
    if me is not None:
        found = [
            entry if entry.record.author == me else replace(entry, author=entry.record.author)
            for entry in found
        ]
    return tuple(sorted(found, key=_order))


def _order(entry: Entry) -> tuple[bool, bool, int, int, int, dt.datetime, str]:
    """Paragraph, then the whole paragraph before its words, then by age."""
    anchor = entry.anchor
    start = -1 if anchor.start is None else anchor.start
    end = -1 if anchor.end is None else anchor.end
    return (
        entry.lost,
        anchor.ordinal is None,
        anchor.ordinal or 0,
        start,
        end,
        entry.record.created,
        entry.id,
    )


def quoted(entry: Entry, cable: Cable) -> str:
    """The passage of an entry, from the text as it is now; a lost one as it was."""
    paragraph = cable.paragraph(entry.anchor.ordinal) if entry.anchor.ordinal else None
    if paragraph is not None and entry.anchor.start is not None:
        return paragraph.text[entry.anchor.start : entry.anchor.end]
    if paragraph is not None:
        return paragraph.text[:400]
    return entry.target.quote.exact if entry.target.quote else ""


def tally(found: Iterable[Entry], doubts: int = 0) -> str:
    """``1 note, 2 tags, 1 link · ← 1``, the heading of the panel: what starts here, and links to here.

    With doubts, ``2 to review: R · 1 note, 2 codes``: what there is to do comes first in a narrow panel.
    """
    found = list(found)
    words = count_records(entry.record for entry in found if entry.kind != "incoming").words
    incoming = sum(entry.kind == "incoming" for entry in found)
    if doubts:
        return f"{doubts} to review: R · {words}"
    if incoming:
        words += f" · ← {incoming}"
    return words[:1].upper() + words[1:]
