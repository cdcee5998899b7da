"""What is highlighted is what a key acts on: list, reader, notes, banner and footer are about one cable."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest

from reader.tui.commands.table import COMMANDS, Command, Need, Where
from reader.tui.core.cable.loaded_cable import LoadedCable, load_cable
from reader.tui.features.reader import controller
from reader.workspace import Workspace
from tests.tui.stage import PATIENCE, Stage, playing

FIVE = ("09PHNOMPENH189", "07BEIJING7545", "06PHNOMPENH1385", "06PHNOMPENH977", "04RANGOON1422")
ACTING = [command for command in COMMANDS if command.need in (Need.CABLE, Need.NOTE) and command.keys]


def banner(stage: Stage) -> str:
    return stage.screen_text().partition("\n")[0]


async def test_the_reader_follows_the_list_and_what_is_only_passed_stays_unread() -> None:
    async with playing() as stage:
        main = stage.main
        await stage.until(lambda: main.state.mrn == FIVE[0])
        await stage.press("j", "j")
        await stage.until(lambda: main.state.mrn == FIVE[2], "the highlighted cable")
        await stage.pilot.pause()
        assert FIVE[2] in banner(stage)
        assert main.reader.mrn == FIVE[2]
        assert main.cable_list.has_focus
        assert not main.state.read
        assert not main.state.trail.behind, "a preview is no place to go back to"
        await stage.press("tab")
        await stage.until(lambda: main.state.read == {FIVE[2]}, "read where one goes to it")
        await stage.press("shift+tab", "k")
        await stage.until(lambda: main.state.mrn == FIVE[1])
        await stage.press("<")
        await stage.until(lambda: main.state.mrn == FIVE[2] and main.cable_list.current == FIVE[2])


async def test_a_cable_the_list_lacks_leaves_no_other_one_highlighted() -> None:
    async with playing() as stage:
        main = stage.main
        await stage.open(FIVE[0])
        await stage.press("\\")
        await stage.type("from:beijing")
        await stage.press("enter")
        await stage.until(lambda: main.state.mrn == FIVE[1])
        await stage.press("<")
        await stage.until(lambda: main.state.mrn == FIVE[0])
        await stage.until(lambda: "▌" not in stage.screen_text(), "no row highlighted")
        await stage.press("shift+tab", "shift+tab", "tab", "tab")  # by way of the list
        await stage.until(lambda: main.state.mrn == FIVE[1])


async def test_the_first_enter_in_the_filter_opens_the_highlighted_cable_and_keys_after_it_are_for_it() -> (
    None
):
    async with playing() as stage:
        main = stage.main
        await stage.press("\\")
        await stage.type("from:beijing")
        await stage.press("enter", "a")
        await stage.type("visas")
        await stage.press("ctrl+s")
        await stage.said(f"Noted on {FIVE[1]} ")
        assert main.state.read == {FIVE[1]}
        assert main.cable_list.current == main.state.mrn == FIVE[1]


async def test_keys_pressed_at_once_after_one_that_opens_a_cable_are_for_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def slowly(workspace: Workspace, mrn: str) -> LoadedCable | None:
        assert go.wait(PATIENCE)
        return load_cable(workspace, mrn)

    async with playing() as stage:
        main, go = stage.main, threading.Event()
        go.set()
        monkeypatch.setattr(controller, "load_cable", slowly)
        for before, keys, mrn in ((None, "j\r", FIVE[1]), (FIVE[0], "J", FIVE[1])):
            if before:
                await stage.open(before)
            go.clear()
            await stage.type(f"{keys}atib")
            assert main.state.mrn != mrn
            go.set()
            await stage.until(lambda: main.reader.writing, "the editor")
            await stage.press("ctrl+s")
            await stage.said(f"Noted on {mrn} ¶1: “tib”")
            main.messages.clear()


async def focus_list(stage: Stage) -> None:
    await stage.press("g", "j", "k", "j")


async def focus_reader(stage: Stage) -> None:
    await stage.open(FIVE[1])


async def focus_notes(stage: Stage) -> None:
    await stage.open(FIVE[1])
    await stage.press("tab")


async def focus_facets(stage: Stage) -> None:
    await stage.press("F")
    await stage.until(lambda: stage.main.widgets.facets.has_focus)


async def focus_histogram(stage: Stage) -> None:
    await stage.press("h")
    await stage.until(lambda: stage.main.widgets.histogram.has_focus)


@pytest.mark.parametrize(
    ("focus", "wheres", "allowed"),
    [
        (focus_list, (Where.ANY,), (Need.CABLE,)),
        (focus_reader, (Where.ANY, Where.READER), (Need.CABLE,)),
        (focus_notes, (Where.ANY, Where.NOTES), (Need.CABLE,)),
        (focus_facets, (Where.ANY,), ()),
        (focus_histogram, (Where.ANY,), ()),
    ],
)
async def test_every_acting_key_acts_on_the_highlighted_cable(
    focus: Callable[[Stage], object],
    wheres: tuple[Where, ...],
    allowed: tuple[Need, ...],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Each key is pressed while the reader still lags behind the list."""
    async with playing() as stage:
        main, acted = stage.main, dict[str, str | None]()

        def record(command: Command) -> Callable[[], None]:
            return lambda: acted.update({command.id: main.state.mrn})

        for command in ACTING:
            if command.id in main.controllers.actions:
                monkeypatch.setitem(main.controllers.actions, command.id, record(command))
        keys = [one for one in ACTING if one.where in wheres and one.id in main.controllers.actions]
        for command in keys:
            await focus(stage)  # type: ignore[misc]
            acted.clear()
            await stage.press(command.keys[0])
            if command.need in allowed:
                await stage.until(lambda: acted, f"{command.id} in {focus.__name__}")
                assert acted == {command.id: FIVE[1]}
                assert main.cable_list.current == FIVE[1] == main.reader.mrn
            else:
                assert not acted, command.id
                assert main.footer.message, command.id
            if focus in (focus_facets, focus_histogram):
                await stage.press("escape")
