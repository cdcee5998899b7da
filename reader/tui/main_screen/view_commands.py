"""Panes, help, and going one step back: what changes the view and nothing else."""

from __future__ import annotations

from dataclasses import replace

from textual.screen import Screen

from reader.tui.commands import keys
from reader.tui.commands.model import Need, Where, in_help_order
from reader.tui.commands.table import BY_ID
from reader.tui.core.controller import Action, Controller
from reader.tui.core.pane_layout import Pane, neighbour
from reader.tui.core.services import Services
from reader.tui.features.reader.selection_model import HELP as SELECTION_KEYS
from reader.tui.main_screen.command_context import PANE_OF, CommandContext
from reader.tui.page.minimap import HELP as SCROLL_BAR_SIGNS
from reader.tui.ui.help_page import Help, HelpRow, title
from reader.tui.ui.picker import Choice, Picker, narrowed
from reader.tui.ui.sheet import Sheet, messages_text

RESIZE_STEP = 4
"""Columns by which a key widens a pane."""


class ViewController(Controller):
    """The view."""

    def __init__(self, services: Services, screen: Screen[None], context: CommandContext) -> None:
        super().__init__(services)
        self._screen = screen
        self._context = context

    def commands(self) -> dict[str, Action]:
        """Panes, help, messages, palette."""
        return {
            "pane.next": lambda: self.services.panes.activate(neighbour(self.state.active, 1)),
            "pane.previous": lambda: self.services.panes.activate(neighbour(self.state.active, -1)),
            "pane.zoom": self.zoom,
            "pane.wider": lambda: self._widen(RESIZE_STEP),
            "pane.narrower": lambda: self._widen(-RESIZE_STEP),
            "messages": self.show_messages,
            "palette": lambda: self.ask(self._palette, "find a command"),
            "help": self.show_help,
        }

    def zoom(self) -> None:
        """Show the active pane alone, or all of them again."""
        self.state.zoomed = not self.state.zoomed
        self.services.panes.arrange()
        self.services.session.save_soon()

    def _widen(self, by: int) -> None:
        """Give the active pane more room, or less; the reader takes it from the list."""
        active = self.state.active
        if active is Pane.READER:
            by, active = -by, self.state.drawer
        self.resize("notes" if active is Pane.NOTES else "list", by)

    def resize(self, side: str, by: int) -> None:
        """Change the width of a side pane, as far as it fits."""
        shown = self.services.panes.widths
        looks = self.state.looks
        if side == "notes":
            looks = replace(looks, notes_width=max((shown.notes or looks.notes_width) + by, 1))
        else:
            looks = replace(looks, list_width=max((shown.list or looks.list_width) + by, 1))
        self.state.looks = looks
        self.services.panes.arrange()
        fitted = self.services.panes.widths
        # A width beyond what fits is not remembered: the next key must take effect at once.
        self.state.looks = replace(
            looks,
            list_width=fitted.list if side == "list" and fitted.list else looks.list_width,
            notes_width=fitted.notes if side == "notes" and fitted.notes else looks.notes_width,
        )
        self.services.session.save_soon()

    def show_help(self) -> None:
        """Every key that works here."""
        where = self._context.where()
        more: list[HelpRow] = []
        if where is Where.READER:
            more = [title("While selecting words")]
            more += [HelpRow(tuple(keys.split()), words) for keys, words in SELECTION_KEYS]
            more.append(title("Signs in the scroll bar"))
            more += [HelpRow(tuple(signs.split()), words) for signs, words in SCROLL_BAR_SIGNS]
        elif where is Where.FACETS:
            more = [title("Kinds"), HelpRow(("1", "2", "3", "…"), "Go to the kind with this number")]
        self.dialogs.open_sheet(Help(where, judging=self._context.has(Need.JUDGING), more=more))

    def show_messages(self) -> None:
        """Show every message so far."""
        self.dialogs.open_sheet(Sheet("Messages, newest first", messages_text(self.status.messages)))

    async def _palette(self) -> None:
        choices = [
            Choice(command.id, command.name, command.help, keys.first_key(command))
            for command in in_help_order(self._context.possible())
            if command.palette
        ]
        answer = await self.pick(Picker("Command", narrowed(choices)))
        if answer is not None and answer.value:
            where = BY_ID[answer.value].where
            if where is not Where.ANY and where is not self._context.where():
                self.services.panes.activate(PANE_OF[where])
            # This question is over then: the command may ask another one.
            self.services.tasks.call_later(self.services.commands.run_command, answer.value)
