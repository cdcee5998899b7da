"""Blocks: what each stretch of the source is, without gaps or overlaps."""

from __future__ import annotations

from itertools import compress, count, pairwise, repeat
from operator import is_not

from reader.cable.body.assemble import HEADING, Part
from reader.cable.body.chunks import Body
from reader.cable.head.head_lines import Head
from reader.cable.model import Block, BlockKind
from reader.cable.source.source_lines import Lines
from reader.cable.span import Span, new
from reader.cable.tail.signature import Tail

# Looking up an enum member takes ten times as long as looking up a name.
_BLANK, _FURNITURE, _HEADING = BlockKind.BLANK, BlockKind.FURNITURE, BlockKind.HEADING


def tile(lines: Lines, head: Head, body: Body, parts: list[Part], tail: Tail) -> tuple[Block, ...]:
    """Blocks covering all lines: adjacent lines of one kind are one block, but each part begins its own."""
    kinds = head.kinds + body.kinds
    kinds += [_FURNITURE if text else _BLANK for text in lines.text[len(kinds) :]]
    if tail.signature is not None:
        kinds[tail.signature] = BlockKind.SIGNATURE
    first = {0}
    for part in parts:
        chunk = part.chunk
        first.add(chunk.first)
        if part.role is HEADING:
            kinds[chunk.first : chunk.last + 1] = [_HEADING] * (chunk.last + 1 - chunk.first)
    first.update(compress(count(1), map(is_not, kinds[1:], kinds)))
    at = sorted(first)
    if lines.starts[at[-1]] == len(lines.source):
        del at[-1]  # the last line of a text that ends with a newline is empty
    edges = pairwise([*map(lines.starts.__getitem__, at), len(lines.source)])
    spans = map(new, repeat(Span), edges)
    return tuple(map(new, repeat(Block), zip(map(kinds.__getitem__, at), spans, strict=True)))
