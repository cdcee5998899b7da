"""A comparison as lines of text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.cable.compare.comparison import compare
from reader.cable.parse import parse
from reader.notes.queries.counts import NoteCounts
from reader.terminal_text import cell_width
from reader.tui.features.compare.diff_lines import DiffLine, Noted, diff_lines, same_place
from reader.tui.features.compare.side import Side, heading
from tests.library.builders import cable_text

FIRST = "(C) Minister XXXXXXXXXXXX told the Ambassador that the plan would fail within months."
SECOND = "(C) The delegation left Phnom Penh for Bangkok on the evening of Friday."
OPENED = FIRST.replace("XXXXXXXXXXXX", "Sok An")


def lines(before: list[str], after: list[str], width: int = 60, *, full: bool = False) -> list[DiffLine]:
    comparison = compare(parse(cable_text(paragraphs=before)), parse(cable_text(paragraphs=after)))
    return diff_lines(comparison, width, full=full)


def shown(found: list[DiffLine]) -> list[str]:
    """The lines as text, removed words in ``[]`` and added ones in ``{}``."""
    signs = {"removed": "[{}]", "added": "{{{}}}"}
    return [
        "".join(signs.get(piece.role, "{}").format(piece.text) for piece in line.pieces).rstrip()
        for line in found
    ]


def test_narrow_windows_show_one_text_with_removed_and_added_words() -> None:
    assert shown(lines([FIRST, SECOND], [OPENED, SECOND])) == [
        "",
        "¶1",
        "    Minister [XXXXXXXXXXXX] {Sok An} told the Ambassador that",
        "    the plan would fail within months.",
        "",
        "  1 unchanged part",
        "",
        "Redactions opened and closed",
        "    ¶1 opened: {Sok An}",
    ]


def test_wide_windows_show_both_texts_beside_each_other() -> None:
    found = shown(lines([FIRST], [OPENED], 100))
    assert found[1:4] == [
        "¶1",
        "Minister [XXXXXXXXXXXX] told the Ambassador that   │ Minister {Sok An} told the Ambassador that the",
        "the plan would fail within months.               │ plan would fail within months.",
    ]


def test_what_is_the_same_can_be_shown_too() -> None:
    assert "    The delegation left Phnom Penh for Bangkok on the" in shown(
        lines([FIRST, SECOND], [OPENED, SECOND], full=True)
    )


def test_a_part_that_only_one_text_has_says_which() -> None:
    found = shown(lines([FIRST], [FIRST, SECOND]))
    assert found[:5] == ["", "  1 unchanged part", "", "¶2  only in the second", found[4]]
    assert found[4] == "  + The delegation left Phnom Penh for Bangkok on the"


def test_the_keys_for_changes_stop_at_each_changed_part() -> None:
    found = lines([FIRST, SECOND], [OPENED, SECOND], full=True)
    assert [line.part for line in found if line.starts_change] == [0, None]


def test_the_cursor_stays_at_its_part_when_the_lines_change() -> None:
    folded, full = (lines([SECOND, FIRST], [SECOND, OPENED], full=full) for full in (False, True))
    here = next(at for at, line in enumerate(folded) if line.starts_change)
    there = same_place(folded, here, full)
    assert full[there].starts_change
    assert full[there].part == folded[here].part == 1
    assert same_place(full, there, folded) == here
    assert "unchanged part" in folded[same_place(full, 2, folded)].pieces[0].text
    assert same_place(folded, len(folded) - 1, full) == len(full) - 1
    assert same_place(folded, 0, full) == 0


def test_the_heading_has_the_longest_form_that_fits() -> None:
    old, new = Side("A1", 7, 2, "3 May 2026"), Side("A1", 8, 1, "4 May 2026")
    assert heading(old, new, 2, 120) == (
        "A1: version 2, imported 3 May 2026 → version 1 (current), imported 4 May 2026 · 2 differences"
    )
    assert heading(new, old, 1, 40) == "A1: version 1 → 2 · 1 difference"
    assert heading(old, new, 1, 30) == "version 2 → 1 · 1 difference"
    assert heading(Side("A1"), Side("B2"), 2, 40) == "A1 → B2 · 2 differences"
    assert heading(Side("A1"), Side("B2"), 2, 12) == "A1 → B2 · 2"


def test_notes_are_counted_and_those_to_check_are_listed() -> None:
    comparison = compare(parse(cable_text(paragraphs=[FIRST])), parse(cable_text(paragraphs=[OPENED])))
    noted = Noted({1: NoteCounts(2, 1)}, {1: NoteCounts(1)}, ["¶1 not in the second: who is it"])
    found = shown(diff_lines(comparison, 60, noted))
    assert found[1] == "¶1  2 notes, 1 code; then 1 note"
    assert found[-2:] == ["Notes to review", "    ¶1 not in the second: who is it"]


words = st.lists(
    st.sampled_from(["a", "bb", "中文", "-", "\x1b[31m", "trafficking" * 9]), min_size=1, max_size=30
)


@given(words, words, st.integers(20, 130))
def test_no_line_is_wider_than_the_window_or_has_control_characters(
    before: list[str], after: list[str], width: int
) -> None:
    texts = [f"(C) The embassy reports {' '.join(each)}." for each in (before, after)]
    for line in lines(texts[:1], texts[1:], width, full=True):
        text = "".join(piece.text for piece in line.pieces)
        assert cell_width(text) <= width
        assert "\x1b" not in text
