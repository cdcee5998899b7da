"""What is known about a thing, in lines. Waits for the disk."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from reader.cable.model import Cable
from reader.cable.reference.explain import Fact, explain
from reader.notes.model import Annotation
from reader.tui.core.cable.first_words import first_words, read_first_words
from reader.tui.features.peek.things import Thing, ThingKind
from reader.tui.ui.words import count, short_date

if TYPE_CHECKING:
    from reader.library.listing import Listing
    from reader.workspace import Workspace

MOST_CABLES = 3
"""Cables that are named for a signer or a post."""
MOST_NOTES = 2
"""Notes on a cable of which the beginning is shown."""
_KIND_OF_POST = re.compile(
    r"^(?:AM|US)?(?:EMBASSY|CONSUL(?:ATE)?(?: GENERAL)?|MISSION) (?=\w)", re.IGNORECASE
)
"""Before the name of the place in the name of a sender: ``AMEMBASSY PHNOM PENH``."""
FIELDS = {ThingKind.TAG: "tag", ThingKind.POST: "from", ThingKind.SIGNER: "signer"}
"""The field of a query that finds other cables with such a thing."""
OTHERS = {
    ThingKind.TAG: "with this TAG",
    ThingKind.POST: "from there",
    ThingKind.SIGNER: "signed so",
    ThingKind.CODE: "with these words",
}


def query_for(thing: Thing) -> str:
    """The query for all cables with a thing; for words that are no code, those with the words."""
    field, name = FIELDS.get(thing.kind), thing.value
    if thing.kind is ThingKind.CODE and not _known(thing):
        phrase = " ".join(name.replace('"', " ").split())
        return f'"{phrase}"' if any(map(str.isalnum, phrase)) else ""
    if field is None:
        return ""
    if thing.kind is ThingKind.POST:
        name = _KIND_OF_POST.sub("", name)
    words = name.replace('"', " ")
    return f'{field}:"{words}"' if " " in words else f"{field}:{words}"


def answer(workspace: Workspace, cable: Cable, mrn: str, thing: Thing) -> str:
    """Some lines about a thing in the cable that is open as ``mrn``."""
    return "\n".join(_lines(workspace, cable, mrn, thing))


def _lines(workspace: Workspace, cable: Cable, mrn: str, thing: Thing) -> Iterator[str]:
    if thing.kind is ThingKind.CABLE:
        yield from _cable(workspace, thing)
    elif thing.kind is ThingKind.PARAGRAPH:
        found = [one for one in cable.paragraphs if one.number == thing.number]
        words = first_words(cable, found[0]) if found else ""
        yield " ".join(words.split()) or f"There is no ¶{thing.number} in this cable."
        if found:
            yield from _notes(workspace, mrn, found[0].ordinal)
    elif thing.kind is ThingKind.EXPLAINED:
        yield thing.value
    else:
        yield from _meanings(thing)
        if query := query_for(thing):
            yield from _others(workspace.library.listing(query), mrn, thing)


def _cable(workspace: Workspace, thing: Thing) -> Iterator[str]:
    row = workspace.library.row(thing.value)
    if row is not None:
        when = short_date(row.date, row.estimated).strip()
        yield " · ".join(part for part in (row.title or "No subject", when) if part)
    # One line, whatever breaks the paragraph has.
    yield " ".join(read_first_words(workspace, thing.value, number=thing.number).split())
    if len(thing.choices) > 1:
        yield f"The year is a guess; it may also be {', '.join(thing.choices[1:])}."
    yield from _notes(workspace, thing.value)


def _notes(workspace: Workspace, mrn: str, ordinal: int | None = None) -> Iterator[str]:
    """The user's notes on a cable, or on one of its paragraphs: how many, and how the first begin."""
    notes = [
        note
        for note in workspace.notes.for_cable(mrn).annotations
        if ordinal is None or note.target.ordinal == ordinal
    ]
    texts = [_note(workspace, note) for note in notes[:MOST_NOTES]]
    if notes:
        more = f" and {len(notes) - MOST_NOTES} more" if len(notes) > MOST_NOTES else ""
        yield f"{count(len(notes), 'note')}: {' | '.join(texts)}{more}"


def _note(workspace: Workspace, note: Annotation) -> str:
    codes = (workspace.notes.code(code) for code in note.codes)
    tags = " ".join(f"#{code.name}" for code in codes if code)
    return " ".join(f"{note.body} {tags}".split())


def _meanings(thing: Thing) -> Iterator[str]:
    """What the tables say: as a TAG only of a TAG, as a post only of a post."""
    known = _known(thing)
    if thing.kind is ThingKind.SIGNER:
        return
    wanted = {ThingKind.TAG: "TAG", ThingKind.POST: "post"}.get(thing.kind, "")
    fitting = [fact for fact in known if fact.what.endswith(wanted)] or list(known)
    for fact in fitting:
        what = "" if fact.what == "acronym" else f" ({fact.what})"
        code = "" if fact.code == thing.value.upper() else f"{fact.code}: "
        yield f"{code}{fact.meaning}{what}{'' if fact.reviewed else ' (?)'}"
    if not fitting:
        yield "Not in the tables of codes."


def _known(thing: Thing) -> tuple[Fact, ...]:
    """What the tables say; of an office they may know only the bureau: ``EUR/WE``."""
    return explain(thing.value) or explain(thing.value.partition("/")[0])


def _others(found: Listing, mrn: str, thing: Thing) -> Iterator[str]:
    """How many cables of the library have it, and the newest of them."""
    rows = [row for row in found.window(0, MOST_CABLES + 1) if row.mrn != mrn][:MOST_CABLES]
    yield f"{count(len(found), 'cable')} {OTHERS[thing.kind]} in your library{':' if rows else ''}"
    for row in rows:
        yield f"{short_date(row.date, row.estimated).strip()} {row.mrn} {row.title or ''}".strip()
