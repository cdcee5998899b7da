"""Give numbers that were lost in transmission to the unnumbered blocks in their place."""

from __future__ import annotations

import re

from reader.cable.body.chunks import LONGEST_HEADING, Chunk
from reader.cable.body.headings import has_own_portion, looks_like_heading
from reader.cable.body.numbering import WIDEST_STEP
from reader.cable.source.source_lines import Lines

_SHORTEST_REDACTION = 4
"""Letters of the shortest redaction: ``XXXX``."""
_ROMAN = re.compile(r"[ivx]{1,4}\. ")
"""An item of a questionnaire, ``iii. No``: never a paragraph."""


def fill_gaps(lines: Lines, chunks: list[Chunk]) -> None:
    """Numbers that are missing between two neighbours go to the unnumbered blocks there."""
    last, begin = 0, 0
    for at, chunk in enumerate(chunks):
        if chunk.number is None:
            continue
        missing = chunk.number - last - 1
        if 0 < missing < WIDEST_STEP:
            _assign(lines, chunks, range(begin, at), last + 1, missing)
        last, begin = chunk.number, at + 1
    _count_on(lines, chunks, begin, last)


def _count_on(lines: Lines, chunks: list[Chunk], begin: int, last: int) -> None:
    """Below the last number, blocks with a portion mark go on counting, and entries of the same list."""
    listed = begin > 0 and lines.text[chunks[begin - 1].first][:2] == "- "
    for at in range(begin, len(chunks)):
        portioned = _may_be_paragraph(lines, chunks, at, portion=True)
        entry = (
            listed and chunks[at].bullet is not None and _may_be_paragraph(lines, chunks, at, portion=False)
        )
        if portioned or entry:
            last += 1
            chunks[at].number = last


def _assign(lines: Lines, chunks: list[Chunk], between: range, number: int, missing: int) -> None:
    """Give the missing numbers, first to blocks with a portion mark, then to long ones, then to short."""
    picked = [at for at in between if _may_be_paragraph(lines, chunks, at, portion=True)][:missing]
    for more in (
        (at for at in between if _is_mistyped(chunks[at])),
        (at for at in between if _may_be_paragraph(lines, chunks, at, portion=False)),
        # A short line with a portion mark: cut by a page break, or above bullets.
        (at for at in between if has_own_portion(chunks[at]) and not chunks[at].before_rule),
        # A whole paragraph that the publisher struck out.
        (at for at in between if _is_redacted(lines, chunks[at])),
    ):
        picked += [at for at in more if at not in picked][: missing - len(picked)]
    for at in sorted(picked):
        chunks[at].number = number
        number += 1


def _is_mistyped(chunk: Chunk) -> bool:
    """Whether a block is set as a paragraph and has a number out of order: ``7, 10, 9, 10``."""
    label = chunk.label
    return bool(label and label.printed and label.portion and chunk.after_blank and chunk.closed)


def _is_redacted(lines: Lines, chunk: Chunk) -> bool:
    """Whether a block is a redaction and nothing else."""
    text = lines.text[chunk.first]
    return (
        chunk.first == chunk.last
        and chunk.after_blank
        and len(text) >= _SHORTEST_REDACTION
        and not text.strip("Xx")
    )


def _may_be_paragraph(lines: Lines, chunks: list[Chunk], at: int, *, portion: bool) -> bool:
    """Whether an unnumbered chunk may be a paragraph that lost its number."""
    chunk = chunks[at]
    if looks_like_heading(lines, chunk):
        return False
    if portion:
        return has_own_portion(chunk) and (chunk.after_blank or chunk.closed)
    if not chunk.closed or (chunk.label and chunk.label.printed) or _ROMAN.match(lines.text[chunk.first]):
        return False
    # A web copy may have turned paragraphs into the entries of a list.
    listed = chunk.bullet is not None and chunk.bullet.marker in "-*•"
    if not listed and (chunk.bullet or not (chunk.after_blank or chunk.after_rule)):
        return False
    return chunk.last > chunk.first or len(lines.text[chunk.first]) > LONGEST_HEADING
