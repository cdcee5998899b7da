"""Chunks become headings and paragraphs: numbers are given, holes filled, cut sentences joined."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum

from reader.cable.body import CLOSING, Chunk, closes
from reader.cable.clean import Run
from reader.cable.labels import Bullet, Label
from reader.cable.lines import Lines
from reader.cable.numbering import WIDEST_STEP, Candidate, recover
from reader.cable.tables import as_set
from reader.cable.text_model import Found

_LONGEST_HEADING = 80
"""Characters of a heading without rules; with rules it may have three lines."""


_OPENING = re.compile(r"BEGIN (?:SUMMARY|INTRODUCTION)\W*$", re.IGNORECASE)


class Role(Enum):
    """What a chunk turns out to be."""

    START = "start"
    """A paragraph begins."""
    HEADING = "heading"
    JOINED = "joined"
    """Goes on with a sentence that a page break or blank line cut."""
    CONTINUED = "continued"
    """A further block of the paragraph."""
    POINT = "point"
    """A bullet or an item of a nested list."""


# To look up the member of an enumeration costs ten times as much as a name.
START, HEADING, JOINED, CONTINUED, POINT = Role


@dataclass(slots=True)
class Part:
    """A heading, or a paragraph with the runs of its text."""

    role: Role
    chunk: Chunk
    """Its first."""
    start: int
    """The first character of its first line that is no space."""
    end: int
    runs: list[Run] = field(default_factory=list)
    number: int | None = None
    found: Found = Found.INFERRED


def assemble(lines: Lines, chunks: list[Chunk]) -> list[Part]:
    """The parts of the body in order."""
    numbered = _number(lines, chunks)
    chunks = _part_headings(lines, chunks)
    roles = _roles(lines, chunks, numbered)
    parts: list[Part] = []
    paragraph: Part | None = None
    for chunk, role in zip(chunks, roles, strict=True):
        if role is HEADING:
            parts.append(Part(role, chunk, *lines.span(chunk.first, chunk.last)))
            paragraph = None
        elif role is START or paragraph is None:
            run = _first_run(lines, chunk)
            runs = as_set(lines, chunk, run)
            start = lines.begin(chunk.first)
            paragraph = Part(START, chunk, start, run.end, runs, chunk.number, _found(chunk))
            parts.append(paragraph)
        else:
            run = _further_run(lines, chunk, role)
            paragraph.runs += as_set(lines, chunk, run)
            paragraph.end = run.end
    return parts


def _number(lines: Lines, chunks: list[Chunk]) -> bool:
    """Give the chunks their numbers; False where the cable has none at all."""
    labelled = [(chunk, chunk.label) for chunk in chunks if chunk.label and chunk.label.readings]
    if all(
        label.readings[0] == number
        and (label.portion or chunk.closed or chunk.after_blank)
        and not _is_empty(lines, chunk)
        for number, (chunk, label) in enumerate(labelled, 1)
    ):
        numbers: Sequence[int | None] = range(1, len(labelled) + 1)  # four cables of five
    else:
        numbers = recover([_candidate(lines, chunk, label) for chunk, label in labelled])
    for (chunk, _), number in zip(labelled, numbers, strict=True):
        chunk.number = number
    if not any(numbers):
        at = 0
        for chunk in chunks:
            if _has_own_portion(chunk) and not _looks_like_heading(lines, chunk):
                at += 1
                chunk.number = at
        return at > 0
    _fill_holes(lines, chunks)
    return True


def _candidate(lines: Lines, chunk: Chunk, label: Label) -> Candidate:
    empty = _is_empty(lines, chunk)
    return Candidate(
        label.readings,
        label.portion is not None and not empty,
        (chunk.closed or chunk.after_blank) and not empty,
        (chunk.after_blank, label.marked, (label.printed or "")[-1:]),
    )


def _is_empty(lines: Lines, chunk: Chunk) -> bool:
    """A number with nothing behind it is a slip: ``REASON: 1.4(D) 1. (C)`` above ``1. (C) Text``."""
    return (
        chunk.first == chunk.last
        and chunk.label is not None
        and chunk.label.text >= len(lines.text[chunk.first])
    )


def _part_headings(lines: Lines, chunks: list[Chunk]) -> list[Chunk]:
    """Part a heading that stands directly below a paragraph and above the next numbered one."""
    parted: list[Chunk] = []
    for at, chunk in enumerate(chunks):
        parted.append(chunk)
        below = chunks[at + 1] if at + 1 < len(chunks) else None
        if below is None or below.number is None or chunk.last == chunk.first or chunk.before_rule:
            continue
        first = chunk.last
        if _is_title(lines.text[first]) and lines.text[first].isupper() and chunk.last - chunk.first > 1:
            above = lines.text[first - 1]
            if (
                _is_title(above) and above.isupper() and not closes(lines, first - 1)
            ):  # a heading of two lines
                first -= 1
        if _is_title(lines.text[first]) and closes(lines, first - 1):
            parted.append(Chunk(first, chunk.last, None, None, True, True, False))
            chunk.last = first - 1
    return parted


def _is_title(text: str) -> bool:
    """Short, without the stop of a sentence, most words with a capital."""
    if len(text) > _LONGEST_HEADING or text[-1] in CLOSING or not text[0].isupper():
        return False
    words = [word for word in text.split() if len(word) > 3]
    return bool(words) and 2 * sum(word[0].isupper() for word in words) > len(words) and "XXX" not in text


def _fill_holes(lines: Lines, chunks: list[Chunk]) -> None:
    """Numbers that are missing between two neighbours go to the unnumbered blocks that stand there."""
    last, begin = 0, 0
    for at, chunk in enumerate(chunks):
        if chunk.number is None:
            continue
        missing = chunk.number - last - 1
        if 0 < missing < WIDEST_STEP:
            _give(lines, chunks, range(begin, at), last + 1, missing)
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


def _give(lines: Lines, chunks: list[Chunk], between: range, number: int, missing: int) -> None:
    """Give the missing numbers, first to blocks with a portion mark, then to long ones, then to short."""
    chosen = [at for at in between if _may_be_paragraph(lines, chunks, at, portion=True)][:missing]
    for more in (
        (at for at in between if _may_be_paragraph(lines, chunks, at, portion=False)),
        # A short line with a portion mark: cut by a page break, or above bullets.
        (at for at in between if _has_own_portion(chunks[at]) and not chunks[at].before_rule),
    ):
        chosen += [at for at in more if at not in chosen][: missing - len(chosen)]
    for at in sorted(chosen):
        chunks[at].number = number
        number += 1


def _may_be_paragraph(lines: Lines, chunks: list[Chunk], at: int, *, portion: bool) -> bool:
    """Whether an unnumbered chunk may be a paragraph that lost its number."""
    chunk = chunks[at]
    if _looks_like_heading(lines, chunk):
        return False
    if portion:
        return _has_own_portion(chunk) and (chunk.after_blank or chunk.closed)
    if not chunk.closed or (chunk.label and chunk.label.printed):
        return False
    # A web copy may have turned paragraphs into the entries of a list.
    listed = chunk.bullet is not None and chunk.bullet.marker in "-*•"
    if not listed and (chunk.bullet or not (chunk.after_blank or chunk.after_rule)):
        return False
    return chunk.last > chunk.first or len(lines.text[chunk.first]) > _LONGEST_HEADING


def _has_own_portion(chunk: Chunk) -> bool:
    return chunk.label is not None and chunk.label.printed is None


def _roles(lines: Lines, chunks: list[Chunk], numbered: bool) -> list[Role]:
    roles: list[Role] = []
    started = not any(chunk.number is not None for chunk in chunks)
    before: Role | None = None
    for at, chunk in enumerate(chunks):
        if chunk.number is not None:
            before, started = START, True
        else:
            before = _role(lines, chunks, at, before, numbered and started)
        roles.append(before)
    return roles


def _role(lines: Lines, chunks: list[Chunk], at: int, before: Role | None, numbered: bool) -> Role:
    chunk = chunks[at]
    if _is_heading(lines, chunks, at, before):
        return HEADING
    if before is None or before is HEADING:
        return START
    if not _ended(lines, chunks[at - 1]) and not chunk.bullet:
        return JOINED
    if chunk.bullet or (chunk.label and not chunk.after_blank):
        return POINT
    if not numbered and chunk.after_blank:
        return START
    # A page-break line parts nothing but the items of a list.
    across = chunk.after_page and chunk.label is None and chunks[at - 1].bullet is None
    apart = (chunk.after_blank and not across) or chunk.after_rule
    return CONTINUED if apart else JOINED


def _is_heading(lines: Lines, chunks: list[Chunk], at: int, before: Role | None) -> bool:
    chunk = chunks[at]
    if chunk.bullet and not lines.text[chunk.first].startswith("**"):
        return False
    text = lines.text[chunk.first]
    if text[0] == "#" and chunk.first == chunk.last and text.lstrip("#")[:1] == " ":
        return True
    if chunk.before_rule and chunk.last - chunk.first < 3 and (text[-1] != "." or chunk.after_rule):
        return chunk.after_blank or chunk.after_rule or chunk.closed
    if not (chunk.after_blank or chunk.after_rule) or not _looks_like_heading(lines, chunk):
        return False
    if _OPENING.match(text):
        return True
    if before not in (None, HEADING) and not _ended(lines, chunks[at - 1]):
        return False
    follower = chunks[at + 1] if at + 1 < len(chunks) else None
    return follower is not None and (follower.number is not None or _has_own_portion(follower))


def _looks_like_heading(lines: Lines, chunk: Chunk) -> bool:
    """Short, on one line, or two of capitals, without the stop of a sentence."""
    text = lines.text[chunk.last]
    capitals = f"{lines.text[chunk.first]} {text}"
    more = 2 if chunk.before_rule else int(capitals.isupper() and "XXX" not in capitals)
    if chunk.last - chunk.first > more or chunk.number is not None:
        return False
    return (
        len(text) <= _LONGEST_HEADING and text[-1] not in ".,;" and not (chunk.label and chunk.label.printed)
    )


def _ended(lines: Lines, chunk: Chunk) -> bool:
    return closes(lines, chunk.last)


def _found(chunk: Chunk) -> Found:
    label = chunk.label
    if label is None or chunk.number is None or not label.readings:
        return Found.INFERRED
    return Found.PRINTED if label.readings[0] == chunk.number and label.readings != () else Found.REPAIRED


def _first_run(lines: Lines, chunk: Chunk) -> Run:
    """A paragraph's first lines, number and portion mark left out."""
    start, end = lines.begin(chunk.first), lines.end(chunk.last)
    if chunk.label and (chunk.number is not None or chunk.label.portion):
        start = min(start + chunk.label.text, end)
        while start < end and lines.source[start] in " \n":
            start += 1
    elif chunk.bullet and chunk.number is not None:
        start = min(start + chunk.bullet.text, end)
    return Run(start, end, "")


def _further_run(lines: Lines, chunk: Chunk, role: Role) -> Run:
    start, end = lines.begin(chunk.first), lines.end(chunk.last)
    if role is JOINED:
        return Run(start, end, " ")
    if role is CONTINUED:
        return Run(start, end, "\n\n")
    bullet = chunk.bullet
    if bullet is None and chunk.label and chunk.label.printed:
        bullet = Bullet(chunk.label.printed, chunk.label.text)
    return Run(start, end, "\n", bullet)
