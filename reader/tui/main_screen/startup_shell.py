"""The first frame: the screen's outline with the list in it, drawn before the rest of the program is loaded.

Loading the reader, the notes and the parser takes longer than drawing a frame; the user sees the cables, can
already leave, and what is pressed meanwhile is kept for the screen that follows.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from reader.config.settings import Config
from reader.terminal_text import fit
from reader.tui.core import preferences, session_store
from reader.tui.core.pane_layout import Pane, Widths, arrange
from reader.tui.core.query_task import QueryRequest, QueryResult, heading, run_query
from reader.tui.core.session_store import Looks, Session
from reader.tui.features.cable_list.cable_list import CableList
from reader.tui.features.cable_list.row_lines import UserWork
from reader.tui.ui.screens import ClosesOnce

if TYPE_CHECKING:
    from reader.workspace import Workspace

OPENING = "Opening the library…"
LEAVE = ("q", "ctrl+q")
"""Keys that end the program already."""
LOW = 10
"""Lines below which filter line and heading give way, as on the main screen."""


@dataclass(frozen=True, slots=True)
class FirstPage:
    """What the first frame shows of a library."""

    session: Session
    result: QueryResult

    @property
    def heading(self) -> str:
        """The line above the list."""
        return heading(len(self.result.listing), self.session.order, self.session.query)


def first_page(workspace: Workspace) -> FirstPage:
    """The rows of a library to show first; waits for the disk. Raises CablesError."""
    session = session_store.load(Session, session_store.session_file(workspace.library.folder))
    request = QueryRequest(session.query.strip(), session.order, session.exact)
    return FirstPage(session, run_query(workspace, request.parse(), request.order, session.mrn or None))


class Shell(ClosesOnce[None]):
    """Looks like the main screen before a cable is open; draws everything but the list itself."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding(",".join(LEAVE), "app.quit", "Quit", show=False)]

    def __init__(self, looks: Looks, config: Config) -> None:
        super().__init__()
        self._looks = looks
        self._config = config
        self._page: FirstPage | None = None

    def compose(self) -> ComposeResult:
        """The list, as the main screen will show it."""
        cables = CableList(id="list")
        cables.choose_columns(preferences.columns(self._looks, self._config))
        cables.notice = OPENING
        yield cables

    def show(self, page: FirstPage) -> None:
        """The library is open."""
        self._page = page
        cables = self.query_one(CableList)
        cables.notice = "" if len(page.result.listing) else "No cables yet"
        cables.show(page.result.listing, cursor=page.result.cursor)
        cables.prime(page.result.start, page.result.rows)
        cables.show_work(UserWork(read=set(page.session.read)))
        self._arrange()
        self.refresh()

    def on_resize(self, event: events.Resize) -> None:
        """Put the list where the main screen will have it."""
        self._arrange()

    def _widths(self) -> Widths:
        session = self._page.session if self._page else Session()
        panes = set(Pane)
        return arrange(
            self.size.width,
            active=Pane(session.pane) if session.pane in panes else Pane.LIST,
            drawer=Pane.NOTES if session.drawer == Pane.NOTES else Pane.LIST,
            zoomed=session.zoomed or self._config.layout == "linear",
            notes_empty=True,  # as on the main screen before a cable is open
            list_width=self._looks.list_width,
            notes_width=self._looks.notes_width,
        )

    def _arrange(self) -> None:
        cables, width = self.query_one(CableList), self._widths().list
        cables.display = width > 0
        cables.styles.width = width
        cables.styles.margin = (1 if self.size.height < LOW else 4, 0, 1, 0)

    def render(self) -> Content:
        """Banner, heading, the rules between the panels, and the way out."""
        width, height = self.size
        if height < 2:
            return Content("─" * width)
        widths = self._widths()
        walls = self._borders(widths)
        parts: list[str | tuple[str, str]] = [("─" * width, "$rule")]
        for y in range(1, height - 1):
            heading = self._page.heading if y == 2 and self._page and widths.list and height >= LOW else ""
            parts += ["\n", (fit(f" {heading}" if heading else "", widths.list), "$dim"), (walls, "$rule")]
        parts += ["\n ", ("q", "$accent bold"), (" quit", "$dim")]
        return Content.assemble(*parts)

    @staticmethod
    def _borders(widths: Widths) -> str:
        """The part of a line to the right of the list: a bar at the left of each further panel."""
        after_list = "│" if widths.list and widths.reader else ""
        before_notes = "│" if widths.reader and widths.notes else ""
        return after_list + " " * widths.reader + before_notes
