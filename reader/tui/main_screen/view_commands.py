"""Panels, themes, help, and leaving: what changes the view and nothing else."""

from __future__ import annotations

from dataclasses import replace

from reader.tui.commands import keys
from reader.tui.commands.table import BY_ID, COMMANDS, Need, Where
from reader.tui.core.controller import Doing, Handler
from reader.tui.core.pane_layout import Pane, neighbour
from reader.tui.features.facets.facet_panel import FacetPanel
from reader.tui.features.facets.histogram import Histogram
from reader.tui.features.reader.selection_model import HELP as CHOOSING
from reader.tui.ui import theme
from reader.tui.ui.picker import Choice, Picker, narrowed
from reader.tui.ui.prompt import Question
from reader.tui.ui.sheet import Help, Sheet, messages_text

PANE_OF = {Where.LIST: Pane.LIST, Where.READER: Pane.READER, Where.NOTES: Pane.NOTES}
INSIDE = {FacetPanel: Where.FACETS, Histogram: Where.PERIODS}
"""What has keys of its own inside a panel."""
STEP = 4
"""Columns a panel grows at a key."""


class Looking(Handler):
    """The view."""

    def commands(self) -> dict[str, Doing]:
        """Panels, themes, help."""
        return {
            "pane.next": lambda: self.screen.panels.activate(neighbour(self.desk.active, 1)),
            "pane.previous": lambda: self.screen.panels.activate(neighbour(self.desk.active, -1)),
            "pane.zoom": self.zoom,
            "pane.wider": lambda: self.widen(STEP),
            "pane.narrower": lambda: self.widen(-STEP),
            "theme.next": self.theme,
            "messages": self.messages,
            "palette": lambda: self.ask(self._palette, "find a command"),
            "help": self.help,
            "cancel": self.cancel,
            "quit": self.quit,
            "quit.now": self.quit,
        }

    def zoom(self) -> None:
        """The focused panel alone, and back."""
        self.desk.zoomed = not self.desk.zoomed
        self.screen.panels.arrange()
        self.screen.saving.soon()

    def widen(self, by: int) -> None:
        """Give the focused panel more room, or less; the reader takes it from the list."""
        if self.desk.active is Pane.READER:
            by = -by
        self.resize("notes" if self._side() is Pane.NOTES else "list", by)

    def _side(self) -> Pane:
        if self.desk.active is Pane.READER:
            return self.desk.drawer
        return self.desk.active

    def resize(self, side: str, by: int) -> None:
        """Change the width of a side panel; the smallest and largest width are what fits."""
        shown = self.screen.panels.widths
        looks = self.desk.looks
        if side == "notes":
            looks = replace(looks, notes_width=max((shown.notes or looks.notes_width) + by, 1))
        else:
            looks = replace(looks, list_width=max((shown.list or looks.list_width) + by, 1))
        self.desk.looks = looks
        self.screen.panels.arrange()
        fitted = self.screen.panels.widths
        # What was wished beyond the possible is not remembered: the next key must act at once.
        self.desk.looks = replace(
            looks,
            list_width=fitted.list if side == "list" and fitted.list else looks.list_width,
            notes_width=fitted.notes if side == "notes" and fitted.notes else looks.notes_width,
        )
        self.screen.saving.soon()

    def theme(self) -> None:
        """The next theme."""
        name = theme.after(self.screen.app.theme)
        self.screen.app.theme = name
        self.desk.looks = replace(self.desk.looks, theme=name)
        self.screen.saving.soon()
        self.screen.say(f"Theme: {name.removeprefix('cables-')}")

    def where(self) -> Where:
        """The panel whose keys count."""
        for kind, where in INSIDE.items():
            if isinstance(self.screen.focused, kind):
                return where
        return next(where for where, pane in PANE_OF.items() if pane is self.desk.active)

    def help(self) -> None:
        """Every key that counts here."""
        where = self.where()
        more: list[tuple[str, str, str]] = []
        if where is Where.READER:
            more = [("", "While choosing words", ""), *((keys, words, "") for keys, words in CHOOSING)]
        elif where is Where.FACETS:
            more = [("", "Kinds", ""), ("1 2 3 …", "To the kind of that number", "")]
        self.screen.app.push_screen(Help(where, more))

    def messages(self) -> None:
        """What was said."""
        self.screen.app.push_screen(Sheet("Messages, newest first", messages_text(self.screen.said)))

    async def _palette(self) -> None:
        choices = [
            Choice(command.id, command.name, command.help, keys.first_key(command))
            for command in COMMANDS
            if command.palette and self.screen.has(command.need)
        ]
        answer = await self.pick(Picker(":", narrowed(choices)))
        if answer is not None and answer.value:
            where = BY_ID[answer.value].where
            if where is not Where.ANY and where is not self.where():
                self.screen.panels.activate(PANE_OF[where])
            # The question is over: what the command asks in its turn may come.
            self.screen.call_later(self.screen.action_command, answer.value)

    def cancel(self) -> None:
        """One step back: bulk work, selection, find, zoom, filter; with none of these, the import."""
        screen = self.screen
        if screen.bulk.running:
            screen.bulk.stop()
        elif screen.reader.clear_selection() or screen.marking.drop_range() or screen.faceting.leave():
            pass
        elif self.desk.found:
            screen.finding.clear()
        elif self.desk.zoomed:
            self.zoom()
        elif self.desk.query:
            screen.filter_line.clear()
        elif screen.importing.running:
            screen.importing.ask_stop()
        else:
            screen.say("q quits, ? helps.")

    def quit(self) -> None:
        """Keep the note being written, save the place, and leave; an import is asked about."""
        if self.screen.importing.running:
            self.ask(self._ask_quit, "ask whether to leave")
        else:
            self.screen.noting.first(lambda: self.start(self._quit, "leaving", "leave"))

    async def _ask_quit(self) -> None:
        question = "Stop the import and leave? What is in stays; i goes on with it."
        if await self.screen.app.push_screen_wait(Question(question)):
            self.screen.importing.stop()
            self.screen.noting.first(lambda: self.start(self._quit, "leaving", "leave"))

    async def _quit(self) -> None:
        async with self.screen.turns:
            await self.screen.saving.now()
        self.screen.app.exit(0)


NEED_WORDS = {
    Need.LIBRARY: "The library is not open yet.",
    Need.ROW: "There is no cable in the list.",
    Need.CABLE: "Open a cable first: Enter in the list.",
    Need.NOTE: "Choose a note first: Tab to the notes panel, then j and k.",
    Need.FOUND: "Nothing to find yet: / asks for words.",
    Need.BACK: "There is nothing to go back to.",
    Need.FORWARD: "There is nothing ahead.",
    Need.VERSIONS: "Only one text of this cable is held.",
    Need.JUDGING: "D begins judging: then 1 keeps, 2 is maybe, 3 no, 0 clears.",
}
"""Said when a command is asked for that makes no sense yet."""


def refusal(id: str) -> str:
    """Why a command cannot be carried out now."""
    return NEED_WORDS.get(BY_ID[id].need, "")
