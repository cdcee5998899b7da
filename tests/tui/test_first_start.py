"""What a user meets before there is anything to read."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path

import pytest

from reader import places
from reader.errors import CablesError
from reader.tui.app import CablesApp
from reader.tui.screens.asking import Prompt
from reader.workspace import Workspace
from tests.tui.stage import own_library, playing


async def test_an_empty_library_says_what_to_do_and_opens_the_samples_at_a_key(tmp_path: Path) -> None:
    async with playing(own_library(tmp_path / "mine")) as stage:
        text = stage.screen_text()
        assert "This library is empty" in text
        assert "o   open the five sample cables" in text
        assert "mine" in text

        await stage.press("o")
        await stage.until(lambda: len(stage.main.list) == 5, "the samples")
        await stage.press("enter")
        await stage.until(lambda: stage.main.desk.cable is not None)
        assert "This library is empty" not in stage.screen_text()


async def test_cables_are_imported_from_a_path_that_is_asked_for(tmp_path: Path) -> None:
    async with playing(own_library(tmp_path / "mine")) as stage:
        await stage.press("i")
        await stage.until(lambda: isinstance(stage.app.screen, Prompt))
        await stage.pilot.pause()
        await stage.paste(str(places.shipped("samples")))
        await stage.press("enter")
        await stage.said("5 cables added")
        await stage.until(lambda: len(stage.main.list) == 5)
        assert "This library is empty" not in stage.screen_text()


async def test_a_path_that_is_not_there_is_said_and_harms_nothing(tmp_path: Path) -> None:
    async with playing(own_library(tmp_path / "mine")) as stage:
        await stage.press("i")
        await stage.until(lambda: isinstance(stage.app.screen, Prompt))
        await stage.pilot.pause()
        await stage.paste(str(tmp_path / "nowhere"))
        await stage.press("enter")
        await stage.said("no such file or folder")
        assert stage.main.footer.error


async def test_a_library_that_cannot_be_opened_leaves_a_screen_with_the_reason() -> None:
    def refused() -> Workspace:
        raise CablesError("This is no library", where="/some/where", advice="Choose another folder.")

    app = CablesApp(refused)
    async with app.run_test(size=(80, 24)) as pilot:
        while not app.main.said:
            await pilot.pause(0.01)
        assert app.main.footer.error
        assert "Choose another folder" in app.main.footer.render().plain
        await pilot.press("q")
    assert app.return_code == 0


async def test_the_first_frame_does_not_wait_for_the_library() -> None:
    opened = threading.Event()

    def slow() -> Workspace:
        assert opened.wait(20)
        return Workspace.samples()

    app = CablesApp(slow)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "Opening the library" in app.main.list.notice
        await pilot.press("a", "j", "?")  # keys are answered meanwhile
        await pilot.press("escape")
        opened.set()
        while app.main.desk.listing is None:
            await pilot.pause(0.01)
        assert len(app.main.list) == 5


async def test_leaving_before_the_library_is_open_works() -> None:
    opened = threading.Event()

    def slow() -> Workspace:
        opened.wait(20)
        return Workspace.samples()

    app = CablesApp(slow)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("q")
        await asyncio.sleep(0)
        opened.set()
    assert app.return_code == 0


@pytest.mark.parametrize("size", [(20, 5), (1, 1), (40, 12), (60, 20), (80, 24), (300, 100)])
async def test_any_window_shows_something_and_takes_keys(size: tuple[int, int]) -> None:
    async with playing(size=size) as stage:
        await stage.open("07BEIJING7545")
        for _ in range(3):
            await stage.press("tab", "j", "k", "pagedown")
        await stage.press(
            "?", "escape", "z", "z", "t", "escape", "x", "escape", "/", "escape", "\\", "escape"
        )
        for other in ((20, 5), (200, 50), (59, 9), size):
            await stage.pilot.resize_terminal(*other)
            await stage.pilot.pause()
        assert stage.app.is_running
        assert not [text for _, text, bad in stage.main.said if bad]
