"""Notes whose place is uncertain because the text of their cable changed: old words and candidates."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.content import Content

from reader.config import dates
from reader.joined.doubts import AnchorDoubt, doubts_in_all, doubts_in_cable
from reader.notes.anchoring import review
from reader.notes.anchoring.anchor import CANDIDATES
from reader.notes.model import Annotation, Confidence, CrossReference, Target
from reader.terminal_text import safe_line
from reader.tui.commands.table import Command
from reader.tui.core.cable.passage_location import Destination, passage_as_noted
from reader.tui.core.records.common_commands import all_but, bindings_of
from reader.tui.core.records.excerpts import excerpt
from reader.tui.core.records.record_screen import RecordScreen
from reader.tui.ui.pieces import Piece
from reader.tui.ui.record_list import Shape
from reader.tui.ui.words import count, opening

if TYPE_CHECKING:
    from reader.tui.core.services import Action, Services

EXCERPT_LINES = 3
"""Lines shown of each passage beside the list."""
CONFIDENCE_WORDS = {
    Confidence.MOVED: "moved",
    Confidence.UNSURE: "moved? unsure",
    Confidence.LOST: "not found",
}
STYLES = {"quote": "underline", "dim": "$dim", "plain": ""}


class ReviewScreen(RecordScreen):
    """One note after another, those of the open cable first; other cables are searched meanwhile."""

    NAME = "Notes to review"
    KEYS: ClassVar[tuple[Command, ...]] = (
        Command("yes", ("y",), "Yes, it belongs there", "Moves the note to the first place.",
                hint="yes"),
        Command("no", ("n",), "No, it is not in this text",
                "The note keeps its old words, until the text changes again.", hint="no"),
        Command("place.1", ("1",), "Yes, it belongs at this number", "Up to 9.", hint="that place",
                palette=False),
        *(Command(f"place.{n}", (str(n),), "", "", palette=False) for n in range(2, CANDIDATES + 1)),
        Command("open", ("enter",), "Show it in the reader", "", hint="show"),
        Command("undo", ("u",), "Undo the last change to the notes", "Even after a restart.", hint="undo"),
    )  # fmt: skip
    CHANGES: ClassVar[frozenset[str]] = all_but(KEYS, "open")
    BINDINGS: ClassVar[list[BindingType]] = bindings_of(KEYS)

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        open_cable = services.state.mrn
        self._found: dict[str, list[AnchorDoubt]] = {open_cable: []} if open_cable else {}
        """By MRN."""
        self._again: set[str] | None = None
        """The cables to read again; None for all found so far."""
        self._checks: list[AnchorDoubt] = []
        self._code_names: dict[str, str] = {}
        self._stop = threading.Event()
        self._progress = ""

    @property
    def checks(self) -> Sequence[AnchorDoubt]:
        """The notes listed."""
        return self._checks

    @property
    def searching(self) -> bool:
        """Whether other cables are still being searched."""
        return bool(self._progress) or not self._stop.is_set()

    def read(self) -> list[AnchorDoubt]:
        """The notes of the open cable; later, of all cables found to have some."""
        self._code_names = {code.id: code.name for code in self.workspace.notes.codes()}
        again, self._again = self._again, None
        for mrn in self._found if again is None else again:
            self._found[mrn] = doubts_in_cable(self.workspace, mrn)
        return [check for checks in self._found.values() for check in checks]

    def show_records(self, found: list[AnchorDoubt]) -> None:
        """Show the notes; the first time, start searching the other cables."""
        self._checks = found
        self.rows.notice = "No notes to review." if not self._progress else self._progress
        self.rows.show([Shape(check.key, 2) for check in found], self._draw)
        self._refresh_heading()
        if not self._loaded:
            self.start(self._scan, "scan", "look for notes to check")

    def _refresh_heading(self) -> None:
        unsettled = sum(check.unsettled for check in self._checks)
        moved = len(self._checks) - unsettled
        words = f"{self.NAME} · {unsettled} to decide" + (f", {moved} moved" if moved else "")
        self.show_heading(f"{words} · {self._progress}" if self._progress else words)

    async def _scan(self) -> None:
        """Search the other cables; what is found is added at the end."""

        def report(done: int, total: int) -> None:
            self.call_later(self._show_progress, f"looking: {done:,} of {count(total, 'cable')}")

        def search() -> None:
            for found in doubts_in_all(self.workspace, report, self._stop.is_set):
                self.call_later(self._add, found)

        self._show_progress("looking through the other cables…")
        try:
            await self.wait(search)
        finally:
            self._stop.set()
            self.call_later(self._show_progress, "")

    def _show_progress(self, words: str) -> None:
        self._progress = words
        if not self._checks:
            self.rows.notice = words or "No notes to review."
            self.rows.refresh()
        self._refresh_heading()

    def _add(self, found: Sequence[AnchorDoubt]) -> None:
        mrn = found[0].doubt.target.mrn
        if mrn in self._found:
            return
        self._found[mrn] = list(found)
        self._checks += found
        self.rows.show([Shape(check.key, 2) for check in self._checks], self._draw)
        self._refresh_heading()
        self.refresh_hints()

    def on_unmount(self) -> None:
        """Stop the search."""
        self._stop.set()

    # Drawing

    def _draw(self, at: int, width: int) -> list[list[Piece]]:
        check = self._checks[at]
        target, confidence = check.doubt.target, check.doubt.anchor.confidence
        where = f"{safe_line(target.mrn)} {target.label}".rstrip()
        role = "dim" if confidence is Confidence.MOVED else "error"
        return [
            [Piece(f"{where}  ", "heading"), Piece(CONFIDENCE_WORDS[confidence], role)],
            [Piece(f"  {opening(self._summary(check), max(width - 2, 1))}", "note")],
        ]

    def _summary(self, check: AnchorDoubt) -> str:
        """The record in one line: the text of the note, its tags, or the link."""
        record = check.doubt.record
        if isinstance(record, CrossReference):
            other = record.target if check.doubt.end == "source" else record.source
            return f"→ {other.mrn} {other.label} {record.outward} {record.comment}"
        if isinstance(record, Annotation):
            tags = " ".join(f"#{self._code_names.get(code, '…')}" for code in record.codes)
            return " ".join(filter(None, (record.body, tags)))
        return ""

    @property
    def check(self) -> AnchorDoubt | None:
        """The current note."""
        return self.rows.at_cursor(self._checks)

    def cursor_moved(self) -> None:
        """Show the old words and the candidates beside the list."""
        check = self.check
        self.show_detail(self._describe(check) if check else Content())

    def _describe(self, check: AnchorDoubt) -> Content:
        doubt, width = check.doubt, max(self.detail.size.width - 4, 16)
        old = passage_as_noted(doubt.target)
        day = dates.medium(doubt.record.changed).strip()
        parts: list[tuple[str, str]] = [
            (safe_line(self._summary(check)), "$note"),
            (f"\nby {safe_line(doubt.record.author)}, {day}\n", "$dim"),
            (f"\nWas {old.place or 'on the whole cable'}\n", "bold"),
            *_lines(old.text, old.start, old.end, width),
        ]
        places = _places(check)
        for number, (ordinal, start, end) in enumerate(places, start=1):
            paragraph = check.cable.paragraph(ordinal)
            if paragraph is None:
                continue
            whole = doubt.target.is_paragraph
            parts.append((f"\n{number}  {paragraph.label}", "bold $accent"))
            parts.append(
                (f" ({safe_line(paragraph.portion.printed)})\n" if paragraph.portion else "\n", "$dim")
            )
            parts += _lines(paragraph.text, None if whole else start, None if whole else end, width)
        if not places:
            parts.append(("\nThe words are not in this text. n keeps the note with its old words.", "$dim"))
        return Content.assemble(*parts)

    # Commands

    def is_available(self, id: str) -> bool:
        """Accepting needs a place."""
        if id == "yes":
            id = "place.1"
        if id.startswith("place."):
            return self.check is not None and int(id[-1]) <= len(_places(self.check))
        return id not in ("no", "open") or self.check is not None

    def actions(self) -> dict[str, Action]:
        """Accept, refuse, and show the cable."""
        actions: dict[str, Action] = {
            f"place.{number}": partial(self._accept, number - 1) for number in range(1, CANDIDATES + 1)
        }
        return actions | {"yes": lambda: self._accept(0), "no": self._refuse, "open": self._open}

    def _accept(self, candidate: int) -> None:
        if (check := self.check) is not None:
            self.change(partial(self._accept_place, check, candidate), "say yes to a place")

    async def _accept_place(self, check: AnchorDoubt, candidate: int) -> None:
        notes = self.workspace.notes
        target = await self.wait(review.accept, notes, check.doubt, check.cable, candidate)
        self._again = {target.mrn}
        self.say(f"Yes: {target.mrn} {target.label}. u undoes it.")

    def _refuse(self) -> None:
        if (check := self.check) is not None:
            self.change(partial(self._refuse_all, check), "say no to a place")

    async def _refuse_all(self, check: AnchorDoubt) -> None:
        await self.wait(review.give_up, self.workspace.notes, check.doubt, check.cable)
        self._again = {check.doubt.target.mrn}
        self.say("No: the note keeps its old words. u undoes it.")

    def _open(self) -> None:
        if (check := self.check) is not None:
            places = _places(check)
            target = check.doubt.target
            if places:
                target = Target(target.mrn, ordinal=places[0][0])
            self.dismiss(Destination(target, check.doubt.record.id))


def _places(check: AnchorDoubt) -> Sequence[tuple[int, int, int]]:
    """The places where it may belong: (ordinal, start, end)."""
    anchor = check.doubt.anchor
    if anchor.confidence is Confidence.MOVED and anchor.ordinal is not None:
        return [(anchor.ordinal, anchor.start or 0, anchor.end or 0)]
    return anchor.candidates


def _lines(text: str, start: int | None, end: int | None, width: int) -> list[tuple[str, str]]:
    parts: list[tuple[str, str]] = []
    for line in excerpt(text, start, end, width, EXCERPT_LINES):
        parts += [("  ", ""), *((piece.text, STYLES.get(piece.role, "")) for piece in line), ("\n", "")]
    return parts
