"""Sequences that are found when they are first looked at."""

from __future__ import annotations

import pickle

from reader.cable.annotate.later import each_later
from reader.cable.parse import parse

CABLE = "UNCLAS PARIS 000123\n\nSUBJECT: TALKS\n\n¶1. (U) NATO met on May 5.\n\n¶2. (U) Nobody came.\n"


def test_all_are_found_together_when_one_is_looked_at() -> None:
    calls: list[int] = []

    def find() -> list[tuple[int, ...]]:
        calls.append(1)
        return [(1, 2, 3), ()]

    first, second = each_later(find, 2)
    assert calls == []
    assert (list(first), tuple(first[1:]), len(first), tuple(second)) == ([1, 2, 3], (2, 3), 3, ())
    assert calls == [1]


def test_marks_are_those_of_their_paragraph_also_in_another_process() -> None:
    cable = parse(CABLE)
    assert [mark.value for mark in cable.paragraphs[0].marks] == ["NATO", "May 5"]
    assert cable.paragraphs[1].marks == ()
    assert cable == parse(CABLE) == pickle.loads(pickle.dumps(cable))
    assert hash(cable.paragraphs[0]) == hash(parse(CABLE).paragraphs[0])
