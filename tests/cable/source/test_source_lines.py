"""Lines of a source, also where a line break was lost."""

from __future__ import annotations

from reader.cable.source.source_lines import Lines

SOURCE = "first\n  second  \n\nlast"


def test_a_line_has_no_spaces_around_it() -> None:
    assert Lines(SOURCE).text == ["first", "second", "", "last"]


def test_offsets_lead_to_lines_and_back() -> None:
    lines = Lines(SOURCE)

    assert [lines.at(lines.begin(line)) for line in range(len(lines))] == [0, 1, 2, 3]
    assert [SOURCE[lines.begin(line) : lines.end(line)] for line in range(len(lines))] == lines.text
    assert SOURCE[slice(*lines.span(0, 1))] == "first\n  second"


def test_a_break_makes_two_lines_of_one() -> None:
    lines = Lines("one two\nthree")
    lines.break_at([4, 4, 0])

    assert lines.text == ["one", "two", "three"]
    assert lines.starts == [0, 4, 8, 13]


def test_the_hard_break_of_a_web_copy_is_no_text() -> None:
    assert Lines("one\\\ntwo<br>\nthree").text == ["one", "two", "three"]
