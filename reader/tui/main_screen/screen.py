"""The main screen: cable list, reader and notes, and who answers what they say.

It holds the panels together and passes on; what commands do lives in ``reader.tui.handlers``.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from functools import partial
from pathlib import PurePath
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.getters import query_one

from reader import paths
from reader.tui.commands import table
from reader.tui.commands.table import BY_ID, Need, Where
from reader.tui.core.app_state import Desk
from reader.tui.core.controller import Handler, Work
from reader.tui.core.session_store import Looks
from reader.tui.features.bulk.controller import Bulk
from reader.tui.features.cable_list.cable_list import CableList
from reader.tui.features.cable_list.controller import ListWork
from reader.tui.features.cable_list.marking import Marking
from reader.tui.features.explain.controller import Explaining
from reader.tui.features.export.controller import Exporting
from reader.tui.features.export.copying import Copying
from reader.tui.features.facets.controller import Faceting
from reader.tui.features.facets.facet_panel import FacetPanel
from reader.tui.features.facets.histogram import Histogram
from reader.tui.features.importing.controller import Importing
from reader.tui.features.importing.import_line import ImportLine
from reader.tui.features.links.controller import Linking
from reader.tui.features.links.references import Referring
from reader.tui.features.notes.controller import Noting
from reader.tui.features.notes.drafting import Drafting
from reader.tui.features.notes.notes_panel import NotesPanel
from reader.tui.features.notes.own_editor import OwnEditor
from reader.tui.features.reader.controller import Opening
from reader.tui.features.reader.find.controller import Finding
from reader.tui.features.reader.find.highlight import Lighting
from reader.tui.features.reader.versions import VersionWork
from reader.tui.features.search.controller import Queries
from reader.tui.features.search.filter_line import FilterLine
from reader.tui.features.session.external_changes import Watching
from reader.tui.features.session.read_tracker import Remembering
from reader.tui.features.session.session_greeting import Resuming
from reader.tui.features.session.session_saver import Saving
from reader.tui.features.sharing.controller import Sharing
from reader.tui.features.tagging.controller import Tagging
from reader.tui.features.triage.controller import Judging
from reader.tui.main_screen.banner import Banner
from reader.tui.main_screen.library_opening import Libraries
from reader.tui.main_screen.pane_controller import Panels
from reader.tui.main_screen.panes import ListPane, NotesPane, Reader, Rule
from reader.tui.main_screen.record_screens import Rooms
from reader.tui.main_screen.routing import Hearing
from reader.tui.main_screen.status import Framing
from reader.tui.main_screen.view_commands import Looking, refusal
from reader.tui.main_screen.welcome import Welcome
from reader.tui.ui.footer import Footer
from reader.tui.ui.typeahead import typing

if TYPE_CHECKING:
    from reader.tui.main_screen.startup_shell import FirstPage
    from reader.workspace import Workspace

NO_NOTES = "No notes yet. On the current paragraph:\na writes one, t tags it, l links it to another cable."


SHEETS = (
    "main_screen.tcss",
    "importing.tcss",
    "dialogs.tcss",
    "facets.tcss",
    "notes.tcss",
    "reader.tcss",
    "record_list.tcss",
    "record_screen.tcss",
    "review.tcss",
    "sharing.tcss",
    "note_search.tcss",
)
"""The style sheets that the first frame does without."""


class MainScreen(Hearing):
    """Everything at once."""

    BINDINGS: ClassVar[list[BindingType]] = table.bindings(Where.ANY)
    CSS_PATH: ClassVar[list[str | PurePath]] = [paths.shipped("styles") / name for name in SHEETS]
    AUTO_FOCUS = "#list"

    list = query_one(CableList)
    reader = query_one(Reader)
    panel = query_one(NotesPanel)
    banner = query_one(Banner)
    footer = query_one(Footer)
    filter_line = query_one(FilterLine)

    def __init__(
        self,
        factory: Callable[[], Workspace],
        looks: Looks,
        *,
        passing: bool = False,
        page: FirstPage | None = None,
    ) -> None:
        """``factory`` opens the workspace, in a thread; a ``passing`` one's place is not remembered.

        ``page`` is what the list shows until then.
        """
        super().__init__()
        self.opened = asyncio.Event()
        """Set when the library is open, or cannot be opened."""
        self._page = page
        self.desk = Desk(looks=looks)
        self.said = deque(maxlen=200)
        self.turns = asyncio.Lock()
        """Held while the notes are being changed."""
        self.passing = passing
        self._factory = factory
        self.libraries = Libraries(self)
        self.opening = Opening(self)
        self.listing = ListWork(self)
        self.queries = Queries(self)
        self.faceting = Faceting(self)
        self.marking = Marking(self)
        self.noting = Noting(self)
        self.drafting = Drafting(self)
        self.tagging = Tagging(self)
        self.judging = Judging(self)
        self.bulk = Bulk(self)
        self.linking = Linking(self)
        self.referring = Referring(self)
        self.finding = Finding(self)
        self.lighting = Lighting(self)
        self.importing = Importing(self)
        self.saving = Saving(self)
        self.resuming = Resuming(self)
        self.remembering = Remembering(self)
        self.panels = Panels(self)
        self.framing = Framing(self)
        self.looking = Looking(self)
        self._watching = Watching(self)
        handlers: tuple[Handler, ...] = (
            self.libraries, self.opening, self.listing, self.noting, self.tagging, self.judging,
            self.linking, self.referring, self.finding, self.importing, self.resuming, self.looking,
            self.marking, self.bulk, self.queries, self.faceting, VersionWork(self), Exporting(self),
            Copying(self), Explaining(self), OwnEditor(self), Rooms(self), Sharing(self),
        )  # fmt: skip
        self.answered = {id: doing for handler in handlers for id, doing in handler.commands().items()}
        """What is called for each command that a handler, not a panel, answers."""

    def compose(self) -> ComposeResult:
        """Banner, the three panels with rules between, footer."""
        yield Banner()
        with Horizontal(id="panes"):
            yield ListPane(id="list-pane")
            yield Rule("list")
            yield Reader(id="reader")
            yield FacetPanel(id="facets")
            yield Welcome()
            yield Rule("notes")
            yield NotesPane(id="notes-pane")
        yield ImportLine()
        yield Footer()

    def on_mount(self) -> None:
        """The frame first, the library after it."""
        self.panel.notice = NO_NOTES
        self.list.notice = "Opening the library…"
        self.panels.set_empty(False)
        if self._page is not None:
            self.listing.put(self._page)
        self.refresh_headings()
        self.refresh_hints()
        self.call_after_refresh(self.libraries.begin, self._factory)
        self.set_interval(1.0, self._watching.look, name="changes of other windows")

    # Commands

    def action_command(self, id: str) -> None:
        """Carry out a command of the table, or say why it makes no sense now."""
        command = BY_ID[id]
        if not self.has(command.need):
            self.say(refusal(id))
            return
        if id in self.answered:
            self.answered[id]()
        elif command.where is Where.LIST:
            self.list.command(id)
        elif command.where is Where.FACETS:
            self.query_one(FacetPanel).command(id)
        elif command.where is Where.PERIODS:
            self.query_one(Histogram).command(id)
        elif command.where is Where.NOTES:
            self.panel.command(id)
        elif command.where is Where.READER:
            getattr(self.reader, "action_" + id.removeprefix("reader."))()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While words are typed only a few commands may take a key away from them."""
        if action == "command" and typing(self.focused):
            return parameters[:1] in (("quit.now",), ("pane.next",), ("pane.previous",))
        return True

    def has(self, need: Need) -> bool:
        """Whether what a command needs is there."""
        desk = self.desk
        return {
            Need.NOTHING: True,
            Need.LIBRARY: desk.workspace is not None,
            Need.ROW: len(self.list) > 0,
            Need.CABLE: desk.cable is not None,
            Need.NOTE: self.panel.current is not None,
            Need.FOUND: bool(desk.found) or self.reader.lit,
            Need.BACK: bool(desk.trail.behind),
            Need.FORWARD: bool(desk.trail.ahead),
            Need.VERSIONS: desk.versions.several,
            Need.JUDGING: self.judging.on,
        }[need]

    def change(self, work: Work, description: str) -> None:
        """Run a change of the notes: in the order of the keys, and never cancelled."""
        self.start(partial(self._in_turn, work), "notes", description, exclusive=False)

    async def _in_turn(self, work: Work) -> None:
        async with self.turns:
            await work()
            self.resuming.worked()

    # What stands around the panels

    def refresh_hints(self) -> None:
        """What is possible here and now."""
        self.framing.hints()

    def refresh_headings(self) -> None:
        """The notes' count, and the banner."""
        self.framing.headings()

    def tell_list(self) -> None:
        """Hand the list what the user's own work says."""
        desk = self.desk
        verdicts = self.judging.verdicts if self.judging.on else None
        self.list.tell(counts=desk.counts, read=desk.read, open=desk.mrn, verdicts=verdicts)
