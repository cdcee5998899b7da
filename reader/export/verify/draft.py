"""A draft as its blocks: what every file format is read into."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum


class BlockKind(StrEnum):
    """What a block of a draft is."""

    HEADING = "heading"
    QUOTE = "quote"
    """A block quotation."""
    TEXT = "text"
    FOOTNOTE = "footnote"
    """The text of a footnote; references to it are in other blocks."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, quotation or footnote, its lines joined with spaces."""

    kind: BlockKind
    text: str
    """Footnote references are ``[^label]``, whatever the format."""
    starts: tuple[tuple[int, int], ...]
    """(offset in ``text``, line number 1..) of each line, ascending. In DOCX a paragraph counts as a line."""
    label: str = ""
    """Of a footnote."""
    level: int = 0
    """Of a heading, 1..6."""

    def line_at(self, offset: int) -> int:
        """The line number of a character."""
        index = bisect_right(self.starts, (offset, 1 << 60)) - 1
        return self.starts[max(index, 0)][1] if self.starts else 0


@dataclass(slots=True)
class BlockBuilder:
    """Joins lines into a block."""

    kind: BlockKind
    label: str = ""
    level: int = 0
    lines: list[tuple[int, str]] = field(default_factory=list)

    def build(self) -> Block | None:
        """The block; None if it has no text."""
        text = ""
        starts = []
        for number, line in self.lines:
            line = " ".join(line.split())
            if not line:
                continue
            if text:
                text += " "
            starts.append((len(text), number))
            text += line
        return Block(self.kind, text, tuple(starts), self.label, self.level) if text else None


def built(builders: Sequence[BlockBuilder]) -> tuple[Block, ...]:
    """The blocks that have text."""
    return tuple(block for builder in builders if (block := builder.build()))
