"""The lines below the head, gathered into chunks: the lines between blank lines, rules and labels."""

from __future__ import annotations

import re
from dataclasses import dataclass
from string import ascii_letters, ascii_lowercase

from reader.cable.body.section_heads import STARTS as STARTS_OF_HEADS
from reader.cable.body.section_heads import SectionHeads, subject_again
from reader.cable.head.classification import read_captions, read_class_line
from reader.cable.model import BlockKind
from reader.cable.source.archive_stamps import is_archive_stamp
from reader.cable.source.page_lines import read_page_line
from reader.cable.source.paragraph_labels import STARTS, Bullet, Label, read_bullet, read_label
from reader.cable.source.source_lines import SHORTEST_RULE, Lines

CLOSING = frozenset(".?!:)\"'”’]*_")
"""Characters after which a paragraph may end (``*`` and ``_``: the end of bold)."""
_BULLETS = frozenset("-*•·(¶")
_ITEM_STOPS = frozenset((".", ")", " "))  # behind the letter or figure of an item
_LAST_SIGNS = frozenset("-0123456789")
"""What a heading's rule and a page line end with."""
_COPY_NUMBER = re.compile(r" [A-Z]{3}\d{4}$")  # CONFIDENTIAL PTQ1865: a copy of the Department
_ENDED = frozenset(("summary", "comment", "note", "text", "introduction"))
"""What a region is called by the words at its end: ``End Summary``."""
_END = re.compile(r"\bend \w+$", re.IGNORECASE)
_RULE_SIGNS = "-=*_~–— "
LONGEST_HEADING = 80
"""Characters of a heading on one line; with rules it may have three lines."""
_SHORTEST_HALF = 30
"""Characters of the first line of a heading whose lines each have a rule; a shorter one is a heading."""
_LONGEST_FURNITURE = 200
"""Characters of a page or classification line that a repeated head may begin with."""
_END_WITHIN = 12
"""Characters at the end of the line above that belong to a wrapped ``End`` / ``Summary``."""
_LONGEST_TITLE = 120
"""Characters of a heading with its rule on the same line, and of a stray classification line."""
_WORD_STARTS = frozenset(first + second for first in ascii_letters for second in ascii_lowercase)
"""The first two letters of a line that begins with a word; most lines do."""
_OF_TEXT = frozenset('abcdefghijklmnopqrstuvwxyz0123456789(¶"“[')
"""A line that begins with one of these is text."""

# Looking up an enum member takes ten times as long as looking up a name.
_BLANK, _TEXT, _RULE = BlockKind.BLANK, BlockKind.PARAGRAPH, BlockKind.RULE
_FURNITURE, _PAGE_BREAK = BlockKind.FURNITURE, BlockKind.PAGE_BREAK


@dataclass(slots=True)
class Chunk:
    """Lines of text that belong together; ``last`` is inclusive."""

    first: int
    last: int
    label: Label | None
    bullet: Bullet | None
    closed: bool
    """Whether the text before it ends a sentence (or there is nothing before it)."""
    after_blank: bool
    after_rule: bool
    before_rule: bool = False
    after_page: bool = False
    """Whether only a page-break line separates it from the text above."""
    number: int | None = None


@dataclass(slots=True)
class Body:
    """The body's chunks of text, and the kind of each of its lines."""

    kinds: list[BlockKind]
    chunks: list[Chunk]
    pages: list[int]
    """The page-break lines."""


def gather(lines: Lines, first: int, end: int, furniture: frozenset[int] = frozenset()) -> Body:
    """Gather the lines from ``first`` up to ``end`` (exclusive); those in ``furniture`` are not text."""
    kinds = [_TEXT] * (end - first)
    chunks: list[Chunk] = []
    pages: list[int] = []
    chunk: Chunk | None = None  # the one that is open
    above = "."  # the line of text above; nothing is above the first
    blank, rule, page = True, False, False
    heads, head_end = SectionHeads(lines, first, end), 0
    for at, text in enumerate(lines.text[first:end], first):
        if not text:
            kinds[at - first] = _BLANK
            chunk, blank = None, True
            continue
        # Most lines are in the middle of a paragraph and begin with a word: neither capitals nor an item.
        if (
            chunk is not None
            and text[:2] in _WORD_STARTS
            and text[-1] not in _LAST_SIGNS
            and at not in furniture
        ):
            chunk.last = at
            above = text
            continue
        initial = text[0]
        kind = _TEXT if initial in _OF_TEXT else _kind(text, initial)
        if at in furniture or at < head_end:
            kind = _FURNITURE
        elif (kind is _FURNITURE or text[:2] in STARTS_OF_HEADS) and len(text) < _LONGEST_FURNITURE:
            head_end = heads.end_of(at)
            kind = _FURNITURE if kind is _TEXT and head_end > at else kind
        if kind is not _TEXT:
            kinds[at - first] = kind
            if kind is _RULE:
                _mark_rule_below(lines, chunks, at)
                rule, above = True, "."
            if text in ("-", "--"):
                blank = True
            if kind is _PAGE_BREAK:
                blank = page = True
                pages.append(at)
                head_end = max(head_end, subject_again(lines, at, end))
            chunk = None
            continue
        before = above[-1]
        closed = before in CLOSING or (before == "-" and above.endswith("---"))
        above = text
        if text[-1] == "-" and _carries_rule(text):
            if chunk and chunk.first == at - 1 and _begins_title(chunk, lines.text[at - 1]):
                chunk.last, chunk.before_rule = at, True
            else:
                chunks.append(Chunk(at, at, read_label(text), None, closed, True, rule, True))
            chunk, above, blank, rule, page = None, ".", False, True, False
            continue
        label = read_label(text) if initial in STARTS else None
        bullet = None
        if (label is None or label.printed is None) and (
            closed or blank or before in ";," or (initial in "-*" and _next_item(chunk, text))
        ):
            bullet = _bullet(text, initial)
        if chunk is None or label or bullet:
            chunk = Chunk(at, at, label, bullet, closed, blank, rule, after_page=page)
            chunks.append(chunk)
        else:
            chunk.last = at
        blank = rule = page = False
    return Body(kinds, chunks, pages)


def _kind(text: str, initial: str) -> BlockKind:
    """What a line is that does not begin with a small letter."""
    if initial in _RULE_SIGNS and len(text) >= SHORTEST_RULE and not text.strip(_RULE_SIGNS):
        return _RULE
    if text in (".", "-", "--"):  # keeps a blank line from being lost in transmission
        return _FURNITURE
    if (
        (" OF " in text or " of 0" in text or initial == "P")
        and (page := read_page_line(text))
        and page.end >= len(text)
    ):
        return _PAGE_BREAK
    if initial in "URDMS" and is_archive_stamp(text):
        return _PAGE_BREAK
    if initial in "SCUNTEL" and is_furniture(text):
        return _FURNITURE
    return _TEXT


def is_furniture(text: str) -> bool:
    """Whether a line is a stray caption or a classification line repeated at a page's head."""
    if len(text) > _LONGEST_TITLE or not text.isupper():
        return False
    if read_captions(text, 0):
        return True
    line = read_class_line(_COPY_NUMBER.sub("", text))
    return line is not None and not line.more and (line.serial is None or line.part is not None)


def _carries_rule(text: str) -> bool:
    """Whether a heading and its rule are on one line: ``COMMENT -------``."""
    heading = text.rstrip("-=* ")
    return (
        1 < len(heading) <= _LONGEST_TITLE
        and text.count("-", len(heading)) >= SHORTEST_RULE
        and text[len(heading)] == " "
    )


def _begins_title(chunk: Chunk, text: str) -> bool:
    """Whether a chunk of one line so far may be the first of two of a heading."""
    return chunk.after_blank and chunk.label is None and text.isupper() and text[-1] not in CLOSING


def _bullet(text: str, initial: str) -> Bullet | None:
    if initial == "-" and text.endswith("--"):
        return None  # a heading: -- KOSOVO --
    if initial in _BULLETS or (initial.isalnum() and _ITEM_STOPS.intersection(text[1:3])):
        return read_bullet(text)
    return None


def _next_item(chunk: Chunk | None, text: str) -> bool:
    """Whether a line has the dash of the item that is open, whatever the line above ends with."""
    if chunk is None or chunk.bullet is None:
        return False
    return text.startswith((chunk.bullet.marker, f"- {chunk.bullet.marker}"))


def _mark_rule_below(lines: Lines, chunks: list[Chunk], rule: int) -> None:
    """Mark the chunk above a rule, and split its heading line from the text above."""
    if not chunks:
        return
    chunk = chunks[-1]
    if any(lines.text[at] not in ("", "SIPDIS") for at in range(chunk.last + 1, rule)):
        return
    # A rule after a blank line is the heading's above when Markdown made it, else that of the next heading.
    if chunk.last < rule - 1 and rule + 1 < len(lines) and lines.text[rule + 1]:
        return
    chunk.before_rule = True
    if len(chunks) > 1 and _goes_on(lines, chunks[-2], chunk):
        chunks[-2].last = chunk.last
        chunks.pop()
        return
    if chunk.last > chunk.first:
        first, last = chunk.last, chunk.last
        heading = lines.text[last]
        if last - chunk.first > 1 and heading.isupper() and lines.text[last - 1].isupper():
            first -= not ends_paragraph(lines, last - 1)  # a heading of two lines
        above = lines.text[first - 1]
        whole = above[-1] == ":" and above.isupper() and heading.isupper()  # THE PRINCE'S WAR: A CASUALTY?
        if (
            len(heading) <= LONGEST_HEADING
            and heading[-1] != "."
            and ends_paragraph(lines, first - 1)
            and not whole
        ):
            chunk.before_rule = False
            chunk.last = first - 1
            chunks.append(Chunk(first, last, None, None, True, False, False, True))


def _goes_on(lines: Lines, above: Chunk, chunk: Chunk) -> bool:
    """Whether two headings are the lines of one, each with a rule below it: 3 in the 395 cables."""
    if not (above.before_rule and above.first == above.last == chunk.first - 2 and chunk.first == chunk.last):
        return False
    one, other = lines.text[above.last], lines.text[chunk.first]
    return _SHORTEST_HALF <= len(one) >= len(other) and f"{one}{other}".isupper() and one[-1] not in CLOSING


def ends_paragraph(lines: Lines, at: int) -> bool:
    """Whether a paragraph may end with line ``at``."""
    text = lines.text[at]
    word = text.rpartition(" ")[2].lower()
    if text[-1] in CLOSING or word.endswith("xxxx"):
        return True
    if word not in _ENDED:
        return False
    # End / Summary may be wrapped between its words.
    if len(text) <= _END_WITHIN and at:
        text = f"{lines.text[at - 1][-_END_WITHIN:]} {text}"
    return _END.search(text) is not None
