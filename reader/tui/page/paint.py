"""Turns roles into styles: the rows of the page as segments for the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from reader.cable.annotate.broken_words import HIDDEN
from reader.tui.page.lines import Piece

ROLES = (
    "subject", "dim", "tags", "label", "heading", "text", "number", "inferred", "portion", "portion-u",
    "portion-sbu", "portion-c", "portion-s", "portion-ts", "redaction", "protect", "reference", "acronym",
    "repaired", "caption", "bullet", "furniture", "signature", "faded",
)  # fmt: skip
"""The roles of text."""
OVERLAYS = ("incoming", "link", "code", "note", "hit", "hit-here", "chosen", "cursor", "key")
"""The roles of overlays on the text, the strongest last."""
GUTTER = ("bar", "sign")

COMPONENTS = {f"reader--{name}" for name in (*ROLES, *OVERLAYS, *GUTTER)}

Overlay = tuple[int, int, str]
"""Start and end in the flow's text, and a role."""


class RoleStyles:
    """The styles of a widget's component classes, computed once for each theme."""

    def __init__(self, widget: Widget, prefix: str = "reader") -> None:
        self.base = widget.rich_style
        self._background = widget.background_colors[1]
        self._widget = widget
        self._prefix = prefix
        self._cache: dict[tuple[str, ...], Style] = {}

    def __call__(self, *names: str) -> Style:
        """The style of a role with the overlays on it, in that order."""
        style = self._cache.get(names)
        if style is None:
            style = self.base
            for name in names:
                style += self._partial(name)
            self._cache[names] = style
        return style

    def _partial(self, name: str) -> Style:
        rules = self._widget.get_component_styles(f"{self._prefix}--{name}")
        background = self._background + rules.background if rules.has_rule("background") else None
        below = background or self._background
        colour = None
        if rules.has_rule("auto_color") and rules.auto_color:
            colour = below.get_contrast_text(rules.color.a)
        elif rules.has_rule("color"):
            colour = below + rules.color
        found = Style.from_color(
            colour.rich_color if colour else None, background.rich_color if background else None
        )
        return found + rules.text_style


def paint(pieces: Iterable[Piece], over: Sequence[Overlay], styles: RoleStyles) -> list[Segment]:
    """The pieces of a row as segments, cut where overlays begin and end."""
    if not over:
        return [Segment(_drawn(piece.text), styles(piece.role)) for piece in pieces]
    segments = []
    for text, role, start in pieces:
        if start is None:
            segments.append(Segment(text, styles(role)))
            continue
        end = start + len(text)
        cuts = {start, end}
        for from_, to, _ in over:
            cuts.update(at for at in (from_, to) if start < at < end)
        ordered = sorted(cuts)
        for from_, to in pairwise(ordered):
            names = {name for a, b, name in over if a <= from_ and to <= b}
            stack = (role, *(name for name in OVERLAYS if name in names))
            segments.append(Segment(_drawn(text[from_ - start : to - start]), styles(*stack)))
    return segments


def _drawn(text: str) -> str:
    """The characters for the terminal, which need not know how to draw a hidden one."""
    return text.replace(HIDDEN, "") if not text.isascii() else text


def row_strip(gutter: Iterable[Segment], segments: Sequence[Segment], width: int, base: Style) -> Strip:
    """A whole row, exactly ``width`` cells wide."""
    return Strip([*gutter, *segments]).adjust_cell_length(width, base)
