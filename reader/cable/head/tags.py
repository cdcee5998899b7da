"""The TAGS line: ``TAGS: PHUM PREL KWMN CB``, separated by spaces, commas or both, on one or more lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from reader.cable.head_model import Tag
from reader.cable.reference import tables
from reader.cable.span import Span

_LINK = re.compile(r"\[([^\[\]\n]{1,60})\]\(#?[^()\n]{0,80}\)")
_TRAILING = re.compile(r"(?<=\S) {5,}\S|\b(?:UNCLASSIFIED|CONFIDENTIAL|SECRET|SIPDIS|UNCLAS)\b")
_PERSON = re.compile(
    r"\([A-Z][A-Za-z'-]+, [A-Z][A-Za-z .'-]{1,40}\)"
    r"|[A-Z][A-Za-z'-]{4,30}, [A-Z][a-zA-Z]{4,20}(?: [A-Z]\.)?(?=[,\s]|$)"
)
_PLAIN = re.compile(r"[A-Z]{2,4}(?:[ ,\n]{1,4}[A-Z]{2,4})*")
_CODE = re.compile("[A-Z]+")
_SHORTEST_GLUED = 6
"""Letters of two codes without a space between them: four and two."""
_LONGEST_GLUED = 40
"""Letters of the longest word that is tried as glued codes."""
_GLUED_LENGTHS = (4, 2)
"""Letters of the codes that are glued: subjects, then countries."""
_MOST_WORDS = 4
"""Words looked at for one tag; the longest phrase has three."""
_WORDS_OF_PERSON = (2, 3)
"""Words of a person's name, surname first."""
_WORD = re.compile(r"[^\s,;<]+")
_MARKUP = re.compile(r"<(?:/?[A-Za-z][^<>]{0,300}>|[^<>\n]{0,20}>?)")
_PEOPLE_FOLLOW = frozenset(("OVIP", "PINR", "PINS", "ODIP", "OREP", "OTRA", "KDEM"))
"""Subjects after which a person is named, surname first: ``OVIP CLINTON HILLARY``."""
_SUBJECT_ENDING = re.compile(r"(?:ISM|[ST]ION|MENT|ITY|ISTS|ICS)S?$")
"""How words end that are subjects, and hardly any names: ``COUNTERTERRORISM``."""
_WORDS_OF_NAME = re.compile(r"\(?[A-Z][A-Z'-]{2,}\)?")
_PHRASES = tuple(
    tuple(phrase.split())
    for phrase in (
        "MEDIA REACTION REPORT",
        "MEDIA REACTION",
        "COUNTRY CLEARANCE",
        "IRAQI FREEDOM",
        "ENDURING FREEDOM",
        "ETHNIC CLEANSING",
        "AL QAIDA",
        "WORLD BANK",
        "UNITED NATIONS",
    )
)
"""Free-text tags of more than one word."""
_SHORTEST_FREE_WORD = 5
"""Letters of the shortest word in no table that is free text rather than a misspelt code."""
_CODE_LENGTHS = range(3, 7)
"""Letters of a misspelt code of four: one missing, one or two added."""


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
    tokens = [part for token in _tokens(text) for part in _split_glued(text, *token)]
    at = 0
    while at < len(tokens):
        count, is_person = _words_of_one_tag(text, tokens, at)
        first, last = tokens[at][0], tokens[at + count - 1][1]
        at += count
        printed = text[first:last]
        words = printed.upper().replace("(", "").replace(")", "").split()
        code = f"{words[0]}, {' '.join(words[1:])}" if is_person else " ".join(words)
        if code:
            tags.setdefault(code, Tag(code, printed, Span(start + first, start + last)))
    return tuple(tags.values())


@lru_cache(maxsize=1024)
def near_tag(code: str) -> str | None:
    """The one known subject or program a letter or a swap away from a code; None where several are."""
    if len(code) not in _CODE_LENGTHS or not code.isalpha() or tables.tag(code):
        return None
    near = [
        name for name, fact in tables.tags().items() if fact.kind in _MEANT and one_letter_off(code, name)
    ]
    return near[0] if len(near) == 1 else None


_MEANT = ("subject", "program")


def one_letter_off(code: str, name: str) -> bool:
    """Whether one letter is wrong, missing, added or swapped with the next."""
    if len(code) == len(name):
        other = [at for at in range(len(code)) if code[at] != name[at]]
        swapped = len(other) == 2 and code[other[0] : other[1] + 1] == name[other[0] : other[1] + 1][::-1]
        return len(other) == 1 or (swapped and other[1] - other[0] == 1)
    longer, shorter = (code, name) if len(code) > len(name) else (name, code)
    return len(longer) == len(shorter) + 1 and any(
        longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer))
    )


def _words_of_one_tag(text: str, tokens: list[tuple[int, int]], at: int) -> tuple[int, bool]:
    """How many tokens from this one on are one tag, and whether that is a person without a comma."""
    words = [text[first:last].upper() for first, last in tokens[at : at + _MOST_WORDS]]
    run = 1  # words with nothing but a space between them
    while run < len(words) and text[tokens[at + run - 1][1] : tokens[at + run][0]].isspace():
        run += 1
    for phrase in _PHRASES:
        if len(phrase) <= run and tuple(words[: len(phrase)]) == phrase:
            return len(phrase), False
    unknown = 0
    while (
        unknown < run
        and _WORDS_OF_NAME.fullmatch(words[unknown])
        and not tables.tag(words[unknown].strip("()"))
    ):
        unknown += 1
    before = text[slice(*tokens[at - 1])].upper() if at else ""
    enclosed = unknown > 1 and words[0].startswith("(") and words[unknown - 1].endswith(")")
    named = enclosed or (before in _PEOPLE_FOLLOW and not any(map(_is_subject_word, words[:unknown])))
    if unknown in _WORDS_OF_PERSON and named:
        return unknown, True
    if unknown > 1 and all(len(word) >= _SHORTEST_FREE_WORD for word in words[:unknown]):
        return unknown, False
    return 1, False


def _names_person(text: str, start: int, end: int) -> bool:
    """Whether words with a comma between them are a person, and not two subjects: ``EXTERNAL, TERRORISM``.

    A person stands in parentheses, or is made of words that no subject has and begins an item of the list.
    """
    if text[start] == "(":
        return True
    before = text[:start].rstrip(" ")
    if len(before) < start and before[-1:].isalpha():  # after a word and a space, which may be a tag
        word = before[before.rfind(" ") + 1 :].rpartition("\n")[2].rpartition(",")[2]
        if not tables.tag(word):
            return False
    return not any(map(_is_subject_word, re.findall(r"[A-Z]{3,}", text[start:end].upper())))


def _is_subject_word(word: str) -> bool:
    return word in _subject_words() or _SUBJECT_ENDING.search(word) is not None


@cache
def _subject_words() -> frozenset[str]:
    """The words that the tables use to describe subjects and programs."""
    described = (fact.description for fact in tables.tags().values() if fact.kind in _MEANT)
    return frozenset(word for text in described for word in re.findall(r"[A-Z]{3,}", text.upper()))


def _tokens(text: str) -> Iterator[tuple[int, int]]:
    """The offsets of each token: Markdown links unwrapped, names of persons kept whole."""
    at, end = 0, len(text)
    if trailing := _TRAILING.search(text.rstrip(), 1):
        end = trailing.start()
    while at < end:
        link = _LINK.match(text, at)
        if link:
            yield link.span(1)
            at = link.end()
        elif (person := _PERSON.match(text, at)) and _names_person(text, *person.span()):
            yield person.span()
            at = person.end()
        elif markup := _MARKUP.match(text, at):
            at = markup.end()
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
    """The parts of a glued token; any other token as it is."""
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
            (size for size in _GLUED_LENGTHS if at + size <= len(word) and tables.tag(word[at : at + size])),
            0,
        )
        if not size or (not at and size < _GLUED_LENGTHS[0]):
            return []
        at += size
        ends.append(at)
    return ends
