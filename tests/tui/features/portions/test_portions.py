"""Showing only some portions: on the page, in words, and step by step."""

from __future__ import annotations

from reader.cable.model import Level
from reader.cable.outline.portion_filter import PortionFilter
from reader.tui.page.layout import layout
from reader.tui.page.model import Layout, Options
from tests.tui.build import Draft, cable_of
from tests.tui.stage import playing

WORDS = "The embassy learned of the plan, and reports what it knows of it. " * 4
CABLE = cable_of(
    Draft(WORDS, portion="U", refs={"plan": "06HANOI1"}),
    Draft(WORDS, portion="U"),
    "# THE PORT",
    Draft(WORDS, portion="S"),
)


def page(*, folds: bool = False, as_sent: bool = False) -> Layout:
    secret = PortionFilter(frozenset({Level.S}), folds)
    return layout(CABLE, 60, Options(as_sent=as_sent, portions=secret))


def roles(laid: Layout, ordinal: int) -> set[str]:
    return {piece.role for row in range(*laid.rows_of(ordinal)) for piece in laid.pieces(row)}


def test_paragraphs_of_other_levels_are_faded_but_can_be_read_and_followed() -> None:
    laid = page()
    assert roles(laid, 1) == {"faded"}
    assert laid.is_faded(laid.rows_of(1)[0])
    assert "portion-s" in roles(laid, 3)
    assert "text" in roles(laid, 3)
    assert laid.links_between(0, len(laid))
    assert len(laid) == len(layout(CABLE, 60))


def test_folded_paragraphs_are_one_line_each_with_number_mark_and_first_words() -> None:
    laid = page(folds=True)
    first, second = laid.rows_of(1), laid.rows_of(2)
    assert first[1] - first[0] == 1
    assert second[0] == first[1]
    assert laid.text(first[0]).startswith("▸ (U) The embassy learned")
    assert laid.lines[first[0]].number == "1"
    assert laid.rows_of(3)[1] - laid.rows_of(3)[0] > 1
    assert laid.row_of(*laid.in_flow(1, 200, 210)[:2]) == first[0]  # type: ignore[index]


def test_the_paragraph_one_went_into_is_not_folded() -> None:
    secret = PortionFilter(frozenset({Level.S}), folds=True)
    laid = layout(CABLE, 60, Options(portions=secret, unfolded=2))
    assert [laid.rows_of(ordinal)[1] - laid.rows_of(ordinal)[0] > 1 for ordinal in (1, 2, 3)] == [
        False,
        True,
        True,
    ]


def test_a_cable_as_sent_is_faded_and_never_folded() -> None:
    laid = page(folds=True, as_sent=True)
    assert "faded" in roles(laid, 1)
    assert len(laid) == len(layout(CABLE, 60, Options(as_sent=True)))


async def test_levels_are_chosen_stepped_through_ended_with_esc_and_restored() -> None:
    async with playing() as stage:
        await stage.open("04RANGOON1422")
        await stage.press("&")
        await stage.shows("Show only", "U 2", "SBU 3", "C 4", "unmarked 1", "fold others")
        await stage.press("c", "f")
        await stage.shows("C 4✓", "fold others✓", "only C: 4 of 10 paragraphs", "▸ (U) Cabinet-level")
        await stage.press("escape")
        await stage.until(lambda: stage.app.screen is stage.main)
        await stage.press("right_parenthesis")
        await stage.until(lambda: stage.main.reader.current == 8, "¶8")
        await stage.press("left_parenthesis", "left_parenthesis")
        await stage.said("No C paragraph above")
        await stage.type("/Cambodia, Laos\r")
        await stage.shows("hit 1 of 1", "Ministry of Social Development")
        await stage.press("escape", "escape")
        await stage.said("; restores it")
        assert "only C" not in stage.screen_text()
        await stage.press("semicolon")
        await stage.shows("only C: 4 of 10 paragraphs")
