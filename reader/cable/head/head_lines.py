"""The lines of a cable's head, grouped by what they belong to."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from reader.cable.head.classification import ClassLine
from reader.cable.head_model import Caption
from reader.cable.model import BlockKind
from reader.cable.source.head_labels import Field
from reader.cable.span import Span


class Container(NamedTuple):
    """Three of the five lines that a text conversion puts above the cable."""

    mrn: str
    date: str
    classification: str
    span: Span
    """Of the classification."""


@dataclass(slots=True)
class Head:
    """Lines of the head by what they belong to; ``body`` is the first line after it."""

    kinds: list[BlockKind] = field(default_factory=list)
    body: int = 0
    header: list[int] = field(default_factory=list)
    class_line: ClassLine | None = None
    class_span: Span | None = None
    captions: list[Caption] = field(default_factory=list)
    passing: list[int] = field(default_factory=list)
    fields: dict[Field, list[int]] = field(default_factory=dict)
    """The lines of each labelled field, without blank lines and page lines."""
    pages: list[int] = field(default_factory=list)
    container: Container | None = None
    spelled_date: int | None = None
    partial: bool = False

    def set_class_line(self, line: ClassLine, span: Span) -> None:
        """Record the cable's own classification line."""
        self.class_line, self.class_span = line, span
