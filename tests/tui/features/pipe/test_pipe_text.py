from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.tui.features.pipe.cable_text import plain_cable
from reader.tui.features.pipe.printed_text import plain_text
from tests.tui.build import Draft, cable_of


@pytest.mark.parametrize(
    ("printed", "left"),
    [
        ("\x1b[1;31mred\x1b[0m", "red"),
        ("\x1b]0;title\x07a\x1b]8;;http://x\x1b\\link\x1b]8;;\x1b\\", "alink"),
        ("\x1b]52;c;aGk=\x07never to the clipboard", "never to the clipboard"),
        ("\x1bPdevice\x1b\\x\x1b(B\x1b=y\x1bc", "xy"),
        ("\x1b]never ended", ""),
        ("\u009b2Jx", "x"),
        ("N\bNA\bA_\bME", "NAME"),
        ("10%\r50%\r100%\nok\r\n", "100%\nok\n"),
        ("plain [bold] text\n", "plain [bold] text\n"),
    ],
)
def test_only_the_text_is_left(printed: str, left: str) -> None:
    assert plain_text(printed.encode()) == left


@given(st.binary(max_size=60), st.text(alphabet="\x1b[]0;1mP\\\x07\b\rab\n", max_size=40))
def test_no_output_brings_an_escape_sequence_through(data: bytes, text: str) -> None:
    for output in (data, text.encode()):
        assert "\x1b" not in plain_text(output)


def test_a_cable_as_text() -> None:
    cable = cable_of(
        "# Summary",
        Draft("Over thirty officials attended.", "SBU"),
        Draft("No mark.", None),
        tags="PHUM KWMN",
        references=["06HANOI1"],
    )
    assert plain_cable(cable, "06PHNOMPENH977") == (
        "06PHNOMPENH977 SENSITIVE BUT UNCLASSIFIED\n"
        "Subject: REGIONAL PROGRESS\n"
        "Tags: PHUM, KWMN\n"
        "Refs: 06HANOI1\n"
        "\nSummary\n"
        "\n1. (SBU) Over thirty officials attended.\n"
        "\n2. No mark.\n"
    )
