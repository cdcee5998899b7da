"""What a condition on notes is made of: a quick look at a table, and a test of one document. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any

from reader.library.folding import fold_in_place
from reader.library.query.fts_terms import letters
from reader.library.query.tree import Query, Term
from reader.library.search.plan import AllBut
from reader.library.search.snippets import patterns
from reader.notes.model import Document
from reader.notes.storage.format.journal_lines import dump


@dataclass(frozen=True, slots=True)
class NoteCondition:
    """A condition on the annotations and links of a cable."""

    may: Callable[[str, bytes], bool]
    """Whether something in the table of this cable may answer: its number, and its JSON text."""
    holds: Callable[[str, Document], bool]
    """Whether a document of the cable does."""


def everything() -> NoteCondition:
    """What all answer."""
    return NoteCondition(lambda mrn, raw: True, lambda mrn, document: True)


def all_of(parts: Sequence[NoteCondition]) -> NoteCondition:
    """All must hold."""
    return NoteCondition(
        lambda mrn, raw: all(part.may(mrn, raw) for part in parts),
        lambda mrn, document: all(part.holds(mrn, document) for part in parts),
    )


def any_of(parts: Sequence[NoteCondition]) -> NoteCondition:
    """One must hold."""
    return NoteCondition(
        lambda mrn, raw: any(part.may(mrn, raw) for part in parts),
        lambda mrn, document: any(part.holds(mrn, document) for part in parts),
    )


def none_of(part: NoteCondition) -> NoteCondition:
    """It must not hold."""
    return NoteCondition(lambda mrn, raw: True, lambda mrn, document: not part.holds(mrn, document))


def among(mrns: Collection[str]) -> NoteCondition:
    """The note is on one of these cables."""
    if isinstance(mrns, AllBut):
        return NoteCondition(lambda mrn, raw: mrn not in mrns, lambda mrn, document: mrn not in mrns)
    return NoteCondition(lambda mrn, raw: mrn in mrns, lambda mrn, document: mrn in mrns)


def one_of(ids: Collection[str]) -> NoteCondition:
    """It is one of these records."""
    return NoteCondition(lambda mrn, raw: True, lambda mrn, document: document.get("id") in ids)


def where(test: Callable[[Document], bool], *said: str) -> NoteCondition:
    """A test of the document; ``said`` are texts of which one stands in every table that answers."""
    needles = [dump(text)[1:-1] for text in said]
    return NoteCondition(
        lambda mrn, raw: not needles or any(needle in raw for needle in needles),
        lambda mrn, document: test(document),
    )


def saying(term: Term, texts: Callable[[Document], Sequence[str]]) -> NoteCondition | None:
    """A word, phrase or beginning stands in one of the texts; None where it has no letters to look for."""
    found_by = patterns(Query(term))
    if not found_by:
        return None
    wanted = found_by[0]
    needle = _first_letters(term)

    def may(mrn: str, raw: bytes) -> bool:
        # A letter with an accent answers to the plain one, and escapes hide letters: then one must look.
        return not needle or not raw.isascii() or b"\\u" in raw or needle in raw.lower()

    return NoteCondition(
        may,
        lambda mrn, document: any(text and wanted.search(fold_in_place(text)) for text in texts(document)),
    )


def _first_letters(term: Term) -> bytes:
    """The first word of a term as it stands in plain text; empty where it may stand otherwise."""
    word = fold_in_place(letters(term.text)).split()[:1]
    return word[0].encode() if word and re.fullmatch(r"[a-z0-9]+", word[0]) else b""


def note_texts(document: Document) -> list[str]:
    """What the user wrote: the text of a note, the comment of a link."""
    return [text for name in ("body", "comment") if isinstance(text := document.get(name), str)]


def all_texts(document: Document) -> list[str]:
    """The same with the words it is about."""
    quotes = (target.get("quote") for target in targets(document))
    quoted = [quote.get("exact") for quote in quotes if isinstance(quote, dict)]
    return [*note_texts(document), *(text for text in quoted if isinstance(text, str))]


def targets(document: Document) -> list[dict[str, Any]]:
    """The ends of a note or link."""
    ends = (document.get(name) for name in ("source", "target"))
    return [end for end in ends if isinstance(end, dict)]


def is_shown(document: Document) -> bool:
    """True for a live annotation or link."""
    return document.get("kind") in ("annotation", "cross-reference") and not document.get("deleted")
