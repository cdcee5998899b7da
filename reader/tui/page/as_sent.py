"""The cable as sent: its normalised source, line by line, with nothing hidden or moved."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import partial

from reader.cable.model import BlockKind, Cable, Paragraph
from reader.terminal_text import is_narrow, safe_same_length
from reader.tui.page.builder import Page
from reader.tui.page.flows import TextFlow, overlapping
from reader.tui.page.lines import Line
from reader.tui.page.model import HEAD
from reader.tui.page.roles import PageLink, RoleSpan, roles_in_source, without_overlaps
from reader.tui.page.wrap import break_lines

_BLOCK_ROLES = {
    BlockKind.PREAMBLE: "furniture",
    BlockKind.HEADER: "furniture",
    BlockKind.PAGE_BREAK: "furniture",
    BlockKind.RULE: "furniture",
    BlockKind.FURNITURE: "furniture",
    BlockKind.HEADING: "heading",
    BlockKind.SIGNATURE: "signature",
}
_PART = 100
"""Rows whose lines are made together."""


def lay_source(page: Page) -> None:
    """Add every line of the source; lines too long for the pane continue in the next row."""
    cable, first_row = page.cable, len(page.lines)
    flow = SourceFlow(page)
    rows = _rows(flow.text, page.measure)
    for paragraph, first, end in _paragraph_rows(cable, flow.text, rows):
        page.mark(paragraph.ordinal, first_row + first, first_row + end)
    page.sent = len(page.flows)
    parts = (rows[at : at + _PART] for at in range(0, len(rows), _PART))
    page.flow_later(flow, *((len(part), partial(_lines, cable, flow.text, part)) for part in parts))


def _rows(text: str, width: int) -> list[tuple[int, int]]:
    """The rows of the source, as half-open character offsets."""
    rows: list[tuple[int, int]] = []
    narrow = is_narrow(text)
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        if narrow and end - start <= width:
            rows.append((start, end))
        else:
            rows += break_lines(text, start, end, width)
        start = end + 1
    return rows


def _paragraph_rows(
    cable: Cable, text: str, rows: Sequence[tuple[int, int]]
) -> Iterator[tuple[Paragraph, int, int]]:
    """Each paragraph with its rows, half-open, without blank ones around it."""
    firsts = [bisect_left(rows, (_line_start(text, one.span.start),)) for one in cable.paragraphs]
    for paragraph, first, limit in zip(cable.paragraphs, firsts, (*firsts[1:], len(rows)), strict=False):
        line_end = text.find("\n", paragraph.span.end - 1)
        end = min(bisect_left(rows, (line_end + 1,)), limit) if line_end >= 0 else limit
        while first < end and rows[first][0] == rows[first][1]:
            first += 1
        while first < end and rows[end - 1][0] == rows[end - 1][1]:
            end -= 1
        if first < end:
            yield paragraph, first, end


def _line_start(text: str, at: int) -> int:
    """Where the line of the source with this character begins."""
    return text.rfind("\n", 0, at) + 1


def _lines(cable: Cable, text: str, rows: Sequence[tuple[int, int]], flow: int) -> list[Line]:
    """Some rows with the paragraphs they belong to."""
    paragraphs = cable.paragraphs
    lines = []
    for start, end in rows:
        line_end = text.find("\n", end)
        before = bisect_right(paragraphs, line_end if line_end >= 0 else len(text), key=_start)
        inside = before > 0 and _line_start(text, start) < paragraphs[before - 1].span.end
        ordinal = before if inside else (None if before else HEAD)
        lines.append(Line(flow, start, end, ordinal=ordinal))
    return lines


def _start(paragraph: Paragraph) -> int:
    return paragraph.span.start


class SourceFlow(TextFlow):
    """The text of the source. The roles and links of a paragraph are found when one of its rows is drawn."""

    def __init__(self, page: Page) -> None:
        super().__init__("source", safe_same_length(page.cable.source), "text")
        self._page = page
        blocks = page.cable.blocks
        self._blocks = [RoleSpan(*one.span, role) for one in blocks if (role := _BLOCK_ROLES.get(one.kind))]
        self._found: dict[int, tuple[tuple[RoleSpan, ...], tuple[PageLink, ...]]] = {}

    def roles_in(self, start: int, end: int) -> Sequence[RoleSpan]:
        """Blocks such as a page break inside a paragraph replace the spans they cross."""
        spans = list(overlapping(self._blocks, start, end))
        for paragraph in self._paragraphs(start, end):
            spans += overlapping(self._parts(paragraph)[0], start, end)
            if not self._page.options.portions.shows(paragraph):
                spans.append(RoleSpan(*paragraph.span, "faded"))
        return overlapping(without_overlaps(spans), start, end)

    def links_in(self, start: int, end: int) -> Sequence[PageLink]:
        """Those of all paragraphs there."""
        paragraphs = self._paragraphs(start, end)
        return [link for one in paragraphs for link in overlapping(self._parts(one)[1], start, end)]

    def _paragraphs(self, start: int, end: int) -> Sequence[Paragraph]:
        """The paragraphs with a character from ``start`` up to ``end``."""
        paragraphs = self._page.cable.paragraphs
        first = bisect_right(paragraphs, start, key=lambda one: one.span.end)
        return paragraphs[first : bisect_left(paragraphs, end, first, key=_start)]

    def _parts(self, paragraph: Paragraph) -> tuple[tuple[RoleSpan, ...], tuple[PageLink, ...]]:
        found = self._found.get(paragraph.ordinal)
        if found is None:
            page = self._page
            found = self._found[paragraph.ordinal] = roles_in_source(page.cable, paragraph, page.acronyms)
        return found
