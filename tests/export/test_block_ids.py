"""A note's short name."""

from __future__ import annotations

import dataclasses
import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from reader.export.block_ids import block_ids
from reader.notes.model import Annotation, Target
from tests.export.builders import NOON, a_note

NOTE = a_note(Target(mrn="06PARIS1"))


def made(identity: str, minutes: int) -> Annotation:
    return dataclasses.replace(NOTE, id=identity, created=NOON + dt.timedelta(minutes=minutes))


def test_a_name_begins_like_the_notes_id() -> None:
    assert block_ids([made("7f3a2c11-0000-4000-8000-000000000000", 0)]) == {
        "7f3a2c11-0000-4000-8000-000000000000": "n7f3a2c"
    }


def test_of_two_that_begin_alike_the_older_keeps_its_name() -> None:
    old, new = made("7f3a2c11-0000", 0), made("7f3a2c22-0000", 1)
    assert block_ids([new, old]) == {old.id: "n7f3a2c", new.id: "n7f3a2c2"}


@given(st.lists(st.text(st.characters(), max_size=12), unique=True, max_size=20))
def test_names_are_unique_plain_and_do_not_depend_on_the_order(ids: list[str]) -> None:
    records = [made(identity, index % 3) for index, identity in enumerate(ids)]
    names = block_ids(records)
    assert len(set(names.values())) == len(records)
    assert all(name.isascii() and name.isalnum() for name in names.values())
    assert block_ids(reversed(records)) == names
