"""What a line begins with: a paragraph number, a portion mark, a bullet.

Where the ``¶`` comes from: a web publisher set an anchor before every line that begins with digits or one
capital letter, a full stop and a space; it is mechanical, so numbers that only happened to begin a line have
it too. Later conversions turned the anchor into ``1``, ``¶1``, ``[1](#)`` or nothing, so ``¶12.`` may be
paragraph 2 and ``110.`` paragraph 10: such digits are given in both readings.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from reader.cable.source.portions import LONGEST, read_portion
from reader.cable.text_model import Portion

HIGHEST = 300
"""The highest number that a paragraph may have (the longest known cable has 77)."""

STARTS = frozenset("0123456789¶[(-*#_>•lI")
"""The signs that a label, or the Markdown around it, begins with."""

_WRAPPER = r"(?:[-*•][ ]+|\#{1,6}[ ]+|\*\*|__|>[ ]+)*"  # Markdown around the start of a block
_PORTION = rf"(?P<parenthesis>\([ ]?(?P<portion>[A-Za-z][^()\n]{{0,{LONGEST - 1}}})\))"
_HALF = r"(?P<half>(?:SBU|[SCU](?:/NF)?)\)(?=[ ]))"  # the opening parenthesis lost
_LABELLED = re.compile(
    rf"""{_WRAPPER}
    (?P<label>(?P<mark>¶\ *|\[[1¶]\]\([^)\s]{{0,60}}\)\ *)?
        (?P<digits>\d{{1,4}}|[lI](?=\.\ ?\([A-Z]))  # the figure one typed as a letter
        (?P<stop>\.(?!\d)|\)|\ ?[.,;:]{{1,2}}(?=\ {{0,3}}\([A-Za-z])|(?=\ ?\())
    )
    (?:\*\*|__)?\ *
    (?:(?P<again>\d{{1,3}})\.\ +(?=[A-Z("“]))?
    (?:(?:{_PORTION}|{_HALF})(?:\*\*|__)?(?:\.(?=[ ]|$))?)?\ *  # a stop behind the mark is not text""",
    re.VERBOSE,
)
_ENCLOSED = re.compile(rf"¶?\ ?(?P<label>\((?P<digits>\d{{1,3}})\))\.?\ *{_PORTION}\ *", re.VERBOSE)
"""``(13) (C)``: the number in parentheses counts where a portion mark follows."""
_PORTIONED = re.compile(
    rf"{_WRAPPER}{_PORTION}(?:\*\*|__)?\.? *(?:(?P<mark>¶ ?)?(?P<digits>\d{{1,3}})\.(?= ))? *"
)
_BULLET = re.compile(
    r"(?:- (?=-))?(?P<marker>--?|[•*·]|o(?= ))(?: +(?=\S)|(?<=--)(?=[A-Z])|(?<=-)(?=[A-Z][a-z]))"
)
_ITEM = re.compile(r"¶? ?(?P<marker>\(?(?:[A-Za-z]|[ivx]{1,4}|\d{1,2})\)|[A-Za-z]\.(?= ))(?: +|(?=\())(?=\S)")


class Label(NamedTuple):
    """The start of a line, read; offsets count in the line without the spaces before it."""

    printed: str | None
    """The number with its mark and stop: ``¶12.``, ``[1](#)4.``; None where there is only a portion mark."""
    start: int
    """Where the label begins (after Markdown wrappers)."""
    readings: tuple[int, ...]
    """The numbers it may be, the printed one first."""
    portion: Portion | None
    text: int
    """Where the text begins, after number and portion mark."""
    marked: bool
    """Whether a ``¶`` or its remains precede the number."""


class Bullet(NamedTuple):
    """The marker of a bullet or sub-point, and where its text begins in the line."""

    marker: str
    text: int
    start: int = 0
    """Where the marker begins: a web copy sets one of its own before the drafter's, ``- -- text``."""


def read_label(line: str) -> Label | None:
    """The paragraph number or portion mark that ``line`` (no spaces before it) begins with, or None."""
    if line[:1] not in STARTS:
        return None
    found = _LABELLED.match(line)
    if found:
        label, mark, digits, stop, again, parenthesis, inside, half = found.groups()
        readings = _readings(digits) if digits.isdigit() else (1,)
        printed = inside or (half or "")[:-1]
        portion = read_portion(printed) if printed else None
        # `N)` and `N (` are numbers of paragraphs only where a portion mark follows.
        if not readings or not (portion or stop == "."):
            return None
        text = found.start("parenthesis") if parenthesis and not portion else found.end()
        if again:  # ¶7. 6. The: two counts that are one apart at most
            if abs(int(again) - readings[0]) > 1:
                return Label(
                    label, found.start("label"), readings, None, found.start("again"), mark is not None
                )
            readings = tuple(dict.fromkeys((*readings, int(again))))
        return Label(label, found.start("label"), readings, portion, text, mark is not None)
    found = _ENCLOSED.match(line)
    if found and (portion := read_portion(found["portion"])):
        readings = _readings(found["digits"])
        return Label(found["label"], found.start("label"), readings, portion, found.end(), line[0] == "¶")
    found = _PORTIONED.match(line)
    if found and (portion := read_portion(found["portion"])):
        start = found.start("parenthesis")
        if not found["digits"] or not (readings := _readings(found["digits"])):
            return Label(None, start, (), portion, found.end(), False)
        stop = found.end("digits") + 1  # the portion mark precedes the number: (C) 1. Text
        return Label(line[start:stop], start, readings, portion, found.end(), found["mark"] is not None)
    return None


def read_bullet(line: str) -> Bullet | None:
    """The bullet or sub-point marker that ``line`` (no spaces before it) begins with, or None."""
    found = _BULLET.match(line) or _ITEM.match(line)
    return Bullet(found["marker"], found.end(), found.start("marker")) if found else None


def _readings(digits: str) -> tuple[int, ...]:
    whole = int(digits)
    if len(digits) > 1 and digits[0] == "1" and digits[1] != "0":
        return (whole, int(digits[1:])) if whole <= HIGHEST else (int(digits[1:]),)
    return (whole,) if 0 < whole <= HIGHEST else ()
