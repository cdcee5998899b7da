"""Shows where in a text a query's words stand: a few words around them, and the hits as spans. Pure.

The UI decides how a hit looks; no text of a cable can be taken for a mark.
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
"""Characters of a snippet, about."""
LOOKED_AT = 60
"""Hits of one word in one text that are looked at."""


@dataclass(frozen=True, slots=True)
class Snippet:
    """A piece of a text with its hits."""

    text: str
    """One line; ``…`` where it was cut."""
    hits: tuple[Span, ...]
    """In ``text``: characters, half-open, ascending, not overlapping."""
    ordinal: int | None
    """The paragraph it comes from; None for the subject, a heading, a field."""


@lru_cache(maxsize=64)
def patterns(query: Query) -> tuple[re.Pattern[str], ...]:
    """One pattern for each word or phrase that the query looks for, for folded text. Linear in the text."""
    return tuple(filter(None, map(_pattern, query.terms())))


def _pattern(term: Term) -> re.Pattern[str] | None:
    words = [
        re.escape(fold_in_place(word))
        for word in without_punctuation(unicodedata.normalize("NFC", term.text)).split()
    ]
    if not words:
        return None
    end = r"[^\W_]*" if term.is_prefix else r"(?![^\W_])"
    # The look behind comes after the first word, so that the engine can search for the word's own letters.
    words[0] += rf"(?<![^\W_]{words[0]})"
    # Between the words of a phrase stand some signs; the bound keeps a run of them from being walked often.
    return re.compile(r"[\W_]{1,40}".join(words) + end)


def snippet(text: str, spans: Sequence[ParagraphSpan], query: Query, *, width: int = WIDTH) -> Snippet | None:
    """The paragraph that holds most of the query's words, the first of equals, cut around them.

    ``text`` is normalised, ``spans`` where its paragraphs lie. Words that must stand in paragraphs of some
    portion are looked for there only. None where no word is found, as for a query of fields only.
    """
    wanted = patterns(query)
    if not wanted:
        return None
    folded = fold_in_place(text)
    found = [_hits(pattern, folded) for pattern in wanted]
    levels = levels_of(query)
    if (at := _best(spans, found, levels)) is not None:
        span = spans[at]
        return _cut(text, Span(span.start, span.end), sorted(_inside(span, found)), at + 1, width)
    hits = sorted(chain.from_iterable(found))
    if not hits or levels:
        return None
    start = text.rfind("\n\n", 0, hits[0].start) + 1
    end = text.find("\n\n", hits[0].end)
    inside = [hit for hit in hits if hit.start >= start and (end < 0 or hit.end <= end)]
    return _cut(text, Span(start, end if end >= 0 else len(text)), inside, None, width)


def best_hit(cable_paragraphs: Sequence[Paragraph], query: Query) -> tuple[int, int] | None:
    """Where to open a cable that was found: the ordinal of the paragraph that :func:`snippet` would show,
    and the offset of its first hit in its clean text. None where no paragraph holds a word of the query."""
    wanted = patterns(query)
    if not wanted:
        return None
    spans: list[ParagraphSpan] = []
    start = 0
    for paragraph in cable_paragraphs:
        spans.append(ParagraphSpan(start, start + len(paragraph.text), level_of(paragraph)))
        start += len(paragraph.text) + 2
    folded = fold_in_place("\n\n".join(paragraph.text for paragraph in cable_paragraphs))
    found = [_hits(pattern, folded) for pattern in wanted]
    if (at := _best(spans, found, levels_of(query))) is None:
        return None
    return at + 1, min(_inside(spans[at], found)).start - spans[at].start


def _best(
    spans: Sequence[ParagraphSpan], found: Sequence[Sequence[Span]], levels: Collection[int]
) -> int | None:
    """The first of the spans in which most of the words were found."""
    starts = [span.start for span in spans]
    kinds: Counter[int] = Counter()
    for hits in found:
        kinds.update({bisect_right(starts, hit.start) - 1 for hit in hits})
    allowed = [
        at
        for at in kinds
        if at >= 0 and (not levels or spans[at].level in levels) and any(_inside(spans[at], found))
    ]
    return max(allowed, key=lambda at: (kinds[at], -at), default=None)


def _inside(span: ParagraphSpan, found: Sequence[Sequence[Span]]) -> Iterator[Span]:
    """The hits in a paragraph; none where those after its start lie after its end, too."""
    return (hit for hits in found for hit in hits if span.start <= hit.start and hit.end <= span.end)


def _hits(pattern: re.Pattern[str], folded: str) -> list[Span]:
    hits = []
    for match in pattern.finditer(folded):
        hits.append(Span(*match.span()))
        if len(hits) == LOOKED_AT:
            break
    return hits


def _cut(text: str, around: Span, hits: Sequence[Span], ordinal: int | None, width: int) -> Snippet | None:
    """Some words around the first hit, on one line."""
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
    at = start
    for hit in hits:
        if hit.start < at or hit.end > end:
            continue
        for stretch, is_hit in ((text[at : hit.start], False), (text[hit.start : hit.end], True)):
            piece = _one_line(stretch, after="".join(pieces[-1:]))
            if is_hit:
                spans.append(Span(size, size + len(piece)))
            pieces.append(piece)
            size += len(piece)
        at = hit.end
    tail = _one_line(text[at:end], after="".join(pieces[-1:])).rstrip()
    return Snippet("".join([*pieces, tail]) + ("…" if end < around.end else ""), tuple(spans), ordinal)


def _one_line(text: str, *, after: str) -> str:
    """The text with one space for every run of white space, none after one."""
    line = re.sub(r"\s+", " ", text)
    return line[1:] if line.startswith(" ") and (not after or after[-1] in " …") else line
