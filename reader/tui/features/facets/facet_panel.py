"""The facets: counts of the present result by level, year, post, TAGS and signer, to narrow it by."""

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
    """A list of values, under the title of their kind."""

    DEFAULT_CSS = "FacetPanel { height: 1fr; }"
    BINDINGS: ClassVar[list[BindingType]] = table.bindings(table.Where.FACETS)

    @dataclass
    class Selected(Message):
        """The user narrows to a value, or removes a part of the query."""

        value: Value

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._sections: Sequence[Section] = ()
        self._expanded: set[str] = set()
        self._lines: list[Section | Value] = []

    def show_sections(self, sections: Sequence[Section]) -> None:
        """Show the values of another result; the cursor stays on its value if that is still there."""
        self._sections = sections
        self._lines = values(sections, self._expanded)
        shapes = []
        for at, each in enumerate(self._lines):
            if isinstance(each, Section):
                shapes.append(Shape("", 2 if at else 1))
            else:
                shapes.append(Shape(each.key))
        self.show(shapes, self._draw_line)

    def _draw_line(self, at: int, width: int) -> Lines:
        each = self._lines[at]
        if isinstance(each, Section):
            title = [Piece(f"{self._number(each)} {each.title}", "heading")]
            return [(), title] if at else [title]
        section = next(section for section in self._sections if section.kind == each.kind)
        return [line(each, max(value.count for value in section.values), width)]

    def _number(self, section: Section) -> int:
        return self._sections.index(section) + 1

    def command(self, id: str) -> bool:
        """Run a command of the facets. False if it is not one."""
        steps = {"facets.down": 1, "facets.up": -1, "facets.first": -len(self), "facets.last": len(self)}
        if id in steps:
            self.step(steps[id])
        elif id in ("facets.page_down", "facets.page_up"):
            self.page(1 if id == "facets.page_down" else -1)
        elif id in ("facets.next_kind", "facets.previous_kind"):
            self._to_kind(1 if id == "facets.next_kind" else -1)
        elif id == "facets.narrow":
            self.select_value()
        else:
            return False
        return True

    def select_value(self) -> None:
        """Narrow to the current value; on the last line of a kind, show all of its values."""
        value = self._lines[self.cursor] if self.cursor < len(self._lines) else None
        if not isinstance(value, Value):
            return
        if value.more:
            at = self.cursor
            self._expanded.add(value.kind)
            self.show_sections(self._sections)
            self.move_to(at)
        else:
            self.post_message(self.Selected(value))

    def own_key(self, event: events.Key) -> bool:
        """A digit goes to the kind of that number. Digits have no other meaning here."""
        if event.character is None or event.character not in "1234567890":
            return False
        if 0 < int(event.character) <= len(self._sections):
            self.move_to(self._lines.index(self._sections[int(event.character) - 1]) + 1)
        return True

    def _to_kind(self, step: int) -> None:
        titles = [at for at, each in enumerate(self._lines) if isinstance(each, Section)]
        here = max((at for at in titles if at < self.cursor), default=0)
        if step > 0:
            self.move_to(next((at for at in titles if at > here), here) + 1)
        else:
            # To the first value of this kind, and from there to that of the kind above.
            inside = self.cursor > here + 1
            self.move_to((here if inside else max((at for at in titles if at < here), default=0)) + 1)

    def on_record_list_chosen(self, event: RecordList.Chosen) -> None:
        """A value was double-clicked."""
        event.stop()
        self.select_value()
