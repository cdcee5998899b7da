"""What arrives when that which it was for is gone, and what changes below a dialog."""

from __future__ import annotations

from rich.style import Style
from textual import events
from textual.widgets import OptionList, Static

from reader.tui.ui.choices import Choice, narrowed
from reader.tui.ui.picker import Picker
from reader.tui.ui.prompt import Question
from reader.tui.ui.screens import ClosesOnce
from tests.tui.stage import playing


async def test_what_comes_for_a_dialog_that_has_changed_or_gone_does_nothing() -> None:
    async with playing() as stage:
        app = stage.app
        picker = Picker("Which?", narrowed([Choice("a", "alpha"), Choice("b", "beta")]))
        app.push_screen(picker)
        await stage.until(lambda: len(picker.options.options) == 2, "the choices")
        beta = picker.options.options[1]
        await stage.type("alp")
        await stage.until(lambda: len(picker.options.options) == 1, "fewer choices")
        picker.options.post_message(OptionList.OptionSelected(picker.options, beta, 1))
        on_beta = Style.from_meta({"option": 1})
        picker.options.post_message(
            events.Click(picker.options, 0, 1, 0, 0, 1, False, False, False, style=on_beta)
        )
        await stage.pilot.pause()
        assert app.screen is picker

        picker.dismiss(None)
        question = Question("Really?")
        app.push_screen(question)
        for _ in range(3):
            question.dismiss(True)
        await stage.pilot.pause()
        assert app.screen_stack[-1] is stage.main
        assert not app._exit


async def test_a_button_pressed_on_what_was_just_removed_selects_nothing() -> None:
    async with playing() as stage:
        dialog = Question("Really?")
        stage.app.push_screen(dialog)
        await stage.until(lambda: bool(dialog.query("*")), "the question")
        gone = dialog.query_one("#question")
        x, y = gone.region.offset
        await gone.remove()
        press = events.MouseDown(None, x, y, 0, 0, 1, False, False, False, x, y)
        await stage.app.on_event(press)
        assert dialog.get_widget_and_offset_at(x, y) == (None, None)
        assert stage.app.screen is dialog


async def test_a_change_below_a_dialog_is_drawn_and_below_an_opaque_screen_not_at_all() -> None:
    async with playing() as stage:
        stage.app.push_screen(Question("Really?"))
        await stage.until(lambda: stage.app.screen.is_active and stage.app.screen.query("*"), "the question")
        stage.main.query_one("#filter-sign", Static).update("§")
        await stage.shows("§")
        assert stage.main.is_current

        stage.app.push_screen(ClosesOnce())
        await stage.until(lambda: stage.app.screen.styles.background.a == 1, "the looks of the screen")
        assert not stage.main.is_current
