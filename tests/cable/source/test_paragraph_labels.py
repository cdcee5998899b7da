"""What a line says at its start: number, portion mark, bullet."""

from __future__ import annotations

import pytest

from reader.cable.source.paragraph_labels import read_bullet, read_label


@pytest.mark.parametrize(
    ("line", "readings", "portion", "text"),
    [
        ("¶12. (C) He came.", (12, 2), "C", "He came."),
        ("[1](#)4. (U) He came.", (4,), "U", "He came."),
        ("**14.** (SBU) He came.", (14, 4), "SBU", "He came."),
        ("6, (SBU) He came.", (6,), "SBU", "He came."),
        ("(13) (C) He came.", (13, 3), "C", "He came."),
        ("(C) 3. He came.", (3,), "C", "He came."),
        ("(C) He came.", (), "C", "He came."),
        ("¶7. 6. He came.", (7, 6), None, "He came."),
        ("l. (C) He came.", (1,), "C", "He came."),
        ("18. He came.", (18, 8), None, "He came."),
    ],
)
def test_numbers_and_marks(line: str, readings: tuple[int, ...], portion: str | None, text: str) -> None:
    label = read_label(line)

    assert label is not None
    assert label.readings == readings
    assert (label.portion.normal if label.portion else None) == portion
    assert line[label.text :] == text


@pytest.mark.parametrize(
    "line", ["", "He came.", "1) He came.", "(Note: he came.)", "2.5 percent", "999. He came."]
)
def test_what_is_no_label(line: str) -> None:
    assert read_label(line) is None


@pytest.mark.parametrize(
    ("line", "marker", "text"),
    [
        ("-- a point", "--", "a point"),
        ("- a point", "-", "a point"),
        ("--A point", "--", "A point"),
        ("• a point", "•", "a point"),
        ("a. an item", "a.", "an item"),
        ("iv) an item", "iv)", "an item"),
    ],
)
def test_bullets(line: str, marker: str, text: str) -> None:
    bullet = read_bullet(line)

    assert bullet is not None
    assert (bullet.marker, line[bullet.text :]) == (marker, text)


def test_a_compound_at_the_start_of_a_line_is_no_bullet() -> None:
    assert read_bullet("-based company") is None
