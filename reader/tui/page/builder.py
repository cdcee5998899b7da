"""Collects the lines of a page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from reader.cable.annotate.broken_words import BrokenWord, KnownWords, has_hyphens
from reader.cable.model import Cable, NumberSource, Paragraph
from reader.terminal_text import cell_width
from reader.tui.page.capitals import in_capitals
from reader.tui.page.flows import Flow
from reader.tui.page.lines import Line, Lines, Piece
from reader.tui.page.model import HEAD, MEASURE, Layout, Options
from reader.tui.page.roles import FirstAcronyms
from reader.tui.page.wrap import break_at, break_lines

_BAR_AND_SIGN = 2
_DIGITS = 2
"""Cells for the number, so that the text begins at the same column in most cables."""
_AIR = 1
"""Cells kept free right of the text."""


class Page:
    """A page being laid out: flows and lines are added from top to bottom."""

    def __init__(self, cable: Cable, width: int, options: Options) -> None:
        self.cable = cable
        self.width = width
        self.options = options
        labels = max((len(number_of(one)) for one in cable.paragraphs), default=0)
        labels = max(labels, _DIGITS)
        gutter = _BAR_AND_SIGN + (0 if options.as_sent else labels + 1)
        if width < gutter + 12:
            gutter = min(_BAR_AND_SIGN, width - 1)
        self.gutter = gutter
        room = max(width - gutter - _AIR, 1)
        self.measure = room if options.as_sent else min(room, MEASURE)
        self.column = gutter + (0 if options.as_sent else (room - self.measure) // 2)
        self.lines = Lines()
        self.flows: list[Flow] = []
        self._flow_rows: list[tuple[int, int]] = []
        self._text_end = 0
        """The row after the last flow."""
        self._first: dict[int, int] = {}
        self._last: dict[int, int] = {}
        self.forms = options.forms if options.forms is not None and in_capitals(cable) else None
        """How words are written, where the cable is shown in sentence case."""
        self._known: KnownWords | None = None
        shown = options.portions.shows
        self.acronyms = FirstAcronyms(part for part in cable.paragraphs if options.as_sent or shown(part))
        self.sent: int | None = None
        self.folded = False

    @property
    def numbers_hang(self) -> bool:
        """Whether paragraph numbers fit in the gutter."""
        return self.gutter > _BAR_AND_SIGN

    def broken_words(self, paragraph: Paragraph) -> tuple[BrokenWord, ...]:
        """The words of a paragraph that are broken with a hyphen and shown whole: only in capitals."""
        if not has_hyphens(paragraph.text):
            return ()
        if self._known is None:
            self._known = KnownWords(self.cable.paragraphs if in_capitals(self.cable) else ())
        return self._known.joined(paragraph.ordinal, self.options.forms or self.options.known)

    def blank(self, ordinal: int | None = None) -> None:
        """Add a blank row, but not at the top of the page and never two in sequence."""
        end = len(self.lines)
        if end and (ordinal is not None or end == self._text_end):
            self.lines.add(Line(ordinal=ordinal))

    def flow(self, flow: Flow, lines: list[Line]) -> None:
        """Add a flow with its lines, whose ``flow`` is set here."""
        self.flow_later(flow, (len(lines), lambda index: [Line(index, *line[1:]) for line in lines]))

    def flow_later(self, flow: Flow, *parts: tuple[int, Callable[[int], Sequence[Line]]]) -> None:
        """Add a flow with its rows: for each part their number, and what makes them, given its index."""
        index, first = len(self.flows), len(self.lines)
        self.flows.append(flow)
        for rows, make in parts:
            self.lines.add_later(rows, partial(make, index))
        self._text_end = end = len(self.lines)
        self._flow_rows.append((first, end))
        if flow.ordinal is not None:
            self.mark(flow.ordinal, first, end)

    def mark(self, ordinal: int, first: int, end: int) -> None:
        """Record the rows of a paragraph."""
        self._first.setdefault(ordinal, first)
        self._last[ordinal] = end

    def centred(
        self, flow: Flow, ordinal: int | None = HEAD, lead: tuple[Piece, ...] = (), separator: str = ""
    ) -> None:
        """Add a flow of centred lines of about the same length; broken at the separator if there is one."""
        width, text = self.measure, flow.text
        before = sum(cell_width(piece.text) for piece in lead)

        def lines_of(room: int) -> list[tuple[int, int]]:
            if separator:
                return break_at(separator, text, room)
            return break_lines(text, 0, len(text), room, first=room - before)

        broken = lines_of(width)
        if 1 < len(broken) <= 4:
            for narrower in range((cell_width(text) + before) // len(broken), width):
                even = lines_of(narrower)
                if len(even) <= len(broken):
                    broken = even
                    break
        lines = []
        for at, (start, end) in enumerate(broken):
            own = lead if at == 0 else ()
            size = cell_width(text[start:end]) + (before if own else 0)
            lines.append(Line(0, start, end, max(width - size, 0) // 2, own, ordinal=ordinal))
        self.flow(flow, lines)

    def finish(self) -> Layout:
        """The finished page."""
        spans, row = [], 0
        for paragraph in self.cable.paragraphs:
            first = self._first.get(paragraph.ordinal, row)
            row = self._last.get(paragraph.ordinal, first)
            spans.append((first, row))
        return Layout(
            self.cable,
            self.width,
            self.column,
            self.gutter,
            self.options,
            self.lines or (Line(ordinal=HEAD),),
            tuple(self.flows),
            tuple(self._flow_rows),
            tuple(spans),
            self.sent,
            self.folded,
        )


def number_of(paragraph: Paragraph) -> str:
    """The number in the gutter: ``7``, ``7²`` where the drafter used it again; ``[7]`` if it was inferred;
    our own ``§7`` if there is none.
    """
    short = paragraph.address.short
    inferred = paragraph.number is not None and paragraph.number_source is NumberSource.INFERRED
    return f"[{short}]" if inferred else short
