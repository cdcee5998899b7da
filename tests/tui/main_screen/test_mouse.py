"""Keys and mouse at moments and in places that nobody means."""

from __future__ import annotations

import threading

from textual.events import Key
from textual.widgets import Static

from reader.tui.commands.table import Where
from reader.tui.ui.help_page import Help
from reader.tui.ui.picker import Choice, Picker
from tests import monkey
from tests.tui.stage import PATIENCE, Stage, playing


def typed(key: str) -> Key:
    """A key as the terminal sends it; several of them come before the first is answered."""
    return Key("question_mark" if key == "?" else key, key if len(key) == 1 else None)


async def dragged_over(stage: Stage, heading: str) -> None:
    await stage.until(lambda: stage.app.screen.query(heading))
    words = stage.app.screen.query_one(heading, Static)
    await stage.until(lambda: words.size.width > 4)
    await stage.pilot.mouse_down(words, offset=(1, 0))
    await stage.pilot.hover(words, offset=(4, 0))
    await stage.until(lambda: words.text_selection is not None)
    await stage.pilot.mouse_up(words, offset=(4, 0))
    await stage.pilot.pause()
    assert words.text_selection is not None


async def test_a_drag_over_headings_and_keys_before_a_sheet_is_drawn_are_no_errors() -> None:
    async with playing() as stage:
        await stage.press("shift+tab")
        await dragged_over(stage, "#notes-heading")
        await stage.press("c")
        await dragged_over(stage, "#record-heading")
        await stage.press("q")
        await stage.until(lambda: stage.app.screen is stage.main)
        Help(Where.LIST).action_scroll(1)
        for key in ("?", "j", "space", "G"):
            stage.app.post_message(typed(key))
        await stage.until(lambda: isinstance(stage.app.screen, Help))
        await stage.press("escape")
        await stage.until(lambda: stage.app.screen is stage.main)
        assert stage.app.is_running
        assert not stage.main.messages


async def test_a_picker_that_is_left_at_once_takes_no_choices_any_more() -> None:
    asked, go, answered = (threading.Event() for _ in range(3))

    def slowly(text: str) -> list[Choice]:
        asked.set()
        assert go.wait(PATIENCE)
        answered.set()
        return [Choice("late", "late")]

    async with playing() as stage:
        picker = Picker("Choose", slowly, slow=True)
        stage.app.push_screen(picker)
        await stage.until(asked.is_set, "the question")
        await stage.press("escape")
        await stage.until(lambda: stage.app.screen is stage.main)
        go.set()
        await stage.until(answered.is_set, "the choices")
        await stage.done("choices")
        for key in ("t", "m", "escape", "t", "m", "escape"):
            stage.app.post_message(typed(key))
        await stage.pilot.pause()
        await stage.done("dialog", "choices")
        await stage.until(lambda: stage.app.screen is stage.main)
        assert not stage.main.state.entries
        assert not [text for _, text, bad in stage.main.messages if bad]


def test_keys_and_clicks_at_random_do_no_harm() -> None:
    assert monkey.run_one(seed=1, presses=60).wrong == []
