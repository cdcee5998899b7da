"""What differs between two texts, word by word."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from enum import StrEnum
from typing import NamedTuple

from reader.cable.span import Span

_WORD = re.compile(r"\w+|[^\w\s]")
MOST_WORDS = 2000
"""The most words that are compared one by one, without the beginning and the end that two texts share; longer
stretches differ as a whole. The time may grow with the square: 0.5 s for words arranged to be slow. The
longest of 4,046 paragraphs in the corpus has 3,757 words."""


class ChangeKind(StrEnum):
    """What happened to a stretch of text."""

    SAME = "same"
    REPLACED = "replaced"
    REMOVED = "removed"
    ADDED = "added"


class Change(NamedTuple):
    """A stretch of two texts that is the same in both, or differs."""

    kind: ChangeKind
    before: Span
    """In the first text; empty where words were added."""
    after: Span
    """In the second text; empty where words were removed."""


def changes(before: str, after: str) -> tuple[Change, ...]:
    """The two texts as stretches in order; the spaces around a word are not compared.

    The ``before`` spans cover all words of the first text without overlap, the ``after`` spans those of the
    second. Takes a few milliseconds for a paragraph; see MOST_WORDS.
    """
    spans_before, spans_after = _words(before), _words(after)
    words_before = [before[span.start : span.end] for span in spans_before]
    words_after = [after[span.start : span.end] for span in spans_after]
    found = [
        Change(kind, _span(spans_before, first, last), _span(spans_after, start, end))
        for kind, first, last, start, end in _merged(_runs(words_before, words_after), words_before)
    ]
    return tuple(found)


class _Run(NamedTuple):
    """A run of words, by half-open indexes into both lists."""

    kind: ChangeKind
    first: int
    last: int
    start: int
    end: int


def _runs(before: Sequence[str], after: Sequence[str]) -> list[_Run]:
    head = 0
    while head < min(len(before), len(after)) and before[head] == after[head]:
        head += 1
    tail = 0
    while tail < min(len(before), len(after)) - head and before[-1 - tail] == after[-1 - tail]:
        tail += 1
    last, end = len(before) - tail, len(after) - tail
    runs = [_Run(ChangeKind.SAME, 0, head, 0, head)]
    if max(last, end) - head > MOST_WORDS:
        runs.append(_Run(_kind(last - head, end - head), head, last, head, end))
    else:
        matcher = SequenceMatcher(None, before[head:last], after[head:end])
        for name, a, b, c, d in matcher.get_opcodes():
            kind = ChangeKind.SAME if name == "equal" else _kind(b - a, d - c)
            runs.append(_Run(kind, head + a, head + b, head + c, head + d))
    runs.append(_Run(ChangeKind.SAME, last, len(before), end, len(after)))
    return [run for run in runs if run.first < run.last or run.start < run.end]


def _merged(runs: Sequence[_Run], before: Sequence[str]) -> list[_Run]:
    """Two changes with only a comma or a short word between them become one, which is easier to read."""
    merged: list[_Run] = []
    for place, run in enumerate(runs):
        if merged and _joins(merged[-1], run, is_last=place == len(runs) - 1, before=before):
            whole = merged.pop()
            size_before, size_after = run.last - whole.first, run.end - whole.start
            kind = whole.kind if whole.kind is run.kind else _kind(size_before, size_after)
            run = _Run(kind, whole.first, run.last, whole.start, run.end)
        merged.append(run)
    return merged


def _joins(whole: _Run, run: _Run, *, is_last: bool, before: Sequence[str]) -> bool:
    if whole.kind is ChangeKind.SAME:
        return run.kind is ChangeKind.SAME
    if run.kind is not ChangeKind.SAME:
        return True
    is_short = run.last - run.first == 1 and len(before[run.first]) <= 3
    return is_short and not is_last and whole.kind is ChangeKind.REPLACED


def _kind(before: int, after: int) -> ChangeKind:
    """The kind of a change, by the number of words before and after it."""
    if not after:
        return ChangeKind.REMOVED
    return ChangeKind.REPLACED if before else ChangeKind.ADDED


def _words(text: str) -> list[Span]:
    return [Span(*found.span()) for found in _WORD.finditer(text)]


def _span(words: Sequence[Span], first: int, last: int) -> Span:
    """From the first word to the last, without it; for none, the end of the word before."""
    if first == last:
        end = words[first - 1].end if first else 0
        return Span(end, end)
    return Span(words[first].start, words[last - 1].end)
