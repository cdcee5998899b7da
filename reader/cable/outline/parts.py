"""The outline of a cable: its headings and paragraphs, and which of them are summary, comment or request."""

from __future__ import annotations

from typing import NamedTuple

from reader.cable.model import Cable, Paragraph, Portion, Region

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
    regions = _regions(cable)
    parts: list[OutlinePart] = []
    below = cable.paragraphs[-1].ordinal if cable.paragraphs else None
    for part in reversed(cable.body):
        if isinstance(part, Paragraph):
            below = part.ordinal
            kinds = regions.get(below, ())
            parts.append(OutlinePart(_one_line(part.text), below, part, part.portion, kinds))
        else:
            parts.append(OutlinePart(_one_line(part.text), below, portion=part.portion))
    return parts[::-1]


def _regions(cable: Cable) -> dict[int, tuple[str, ...]]:
    """For each paragraph the kinds of the regions that cover more than half of it, by its ordinal."""
    waiting = sorted(cable.regions, key=lambda region: region.span.start, reverse=True)
    open_: list[Region] = []
    found: dict[int, tuple[str, ...]] = {}
    for paragraph in cable.paragraphs:
        start, end = paragraph.span
        while waiting and waiting[-1].span.start < end:
            open_.append(waiting.pop())
        open_ = [region for region in open_ if region.span.end > start]
        half = (end - start) / 2
        kinds = (
            region.kind
            for region in open_
            if min(region.span.end, end) - max(region.span.start, start) > half
        )
        if names := tuple(dict.fromkeys(kinds)):
            found[paragraph.ordinal] = names
    return found


def _one_line(text: str) -> str:
    return " ".join(text[:LONGEST].split())
