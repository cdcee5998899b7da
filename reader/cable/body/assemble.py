"""Turn chunks into headings and paragraphs: number them, fill gaps, join cut sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum

from reader.cable.body.chunks import CLOSING, LONGEST_HEADING, Chunk, ends_paragraph
from reader.cable.body.gaps import fill_gaps
from reader.cable.body.headings import (
    has_own_portion,
    is_heading,
    looks_like_heading,
    opens_summary,
    split_off_headings,
)
from reader.cable.body.numbering import Candidate, recover_numbers
from reader.cable.body.tabular_lines import NARROWEST, keep_layout
from reader.cable.frus import FOOTNOTES, has_own_numbers, is_frus_text
from reader.cable.source.clean_text import Run
from reader.cable.source.paragraph_labels import Bullet, Label, read_bullet
from reader.cable.source.portions import is_entire_text
from reader.cable.source.source_lines import Lines
from reader.cable.text_model import NumberSource


class Role(Enum):
    """What a chunk turns out to be."""

    START = "start"
    """A paragraph begins."""
    HEADING = "heading"
    JOINED = "joined"
    """Continues a sentence that was cut by a page break or blank line."""
    CONTINUED = "continued"
    """A further block of the paragraph."""
    POINT = "point"
    """A bullet or an item of a nested list."""


# Looking up an enum member takes ten times as long as looking up a name.
START, HEADING, JOINED, CONTINUED, POINT = Role
_PRINTED, _REPAIRED, _INFERRED = NumberSource
_MOST_SMALL_WORDS = 4
"""Words, label included, of a title that ends with a small letter: ``2. (U) Meeting participants``."""
_DASHES = ("-", "•")
"""First characters of the bullets that may follow a paragraph's number."""


@dataclass(slots=True)
class Part:
    """A heading, or a paragraph with the runs of its text."""

    role: Role
    chunk: Chunk
    """Its first chunk."""
    start: int
    """The first character of its first line that is not a space."""
    end: int
    runs: list[Run] = field(default_factory=list)
    number: int | None = None
    number_source: NumberSource = _INFERRED


def assemble(lines: Lines, chunks: list[Chunk]) -> list[Part]:
    """The parts of the body in order."""
    numbered = _number(lines, chunks)
    chunks = split_off_headings(lines, chunks)
    roles = _roles(lines, chunks, numbered)
    parts: list[Part] = []
    paragraph: Part | None = None
    for chunk, role in zip(chunks, roles, strict=True):
        if role is HEADING:
            parts.append(Part(role, chunk, *lines.span(chunk.first, chunk.last)))
            paragraph = None
        elif role is START or paragraph is None:
            run = _first_run(lines, chunk)
            runs = keep_layout(lines, chunk, run)
            start = lines.begin(chunk.first)
            paragraph = Part(START, chunk, start, run.end, runs, chunk.number, _number_source(chunk))
            parts.append(paragraph)
        else:
            run = _further_run(lines, chunk, role)
            paragraph.runs += keep_layout(lines, chunk, run)
            paragraph.end = run.end
    return parts


def _number(lines: Lines, chunks: list[Chunk]) -> bool:
    """Give the chunks their numbers; False where the cable has none at all."""
    labelled = [(chunk, chunk.label) for chunk in chunks if chunk.label and chunk.label.readings]
    if len(labelled) > 1 and labelled[1][1].readings[0] == 1 and _is_entire_alone(lines, *labelled[0]):
        del labelled[0]  # the drafter counted from 1 again below the mark of all the text
    if all(
        label.readings[0] == number
        and (label.portion or chunk.closed or chunk.after_blank)
        and not _is_empty(lines, chunk)
        for number, (chunk, label) in enumerate(labelled, 1)
    ):
        numbers: Sequence[int | None] = range(1, len(labelled) + 1)  # four cables of five
    else:
        numbers = recover_numbers([_candidate(lines, chunk, label) for chunk, label in labelled])
    for (chunk, _), number in zip(labelled, numbers, strict=True):
        chunk.number = number
    if not any(numbers):
        at = 0
        for chunk in chunks:
            if has_own_portion(chunk) and not looks_like_heading(lines, chunk):
                at += 1
                chunk.number = at
        return at > 0
    fill_gaps(lines, chunks)
    return True


def _is_entire_alone(lines: Lines, chunk: Chunk, label: Label) -> bool:
    """Whether a chunk consists of a number and the mark of all the text: ``1. (C - ENTIRE TEXT).``"""
    return (
        label.portion is not None
        and is_entire_text(label.portion.printed)
        and chunk.first == chunk.last
        and label.text >= len(lines.text[chunk.first])
    )


def _candidate(lines: Lines, chunk: Chunk, label: Label) -> Candidate:
    empty = _is_empty(lines, chunk)
    return Candidate(
        label.readings,
        label.portion is not None and not empty,
        (chunk.closed or chunk.after_blank) and not empty,
        (chunk.after_blank, _is_marked(lines, chunk, label), (label.printed or "")[-1:]),
    )


def _is_marked(lines: Lines, chunk: Chunk, label: Label) -> bool:
    """Whether a number has the publisher's ``¶``, or had none only because no space follows it."""
    if label.marked or "¶" not in lines.source:
        return label.marked
    text = lines.text[chunk.first]
    return text[label.start + len(label.printed or "") :][:1] != " "


def _is_empty(lines: Lines, chunk: Chunk) -> bool:
    """A number with nothing behind it is a typing error: ``REASON: 1.4(D) 1. (C)`` above ``1. (C) Text``.

    ``1. (C - ENTIRE TEXT).`` is not one: such a paragraph consists of its mark.
    """
    return (
        chunk.first == chunk.last
        and chunk.label is not None
        and not (chunk.label.portion and is_entire_text(chunk.label.portion.printed))
        and chunk.label.text >= len(lines.text[chunk.first])
    )


def _roles(lines: Lines, chunks: list[Chunk], numbered: bool) -> list[Role]:
    roles: list[Role] = []
    started = not any(chunk.number is not None for chunk in chunks)
    before: Role | None = None
    of_frus = is_frus_text(lines.source)
    in_number = of_frus and has_own_numbers(lines.source)
    item, listed = 0, False  # the last number of a list inside a paragraph; whether its lines are names
    for at, chunk in enumerate(chunks):
        if chunk.number is not None:
            before, started = START, True
        elif of_frus:
            before = _role_in_frus(lines, chunks, at, before, in_number and started)
            in_number = in_number and not (before is HEADING and lines.text[chunk.first] == FOOTNOTES)
        else:
            above = before
            before = _role(lines, chunks, at, before, numbered and started, item, listed)
            listed = before is CONTINUED and above is not None and _is_entry(lines, chunk)
        if chunk.number is not None:
            item = 0
        elif chunk.label and chunk.label.readings:
            item = chunk.label.readings[0]
        roles.append(before)
    return roles


def _role(
    lines: Lines,
    chunks: list[Chunk],
    at: int,
    before: Role | None,
    numbered: bool,
    item: int,
    listed: bool,
) -> Role:
    """What a chunk is.

    ``item``: the last number of a list inside the open paragraph, 0 for none; ``listed``: whether the chunk
    above is an entry of a list of persons.
    """
    chunk = chunks[at]
    if is_heading(lines, chunks, at, in_paragraph=before is not None and before is not HEADING):
        return HEADING
    if before is None or before is HEADING:
        return START
    if opens_summary(lines, chunk):
        return CONTINUED if numbered else START
    printed = chunk.label.printed if chunk.label else None
    next_item = printed is not None and chunk.label is not None and chunk.label.readings[0] == item + 1 > 1
    if not ends_paragraph(lines, chunks[at - 1].last) and not chunk.bullet:
        entry = listed and _is_entry(lines, chunk)
        if not (chunk.after_blank and (next_item or entry or _was_meant(lines, chunks, at))):
            return JOINED
        if chunk.label is None:
            return CONTINUED
    if chunk.bullet or (chunk.label and not chunk.after_blank) or (printed and printed.endswith(")")):
        return POINT
    if not numbered and chunk.after_blank:
        return START
    # A page-break line separates nothing but the items of a list.
    across = chunk.after_page and chunk.label is None and chunks[at - 1].bullet is None
    apart = (chunk.after_blank and not across) or chunk.after_rule
    return CONTINUED if apart else JOINED


def _was_meant(lines: Lines, chunks: list[Chunk], at: int) -> bool:
    """Whether the blank line above a chunk was set by the drafter although no sentence ends there.

    There was room for the next word: a title, a line of a letter, a name of a list. 90 blank lines in 25 of
    the 395 cables; those with less room cut a sentence.
    """
    above, text = lines.text[chunks[at - 1].last], lines.text[chunks[at].first]
    if chunks[at].after_page or text[0].islower() or opens_summary(lines, chunks[at - 1]):
        return False
    words = above.split()
    if words[-1].islower() and len(words) > _MOST_SMALL_WORDS:
        return False
    return len(above) + 1 + len(text.partition(" ")[0]) <= NARROWEST


def _is_entry(lines: Lines, chunk: Chunk) -> bool:
    """Whether a chunk may be an entry of a list of persons: ``Evgeny Zudin, Office Director, Ministry``."""
    text = lines.text[chunk.first]
    return ", " in text and text[0].isupper() and lines.text[chunk.last][-1] not in CLOSING


def _role_in_frus(lines: Lines, chunks: list[Chunk], at: int, before: Role | None, in_number: bool) -> Role:
    """What a chunk of a FRUS document is: its blank lines were set by the editors of the volume."""
    chunk = chunks[at]
    if chunk.before_rule and lines.text[chunk.last + 1].startswith("---"):  # not a row of stars: an omission
        return HEADING
    if before is None or before is HEADING:
        return START
    if chunk.bullet:
        return POINT
    if chunk.after_page and lines.text[chunk.first - 1] and lines.text[chunk.first - 2]:
        return JOINED  # the page ends in the middle of a paragraph
    return CONTINUED if in_number else START


def _number_source(chunk: Chunk) -> NumberSource:
    label = chunk.label
    if label is None or chunk.number is None or not label.readings:
        return _INFERRED
    return _PRINTED if label.readings[0] == chunk.number else _REPAIRED


def _first_run(lines: Lines, chunk: Chunk) -> Run:
    """A paragraph's first lines, without number and portion mark."""
    start, end = lines.begin(chunk.first), lines.end(chunk.last)
    if chunk.label and (chunk.number is not None or chunk.label.portion):
        start = min(start + chunk.label.text, end)
        while start < end and lines.source[start] in " \n":
            start += 1
    elif chunk.bullet and chunk.number is not None:
        start = min(start + chunk.bullet.text, end)
    bullet = _first_bullet(lines, chunk, start, end)
    return Run(min(start + bullet.start, end) if bullet else start, end, "", bullet)


def _first_bullet(lines: Lines, chunk: Chunk, start: int, end: int) -> Bullet | None:
    """The bullet that a paragraph begins with: ``12. -- One point.``, or a list without a sentence above."""
    if not lines.source.startswith(_DASHES, start, end):
        return chunk.bullet if chunk.number is None and lines.begin(chunk.first) == start else None
    return read_bullet(lines.source[start : start + LONGEST_HEADING].partition("\n")[0])


def _further_run(lines: Lines, chunk: Chunk, role: Role) -> Run:
    start, end = lines.begin(chunk.first), lines.end(chunk.last)
    if role is JOINED:
        return Run(start, end, " ")
    if role is CONTINUED:
        return Run(start, end, "\n\n")
    bullet = chunk.bullet
    if bullet is None and chunk.label and chunk.label.printed:
        bullet = Bullet(chunk.label.printed, chunk.label.text)
    return Run(min(start + bullet.start, end) if bullet else start, end, "\n", bullet)
