"""The classification line, ``C O N F I D E N T I A L SECTION 01 OF 02 PHNOM PENH 000977``, and captions.

Form: class word, optional part, post, serial (six digits, four or five before 2000). The word is spaced by
letters in most cables and misspelt in one of a hundred (``SS E C R E T``, ``UUNCLAS``): spaces and case do
not count, and one letter may be wrong. Caveats are not on this line but below it, as captions, alone on
their lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from reader.cable.head_model import Caption, Classification
from reader.cable.level import Level
from reader.cable.mrn import post_of
from reader.cable.span import Span

_WORDS = {
    "UNCLAS": Level.U,
    "UNCLASSIFIED": Level.U,
    "CONFIDENTIAL": Level.C,
    "SECRET": Level.S,
    "TOPSECRET": Level.TS,
    "LIMITEDOFFICIALUSE": Level.SBU,
    "SENSITIVEBUTUNCLASSIFIED": Level.SBU,
}
_LONG_FORMS = {
    Level.U: "UNCLASSIFIED",
    Level.SBU: "UNCLASSIFIED//FOR OFFICIAL USE ONLY",
    Level.C: "CONFIDENTIAL",
    Level.S: "SECRET",
    Level.TS: "TOP SECRET",
}
_USUAL_FORM = re.compile(
    r"(C O N F I D E N T I A L|S E C R E T|UNCLAS(?:SIFIED)?|CONFIDENTIAL|SECRET)(?![^\s/])[\s/]*"
)
"""The class word as 98 of 100 cables print it."""
_RUN_TOGETHER = re.compile(
    r"(CONFIDENTIAL|SECRET|UNCLASSIFIED|UNCLAS)(?:(?=SECTION \d)|(?=(?P<post>[A-Z][A-Z .]{2,25}) \d{3,6}$))"
)
"""``CONFIDENTIALKAMPALA 004180``: copies of what the State Department released on request."""
# With one letter wrong, two of the first three are still two of the first four of the word.
_INITIAL_PAIRS = {"".join(pair) for word in _WORDS for pair in combinations(word[:4], 2)}
_LONGEST_WORD = max(map(len, _WORDS)) + 1

CAPTIONS = (
    "SIPDIS",
    "NOFORN",
    "SENSITIVE",
    "DEA SENSITIVE",
    "NODIS",
    "EXDIS",
    "LIMDIS",
    "STADIS",
    "CORRECTED COPY",
    "NOT FOR INTERNET DISTRIBUTION",
    "EYES ONLY",
    "ROGER CHANNEL",
    "DISSENT CHANNEL",
    "DS CHANNEL",
    "MED CHANNEL",
    "TERREP",
    "AIDAC",
    "ALDAC",
    "CODEL",
    "STAFFDEL",
    "SECTO",
    "TOSEC",
    "EFTO",
    "NOCONTRACT",
    "WNINTEL",
    "ORCON",
    "PROPIN",
)
# These captions are added to the level, in the order of the banner.
_DISSEMINATION = ("NOFORN", "NODIS", "EXDIS", "LIMDIS", "STADIS", "ORCON", "PROPIN")

_TAIL = re.compile(
    r"(?:SECTION\s{1,3}(?P<part>\d{1,3})\s{1,3}(?:OF|of)\s{1,3}(?P<of>\d{1,3})\s{1,3})?"
    r"(?P<post>[A-Za-z][A-Za-z .'/-]{1,40}?)\s{1,8}(?P<serial>\d{1,8})(?:/\d+)?(?P<more>\s.*)?$"
)
_SECTION_ALONE = re.compile(
    r"(?:SECTION|ECTION|SCTION|SETION|SECION|SECTON|SECTIN|SECTIO)\s{1,3}(?P<part>\d{1,3})\s{1,3}OF\s{1,3}(?P<of>\d{1,3})"
    r"(?:\s{1,3}0*(?P<serial>\d{3,8}))?\s*$",
    re.IGNORECASE,
)
"""The count of sections without a post, which it would otherwise be taken for."""
_CAPTION_LINE = re.compile(rf"(?:{'|'.join(sorted(CAPTIONS, key=len, reverse=True))})(?:[ /,]+|$)")
_WORD = re.compile(r"[^\s/]+[\s/]*")
_SPACED_COPY = re.compile(r"C ?O ?R ?R ?E ?C ?T ?E ?D {1,4}C ?O ?P ?Y\b")


_LONGEST_LINE = 200
"""Characters of a classification line with its captions; longer lines are text."""
_INITIALS = 3
"""Letters at the start of a line that show whether a class word may begin there."""
_INITIALS_WITHIN = 12
"""Characters that hold them, spaces and slashes between them included."""
_WIDEST_SPACED = 3
"""Characters for each letter of a class word spaced by letters: ``S  E  C  R  E  T``."""
_SHORTEST_MISSPELT = 6
"""Letters of the shortest class word that may have a wrong letter; a shorter one would match text."""


class ClassLine(NamedTuple):
    """A parsed classification line."""

    level: Level
    printed: str
    part: int | None
    of: int | None
    post: str | None
    """As printed; None for a redaction."""
    serial: int | None
    more: str
    """What follows the serial: a caption, once in a thousand cables."""


def read_class_line(line: str) -> ClassLine | None:
    """Read ``line`` as a classification line, with or without post and serial; None if it is not one."""
    if not line or line[0] not in "UCSTLEONucsteoln/" or len(line) > _LONGEST_LINE:
        return None
    found = read_class_words(line) or _run_together(line)
    if not found:
        return None
    level, end = found
    if alone := _SECTION_ALONE.match(line, end):
        of_part, of_all, of_post = (int(number) if number else None for number in alone.groups())
        return ClassLine(level, line[:end].rstrip(), of_part, of_all, None, of_post, "")
    tail = _TAIL.match(line, end)
    if not tail:
        return ClassLine(level, line[:end].rstrip(), None, None, None, None, line[end:].strip())
    part, of = tail["part"], tail["of"]
    return ClassLine(
        level,
        line[:end].rstrip(),
        int(part) if part else None,
        int(of) if of else None,
        tail["post"] if tail["post"].strip("Xx ") else None,
        int(tail["serial"]),
        (tail["more"] or "").strip(),
    )


def _run_together(line: str) -> tuple[Level, int] | None:
    """The level and the end of a class word that the name of a known post, or the count of sections, follows
    without a space.
    """
    found = _RUN_TOGETHER.match(line)
    if not found or (found["post"] and not post_of(found["post"])):
        return None
    return _WORDS[found[1]], found.end()


def read_class_words(line: str) -> tuple[Level, int] | None:
    """The level that the first words of ``line`` name, and where the next begins; None if they name none."""
    if plain := _USUAL_FORM.match(line):
        return _WORDS[plain[1].replace(" ", "")], plain.end()
    initials = line[:_INITIALS_WITHIN].replace(" ", "").replace("/", "")[:_INITIALS].upper()
    if not (
        initials[:2] in _INITIAL_PAIRS or initials[1:] in _INITIAL_PAIRS or initials[::2] in _INITIAL_PAIRS
    ):
        return None
    squashed = ""
    near: tuple[Level, int] | None = None
    for word in _WORD.finditer(line[: _WIDEST_SPACED * _LONGEST_WORD]):
        squashed += word[0].rstrip(" /").upper()
        if len(squashed) > _LONGEST_WORD:
            break
        if squashed in _WORDS:
            # TOP alone is no level, so TOP SECRET is read in full; UNCLAS SIFIED does not occur.
            return _WORDS[squashed], word.end()
        if level := _level_of_misspelt(squashed):
            near = level, word.end()
    return near


def classification_of(line: ClassLine, captions: Iterable[str], span: Span) -> Classification:
    """The overall classification: the level of the line, and what the captions add to it."""
    captions = tuple(captions)
    sensitive = any(name.endswith("SENSITIVE") for name in captions)
    level = Level.SBU if line.level is Level.U and sensitive else line.level
    dissemination = tuple(name for name in _DISSEMINATION if name in captions)
    return Classification(
        level, "//".join((_LONG_FORMS[level], *dissemination)), dissemination, line.printed, span
    )


def read_captions(line: str, start: int) -> tuple[Caption, ...]:
    """The captions in ``line``; empty if it contains anything else.

    ``start``: where the line's text begins in the source.
    """
    if copy := _SPACED_COPY.match(line):
        return (Caption("CORRECTED COPY", Span(start, start + copy.end())),)
    found: list[Caption] = []
    at = 0
    while at < len(line):
        caption = _CAPTION_LINE.match(line, at)
        if not caption:
            return ()
        name = caption[0].rstrip(" /,")
        found.append(Caption(name, Span(start + at, start + at + len(name))))
        at = caption.end()
    return tuple(found)


def level_named(words: str) -> Level | None:
    """The level named by a container, ``UNCLASSIFIED//FOR OFFICIAL USE ONLY``; None if it names none."""
    if "OFFICIAL USE" in words.upper():
        return Level.SBU
    found = read_class_words(words)
    return found[0] if found else None


def higher_classification(text: Classification | None, given: str) -> Classification | None:
    """The higher of the classification in the text and the one given by the container."""
    level = level_named(given)
    if level is None or (text and text.level >= level):
        return text
    if text is None:
        return Classification(level, _LONG_FORMS[level], (), given, Span(0, 0))
    return replace(text, level=level, name="//".join((_LONG_FORMS[level], *text.dissemination)))


def transmission_classification(level: Level, printed: str, span: Span) -> Classification:
    """The classification of a cable without classification line, from its transmission header."""
    return Classification(level, _LONG_FORMS[level], (), printed, span)


@lru_cache(maxsize=512)
def _level_of_misspelt(squashed: str) -> Level | None:
    """The level of the class word that ``squashed`` is, with one letter missing, added or changed."""
    for word, level in _WORDS.items():
        if len(word) >= _SHORTEST_MISSPELT and _one_slip(squashed, word):
            return level
    return None


def _one_slip(one: str, other: str) -> bool:
    if abs(len(one) - len(other)) > 1:
        return False
    same = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), None)
    if same is None:
        return True
    return (
        one[same + 1 :] == other[same + 1 :]
        or one[same:] == other[same + 1 :]
        or one[same + 1 :] == other[same:]
    )


def post_in_class_line(name: str) -> str:
    """The post's name in message reference numbers, from the tables where they have it."""
    return post_of(name) or re.sub(r"[^A-Z0-9]", "", name.upper())
