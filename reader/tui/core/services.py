"""What one feature of the screen may ask of another: small protocols, and the object that holds them.

Features do not import each other. A controller gets ``Services`` when it is constructed and calls another
feature through the protocols here; ``reader.tui.main_screen.screen`` decides which object implements which.
What merely has to be known by others is published as an event (``reader.tui.core.events``).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Coroutine, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from reader.tui.core.events import EventBus

if TYPE_CHECKING:
    from textual.content import Content
    from textual.geometry import Region
    from textual.screen import Screen

    from reader.cable.outline.portion_filter import PortionFilter
    from reader.notes.drafts import Draft
    from reader.notes.model import CrossReference, Target, Verdict
    from reader.tui.core.app_state import AppState
    from reader.tui.core.bulk_scope import SelectedCables
    from reader.tui.core.cable.note_entries import Entry
    from reader.tui.core.cable.placement import Place
    from reader.tui.core.pane_layout import Pane, Widths
    from reader.tui.core.query_task import SuggestedQuery
    from reader.tui.ui.picker import Answer, Picker

Result = TypeVar("Result")

Message = tuple[str, str, bool]
"""Time, text and whether it is an error."""
Action = Callable[[], object]
"""What a command calls."""
ArgumentAction = Callable[[str], object]
"""What a command calls with the words typed after its name on the command line; may raise CablesError."""
AsyncAction = Callable[[], Coroutine[Any, Any, None]]
"""What runs in the background: a coroutine function without arguments."""


class Tasks(Protocol):
    """Runs things in the background."""

    def start(self, action: AsyncAction, group: str, description: str, *, exclusive: bool = True) -> None:
        """Run it; the newest of a group replaces the others unless ``exclusive`` is False."""

    def change(self, action: AsyncAction, description: str) -> None:
        """Run a change to the notes: one after another, in the order of the keys, never cancelled."""

    def ask(self, action: AsyncAction, description: str) -> None:
        """Run what asks the user; ignored while another question is open."""

    def call_later(self, callback: Callable[..., Any], *args: Any, **kwargs: Any) -> bool:
        """Call from the thread of the screen; may itself be called from any thread."""

    def call_after_refresh(self, callback: Callable[..., Any], *args: Any, **kwargs: Any) -> bool:
        """Call when the screen has been drawn."""


class Dialogs(Protocol):
    """Screens over the main screen."""

    async def show_dialog(self, dialog: Screen[Result]) -> Result | None:
        """Show a dialog or a record screen and wait for its result."""

    def open_sheet(self, sheet: Screen[None]) -> None:
        """Show a sheet to read, without waiting until it is closed."""

    async def pick(self, picker: Picker) -> Answer | None:
        """Let the user choose from a list; None when cancelled."""

    def expect(self) -> None:
        """A dialog is opening: hold the keys pressed from now on for it."""

    def release(self) -> None:
        """No dialog opened after all: handle the held keys as usual."""


class Status(Protocol):
    """The footer, the banner and the headings."""

    def say(self, text: str) -> None:
        """Show a message in the footer until the next key."""

    def remark(self, text: str) -> None:
        """Add to what is said next in answer to this key."""

    def problem(self, text: str) -> None:
        """Show an error in the footer until the next key."""

    def log_message(self, text: str, *, bad: bool = False) -> None:
        """Add to the messages that ``M`` lists, without showing it."""

    def trouble(self, error: BaseException) -> None:
        """Show an exception; one nobody expected is logged in full."""

    def aside(self, text: str) -> None:
        """Show progress or a count at the right of the footer; empty takes it away."""

    def refresh_hints(self) -> None:
        """Show in the footer which keys do something now."""

    def refresh_headings(self) -> None:
        """Update the banner and the heading of the notes."""

    messages: deque[Message]
    """All that was said, oldest first."""


class Terminal(Protocol):
    """The terminal the program runs in."""

    def suspend(self) -> AbstractContextManager[None]:
        """Give the terminal to another program for a while."""

    def copy_to_clipboard(self, text: str) -> None:
        """Ask the terminal to fill the clipboard."""


class Commands(Protocol):
    """The commands of the main screen."""

    def run_command(self, id: str) -> None:
        """Run a command of the table, or say why it is not possible now."""

    def refusal(self, id: str) -> str | None:
        """Why a command is not possible now; None if it is."""


class Panes(Protocol):
    """List, reader and notes side by side."""

    @property
    def widths(self) -> Widths:
        """As laid out last; 0 for a pane that is not visible."""

    def activate(self, pane: Pane) -> None:
        """Show a pane and give it the focus."""

    def arrange(self) -> None:
        """Lay the panes out for the present size and state."""

    def reveal_notes(self) -> None:
        """Make the notes visible beside the reader where there is room for two panes, and say so."""

    def set_empty(self, empty: bool) -> None:
        """Show the welcome page in place of the reader while the library is empty."""


class Page(Protocol):
    """The page in the reader pane."""

    counting: bool
    """Whether digits are a count for the next command; during triage they are verdicts."""

    @property
    def current(self) -> int | None:
        """The ordinal of the current paragraph; None at the header."""

    @property
    def place(self) -> Place:
        """Paragraph and scroll offset."""

    @property
    def region(self) -> Region:
        """The part of the screen it takes."""

    @property
    def hits(self) -> Mapping[int | None, int]:
        """How many highlighted words there are in each paragraph; None is what is outside all of them."""

    def target(self) -> Target:
        """What a note would be about: the selected words, the paragraph, or the cable."""

    def go_to(self, ordinal: int | None, start: int | None = None) -> None:
        """Scroll to a paragraph, or to the words at an offset in it."""

    def go_to_number(self, number: int) -> None:
        """Scroll to the paragraph that the drafter numbered so, or else to the one with this ordinal."""

    def show_portions(self, filter: PortionFilter) -> None:
        """Dim or fold the paragraphs that a filter does not show, in this cable and those after it."""

    def point_at(self, ordinal: int | None, span: tuple[int, int] | None, words: str) -> Region:
        """Mark words and scroll to them; returns where they are on the screen.

        ``span`` is in the clean text of the paragraph; without one the words are looked for outside of it.
        """

    def stop_pointing(self) -> None:
        """Nothing is marked any more."""

    def show_tip(self, words: Content) -> None:
        """Show words beside the mouse until it moves; not if it has moved since it rested."""

    def follow_reference(self, choices: tuple[str, ...], paragraph: int | None) -> None:
        """Follow a reference to a cable, as if it was followed on the page."""

    def clear_selection(self) -> bool:
        """Deselect words; False where none were selected."""

    @property
    def writing(self) -> bool:
        """Whether a note is being written."""

    @property
    def draft(self) -> Draft | None:
        """The unsaved text of the note being written; None without any."""

    def edit_note(
        self,
        target: Target,
        text: str = "",
        note_id: str | None = None,
        *,
        draft: str | None = None,
        lead: str = "",
    ) -> None:
        """Open the note editor on the page."""

    def finish_note(self) -> bool:
        """Close the note editor; whether there was text to save."""


class Cables(Protocol):
    """Opening cables in the reader."""

    @property
    def going(self) -> int | None:
        """The index in the list of the cable that is being opened; None while none is."""

    def open(
        self,
        mrn: str,
        *,
        ordinal: int | None = None,
        start: int | None = None,
        focus: bool = True,
        hit: bool = False,
    ) -> None:
        """Open a cable, at a paragraph (and an offset in it), or at the best match of the query (``hit``)."""

    async def go(
        self, mrn: str, *, ordinal: int | None = None, start: int | None = None, hit: bool = False
    ) -> None:
        """As ``open``, but returns when the cable is open. Raises CablesError."""

    async def show(self, mrn: str, *, place: Place | None = None, missing_is_fine: bool = False) -> None:
        """Show a cable without moving the focus. Raises CablesError where the library lacks it."""

    async def show_version(self, mrn: str, version: int, ordinal: int | None = None) -> None:
        """Show a version of the open cable, at a paragraph, or at the one being read."""

    async def show_first(self) -> None:
        """Preview the highlighted cable if none is open."""

    def step(self, by: int) -> None:
        """Open the cable that many rows below (or above) the open one in the list."""

    def remember(self) -> None:
        """Remember the present place, so that Back leads to it."""


class Results(Protocol):
    """The query and its results."""

    def query(self, text: str, order: str = "") -> None:
        """Show the results of this query, in another order if one is given; the filter line says it."""

    async def again(self, order: str = "", *, cursor_on: str = "") -> None:
        """Run the present query again, in another order or because cables were added."""


class Timeline(Protocol):
    """The histogram over the list."""

    def show(self, query: str) -> None:
        """Show the results of a query by date, with the histogram, and go there."""


class Rows(Protocol):
    """The rows of the cable list."""

    cursor: int
    """The index of the current row."""

    def __len__(self) -> int:
        """Rows in the list."""

    @property
    def current(self) -> str | None:
        """The MRN of the current row; None without one, or until it is loaded."""

    def move_to(self, index: int) -> None:
        """Put the cursor on a row."""


class ListPane(Protocol):
    """The list with its heading."""

    def show_heading(self, text: str, more: str = "", *, bad: bool = False) -> None:
        """Put words over the list, for a moment or until the next result."""

    def refresh_heading(self) -> None:
        """Show again how many cables there are, in which order."""

    def refresh_rows(self) -> None:
        """Draw the rows with the present note counts, read marks and verdicts."""

    def offer(self, queries: Sequence[SuggestedQuery]) -> None:
        """Suggest other queries in place of an empty result."""


class MarkedCables(Protocol):
    """What a command for several cables acts on."""

    def selected(self) -> SelectedCables | None:
        """The marked cables; with none marked the current one. None where there is no cable."""

    def whole_result(self) -> SelectedCables:
        """All cables of the list."""


class Notes(Protocol):
    """The notes of the open cable."""

    @property
    def current_entry(self) -> Entry | None:
        """The entry under the cursor of the notes pane."""

    def target(self) -> Target:
        """What a new note is about: as the current entry if the notes have the focus, else as the page."""

    async def reload(self, select: str | None = None) -> None:
        """Read the notes again after a change, and publish ``NotesChanged``."""

    def after_saving(self, then: Action) -> None:
        """Save the note that is being written, if there is one, and then call ``then``."""


class NotePlaces(Protocol):
    """Places of notes in the reader."""

    async def open_at(self, target: Target, note: str | None = None) -> None:
        """Open the cable of a target there, with a note selected. Raises CablesError."""


class Links(Protocol):
    """Links between cables."""

    def edit(self, link: CrossReference) -> None:
        """Ask for another relation and comment."""


class Tags(Protocol):
    """Tags on passages."""

    def edit(self, entry: Entry) -> None:
        """Ask for the tags of a note."""


class Session(Protocol):
    """What is remembered from one session to the next."""

    def save_soon(self) -> None:
        """Write it down after a pause."""

    async def save_now(self) -> None:
        """Write it down at once."""

    def mark_read(self, mrn: str) -> None:
        """Remember that a cable was read."""

    def note_work(self) -> None:
        """Remember that notes were changed today."""


class Triage(Protocol):
    """Verdicts on cables."""

    @property
    def on(self) -> bool:
        """Whether digits are verdicts."""

    @property
    def scope_name(self) -> str:
        """What a session remembers of it: ``query``, ``overall``, or empty."""

    @property
    def verdicts(self) -> Mapping[str, Verdict]:
        """The verdict on each cable that has one; empty while triage is off."""

    @property
    def query(self) -> str:
        """The query that verdicts given now belong to; empty for all queries."""

    @property
    def forms(self) -> tuple[str, ...]:
        """What judges and how far it has come, the longest form first; none while triage is off."""

    async def reload(self) -> None:
        """Read and count the verdicts again."""


class Comparing(Protocol):
    """Comparing two cables."""

    def compare(self, before: str, after: str) -> None:
        """Show what differs between two cables."""


class Exports(Protocol):
    """Exports of notes."""

    async def export_trail(self, name: str) -> None:
        """Ask where to export the trail of this name to, as a dossier, and export it."""


class BulkChanges(Protocol):
    """Changes to many cables at once."""

    def judge_marked(self, verdict: Verdict | None) -> bool:
        """Ask whether to give all marked cables this verdict; False where none is marked."""


@dataclass
class Services:
    """The state all features share, the event bus, and the services they offer each other."""

    state: AppState
    events: EventBus = field(default_factory=EventBus)
    tasks: Tasks = field(init=False)
    dialogs: Dialogs = field(init=False)
    status: Status = field(init=False)
    terminal: Terminal = field(init=False)
    commands: Commands = field(init=False)
    panes: Panes = field(init=False)
    page: Page = field(init=False)
    cables: Cables = field(init=False)
    results: Results = field(init=False)
    timeline: Timeline = field(init=False)
    rows: Rows = field(init=False)
    list_pane: ListPane = field(init=False)
    marked: MarkedCables = field(init=False)
    notes: Notes = field(init=False)
    note_places: NotePlaces = field(init=False)
    links: Links = field(init=False)
    tags: Tags = field(init=False)
    session: Session = field(init=False)
    triage: Triage = field(init=False)
    bulk: BulkChanges = field(init=False)
    comparing: Comparing = field(init=False)
    exports: Exports = field(init=False)
