"""What a check of a draft finds: a list by line, and each finding in full."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual import events
from textual.binding import BindingType
from textual.content import Content

from reader.errors import CablesError
from reader.export.verify.checker import Checker, Finding, Verdict
from reader.export.verify.read_draft import read_file
from reader.terminal_text import safe_line
from reader.tui.commands.table import Command
from reader.tui.core.records.common_commands import bindings_of
from reader.tui.core.records.record_screen import RecordScreen
from reader.tui.features.verify.finding_lines import counts, details, height, row, summary
from reader.tui.ui.pieces import Piece
from reader.tui.ui.record_list import Shape

if TYPE_CHECKING:
    from reader.tui.core.services import Action, Services


class Place(NamedTuple):
    """Where to go in the reader."""

    mrn: str
    ordinal: int | None
    line: int
    """In the draft."""
    state: str
    """What was found there."""


class VerifyScreen(RecordScreen):
    """Quotations and citations of a draft with their states; leaves with the place to open."""

    NAME = "Draft"
    KEYS: ClassVar[tuple[Command, ...]] = (
        Command("open", ("enter",), "Show the place in the reader", "The words found, or what is cited.",
                hint="show"),
        Command("faults", ("f",), "Only what needs correcting, or everything", "", hint="only faults"),
        Command("again", ("r",), "Check the file again", "After you have corrected it.", hint="check again"),
    )  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = bindings_of(KEYS)

    def __init__(
        self, services: Services, path: Path, *, select: str = "", only_faults: bool = False
    ) -> None:
        super().__init__(services)
        self._path, self._select = path, select
        self.only_faults = only_faults
        self._findings: Sequence[Finding] = ()
        self._shown: Sequence[Finding] = ()

    @property
    def finding(self) -> Finding | None:
        """The current finding."""
        return self.rows.at_cursor(self._shown)

    @property
    def key(self) -> str:
        """What identifies the current finding when the draft is checked again."""
        return self.rows.shapes[self.rows.cursor].key if self.finding else ""

    def read(self) -> list[Finding] | CablesError:
        """Check the file, in a thread; an error about it is shown in its place."""
        try:
            return Checker(self.workspace.cable_source()).check(read_file(self._path))
        except CablesError as error:
            return error

    def show_records(self, found: list[Finding] | CablesError) -> None:
        """Show the findings."""
        self.heading.set_class(isinstance(found, CablesError), "-error")
        if isinstance(found, CablesError):
            self.rows.notice = safe_line(str(found).replace("\n", " "))
            found = []
        else:
            self.rows.notice = "No quotations or citations in this file."
        self._findings = found
        self._refresh_rows(self._select)

    def _refresh_rows(self, select: str) -> None:
        self._shown = [
            one for one in self._findings if not self.only_faults or one.verdict is not Verdict.EXACT
        ]
        if self._findings and not self._shown:
            self.rows.notice = "Nothing to correct. f shows everything."
        only = " · only these shown" if self.only_faults else ""
        self.show_heading(f"{safe_line(self._path.name)} · {summary(self._findings)}{only}")
        lines = height(self._width())
        shapes = [
            Shape(f"{one.line} {one.cited} {one.text[:40]} {at}", lines) for at, one in enumerate(self._shown)
        ]
        self.rows.show(shapes, self._draw)
        self.select(select)
        self.cursor_moved()
        self.refresh_hints()

    def _width(self) -> int:
        return self.rows.size.width or self.size.width

    def _draw(self, at: int, width: int) -> list[list[Piece]]:
        return row(self._shown[at], width)

    def on_resize(self, event: events.Resize) -> None:
        """Rows have two lines in a narrow list."""
        super().on_resize(event)
        if self._findings:
            self.call_after_refresh(self._refresh_rows, self.key)

    def cursor_moved(self) -> None:
        """Show the current finding in full."""
        if (finding := self.finding) is None:
            self.show_detail(Content(counts(self._findings)))
        else:
            self.show_detail(Content.assemble(*details(finding)))

    def is_available(self, id: str) -> bool:
        """Some commands need a finding in a cable of the library."""
        if id == "open":
            return self.finding is not None and bool(self.finding.mrn)
        return id != "faults" or bool(self._findings)

    def actions(self) -> dict[str, Action]:
        """Open, filter, check again."""
        return {"open": self._open, "faults": self._switch, "again": self._again}

    def _open(self) -> None:
        if (one := self.finding) is not None:
            self.dismiss(Place(one.mrn, one.ordinal, one.line, str(one.verdict)))

    def _switch(self) -> None:
        self.only_faults = not self.only_faults
        self._refresh_rows(self.key)

    def _again(self) -> None:
        self._select = self.key
        self.reload()
