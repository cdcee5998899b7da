"""The colours of codes: a few muted ones have names; stored as ``#rrggbb``, as in other programs."""

from __future__ import annotations

import re
from collections.abc import Mapping

COLOURS: Mapping[str, str] = {
    "red": "#c26d63",
    "orange": "#c08a4e",
    "yellow": "#b0a048",
    "green": "#6f9e6a",
    "teal": "#4f9c98",
    "blue": "#6690c4",
    "violet": "#9a80c0",
    "pink": "#bb7aa3",
}
"""Readable on dark and light backgrounds."""

_HEX = re.compile(r"#[0-9a-fA-F]{6}")


def hex_of(colour: str) -> str | None:
    """``#rrggbb`` for a name or hexadecimal colour; None if it is neither."""
    colour = COLOURS.get(colour.strip().lower(), colour.strip())
    return colour.lower() if _HEX.fullmatch(colour) else None


def name_of(colour: str) -> str:
    """The name of a colour if it has one, otherwise the colour as written."""
    known = {value: name for name, value in COLOURS.items()}
    return known.get(hex_of(colour) or "", colour)
