"""Laws of joining: three people, random edits, bundles passed round in any order."""

from __future__ import annotations

from functools import reduce
from itertools import count, permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.notes.record_merge import RIVALS, Difference, chosen, compare, join, succeeding, version, versions

Document = dict[str, Any]
CLOCK = count(1)


def made(body: str = "first") -> Document:
    return {"kind": "annotation", "id": "n", "body": body, "changed": f"{next(CLOCK):06}"}


def edited(document: Document, body: str, **fields: Any) -> Document:
    return succeeding(document, {**document, "body": body, "changed": f"{next(CLOCK):06}", **fields})


def bodies(document: Document) -> set[str]:
    return {one["body"] for one in versions(document)}


def test_the_later_of_two_versions_replaces_the_earlier() -> None:
    first = made()
    second = edited(edited(first, "second"), "third")
    assert join(first, second) == join(second, first) == second
    assert compare(first, second) is Difference.NEWER
    assert compare(second, first) is Difference.OLDER
    assert compare(first, first) is Difference.SAME
    assert compare(None, first) is Difference.NEW


def test_what_was_changed_on_both_sides_is_kept_twice_until_one_is_chosen() -> None:
    first = made()
    ann, ben = edited(first, "Ann's"), edited(first, "Ben's")
    both = join(ann, ben)
    assert bodies(both) == {"Ann's", "Ben's"}
    assert both["body"] == "Ben's", "the latest is shown"
    assert compare(ann, ben) is Difference.BOTH
    settled = chosen(both, 1, f"{next(CLOCK):06}")
    assert bodies(settled) == {"Ann's"}
    assert join(settled, ann, ben, both) == settled


def test_a_side_that_lives_is_shown_before_one_that_was_deleted() -> None:
    first = made()
    gone, changed = edited(first, "first", deleted=True), edited(first, "changed")
    later_gone = edited(first, "first", deleted=True)
    assert join(gone, changed)["body"] == join(changed, later_gone)["body"] == "changed"
    assert compare(gone, changed) is Difference.DELETED_HERE
    assert compare(changed, gone) is Difference.DELETED_THERE
    assert compare(first, gone) is Difference.DELETED


def test_an_edit_of_the_version_shown_leaves_its_rival_beside_it() -> None:
    first = made()
    both = join(edited(first, "Ann's"), edited(first, "Ben's"))
    assert bodies(edited(both, "Ben's, again")) == {"Ann's", "Ben's, again"}


def test_the_version_shown_deleted_lets_its_rival_be_seen() -> None:
    first = made()
    both = join(edited(first, "Ann's"), edited(first, "Ben's"))
    gone = edited(both, both["body"], deleted=True)
    assert gone["body"] == "Ann's"
    assert not gone.get("deleted")
    assert join(gone, gone) == gone


def test_a_note_edited_very_often_loses_nothing_when_merged_late() -> None:
    first = made()
    often = reduce(edited, map(str, range(200)), first)
    assert bodies(join(first, often)) >= {"199"}


PEOPLE = ("Ann", "Ben", "Cara")
STEPS = st.lists(
    st.tuples(st.sampled_from(["edit", "delete", "choose", "receive"]), st.integers(0, 2), st.integers(0, 2)),
    max_size=14,
)


@given(STEPS)
def test_joining_is_idempotent_commutative_and_associative(steps: list[tuple[str, int, int]]) -> None:
    start = made()
    copies = [start, start, start]
    for number, (action, who, other) in enumerate(steps):
        mine = copies[who]
        if action == "edit":
            copies[who] = edited(mine, f"{PEOPLE[who]} {number}")
        elif action == "delete":
            copies[who] = edited(mine, mine["body"], deleted=True)
        elif action == "choose" and RIVALS in mine:
            copies[who] = chosen(mine, other % len(versions(mine)), f"{next(CLOCK):06}")
        elif action == "receive":
            copies[who] = join(mine, copies[other])
    a, b, _ = copies
    assert join(a, a) == a
    whole = [join(*order) for order in permutations(copies)]
    whole += [join(join(x, y), z) for x, y, z in permutations(copies)]
    whole += [join(x, join(y, z)) for x, y, z in permutations(copies)]
    assert all(one == whole[0] for one in whole)
    assert join(whole[0], b) == whole[0]
    for copy in copies:
        assert compare(whole[0], copy) in (Difference.SAME, Difference.OLDER)


@given(STEPS)
def test_nothing_is_dropped_that_nobody_has_seen(steps: list[tuple[str, int, int]]) -> None:
    """The last version of each person is kept, unless somebody built on it or chose against it."""
    start = made()
    copies = [start, start, start]
    for number, (action, who, _) in enumerate(steps):
        if action == "edit":
            copies[who] = edited(copies[who], f"{PEOPLE[who]} {number}")
    kept = {version(one) for one in versions(join(*copies))}
    changed = {version(copy) for copy in copies if copy is not start}
    assert kept == (changed or {version(start)})


@pytest.mark.parametrize("extra", [{"mood": "doubtful"}, {"target": {"page": 3}}])
def test_fields_of_newer_versions_go_along(extra: Document) -> None:
    first = {**made(), **extra}
    assert join(first, edited(first, "second")).items() >= extra.items()
