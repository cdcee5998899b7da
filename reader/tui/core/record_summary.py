"""A record of the notes in words, and where two versions of a text differ. Pure."""

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
    Record,
    Target,
    Trail,
)

_MOST_WORDS = 3000
"""Words up to which two versions are compared; the time grows with their product."""


class Told(NamedTuple):
    """What there is to say of a record."""

    kind: str
    """``note``, ``tags``, ``code``, ``link``..."""
    where: str
    """The place or the name."""
    text: str
    """What it says, lines and all."""


def told(record: Record, names: Mapping[str, str]) -> Told:
    """A record in words; ``names``: of the codes, by id."""
    match record:
        case Annotation():
            tags = " ".join(f"#{names.get(code, code[:8])}" for code in record.codes)
            text = "\n".join(filter(None, (record.body, tags)))
            return Told("note" if record.body else "tags", place(record.target), text)
        case Code():
            also = f"also {', '.join(record.aliases)}" if record.aliases else ""
            under = f"under {names.get(record.parent, '…')}" if record.parent else ""
            return Told("code", record.name, "\n".join(filter(None, (record.definition, also, under))))
        case CrossReference():
            way = f"{record.outward} → {place(record.target)}"
            return Told("link", place(record.source), "\n".join(filter(None, (way, record.comment))))
        case Judgement():
            scope = f"for “{record.query}”" if record.query else "overall"
            return Told("judgement", record.mrn, f"{record.verdict}, {scope}")
        case LoggedQuery():
            return Told("search", record.query, f"{record.hits:,} found")
        case Mark():
            return Told("mark", place(record.target), record.name)
        case Trail():
            return Told("trail", record.name, ", ".join(map(place, record.stops)))
    return Told("record", record.id, "")


def place(target: Target) -> str:
    """``06PHNOMPENH977 ¶2``."""
    return f"{target.mrn} {target.label}".rstrip()


def back_links(number: int) -> str:
    """What stands behind a target to which links lead: ``  ← 2``."""
    return f"  ← {number:,}" if number else ""


class Stretch(NamedTuple):
    """A piece of a text."""

    text: str
    changed: bool
    """Whether the other version lacks it."""


def against(text: str, other: str) -> list[Stretch]:
    """A text in stretches, those that the other lacks told apart, word by word. Joined they are the text."""
    words, others = _words(text), _words(other)
    if len(words) > _MOST_WORDS or len(others) > _MOST_WORDS:
        return [Stretch(text, False)]
    matcher = difflib.SequenceMatcher(None, words, others, autojunk=False)
    made = [
        Stretch("".join(words[start:end]), tag != "equal")
        for tag, start, end, _, _ in matcher.get_opcodes()
        if start < end
    ]
    return made or [Stretch(text, False)]


def _words(text: str) -> Sequence[str]:
    return re.findall(r"\s+|\S+", text)
