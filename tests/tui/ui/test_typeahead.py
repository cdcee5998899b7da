"""Fast hands: what is typed while something to type into is opening belongs into it."""

from __future__ import annotations

from textual.events import Key

from reader.tui.ui.prompt import Prompt
from reader.tui.ui.text_input import LineInput
from tests.tui.stage import Stage, playing

HERE = "07BEIJING7545"


def burst(stage: Stage, text: str) -> None:
    """All keys at once, as a terminal sends them when the user pastes or the machine was busy."""
    names = {"\n": "enter", " ": "space", "\\": "backslash", "/": "slash", "\x1b": "escape", "\x13": "ctrl+s"}
    for character in text:
        name = names.get(character, character)
        stage.app.post_message(Key(name, None if character in "\n\x1b" else character))


async def test_a_tag_a_note_and_words_to_find_typed_in_one_burst() -> None:
    async with playing() as stage:
        await stage.open(HERE)
        burst(stage, "t1 dark export\n")
        await stage.until(lambda: stage.main.state.entries, "the tag")
        assert stage.main.state.entries[0].codes == ("1 dark export",)
        burst(stage, "aquite dull\ntext\x13")
        await stage.until(lambda: len(stage.main.state.entries) == 2, "the note")
        assert "quite dull\ntext" in [entry.text for entry in stage.main.state.entries]
        burst(stage, "/trafficking")
        await stage.until(lambda: isinstance(stage.app.screen, Prompt))
        await stage.shows("/ trafficking")
        await stage.press("enter")
        await stage.until(lambda: stage.main.state.find_text == "trafficking")


async def test_a_filter_typed_in_one_burst_filters() -> None:
    async with playing() as stage:
        burst(stage, "\\beijing 7545")
        await stage.found("beijing 7545")


async def test_keys_work_again_when_nothing_opened_or_it_was_left() -> None:
    async with playing() as stage:
        await stage.open(HERE)
        burst(stage, "rz")
        await stage.said("cites no cable")
        await stage.until(lambda: stage.main.state.zoomed, "what z does")
        burst(stage, "t\x1b")
        await stage.pilot.pause()
        await stage.done("dialog")
        await stage.until(lambda: stage.app.screen is stage.main)
        await stage.press("z")
        assert not stage.main.state.zoomed


def test_a_line_whose_screen_was_left_before_it_was_drawn_takes_no_keys() -> None:
    line = LineInput()
    line.take([Key("m", "m"), Key("left", None)])
    assert line.value == ""
