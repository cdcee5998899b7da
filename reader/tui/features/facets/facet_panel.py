"""Counts of the present result by level, year, post, TAGS and signer, to narrow it by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.message import Message

from reader.tui.commands import table
from reader.tui.features.facets.facet_rows import Section, Value, line, values
from reader.tui.ui.pieces import Piece
from reader.tui.ui.record_list import Lines, RecordList, Shape


class FacetPanel(RecordList, inherit_bindings=False):
    """Values under the titles of their kinds."""

    DEFAULT_CSS = "FacetPanel { height: 1fr; }"
    BINDINGS: ClassVar[list[BindingType]] = table.bindings(table.Where.FACETS)

    @dataclass
    class Taken(Message):
        """The user narrows to a value, or takes a part of the query away."""

        value: Value

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._sections: Sequence[Section] = ()
        self._opened: set[str] = set()
        self._lines: list[Section | Value] = []

    def put(self, sections: Sequence[Section]) -> None:
        """The values of another result; the cursor stays on its value where that is still there."""
        self._sections = sections
        self._lines = values(sections, self._opened)
        shapes = []
        for at, each in enumerate(self._lines):
            if isinstance(each, Section):
                shapes.append(Shape("", 2 if at else 1))
            else:
                shapes.append(Shape(each.key))
        self.show(shapes, self._drawn_line)

    def _drawn_line(self, at: int, width: int) -> Lines:
        each = self._lines[at]
        if isinstance(each, Section):
            title = [Piece(f"{self._figure(each)} {each.title}", "heading")]
            return [(), title] if at else [title]
        section = next(section for section in self._sections if section.kind == each.kind)
        return [line(each, max(value.count for value in section.values), width)]

    def _figure(self, section: Section) -> int:
        return self._sections.index(section) + 1

    def command(self, id: str) -> bool:
        """Carry out a command of the facets. False when it is not one."""
        steps = {"facets.down": 1, "facets.up": -1, "facets.first": -len(self), "facets.last": len(self)}
        if id in steps:
            self.step(steps[id])
        elif id in ("facets.page_down", "facets.page_up"):
            self.page(1 if id == "facets.page_down" else -1)
        elif id in ("facets.next_kind", "facets.previous_kind"):
            self._to_kind(1 if id == "facets.next_kind" else -1)
        elif id == "facets.narrow":
            self.take()
        else:
            return False
        return True

    def take(self) -> None:
        """Narrow to the value one stands on, or show all of its kind."""
        value = self._lines[self.cursor] if self.cursor < len(self._lines) else None
        if not isinstance(value, Value):
            return
        if value.more:
            at = self.cursor
            self._opened.add(value.kind)
            self.put(self._sections)
            self.move_to(at)
        else:
            self.post_message(self.Taken(value))

    def own_key(self, event: events.Key) -> bool:
        """A figure goes to the kind of that number; none of them means anything else here."""
        if event.character is None or event.character not in "1234567890":
            return False
        if 0 < int(event.character) <= len(self._sections):
            self.move_to(self._lines.index(self._sections[int(event.character) - 1]) + 1)
        return True

    def _to_kind(self, way: int) -> None:
        titles = [at for at, each in enumerate(self._lines) if isinstance(each, Section)]
        here = max((at for at in titles if at < self.cursor), default=0)
        if way > 0:
            self.move_to(next((at for at in titles if at > here), here) + 1)
        else:
            # To the first value of its own kind before that of the one above.
            own = self.cursor > here + 1
            self.move_to((here if own else max((at for at in titles if at < here), default=0)) + 1)

    def on_record_list_chosen(self, event: RecordList.Chosen) -> None:
        """A value was clicked twice."""
        event.stop()
        self.take()
