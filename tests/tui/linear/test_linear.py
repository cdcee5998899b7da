"""The linear layout: no lines or boxes, the place in words, the terminal's cursor on it."""

from __future__ import annotations

import pytest

from reader.cable.model import Level
from reader.tui.linear.plain_signs import plain
from reader.tui.linear.position import of_list, of_notes, of_reader, of_row
from tests.tui.build import Draft, cable_of
from tests.tui.stage import playing

SIGNS = set("│─╭╮╰╯┃▌▃●•✓→·")


def test_lines_boxes_and_blocks_become_spaces_and_text_stays() -> None:
    assert plain("╭─ Tag ─╮│▌▃ 1 ●") == "   Tag       1 *"
    assert plain("Zürich “¶4” …") == "Zürich “¶4” …"


def test_the_place_in_the_list_has_the_state_in_words() -> None:
    words = of_list(1, 5, "07BEIJING7545", Level.SBU, "TIP", read=False, marked=True, notes="1 note")
    assert words == "Cable 2 of 5: 07BEIJING7545, sensitive but unclassified, unread, 1 note, marked. TIP"
    assert of_list(0, 0, "", None, None, read=False, marked=False, notes="") == "No cables."


def test_the_place_in_a_cable_and_among_the_notes() -> None:
    cable = cable_of(Draft("One."), Draft("Two.", portion=None, number=7))
    assert of_reader(cable, "06A1", 2, 2) == (
        "Paragraph 2 of 2, numbered 7, no portion mark, 2 notes, in 06A1."
    )
    assert of_reader(cable, "06A1", None, 0) == "Header of 06A1, 2 paragraphs."
    assert of_reader(None, "", None, 0) == "No cable is open."
    assert (of_row(2, 5, marked=True), of_row(0, 0, marked=False)) == ("Row 2 of 5, marked.", "No rows.")
    assert of_notes(0, 3, "link", None) == "Link 1 of 3, on the whole cable."
    assert of_notes(None, 0, "", None) == "No notes."


async def test_the_screen_is_linear_and_the_cursor_follows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CABLES_LINEAR", "1")
    async with playing() as stage:
        await stage.shows("Cable 1 of 5: 09PHNOMPENH189, sensitive but unclassified, unread")
        cables = stage.main.cable_list
        await stage.press("j")
        await stage.shows("Cable 2 of 5: 07BEIJING7545")
        assert cables.cursor_line == cables.row_height
        await stage.press("enter")
        await stage.shows("Paragraph 1 of 7, SBU, in 07BEIJING7545.")
        await stage.until(lambda: stage.main.reader.size.width == 120, "one panel")
        await stage.press("}")
        await stage.shows("Paragraph 2 of 7, no portion mark")
        assert not set(stage.screen_text()) & SIGNS

        await stage.press("ctrl+p")
        picker = await stage.picker()
        await stage.press("down")
        await stage.shows("2 of ")
        assert stage.app.cursor_position == picker.hint.content_region.offset
        await stage.type("w")
        await stage.shows("1 of ")
        assert stage.app.cursor_position == picker.line.cursor_screen_offset
        await stage.press("escape", '"')
        await stage.shows("Row 1 of 20.")
        await stage.press("space")
        await stage.shows("Row 2 of 20.")
        await stage.press("k")
        await stage.shows("Row 1 of 20, marked.")
        assert not set(stage.screen_text()) & SIGNS
