"""Spellings of a person's name: merged, split, undone, shared with a colleague."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.notes.errors import NotesError
from reader.notes.merge import apply
from reader.notes.merge.bundle import read
from reader.notes.persons.person_changes import MOST_SPELLINGS, merge, split
from reader.notes.persons.person_lookup import groups, merged_persons
from reader.notes.repository import Notes
from tests.notes.builders import notes_in


def merged(notes: Notes) -> list[tuple[str, ...]]:
    return groups(merged_persons(notes))


def test_spellings_are_merged_taken_apart_and_each_step_is_undone(notes: Notes) -> None:
    assert merge(notes, [" Gaddafi ", "Qadhafi"]) == ("Gaddafi", "Qadhafi")
    merge(notes, ["Rice", "Condoleezza  Rice"], "Secretary Rice")
    merge(notes, ["Kadafi", "QADHAFI"], "Muammar Gaddafi")
    assert merged(notes) == [
        ("Muammar Gaddafi", "Gaddafi", "Kadafi", "QADHAFI"),
        ("Secretary Rice", "Condoleezza Rice", "Rice"),
    ]
    assert split(notes, ["kadafi"]) == ["Kadafi"]
    assert split(notes, ["secretary rice"]) == ["Secretary Rice", "Rice", "Condoleezza Rice"]
    assert merged(notes) == [("Muammar Gaddafi", "Gaddafi", "QADHAFI")]
    assert [notes.undo() for _ in range(3)] == [
        'split of "secretary rice"',
        'split of "kadafi"',
        'merge of "Muammar Gaddafi", "Kadafi", "QADHAFI"',
    ]
    assert merged(notes) == [("Gaddafi", "Qadhafi"), ("Secretary Rice", "Condoleezza Rice", "Rice")]


def test_two_persons_merged_become_one_and_come_back_as_two(notes: Notes) -> None:
    merge(notes, ["A1", "A2"])
    merge(notes, ["B1", "B2"])
    merge(notes, ["A2", "B1"])
    assert merged(notes) == [("A2", "A1", "B1", "B2")]
    notes.undo()
    assert merged(notes) == [("A1", "A2"), ("B1", "B2")]
    assert split(notes, ["A2"]) == ["A1", "A2"]


def test_a_merge_needs_two_names_and_a_split_one_that_is_merged(notes: Notes) -> None:
    merge(notes, ["Gaddafi", "Qadhafi"])
    for names, message in (
        (["Rice", "RICE "], "two spellings"),
        (["Rice", "…"], "letter"),
        (["a\x1b", "b"], "control"),
    ):
        with pytest.raises(NotesError, match=message):
            merge(notes, names)
    with pytest.raises(NotesError, match="at most"):
        merge(notes, [f"N{number}" for number in range(MOST_SPELLINGS + 1)])
    with pytest.raises(NotesError, match="Gaddafi"):
        split(notes, ["Rice"])
    assert merged(notes) == [("Gaddafi", "Qadhafi")]


def test_what_two_people_merged_in_parts_is_one_person(tmp_path: Path) -> None:
    ann, ben = notes_in(tmp_path / "ann", author="Ann"), notes_in(tmp_path / "ben", author="Ben")
    merge(ann, ["Gaddafi", "Qadhafi"])
    merge(ben, ["Kadafi", "Qadhafi"])
    bundle = read(apply.export(ben))
    assert not bundle.skipped
    apply.merge(ann, bundle)
    assert merged(ann) == [("Gaddafi", "Kadafi", "Qadhafi")]
    assert split(ann, ["Qadhafi"]) == ["Gaddafi", "Qadhafi", "Kadafi"]
    assert merged(ann) == []
    ann.close()
    ben.close()


def test_hostile_persons_in_a_bundle_are_skipped() -> None:
    known = '"kind":"person","author":"Eve","created":"2026-01-01","changed":"2026-01-01"'
    record = f'{{"table":"persons","record":{{{known},"id":%s,"name":%s,"spellings":%s}}}}'
    lines = (
        record % ('"a"', '"x"', '["y"]'),
        record % ('"b"', '"\\u001b"', "[]"),
        record % ('"c"', '"x"', '["\\u001b"]'),
        record % ('"d"', '"x"', "7"),
    )
    found = read("\n".join(['{"cables-notes-bundle":1}', *lines]))
    assert ([document["id"] for _, document in found.records], len(found.skipped)) == (["a"], 3)
