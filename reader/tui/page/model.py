"""The page: a cable laid out in lines for a given width, as pure data.

A *flow* is one run of text that is wrapped as a whole: the subject, a heading, a paragraph, the source. A
*line* is a span of a flow with its place on the page; its *pieces* are what is printed, each with a role
(``heading``, ``portion-s``, ``redaction`` ...) that the looks give a style to. Rows count from 0 at the top
of the page, columns in terminal cells from the left of the pane, offsets in characters of the flow's text,
half-open. In a flow of a paragraph these are clean offsets; in the source, offsets of the normalised source.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from reader.cable.model import Cable
from reader.cable.outline.portion_filter import PortionFilter
from reader.terminal_text import cell_width, cell_width_before, offset_at_cell
from reader.tui.page.flows import Flow
from reader.tui.page.lines import Line, Piece
from reader.tui.page.roles import PageLink, to_source

if TYPE_CHECKING:
    from reader.cable.annotate.word_forms import WordForms

HEAD = 0
"""The value of ``Line.ordinal`` for the head of the cable."""
MEASURE = 72
"""Cells of text in a line, where they fit."""


@dataclass(frozen=True, slots=True)
class Options:
    """What the user has opened or folded."""

    header_open: bool = False
    """All of the header instead of about three lines."""
    lists_open: bool = False
    """In the open header, long lists of addressees and TAGS as a whole, not their beginnings."""
    as_sent: bool = False
    """The normalised source, line by line, instead of the page."""
    version: str = ""
    """Which version of the cable this is, for the folded header; empty for the only one."""
    version_more: str = ""
    """The same for the open header."""
    portions: PortionFilter = field(default_factory=PortionFilter)
    """The paragraphs of other levels are dimmed, or one line each."""
    unfolded: int | None = None
    """The ordinal of a paragraph that is shown whole even so, because the user went to words in it."""
    forms: WordForms | None = None
    """How the library writes words, to show a cable in capitals in sentence case; None to show it as sent."""
    known: WordForms | None = None
    """The words of the library, to show those whole that are broken at the end of a line."""


class Spot(NamedTuple):
    """A place in the text."""

    flow: int
    offset: int


@dataclass(frozen=True, slots=True)
class Layout:
    """A cable laid out in rows."""

    cable: Cable
    width: int
    """Of the pane, in cells."""
    column: int
    """Where the text begins, to the right of the gutter."""
    gutter: int
    """Cells of the gutter: bar, sign, number, space; it ends where the text begins."""
    options: Options
    lines: Sequence[Line]
    flows: tuple[Flow, ...]
    flow_rows: tuple[tuple[int, int], ...]
    """Rows of each flow, half-open."""
    spans: tuple[tuple[int, int], ...]
    """Rows of each paragraph, half-open, by ordinal - 1."""
    sent: int | None
    """The flow with the source; None unless the cable is shown as sent."""
    folded: bool = False
    """Whether the open header has lists of which only the beginning is shown."""

    def __len__(self) -> int:
        return len(self.lines)

    def pieces(self, row: int) -> tuple[Piece, ...]:
        """The pieces of a row, from ``Line.left`` on."""
        line = self.lines[row]
        if line.flow < 0:
            return line.lead
        flow = self.flows[line.flow]
        found = list(line.lead)
        at = line.start
        for start, end, role in flow.roles_in(line.start, line.end):
            start, end = max(start, line.start), min(end, line.end)
            if at < start:
                found.append(Piece(flow.text[at:start], flow.role, at))
            found.append(Piece(flow.text[start:end], role, start))
            at = end
        if at < line.end:
            found.append(Piece(flow.text[at : line.end], flow.role, at))
        return tuple(found)

    def text(self, row: int) -> str:
        """The text of a row without the gutter."""
        body = "".join(piece.text for piece in self.pieces(row))
        return " " * self.lines[row].left + body if body else ""

    def is_faded(self, row: int) -> bool:
        """Whether a row is of a paragraph that the filter by portion does not show."""
        paragraph = self.cable.paragraph(self.lines[row].ordinal or HEAD)
        return paragraph is not None and not self.options.portions.shows(paragraph)

    def rows_of(self, ordinal: int | None) -> tuple[int, int]:
        """The rows of a paragraph, half-open; those of the head of the cable for None or an unknown one."""
        if ordinal is not None and 1 <= ordinal <= len(self.spans):
            return self.spans[ordinal - 1]
        end = bisect_left(range(len(self.lines)), True, key=lambda row: self.lines[row].ordinal != HEAD)
        return 0, max(end, 1)

    def paragraph_at(self, row: int) -> int | None:
        """The ordinal of the paragraph in a row, or of the last one before it; None above the first."""
        return bisect_right(self.spans, row, key=lambda rows: rows[0]) or None

    def flow_of(self, ordinal: int) -> int | None:
        """The flow with the text of a paragraph; None if it is not on the page."""
        if not 1 <= ordinal <= len(self.spans):
            return None
        if self.sent is not None:
            return self.sent
        return self.lines[self.spans[ordinal - 1][0]].flow

    def in_flow(self, ordinal: int, start: int, end: int) -> tuple[int, int, int] | None:
        """(flow, start, end) of a range in a paragraph's clean text; None if it is not on the page."""
        paragraph = self.cable.paragraph(ordinal)
        flow = self.flow_of(ordinal)
        if paragraph is None or flow is None:
            return None
        if self.sent is not None:
            start, end = to_source(paragraph, start, end)
        return flow, start, end

    def clean(self, spot: Spot, ordinal: int | None = None) -> tuple[int, int] | None:
        """(ordinal, clean offset) of a place in a paragraph; None for a place outside all paragraphs.

        With ``ordinal``, a place outside that paragraph is moved to its nearer end.
        """
        flow = self.flows[spot.flow]
        if flow.ordinal is not None and ordinal in (None, flow.ordinal):
            return flow.ordinal, min(spot.offset, len(flow.text))
        paragraphs = self.cable.paragraphs
        if self.sent is not None:
            if ordinal is None:
                before = bisect_right(paragraphs, spot.offset, key=lambda one: one.span.start)
                if not before or spot.offset >= paragraphs[before - 1].span.end:
                    return None
                ordinal = before
            paragraph = paragraphs[ordinal - 1]
            return ordinal, min(paragraph.map.to_clean(spot.offset), len(paragraph.text))
        if ordinal is None:
            return None
        own = self.flow_of(ordinal)
        after = own is not None and spot.flow > own
        return ordinal, len(paragraphs[ordinal - 1].text) if after else 0

    def row_of(self, flow: int, offset: int) -> int:
        """The row of a character in a flow; for a space where the line was broken, the row before."""
        first, last = self.flow_rows[flow]
        return max(first, bisect_right(self.lines, offset, first, last, key=lambda line: line.start) - 1)

    def column_of(self, row: int, offset: int) -> int:
        """The column of a character in its row."""
        line = self.lines[row]
        text = self.flows[line.flow].text
        return self._text_column(line) + cell_width_before(
            text, line.start, min(max(offset, line.start), line.end)
        )

    def spot_at(self, row: int, column: int) -> Spot | None:
        """The character at a column; left of the text its first one, right of it the place after the last.

        None in a blank row and outside the page.
        """
        if not 0 <= row < len(self.lines) or self.lines[row].flow < 0:
            return None
        line = self.lines[row]
        cell = column - self._text_column(line)
        text = self.flows[line.flow].text
        return Spot(line.flow, offset_at_cell(text, line.start, line.end, cell) if cell > 0 else line.start)

    def covers(self, row: int, column: int) -> bool:
        """Whether there is a character at a column."""
        line = self.lines[row]
        start = self._text_column(line)
        end = start + cell_width_before(self.flows[line.flow].text, line.start, line.end)
        return line.flow >= 0 and start <= column < end

    def link_at(self, spot: Spot) -> PageLink | None:
        """The link at a place."""
        return next(iter(self.flows[spot.flow].links_in(spot.offset, spot.offset + 1)), None)

    def links_between(self, top: int, bottom: int) -> list[tuple[int, PageLink]]:
        """(flow, link) of the links in rows ``top`` up to ``bottom``, in reading order."""
        found: list[tuple[int, PageLink]] = []
        for index in sorted({line.flow for line in self.lines[top:bottom] if line.flow >= 0}):
            flow, (first, end) = self.flows[index], self.flow_rows[index]
            start = self.lines[max(first, top)].start
            stop = self.lines[bottom].start if bottom < end else len(flow.text)
            found += [(index, link) for link in flow.links_in(start, stop) if start <= link.start]
        return found

    def _text_column(self, line: Line) -> int:
        return self.column + line.left + sum(cell_width(piece.text) for piece in line.lead)
