"""What is open: the workspace, the list of cables, the cable in the reader, and the places visited before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reader.cable.model import Cable
from reader.cable.outline.portion_filter import PortionFilter
from reader.errors import CablesError
from reader.tui.commands.restrictions import NONE, Restrictions
from reader.tui.core.cable.note_entries import Entry
from reader.tui.core.cable.placement import Place
from reader.tui.core.cable.versions import Versions
from reader.tui.core.pane_layout import Pane
from reader.tui.core.session_store import Looks, Session
from reader.tui.core.user_settings import UserSettings

if TYPE_CHECKING:
    from reader.library.listing import Listing
    from reader.library.query.tree import Query
    from reader.notes.queries.counts import NoteCounts
    from reader.workspace import Workspace


@dataclass
class AppState:
    """The state all features share. Only the thread of the screen changes it."""

    looks: Looks = field(default_factory=Looks)
    settings: UserSettings = field(default_factory=UserSettings)
    """What the config file says."""
    session: Session = field(default_factory=Session)
    """The session as last saved."""
    workspace: Workspace | None = None
    restoring: bool = False
    """The view of the last session is being put back."""
    temporary: bool = False
    """The workspace was opened just to read it: nothing is remembered of it."""
    restrictions: Restrictions = NONE
    """Commands that are not allowed here."""
    empty: bool = False
    """The library has no cables yet."""
    listing: Listing | None = None
    query: str = ""
    """The filter whose results the list shows."""
    parsed: Query | None = None
    """``query`` as a tree, parsed once; None for all cables."""
    exact: bool = False
    """The query's last word is complete; else it is the start of one that is being typed."""
    counting: bool = False
    """The list shows the first rows of a result while the others are being counted."""
    query_error: CablesError | None = None
    """What is wrong with the query in the filter line, for which ``query`` has not been replaced."""
    order: str = "newest"
    """The order of the list, a value of ``reader.library.order.Order``."""
    mrn: str | None = None
    """The open cable."""
    cable: Cable | None = None
    previewed: bool = False
    """The open cable is only shown beside the list, which has the focus; it does not count as read."""
    versions: Versions = field(default_factory=Versions)
    """Its versions in the library, and which of them is on the page."""
    portions: PortionFilter = field(default_factory=PortionFilter)
    """The levels whose paragraphs the reader shows as usual."""
    entries: tuple[Entry, ...] = ()
    uncertain_notes: int = 0
    """Of the entries, those whose place the user has to confirm."""
    counts: Mapping[str, NoteCounts] = field(default_factory=dict)
    """What there is on each cable, by MRN."""
    read: set[str] = field(default_factory=set)
    """MRNs opened so far."""
    last_tag: str = ""
    began: str = ""
    """When this session in this library began, as ``2026-11-27T14:02:11+00:00``."""
    last_work_day: str = ""
    """The day, as ``2026-11-27``, on which notes were changed last in this library."""
    active: Pane = Pane.LIST
    drawer: Pane = Pane.LIST
    zoomed: bool = False
    facets: bool = False
    """The facets are shown in place of the reader."""
    histogram: bool = False
    """The histogram is shown over the list, where the window is high enough."""
    find_text: str = ""
    """The words last searched for in cables."""
    trail: Trail = field(default_factory=lambda: Trail())

    @property
    def linear(self) -> bool:
        """One panel at a time, without lines and boxes, and state in words."""
        return self.settings.config.layout == "linear"

    @property
    def normal_query(self) -> str:
        """The query of the list in normal form, an unfinished word with its star."""
        return self.listing.query if self.listing is not None else ""


@dataclass(frozen=True, slots=True)
class Stop:
    """A position to go back to."""

    mrn: str
    place: Place


MOST_STOPS = 100


@dataclass
class Trail:
    """Back and forward, as in a browser: a new jump forgets what was ahead."""

    behind: list[Stop] = field(default_factory=list)
    ahead: list[Stop] = field(default_factory=list)

    @classmethod
    def restored(cls, texts: Iterable[str]) -> Trail:
        """The places that an earlier session left behind, from their texts."""
        pairs = (text.rpartition(" ") for text in texts)
        return cls([Stop(mrn, Place(int(at) if at.isdecimal() else None)) for mrn, _, at in pairs if mrn])

    def texts(self) -> tuple[str, ...]:
        """The places behind, for the next session: ``06PHNOMPENH977 4``; a dash for the head of a cable."""
        return tuple(f"{stop.mrn} {stop.place.ordinal or '-'}" for stop in self.behind)

    def leave(self, stop: Stop) -> None:
        """Remember the place a jump starts from."""
        if not self.behind or self.behind[-1] != stop:
            self.behind.append(stop)
        del self.behind[:-MOST_STOPS]
        self.ahead.clear()

    def back(self, here: Stop) -> Stop | None:
        """The place to go back to; ``here`` will be ahead."""
        return self._step(self.behind, self.ahead, here)

    def forward(self, here: Stop) -> Stop | None:
        """The place to go forward to; ``here`` will be behind."""
        return self._step(self.ahead, self.behind, here)

    @staticmethod
    def _step(source: list[Stop], other: list[Stop], here: Stop) -> Stop | None:
        if not source:
            return None
        other.append(here)
        return source.pop()
