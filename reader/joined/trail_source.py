"""A trail as the scope of an export: its cables, with its stops and their comments among the notes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from reader.joined.export_source import DatedId, ExportSource
from reader.joined.protocol import LibraryAndNotes
from reader.notes.lookup import CableNotes
from reader.notes.model import Annotation, Trail


def trail_query(name: str) -> str:
    """The query that finds the cables of a trail."""
    plain = name.replace('"', " ")
    return f'trail:"{plain}"'


def trail_of_query(workspace: LibraryAndNotes, query: str) -> Trail | None:
    """The trail that a query names and nothing else: ``trail:"Mekong plan"``. Raises NotesError.

    None for any other query, so also for one that cannot be understood.
    """
    if not query.lstrip().startswith("trail:"):
        return None
    from reader.library.errors import QueryError
    from reader.library.query.syntax import parse
    from reader.library.query.tree import Field, Phrase, Word
    from reader.notes.trails.trail_lookup import named_trail

    try:
        root = parse(query).root
    except QueryError:
        return None
    if isinstance(root, Field) and isinstance(root.value, Word | Phrase):
        return named_trail(workspace.notes, root.value.text)
    return None


class TrailSource(ExportSource):
    """The cables of a trail, for an export; each stop is a note of whoever changed the trail last."""

    def __init__(self, workspace: LibraryAndNotes, trail: Trail) -> None:
        super().__init__(workspace)
        self._trail = trail
        self._stops: dict[str, list[Annotation]] = {}
        for number, stop in enumerate(trail.stops, start=1):
            note = Annotation(
                id=stop.id,
                author=trail.last_hand,
                created=trail.changed,
                changed=trail.changed,
                target=stop.target,
                body=f"Stop {number}: {stop.comment}" if stop.comment else f"Stop {number}",
            )
            self._stops.setdefault(stop.target.mrn, []).append(note)

    def cables_with_notes(self) -> list[str]:
        """The MRNs of the trail's cables, in its order."""
        return list(self._stops)

    def dated_ids(self) -> Iterator[DatedId]:
        """Ids and times of all notes and links, and of the stops."""
        yield from super().dated_ids()
        for notes in self._stops.values():
            yield from (DatedId(note.id, note.created) for note in notes)

    def notes_of(self, mrn: str) -> CableNotes:
        """The notes on a cable, and the stops at it, in the order of the text."""
        notes = super().notes_of(mrn)
        every = sorted((*notes.annotations, *self._stops.get(mrn, ())), key=_place)
        return CableNotes(tuple(every), notes.outgoing, notes.incoming)

    def fingerprint(self, mrn: str) -> str:
        """A hash of everything the page of a cable is made from."""
        made_of = f"{super().fingerprint(mrn)} {self._stops.get(mrn)!r}"
        return hashlib.sha256(made_of.encode("utf-8", "surrogatepass")).hexdigest()


def _place(note: Annotation) -> tuple[int, int]:
    return note.target.ordinal or 0, -1 if note.target.start is None else note.target.start
