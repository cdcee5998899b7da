"""The outline of a cable: its headings and paragraphs, and which of them are summary, comment or request."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from reader.cable.model import Cable, Heading, Paragraph, Portion, Region

LONGEST = 200
"""Characters of a paragraph that an outline needs at most."""


class OutlinePart(NamedTuple):
    """A line of the outline."""

    text: str
    """The heading, or the first words of the paragraph, on one line."""
    ordinal: int | None
    """The paragraph it leads to: for a heading the one below it. None in a cable without paragraphs."""
    paragraph: Paragraph | None = None
    """None for a heading."""
    portion: Portion | None = None
    regions: tuple[str, ...] = ()
    """``summary``, ``comment``, ``action request`` ... that the paragraph belongs to."""

    @property
    def unsaid(self) -> tuple[str, ...]:
        """The regions that its own first word does not name: ``Comment: ...`` does."""
        start = self.text.lstrip(" -*(").lower()
        return tuple(kind for kind in self.regions if not start.startswith(kind))


def outline(cable: Cable) -> list[OutlinePart]:
    """Headings and paragraphs in the order of the text."""
    body = cable.body
    parts: list[OutlinePart] = []
    below = cable.paragraphs[-1].ordinal if cable.paragraphs else None
    for part in reversed(body):
        if isinstance(part, Paragraph):
            below = part.ordinal
            parts.append(_paragraph(part, cable.regions))
        else:
            parts.append(_heading(part, below))
    return parts[::-1]


def _heading(heading: Heading, below: int | None) -> OutlinePart:
    return OutlinePart(_one_line(heading.text), below, portion=heading.portion)


def _paragraph(paragraph: Paragraph, regions: Sequence[Region]) -> OutlinePart:
    """Quoted text and notes inside a paragraph count where they are most of it."""
    start, end = paragraph.span
    half = (end - start) / 2
    kinds = (
        region.kind for region in regions if min(region.span.end, end) - max(region.span.start, start) > half
    )
    return OutlinePart(
        _one_line(paragraph.text),
        paragraph.ordinal,
        paragraph,
        paragraph.portion,
        tuple(dict.fromkeys(kinds)),
    )


def _one_line(text: str) -> str:
    return " ".join(text[:LONGEST].split())
