"""What happened on the screen, and the bus that tells features that do not know each other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from reader.tui.core.cable.loaded_cable import LoadedCable
    from reader.tui.core.cable.placement import Place
    from reader.tui.core.query_task import QueryResult

Event = TypeVar("Event")


@dataclass(frozen=True, slots=True)
class ResultsShown:
    """The result of a query, or its first rows, replaces what the list showed."""

    result: QueryResult
    complete: bool
    """False while the rest of the result is still being counted."""
    continues: bool = False
    """The first rows of this result were shown before; the cursor may have moved since."""


@dataclass(frozen=True, slots=True)
class RowHighlighted:
    """Another row of the list is highlighted, or its cable is loaded only now."""


@dataclass(frozen=True, slots=True)
class FocusMoved:
    """Another widget has the focus; ``AppState.active`` is its pane."""


@dataclass(frozen=True, slots=True)
class FilterOpened:
    """The cursor is in the filter line."""


@dataclass(frozen=True, slots=True)
class QueryAccepted:
    """The user moved on from the filter line: the query in it was meant as it is."""


@dataclass(frozen=True, slots=True)
class TakenAway:
    """Esc took something away that a key can bring back."""

    words: str
    """A sentence that says what."""
    bring_back: Callable[[], object]


@dataclass(frozen=True, slots=True)
class QueryRejected:
    """The query cannot be understood; the list keeps its last result."""

    what: str
    advice: str


@dataclass(frozen=True, slots=True)
class CableOpened:
    """The user opened a cable, which may be the one that was open already."""

    mrn: str


@dataclass(frozen=True, slots=True)
class CableShown:
    """The reader shows another cable, or another version of the same one."""

    loaded: LoadedCable
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class NotesChanged:
    """Notes were changed, here or by another program, and have been read again."""

    loaded: LoadedCable | None
    """The open cable with its notes; None when no cable is open."""
    select: str | None = None
    """The id of the note to select."""


@dataclass(frozen=True, slots=True)
class Exported:
    """An export was written."""


@dataclass(frozen=True, slots=True)
class ReadMarksChanged:
    """Another cable counts as read."""


@dataclass(frozen=True, slots=True)
class MarksChanged:
    """Cables were marked or unmarked."""


@dataclass(frozen=True, slots=True)
class TriageChanged:
    """Triage started, stopped, or has other verdicts or another count."""


@dataclass(frozen=True, slots=True)
class PanesArranged:
    """The panes have other widths, or others of them are visible."""


@dataclass(frozen=True, slots=True)
class SettingsChanged:
    """The config file was saved, and the settings in it count now."""


class EventBus:
    """Calls the subscribers of an event at once, in the order in which they subscribed."""

    def __init__(self) -> None:
        self._subscribers: dict[type, list[Callable[[Any], object]]] = {}

    def subscribe(self, kind: type[Event], subscriber: Callable[[Event], object]) -> None:
        """Call ``subscriber`` with each event of this class from now on."""
        self._subscribers.setdefault(kind, []).append(subscriber)

    def publish(self, event: object) -> None:
        """Call the subscribers of the event's class, and return when the last of them has returned."""
        for subscriber in self._subscribers.get(type(event), ()):
            subscriber(event)
