"""How many panels fit, and how wide they are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.tui.core.pane_layout import Pane, Widths, arrange, neighbour


def at(columns: int, active: Pane, drawer: Pane = Pane.LIST, *, zoomed: bool = False) -> Widths:
    return arrange(columns, active=active, drawer=drawer, zoomed=zoomed, list_width=35, notes_width=32)


def test_three_stand_side_by_side_at_120_columns() -> None:
    assert at(120, Pane.READER) == Widths(35, 51, 32)


def test_the_reader_keeps_a_measure_to_read_before_a_third_panel_shows() -> None:
    assert at(100, Pane.READER) == Widths(35, 64, 0)
    for columns in range(70, 200):
        assert arrange(columns, active=Pane.READER, list_width=0, notes_width=0).reader >= 34
    assert arrange(116, active=Pane.READER, list_width=0, notes_width=0).reader == 50


def test_the_list_takes_a_third() -> None:
    assert arrange(80, active=Pane.READER, list_width=0, notes_width=0) == Widths(27, 52, 0)
    assert arrange(120, active=Pane.LIST, list_width=0, notes_width=0) == Widths(40, 53, 25)
    assert arrange(240, active=Pane.LIST, list_width=0, notes_width=0).list == 54


@pytest.mark.parametrize(("columns", "drawer"), [(80, Pane.NOTES), (80, Pane.LIST), (120, Pane.LIST)])
def test_empty_notes_give_way_but_not_their_focus(columns: int, drawer: Pane) -> None:
    def empty(active: Pane) -> Widths:
        return arrange(columns, active=active, drawer=drawer, notes_empty=True, list_width=0, notes_width=0)

    third = columns * 34 // 100
    for active in (Pane.LIST, Pane.READER):
        assert empty(active) == Widths(third, columns - 1 - third, 0)
    assert empty(Pane.NOTES).notes > 0


def test_two_and_a_drawer_at_80() -> None:
    assert at(80, Pane.LIST) == Widths(35, 44, 0)
    assert at(80, Pane.NOTES) == Widths(0, 47, 32)


def test_the_reader_keeps_the_company_it_had_at_80() -> None:
    assert at(80, Pane.READER, Pane.LIST).notes == 0
    assert at(80, Pane.READER, Pane.NOTES).list == 0


@pytest.mark.parametrize("columns", [60, 40, 20, 1])
def test_one_at_a_time_at_60_and_less(columns: int) -> None:
    assert at(columns, Pane.NOTES) == Widths(0, 0, columns)


def test_a_zoomed_panel_has_it_all() -> None:
    assert at(200, Pane.LIST, zoomed=True) == Widths(200, 0, 0)


@given(
    columns=st.integers(1, 400),
    active=st.sampled_from(Pane),
    drawer=st.sampled_from([Pane.LIST, Pane.NOTES]),
    zoomed=st.booleans(),
    notes_empty=st.booleans(),
    list_width=st.integers(0, 500),
    notes_width=st.integers(0, 500),
)
def test_the_widths_and_the_rules_fill_the_window_whatever_is_wished(
    columns: int,
    active: Pane,
    drawer: Pane,
    zoomed: bool,
    notes_empty: bool,
    list_width: int,
    notes_width: int,
) -> None:
    widths = arrange(
        columns,
        active=active,
        drawer=drawer,
        zoomed=zoomed,
        notes_empty=notes_empty,
        list_width=list_width,
        notes_width=notes_width,
    )
    showing = [width for width in widths if width]
    assert all(width >= 0 for width in widths)
    assert sum(widths) + len(showing) - 1 == columns
    assert getattr(widths, active.value) > 0


def test_tab_goes_round() -> None:
    assert [neighbour(pane, 1) for pane in Pane] == [Pane.READER, Pane.NOTES, Pane.LIST]
    assert neighbour(Pane.LIST, -1) is Pane.NOTES
