"""Page-break lines: their two forms, and where one runs into a line of text."""

from __future__ import annotations

import pytest

from reader.cable.source.page_lines import is_page_line, page_line_breaks, read_page_line


@pytest.mark.parametrize(
    ("line", "part", "of"),
    [
        ("PHNOM PENH 00000977  002 OF 002", 2, 2),
        ("MADRID 00000766 001.2 OF 003", 1, 3),
        ("PAGE 02        CAPE T  00097  01 OF 03  182017Z", 2, 3),
        ("PAGE 02 RUEHFR", 2, None),
    ],
)
def test_the_forms_of_a_page_line(line: str, part: int, of: int | None) -> None:
    found = read_page_line(line)

    assert found is not None
    assert (found.part, found.of) == (part, of)
    assert is_page_line(line)


def test_text_behind_the_mark_is_text() -> None:
    found = read_page_line("PARIS 00000123  002 OF 003  and the minister left")

    assert found is not None
    assert not is_page_line("PARIS 00000123  002 OF 003  and the minister left")
    assert "PARIS 00000123  002 OF 003  and the minister left"[found.end :] == "  and the minister left"


@pytest.mark.parametrize("line", ["PARIS 123", "two of 00 three", "PAGE", f"PAGE 2 {'x' * 200} 01 OF 02"])
def test_what_is_no_page_line(line: str) -> None:
    assert read_page_line(line) is None


def test_a_mark_in_the_middle_of_a_line_is_cut_out_with_the_whole_name_of_its_post() -> None:
    source = "he had VISITED PHNOM PENH 00000977  002 OF 002 and left\n"
    first, last = page_line_breaks(source)

    assert source[first:last] == "PHNOM PENH 00000977  002 OF 002"


def test_a_mark_on_a_line_of_its_own_needs_no_break() -> None:
    assert page_line_breaks("text\nPARIS 00000123  002 OF 003\ntext\n") == []
