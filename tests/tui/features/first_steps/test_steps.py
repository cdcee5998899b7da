"""The first steps: what is shown at which size, and what ticks them off."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from reader.notes.queries.counts import NoteCounts
from reader.tui.core import session_store
from reader.tui.demo import DemoApp, Interrupted
from reader.tui.features.first_steps.steps import STEPS, Form, block, done_by, form_for, in_order, line
from reader.tui.features.first_steps.story import Beat
from reader.workspace import Workspace
from tests.tui.stage import own_library, showing

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


@pytest.fixture
def short() -> Iterator[Path]:
    """A folder whose path fits into the line that asks for the folder, where the demo reads its name."""
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)


async def test_the_demo_ticks_off_all_steps_and_they_go_for_good(short: Path) -> None:
    # The demo starts as a first session does, with folders of its own; here they are those of the test.
    folder = short / "cable-notes"
    folder.mkdir()
    app = DemoApp(Workspace.samples, speed=1000)
    app.looks = replace(app.looks, export_folder=str(folder))
    async with showing(app) as stage:
        await stage.shows("0 of 5 done", "▸ Enter open a cable")
        await stage.said("That was the demo.")
        await stage.shows("5 of 5 done", "✓ x")
        assert [path.stem for path in folder.glob("*.md")] == ["04RANGOON1422"]

        await stage.press("escape")
        await stage.pilot.resize_terminal(60, 20)
        await stage.shows("First steps: all done", "hide")
        await stage.pilot.resize_terminal(40, 12)
        await stage.until(lambda: "First steps" not in stage.screen_text(), "their end at 40x12")
        await stage.pilot.resize_terminal(120, 40)
        await stage.shows("5 of 5 done")
        await stage.press("_")
        await stage.until(lambda: "5 of 5" not in stage.screen_text(), "their end")
        await stage.until(lambda: remembered().first_steps_hidden, "the choice in the state folder")
        assert remembered().first_steps == tuple(step.name for step in STEPS)


def remembered() -> session_store.Looks:
    return session_store.load(session_store.Looks, session_store.looks_file())


async def test_an_empty_library_has_the_steps_and_a_key_ends_the_demo(tmp_path: Path) -> None:
    never = (Beat((), "words that are nowhere", 0),)
    async with showing(DemoApp(own_library(tmp_path / "own"), story=never)) as stage:
        await stage.shows("0 of 5 done", "▸ o", "open the samples")
        stage.app.post_message(Interrupted())
        await stage.said("The demo has stopped.")
        await stage.done("demo")
