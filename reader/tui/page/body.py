"""The body of the page: headings, numbered paragraphs with their bullets and tables, the signature."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from reader.cable.frus import marked_head, signature_line
from reader.cable.model import Heading, NumberSource, Paragraph, Portion
from reader.terminal_text import cell_width, is_narrow, safe_same_length
from reader.tui.page.builder import Page, number_of
from reader.tui.page.capitals import shown_heading
from reader.tui.page.flows import ParagraphFlow, TextFlow
from reader.tui.page.footnotes import Footnotes, lay_footnotes
from reader.tui.page.lines import Line, Piece
from reader.tui.page.model import HEAD
from reader.tui.page.roles import portion_role, portion_text, redactions
from reader.tui.page.wrap import break_lines, cut_lines

FOLDED = "▸"
"""Before a paragraph of which only the beginning is shown."""
_STEP = 2
"""Cells by which a bullet is indented."""


def lay_body(page: Page) -> None:
    """Add headings and paragraphs in the order of the text, each with its footnotes, then the signature."""
    footnotes = Footnotes(page.cable)
    lay_footnotes(page, footnotes.of_document(marked_head(page.cable.source)), HEAD)
    folded = False
    for part in page.cable.body:
        was_folded, folded = folded, _is_folded(page, part)
        if not (folded and was_folded):
            page.blank()
        if isinstance(part, Paragraph):
            _paragraph(page, part)
        else:
            _heading(page, part)
        lay_footnotes(page, footnotes.marked_at(part))
    if page.cable.signers:
        page.blank()
        text = safe_same_length(", ".join(page.cable.signers).replace("\n", " "))
        broken = break_lines(text, 0, len(text), page.measure)
        lines = [Line(0, start, end, page.measure - cell_width(text[start:end])) for start, end in broken]
        page.flow(TextFlow("signature", text, "signature"), lines)
        lay_footnotes(page, footnotes.marked_in(signature_line(page.cable.source)))


def _is_folded(page: Page, part: Heading | Paragraph) -> bool:
    """Whether a paragraph is shown by one line only."""
    portions = page.options.portions
    if not isinstance(part, Paragraph) or part.ordinal == page.options.unfolded:
        return False
    return portions.folds and not portions.shows(part)


def portion_lead(portion: Portion | None) -> tuple[Piece, ...]:
    """The portion mark before a text, with a space; nothing without one."""
    if portion is None:
        return ()
    mark = safe_same_length(portion_text(portion).replace("\n", " "))
    return Piece(mark, portion_role(portion.level)), Piece(" ", "text")


def _heading(page: Page, heading: Heading) -> None:
    text = safe_same_length(shown_heading(heading.text.replace("\n", " "), page.forms))
    lead = portion_lead(heading.portion)
    before = sum(cell_width(piece.text) for piece in lead)
    lines: list[Line] = []
    if before > page.measure // 2:
        lines, lead, before = _lead_rows(lead, page.measure, None), (), 0
    broken = break_lines(text, 0, len(text), page.measure, first=page.measure - before)
    lines += [Line(0, start, end, lead=() if at else lead) for at, (start, end) in enumerate(broken)]
    page.flow(TextFlow("heading", text, "heading", role_spans=redactions(text)), lines)


class _Chunk(NamedTuple):
    """A piece of clean text between two newlines."""

    start: int
    end: int
    left: int
    """Its indent in cells."""
    hang: int
    """The additional indent of its second and later lines."""
    verbatim: bool


def _chunks(paragraph: Paragraph, text: str) -> Iterator[_Chunk]:
    """The chunks of a paragraph: continuation blocks, bullets, lines of a table."""
    bullets = {item.span.start: item for item in paragraph.items}
    tables = iter(paragraph.verbatim)
    table = next(tables, None)
    start = 0
    while start <= len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        while table is not None and table.end <= start:
            table = next(tables, None)
        item = bullets.get(start)
        if table is not None and table.start < max(end, start + 1):
            yield _Chunk(start, end, 0, 0, True)
        elif item is not None:
            yield _Chunk(start, end, _STEP, cell_width(text[start : item.body]), False)
        else:
            yield _Chunk(start, end, 0, 0, False)
        start = end + 1


def _paragraph(page: Page, paragraph: Paragraph) -> None:
    faded, folded = not page.options.portions.shows(paragraph), _is_folded(page, paragraph)
    parted = page.broken_words(paragraph)
    flow = ParagraphFlow(paragraph, page.forms, parted, page.acronyms, faded=faded)
    ordinal, number, lead = paragraph.ordinal, number_of(paragraph), portion_lead(paragraph.portion)
    if faded:
        lead = tuple(piece._replace(role="faded") for piece in lead)
    if folded:
        lead = (Piece(f"{FOLDED} ", "faded"), *lead)
    if not page.numbers_hang:
        lead, number = (Piece(f"{number} ", "number"), *lead), ""
    before = sum(cell_width(piece.text) for piece in lead)
    above: list[Line] = []
    table_first = bool(paragraph.verbatim) and paragraph.verbatim[0].start == 0
    if before > page.measure // 2 or table_first:  # the mark would leave no room for words, or shift a column
        above, lead, before = _lead_rows(lead, page.measure, ordinal), (), 0
    # Repairs and sentence case change no width, so the text that is shown need not be made yet.
    narrow = is_narrow(paragraph.text) and not parted
    text = paragraph.text if narrow else flow.text
    broken = [(chunk, _break(page, chunk, text, before, narrow)) for chunk in _chunks(paragraph, text)]

    def lines(index: int) -> list[Line]:
        made = [line._replace(flow=index) for line in above]
        for chunk, spans in broken:
            for at, (start, end) in enumerate(spans):
                left = chunk.left + (_hang(page, chunk) if at else 0)
                made.append(Line(index, start, end, left, ordinal=ordinal))
        if lead:
            made[0] = made[0]._replace(lead=lead)
        inferred = paragraph.number_source is NumberSource.INFERRED
        made[0] = made[0]._replace(number=number, inferred=inferred)
        return made[:1] if folded else made

    rows = 1 if folded else len(above) + sum(len(spans) for _, spans in broken)
    page.flow_later(flow, (rows, lines))


def _hang(page: Page, chunk: _Chunk) -> int:
    """The indent of the later lines of a chunk; none where the pane is too narrow for it."""
    return chunk.hang if chunk.hang <= (page.measure - chunk.left) // 2 else 0


def _break(page: Page, chunk: _Chunk, text: str, before: int, narrow: bool) -> list[tuple[int, int]]:
    """The lines of a chunk; ``before``: the cells of what is before the first line of the paragraph.

    ``narrow`` says that the text is known to be.
    """
    start, end, *_ = chunk
    if chunk.verbatim:
        return cut_lines(text, start, end, page.width - page.column)
    width = page.measure - chunk.left
    first, hang = width - (before if start == 0 else 0), _hang(page, chunk)
    rest = width - hang if end - start > first else width
    return break_lines(text, start, end, rest, first=first, narrow=narrow)


def _lead_rows(lead: tuple[Piece, ...], width: int, ordinal: int | None) -> list[Line]:
    """Number and mark in rows of their own, cut where the pane is too narrow even for them."""
    rows = []
    for text, role, _ in lead:
        for start, end in break_lines(text, 0, len(text.rstrip()), width):
            if text[start:end].strip():
                rows.append(Line(lead=(Piece(text[start:end], role),), ordinal=ordinal))
    return rows
