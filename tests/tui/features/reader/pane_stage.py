"""The reader pane alone in a terminal: keys and mouse go in, places, messages and the screen come out."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.message import Message
from textual.pilot import Pilot

from reader.cable.model import Cable
from reader.tui.core.cable.placement import PlacedNote
from reader.tui.features.reader.reader_pane import ReaderPane
from reader.tui.ui.theme import DARK, THEMES
from tests.tui.build import cable_of

SHEET = Path(__file__).parents[4] / "styles" / "reader.tcss"
SENTENCE = "The delegations met in Rangoon and signed a memorandum of understanding on trafficking. "
KEYS = {
    "down": "j,down", "up": "k,up", "page_down": "space", "page_up": "b", "half_down": "ctrl+d",
    "half_up": "ctrl+u", "top": "g", "bottom": "G", "next_paragraph": "}", "previous_paragraph": "{",
    "select": "v", "follow": "enter", "labels": "f", "header": "H", "as_sent": "w",
}  # fmt: skip


class Pane(ReaderPane):
    """The reader with keys, as the screen would bind them."""

    BINDINGS = [Binding(keys, action, action) for action, keys in KEYS.items()]  # noqa: RUF012


class Reading(App[None]):
    """Nothing but the reader, and something else to put the focus on."""

    CSS_PATH = SHEET

    def __init__(self) -> None:
        super().__init__()
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = DARK
        self.said: list[Message] = []

    def compose(self) -> ComposeResult:
        yield Pane()


class Heard(Reading):
    """Keeps what the reader says, in order."""

    def on_paragraph_changed(self, message: Message) -> None:
        self.said.append(message)

    on_link_followed = on_selection_changed = on_hits_changed = on_paragraph_changed
    on_nothing_to_follow = on_references_asked = on_read_on = on_paragraph_changed
    on_note_written = on_note_cancelled = on_note_clicked = on_paragraph_changed

    def heard(self, kind: type[Message]) -> list[Message]:
        return [message for message in self.said if isinstance(message, kind)]


@asynccontextmanager
async def reading(
    cable: Cable | None = None, *, size: tuple[int, int] = (80, 24), placed: tuple[PlacedNote, ...] = ()
) -> AsyncIterator[tuple[ReaderPane, Pilot[None], Heard]]:
    app = Heard()
    async with app.run_test(size=size) as pilot:
        pane = app.query_one(ReaderPane)
        pane.focus()
        pane.show(cable or chapter(), (cable or chapter()).mrn, placed)
        await pilot.pause()
        yield pane, pilot, app


def chapter(count: int = 10) -> Cable:
    return cable_of(*(f"Number {n}. " + SENTENCE * 4 for n in range(1, count + 1)))


def screen(pane: ReaderPane) -> list[str]:
    return [pane.render_line(y).text.rstrip() for y in range(pane.size.height)]
