"""Snippets: a few words of a text around the hits of a query, and the hits as spans. Pure.

Hits are offsets, not markers in the text, so that nothing in a cable can be mistaken for one. The screen
decides how a hit looks.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from reader.cable.model import Paragraph, Span
from reader.library.db.paragraph_index import ParagraphSpan, level_of
from reader.library.folding import fold_in_place
from reader.library.query.fts_terms import without_punctuation
from reader.library.query.tree import Query, Term
from reader.library.search.plan import levels_of

WIDTH = 160
"""About how many characters a snippet has."""
MAX_HITS = 60
"""Hits of one term in one text; later ones are ignored."""


@dataclass(frozen=True, slots=True)
class Snippet:
    """A part of a text with its hits."""

    text: str
    """On one line, with ``…`` where it was cut."""
    hits: tuple[Span, ...]
    """Offsets in ``text``: characters, half-open, ascending, not overlapping."""
    ordinal: int | None
    """The paragraph it comes from, from 1; None for the subject, a heading or a field."""


@lru_cache(maxsize=64)
def patterns(query: Query) -> tuple[re.Pattern[str], ...]:
    """A pattern for each term of the query, for folded text. Searching takes time linear in the text."""
    return tuple(filter(None, map(_pattern, query.terms())))


def _pattern(term: Term) -> re.Pattern[str] | None:
    composed = unicodedata.normalize("NFC", term.text)
    words = [re.escape(fold_in_place(word)) for word in without_punctuation(composed).split()]
    if not words:
        return None
    end = r"[^\W_]*" if term.is_prefix else r"(?![^\W_])"
    # The lookbehind comes after the first word, so that the engine can search for the word's own letters.
    words[0] += rf"(?<![^\W_]{words[0]})"
    # The bound between the words of a phrase keeps a long run of signs from being scanned again and again.
    return re.compile(r"[\W_]{1,40}".join(words) + end)


def snippet(text: str, spans: Sequence[ParagraphSpan], query: Query, *, width: int = WIDTH) -> Snippet | None:
    """The hits in the paragraph with most of the query's terms, or the first such one, with words around
    them.

    ``text`` is normalised, ``spans`` its paragraphs, ``width`` about how many characters to return. If the
    query asks for paragraphs of some levels (``portion:``), only those are searched. None without a hit, as
    for a query of fields only.
    """
    term_patterns = patterns(query)
    if not term_patterns:
        return None
    folded = fold_in_place(text)
    hits_by_term = [_hits(pattern, folded) for pattern in term_patterns]
    levels = levels_of(query)
    if (best := _best_paragraph(spans, hits_by_term, levels)) is not None:
        span = spans[best]
        hits = sorted(_hits_within(span, hits_by_term))
        return _cut(text, Span(span.start, span.end), hits, best + 1, width)
    hits = sorted(chain.from_iterable(hits_by_term))
    if not hits or levels:
        return None
    start = text.rfind("\n\n", 0, hits[0].start) + 1
    end = text.find("\n\n", hits[0].end)
    inside = [hit for hit in hits if hit.start >= start and (end < 0 or hit.end <= end)]
    return _cut(text, Span(start, end if end >= 0 else len(text)), inside, None, width)


def best_hit(cable_paragraphs: Sequence[Paragraph], query: Query) -> tuple[int, int] | None:
    """Where to open a cable for a query: the paragraph that :func:`snippet` would choose, counted from 1, and
    the offset of its first hit in its clean text. None if no paragraph has a hit."""
    term_patterns = patterns(query)
    if not term_patterns:
        return None
    spans: list[ParagraphSpan] = []
    start = 0
    for paragraph in cable_paragraphs:
        spans.append(ParagraphSpan(start, start + len(paragraph.text), level_of(paragraph)))
        start += len(paragraph.text) + 2
    folded = fold_in_place("\n\n".join(paragraph.text for paragraph in cable_paragraphs))
    hits_by_term = [_hits(pattern, folded) for pattern in term_patterns]
    if (best := _best_paragraph(spans, hits_by_term, levels_of(query))) is None:
        return None
    return best + 1, min(_hits_within(spans[best], hits_by_term)).start - spans[best].start


def _best_paragraph(
    spans: Sequence[ParagraphSpan], hits_by_term: Sequence[Sequence[Span]], levels: Collection[int]
) -> int | None:
    """The index of the first of the paragraphs with hits of most terms; None if none has a hit."""
    starts = [span.start for span in spans]
    term_counts: Counter[int] = Counter()
    for hits in hits_by_term:
        term_counts.update({bisect_right(starts, hit.start) - 1 for hit in hits})
    candidates = [
        index
        for index in term_counts
        if index >= 0
        and (not levels or spans[index].level in levels)
        and any(_hits_within(spans[index], hits_by_term))
    ]
    return max(candidates, key=lambda index: (term_counts[index], -index), default=None)


def _hits_within(span: ParagraphSpan, hits_by_term: Sequence[Sequence[Span]]) -> Iterator[Span]:
    """The hits in a paragraph."""
    return (hit for hits in hits_by_term for hit in hits if span.start <= hit.start and hit.end <= span.end)


def _hits(pattern: re.Pattern[str], folded: str) -> list[Span]:
    hits = []
    for match in pattern.finditer(folded):
        hits.append(Span(*match.span()))
        if len(hits) == MAX_HITS:
            break
    return hits


def _cut(text: str, around: Span, hits: Sequence[Span], ordinal: int | None, width: int) -> Snippet | None:
    """The words around the first hit, on one line, from the part of the text that is ``around`` it."""
    if not hits:
        return None
    first = hits[0]
    start = max(around.start, first.start - width // 4)
    end = min(around.end, max(start + width, first.end))
    if start > around.start and (space := text.find(" ", start, first.start)) >= 0:
        start = space + 1
    if end < around.end and (space := text.rfind(" ", first.end, end)) >= 0:
        end = space
    pieces = ["…"] if start > around.start else []
    size = len(pieces)
    spans: list[Span] = []
    done = start
    for hit in hits:
        if hit.start < done or hit.end > end:
            continue
        for part, is_hit in ((text[done : hit.start], False), (text[hit.start : hit.end], True)):
            piece = _one_line(part, after="".join(pieces[-1:]))
            if is_hit:
                spans.append(Span(size, size + len(piece)))
            pieces.append(piece)
            size += len(piece)
        done = hit.end
    tail = _one_line(text[done:end], after="".join(pieces[-1:])).rstrip()
    return Snippet("".join([*pieces, tail]) + ("…" if end < around.end else ""), tuple(spans), ordinal)


def _one_line(text: str, *, after: str) -> str:
    """The text with single spaces, and without one at its start if ``after`` ends with a space."""
    line = re.sub(r"\s+", " ", text)
    return line[1:] if line.startswith(" ") and (not after or after[-1] in " …") else line
