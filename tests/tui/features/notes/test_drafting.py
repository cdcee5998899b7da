"""A note being typed outlives the program, and one that was kept is seen at once."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

from textual.events import Key

from reader import paths
from reader.notes.drafts import Drafts
from reader.tui.core.pane_layout import Pane
from tests.terminal import Terminal
from tests.tui.stage import Stage, playing

HERE = "06PHNOMPENH977"
CABLES = Path(sys.executable).with_name("cables")


def drafts() -> list[Path]:
    return list((paths.samples_home() / "notes" / "drafts").glob("*.json"))


async def type_on(stage: Stage, text: str) -> None:
    await stage.open(HERE)
    await stage.press("}", "a")
    await stage.type(text)
    await kept(stage, text)


async def kept(stage: Stage, text: str) -> None:
    await stage.until(lambda: any(text.encode() in path.read_bytes() for path in drafts()), "the draft")


def typed(stage: Stage) -> str:
    draft = stage.main.reader.draft
    return draft.body if draft else ""


async def test_what_is_typed_is_kept_until_it_is_a_note() -> None:
    async with playing() as stage:
        await type_on(stage, "half a thought")
        await stage.press("ctrl+s")
        await stage.until(lambda: not drafts(), "the end of the draft")
        assert [entry.text for entry in stage.main.state.entries] == ["half a thought"]


async def test_what_is_dropped_is_not_offered_again() -> None:
    async with playing() as stage:
        await type_on(stage, "nonsense")
        await stage.press("escape")
        await stage.said("Not saved. a here restores your text.")
        await stage.until(lambda: not drafts(), "the end of the draft")
    async with playing() as stage:
        await stage.done("workspace")
        assert not stage.main.reader.writing


async def test_a_window_that_died_leaves_its_draft_to_the_next() -> None:
    async with playing() as stage:
        await type_on(stage, "half a thought")
    async with playing() as stage:
        await stage.until(lambda: typed(stage) == "half a thought", "the draft")
        await stage.said(f"You were typing this on {HERE} ¶2")
        assert stage.main.state.mrn == HERE
        await stage.type(" more")
        await stage.press("ctrl+s")
        await stage.until(lambda: stage.main.state.entries)
        entry = stage.main.state.entries[0]
        assert (entry.ordinal, entry.text) == (2, "half a thought more")
        await stage.until(lambda: not drafts(), "the end of the draft")


async def test_an_edit_cut_short_goes_on_in_the_same_note_or_is_given_up() -> None:
    async with playing() as stage:
        await type_on(stage, "first")
        await stage.press("ctrl+s")
        await stage.until(lambda: stage.main.state.entries)
        await stage.press("e")
        await stage.type(" and second")
        await kept(stage, "first and second")
    async with playing() as stage:
        await stage.until(lambda: typed(stage) == "first and second", "the draft")
        await stage.press("ctrl+s")
        await stage.until(lambda: [entry.text for entry in stage.main.state.entries] == ["first and second"])
        await stage.press("e")
        await stage.type(", no")
        await kept(stage, "second, no")
    async with playing() as stage:
        await stage.until(lambda: typed(stage) == "first and second, no", "the draft")
        await stage.press("escape")
        await stage.until(lambda: not drafts(), "the end of the draft")
        assert [entry.text for entry in stage.main.state.entries] == ["first and second"]


async def test_what_another_window_is_typing_is_not_offered() -> None:
    async with playing() as one:
        await type_on(one, "mine")
        async with playing() as two:
            await two.until(lambda: two.main.state.cable is not None)
            workspace = two.main.state.workspace
            assert workspace is not None
            assert Drafts(workspace.notes).left_over() == []
            assert not two.main.reader.writing
        assert len(drafts()) == 1


async def test_killed_in_the_middle_of_a_note_nothing_of_it_is_lost(tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if name.startswith(("XDG_", "PATH"))}
    with started(environment, tmp_path) as terminal:
        terminal.press("a", *"who is missing?")
        terminal.wait_for("who is missing?")
        terminal.wait_for(lambda _: any(b"missing?" in path.read_bytes() for path in drafts()))
        terminal.kill()
    with started(environment, tmp_path) as terminal:
        assert "restored · Ctrl+S saves" in terminal.wait_for("who is missing?")
        terminal.press("ctrl+s")
        terminal.wait_for("Noted on 09PHNOMPENH189: “who is missing?”")
        terminal.press("q")
        assert terminal.wait_for_exit() == 0
    assert not drafts()


def started(environment: Mapping[str, str], folder: Path) -> Terminal:
    variables = {**environment, "HOME": str(folder), "LC_ALL": "C.UTF-8"}
    terminal = Terminal([CABLES, "samples"], environment=variables, folder=folder, columns=80, lines=24)
    terminal.wait_for("09PHNOMPENH189 · whole cable")
    return terminal


async def test_where_two_panels_fit_the_note_just_made_is_shown_beside_the_text() -> None:
    async with playing(size=(80, 24)) as stage:
        await stage.open(HERE)
        assert stage.main.controllers.panes.widths.list
        await stage.press("a")
        await stage.type("who is missing?")
        await stage.press("ctrl+s")
        await stage.said(f"Noted on {HERE} ¶1: “who is missing?”")
        assert stage.main.controllers.panes.widths.notes
        assert stage.active is Pane.READER
        await stage.pilot.pause()
        await stage.shows("▌  who is missing?")


async def test_a_note_begun_in_a_list_that_fills_the_screen_loses_no_letter() -> None:
    async with playing(size=(60, 20)) as stage:
        await stage.until(lambda: stage.main.state.cable is not None)
        for key in "ahello":
            stage.app.post_message(Key(key, key))
        await stage.until(lambda: typed(stage) == "hello")
        await stage.press("ctrl+s")
        await stage.until(lambda: [entry.text for entry in stage.main.state.entries] == ["hello"])
