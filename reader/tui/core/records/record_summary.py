"""A record of the notes in words, and the differences between two versions of a text. Pure."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from reader.notes.model import (
    Annotation,
    Code,
    CrossReference,
    Judgement,
    LoggedQuery,
    Mark,
    MergedPerson,
    Record,
    Target,
    Trail,
)

_MOST_WORDS = 3000
"""Longer versions are not compared; the time grows with the product of their words."""


class RecordSummary(NamedTuple):
    """A record in words."""

    kind: str
    """``note``, ``tags``, ``code``, ``link``..."""
    where: str
    """The place or the name."""
    text: str
    """Its content, in one or more lines."""


def summarise(record: Record, code_names: Mapping[str, str]) -> RecordSummary:
    """A record in words; ``code_names`` by id."""
    match record:
        case Annotation():
            tags = " ".join(f"#{code_names.get(code, code[:8])}" for code in record.codes)
            text = "\n".join(filter(None, (record.body, tags)))
            return RecordSummary("note" if record.body else "codes", place_name(record.target), text)
        case Code():
            also = f"also {', '.join(record.aliases)}" if record.aliases else ""
            under = f"under {code_names.get(record.parent, '…')}" if record.parent else ""
            return RecordSummary(
                "code", record.name, "\n".join(filter(None, (record.definition, also, under)))
            )
        case CrossReference():
            way = f"{record.outward} → {place_name(record.target)}"
            return RecordSummary(
                "link", place_name(record.source), "\n".join(filter(None, (way, record.comment)))
            )
        case Judgement():
            scope = f"for the query {record.query}" if record.query else "overall"
            return RecordSummary("judgement", record.mrn, f"{record.verdict}, {scope}")
        case LoggedQuery():
            return RecordSummary("search", record.query, f"{record.hits:,} found")
        case Mark():
            return RecordSummary("mark", place_name(record.target), record.name)
        case MergedPerson():
            return RecordSummary("person", record.name, f"also {', '.join(record.spellings)}")
        case Trail():
            stops = [
                f"{at}. {place_name(stop.target)}{f': {stop.comment}' if stop.comment else ''}"
                for at, stop in enumerate(record.stops, start=1)
            ]
            return RecordSummary("trail", record.name, "\n".join(filter(None, (record.comment, *stops))))
    return RecordSummary("record", record.id, "")


def place_name(target: Target) -> str:
    """``06PHNOMPENH977 ¶2``."""
    return f"{target.mrn} {target.label}".rstrip()


def back_links(number: int) -> str:
    """Shown after a target that other notes link to: ``  ← 2``."""
    return f"  ← {number:,}" if number else ""


class DiffPart(NamedTuple):
    """A part of a text."""

    text: str
    changed: bool
    """Whether the other version lacks it."""


def diff_against(text: str, other: str) -> list[DiffPart]:
    """A text in parts, compared word by word: those the other lacks are marked. Joined, they are the text."""
    words, others = _words(text), _words(other)
    if len(words) > _MOST_WORDS or len(others) > _MOST_WORDS:
        return [DiffPart(text, False)]
    matcher = difflib.SequenceMatcher(None, words, others, autojunk=False)
    made = [
        DiffPart("".join(words[start:end]), tag != "equal")
        for tag, start, end, _, _ in matcher.get_opcodes()
        if start < end
    ]
    return made or [DiffPart(text, False)]


def _words(text: str) -> Sequence[str]:
    return re.findall(r"\s+|\S+", text)
