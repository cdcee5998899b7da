"""The TAGS line: ``TAGS: PHUM PREL KWMN CB``, by spaces, commas or both, over one line or more."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reader.cable.head_model import Tag
from reader.cable.reference import tables
from reader.cable.span import Span

_LINK = re.compile(r"\[([^\[\]\n]{1,60})\]\(#?[^()\n]{0,80}\)")
_TRAILING = re.compile(r"\s{5,}\S|\b(?:UNCLASSIFIED|CONFIDENTIAL|SECRET|SIPDIS|UNCLAS)\b")
_PERSON = re.compile(
    r"\([A-Z][A-Za-z'-]+, [A-Z][A-Za-z .'-]{1,40}\)"
    r"|[A-Z][A-Za-z'-]{4,30}, [A-Z][a-zA-Z]{4,20}(?: [A-Z]\.)?(?=[,\s]|$)"
)
_PLAIN = re.compile(r"[A-Z]{2,4}(?:[ ,\n]{1,4}[A-Z]{2,4})*")
_CODE = re.compile("[A-Z]+")
_SHORTEST_GLUED = 6
"""Letters of two codes without a space between them: four and two."""
_LONGEST_GLUED = 40
_WORD = re.compile(r"[^\s,;]+")


def read_tags(source: str, start: int, end: int) -> tuple[Tag, ...]:
    """The tags between these offsets, the label left out; a code printed twice is given once.

    A glued token is split where the parts are known codes and nothing is left over: ``EINDETRD``.
    """
    text = source[start:end]
    tags: dict[str, Tag] = {}
    if _PLAIN.fullmatch(text):  # codes and nothing else, as in nearly all cables
        for found in _CODE.finditer(text):
            first, last = found.span()
            tags.setdefault(found[0], Tag(found[0], found[0], Span(start + first, start + last)))
        return tuple(tags.values())
    for first, last in _tokens(text):
        for at, to in _split_glued(text, first, last):
            printed = text[at:to]
            code = " ".join(printed.upper().split()).strip("()")
            if code:
                tags.setdefault(code, Tag(code, printed, Span(start + at, start + to)))
    return tuple(tags.values())


def _tokens(text: str) -> Iterator[tuple[int, int]]:
    """The offsets of each token: Markdown links opened, persons kept whole."""
    at, end = 0, len(text)
    if trailing := _TRAILING.search(text.rstrip(), 1):
        end = trailing.start()
    while at < end:
        link = _LINK.match(text, at)
        if link:
            yield link.span(1)
            at = link.end()
        elif person := _PERSON.match(text, at):
            yield person.span()
            at = person.end()
        elif word := _WORD.match(text, at):
            first, last = word.span()
            if "[" in word[0] and (inner := text.find("[", first, last)) > first:
                last = inner
            trimmed = text[first:last].rstrip(".:\\*")
            yield first, first + len(trimmed)
            at = last
        else:
            at += 1


def _split_glued(text: str, first: int, last: int) -> Iterator[tuple[int, int]]:
    """A glued token in its parts, any other as it is."""
    word = text[first:last].upper()
    if (
        len(word) >= _SHORTEST_GLUED
        and word.isalpha()
        and not tables.tag(word)
        and (ends := _split_known(word))
    ):
        for end in ends:
            yield first, last - len(word) + end
            first = last - len(word) + end
    else:
        yield first, last


def _split_known(word: str) -> list[int]:
    """The ends of the known tags that ``word`` consists of, the first of four letters; empty for none."""
    if len(word) > _LONGEST_GLUED:
        return []
    ends: list[int] = []
    at = 0
    while at < len(word):
        size = next(
            (size for size in (4, 2) if at + size <= len(word) and tables.tag(word[at : at + size])), 0
        )
        if not size or (not at and size == 2):
            return []
        at += size
        ends.append(at)
    return ends
