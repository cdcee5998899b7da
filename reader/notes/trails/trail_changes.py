"""Changing trails: new ones, their stops in order, comments, names.

Each change is one step that can be undone. A change reads the trail as it is stored then, so that two windows
may work on one trail.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from dataclasses import replace

from reader.notes.codec import encode, encode_stop
from reader.notes.codes import check_name
from reader.notes.errors import NotesError
from reader.notes.model import Target, Trail, TrailStop
from reader.notes.repository import Notes
from reader.notes.trails.trail_lookup import TABLE, find_trail
from reader.notes.transaction import Transaction
from reader.notes.undo.step_wording import counted, quoted, target_text

MOST_STOPS = 2_000
"""Most stops of a trail."""

Stops = tuple[TrailStop, ...]


def create(notes: Notes, name: str, targets: Sequence[Target] = ()) -> Trail:
    """Make a trail with these stops. Raises NotesError if there is one of this name."""
    name = _checked(notes, name)
    with notes.transaction(f"new trail {quoted([name])}") as transaction:
        stops = _with((), [_stop(target) for target in targets], None)
        trail = Trail(**notes.new_fields(transaction), name=name, stops=stops)
        transaction.insert(TABLE, encode(trail))
    return trail


def rename(notes: Notes, identity: str, name: str) -> Trail:
    """Give a trail another name. Raises NotesError if another one has it."""
    name = _checked(notes, name, identity)
    with notes.transaction() as transaction:
        number, trail = _live(notes, identity)
        transaction.words = f"rename of {_named(trail)} to {quoted([name])}"
        transaction.edit(TABLE, number, name=name)
    return replace(trail, name=name)


def describe(notes: Notes, identity: str, comment: str) -> None:
    """Say what a trail is about; empty removes it."""
    with notes.transaction() as transaction:
        number, trail = _live(notes, identity)
        transaction.words = f"comment on {_named(trail)}"
        transaction.edit(TABLE, number, comment=comment.strip() or None)


def add(
    notes: Notes, identity: str, targets: Sequence[Target], at: int | None = None, *, comment: str = ""
) -> list[TrailStop]:
    """Add stops, at the end or before the stop of this index, with a comment; returns them."""
    new = [replace(_stop(target), comment=comment.strip()) for target in targets]
    what = target_text(targets[0]) if len(targets) == 1 else counted(len(targets), "stop")
    _change(notes, identity, lambda stops: _with(stops, new, at), f"{what} added to")
    return new


def remove(notes: Notes, identity: str, stop: str) -> None:
    """Remove the stop of this id. Raises NotesError if it is gone."""

    def without(stops: Stops) -> Stops:
        at = _index(stops, stop)
        return (*stops[:at], *stops[at + 1 :])

    _change(notes, identity, without, "removal of a stop from")


def move(notes: Notes, identity: str, stop: str, to: int) -> None:
    """Move the stop of this id so that it has this index. Raises NotesError if it is gone."""

    def moved(stops: Stops) -> Stops:
        at = _index(stops, stop)
        rest = (*stops[:at], *stops[at + 1 :])
        return (*rest[: max(to, 0)], stops[at], *rest[max(to, 0) :])

    _change(notes, identity, moved, "another order of")


def comment(notes: Notes, identity: str, stop: str, text: str) -> None:
    """Replace the comment on the stop of this id. Raises NotesError if it is gone."""

    def commented(stops: Stops) -> Stops:
        at = _index(stops, stop)
        return (*stops[:at], replace(stops[at], comment=text.strip()), *stops[at + 1 :])

    _change(notes, identity, commented, "comment on a stop of")


def _change(notes: Notes, identity: str, change: Callable[[Stops], Stops], doing: str) -> None:
    with notes.transaction() as transaction:
        number, trail = _live(notes, identity)
        transaction.words = f"{doing} {_named(trail)}"
        _store(transaction, number, change(trail.stops))


def _store(transaction: Transaction, number: str, stops: Stops) -> None:
    transaction.edit(TABLE, number, stops=[encode_stop(stop) for stop in stops] or None)


def _live(notes: Notes, identity: str) -> tuple[str, Trail]:
    _, number, trail = notes.live_record(identity, Trail)
    return number, trail


def _index(stops: Stops, stop: str) -> int:
    at = next((at for at, one in enumerate(stops) if one.id == stop), None)
    if at is None:
        raise NotesError("The stop is no longer on the trail", advice="Another window has removed it.")
    return at


def _with(stops: Stops, new: Sequence[TrailStop], at: int | None) -> Stops:
    if len(stops) + len(new) > MOST_STOPS:
        raise NotesError(
            f"A trail can have at most {MOST_STOPS:,} stops",
            where=f"{len(stops) + len(new):,}",
            advice="Use a code or a saved query for so many cables.",
        )
    at = len(stops) if at is None else at
    return (*stops[:at], *new, *stops[at:])


def _stop(target: Target) -> TrailStop:
    return TrailStop(str(uuid.uuid4()), target)


def _checked(notes: Notes, name: str, identity: str = "") -> str:
    """The name with single spaces. Raises NotesError if it is empty, unsafe or taken."""
    check_name(name, "The name of a trail")
    name = " ".join(name.split())
    if not name:
        raise NotesError("A trail needs a name")
    other = find_trail(notes, name)
    if other is not None and other.id != identity:
        raise NotesError("There is a trail of this name", where=name, advice="Choose another name.")
    return name


def _named(trail: Trail) -> str:
    return f"trail {quoted([trail.name])}"
