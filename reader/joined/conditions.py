"""Conditions on notes: a fast test of a whole table, and an exact test of each document. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any

from reader.library.folding import fold_in_place
from reader.library.query.fts_terms import without_punctuation
from reader.library.query.tree import Query, Term
from reader.library.search.plan import AllExcept
from reader.library.search.snippets import patterns
from reader.notes.model import Document
from reader.notes.storage.format.journal_lines import dump


@dataclass(frozen=True, slots=True)
class NoteCondition:
    """A condition on the annotations and links of a cable."""

    may_match: Callable[[str, bytes], bool]
    """Whether a document in the table of a cable may match, by the cable's number and the table's JSON."""
    matches: Callable[[str, Document], bool]
    """Whether a document of the cable matches. Gets the cable's number and the document."""


def everything() -> NoteCondition:
    """A condition that every document matches."""
    return NoteCondition(lambda mrn, raw: True, lambda mrn, document: True)


def all_of(conditions: Sequence[NoteCondition]) -> NoteCondition:
    """A document must match all of the conditions."""
    return NoteCondition(
        lambda mrn, raw: all(each.may_match(mrn, raw) for each in conditions),
        lambda mrn, document: all(each.matches(mrn, document) for each in conditions),
    )


def any_of(conditions: Sequence[NoteCondition]) -> NoteCondition:
    """A document must match one of the conditions."""
    return NoteCondition(
        lambda mrn, raw: any(each.may_match(mrn, raw) for each in conditions),
        lambda mrn, document: any(each.matches(mrn, document) for each in conditions),
    )


def none_of(condition: NoteCondition) -> NoteCondition:
    """A document must not match the condition."""
    return NoteCondition(lambda mrn, raw: True, lambda mrn, document: not condition.matches(mrn, document))


def on_cables(mrns: Collection[str]) -> NoteCondition:
    """The document is on one of these cables."""
    if isinstance(mrns, AllExcept):
        return NoteCondition(lambda mrn, raw: mrn not in mrns, lambda mrn, document: mrn not in mrns)
    return NoteCondition(lambda mrn, raw: mrn in mrns, lambda mrn, document: mrn in mrns)


def with_ids(ids: Collection[str]) -> NoteCondition:
    """The document has one of these ids."""
    return NoteCondition(lambda mrn, raw: True, lambda mrn, document: document.get("id") in ids)


def where(test: Callable[[Document], bool], *needed: str) -> NoteCondition:
    """The document passes a test. A table can only match if its JSON contains one of the ``needed`` texts."""
    needles = [dump(text)[1:-1] for text in needed]
    return NoteCondition(
        lambda mrn, raw: not needles or any(needle in raw for needle in needles),
        lambda mrn, document: test(document),
    )


def with_term(term: Term, texts: Callable[[Document], Sequence[str]]) -> NoteCondition | None:
    """The term is in one of the document's texts. None for a term without letters or digits."""
    term_patterns = patterns(Query(term))
    if not term_patterns:
        return None
    pattern = term_patterns[0]
    needle = _plain_word(term)

    def may_match(mrn: str, raw: bytes) -> bool:
        # Letters with accents match plain ones, and JSON may contain escapes: then the texts must be
        # searched.
        return not needle or not raw.isascii() or b"\\u" in raw or needle in raw.lower()

    return NoteCondition(
        may_match,
        lambda mrn, document: any(text and pattern.search(fold_in_place(text)) for text in texts(document)),
    )


def _plain_word(term: Term) -> bytes:
    """The first word of a term, if it is written with the letters a to z and digits; otherwise empty."""
    word = fold_in_place(without_punctuation(term.text)).split()[:1]
    return word[0].encode() if word and re.fullmatch(r"[a-z0-9]+", word[0]) else b""


def note_texts(document: Document) -> list[str]:
    """What the user wrote: the text of a note, or the comment on a link."""
    return [text for name in ("body", "comment") if isinstance(text := document.get(name), str)]


def all_texts(document: Document) -> list[str]:
    """What the user wrote, and the quoted words it is about."""
    quotes = (target.get("quote") for target in targets(document))
    quoted = [quote.get("exact") for quote in quotes if isinstance(quote, dict)]
    return [*note_texts(document), *(text for text in quoted if isinstance(text, str))]


def targets(document: Document) -> list[dict[str, Any]]:
    """The targets of a note or link in cables: one for a note, two for a link."""
    ends = (document.get(name) for name in ("source", "target"))
    return [end for end in ends if isinstance(end, dict)]


def is_shown(document: Document) -> bool:
    """Whether the document is an annotation or link that is not deleted."""
    return document.get("kind") in ("annotation", "cross-reference") and not document.get("deleted")
