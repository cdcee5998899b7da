"""The offsets of a text's paragraphs in some fifty bytes, so that a hit finds its paragraph unparsed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from reader.cable.model import Paragraph


class ParagraphSpan(NamedTuple):
    """One paragraph; its ordinal is its position in the list, from 1."""

    start: int
    """Characters of the normalised text, half-open with ``end``."""
    end: int
    level: int
    """Level of its portion mark; 0: none."""


def level_of(paragraph: Paragraph) -> int:
    """The level of a paragraph's portion mark; 0: none."""
    return int(paragraph.portion.level) if paragraph.portion else 0


def pack(paragraphs: Iterable[ParagraphSpan]) -> bytes:
    """Paragraphs in ascending order, encoded as differences of seven bits a byte."""
    packed = bytearray()
    at = 0
    for start, end, level in paragraphs:
        for number in (max(start - at, 0), max(end - start, 0), level):
            while number > 0x7F:
                packed.append(number & 0x7F | 0x80)
                number >>= 7
            packed.append(number)
        at = max(start, at) + max(end - start, 0)
    return bytes(packed)


def unpack(packed: bytes) -> list[ParagraphSpan]:
    """The reverse of :func:`pack`; damaged bytes give wrong paragraphs, never an error."""
    numbers: list[int] = []
    number = shift = 0
    for byte in packed:
        number |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            numbers.append(number)
            number = shift = 0
    paragraphs = []
    at = 0
    for gap, length, level in zip(*[iter(numbers)] * 3, strict=False):
        paragraphs.append(ParagraphSpan(at + gap, at + gap + length, level))
        at += gap + length
    return paragraphs
