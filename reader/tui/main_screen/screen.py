"""The main screen: cable list, reader and notes side by side.

It creates the widgets, the services and the controllers, and runs commands; what these do is up to the
features.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import PurePath
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.events import Key
from textual.geometry import Region
from textual.widget import Widget
from textual.worker import WorkerError

from reader import paths
from reader.tui.commands import table
from reader.tui.commands.restrictions import NONE, Restrictions
from reader.tui.commands.table import BY_ID, Where
from reader.tui.core.app_state import AppState
from reader.tui.core.controller import AsyncAction
from reader.tui.core.services import Services
from reader.tui.core.session_store import Looks
from reader.tui.core.user_settings import UserSettings
from reader.tui.features.cable_list.cable_list import CableList
from reader.tui.features.notes.notes_panel import NotesPanel
from reader.tui.features.reader.following import acts_on_cable
from reader.tui.main_screen.controllers import Controllers
from reader.tui.main_screen.panes import Reader, Widgets
from reader.tui.main_screen.routing import MessageRouting
from reader.tui.ui.typeahead import press, typing

if TYPE_CHECKING:
    from reader.tui.main_screen.startup_shell import FirstPage
    from reader.workspace import Workspace

NO_NOTES = "No notes yet. On the current paragraph:\na writes a note, t tags it, l links it to another cable."

AT_ONCE = ("help", "library.samples", "messages", "quit", "quit.now", "theme.next")
"""Commands that do not wait for a library that is being opened."""
MOST_MESSAGES = 200
"""Messages kept for ``M``."""
CHANGES_INTERVAL = 1.0
"""Seconds between looks for changes by other windows, and of the config file."""
SHEETS = (
    "main_screen.tcss",
    "importing.tcss",
    "dialogs.tcss",
    "facets.tcss",
    "notes.tcss",
    "peek.tcss",
    "reader.tcss",
    "record_list.tcss",
    "record_screen.tcss",
    "review.tcss",
    "sharing.tcss",
    "note_search.tcss",
    "first_steps.tcss",
)
"""The style sheets that the first frame does without."""


class MainScreen(MessageRouting):
    """The one main screen."""

    BINDINGS: ClassVar[list[BindingType]] = table.bindings(Where.ANY)
    CSS_PATH: ClassVar[list[str | PurePath]] = [paths.shipped("styles") / name for name in SHEETS]
    AUTO_FOCUS = "#list"

    def __init__(
        self,
        factory: Callable[[], Workspace],
        looks: Looks,
        settings: UserSettings,
        *,
        temporary: bool = False,
        restrictions: Restrictions = NONE,
        page: FirstPage | None = None,
    ) -> None:
        """``factory`` opens the workspace, in a thread; nothing is remembered of a ``temporary`` one.

        ``page`` is what the list shows until then.
        """
        super().__init__(deque(maxlen=MOST_MESSAGES))
        self._factory = factory
        self._page = page
        self._changing = asyncio.Lock()
        """Held while the notes are being changed."""
        self.widgets = widgets = Widgets(footer=self.footer)
        self.services = services = Services(
            AppState(looks, settings, temporary=temporary, restrictions=restrictions)
        )
        services.tasks = services.dialogs = services.status = services.commands = self
        services.terminal = self.app
        services.page, services.rows = widgets.reader, widgets.cable_list
        self.controllers = Controllers(services, self, widgets, self._save_and_exit)

    def compose(self) -> ComposeResult:
        """Banner, the three panes with rules between, footer."""
        widgets = self.widgets
        yield widgets.banner
        with Horizontal(id="panes"):
            yield widgets.list_pane
            yield widgets.list_rule
            yield widgets.reader
            yield widgets.facets
            yield widgets.welcome
            yield widgets.notes_rule
            yield widgets.notes_pane
        yield widgets.steps_line
        yield widgets.import_line
        yield widgets.footer

    def on_mount(self) -> None:
        """Draw the panes first, then open the library."""
        self.widgets.notes.notice = NO_NOTES
        self.widgets.cable_list.notice = "Opening the library…"
        self.controllers.panes.set_empty(False)
        if self._page is not None:
            page = self._page
            self.controllers.cable_list.show_early(page.result, page.session.read, page.heading)
        self.refresh_headings()
        self.refresh_hints()
        self.call_after_refresh(self.controllers.library.open, self._factory)
        look = self.controllers.session.look_for_changes
        self.set_interval(CHANGES_INTERVAL, look, name="changes of other windows")
        look_at_settings = self.controllers.settings.look_for_changes
        self.set_interval(CHANGES_INTERVAL, look_at_settings, name="changes of the config file")

    # For the app and the tests

    @property
    def state(self) -> AppState:
        """What all features share."""
        return self.services.state

    @property
    def cable_list(self) -> CableList:
        """The cable list."""
        return self.widgets.cable_list

    @property
    def reader(self) -> Reader:
        """The reader pane."""
        return self.widgets.reader

    @property
    def notes_panel(self) -> NotesPanel:
        """The notes."""
        return self.widgets.notes

    @property
    def opening(self) -> bool:
        """Whether a library is being opened."""
        return not self.controllers.library.opened.is_set()

    def works_now(self, key: Key) -> bool:
        """Whether a key acts at once even while a library is being opened."""
        bound = self.active_bindings.get(key.key)
        return bound is not None and bound.binding.id in AT_ONCE

    # Commands

    def action_command(self, id: str) -> None:
        """Run a command, for key bindings."""
        self.run_command(id)

    def run_command(self, id: str) -> None:
        """Run a command of the table, or say why it is not possible now.

        One that acts on a cable waits until the reader shows the one that is highlighted in the list, or that
        is being opened.
        """
        late = self.controllers.following.behind or self.controllers.reader.arrival.awaited
        if late and acts_on_cable(BY_ID[id]):
            self.expect()
            # In a group of its own: replaced by a preview before it began, it would leave the keys held.
            action = partial(self._run_when_shown, id)
            self.start(action, "command", "show the highlighted cable", exclusive=False)
        else:
            self._run(id)

    async def _run_when_shown(self, id: str) -> None:
        """Keys pressed meanwhile are for what the command opens, or come after it."""
        try:
            await self.controllers.following.catch_up()
        except BaseException:
            self.release()
            raise
        keys = self.take_held()
        self._run(id)
        if self.typeahead.pending is not None:
            self.typeahead.pending[:0] = keys
        else:
            for key in keys:
                press(self.app, key)

    def _run(self, id: str) -> None:
        refusal = self.controllers.context.refusal(id)
        if refusal is not None:
            self.say(refusal)
            return
        where, widgets = BY_ID[id].where, self.widgets
        if id in self.controllers.actions:
            self.controllers.actions[id]()
        elif where is Where.LIST:
            widgets.cable_list.command(id)
        elif where is Where.FACETS:
            widgets.facets.command(id)
        elif where is Where.PERIODS:
            widgets.histogram.command(id)
        elif where is Where.NOTES:
            widgets.notes.command(id)
        elif where is Where.READER:
            getattr(widgets.reader, "action_" + id.removeprefix("reader."))()

    def refusal(self, id: str) -> str | None:
        """Why a command is not possible now; None if it is."""
        return self.controllers.context.refusal(id)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While the user types, keys are text; only quitting and going to another pane still work."""
        if action == "command" and typing(self.focused):
            return parameters[:1] in (("quit.now",), ("pane.next",), ("pane.previous",))
        return True

    def without_meaning(self, key: str) -> str:
        """What to say about a key that does nothing here: where it does something, if anywhere."""
        return self.controllers.context.without_meaning(key) or super().without_meaning(key)

    # Services

    def change(self, action: AsyncAction, description: str) -> None:
        """Run a change to the notes: one after another, in the order of the keys, never cancelled."""
        self.start(partial(self._run_in_order, action), "notes", description, exclusive=False)

    async def _run_in_order(self, action: AsyncAction) -> None:
        async with self._changing:
            await action()
            self.controllers.session.note_work()

    async def _save_and_exit(self) -> None:
        await self._save()
        self.app.exit(0)

    async def _save(self) -> None:
        async with self._changing:
            await self.controllers.session.save_now()

    async def save_for_next_start(self) -> None:
        """Keep what is being typed and the place, and stop an import: a signal ends the program."""
        self.controllers.importing.stop()
        await self.controllers.notes.drafts.keep_now()
        await self._act_on_what_was_pressed()
        for worker in [worker for worker in self.workers if worker.group == "notes"]:
            with suppress(WorkerError):
                await worker.wait()
        await self._save()

    async def _act_on_what_was_pressed(self) -> None:
        """Wait until messages have come from the focused widget up to here, and those they cause as well."""
        path = (
            [node for node in self.focused.ancestors_with_self if node is not self.app]
            if self.focused
            else []
        )
        for node in path * 2:
            if isinstance(node, Widget) and node.is_running:
                done = asyncio.Event()
                node.call_later(done.set)
                await done.wait()

    def refresh_hints(self) -> None:
        """Show in the footer which keys do something now."""
        self.controllers.status.refresh_hints()

    def refresh_headings(self) -> None:
        """Update the banner and the heading of the notes."""
        self.controllers.status.refresh_headings()

    @property
    def picker_region(self) -> Region | None:
        """Pickers open over the reader, where it is wide enough."""
        return self.reader.region if self.reader.display else None
