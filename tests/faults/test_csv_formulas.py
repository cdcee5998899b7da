"""A short run of the formulas in every CSV, by the rules of spreadsheets."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from reader import csv_safe
from tests.faults.csv_formulas import attack


def test_no_csv_of_the_program_has_a_formula_in_it_with_any_separator() -> None:
    cells, wrong = attack(2, office=False)
    assert cells > 100
    assert wrong == []


@given(st.lists(st.text("=+-@'\" ;\t\r\nab1＝|(,", max_size=12), min_size=2, max_size=2))
@example(["x;=1+1", "\n'=1"])
def test_every_cell_comes_back_whatever_separators_are_in_it(row: list[str]) -> None:
    if any(row):
        assert list(csv_safe.read("".join(csv_safe.write([["a", "b, c"], row]))))[1] == row


def test_a_list_in_a_note_stays_as_it_is_and_a_formula_in_one_does_not() -> None:
    note = "to do:\n- ask the post\n- =1+1\n-2+3"
    assert list(csv_safe.write([[note]])) == ["\"to do:\n- ask the post\n'- =1+1\n'-2+3\"\r\n"]
