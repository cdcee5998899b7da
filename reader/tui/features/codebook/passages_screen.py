"""The passages under a code, with place and surrounding text, and commands that change their codes."""

from __future__ import annotations

from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType

from reader.notes.codebook import operations
from reader.notes.model import Annotation
from reader.notes.undo.step_wording import tagged_message
from reader.terminal_text import safe_line
from reader.tui.commands.table import Command
from reader.tui.core.cable.passage_location import Destination, Passage, find_passage, passage_as_noted
from reader.tui.core.records.common_commands import all_but, bindings_of
from reader.tui.core.records.excerpts import excerpt
from reader.tui.core.records.over_time import OVER_TIME, code_over_time
from reader.tui.core.records.record_screen import RecordScreen
from reader.tui.core.records.record_summary import back_links
from reader.tui.core.tag_line import complete_tags, parse_tags, tag_source
from reader.tui.ui.picker import Picker, once
from reader.tui.ui.pieces import Piece
from reader.tui.ui.prompt import Prompt
from reader.tui.ui.record_list import Shape
from reader.tui.ui.words import count, opening

if TYPE_CHECKING:
    from reader.tui.core.services import Action, Services

MOST_LISTED = 5000
"""Passages listed; for a code with more, the cable list is the better view (``code:``)."""


class PassagesScreen(RecordScreen):
    """The passages under one code."""

    NAME = "Passages"
    LIST_ONLY = True
    KEYS: ClassVar[tuple[Command, ...]] = (
        Command("open", ("enter",), "Go to the passage", "Shows it in the reader.", hint="go there"),
        Command("tag", ("t",), "Change the codes", "Separate with commas; -name removes one.", hint="tag"),
        Command("repeat", (".",), "Repeat the last code", "Moves on to the next passage.", hint="same code"),
        Command("off", ("d",), "Remove this code from the passage", "u restores it.", hint="remove"),
        Command("mark", ("space",), "Mark the passage", "Moves on to the next.", hint="mark"),
        Command("split", ("s",), "Split", "The marked passages get a new code instead of this one.",
                hint="split"),
        OVER_TIME,
        Command("undo", ("u",), "Undo the last change to the notes", "Even after a restart.", hint="undo"),
    )  # fmt: skip
    CHANGES: ClassVar[frozenset[str]] = all_but(KEYS, "open", "mark", "over_time")
    BINDINGS: ClassVar[list[BindingType]] = bindings_of(KEYS)

    def __init__(self, services: Services, code: str, *, message: str = "") -> None:
        super().__init__(services, message=message)
        self._code = code
        self._notes: list[Annotation] = []
        self._code_names: dict[str, str] = {}
        self._passages: dict[str, Passage] = {}
        """The passages read so far, by id of the note."""
        self._needed: set[str] = set()
        """Ids of the notes in view whose passages are still to be read."""
        self._linked: dict[str, int] = {}
        """How many links lead to each cable that has any."""

    def read(self) -> tuple[list[Annotation], dict[str, str], int]:
        """The notes, the names of codes, and how many notes there are."""
        notes = self.workspace.notes
        found = list(islice(operations.passages(notes, self._code), MOST_LISTED))
        self._linked = notes.links_to({note.target.mrn for note in found})
        return found, {code.id: code.name for code in notes.codes()}, notes.usage().get(self._code, 0)

    def show_records(self, found: tuple[list[Annotation], dict[str, str], int]) -> None:
        """Show the notes; their cables are read as they come into view."""
        self._notes, self._code_names, total = found
        self._passages = {}
        name = self._code_names.get(self._code, "deleted")
        more = f", the first {MOST_LISTED:,} shown" if total > MOST_LISTED else ""
        cables = len({note.target.mrn for note in self._notes})
        self.show_heading(f"#{name} · {count(total, 'passage')} in {count(cables, 'cable')}{more}")
        self.rows.notice = "No passage has this code now. Esc goes back."
        self.rows.show([Shape(note.id, 4 + bool(note.body)) for note in self._notes], self._draw)

    def _draw(self, at: int, width: int) -> list[list[Piece]]:
        note = self._notes[at]
        found = self._passages.get(note.id)
        if found is None:
            self._read_soon(note.id)
            found = passage_as_noted(note.target)
        others = " ".join(
            f"#{safe_line(self._code_names[code])}" for code in note.codes if code in self._code_names
        )
        head = [
            Piece(f"{safe_line(note.target.mrn)} ", "heading"),
            Piece(f"{safe_line(found.place)}  ", "dim"),
            Piece(others, "code"),
            Piece(back_links(self._linked.get(note.target.mrn, 0)), "link"),
        ]
        lines = [
            [Piece("  ", "plain"), *line] for line in excerpt(found.text, found.start, found.end, width - 2)
        ]
        lines += [[]] * (2 - len(lines))
        if note.body:
            lines.append([Piece(f"  {opening(note.body, width - 2)}", "note")])
        return [head, *lines]

    def _read_soon(self, id: str) -> None:
        if not self._needed:
            self.call_later(self._start_reading)
        self._needed.add(id)

    def _start_reading(self) -> None:
        self.start(self._read_passages, "passages", "find the passages in their cables")

    async def _read_passages(self) -> None:
        needed, self._needed = self._needed, set()
        targets = {note.id: note.target for note in self._notes if note.id in needed}
        for id, target in targets.items():
            found = await self.wait(find_passage, self.workspace, target)
            self._passages[id] = found or passage_as_noted(target)
        self.rows.redraw()

    # Commands

    @property
    def note(self) -> Annotation | None:
        """The current note."""
        return self.rows.at_cursor(self._notes)

    def is_available(self, id: str) -> bool:
        """Most commands need a passage."""
        if id == "repeat":
            return self.note is not None and bool(self.services.state.last_tag)
        return id not in {command.id for command in self.KEYS} - {"undo"} or self.note is not None

    def actions(self) -> dict[str, Action]:
        """The commands on a passage."""
        return {
            "open": self._open,
            "tag": lambda: self.ask(self._tag, "ask for codes"),
            "repeat": lambda: self._apply(self.services.state.last_tag, then_next=True),
            "off": lambda: self._apply(f"-{self._code_names.get(self._code, '')}"),
            "mark": self._mark,
            "split": lambda: self.ask(self._split, "split a code"),
            "over_time": self._over_time,
        }

    def _open(self) -> None:
        if self.note is not None:
            self.dismiss(Destination(self.note.target, self.note.id))

    def _over_time(self) -> None:
        if name := self._code_names.get(self._code):
            self.dismiss(code_over_time(name))

    async def _tag(self) -> None:
        notes, note = self.workspace.notes, self.note
        if note is None:
            return
        present = [self._code_names[code] for code in note.codes if code in self._code_names]
        answer = await self.pick(
            Picker(
                f"Tag {note.target.mrn} {note.target.label}".rstrip(),
                once(lambda: tag_source(notes.codes(), notes.usage(), present)),
                slow=True,
                hint="has " + " ".join(f"#{name}" for name in present) + " · -name removes one",
                free=True,
                complete=complete_tags,
            )
        )
        if answer is not None:
            self._apply(complete_tags(answer.text, answer.value) if answer.value is not None else answer.text)

    def _apply(self, line: str, *, then_next: bool = False) -> None:
        """Change the codes of the passage; ``line`` is a line of tags."""
        if (note := self.note) is None:
            return
        tags = parse_tags(line)
        names = tags.applied([self._code_names[code] for code in note.codes if code in self._code_names])

        async def work() -> None:
            await self.wait(self.workspace.notes.set_codes, note.id, names)
            if tags.add:
                self.services.state.last_tag = ", ".join(tags.add)
            self.say(tagged_message(note.target, tags.add, tags.remove))

        self.change(work, "change the codes of a passage")
        if then_next:
            self.rows.step(1)

    def is_next(self, id: str) -> bool:
        """Once passages are marked, the user probably splits."""
        return id == "split" and bool(self.rows.marked)

    def _mark(self) -> None:
        self.rows.mark()
        self.refresh_hints()

    async def _split(self) -> None:
        marked = [note.id for note in self._notes if note.id in self.rows.marked]
        if not marked:
            self.say("Mark passages with Space first.")
            return
        prompt = Prompt(f"New code for the {count(len(marked), 'marked passage')}", hint="its name")
        name = await self.show_dialog(prompt)
        if name and name.strip():
            self.change(partial(self._split_off, name.strip(), marked), "split a code")

    async def _split_off(self, name: str, marked: list[str]) -> None:
        await self.wait(operations.split, self.workspace.notes, self._code, name, marked)
        self.rows.marked.clear()
        self.say(f'{count(len(marked), "passage")} moved to "{name}". u undoes it.')
