"""Tables, columns and lists: lines whose breaks were meant, to be left as they were set."""

from __future__ import annotations

import re
from itertools import pairwise

from reader.cable.body.chunks import CLOSING, Chunk
from reader.cable.source.clean_text import Run
from reader.cable.source.source_lines import Lines

_COLUMNS = re.compile(r"[^ ] {3,}[^ ]")
_FEWEST = 2
"""Lines in a row that make a table; one line with a gap is a slip."""
NARROWEST = 52
"""Characters; telegrams were wrapped at 55 to 70. A line with room for the next word was meant to end."""
_SHORTEST_LIST = 3
"""Lines; of which most begin with a capital or a figure, as names do."""
_SHARE_OF_NAMES = 0.75
"""Of a list's lines, those that begin with a capital or a figure."""
_FEWEST_MEANT = 2
"""Line breaks of a list that were meant: there was room for the next word."""
_SHARE_MEANT = 0.4
"""Of a list's line breaks, those that were meant."""
_SHORTEST_CUT = 320
_LONGEST_CUT = 500
"""A converter cut the long lines of 7 of the 395 cables into lines of so many characters."""
_ENTRY = re.compile(r"[^\s,]+(?: [^\s,]+)+, ")
"""A person of a list: ``Thomas Fletcher, Private Secretary``, where ``Officer, U.S. Embassy`` is the rest."""
_OPEN = re.compile(r" [a-z]{1,3}$")
"""How a line ends that goes on in the next: ``Advisor to the``."""


def keep_layout(lines: Lines, chunk: Chunk, run: Run) -> list[Run]:
    """The run of a chunk, split where some of its lines are a table, or all of them a list.

    Lists are those of participants, mostly: a line each, some of them wrapped.
    """
    if chunk.last == chunk.first:
        return [run]
    if lines.source.find("   ", run.start, run.end) >= 0:
        return _as_table(lines, chunk, run)
    if lines.unwrapped:
        return _as_blocks(lines, chunk, run)
    count = chunk.last - chunk.first + 1
    if count < _SHORTEST_LIST or run.end - run.start > NARROWEST * count:
        return [run]
    return _as_list(lines, chunk, run)


def _as_list(lines: Lines, chunk: Chunk, run: Run) -> list[Run]:
    first = lines.at(run.start)
    texts = [lines.source[run.start : lines.end(first)], *lines.text[first + 1 : chunk.last + 1]]
    names = sum(line[:1].isupper() or line[:1].isdigit() for line in texts)
    if names < _SHARE_OF_NAMES * len(texts) or not all(texts):
        return [run]
    breaks = list(pairwise(texts))
    # Text in capitals may be wrapped at less: its widest line shows where.
    sizes = [len(lines.text[first]), *map(len, texts[1:])]
    capitals = all(line.isupper() and line.strip("X, ") for line in texts)
    room = min(NARROWEST, max(sizes)) if capitals else NARROWEST
    meant = [
        size + 1 + len(after.partition(" ")[0]) <= room
        for size, (_, after) in zip(sizes, breaks, strict=False)
    ]
    if sum(meant) < max(_FEWEST_MEANT, _SHARE_MEANT * len(meant)):
        return [run]
    persons = 2 * sum(_ENTRY.match(text) is not None for text in texts) >= len(texts)
    kept = [
        at
        for at, (line, after) in enumerate(breaks)
        if not _OPEN.search(line)
        and (meant[at] or not (after[0].islower() or line.endswith(",") or (persons and _goes_on(after))))
    ]
    starts = [run.start, *(lines.begin(first + at + 1) for at in kept)]
    ends = [*(lines.end(first + at) for at in kept), run.end]
    runs = [Run(start, end, "\n") for start, end in zip(starts, ends, strict=True)]
    before = run.before.replace(" ", "\n\n" if chunk.after_blank else "\n")
    return [run._replace(end=ends[0], before=before), *runs[1:]]


def _goes_on(text: str) -> bool:
    """Whether a line of a list of persons is the rest of the entry above; a redaction may be a person."""
    return _ENTRY.match(text) is None and "xxx" not in text.lower()


def _as_blocks(lines: Lines, chunk: Chunk, run: Run) -> list[Run]:
    """In a text that is not wrapped, a line begins where the drafter began one: 60 in 25 of 395 cables.

    Not where a converter cut a long paragraph, or an editor a sentence at a redaction.
    """
    first = lines.at(run.start)
    kept = [
        at for at in range(first + 1, chunk.last + 1) if _begins_block(lines.text[at - 1], lines.text[at])
    ]
    if not kept:
        return [run]
    starts = [run.start, *map(lines.begin, kept)]
    ends = [*(lines.end(at - 1) for at in kept), run.end]
    runs = [Run(start, end, "\n") for start, end in zip(starts, ends, strict=True)]
    return [run._replace(end=ends[0]), *runs[1:]]


def _begins_block(above: str, text: str) -> bool:
    """Whether a line of a text that is not wrapped begins a block of its own."""
    if not text or not above or text[0].islower() or text[0] in "Xx" or above.endswith(("XXX", ",")):
        return False
    if above[-1] in CLOSING or above[-1] == ";":
        return not _SHORTEST_CUT < len(above) < _LONGEST_CUT
    return len(above) <= NARROWEST - 2 or text[0].isdigit()


def _as_table(lines: Lines, chunk: Chunk, run: Run) -> list[Run]:
    runs: list[Run] = []
    start = run.start
    for first, last in _tables(lines, max(chunk.first, lines.at(run.start)), chunk.last):
        begin = max(lines.starts[first], run.start)
        if begin > start:
            end = lines.end(first - 1)
            runs.append(run._replace(start=start, end=end) if not runs else Run(start, end, "\n"))
        table = Run(begin, lines.end(last), "\n", None, True)
        runs.append(table if runs else table._replace(before=run.before, bullet=run.bullet))
        start = lines.begin(last + 1) if last < chunk.last else run.end
    if not runs:
        return [run]
    if start < run.end:
        runs.append(Run(start, run.end, "\n"))
    return runs


def _tables(lines: Lines, first: int, last: int) -> list[tuple[int, int]]:
    """The first and last lines of each table between these lines (inclusive)."""
    found: list[tuple[int, int]] = []
    begin: int | None = None
    for at in range(first, last + 2):
        if at <= last and "   " in lines.text[at] and _COLUMNS.search(lines.text[at]):
            begin = at if begin is None else begin
        elif begin is not None:
            if at - begin >= _FEWEST:
                found.append((begin, at - 1))
            begin = None
    return found
