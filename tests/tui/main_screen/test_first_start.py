"""What a user meets before there is anything to read."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from reader import paths
from reader.errors import CablesError
from reader.tui import app as starting_up
from reader.tui.app import CablesApp
from reader.tui.core.pane_layout import Pane
from reader.tui.main_screen.screen import MainScreen
from reader.tui.main_screen.startup_shell import Shell
from reader.tui.main_screen.welcome import welcome_text
from reader.tui.ui.prompt import Prompt
from reader.workspace import Workspace
from tests.tui.stage import PATIENCE, own_library, playing, starting, text_of, until


async def test_an_empty_library_says_what_to_do_and_opens_the_samples_at_a_key(tmp_path: Path) -> None:
    async with playing(own_library(tmp_path / "mine")) as stage:
        await stage.shows("This library is empty", "o   open the five samples", "mine")

        await stage.press("o")
        await stage.until(lambda: len(stage.main.cable_list) == 5, "the samples")
        await stage.press("enter")
        await stage.until(lambda: stage.main.state.cable is not None)
        assert "This library is empty" not in stage.screen_text()


@pytest.mark.parametrize("size", [(60, 20), (40, 12)])
async def test_in_a_small_window_an_empty_library_says_first_what_to_do(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with playing(own_library(tmp_path / "mine"), size) as stage:
        await stage.shows("This library is empty")
        await stage.shows(" o   open the five samples", "q quit")

        await stage.press("o")
        await stage.until(lambda: len(stage.main.cable_list) == 5, "the samples")
        await stage.shows("PHNOM PENH")
        assert "This library is empty" not in stage.screen_text()


@pytest.mark.parametrize("width", [16, 26, 36, 56, 100])
def test_what_a_key_does_hangs_beside_it_in_any_width(width: int) -> None:
    lines = welcome_text("/home/reader/.local/share/cables/library", width).plain.split("\n")
    assert all(len(line) <= width for line in lines)
    at = next(at for at, line in enumerate(lines) if line.startswith(" i   import"))
    rest = lines[at + 1 : next(at for at, line in enumerate(lines) if line.startswith(" ?"))]
    assert all(line.startswith("     ") for line in rest)


async def test_the_first_cable_is_shown_at_once_and_the_list_keeps_the_keys() -> None:
    async with playing() as stage:
        await stage.until(lambda: stage.main.state.cable is not None, "the first cable")
        assert stage.active is Pane.LIST
        assert stage.main.state.mrn == stage.main.cable_list.current == "09PHNOMPENH189"
        await stage.shows("ANTI-TIP")
        assert not stage.main.state.read, "nobody asked for it yet"
        await stage.press("enter")
        await stage.until(lambda: stage.active is Pane.READER)
        assert stage.main.state.read == {"09PHNOMPENH189"}


async def test_a_file_opened_just_to_read_it_is_on_the_page_at_once() -> None:
    path = paths.shipped("samples") / "06PHNOMPENH977.txt"
    async with playing(lambda: Workspace.reading([path]), temporary=True) as stage:
        await stage.until(lambda: stage.active is Pane.READER, "the page")
        assert stage.main.state.mrn == "06PHNOMPENH977"
        await stage.press("}")
        await stage.until(lambda: stage.main.reader.current == 2)


async def test_a_year_that_is_a_guess_is_called_one_in_header_and_list() -> None:
    async with playing(size=(140, 40)) as stage:
        await stage.open("04RANGOON1422")
        await stage.shows("November 2004 (year inferred)", "~Nov 04")


async def test_where_one_panel_fits_the_list_stays_on_the_screen() -> None:
    async with playing(size=(60, 20)) as stage:
        await stage.until(lambda: stage.main.state.cable is not None, "the first cable")
        await stage.shows("RANGOON 1422", "BEIJING 7545")
        assert stage.active is Pane.LIST


async def test_a_path_that_is_not_there_is_said_and_harms_nothing(tmp_path: Path) -> None:
    async with playing(own_library(tmp_path / "mine")) as stage:
        await stage.press("i")
        await stage.until(lambda: isinstance(stage.app.screen, Prompt))
        await stage.pilot.pause()
        await stage.paste(str(tmp_path / "nowhere"))
        await stage.press("enter")
        await stage.said("No such file or folder")
        assert stage.main.footer.error


async def test_a_library_that_cannot_be_opened_leaves_a_screen_with_the_reason() -> None:
    def refused() -> Workspace:
        raise CablesError("This is no library", where="/some/where", advice="Choose another folder.")

    async with starting(refused, (80, 24)) as stage:
        await stage.said("This is no library")
        assert stage.main.footer.error
        assert "Choose another folder" in stage.main.footer.render().plain
        await stage.press("q")
        await stage.until(lambda: stage.app.return_code == 0)


async def test_the_first_frame_does_not_wait_for_the_library() -> None:
    opened = threading.Event()

    def slow() -> Workspace:
        assert opened.wait(PATIENCE)
        return Workspace.samples()

    async with starting(slow, (80, 24)) as stage:
        assert "Opening the library" in stage.main.cable_list.notice
        await stage.press("?")  # needs no library
        await stage.shows("Keys in the cable list")
        await stage.press("escape")
        await stage.until(lambda: stage.app.screen is stage.main, "the end of the help")
        opened.set()
        await stage.until(lambda: stage.main.state.listing is not None)
        assert len(stage.main.cable_list) == 5


async def test_keys_pressed_while_the_library_opens_act_once_it_is_open_and_in_their_order() -> None:
    opened = threading.Event()

    def slow() -> Workspace:
        assert opened.wait(PATIENCE)
        return Workspace.samples()

    async with starting(slow) as stage:
        await stage.type("jj\ra?")
        opened.set()
        await stage.until(lambda: stage.main.reader.writing, "the editor")
        await stage.press("ctrl+s")
        await stage.said("Noted on 06PHNOMPENH1385 ¶1: “?”")
        assert stage.main.state.read == {"06PHNOMPENH1385"}


async def test_keys_pressed_while_another_library_opens_are_for_that_one(tmp_path: Path) -> None:
    async with playing(own_library(tmp_path / "mine")) as stage:
        await stage.type("ojj\r")
        await stage.until(lambda: stage.main.state.mrn == "06PHNOMPENH1385", "the third sample")
        await stage.until(lambda: stage.active is Pane.READER)


async def test_leaving_before_the_library_is_open_works() -> None:
    opened = threading.Event()

    def slow() -> Workspace:
        opened.wait(PATIENCE)
        return Workspace.samples()

    async with starting(slow, (80, 24)) as stage:
        await stage.press("q")
        await stage.until(lambda: stage.app.return_code == 0)
        opened.set()


async def test_the_outline_of_the_screen_is_there_before_the_library_is_open() -> None:
    opened = threading.Event()

    def slow() -> Workspace:
        assert opened.wait(PATIENCE)
        return Workspace.samples()

    app = CablesApp(slow)
    async with app.run_test(size=(80, 24)) as pilot:
        assert isinstance(app.screen, Shell)
        await pilot.pause()
        assert "Opening the library" in text_of(app)
        opened.set()
        await pilot.pause()


async def test_the_cables_are_listed_before_the_program_is_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    load, loaded = starting_up.load_main_screen, threading.Event()

    def slow() -> type[MainScreen]:
        assert loaded.wait(PATIENCE)
        return load()

    monkeypatch.setattr(starting_up, "load_main_screen", slow)
    monkeypatch.setattr(starting_up, "PATIENCE", PATIENCE)
    app = CablesApp(Workspace.samples)
    async with app.run_test(size=(120, 40)) as pilot:
        await until(lambda: "RANGOON" in text_of(app), "the list")
        assert isinstance(app.screen, Shell)
        shell = text_of(app).split("\n")
        assert "5 cables, newest first" in shell[2]

        await pilot.press("j", "j", "enter")  # kept for the screen that follows
        loaded.set()
        await until(lambda: app.main is not None and app.main.state.mrn == "06PHNOMPENH1385", "the cable")
        assert app.main is not None
        main = text_of(app).split("\n")
        assert main[4][1:35] == shell[4][1:35]
        width = shell[6].index("│")
        assert {line[width] for line in main[1:-1]} == {line[width] for line in shell[1:-1]} == {"│"}
        workspace = app.main.state.workspace
    assert workspace is not None
    workspace.close()


async def test_one_can_leave_before_the_program_is_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    load, go = starting_up.load_main_screen, threading.Event()

    def slow() -> type[MainScreen]:
        assert go.wait(PATIENCE)
        return load()

    monkeypatch.setattr(starting_up, "load_main_screen", slow)
    app = CablesApp(Workspace.samples)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("q")
        await until(lambda: app.return_code == 0, "the end")
        assert app.main is None
        go.set()


async def test_any_window_shows_something_and_takes_keys() -> None:
    async with playing(size=(1, 1)) as stage:
        await stage.open("07BEIJING7545")
        for size in ((1, 1), (20, 5), (60, 9), (160, 50)):
            await stage.pilot.resize_terminal(*size)
            await stage.until(lambda size=size: tuple(stage.app.size) == size)  # type: ignore[misc]
            await stage.press("tab", "j", "tab", "pagedown", "tab", "j", "z")
            for dialog in ("?", "t", "x", "/", "\\"):
                await stage.press(dialog, "escape")
            await stage.until(lambda: stage.app.screen is stage.main)
            assert size == (1, 1) or stage.screen_text().strip(), size
        assert not [text for _, text, bad in stage.main.messages if bad]
