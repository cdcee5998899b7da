"""Takes lines, boxes and ornaments from what is drawn; what they say is said in words. Pure."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

WORDS = dict(zip("●•▸›→←▲✓✗−·", "**>>><^+x--", strict=True))
"""Signs with a plain one in their place, of the same width."""


@lru_cache(2048)
def plain(text: str) -> str:
    """A text without lines, boxes and blocks, cell by cell."""
    return text if text.isascii() else "".join(map(_plain_sign, text))


def _plain_sign(sign: str) -> str:
    if sign in WORDS:
        return WORDS[sign]
    name = unicodedata.name(sign, "")
    is_ornament = name.startswith("BOX DRAWINGS") or name.endswith("BLOCK") or "EIGHTH" in name
    return " " if is_ornament else sign


class PlainSigns(LineFilter):
    """Draws every line of the screen so."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments with plain signs."""
        return [
            segment if segment.control else Segment(plain(segment.text), segment.style)
            for segment in segments
        ]


PLAIN = PlainSigns()
"""The one filter: what it makes of a line is cached with it."""
