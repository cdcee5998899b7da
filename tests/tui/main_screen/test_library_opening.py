"""Every library that was opened is closed again, whatever came between."""

from __future__ import annotations

import threading
from pathlib import Path

from reader.tui.main_screen.library_opening import HandOver
from reader.workspace import Workspace
from tests.tui.stage import PATIENCE, own_library, playing


class Doors:
    """Counts what is open."""

    def __init__(self) -> None:
        self.opened: list[Workspace] = []
        self.closed: list[Workspace] = []

    def samples(self) -> Workspace:
        made = Workspace.samples()
        self.opened.append(made)
        close = made.close

        def closing() -> None:
            self.closed.append(made)
            close()

        made.close = closing  # type: ignore[method-assign]
        return made


async def test_the_library_left_for_the_samples_is_closed(tmp_path: Path) -> None:
    first = own_library(tmp_path / "mine")()
    closed = threading.Event()
    close = first.close

    def closing() -> None:
        closed.set()
        close()

    first.close = closing  # type: ignore[method-assign]
    async with playing(lambda: first) as stage:
        await stage.press("o")
        await stage.until(lambda: len(stage.main.cable_list) == 5, "the samples")
        await stage.until(closed.is_set, "the end of the first library")
        assert stage.main.state.workspace is not first


def test_a_library_nobody_waits_for_any_more_is_closed_once_it_is_open() -> None:
    doors = Doors()
    over = HandOver(doors.samples)
    over.abandon()
    over.open()
    assert doors.closed == doors.opened


def test_a_library_whose_reader_left_just_when_it_was_open_is_closed() -> None:
    doors = Doors()
    over = HandOver(doors.samples)
    over.open()
    over.abandon()
    assert doors.closed == doors.opened


async def test_a_second_wish_for_the_samples_leaves_no_library_open(tmp_path: Path) -> None:
    doors = Doors()
    opening, go = threading.Event(), threading.Event()

    def slowly() -> Workspace:
        opening.set()
        assert go.wait(PATIENCE)
        return doors.samples()

    async with playing(own_library(tmp_path / "mine")) as stage:
        stage.main.controllers.library.open(slowly)
        await stage.until(opening.is_set, "the first wish")
        stage.main.controllers.library.open(doors.samples)
        go.set()
        await stage.until(lambda: len(stage.main.cable_list) == 5, "the samples")
        await stage.until(lambda: len(doors.opened) == 2 and len(doors.closed) == 1)
        assert stage.main.state.workspace not in doors.closed
