"""A line to type in that is longer than its place."""

from __future__ import annotations

from string import ascii_lowercase

from textual.app import App, ComposeResult

from reader.tui.ui.text_input import LineInput
from tests.tui.stage import text_of, until


class Line(App[None]):
    """A line with another one below it."""

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
