"""The preview of a merge: what a colleague's bundle would change, record by record."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.content import Content

from reader.config import dates
from reader.notes.merge import apply
from reader.notes.merge.apply import Differing, Preview
from reader.notes.merge.bundle import Bundle
from reader.notes.model import Code, Record
from reader.notes.record_merge import Difference
from reader.terminal_text import safe_line, safe_lines
from reader.tui.commands.table import Command
from reader.tui.core.records.common_commands import bindings_of
from reader.tui.core.records.record_screen import RecordScreen
from reader.tui.core.records.record_summary import diff_against, summarise
from reader.tui.ui.pieces import Piece
from reader.tui.ui.prompt import Question
from reader.tui.ui.record_list import Shape
from reader.tui.ui.words import count, opening

if TYPE_CHECKING:
    from reader.tui.core.services import Action, Services

KIND_ORDER = (
    Difference.BOTH,
    Difference.DELETED_HERE,
    Difference.DELETED_THERE,
    Difference.NEW,
    Difference.NEWER,
    Difference.DELETED,
)
"""The order of the list: what the user has to decide comes first."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the list; a heading if there is no record."""

    differing: Differing | None
    heading: str = ""


class MergeScreen(RecordScreen):
    """Shows the preview, and asks whether to merge."""

    NAME = "Merge"
    KEYS: ClassVar[tuple[Command, ...]] = (
        Command("merge", ("enter", "y"), "Merge", "All or nothing, after a backup; u undoes it.",
                hint="merge"),
        Command("leave", ("q", "escape", "n"), "Close without merging", "", hint="leave"),
    )  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = bindings_of(KEYS)

    def __init__(self, services: Services, path: Path, bundle: Bundle, preview: Preview) -> None:
        super().__init__(services)
        self._path = path
        self._bundle = bundle
        self._preview = preview
        self._rows_shown: list[Row] = []
        self._code_names: dict[str, str] = {}

    def read(self) -> list[Differing]:
        """The records that would change, and the names of codes."""
        found = list(apply.differing(self.workspace.notes, self._bundle))
        self._code_names = {code.id: code.name for code in self.workspace.notes.codes()}
        self._code_names |= {
            each.theirs.id: each.theirs.name for each in found if isinstance(each.theirs, Code)
        }
        return found

    def show_records(self, found: list[Differing]) -> None:
        """Show them by kind."""
        rows: list[Row] = []
        for kind in KIND_ORDER:
            here = sorted((each for each in found if each.kind is kind), key=self._sort_key)
            if here:
                rows.append(Row(None, f"{len(here):,} {kind}"))
                rows += [Row(each) for each in here]
        self._rows_shown = rows
        skipped = len(self._bundle.skipped)
        lines = f" · {count(skipped, 'line')} skipped" if skipped else ""
        self.show_heading(f"Merge {self._path.name} · {self._preview.words}{lines}")
        shapes = [Shape(f"{at}" if row.differing else "") for at, row in enumerate(rows)]
        self.rows.show(shapes, self._draw)

    def _sort_key(self, each: Differing) -> list[tuple[int, str]]:
        """By cable and place, with numbers compared as numbers; the bundle is sorted by id."""
        parts = re.split(r"(\d+)", summarise(each.theirs, self._code_names).where)
        return [(int(part) if part.isdecimal() else 0, part) for part in parts]

    def _draw(self, at: int, width: int) -> Sequence[Sequence[Piece]]:
        row = self._rows_shown[at]
        if row.differing is None:
            return [[Piece(row.heading, "heading")]]
        kind, where, text = summarise(row.differing.theirs, self._code_names)
        line = " ".join(text.split())
        return [
            [
                Piece(f"  {kind} ", "dim"),
                Piece(f"{safe_line(where)}  ", "plain"),
                Piece(opening(line, width), "note"),
            ]
        ]

    def cursor_moved(self) -> None:
        """Show our version and theirs beside the list."""
        at = self.rows.cursor
        differing = self._rows_shown[at].differing if at < len(self._rows_shown) else None
        self.show_detail(self._describe(differing) if differing else Content())

    def _describe(self, differing: Differing) -> Content:
        ours, theirs = differing.ours, differing.theirs
        parts: list[tuple[str, str]] = [(f"{differing.kind!s}\n", "$dim")]
        if ours is not None:
            parts += version_parts("here", ours, theirs, self._code_names)
        parts += version_parts("there", theirs, ours, self._code_names)
        return Content.assemble(*parts)

    def actions(self) -> dict[str, Action]:
        """Merge."""
        return {"merge": lambda: self.ask(self._merge, "merge a bundle"), "open": lambda: None}

    async def _merge(self) -> None:
        question = Question(f"Merge {self._preview.words}? A backup is written first.")
        if await self.show_dialog(question):
            self.dismiss(True)


def version_parts(
    where: str, record: Record, other: Record | None, names: Mapping[str, str]
) -> list[tuple[str, str]]:
    """One version of a record: author and content; the words that the other version lacks are underlined."""
    kind, place, text = summarise(record, names)
    before = summarise(other, names).text if other is not None else text
    author = f"{record.last_hand}, {dates.medium(record.changed).strip()} {record.changed:%H:%M}"
    parts = [(f"\n{where}", "bold $accent"), (f"  {safe_line(author)}\n", "$dim")]
    parts.append((f"{kind} {safe_line(place)}\n", "$dim"))
    if record.deleted:
        parts.append(("deleted\n", "$error bold"))
    parts += [
        (safe_lines(piece), "bold underline" if changed else "")
        for piece, changed in diff_against(text, before)
    ]
    parts.append(("\n", ""))
    return parts
