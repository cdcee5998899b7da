"""A screen as an SVG picture, cell by cell, so that nothing moves where a font is missing."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from rich.cells import cell_len
from rich.color import Color
from rich.style import Style
from rich.terminal_theme import MONOKAI
from textual.strip import Strip

CELL, LINE, SIZE = 8.4, 18, 14
"""Width and height of a cell and size of the font, in pixels."""
INK, PAPER = "#d6d3cb", "#16181b"


def svg(strips: Sequence[Strip], width: int) -> str:
    """The lines of a screen of this width."""
    parts = []
    for y, strip in enumerate(strips):
        column = 0
        for text, style, _ in strip:
            cells = cell_len(text)
            parts.append(_drawn(text, cells, style or Style.null(), column, y))
            column += cells
    size = f'width="{width * CELL:g}" height="{len(strips) * LINE}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size}><style>text{{font:{SIZE}px "DejaVu Sans Mono",'
        f'monospace;white-space:pre}}</style><rect width="100%" height="100%" fill="{PAPER}"/>'
        + "".join(parts)
        + "</svg>"
    )


def _drawn(text: str, cells: int, style: Style, column: int, line: int) -> str:
    ink, paper = _hex(style.color, INK), _hex(style.bgcolor, PAPER)
    if style.reverse:
        ink, paper = paper, ink
    x, y, width = column * CELL, line * LINE, cells * CELL
    drawn = f'<rect x="{x:.5g}" y="{y}" width="{width:.5g}" height="{LINE}" fill="{paper}"/>'
    words = text.strip()
    if not words:
        return drawn
    x += cell_len(text[: text.index(words)]) * CELL
    looks = "font-weight:bold;" if style.bold else ""
    looks += "font-style:italic;" if style.italic else ""
    looks = f' style="{looks}"' if looks else ""  # attributes would yield to the style sheet
    looks += ' text-decoration="underline"' if style.underline else ""
    looks += ' text-decoration="line-through"' if style.strike else ""
    looks += ' fill-opacity="0.6"' if style.dim else ""
    length = f'textLength="{cell_len(words) * CELL:.5g}" lengthAdjust="spacingAndGlyphs"'
    return (
        f'{drawn}<text x="{x:.5g}" y="{y + LINE - 5}" fill="{ink}" {length}{looks}>'
        f"{escape(words, quote=False)}</text>"
    )


def _hex(colour: Color | None, default: str) -> str:
    if colour is None or colour.is_default:
        return default
    return colour.get_truecolor(MONOKAI).hex
