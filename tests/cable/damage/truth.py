"""What is true of a clean cable: its paragraph labels, and the words each paragraph is known by."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

PORTION = r"\(\s?(?:SBU|TS|LOU|FOUO|[SCUscu]|(?i:secret|confidential|unclassified))(?:[\s/-][^()\n]{0,40})?\)"
# One cable has lost the opening bracket of every mark: ``¶1. C) Summary``.
_LABEL = re.compile(rf"^ ?¶?(\d{{1,3}})\.(?:[ ]+|(?={PORTION}))((?:{PORTION}|C\))[ ]*)?", re.M)
_OPEN = re.compile(r"[a-z0-9,] ?\n\Z")
SAFE = 60
"""Characters at the start of a paragraph that damages to running text leave alone: a paragraph is known again
by its opening words."""


class Label(NamedTuple):
    """A true paragraph label: the one that carries the count on."""

    number: int
    start: int
    """Where its line starts in the text."""
    portion: int
    """Where the portion mark starts, or the text when there is none."""
    end: int
    """Where the text of the paragraph starts."""
    marked: bool
    """Whether it has a portion mark, whole."""


def labels(text: str) -> list[Label]:
    """The labels at line starts that count 1, 2, 3 ... ; any other number there is text."""
    found: list[Label] = []
    for match in _numbers(text):
        if int(match[1]) == len(found) + 1:
            portion = match.start(2) if match[2] else match.end()
            marked = bool(match[2]) and match[2].startswith("(")
            found.append(Label(len(found) + 1, match.start(), portion, match.end(), marked))
    return found


def _numbers(text: str) -> list[re.Match[str]]:
    """Numbers at line starts, but for those that end the sentence of the line before."""
    return [
        m for m in _LABEL.finditer(text) if m[2] or not _OPEN.search(text[max(0, m.start() - 4) : m.start()])
    ]


def opening(text: str) -> str:
    """The first dozen letters and digits: what a paragraph is known by under any damage."""
    return re.sub(r"[\W_]+", "", text[:200])[:12].lower()


def openings(text: str) -> dict[int, str]:
    """Number and opening of each true paragraph of a clean cable; empty when its numbers do not run 1..N.

    Empty too where a paragraph goes on in mid-line, or stands without its number: then nobody can be sure.
    """
    found = labels(text)
    if [int(match[1]) for match in _numbers(text)] != [label.number for label in found]:
        return {}
    beyond = len(found) + 1
    if re.search(rf'^¶?{beyond}\.\S|[.!?)"] +¶?{beyond}\. ?{PORTION}|\n\n{PORTION}', text, re.M):
        return {}
    return {at.number: opening(text[at.end : end]) for at, end in with_ends(found, len(text))}


def with_ends(found: list[Label], end: int) -> list[tuple[Label, int]]:
    """Each label with the end of its paragraph."""
    return list(zip(found, [*(at.start for at in found[1:]), end], strict=False))


def inside(text: str) -> Iterator[tuple[int, int]]:
    """The stretches of running text, without the paragraphs' openings, last to first."""
    for at, end in reversed(with_ends(labels(text), len(text.rstrip()))):
        if end - at.end > 4 * SAFE:
            yield at.end + SAFE, end - SAFE
