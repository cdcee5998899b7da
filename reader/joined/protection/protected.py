"""Protected names in the passages that an export would write, looked for before anything is written."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from reader.export.passages import NotesOfCable
from reader.export.protection.own_list import listed_names
from reader.export.protection.own_names import OwnNames
from reader.export.protection.policy import Found, Protection, Treatment
from reader.export.protection.protect import protect
from reader.export.protection.report import ProtectedNames
from reader.joined.protocol import LibraryAndNotes
from reader.library.library import Library

FEW = 50
"""Cables that are read without asking the index first."""
_NOT_IN_WORDS = re.compile(r"[^\w\s]")


NotesOf = Callable[[str], NotesOfCable]
"""The notes on a cable that are exported."""


def own_names(library: Library) -> OwnNames:
    """The user's list, and the spellings merged in the notes of this library. Raises CablesError."""
    return OwnNames(listed_names(), tuple(map(tuple, library.merged_names())))


def protection_for(
    workspace: LibraryAndNotes,
    treatment: str | None,
    mrns: Sequence[str] | None,
    *,
    whole: bool = False,
    notes_of: NotesOf | None = None,
) -> Protection:
    """What protects the names in an export of these cables (None: all with notes).

    ``treatment`` is ``mask``, ``leave-out`` or ``keep``. Raises ProtectedNames if it is None and there are
    protected names in the passages with notes (``whole``: anywhere in these cables).
    """
    own = own_names(workspace.library)
    chosen = Treatment(treatment) if treatment else None
    found: dict[Found, int] = {}
    if chosen in (None, Treatment.KEEP):
        found = protected_names(workspace, mrns, own, whole=whole, notes_of=notes_of)
    if chosen is None and found:
        raise ProtectedNames(found)
    return Protection(chosen or Treatment.KEEP, own, found)


def protected_names(
    workspace: LibraryAndNotes,
    mrns: Sequence[str] | None,
    own: OwnNames,
    *,
    whole: bool = False,
    notes_of: NotesOf | None = None,
) -> dict[Found, int]:
    """The protected names in passages with notes of these cables (None: all), and how often each is there.

    ``whole``: whole texts are written, not passages only.
    Cost: a query to the index, and reading the cables that have a word of a request or a listed name.
    """
    if mrns is None:
        mrns = sorted(mrn for mrn, number in workspace.notes.counts().items() if number)
    protection = Protection(None, own)
    protection.codes(workspace.notes.codes())
    if whole:  # these formats have the texts of the cables that links lead to
        links = (link for mrn in mrns for link in workspace.notes.for_cable(mrn).outgoing)
        mrns = [*mrns, *(link.target.mrn for link in links)]
    for mrn in _candidates(workspace, list(dict.fromkeys(mrns)), own.protected):
        cable, notes = workspace.cable(mrn), (notes_of or workspace.notes.for_cable)(mrn)
        protect(protection, mrn, cable, notes, whole=whole)
    return protection.found


def _candidates(workspace: LibraryAndNotes, mrns: list[str], listed: Sequence[str]) -> Iterable[str]:
    """Of these cables those that may have a protected name, in their order."""
    if len(mrns) <= FEW:
        return mrns
    from reader.library import bulk_lookup

    phrases = (_NOT_IN_WORDS.sub(" ", name) for name in listed)
    words = ["protect", "protected", *(f'"{phrase}"' for phrase in phrases)]
    found: set[str] = set()
    for word in words:
        if word.strip('" '):
            found.update(bulk_lookup.mrns(workspace.library, workspace.library.listing(word).ids))
    return [mrn for mrn in mrns if mrn in found or _in_notes(workspace, mrn, listed)]


def _in_notes(workspace: LibraryAndNotes, mrn: str, listed: Sequence[str]) -> bool:
    """Whether the stored notes on a cable, unread, may have one."""
    from reader.notes.queries.index import table_of

    storage = workspace.notes.storage
    with storage.guard:
        raw = (storage.state.raw(table_of(mrn)) or b"").lower()
    return b"rotect" in raw or any(
        max(re.findall(r"[a-z]+", name.lower()) or [""], key=len).encode() in raw for name in listed
    )
