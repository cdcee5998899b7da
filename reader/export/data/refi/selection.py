"""What an author did with one passage, as one selection of a REFI-QDA project."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from reader.export.data.entries import Entry
from reader.export.data.refi.elements import (
    by_whom,
    date_time,
    element,
    guid,
    record_guid,
    reference,
    text_element,
    user_guid,
)
from reader.export.data.refi.source_text import Place, SourceText
from reader.notes.codebook import import_plan
from reader.notes.model import Annotation, Code, CrossReference, Record, Target

ORIGIN, TARGET = "origin", "target"
"""The ends of a link."""


@dataclass(frozen=True, slots=True)
class Part:
    """A note, or an end of a link."""

    record: Annotation | CrossReference
    target: Target
    end: str = ""
    """``ORIGIN`` or ``TARGET``; empty for a note."""

    @property
    def guid(self) -> str:
        """The id that a selection gets from it."""
        return guid(self.end, self.record.id) if self.end else record_guid(self.record.id)

    @property
    def words(self) -> str:
        """The text of the note, or what the link says at this end."""
        record = self.record
        if isinstance(record, Annotation):
            return record.body
        outward = self.end == ORIGIN
        other = record.target if outward else record.source
        words = f"{record.outward if outward else record.inward} {f'{other.mrn} {other.label}'.strip()}"
        return f"{words}: {record.comment}" if record.comment else words


@dataclass(frozen=True, slots=True)
class Selection:
    """The notes and ends of links of one author on one passage, the oldest first.

    Some programs allow an author one annotation on a passage.
    """

    place: Place
    parts: Sequence[Part]

    @property
    def guid(self) -> str:
        """The id: that of the oldest part, so that later notes on the passage do not change it."""
        return self.parts[0].guid

    def xml(self, codes: Mapping[str, Code], note: Callable[[Record, str, str], str]) -> str:
        """The element. ``note`` adds a text with its name and returns the reference to it."""
        records = [part.record for part in self.parts]
        given = {
            "guid": self.guid,
            "name": self.parts[0].target.label,
            "startPosition": str(self.place.start),
            "endPosition": str(self.place.end),
            **by_whom(records[0]),
            "modifiedDateTime": date_time(max(record.changed for record in records)),
        }
        notes = [one for one in records if isinstance(one, Annotation)]
        content = [
            text_element("Description", "\n\n".join(filter(None, (part.words for part in self.parts)))),
            *_codings(notes, codes),
            *(
                note(one, f"{one.target.mrn} {one.target.label}".strip(), one.body)
                for one in notes
                if one.body
            ),
        ]
        return element("PlainTextSelection", given, content)


def selections(entry: Entry, text: SourceText) -> list[Selection]:
    """The selections in a cable, in the order of the text."""
    parts = [
        *(Part(note, note.target) for note in entry.annotations),
        *(Part(link, link.source, ORIGIN) for link in entry.outgoing),
        *(Part(link, link.target, TARGET) for link in entry.incoming),
    ]
    parts.sort(key=lambda part: (part.record.created, part.record.id, part.end))
    grouped: dict[tuple[Place, str], list[Part]] = {}
    for part in parts:
        grouped.setdefault((text.place(part.target), part.record.author), []).append(part)
    return [Selection(place, found) for (place, _), found in sorted(grouped.items(), key=lambda one: one[0])]


def _codings(notes: Sequence[Annotation], codes: Mapping[str, Code]) -> Iterator[str]:
    """The codes on the passage, each once."""
    found = {code: note for note in reversed(notes) for code in reversed(note.codes) if code in codes}
    for code, note in reversed(found.items()):
        given = {
            "guid": guid("coding", note.id, code),
            "creatingUser": user_guid(note.author),
            "creationDateTime": date_time(note.created),
        }
        yield element("Coding", given, reference("CodeRef", import_plan.guid(code)))
