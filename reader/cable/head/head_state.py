"""The state while a cable's head is read from top to bottom: the line, the open field, what was seen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from reader.cable.head.classification import ClassLine, read_class_line
from reader.cable.head.head_lines import Head
from reader.cable.model import BlockKind
from reader.cable.source.head_labels import Field, field_of
from reader.cable.source.paragraph_labels import Label, read_label
from reader.cable.source.source_lines import Lines

_FIELD = BlockKind.FIELD  # looking up an enum member takes ten times as long as looking up a name
_NEXT_FIELD_WITHIN = 5
"""Lines below a broken subject or a second classification line that are searched for the next field."""


class HeadLine:
    """A line of the head; what several rules need is computed once."""

    _field: Field | Literal["unread"] | None = "unread"
    _classification: ClassLine | Literal["unread"] | None = "unread"
    _label: Label | Literal["unread"] | None = "unread"

    def __init__(self, at: int, text: str) -> None:
        self.at = at
        self.text = text

    @property
    def field(self) -> Field | None:
        """The labelled field that begins here."""
        if self._field == "unread":
            found = field_of(self.text)
            self._field = found[0] if found else None
        return self._field

    @property
    def classification(self) -> ClassLine | None:
        """The line as a classification line."""
        if self._classification == "unread":
            self._classification = read_class_line(self.text)
        return self._classification

    @property
    def label(self) -> Label | None:
        """The paragraph label it begins with."""
        if self._label == "unread":
            self._label = read_label(self.text)
        return self._label

    @property
    def numbered(self) -> bool:
        """Whether it begins with a paragraph number."""
        return self.label is not None and self.label.printed is not None


class HeadState:
    """What was seen so far, and which field is open."""

    def __init__(self, lines: Lines, head: Head) -> None:
        self.lines = lines
        self.head = head
        self.open: Field | None = None
        self.in_header = True
        self.blank_before = False
        self.repeat_end = 0
        """The line after a subject that is printed twice."""

    def add(self, field: Field, at: int) -> BlockKind:
        """Add a line to a field, which is then the open one."""
        self.head.fields.setdefault(field, []).append(at)
        self.open = field
        return _FIELD

    def text_below(self, at: int) -> str:
        """The next line."""
        return self.lines.text[at + 1] if at + 1 < len(self.lines) else ""

    def fields_below(self, at: int) -> list[Field]:
        """The fields that begin shortly below a line."""
        below = map(field_of, self.lines.text[at + 1 : at + 1 + _NEXT_FIELD_WITHIN])
        return [found[0] for found in below if found]


Rule = Callable[[HeadState, HeadLine], BlockKind | None]
"""Returns the kind of a line and records it in the head; None where the rule does not apply."""
