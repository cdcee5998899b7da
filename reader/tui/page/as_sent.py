"""The cable as sent: its normalised source, line by line, with nothing hidden or moved."""

from __future__ import annotations

from bisect import bisect_right

from reader.cable.model import Block, BlockKind
from reader.terminal_text import safe_same_length
from reader.tui.page.builder import Page
from reader.tui.page.model import HEAD, Flow, Line
from reader.tui.page.roles import RoleSpan, in_source, without_overlaps
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


def lay_source(page: Page) -> None:
    """Add every line of the source; lines too long for the pane continue in the next row."""
    cable = page.cable
    text = safe_same_length(cable.source)
    first_row = len(page.lines)
    paragraphs = cable.paragraphs
    starts = [paragraph.span.start for paragraph in paragraphs]
    lines: list[Line] = []
    start = 0
    while start <= len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        before = bisect_right(starts, end)
        inside = before > 0 and start < paragraphs[before - 1].span.end
        ordinal = before if inside else (None if before else HEAD)
        rows = [Line(0, *each, ordinal=ordinal) for each in break_lines(text, start, end, page.measure)]
        if inside and start < end:
            page.mark(before, first_row + len(lines), first_row + len(lines) + len(rows))
        lines += rows
        start = end + 1
    marks, links = in_source(cable)
    faded = [RoleSpan(*one.span, "faded") for one in paragraphs if not page.options.portions.shows(one)]
    role_spans = _between([*_blocks(cable.blocks), *faded], marks)
    page.sent = page.flow(Flow("source", text, "text", None, role_spans, links), lines)


def _blocks(blocks: tuple[Block, ...]) -> list[RoleSpan]:
    return [RoleSpan(*block.span, role) for block in blocks if (role := _BLOCK_ROLES.get(block.kind))]


def _between(blocks: list[RoleSpan], marks: tuple[RoleSpan, ...]) -> tuple[RoleSpan, ...]:
    """All spans; blocks such as a page break inside a paragraph replace the spans they cross."""
    return without_overlaps([*blocks, *marks])
