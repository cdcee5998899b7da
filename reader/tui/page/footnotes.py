"""Footnotes of printed documents at their place: below the paragraph or heading that has their mark.

They are paragraphs of their own at the end of the text, where they are addressed, quoted and exported. What
is shown at the mark belongs to no paragraph.
"""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Iterator

from reader.cable.annotate.repairs import repaired, repairs
from reader.cable.frus import FOOTNOTES, MARK, is_frus_text, marked_head
from reader.cable.model import Cable, Heading, Paragraph
from reader.terminal_text import cell_width, safe_same_length
from reader.tui.page.builder import Page
from reader.tui.page.flows import TextFlow
from reader.tui.page.lines import Line
from reader.tui.page.roles import RoleSpan, page_links
from reader.tui.page.wrap import break_lines

INDENT = 4
"""Cells by which a footnote is indented."""
_LABEL = re.compile(rf"{MARK.pattern} ")
_SOURCE = "Source: "


class Footnotes:
    """The footnotes of a document, each given out once: to the first mark with its label."""

    def __init__(self, cable: Cable) -> None:
        self._with_label: dict[str, deque[Paragraph]] = defaultdict(deque)
        self._of_document: list[Paragraph] = []
        self.start = len(cable.source)
        """Where the notes begin at the end of the text: marks below stay without."""
        if not is_frus_text(cable.source):
            return
        above = [heading.span.end for heading in cable.headings if heading.text == FOOTNOTES]
        self.start = above[-1] if above else self.start
        marked = {found[1] for found in MARK.finditer(marked_head(cable.source))}
        for note in cable.paragraphs:
            if note.span.start < self.start:
                continue
            found = _LABEL.match(note.text)
            if found is None or (note.text.startswith(_SOURCE, found.end()) and found[1] not in marked):
                self._of_document.append(note)
            else:
                self._with_label[found[1]].append(note)

    def of_document(self, head: str) -> Iterator[Paragraph]:
        """The notes about the document as a whole: its source, and those with a mark in its head."""
        yield from self._of_document
        self._of_document = []
        yield from self.marked_in(head)

    def marked_in(self, text: str) -> Iterator[Paragraph]:
        """The notes with a mark in a text, each followed by the notes on it."""
        marks = [MARK.finditer(text)]
        while marks:
            found = next(marks[-1], None)
            if found is None:
                marks.pop()
            elif waiting := self._with_label.get(found[1]):
                note = waiting.popleft()
                yield note
                marks.append(MARK.finditer(note.text, len(found[0])))

    def marked_at(self, part: Heading | Paragraph) -> Iterator[Paragraph]:
        """The notes with a mark in a part of the body."""
        return self.marked_in(part.text) if self._with_label and part.span.start < self.start else iter(())


def lay_footnotes(page: Page, notes: Iterator[Paragraph], ordinal: int | None = None) -> None:
    """Add footnotes below what has their mark; ``ordinal``: what their rows belong to, if to anything."""
    for note in notes:
        page.blank(ordinal)
        text = safe_same_length(repaired(note.text, repairs(note.text)).replace("\n", " "))
        label = _LABEL.match(text)
        left, hang = (INDENT, cell_width(label[0]) if label else 0) if page.measure > 4 * INDENT else (0, 0)
        room = page.measure - left
        broken = break_lines(text, 0, len(text), room - hang, first=room)
        lines = [
            Line(0, start, end, left + (hang if at else 0), ordinal=ordinal)
            for at, (start, end) in enumerate(broken)
        ]
        links = page_links(note)
        spans = tuple(RoleSpan(link.start, link.end, "reference") for link in links)
        page.flow(TextFlow("footnote", text, "dim", spans, links), lines)
