"""The first steps: what is shown at which size, and what ticks them off."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.notes.queries.counts import NoteCounts
from reader.tui.features.first_steps.steps import STEPS, Form, block, done_by, form_for, in_order, line
from reader.tui.ui.prompt import Prompt
from tests.tui.stage import own_library, playing

KEYED = [(step, key) for step, key in zip(STEPS, ("Enter", "a", "t", "l", "x"), strict=True)]


@pytest.mark.parametrize(
    ("columns", "lines", "list_columns", "form"),
    [
        (120, 40, 40, Form.BLOCK),
        (80, 24, 27, Form.BLOCK),
        (80, 24, 0, Form.LINE),
        (60, 20, 60, Form.LINE),
        (40, 12, 40, Form.NONE),
        (200, 15, 54, Form.NONE),
    ],
)
def test_the_form_leaves_room_for_what_is_read(
    columns: int, lines: int, list_columns: int, form: Form
) -> None:
    assert form_for(columns, lines, list_columns) is form


def test_notes_tags_and_links_each_tick_their_step() -> None:
    assert done_by([NoteCounts(notes=1), NoteCounts(links=2)]) == {"annotate", "link"}
    assert done_by([NoteCounts(tags=1)]) == {"tag"}
    assert done_by([]) == set()


def test_names_of_no_step_are_left_out() -> None:
    assert in_order({"export", "open", "dance"}) == ("open", "export")


def test_the_next_step_is_marked_and_done_ones_are_ticked() -> None:
    lines = ["".join(words for words, _ in pieces) for pieces in block(KEYED, ("open", "tag"), "_")]

    assert lines[0] == " First steps  2 of 5 done"
    assert lines[1:4] == [" ✓ Enter open a cable", " ▸ a     write a note", " ✓ t     tag a paragraph"]


def test_the_line_shows_the_next_step_until_all_are_done() -> None:
    assert "".join(words for words, _ in line(KEYED, ("open",), "_")) == (
        " First steps 1/5  ·  a write a note  ·  _ hide for good"
    )
    everything = [step.name for step in STEPS]
    assert "".join(words for words, _ in line(KEYED, everything, "_")).startswith(" First steps: all done")


async def test_steps_tick_off_are_remembered_and_go_for_good(tmp_path: Path) -> None:
    async with playing(size=(120, 40)) as stage:
        await stage.shows("0 of 5 done", "▸ Enter open a cable")
        await stage.open("07BEIJING7545")
        await stage.shows("1 of 5 done", "✓ Enter")
        await stage.press("t")
        await stage.choose("mou")
        await stage.shows("2 of 5 done", "✓ t")
        await stage.pilot.resize_terminal(60, 20)
        await stage.shows("First steps 2/5", "write a note")
        await stage.pilot.resize_terminal(40, 12)
        await stage.until(lambda: "First steps" not in stage.screen_text(), "their end at 40x12")
        await stage.pilot.resize_terminal(120, 40)
        await stage.press("x")
        await stage.choose()
        await stage.choose()
        await stage.until(lambda: isinstance(stage.app.screen, Prompt), "the question for the folder")
        await stage.press("ctrl+u")
        await stage.paste(str(tmp_path / "pages"))
        await stage.press("enter")
        await stage.shows("1 file: 1 new")
        await stage.press("enter")
        await stage.shows("3 of 5 done", "✓ x")
        await stage.press("q")
    async with playing(own_library(tmp_path / "own")) as stage:
        await stage.shows("3 of 5 done", "✓ o", "open the samples", "▸ a")
        await stage.press("_")
        await stage.until(lambda: "3 of 5" not in stage.screen_text(), "their end")
        await stage.press("o")
        await stage.shows("PHNOM PENH 189")
        assert "First steps" not in stage.screen_text()
