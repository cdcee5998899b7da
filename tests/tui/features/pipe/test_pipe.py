"""``|`` on the screen: what goes in, what comes out, stopping."""

from __future__ import annotations

from reader.tui.features.pipe.controller import ending_words
from reader.tui.features.pipe.output_sheet import OutputSheet, wrapped
from reader.tui.features.pipe.shell_command import Ending, Finished
from tests.tui.stage import playing


def test_how_a_command_ended_is_said() -> None:
    endings = [
        (Finished(b"", 0, Ending.ENDED), "Done; no output"),
        (Finished(b"", 1, Ending.ENDED), "Exit code 1"),
        (Finished(b"", 127, Ending.ENDED), "Command not found (exit code 127)"),
        (Finished(b"", -9, Ending.ENDED), "Ended by signal 9"),
        (Finished(b"", -15, Ending.STOPPED), "Stopped"),
        (Finished(b"", -15, Ending.TIMED_OUT), "Stopped after 5 minutes"),
        (Finished(b"", -15, Ending.TOO_MUCH), "Stopped: it printed more than 2 MB"),
    ]
    for finished, words in endings:
        assert ending_words(finished, has_output=False) == words
    assert ending_words(Finished(b"x", 0, Ending.ENDED), has_output=True) == "Done"


def test_output_is_wrapped_and_safe_to_draw() -> None:
    assert wrapped("one two three\n\n\x07[bold]", 8) == ["one two", "three", "", "␇[bold]"]
    assert max(map(len, wrapped("x" * 100_000, 80))) == 80


async def test_words_a_cable_and_marked_cables_are_piped() -> None:
    async with playing() as stage:
        await stage.open("06PHNOMPENH977")
        await stage.press("|")
        await stage.shows("06PHNOMPENH977 |")
        await stage.type("head -n 2; printf '\\033[31mred[bold]\\033[0m'")
        await stage.press("enter")
        await stage.shows("06PHNOMPENH977 UNCLASSIFIED", "Subject: REGIONAL PROGRESS", "red[bold]", "Done")
        await stage.press("escape")
        await stage.press("v", "v", "w", "|")
        await stage.shows("selected word")
        await stage.type("tr a-z A-Z")
        await stage.press("enter")
        await stage.shows("SUMMARY", "Done")
        await stage.until(lambda: " of 8" not in stage.screen_text(), "what is beneath is covered")
        await stage.press("escape", "escape")
        stage.main.controllers.panes.activate(stage.main.state.drawer)
        await stage.press("g", "space", "space", "|", "up")
        await stage.shows("2 marked cables | tr a-z A-Z")
        await stage.press("ctrl+u")
        await stage.type("grep -c Subject:")
        await stage.press("enter")
        await stage.until(lambda: isinstance(stage.app.screen, OutputSheet))
        await stage.shows("2 marked cables | grep -c Subject:", " 2 ", "Done")


async def test_esc_stops_a_command_that_runs() -> None:
    async with playing() as stage:
        await stage.open("06PHNOMPENH977")
        await stage.press("|")
        await stage.type("echo begun; sleep 600")
        await stage.press("enter")
        await stage.shows("Running… Esc stops it")
        await stage.press("escape")
        await stage.shows("begun", "Stopped · Esc closes")
        await stage.press("escape")
        await stage.until(lambda: stage.app.screen is stage.main, "the sheet's end")
