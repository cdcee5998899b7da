"""The colour of a code on the screen."""

from __future__ import annotations

from reader.notes.codebook.colours import COLOURS, hex_of, name_of


def swatch(colour: str) -> tuple[str, str]:
    """A sign for a colour, and the role to draw it in. Named colours are shown by their first letter."""
    found = hex_of(colour)
    if found is None:
        return "·", "dim"
    return name_of(colour)[:1] if name_of(colour) in COLOURS else "■", found
