"""The tag view: every passage under a code with its place and its neighbours, and its codes to be changed."""

from __future__ import annotations

from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType

from reader.notes.codebook import operations
from reader.notes.model import Annotation
from reader.terminal_text import safe_line
from reader.tui.commands.table import Command
from reader.tui.core.passage_location import Destination, Passage, find_passage, passage_as_noted
from reader.tui.core.record_screen import RecordScreen
from reader.tui.core.record_screen_keys import bindings_of
from reader.tui.core.record_summary import back_links
from reader.tui.core.tag_line import complete_tags, parse_tags, tag_source
from reader.tui.ui.excerpts import excerpt
from reader.tui.ui.picker import Picker, once
from reader.tui.ui.pieces import Piece
from reader.tui.ui.prompt import Prompt
from reader.tui.ui.record_list import Shape
from reader.tui.ui.words import count, opening

if TYPE_CHECKING:
    from reader.tui.core.services import Action, Services

MOST = 5000
"""Passages listed; a code with more is better looked at through the list of cables (``code:``)."""


class PassagesScreen(RecordScreen):
    """The passages under one code."""

    NAME = "Passages"
    LIST_ONLY = True
    KEYS: ClassVar[tuple[Command, ...]] = (
        Command("open", ("enter",), "Go to the passage", "In the reader.", hint="go there"),
        Command("tag", ("t",), "Change the codes", "Several with commas, -name takes one away.", hint="tag"),
        Command("repeat", (".",), "The last tag again", "And on to the next passage.", hint="same tag"),
        Command("off", ("d",), "Take this code off the passage", "u brings it back.", hint="take off"),
        Command("mark", ("space",), "Mark the passage", "And on to the next.", hint="mark"),
        Command("split", ("s",), "Split", "The marked passages get a new code instead of this one.",
                hint="split"),
        Command("undo", ("u",), "Undo the last change of the notes", "Also after a restart.", hint="undo"),
    )  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = bindings_of(KEYS)

    def __init__(self, services: Services, code: str, *, message: str = "") -> None:
        super().__init__(services, message=message)
        self._code = code
        self._notes: list[Annotation] = []
        self._names: dict[str, str] = {}
        self._found: dict[str, Passage] = {}
        """What was looked up so far, by id."""
        self._wanted: set[str] = set()
        self._linked: dict[str, int] = {}
        """Links that lead to a cable, where there are any."""

    def read(self) -> tuple[list[Annotation], dict[str, str], int]:
        """The passages, the names of codes, and how many there are."""
        notes = self.workspace.notes
        found = list(islice(operations.passages(notes, self._code), MOST))
        self._linked = notes.links_to({note.target.mrn for note in found})
        return found, {code.id: code.name for code in notes.codes()}, notes.usage().get(self._code, 0)

    def show_records(self, found: tuple[list[Annotation], dict[str, str], int]) -> None:
        """Show them; their cables are read as they come into view."""
        self._notes, self._names, total = found
        self._found = {}
        name = self._names.get(self._code, "deleted")
        more = f", the first {MOST:,} shown" if total > MOST else ""
        cables = len({note.target.mrn for note in self._notes})
        self.show_heading(f"#{name} · {count(total, 'passage')} in {count(cables, 'cable')}{more}")
        self.rows.notice = "No passage has this code now. Esc leads back."
        self.rows.show([Shape(note.id, 4 + bool(note.body)) for note in self._notes], self._draw)

    def _draw(self, at: int, width: int) -> list[list[Piece]]:
        note = self._notes[at]
        found = self._found.get(note.id)
        if found is None:
            self._want(note.id)
            found = passage_as_noted(note.target)
        others = " ".join(f"#{safe_line(self._names[code])}" for code in note.codes if code in self._names)
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

    def _want(self, id: str) -> None:
        if not self._wanted:
            self.call_later(self._look_up)
        self._wanted.add(id)

    def _look_up(self) -> None:
        self.start(self._looked_up, "look up", "find the passages in their cables")

    async def _looked_up(self) -> None:
        wanted, self._wanted = self._wanted, set()
        targets = {note.id: note.target for note in self._notes if note.id in wanted}
        for id, target in targets.items():
            found = await self.wait(find_passage, self.workspace, target)
            self._found[id] = found or passage_as_noted(target)
        self.rows.draw_anew()

    # Commands

    @property
    def note(self) -> Annotation | None:
        """The passage one stands on."""
        return self._notes[self.rows.cursor] if self.rows.cursor < len(self._notes) else None

    def is_available(self, id: str) -> bool:
        """Nothing is done to a passage where there is none."""
        if id == "repeat":
            return self.note is not None and bool(self.services.state.last_tag)
        return id not in {command.id for command in self.KEYS} - {"undo"} or self.note is not None

    def actions(self) -> dict[str, Action]:
        """Everything done to a passage."""
        return {
            "open": self._open,
            "tag": lambda: self.ask(self._tag, "ask for tags"),
            "repeat": lambda: self._apply(self.services.state.last_tag, on=True),
            "off": lambda: self._apply(f"-{self._names.get(self._code, '')}"),
            "mark": self._mark,
            "split": lambda: self.ask(self._split, "split a code"),
        }

    def _open(self) -> None:
        if self.note is not None:
            self.dismiss(Destination(self.note.target, self.note.id))

    async def _tag(self) -> None:
        notes, note = self.workspace.notes, self.note
        if note is None:
            return
        present = [self._names[code] for code in note.codes if code in self._names]
        answer = await self.pick(
            Picker(
                f"Tag {note.target.mrn} {note.target.label}".rstrip(),
                once(lambda: tag_source(notes.codes(), notes.usage(), present)),
                slow=True,
                hint="has " + " ".join(f"#{name}" for name in present) + " · -name takes one away",
                free=True,
                complete=complete_tags,
            )
        )
        if answer is not None:
            self._apply(complete_tags(answer.text, answer.value) if answer.value is not None else answer.text)

    def _apply(self, line: str, *, on: bool = False) -> None:
        """Change the codes of the passage as a line of tags says."""
        if (note := self.note) is None:
            return
        asked = parse_tags(line)
        names = asked.applied([self._names[code] for code in note.codes if code in self._names])

        async def work() -> None:
            await self.wait(self.workspace.notes.set_codes, note.id, names)
            if asked.add:
                self.services.state.last_tag = ", ".join(asked.add)
            words = [*(f"#{name}" for name in asked.add), *(f"-#{name}" for name in asked.remove)]
            self.say(f"{note.target.mrn} {note.target.label}: ".replace(" :", ":") + " ".join(words))

        self.change(work, "change the codes of a passage")
        if on:
            self.rows.step(1)

    def is_next(self, id: str) -> bool:
        """With passages marked, splitting is next."""
        return id == "split" and bool(self.rows.marked)

    def _mark(self) -> None:
        self.rows.mark()
        self.refresh_hints()

    async def _split(self) -> None:
        marked = [note.id for note in self._notes if note.id in self.rows.marked]
        if not marked:
            self.say("Mark the passages first: Space.")
            return
        prompt = Prompt(f"New code for the {count(len(marked), 'marked passage')}", hint="its name")
        name = await self.show_dialog(prompt)
        if name and name.strip():
            self.change(partial(self._splitting, name.strip(), marked), "split a code")

    async def _splitting(self, name: str, marked: list[str]) -> None:
        await self.wait(operations.split, self.workspace.notes, self._code, name, marked)
        self.rows.marked.clear()
        self.say(f"{count(len(marked), 'passage')} moved to “{name}”. u undoes it.")
