"""The actions of ``cables trails`` that change a trail."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping, Sequence

from reader.cable.addresses import parse_address
from reader.cli.confirm import confirm, counted
from reader.cli.output import result
from reader.errors import CablesError, ExitCode, UsageError
from reader.notes.anchoring.anchor import target_for
from reader.notes.model import Target, Trail, TrailStop
from reader.notes.repository import Notes
from reader.notes.trails import trail_changes, trail_lookup
from reader.notes.undo.step_wording import quoted
from reader.terminal_text import one_line
from reader.workspace import Workspace


def place(target: Target) -> str:
    """``06PHNOMPENH977 ¶2``."""
    return f"{one_line(target.mrn)} {target.label}".rstrip()


def _new(opened: Workspace, arguments: argparse.Namespace) -> int:
    made = trail_changes.create(opened.notes, arguments.trail, _targets(opened, arguments.places))
    return _say(opened.notes, made.name)


def _add(opened: Workspace, arguments: argparse.Namespace) -> int:
    trail = trail_lookup.named_trail(opened.notes, arguments.trail)
    targets = _targets(opened, arguments.places)
    if arguments.comment and len(targets) > 1:
        raise UsageError("--comment needs a single stop", where=counted(len(targets), "stop"))
    at = None if arguments.at is None else arguments.at - 1
    trail_changes.add(opened.notes, trail.id, targets, at, comment=arguments.comment)
    return _say(opened.notes, trail.name)


def _comment(opened: Workspace, arguments: argparse.Namespace) -> int:
    trail, stop = _stop(opened.notes, arguments)
    trail_changes.comment(opened.notes, trail.id, stop.id, arguments.text)
    result(f"{arguments.stop}  {place(stop.target)}  {one_line(arguments.text)}".rstrip())
    return ExitCode.DONE


def _move(opened: Workspace, arguments: argparse.Namespace) -> int:
    trail, stop = _stop(opened.notes, arguments)
    to = min(arguments.to, len(trail.stops))
    trail_changes.move(opened.notes, trail.id, stop.id, to - 1)
    result(f"{to}  {place(stop.target)}")
    return ExitCode.DONE


def _remove(opened: Workspace, arguments: argparse.Namespace) -> int:
    trail, stop = _stop(opened.notes, arguments)
    trail_changes.remove(opened.notes, trail.id, stop.id)
    return _say(opened.notes, trail.name)


def _rename(opened: Workspace, arguments: argparse.Namespace) -> int:
    trail = trail_lookup.named_trail(opened.notes, arguments.trail)
    return _say(opened.notes, trail_changes.rename(opened.notes, trail.id, arguments.name).name)


def _describe(opened: Workspace, arguments: argparse.Namespace) -> int:
    trail = trail_lookup.named_trail(opened.notes, arguments.trail)
    trail_changes.describe(opened.notes, trail.id, arguments.text)
    return _say(opened.notes, trail.name)


def _delete(opened: Workspace, arguments: argparse.Namespace) -> int:
    trail = trail_lookup.named_trail(opened.notes, arguments.trail)
    question = f"Delete the trail {one_line(quoted([trail.name]))} of {counted(len(trail.stops), 'stop')}?"
    if not confirm(question, arguments):
        return ExitCode.NOT_FOUND
    opened.notes.delete(trail.id)
    result(f"Deleted: {one_line(trail.name)}")
    return ExitCode.DONE


def _say(notes: Notes, name: str) -> int:
    trail = trail_lookup.named_trail(notes, name)
    result(f"{one_line(trail.name)}  {counted(len(trail.stops), 'stop')}")
    return ExitCode.DONE


def _stop(notes: Notes, arguments: argparse.Namespace) -> tuple[Trail, TrailStop]:
    """The trail and its stop of this number. Raises CablesError."""
    trail = trail_lookup.named_trail(notes, arguments.trail)
    if not 1 <= arguments.stop <= len(trail.stops):
        raise CablesError(
            "There is no such stop",
            where=f"{one_line(trail.name)}, {arguments.stop}",
            advice=f"It has {counted(len(trail.stops), 'stop')}.",
        )
    return trail, trail.stops[arguments.stop - 1]


def _targets(opened: Workspace, words: Sequence[str]) -> list[Target]:
    """The places: MRNs, each perhaps followed by a paragraph. Raises CablesError."""
    places: list[tuple[str, str | None]] = []
    for word in words:
        if places and places[-1][1] is None and parse_address(word):
            places[-1] = (places[-1][0], word)
        else:
            places.append((word, None))
    return [_target(opened, mrn, paragraph) for mrn, paragraph in places]


def _target(opened: Workspace, text: str, paragraph: str | None) -> Target:
    mrn = opened.mrn_of(text)
    cable = opened.cable(mrn)
    assert cable is not None, "the MRN was just resolved"
    found = cable.paragraph_at(paragraph) if paragraph else None
    if paragraph and found is None:
        raise CablesError(
            "No such paragraph",
            where=f"{mrn} {one_line(paragraph)}",
            advice=f"`cables show {mrn}` prints the text.",
        )
    return target_for(cable, found.ordinal if found else None, mrn=mrn)


ACTIONS: Mapping[str, Callable[[Workspace, argparse.Namespace], int]] = {
    "new": _new,
    "add": _add,
    "comment": _comment,
    "move": _move,
    "remove": _remove,
    "rename": _rename,
    "describe": _describe,
    "delete": _delete,
}
"""What each action does."""
