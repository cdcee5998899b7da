"""The trails there are, and one by its name."""

from __future__ import annotations

from reader.notes.codes import name_key
from reader.notes.errors import NotesError
from reader.notes.model import Trail
from reader.notes.repository import Notes
from reader.notes.undo.step_wording import quoted

TABLE = "trails"
"""The table of all trails."""


def all_trails(notes: Notes) -> list[Trail]:
    """The trails, sorted by name."""
    with notes.guard:
        found = [record for record in notes.records(TABLE) if isinstance(record, Trail)]
    return sorted(found, key=lambda trail: (name_key(trail.name), trail.created, trail.id))


def find_trail(notes: Notes, name: str) -> Trail | None:
    """The trail of this name; after a merge there may be two, then the one made first."""
    key = name_key(name)
    return next((trail for trail in all_trails(notes) if name_key(trail.name) == key), None)


def named_trail(notes: Notes, name: str) -> Trail:
    """The trail of this name. Raises NotesError that names those most like it."""
    if found := find_trail(notes, name):
        return found
    from difflib import get_close_matches

    known = {name_key(trail.name): trail.name for trail in all_trails(notes)}
    near = [known[key] for key in get_close_matches(name_key(name), known, 3)] or list(known.values())[:5]
    advice = f"Trails: {quoted(near)}." if near else "You have no trails yet."
    raise NotesError("There is no such trail", where=name.strip() or "no name", advice=advice)
