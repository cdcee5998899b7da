"""Review of notes whose place is uncertain since the text of their cable changed.

The user decides in every case. A note whose place was accepted gets a new target in the current text; one
whose place was given up is not shown again until the text changes once more.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from reader.cable.model import Cable
from reader.cable.normalise import text_hash
from reader.notes.anchoring.anchor import Locator, target_for
from reader.notes.codec import decode, encode_target
from reader.notes.errors import NotesError
from reader.notes.model import Anchor, Annotation, Confidence, CrossReference, Record, Target
from reader.notes.repository import Notes
from reader.notes.undo.step_wording import describe_record

_GIVEN_UP = "given_up"
"""Field of a document: for each end, the hash of the text in which its place was given up."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A note or link whose place is uncertain."""

    record: Record
    end: str
    """``target``, or ``source`` for the first end of a link."""
    target: Target
    anchor: Anchor
    """Moved, unsure or lost, with the candidates."""


def doubts(notes: Notes, mrn: str, cable: Cable, *, moved: bool = False) -> list[Doubt]:
    """The notes in the cable that are unsure or lost, with ``moved`` also moved ones, in text order."""
    locator = Locator(cable)
    now = text_hash(cable.source)
    included = {Confidence.UNSURE, Confidence.LOST} | ({Confidence.MOVED} if moved else set())
    found = []
    for document in notes.documents_about(mrn):
        record = decode(document)
        if record is None or record.deleted:
            continue
        for end, target in ends(record):
            if target.mrn != mrn or _given_up(document).get(end) == now:
                continue
            anchor = locator.locate(target)
            if anchor.confidence in included:
                found.append(Doubt(record, end, target, anchor))
    return sorted(
        found, key=lambda doubt: (doubt.target.ordinal or 0, doubt.target.start or 0, doubt.record.id)
    )


def accept(notes: Notes, doubt: Doubt, cable: Cable, candidate: int = 0) -> Target:
    """Accept a place; returns the new target. Raises NotesError if there is no such candidate."""
    anchor = doubt.anchor
    if anchor.confidence is Confidence.MOVED:
        place = (anchor.ordinal, anchor.start, anchor.end)
    elif candidate < len(anchor.candidates):
        place = anchor.candidates[candidate]
    else:
        raise NotesError("No such place")
    whole = doubt.target.is_paragraph
    target = target_for(
        cable,
        place[0],
        None if whole else place[1],
        None if whole else place[2],
        mrn=doubt.target.mrn,
    )
    _settle(notes, doubt, {doubt.end: encode_target(target)}, given_up=None)
    return target


def give_up(notes: Notes, doubt: Doubt, cable: Cable) -> None:
    """Give up the place in this text. The note is kept, with the words it was about."""
    _settle(notes, doubt, {}, given_up=text_hash(cable.source))


def _settle(notes: Notes, doubt: Doubt, fields: dict[str, Any], given_up: str | None) -> None:
    with notes.transaction(f"place of {describe_record(doubt.record)}") as transaction:
        table, number, _ = notes.live_record(doubt.record.id, Record)
        given = _given_up(transaction.docs(table)[number])
        others = {k: v for k, v in given.items() if k != doubt.end}
        ends = {**others, doubt.end: given_up} if given_up else others
        if doubt.end in fields:
            # Fields of a newer version inside the target are kept.
            fields[doubt.end] = _replace_target_fields(
                transaction.docs(table)[number].get(doubt.end, {}), fields[doubt.end]
            )
        transaction.edit(table, number, **fields, **{_GIVEN_UP: ends or None})


def _given_up(document: dict[str, Any]) -> dict[str, Any]:
    given = document.get(_GIVEN_UP)
    return given if isinstance(given, dict) else {}


def _replace_target_fields(old: dict[str, Any], new: dict[str, Any]) -> dict[str, Any]:
    ours = ("mrn", "text_hash", "number", "ordinal", "quote", "start", "end")
    return {name: value for name, value in old.items() if name not in ours} | new


def ends(record: Record) -> list[tuple[str, Target]]:
    """The targets of a note or link, each with the name of its field."""
    if isinstance(record, Annotation):
        return [("target", record.target)]
    if isinstance(record, CrossReference):
        return [("source", record.source), ("target", record.target)]
    return []
