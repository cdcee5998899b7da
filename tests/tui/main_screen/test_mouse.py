"""Keys and mouse at moments and in places that nobody means."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.events import Key
from textual.widgets import Static

from reader.tui.ui.help_page import Help
from tests import monkey
from tests.tui.stage import playing


def typed(key: str) -> Key:
    """A key as the terminal sends it; several of them come before the first is answered."""
    return Key("question_mark" if key == "?" else key, key if len(key) == 1 else None)


@pytest.mark.parametrize(("key", "heading"), [("shift+tab", "#notes-heading"), ("c", "#record-heading")])
async def test_the_mouse_is_dragged_over_words_that_are_no_cables_text(key: str, heading: str) -> None:
    async with playing() as stage:
        await stage.press(key)
        await stage.until(lambda: stage.app.screen.query(heading))
        words = stage.app.screen.query_one(heading, Static)
        await stage.until(lambda: words.size.width > 4)
        await stage.pilot.mouse_down(words, offset=(1, 0))
        await stage.pilot.hover(words, offset=(4, 0))
        await stage.until(lambda: words.text_selection is not None)
        await stage.pilot.mouse_up(words, offset=(4, 0))
        await stage.pilot.pause()


async def test_a_key_that_comes_before_a_sheet_is_drawn_is_no_error() -> None:
    async with playing() as stage:
        for key in ("?", "j", "space", "G"):
            stage.app.post_message(typed(key))
        await stage.until(lambda: isinstance(stage.app.screen, Help))
        await stage.press("escape")
        await stage.until(lambda: stage.app.screen is stage.main)


async def test_a_picker_that_is_left_at_once_takes_no_answer_any_more() -> None:
    async with playing() as stage:
        for _ in range(20):
            for key in ("t", "m", "escape"):
                stage.app.post_message(typed(key))
            await stage.pilot.pause()
        await stage.until(lambda: stage.app.screen is stage.main)


async def test_keys_and_clicks_at_random_do_no_harm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert await monkey.play(seed=1, presses=60)
