"""Stores the offsets of a text's paragraphs in some fifty bytes, so that showing hits needs no parsing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from reader.cable.model import Paragraph


class ParagraphSpan(NamedTuple):
    """A paragraph. Its ordinal is its position in the list, counted from 1."""

    start: int
    """Offset in the normalised text, in characters."""
    end: int
    """Offset of its end, exclusive."""
    level: int
    """The level of its portion mark; 0: none."""


def level_of(paragraph: Paragraph) -> int:
    """The level of a paragraph's portion mark; 0: none."""
    return int(paragraph.portion.level) if paragraph.portion else 0


def pack(paragraphs: Iterable[ParagraphSpan]) -> bytes:
    """Encode paragraphs, which must be in ascending order, as differences in bytes of seven bits."""
    packed = bytearray()
    position = 0
    for start, end, level in paragraphs:
        for number in (max(start - position, 0), max(end - start, 0), level):
            while number > 0x7F:
                packed.append(number & 0x7F | 0x80)
                number >>= 7
            packed.append(number)
        position = max(start, position) + max(end - start, 0)
    return bytes(packed)


def unpack(packed: bytes) -> list[ParagraphSpan]:
    """The reverse of :func:`pack`. Damaged bytes give wrong paragraphs, never an error."""
    numbers: list[int] = []
    number = shift = 0
    for byte in packed:
        number |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            numbers.append(number)
            number = shift = 0
    paragraphs = []
    position = 0
    for gap, length, level in zip(*[iter(numbers)] * 3, strict=False):
        paragraphs.append(ParagraphSpan(position + gap, position + gap + length, level))
        position += gap + length
    return paragraphs
