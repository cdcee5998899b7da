"""The page in one column: hits, notes, and where levels begin."""

from __future__ import annotations

from reader.cable.model import Level
from reader.cable.outline.portion_filter import PortionFilter
from reader.tui.page.layout import layout
from reader.tui.page.minimap import minimap
from reader.tui.page.model import Layout, Options
from tests.tui.build import Draft, cable_of

WORDS = "The embassy learned of the plan, and reports what it knows of it. " * 4
LEVELS = ("U", "U", "S", None, "S/NF", "SBU")


def page(*chosen: Level) -> Layout:
    cable = cable_of(*(Draft(WORDS, portion=level) for level in LEVELS))
    return layout(cable, 60, Options(portions=PortionFilter(frozenset(chosen))))


def column(laid: Layout, height: int, hits: tuple[int, ...] = (), notes: dict[int, str] | None = None) -> str:
    marks = minimap(laid, len(laid), height, hits, notes or {})
    return "".join(marks[at].sign if at in marks else "." for at in range(height))


def test_a_level_is_marked_where_it_begins_by_a_letter_of_its_own() -> None:
    laid = page()
    rows = column(laid, len(laid))
    assert rows.replace(".", "") == "USSB"
    assert rows[laid.rows_of(1)[0]] == "U"
    assert rows[laid.rows_of(6)[0]] == "B"


def test_only_chosen_portions_are_marked() -> None:
    laid = page(Level.S)
    assert column(laid, len(laid)).replace(".", "") == "SS"


def test_hits_go_before_notes_and_notes_before_levels_in_however_few_rows() -> None:
    laid = page()
    first, last = laid.rows_of(1)[0], len(laid) - 1
    assert column(laid, len(laid), (), {first: "•"})[first] == "•"
    assert column(laid, len(laid), (first,), {first: "•"})[first] == "*"
    assert column(laid, 2, (last,), {first: "•"}) == "•*"
    assert column(laid, 1, (), {}) == "B"
    assert column(laid, 0) == ""
