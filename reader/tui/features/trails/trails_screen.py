"""All trails, with the stops of the current one beside them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content

from reader.joined.trail_source import trail_query
from reader.library.bulk_lookup import subjects
from reader.notes.model import Trail
from reader.notes.trails import trail_changes, trail_lookup
from reader.notes.undo.step_wording import target_text
from reader.terminal_text import fit, safe_line
from reader.tui.commands.table import Command
from reader.tui.core.controller import Action
from reader.tui.core.pane_layout import Pane
from reader.tui.core.records.common_commands import all_but, bindings_of
from reader.tui.core.records.over_time import OVER_TIME, OverTime
from reader.tui.core.records.record_screen import RecordScreen
from reader.tui.features.trails.stops_screen import StopsScreen
from reader.tui.ui.pieces import Piece
from reader.tui.ui.prompt import Prompt, Question
from reader.tui.ui.record_list import Shape
from reader.tui.ui.words import count, opening

MOST_SHOWN = 100
"""Stops that are shown beside the list."""


class TrailsScreen(RecordScreen):
    """The trails at the left, the stops of the current one beside them.

    Its result is where to go in the reader, what to show over time, or a trail to export.
    """

    NAME = "Trails"
    KEYS: ClassVar[tuple[Command, ...]] = (
        Command("open", ("enter",), "Open the trail", "Its stops, to go to, reorder and comment.",
                hint="stops"),
        Command("list", ("f",), "Show its cables in the list", "Filters by trail:NAME.", hint="filter"),
        OVER_TIME,
        Command("new", ("n",), "New trail", "Empty; in the reader, :trail-add adds the paragraph.",
                hint="new"),
        Command("rename", ("r",), "Rename", "", hint="rename"),
        Command("describe", ("e",), "Say what it is about", "", hint="describe"),
        Command("export", ("x",), "Export the trail",
                "As one HTML page with its cables' texts, or to another file or folder.", hint="export"),
        Command("delete", ("d",), "Delete the trail", "Its cables and their notes stay; u restores it.",
                hint="delete"),
        Command("undo", ("u",), "Undo the last change to the notes", "Even after a restart.", hint="undo"),
    )  # fmt: skip
    CHANGES: ClassVar[frozenset[str]] = all_but(KEYS, "open", "list", "over_time")
    BINDINGS: ClassVar[list[BindingType]] = bindings_of(KEYS)

    _trails: Sequence[Trail] = ()
    _subjects: Mapping[str, str] = {}

    def read(self) -> tuple[list[Trail], dict[str, str]]:
        """The trails, and the subjects of their cables."""
        found = trail_lookup.all_trails(self.workspace.notes)
        mrns = {stop.target.mrn for trail in found for stop in trail.stops[:MOST_SHOWN]}
        return found, subjects(self.workspace.library, mrns)

    def show_records(self, found: tuple[list[Trail], dict[str, str]]) -> None:
        """Show the trails."""
        self._trails, self._subjects = found
        self.show_heading(f"Trails · {count(len(self._trails), 'trail')}")
        self.rows.notice = "No trails yet. :trail-keep NAME keeps the path you have walked."
        self.rows.show([Shape(trail.id) for trail in self._trails], self._draw)
        self.cursor_moved()

    def _draw(self, at: int, width: int) -> list[list[Piece]]:
        trail = self._trails[at]
        stops = f"  {count(len(trail.stops), 'stop')}"
        left = max(width - len(stops), 1)
        name = fit(opening(trail.name, left), left)
        return [[Piece(name, "plain"), Piece(stops, "dim")]]

    @property
    def trail(self) -> Trail | None:
        """The current trail."""
        return self.rows.at_cursor(self._trails)

    def cursor_moved(self) -> None:
        """Show the stops of the current trail."""
        trail = self.trail
        if trail is None:
            self.show_detail(Content())
            return
        parts: list[tuple[str, str] | str] = [(f"{safe_line(trail.name)}\n", "bold")]
        if trail.comment:
            parts.append(f"{safe_line(trail.comment)}\n")
        parts.append("\n")
        for number, stop in enumerate(trail.stops[:MOST_SHOWN], start=1):
            subject = self._subjects.get(stop.target.mrn)
            parts.append((f"{number}. {safe_line(target_text(stop.target))}\n", "bold"))
            parts.append((f"   {safe_line(subject or 'not in your library')}\n", "$dim"))
            if stop.comment:
                parts.append(f"   {safe_line(stop.comment)}\n")
        if len(trail.stops) > MOST_SHOWN:
            parts.append(f"and {len(trail.stops) - MOST_SHOWN:,} more")
        self.show_detail(Content.assemble(*parts))

    def is_available(self, id: str) -> bool:
        """Most commands need a trail."""
        if id in ("list", "over_time", "export"):
            return self.trail is not None and bool(self.trail.stops)
        return id not in {command.id for command in self.KEYS} - {"new", "undo"} or self.trail is not None

    def actions(self) -> dict[str, Action]:
        """The commands on a trail."""
        questions = {
            "open": self._open,
            "new": self._new,
            "rename": self._rename,
            "describe": self._describe,
            "delete": self._delete,
        }
        actions: dict[str, Action] = {id: partial(self.ask, work, id) for id, work in questions.items()}
        return actions | {"list": self._list, "over_time": self._over_time, "export": self._export}

    async def _open(self) -> None:
        if (trail := self.trail) is not None:
            chosen = await self.show_dialog(StopsScreen(self.services, trail.id))
            if isinstance(chosen, str):
                self._show_in_list(chosen)
            elif chosen is not None:
                self.dismiss(chosen)
            else:
                await self.load(trail.id)

    def _list(self) -> None:
        if (trail := self.trail) is not None:
            self._show_in_list(trail_query(trail.name))

    def _over_time(self) -> None:
        if (trail := self.trail) is not None:
            self.dismiss(OverTime(trail_query(trail.name)))

    def _export(self) -> None:
        if self.trail is not None:
            self.dismiss(self.trail)

    def _show_in_list(self, query: str) -> None:
        self.dismiss(None)
        self.services.panes.activate(Pane.LIST)
        self.services.results.query(query)

    async def _new(self) -> None:
        if name := await self._prompt("New trail", hint="its name"):
            self._apply(f'New trail "{name}".', trail_changes.create, name)

    async def _rename(self) -> None:
        if (trail := self.trail) is not None and (name := await self._prompt("Rename to", trail.name)):
            self._apply(f'"{trail.name}" is now "{name}".', trail_changes.rename, trail.id, name)

    async def _describe(self) -> None:
        if (trail := self.trail) is not None:
            text = await self._prompt(f"{trail.name} is about", trail.comment)
            if text is not None and text != trail.comment:
                self._apply("Described.", trail_changes.describe, trail.id, text)

    async def _delete(self) -> None:
        if (trail := self.trail) is not None:
            stops = count(len(trail.stops), "stop")
            if await self.show_dialog(Question(f'Delete the trail "{trail.name}" of {stops}?')):
                words = f'Deleted "{trail.name}". u restores it.'
                self._apply(words, lambda notes: notes.delete(trail.id))

    def _apply(self, words: str, job: Callable[..., object], *args: object) -> None:
        async def work() -> None:
            await self.wait(job, self.workspace.notes, *args)
            self.say(words)

        self.change(work, "change a trail")

    async def _prompt(self, label: str, text: str = "", hint: str = "") -> str | None:
        answer = await self.show_dialog(Prompt(label, text, hint=hint))
        return " ".join(answer.split()) if answer is not None else None
