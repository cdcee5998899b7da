"""Blocks: the kind of every stretch of the source, without gap or overlap."""

from __future__ import annotations

from itertools import pairwise

from reader.cable.assemble import Part, Role
from reader.cable.body import Body
from reader.cable.head import Head
from reader.cable.lines import Lines
from reader.cable.model import Block, BlockKind, Span
from reader.cable.tail import Tail


def tile(lines: Lines, head: Head, body: Body, parts: list[Part], tail: Tail) -> tuple[Block, ...]:
    """Blocks over all lines; lines of one kind in a row are one block, but each part begins its own."""
    kinds = head.kinds + body.kinds
    kinds += [BlockKind.FURNITURE if text else BlockKind.BLANK for text in lines.text[len(kinds) :]]
    if tail.signature is not None:
        kinds[tail.signature] = BlockKind.SIGNATURE
    fresh: set[int] = set()
    for part in parts:
        fresh.add(part.chunks[0].first)
        if part.role is Role.HEADING:
            for chunk in part.chunks:
                kinds[chunk.first : chunk.last + 1] = [BlockKind.HEADING] * (chunk.last + 1 - chunk.first)
    blocks: list[Block] = []
    start = 0
    starts = lines.starts
    fresh.update(at for at, (one, next_) in enumerate(pairwise(kinds), 1) if one is not next_)
    for at in sorted(fresh - {0}):
        if starts[at] > start:
            blocks.append(Block(kinds[at - 1], Span(start, starts[at])))
        start = starts[at]
    if len(lines.source) > start:
        blocks.append(Block(kinds[-1], Span(start, len(lines.source))))
    return tuple(blocks)
