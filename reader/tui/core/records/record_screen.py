"""A screen over the main one: a heading, a list of records, details of the current one, and a footer.

Codebook, passages, notes to review, a merge and the search of notes are such screens. Their commands are
declared like those of the main screen, and help and palette are made from them.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from reader.terminal_text import safe_line
from reader.tui.commands import keys
from reader.tui.commands.restrictions import CHANGE
from reader.tui.commands.table import Command
from reader.tui.core.base_screen import BaseScreen
from reader.tui.core.records.common_commands import ALWAYS_OFFERED, UNDOING, all_commands
from reader.tui.core.undo import redo_step, undo_step
from reader.tui.linear.position import of_row
from reader.tui.ui.help_page import Table, grouped
from reader.tui.ui.picker import Choice, Picker, narrowed
from reader.tui.ui.record_list import RecordList
from reader.tui.ui.sheet import Sheet, messages_text
from reader.tui.ui.typeahead import held_keys, typing

if TYPE_CHECKING:
    from reader.tui.core.services import Action, AsyncAction, Services
    from reader.workspace import Workspace

SIDE_BY_SIDE = 80
"""Width in cells from which the details are shown beside the list, not below it."""


class RecordScreen(BaseScreen):
    """What all record screens have in common.

    A screen reads its records in ``read``, in a thread, and shows them in ``show_records``. ``KEYS`` are its
    commands, ``actions`` what they call.
    """

    NAME: ClassVar[str] = ""
    LIST_ONLY: ClassVar[bool] = False
    """Whether the list has the whole width, without details."""
    KEYS: ClassVar[tuple[Command, ...]] = ()
    CHANGES: ClassVar[frozenset[str]] = frozenset()
    """Those of them that change notes or read or write files: refused where nothing may be changed."""
    BINDINGS: ClassVar[list[BindingType]] = []
    AUTO_FOCUS = "RecordList"

    def __init__(self, services: Services, *, message: str = "") -> None:
        """``message`` is shown in the footer at first."""
        super().__init__(services.status.messages, classes="record-screen")
        self.services = services
        self.heading = Static(self.NAME, id="record-heading", markup=False)
        self.rows = RecordList(id="records")
        self.detail = Static(id="detail-text", markup=False)
        self.detail_pane = VerticalScroll(id="detail", can_focus=False)
        self.linear_line = Static(id="linear-line", markup=False)
        self._first_message = message
        self.expect()
        self._loaded = False

    def compose(self) -> ComposeResult:
        """From top to bottom."""
        yield self.heading
        with Container(id="record-body"):
            yield self.rows
            if not self.LIST_ONLY:
                with self.detail_pane:
                    yield self.detail
        yield from self.below()

    def below(self) -> ComposeResult:
        """The lines at the bottom."""
        yield self.linear_line
        yield self.footer

    def on_mount(self) -> None:
        """Draw the empty screen first; keys pressed meanwhile belong to this screen."""
        self.typeahead.pending = held_keys(self.app)
        self.rows.notice = "One moment…"
        self.refresh_hints()
        self.reload()

    @property
    def workspace(self) -> Workspace:
        """The open workspace."""
        workspace = self.services.state.workspace
        assert workspace is not None
        return workspace

    # Records

    def read(self) -> Any:
        """Read the records; called in a thread."""
        return None

    def show_records(self, found: Any) -> None:
        """Show what ``read`` returned."""

    def reload(self) -> None:
        """Read and show the records, for the first time or again."""
        self.start(self.load, "records", f"read for {self.NAME}")

    async def load(self, select: str | None = None) -> None:
        """Read and show the records, select the one of this key, and return when that is done."""
        found = await self.wait(self.read)
        self.show_records(found)
        if select is not None:
            self.select(select)
        self.refresh_hints()
        if not self._loaded:
            self._loaded = True
            if self._first_message:
                self.say(self._first_message)
            await self._act_on_held_keys()

    async def _act_on_held_keys(self) -> None:
        """Act on the keys pressed before there were records; a dialog that opens takes the rest."""
        while self.typeahead.pending and not self._asking and self.is_active:
            await self.act_on(self.typeahead.pending.pop(0))
        if not self.is_active and not self._asking:
            self.release()  # one of them has left this screen, or opened another: the rest are for that
        elif not self._asking:
            self.take_held()

    def select(self, key: str) -> None:
        """Put the cursor on the row of this key, if there is one."""
        at = next((at for at, shape in enumerate(self.rows.shapes) if shape.key == key), None)
        if at is not None:
            self.rows.move_to(at)

    def show_heading(self, text: str) -> None:
        """Show the first line of the screen."""
        self.heading.update(Content(f" {safe_line(text)}"))

    def show_detail(self, content: Content) -> None:
        """Show the details of the current record."""
        self.detail.update(content)
        self.detail_pane.scroll_home(animate=False)

    def refresh_hints(self) -> None:
        """Show in the footer which keys do something now."""
        kept = [command for command in all_commands(self.KEYS) if command.id in ALWAYS_OFFERED]
        own = [
            one for one in self.KEYS if one.hint and one.id not in ALWAYS_OFFERED and self._is_offered(one.id)
        ]
        own.sort(key=lambda one: not self.is_next(one.id))
        self.footer.kept = tuple((keys.first_key(c), c.hint) for c in kept)
        self.footer.hints = tuple((keys.first_key(c), c.hint) for c in own)

    def is_next(self, id: str) -> bool:
        """Whether this is probably the user's next command; its hint comes before the others."""
        return False

    def is_available(self, id: str) -> bool:
        """Whether a command is possible now; those that are not have no hint."""
        return True

    def refusal(self, id: str) -> str | None:
        """Why a command is not allowed here; None if it is."""
        changes = id in self.CHANGES or id in UNDOING
        return self.services.state.restrictions.refusal(CHANGE) if changes else None

    def _is_offered(self, id: str) -> bool:
        return self.is_available(id) and self.refusal(id) is None

    def on_resize(self, event: events.Resize) -> None:
        """List and details side by side if they fit."""
        self.set_class(self.size.width < SIDE_BY_SIDE or self.services.state.linear, "-narrow")

    @on(RecordList.Moved)
    def _moved(self) -> None:
        self.cursor_moved()
        self.refresh_hints()
        self.linear_line.display = self.services.state.linear
        if self.services.state.linear:
            self.linear_line.update(of_row(*self.rows.place, marked=self.rows.current in self.rows.marked))

    def cursor_moved(self) -> None:
        """Another record is the current one."""

    @on(RecordList.Chosen)
    def _chosen(self) -> None:
        self.action_command("open")

    # Commands

    def actions(self) -> dict[str, Action]:
        """What to call for each of the screen's own commands."""
        return {}

    def action_command(self, id: str) -> None:
        """Run a command, if it is available."""
        rows = self.rows
        common: dict[str, Action] = {
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
            "detail_down": lambda: self._scroll_detail(4),
            "detail_up": lambda: self._scroll_detail(-4),
        }
        actions = common | self.actions()
        if id in actions and self.is_available(id):
            if (refusal := self.refusal(id)) is not None:
                self.say(refusal)
            else:
                actions[id]()

    def _scroll_detail(self, by: int) -> None:
        if not self.LIST_ONLY:
            self.detail_pane.scroll_relative(y=by, animate=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While the user types, keys are text; only quitting still works."""
        if action == "command" and typing(self.focused):
            return parameters[:1] == ("quit.now",)
        return True

    def leave(self) -> None:
        """Back to the main screen."""
        self.dismiss(None)

    def _quit(self) -> None:
        self.dismiss(None)
        self.services.tasks.call_later(self.services.commands.run_command, "quit.now")

    def _theme(self) -> None:
        self.services.commands.run_command("theme.next")
        self.say(f"Theme: {self.app.theme.removeprefix('cables-')}")

    def _messages(self) -> None:
        self.app.push_screen(Sheet("Messages, newest first", messages_text(self.messages)))

    def _help(self) -> None:
        common = all_commands(self.KEYS)[len(self.KEYS) :]
        rows = grouped((("Here", self.KEYS), ("On every screen with a list", common)))
        self.app.push_screen(Table(f"Keys: {self.NAME}", rows))

    async def _palette(self) -> None:
        choices = [
            Choice(command.id, command.name, command.help, keys.first_key(command))
            for command in all_commands(self.KEYS)
            if command.palette and self._is_offered(command.id)
        ]
        answer = await self.pick(Picker("Command", narrowed(choices)))
        if answer is not None and answer.value:
            # This question is over then: the command may ask another one.
            self.call_later(self.action_command, answer.value)

    async def _undo(self) -> None:
        self.say(await self.wait(undo_step, self.workspace.notes))

    async def _redo(self) -> None:
        self.say(await self.wait(redo_step, self.workspace.notes))

    def change(self, action: AsyncAction, description: str) -> None:
        """Change the notes: in the order of the keys, never cancelled. Then read all records again."""
        self.services.tasks.change(partial(self._change, action), description)

    async def _change(self, action: AsyncAction) -> None:
        try:
            await action()
        except Exception as error:
            (self if self.is_running else self.services.status).trouble(error)
        await self.services.notes.reload()
        if self.is_running:
            await self.load()
