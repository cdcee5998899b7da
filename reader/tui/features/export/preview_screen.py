"""What an export would write, change and leave alone; nothing is written before the user says so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType

from reader.export.writer import PageOutcome
from reader.terminal_text import fit, safe_line
from reader.tui.commands.table import Command
from reader.tui.core.records.common_commands import bindings_of
from reader.tui.core.records.record_screen import RecordScreen
from reader.tui.ui.pieces import Piece
from reader.tui.ui.record_list import Shape
from reader.tui.ui.words import count

if TYPE_CHECKING:
    from reader.tui.core.services import Action, Services

WORDS = {
    "conflict": "in conflict",
    "created": "new",
    "updated": "changed",
    "removed": "removed",
    "unchanged": "left alone",
}
"""What would be done with a file, in the order of the list."""
WIDEST = max(map(len, WORDS.values()))


def word(outcome: PageOutcome) -> str:
    """``new``, ``changed``, ``left alone``, ``in conflict``."""
    return WORDS.get(str(outcome.action), str(outcome.action))


def ordered(outcomes: Sequence[PageOutcome]) -> list[PageOutcome]:
    """What needs attention first."""
    order = list(WORDS)
    known = {action: order.index(action) for action in order}
    return sorted(outcomes, key=lambda one: (known.get(str(one.action), 0), one.path.name))


def numbers(outcomes: Sequence[PageOutcome]) -> str:
    """``2 files: 1 in conflict, 1 new``."""
    counts = Counter(map(word, outcomes))
    parts = ", ".join(
        f"{counts[one]:,} {one}" for one in dict.fromkeys((*WORDS.values(), *counts)) if counts[one]
    )
    return f"{count(len(outcomes), 'file')}: {parts}"


def row(outcome: PageOutcome, width: int) -> list[list[Piece]]:
    """State and name; a remark on lines of its own."""
    role = (
        "error" if str(outcome.action) == "conflict" else "dim" if word(outcome) == "left alone" else "plain"
    )
    name = safe_line(outcome.path.name)
    lines = [
        [Piece(f"{word(outcome):<{WIDEST}}  ", role), Piece(fit(name, max(width - WIDEST - 2, 1)), "plain")]
    ]
    if outcome.remark:
        lines.append([Piece(fit(f"  {safe_line(outcome.remark)}", width), "dim")])
    return lines


class PreviewScreen(RecordScreen):
    """Files and what would be done with them; True to write."""

    NAME = "Export"
    LIST_ONLY = True
    KEYS: ClassVar[tuple[Command, ...]] = (
        Command("write", ("enter", "y"), "Write these files", "Nothing was written so far.", hint="write"),
        Command("leave", ("q", "escape", "n"), "Close without writing", "", hint="leave"),
    )  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = bindings_of(KEYS)

    def __init__(self, services: Services, outcomes: Sequence[PageOutcome], about: str) -> None:
        """``about``: style and target, on one line."""
        super().__init__(services)
        self._outcomes = ordered(outcomes)
        self._about = about

    def show_records(self, found: None) -> None:
        """Show the files."""
        self.show_heading(f"{numbers(self._outcomes)} · {self._about}")
        shapes = [Shape(str(one.path), 2 if one.remark else 1) for one in self._outcomes]
        self.rows.show(shapes, lambda at, width: row(self._outcomes[at], width))

    def actions(self) -> dict[str, Action]:
        """Write, or not."""
        return {"write": lambda: self.dismiss(True)}
