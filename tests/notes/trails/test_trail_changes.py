"""Trails: named, ordered, commented, and changed in steps that can be undone."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.notes.errors import NotesError
from reader.notes.merge import apply
from reader.notes.merge.bundle import read
from reader.notes.model import Target
from reader.notes.repository import Notes
from reader.notes.trails import trail_changes, trail_lookup
from tests.notes.builders import BEIJING, PHNOM_PENH, notes_in, paragraph

NAME = "Mekong plan"


def places(notes: Notes, name: str = NAME) -> list[str]:
    return [
        f"{stop.target.mrn} {stop.target.label}: {stop.comment}"
        for stop in trail_lookup.named_trail(notes, name).stops
    ]


def test_stops_are_moved_commented_and_removed_and_each_step_is_undone(notes: Notes) -> None:
    made = trail_changes.create(notes, " Mekong  plan ", [paragraph(2), Target(BEIJING)])
    assert made.name == NAME
    (third,) = trail_changes.add(notes, made.id, [paragraph(4)], comment="later")
    trail_changes.move(notes, made.id, third.id, 0)
    trail_changes.comment(notes, made.id, made.stops[0].id, "first named")
    trail_changes.remove(notes, made.id, made.stops[1].id)
    assert places(notes) == [f"{PHNOM_PENH} ¶4: later", f"{PHNOM_PENH} ¶2: first named"]
    assert [notes.undo() for _ in range(3)] == [
        f'removal of a stop from trail "{NAME}"',
        f'comment on a stop of trail "{NAME}"',
        f'another order of trail "{NAME}"',
    ]
    assert places(notes) == [f"{PHNOM_PENH} ¶2: ", f"{BEIJING} : ", f"{PHNOM_PENH} ¶4: later"]
    notes.delete(made.id)
    assert trail_lookup.all_trails(notes) == []
    assert notes.undo() == f'deletion of the trail "{NAME}"'
    with pytest.raises(NotesError, match="no longer on the trail"):
        trail_changes.remove(notes, made.id, "nonsense")


def test_names_are_unique_and_a_mistaken_one_is_answered_with_those_there_are(notes: Notes) -> None:
    made = trail_changes.create(notes, NAME)
    other = trail_changes.create(notes, "Other")
    with pytest.raises(NotesError, match="a trail of this name"):
        trail_changes.create(notes, "mekong PLAN")
    with pytest.raises(NotesError, match="a trail of this name"):
        trail_changes.rename(notes, other.id, NAME)
    assert trail_changes.rename(notes, made.id, "MEKONG plan").name == "MEKONG plan"
    with pytest.raises(NotesError, match="MEKONG plan"):
        trail_lookup.named_trail(notes, "mekong plain")
    with pytest.raises(NotesError, match="needs a name"):
        trail_changes.create(notes, " ")
    with pytest.raises(NotesError, match="at most 2,000 stops"):
        trail_changes.add(notes, made.id, [Target(BEIJING)] * 2_001)


def test_a_trail_travels_in_a_bundle_and_is_kept_twice_where_both_changed_it(tmp_path: Path) -> None:
    ann, ben = notes_in(tmp_path / "ann", author="Ann"), notes_in(tmp_path / "ben", author="Ben")
    made = trail_changes.create(ann, NAME, [paragraph(2)])

    def send(source: Notes, goal: Notes) -> None:
        bundle = read(apply.export(source))
        assert not bundle.skipped
        apply.merge(goal, bundle)

    send(ann, ben)
    assert places(ben) == [f"{PHNOM_PENH} ¶2: "]
    trail_changes.add(ben, made.id, [Target(BEIJING)])
    trail_changes.comment(ann, made.id, made.stops[0].id, "first named")
    send(ben, ann)
    assert len(list(apply.both_sides(ann))) == 1
    ann.close()
    ben.close()


def test_hostile_trails_in_a_bundle_are_skipped() -> None:
    record = '{"table":"trails","record":{"kind":"trail","id":"i","changed":"2026-01-01","stops":%s}}'
    text = "\n".join(
        ['{"cables-notes-bundle":1}', record % '"x"', record % "[1]", record % '[{"id":"\\u001b"}]']
    )
    assert len(read(text).skipped) == 3
