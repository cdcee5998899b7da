"""Summary, comment, action request, note and quoted text: where they begin and end in the source.

The markers are matched in any case; a start may lack its end and the reverse. About one cable in four has no
summary; without an end marker the summary is the paragraph that opens with the word.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from reader.cable.source.summary_words import AND_MORE
from reader.cable.span import Span
from reader.cable.text_model import Heading, Paragraph, Region

_MORE = AND_MORE.encode()
_END = re.compile(
    rb"end[ \n]{1,3}(?:of[ \n])?"
    rb"(?P<kind>summary|comment|note|introduction|key[ \n]{1,3}points|text|action[ \n]request)s?\b"
    + _MORE
    + rb"[.)\]\" ]{0,3}"
)
_KINDS = {
    b"summary": "summary",
    b"introduction": "summary",
    b"key points": "summary",
    b"comment": "comment",
    b"note": "note",
    b"text": "quoted text",
    b"action request": "action request",
}
_STARTS = {
    "summary": (b"summary", b"introduction", b"key points"),
    "comment": (b"comment",),
    "note": (b"(note", b"[note", b"(bio note", b"(embassy note", b"(comment", b"note:"),
    "quoted text": (b"begin text",),
    "action request": (b"action request",),
}
_LOOSE = frozenset(("summary", "comment", "action request"))
"""Kinds whose opening word is an ordinary word too: ``his comments on``, in 18 of 244 comments."""
_BEFORE = re.compile(
    rb"(?:^|[.!?:;)(\[\]\"'*_=-][ \n]{0,6}|\n[ \n]{0,4}\n[ \n]{0,4})"
    rb"(?:(?:begin|executive|embassy|post|mission|consulate)[ \n]{1,3})?$"
)
"""What an opening word has before it: the end of a sentence, a mark or a blank line."""
_WIDEST_BEFORE = 24
"""Characters before an opening word in which that is found."""
_AFTER = re.compile(
    rb"(?:ed|s)?" + _MORE + rb"(?:[ \n]\(?cont(?:inued|.?d)?\)?)?[ \n]{0,3}(?:[:.;)\]-]|\n|begins?\b|$)"
)
"""What follows it: a mark, or the end of its line."""
_OPENS = re.compile(
    r"(?:begin |executive |\(u\) )?"
    r"(?P<kind>summary|introduction|key points|comments?|action request(?:ed)?|(?:embassy |post )comment)\b",
    re.IGNORECASE,
)


_MARK_AFTER = re.compile(r"\s{0,3}(?:\Z|[:.;,)\]/(\"-]|–|—|\n|[A-Z]|and\b|cont(?:inued)?\b|begins?\b)")
"""What follows the word that opens a region; ``Comment by the press`` is a sentence."""
_ABOUT_MESSAGE = re.compile(
    r"\b(?:clear(?:ed)?|reviewed)\b.{0,40}\b(?:cable|message|telegram|report)\b"
    r"|\b(?:cable|message|telegram)\b.{0,30}\bcleared\b|minimized? considered\b",
    re.IGNORECASE,
)
"""``Codel Levin did not clear this cable.``, ``Tripoli minimize considered.``: the end, in no region."""
_LONGEST_ABOUT_MESSAGE = 220
"""Characters of such a paragraph; the longest of the corpus has 119."""
_NEAREST = 3
"""Regions with an end marker that one without may overlap, from the first that ends behind its start."""
_LAST_FOUND = 2
"""Regions before it that it may overlap: a region of each kind that is open."""


def regions_of(
    source: str, headings: Sequence[Heading], paragraphs: Sequence[Paragraph]
) -> tuple[Region, ...]:
    """The regions in the order of the text."""
    if not paragraphs:
        return ()
    # One byte per character, so that offsets are the same; the small letters of a long text that is not
    # all ASCII would take twelve times its memory.
    low = source.encode("latin-1", "replace").lower()
    start = min(part[0].span.start for part in (headings, paragraphs) if part)
    ended = _ended(low, start, paragraphs[0].span.start)
    regions: list[Region] = []
    # An end marker says more than an opening word, so those regions come first at any place.
    for region in sorted([*ended, *_opened(headings, paragraphs)], key=lambda region: region.span):
        rivals = (other for other in (*regions[-_LAST_FOUND:], *_near(ended, region)) if other is not region)
        if not any(other.kind == region.kind and _overlap(other.span, region.span) for other in rivals):
            regions.append(region)
    return tuple(regions)


def _near(ended: list[Region], region: Region) -> list[Region]:
    """The regions with an end marker around the place of one without."""
    at = bisect_left(ended, region.span.start, key=lambda other: other.span.end)
    near = ended[at : at + _NEAREST]
    return [] if region in near else near


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def summary_of(regions: Sequence[Region]) -> Span | None:
    """The first summary."""
    return next((region.span for region in regions if region.kind == "summary"), None)


def _ended(low: bytes, start: int, first: int) -> list[Region]:
    """Regions by their end markers; the beginning is searched for back to the previous end.

    A summary with an end but no beginning begins with the ``first`` paragraph.
    """
    found: list[Region] = []
    last: dict[str, int] = {}
    for end in _END.finditer(low, start):
        kind = _KINDS[b" ".join(end["kind"].split())]
        after = last.get(kind, start)
        begin = _beginning(low, kind, after, end.start())
        if begin is None:
            begin = first if kind == "summary" and kind not in last and first < end.start() else -1
        last[kind] = end.end()
        if begin >= 0:
            found.append(Region(kind, Span(begin, end.start() + len(end[0].rstrip(b' "')))))
    return found


def _beginning(low: bytes, kind: str, after: int, end: int) -> int | None:
    """Where a region of this kind begins that ends at ``end``: of summaries the first, of others the nearest.

    A summary may say "in summary" before it ends.
    """
    found: list[int] = []
    for word in _STARTS[kind]:
        at = low.find(word, after, end) if kind == "summary" else low.rfind(word, after, end)
        while at >= 0 and kind in _LOOSE and not _opens(low, at, at + len(word)):
            at = low.find(word, at + 1, end) if kind == "summary" else low.rfind(word, after, at)
        if at >= 0:
            found.append(at)
    if not found:
        return None
    if kind == "summary":
        return min(found)
    begin = max(found)
    return begin - (low[max(begin - 1, 0) : begin] in (b"(", b"["))


def _opens(low: bytes, at: int, end: int) -> bool:
    """Whether the word from ``at`` to ``end`` opens a sentence and is followed by its mark."""
    if not _AFTER.match(low, end):
        return False
    before = low[max(0, at - _WIDEST_BEFORE) : at]
    return _BEFORE.search(before) is not None or (before.endswith(b"\n") and low[end : end + 1] == b":")


def _opened(headings: Sequence[Heading], paragraphs: Sequence[Paragraph]) -> list[Region]:
    """Regions that begin with a heading or with the first word of a paragraph, up to the end of either."""
    found: list[Region] = []
    starts = [paragraph.span.start for paragraph in paragraphs]
    for at, heading in enumerate(headings):
        opens = _OPENS.match(heading.text)
        if not opens:
            continue
        below = headings[at + 1].span.start if at + 1 < len(headings) else paragraphs[-1].span.end
        last = bisect_left(starts, below) - 1
        while last > 0 and starts[last - 1] >= heading.span.end and _is_about_message(paragraphs[last].text):
            last -= 1
        if last >= 0 and starts[last] >= heading.span.end:
            found.append(Region(_kind(opens), Span(heading.span.start, paragraphs[last].span.end)))
    for paragraph in paragraphs:
        opens = _OPENS.match(paragraph.text)
        if opens and _MARK_AFTER.match(paragraph.text, opens.end()):
            found.append(Region(_kind(opens), paragraph.span))
    return found


def _is_about_message(text: str) -> bool:
    return len(text) <= _LONGEST_ABOUT_MESSAGE and _ABOUT_MESSAGE.search(text) is not None


def _kind(opens: re.Match[str]) -> str:
    word = opens["kind"].lower()
    if "comment" in word:
        return "comment"
    return "action request" if word.startswith("action") else "summary"
