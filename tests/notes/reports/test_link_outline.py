"""Links over several hops."""

from __future__ import annotations

from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from reader.notes.reports import link_outline as outlines
from reader.notes.reports.link_outline import Way, outline, ways
from reader.notes.repository import Notes
from tests.notes.builders import paragraph


def told(notes: Notes, start: str, hops: int) -> list[str]:
    lines = outline(start, lambda mrn: ways(mrn, notes.for_cable(mrn)), hops)
    return ["  " * depth + words for depth, words in outlines.lines_of_text(lines)]


def test_links_are_told_hop_by_hop_from_both_sides(notes: Notes) -> None:
    notes.link(paragraph(1, "A"), paragraph(2, "B"), "cites", "the order")
    notes.link(paragraph(3, "C"), paragraph(2, "B"), "contradicts")
    notes.link(paragraph(1, "C"), paragraph(1, "D"), "continues")
    assert told(notes, "A", 1) == ["A", "  ¶1 cites B ¶2: the order"]
    assert told(notes, "A", 3) == [
        "A",
        "  ¶1 cites B ¶2: the order",
        "    ¶2 contradicted by C ¶3",
        "      ¶1 continues D ¶1",
    ]
    assert told(notes, "D", 2) == ["D", "  ¶1 continued by C ¶1", "    ¶3 contradicts B ¶2"]


def test_a_relation_of_ones_own_may_say_both_sides(notes: Notes) -> None:
    notes.link(paragraph(1, "A"), paragraph(2, "B"), "confirms / confirmed by")
    notes.link(paragraph(3, "A"), paragraph(3, "C"), "mirrors")
    assert told(notes, "A", 1) == ["A", "  ¶1 confirms B ¶2", "  ¶3 mirrors C ¶3"]
    assert told(notes, "B", 1) == ["B", "  ¶2 confirmed by A ¶1"]
    assert told(notes, "C", 1) == ["C", "  ¶3 mirrors A ¶3"]


def test_a_ring_comes_to_an_end_and_a_crossing_is_mentioned(notes: Notes) -> None:
    for source, target in ("AB", "BC", "CA"):
        notes.link(paragraph(1, source), paragraph(1, target), "cites")
    assert told(notes, "A", 9) == [
        "A",
        "  ¶1 cites B ¶1",
        "    ¶1 cites C ¶1 (shown elsewhere)",
        "  ¶1 cited by C ¶1",
        "    ¶1 cited by B ¶1 (shown elsewhere)",
    ]


def test_a_link_inside_one_cable_is_told_once(notes: Notes) -> None:
    notes.link(paragraph(1, "A"), paragraph(4, "A"), "see also")
    assert told(notes, "A", 5) == ["A", "  ¶1 see also A ¶4 (shown elsewhere)"]


def test_two_links_between_the_same_cables_are_both_told(notes: Notes) -> None:
    notes.link(paragraph(1, "A"), paragraph(1, "B"), "cites")
    notes.link(paragraph(2, "A"), paragraph(3, "B"), "supports")
    assert told(notes, "A", 1) == ["A", "  ¶1 cites B ¶1", "  ¶2 supports B ¶3 (shown elsewhere)"]


def test_a_cable_that_hundreds_cite_is_told_in_part_and_the_rest_counted() -> None:
    many = [Way(str(number), f"C{number}", "cited by") for number in range(300)]
    first, *others = outline("A", lambda mrn: many if mrn == "A" else [], 2)
    assert first.more == 300 - outlines.MOST_LINKS
    assert len(others) == outlines.MOST_LINKS


def test_an_outline_of_everything_is_bounded() -> None:
    def out(mrn: str) -> list[Way]:
        return [Way(f"{mrn}>{n}", f"{mrn}{n:02}", "cites") for n in range(outlines.MOST_LINKS)]

    assert len(outline("A", out, 9)) <= outlines.MOST_LINES


graphs = st.dictionaries(
    st.sampled_from("ABCDE"), st.lists(st.sampled_from("ABCDE"), max_size=4, unique=True), max_size=5
)


@given(graphs, st.integers(0, 6))
def test_every_cable_in_reach_is_told_in_full_once(graph: Mapping[str, list[str]], hops: int) -> None:
    def out(mrn: str) -> list[Way]:
        pairs = [(a, b) for a in sorted(graph) for b in graph[a] if mrn in (a, b)]
        return [Way(f"{a}>{b}", b if mrn == a else a, "cites") for a, b in pairs]

    reach = {"A"}
    for _ in range(hops):
        reach |= {way.other for mrn in reach for way in out(mrn)}
    lines = outline("A", out, hops)
    full = [line.mrn for line in lines if not line.again]
    assert sorted(full) == sorted(reach)
    assert all(line.depth <= hops for line in lines)
