"""Two cables, or two versions of one, part by part."""

from __future__ import annotations

import pytest

from reader.cable.compare.align import Pair, align
from reader.cable.compare.comparison import Comparison, compare
from reader.cable.parse import parse
from tests.library.builders import cable_text

SOLD = "(C) The embassy learned that the shipment was sold to a trader in the port for cash."
ASKED = "(C) Post asks the Department for instructions on the two open questions of the treaty."
NAMED = "(C) Deputy Minister {} told the Ambassador that the plan would fail within months."
LEFT = "(U) The delegation left Phnom Penh for Bangkok on the evening of Friday."


def compared(before: list[str], after: list[str]) -> Comparison:
    return compare(parse(cable_text(paragraphs=before)), parse(cable_text(paragraphs=after)))


def kinds(comparison: Comparison) -> list[tuple[str, str]]:
    return [(str(row.kind), row.label) for row in comparison.rows]


def test_a_cable_is_the_same_as_itself() -> None:
    comparison = compared([SOLD, ASKED], [SOLD, ASKED])
    assert comparison.is_same
    assert kinds(comparison) == [("same", "¶1"), ("same", "¶2")]


def test_a_new_paragraph_moves_the_numbers_of_those_below_it() -> None:
    assert kinds(compared([SOLD, ASKED], [SOLD, LEFT, ASKED])) == [
        ("same", "¶1"),
        ("added", "¶2"),
        ("same", "¶2, now ¶3"),
    ]


def test_a_paragraph_that_is_gone_is_removed() -> None:
    assert kinds(compared([SOLD, LEFT, ASKED], [SOLD, ASKED])) == [
        ("same", "¶1"),
        ("removed", "¶2"),
        ("same", "¶3, now ¶2"),
    ]


def test_a_paragraph_with_other_words_under_its_number_is_changed() -> None:
    changed = SOLD.replace("cash", "gold")
    comparison = compared([SOLD, ASKED], [changed, ASKED])
    assert kinds(comparison) == [("replaced", "¶1"), ("same", "¶2")]
    assert not comparison.is_same


def test_unrelated_paragraphs_under_one_number_do_not_belong_together() -> None:
    assert kinds(compared([SOLD], [ASKED])) == [("removed", "¶1"), ("added", "¶1")]


def test_a_name_that_was_redacted_is_listed_as_opened() -> None:
    before, after = NAMED.format("XXXXXXXXXXXX"), NAMED.format("Sok An")
    (found,) = compared([SOLD, before], [SOLD, after]).redactions
    assert found == ("¶2", True, "Sok An")


def test_a_name_that_is_redacted_later_is_listed_as_closed() -> None:
    before, after = NAMED.format("Sok An"), NAMED.format("XXXXXXXXXXXX")
    (found,) = compared([before], [after]).redactions
    assert found == ("¶1", False, "Sok An")


def test_a_redaction_in_both_is_not_listed() -> None:
    redacted = NAMED.format("XXXXXXXXXXXX")
    assert compared([redacted], [redacted.replace("months", "weeks")]).redactions == ()


def test_another_portion_mark_on_the_same_words_is_a_change() -> None:
    (row,) = compared([SOLD], [SOLD.replace("(C)", "(S)")]).rows
    assert (row.kind, row.portions) == ("replaced", ("C", "S"))


def test_fields_of_the_head_that_differ_are_listed() -> None:
    one, other = cable_text(paragraphs=[SOLD]), cable_text(paragraphs=[SOLD], subject="Another", tags="ECON")
    comparison = compare(parse(one), parse(other))
    assert [(change.field, change.after) for change in comparison.head] == [
        ("TAGS", "ECON"),
        ("subject", "Another"),
    ]
    assert not comparison.is_same


def test_parts_keep_their_order_on_both_sides() -> None:
    one, other = parse(cable_text(paragraphs=[SOLD, LEFT])), parse(cable_text(paragraphs=[LEFT, SOLD]))
    pairs = align(one.body, other.body)
    assert [pair.before for pair in pairs if pair.before is not None] == [0, 1]
    assert [pair.after for pair in pairs if pair.after is not None] == [0, 1]
    assert len(pairs) == 3


@pytest.mark.parametrize(("before", "after"), [([], []), ([SOLD], []), ([], [SOLD])])
def test_an_empty_side_is_no_error(before: list[str], after: list[str]) -> None:
    one = parse(cable_text(paragraphs=before)).body if before else ()
    other = parse(cable_text(paragraphs=after)).body if after else ()
    expected = [Pair(place, None) for place in range(len(one))] + [
        Pair(None, place) for place in range(len(other))
    ]
    assert align(one, other) == expected
