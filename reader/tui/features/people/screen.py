"""What the cables of the list name: persons, places or organisations, and the passages of the current one."""

from __future__ import annotations

from collections.abc import Container
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.content import Content

from reader.joined.protection.protected_persons import protected_persons
from reader.library.discovery.name_queries import NameKind, narrowed_to, passage_query
from reader.library.discovery.names import Named, NamesFound, names_in
from reader.library.discovery.passages import Passage, passages
from reader.tui.commands.table import Command
from reader.tui.core.records.common_commands import all_but, bindings_of
from reader.tui.features.people.merging import MergingNames
from reader.tui.features.people.name_lines import NOTICES, heading, name_line, passages_text
from reader.tui.ui.pieces import Piece
from reader.tui.ui.record_list import Shape

if TYPE_CHECKING:
    from reader.library.listing import Listing
    from reader.tui.core.services import Action, Services

MOST_LISTED = 2000
"""Names listed; most of the others are in one cable."""
MOST_CABLES = 40
"""Cables read for the passages of a name."""
MOST_PASSAGES = 60
WIDTH = 300
"""About how many characters of a passage are shown."""


class NamesScreen(MergingNames):
    """Who and what is named in the result."""

    NAME = "Names"
    KEYS: ClassVar[tuple[Command, ...]] = (
        Command("open", ("enter",), "Narrow the list to this name", "Adds people: or place: to the query.",
                hint="narrow"),
        Command("kind", ("tab",), "Persons, places, organisations", "Shows the next kind.", hint="next kind"),
        Command("mark", ("space",), "Mark the name", "Moves on to the next.", hint="mark"),
        Command("merge", ("m",), "Merge spellings",
                "The marked names, or this one and another, are one person; people: finds all.",
                hint="merge"),
        Command("split", ("s",), "Take spellings apart", "All of this person, or one.", hint="split"),
        Command("suggest", ("l",), "Likely spellings", "Pairs of names that may be one person's.",
                hint="likely"),
        Command("find", ("/",), "Find a name", "", hint="find"),
        Command("undo", ("u",), "Undo the last change to the notes", "Even after a restart."),
    )  # fmt: skip
    CHANGES: ClassVar[frozenset[str]] = all_but(KEYS, "open", "kind", "mark", "find")
    BINDINGS: ClassVar[list[BindingType]] = bindings_of(KEYS)

    def __init__(self, services: Services, listing: Listing) -> None:
        super().__init__(services)
        self._listing = listing
        self._protected: Container[Named] = ()

    def read(self) -> tuple[NameKind, NamesFound]:
        """What is named."""
        kind = self.kind
        return kind, names_in(self.workspace.library, self._listing.ids, kind)

    def show_records(self, found: tuple[NameKind, NamesFound]) -> None:
        """Show the names, the most frequent first."""
        kind, names = found
        if kind is not self.kind:
            return
        self.names = names.names[:MOST_LISTED]
        self.show_heading(heading(kind, names, MOST_LISTED))
        self.rows.notice = NOTICES[kind]
        self.rows.show(
            [Shape(named.name) for named in self.names],
            lambda at, width: [self._line(self.names[at], width)],
        )
        self.cursor_moved()
        if kind is NameKind.PERSON and self.names:
            self.start(self._mark_protected, "protected", "look for protected names")

    def _line(self, named: Named, width: int) -> list[Piece]:
        return name_line(named, self.kind, width, is_protected=named in self._protected)

    async def _mark_protected(self) -> None:
        self._protected = await self.wait(protected_persons, self.workspace.library, self._listing.ids)
        self.rows.redraw()

    def cursor_moved(self) -> None:
        """Show the passages of the current name."""
        if (named := self.named) is not None:
            self.start(partial(self._show_passages, self.kind, named), "passages", "find the passages")
        else:
            self.show_detail(Content())

    async def _show_passages(self, kind: NameKind, named: Named) -> None:
        found = await self.wait(self._passages, kind, named)
        if self.named == named and self.kind is kind:
            self.show_detail(passages_text(named, kind, found))

    def _passages(self, kind: NameKind, named: Named) -> list[Passage]:
        library, query = self.workspace.library, narrowed_to(self._listing.query, kind, named.name)
        listing = library.listing(query, self._listing.order, notes=self.workspace.about_notes)
        rows = listing.window(0, MOST_CABLES)
        sought = passage_query(kind, named.name)
        return list(islice(passages(library, rows, sought, width=WIDTH), MOST_PASSAGES))

    def is_available(self, id: str) -> bool:
        """Whether there is a name, and for merges a person."""
        if id in ("mark", "merge", "suggest"):
            return self.kind is NameKind.PERSON and self.named is not None
        if id == "split":
            return self.kind is NameKind.PERSON and bool(self.named and self.named.also)
        return id not in ("open", "find") or self.named is not None

    def is_next(self, id: str) -> bool:
        """Once two names are marked, the user probably merges them."""
        return id == "merge" and len(self.rows.marked) > 1

    def actions(self) -> dict[str, Action]:
        """The commands on a name."""
        return {
            "open": self._narrow,
            "kind": self._next_kind,
            "mark": self._mark,
            "merge": partial(self.ask, self.merge, "merge spellings"),
            "split": partial(self.ask, self.split, "split spellings"),
            "suggest": partial(self.ask, self.suggest, "look for spellings"),
            "find": partial(self.ask, self.find, "find a name"),
        }

    def _narrow(self) -> None:
        if self.named is not None:
            self.dismiss(narrowed_to(self._listing.query, self.kind, self.named.name))

    def _mark(self) -> None:
        self.rows.mark()
        self.refresh_hints()

    def _next_kind(self) -> None:
        kinds = list(NameKind)
        self.kind = kinds[(kinds.index(self.kind) + 1) % len(kinds)]
        self.names = ()
        self.rows.marked.clear()
        self.rows.notice = "One moment…"
        self.rows.show((), lambda _at, _width: ())
        self.show_heading(self.kind.capitalize())
        self.show_detail(Content())
        self.reload()
