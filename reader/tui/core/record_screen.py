"""A screen of its own over the main one: heading, a list of records, what is to be known of one, footer.

Codebook, passages, notes to check, a merge and the search of notes are such rooms. Their commands are
declared like those of the main screen, and help and palette are read from them.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, ParamSpec, TypeVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.geometry import Region
from textual.getters import query_one
from textual.widgets import Static

from reader.terminal_text import safe_line
from reader.tui.commands import keys
from reader.tui.commands.table import Command
from reader.tui.core.base_screen import Working
from reader.tui.core.controller import Work
from reader.tui.core.record_screen_keys import ALWAYS, all_of
from reader.tui.features.notes.controller import undone
from reader.tui.ui.footer import Footer
from reader.tui.ui.picker import Answer, Choice, Picker, narrowed
from reader.tui.ui.record_list import RecordList
from reader.tui.ui.sheet import Sheet, Table, messages_text
from reader.tui.ui.typeahead import held_keys, typing

if TYPE_CHECKING:
    from reader.tui.main_screen.screen import MainScreen
    from reader.workspace import Workspace

Result = TypeVar("Result")
Args = ParamSpec("Args")

BESIDE = 80
"""Columns from which what is to be known of a record stands beside the list, not below it."""


class Room(Working):
    """What all rooms have; ``KEYS`` and ``doing`` say what one of them can do.

    It reads its records in ``read``, in a thread, and shows them in ``put``.
    """

    NAME: ClassVar[str] = ""
    ALONE: ClassVar[bool] = False
    """Whether the list has the whole width, with nothing beside it."""
    KEYS: ClassVar[tuple[Command, ...]] = ()
    BINDINGS: ClassVar[list[BindingType]] = []
    AUTO_FOCUS = "RecordList"

    rows = query_one("#records", RecordList)
    detail = query_one("#detail-text", Static)
    footer = query_one(Footer)

    def __init__(self, main: MainScreen, *, said: str = "") -> None:
        """``said`` stands in its footer at first."""
        super().__init__(classes="room")
        self._said_first = said
        self.main = main
        self.said = main.said
        self.expect()
        self._loaded = False

    def compose(self) -> ComposeResult:
        """From top to bottom."""
        yield Static(self.NAME, id="room-heading", markup=False)
        with Container(id="room-body"):
            yield RecordList(id="records")
            if not self.ALONE:
                with VerticalScroll(id="detail", can_focus=False):
                    yield Static(id="detail-text", markup=False)
        yield Footer()

    def on_mount(self) -> None:
        """The frame first; what was pressed meanwhile belongs here."""
        self._held = held_keys(self.app)
        self.rows.notice = "One moment…"
        self.hint()
        self.reload()

    @property
    def workspace(self) -> Workspace:
        """The open workspace."""
        workspace = self.main.desk.workspace
        assert workspace is not None
        return workspace

    # What it shows

    def read(self) -> Any:
        """Read what is to be shown; called in a thread."""
        return None

    def put(self, found: Any) -> None:
        """Show what was read."""

    def reload(self, stand_on: str | None = None) -> None:
        """Read and show it, now or anew."""
        self.start(partial(self.show, stand_on), "room", f"read for {self.NAME}")

    async def show(self, stand_on: str | None = None) -> None:
        """Read and show it, and return when that is done."""
        found = await self.wait(self.read)
        self.put(found)
        if stand_on is not None:
            self.stand_on(stand_on)
        self.hint()
        if not self._loaded:
            self._loaded = True
            if self._said_first:
                self.say(self._said_first)
            await self._catch_up()

    async def _catch_up(self) -> None:
        """Act on what was pressed before there was anything to act on; a dialog takes the rest."""
        while self._held and not self._asking:
            await self.act_on(self._held.pop(0))
        if not self._asking:
            self.take_held()

    def stand_on(self, key: str) -> None:
        """Put the cursor on the row of this key, where there is one."""
        at = next((at for at, shape in enumerate(self.rows.shapes) if shape.key == key), None)
        if at is not None:
            self.rows.move_to(at)

    def heading(self, text: str) -> None:
        """The first line."""
        self.query_one("#room-heading", Static).update(Content(f" {safe_line(text)}"))

    def tell(self, content: Content) -> None:
        """What is to be known of the current record."""
        self.detail.update(content)
        self.query_one("#detail", VerticalScroll).scroll_home(animate=False)

    def hint(self) -> None:
        """What is possible, in the footer."""
        kept = [command for command in all_of(self.KEYS) if command.id in ALWAYS]
        own = [one for one in self.KEYS if one.hint and one.id not in ALWAYS and self.possible(one.id)]
        own.sort(key=lambda one: not self.awaited(one.id))
        self.footer.kept = tuple((keys.first_key(c), c.hint) for c in kept)
        self.footer.hints = tuple((keys.first_key(c), c.hint) for c in own)

    def awaited(self, id: str) -> bool:
        """Whether a command is what the user is about to give; it is offered before the others."""
        return False

    def possible(self, id: str) -> bool:
        """Whether a command makes sense now; those that do not are not offered."""
        return True

    def on_resize(self, event: events.Resize) -> None:
        """Beside each other where there is room."""
        self.set_class(self.size.width < BESIDE, "-narrow")

    @on(RecordList.Moved)
    def _moved(self) -> None:
        self.moved()
        self.hint()

    def moved(self) -> None:
        """The cursor stands on another record."""

    @on(RecordList.Chosen)
    def _chosen(self) -> None:
        self.action_command("open")

    # Commands

    def doing(self) -> dict[str, Callable[[], object]]:
        """What to call for each of the room's own commands."""
        return {}

    def action_command(self, id: str) -> None:
        """Carry out a command."""
        rows = self.rows
        common: dict[str, Callable[[], object]] = {
            "undo": lambda: self.change(self._undo, "undo"),
            "redo": lambda: self.change(self._redo, "redo"),
            "messages": self._messages,
            "theme": self._theme,
            "palette": lambda: self.ask(self._palette, "find a command"),
            "help": self._help,
            "leave": self.leave,
            "quit.now": self._quit,
            "down": lambda: rows.step(1),
            "up": lambda: rows.step(-1),
            "page_down": lambda: rows.page(1),
            "page_up": lambda: rows.page(-1),
            "first": lambda: rows.move_to(0),
            "last": lambda: rows.move_to(len(rows) - 1),
            "read_on": lambda: self._scroll_detail(4),
            "read_back": lambda: self._scroll_detail(-4),
        }
        doing = common | self.doing()
        if id in doing and self.possible(id):
            doing[id]()

    def _scroll_detail(self, by: int) -> None:
        if not self.ALONE:
            self.query_one("#detail", VerticalScroll).scroll_relative(y=by, animate=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While words are typed only a few commands may take a key away from them."""
        if action == "command" and typing(self.focused):
            return parameters[:1] == ("quit.now",)
        return True

    def leave(self) -> None:
        """Back to the main screen."""
        self.dismiss(None)

    def _quit(self) -> None:
        self.dismiss(None)
        self.main.call_later(self.main.action_command, "quit.now")

    def _theme(self) -> None:
        self.main.looking.theme()
        self.say(f"Theme: {self.app.theme.removeprefix('cables-')}")

    def _messages(self) -> None:
        self.app.push_screen(Sheet("Messages, newest first", messages_text(self.said)))

    def _help(self) -> None:
        rows = [(keys.shown_keys(one), one.name, one.help) for one in all_of(self.KEYS) if one.name]
        self.app.push_screen(Table(f"Keys: {self.NAME}", rows))

    async def _palette(self) -> None:
        choices = [
            Choice(command.id, command.name, command.help, keys.first_key(command))
            for command in all_of(self.KEYS)
            if command.palette and self.possible(command.id)
        ]
        answer = await self.pick(Picker(":", narrowed(choices)))
        if answer is not None and answer.value:
            # The question is over: what the command asks in its turn may come.
            self.call_later(self.action_command, answer.value)

    async def _undo(self) -> None:
        self.say(await self.wait(undone, self.workspace.notes))

    async def _redo(self) -> None:
        words = await self.wait(self.workspace.notes.redo)
        self.say(f"Done again: {words}" if words else "There is nothing to do again.")

    # Work

    @staticmethod
    async def wait(job: Callable[Args, Result], *args: Args.args, **kwargs: Args.kwargs) -> Result:
        """Do something that waits for the disk in a thread."""
        return await asyncio.to_thread(partial(job, *args, **kwargs))

    def change(self, work: Work, description: str) -> None:
        """Change the notes: in the order of the keys, never cancelled; then all is shown as it is now."""
        self.main.change(partial(self._changed, work), description)

    async def _changed(self, work: Work) -> None:
        try:
            await work()
        except Exception as error:
            (self if self.is_running else self.main).trouble(error)
        await self.main.noting.reload()
        if self.is_running:
            await self.show()

    async def pick(self, picker: Picker) -> Answer | None:
        """Let the user choose from a list at the top; None when cancelled."""
        picker.over = Region(0, 0, min(self.size.width, 76), 1)
        return await self.app.push_screen_wait(picker)
