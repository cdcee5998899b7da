"""A line to type in that is longer than its place."""

from __future__ import annotations

from string import ascii_lowercase

from textual.app import App, ComposeResult
from textual.events import Paste

from reader.tui.ui.screens import Trouble
from reader.tui.ui.text_input import LONGEST, LineInput
from tests.tui.stage import text_of, until


class Line(App[None]):
    """A line with another one below it."""

    said = ""

    def on_trouble(self, message: Trouble) -> None:
        self.said = str(message.error)

    def compose(self) -> ComposeResult:
        yield LineInput(id="line")
        yield LineInput(id="other")


async def test_an_ellipsis_shows_where_there_is_more_and_the_beginning_is_shown_while_nobody_types() -> None:
    app = Line()
    async with app.run_test(size=(20, 4)) as pilot:
        line = app.query_one("#line", LineInput)
        line.focus()

        async def shows(text: str) -> None:
            await until(lambda: text_of(app).splitlines()[0].rstrip() == text, text)

        await pilot.press(*ascii_lowercase[:19])
        await shows("abcdefghijklmnopqrs")
        await pilot.press(*ascii_lowercase[19:])
        await shows("…ijklmnopqrstuvwxyz")
        await pilot.press("home")
        await shows("abcdefghijklmnopqrs…")
        await pilot.press("end", "tab")
        await shows("abcdefghijklmnopqrs…")
        await pilot.press("shift+tab")
        await shows("…ijklmnopqrstuvwxyz")

        line.post_message(Paste("x" * LONGEST))
        await until(lambda: app.said)
        assert app.said.startswith("Not pasted: a line has room for 10,000 characters")
        assert line.value == ascii_lowercase
