"""Records changed on both sides of a merge: the versions side by side, until one is chosen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.content import Content
from textual.widgets import Static

from reader.notes.merge import apply
from reader.notes.merge.apply import BothSides
from reader.terminal_text import safe_line
from reader.tui.commands.table import Command
from reader.tui.core.controller import Action
from reader.tui.core.records.common_commands import all_but, bindings_of
from reader.tui.core.records.record_screen import RecordScreen
from reader.tui.core.records.record_summary import summarise
from reader.tui.core.services import Services
from reader.tui.features.sharing.merge_screen import version_parts
from reader.tui.ui.pieces import Piece
from reader.tui.ui.record_list import Shape
from reader.tui.ui.words import count, opening

MOST_VERSIONS = 4
"""Versions of a record shown. More than two need more than two people."""


class ConflictsScreen(RecordScreen):
    """One record after another; all its versions stay until one is chosen."""

    NAME = "Conflicts"
    KEYS: ClassVar[tuple[Command, ...]] = (
        Command("keep.1", ("1", "left", "h"), "Keep the first version", "Resolves the conflict.",
                hint="keep first"),
        Command("keep.2", ("2", "right", "l"), "Keep the second version", "", hint="keep second"),
        Command("keep.3", ("3",), "Keep the third version", ""),
        Command("keep.4", ("4",), "Keep the fourth version", ""),
        Command("undo", ("u",), "Undo the last change to the notes", "Even after a restart.", hint="undo"),
        Command("leave", ("q", "escape"), "Back; unresolved notes keep both versions", "", hint="back"),
    )  # fmt: skip
    CHANGES: ClassVar[frozenset[str]] = all_but(KEYS, "leave")
    BINDINGS: ClassVar[list[BindingType]] = bindings_of(KEYS)

    _conflicts: Sequence[BothSides] = ()
    _code_names: Mapping[str, str] = {}

    def __init__(self, services: Services, *, message: str = "") -> None:
        super().__init__(services, message=message)
        self._sides = [Static(classes="side", markup=False) for _ in range(MOST_VERSIONS)]

    def compose(self) -> ComposeResult:
        """The records on top, the versions of the current one side by side below."""
        yield self.heading
        with Container(id="record-body"):
            yield self.rows
            with self.detail_pane, Container(id="sides"):
                yield from self._sides
        yield from self.below()

    def read(self) -> tuple[list[BothSides], dict[str, str]]:
        """All conflicts, and the names of codes."""
        notes = self.workspace.notes
        return list(apply.both_sides(notes)), {code.id: code.name for code in notes.codes()}

    def show_records(self, found: tuple[list[BothSides], dict[str, str]]) -> None:
        """Show the records in conflict."""
        self._conflicts, self._code_names = found
        self.show_heading(f"{self.NAME} · {count(len(self._conflicts), 'record')} to resolve")
        self.rows.notice = "No conflicts."
        self.rows.show([Shape(conflict.id) for conflict in self._conflicts], self._draw)

    def _draw(self, at: int, width: int) -> list[list[Piece]]:
        versions = self._conflicts[at].versions
        kind, where, text = summarise(versions[0], self._code_names)
        authors = ", ".join(dict.fromkeys(safe_line(version.last_hand) for version in versions))
        return [
            [
                Piece(f"{kind} ", "dim"),
                Piece(f"{safe_line(where)}  ", "heading"),
                Piece(f"{authors}  ", "dim"),
                Piece(opening(" ".join(text.split()), width), "note"),
            ]
        ]

    @property
    def conflict(self) -> BothSides | None:
        """The current record."""
        return self.rows.at_cursor(self._conflicts)

    def cursor_moved(self) -> None:
        """Show the versions of the current record."""
        versions = self.conflict.versions[:MOST_VERSIONS] if self.conflict else ()
        for number, side in enumerate(self._sides, 1):
            side.display = number <= len(versions)
            if side.display:
                version = versions[number - 1]
                other = versions[1 if number == 1 else 0]
                parts = version_parts(str(number), version, other, self._code_names)
                side.update(Content.assemble(*parts))
        self.detail_pane.scroll_home(animate=False)

    def is_available(self, id: str) -> bool:
        """Whether the version exists."""
        if id.startswith("keep."):
            return self.conflict is not None and int(id[-1]) <= len(self.conflict.versions)
        return True

    def actions(self) -> dict[str, Action]:
        """Keep one of the versions."""
        return {f"keep.{number}": partial(self._keep, number - 1) for number in range(1, MOST_VERSIONS + 1)}

    def _keep(self, index: int) -> None:
        if (conflict := self.conflict) is not None:
            self.change(partial(self._keep_version, conflict, index), "choose a version")

    async def _keep_version(self, conflict: BothSides, index: int) -> None:
        await self.wait(apply.choose, self.workspace.notes, conflict.id, index)
        kind, where, _ = summarise(conflict.versions[index], self._code_names)
        whose = conflict.versions[index].last_hand
        self.say(f"Kept the {kind} on {where} in the version of {whose}. u reopens the conflict.")
