"""Headings: which lines of the body are titles of the text below them, ruled or not."""

from __future__ import annotations

import re

from reader.cable.body.chunks import CLOSING, LONGEST_HEADING, Chunk, ends_paragraph
from reader.cable.source.source_lines import Lines

_MOST_RULED_LINES = 3
"""Lines of a heading with a rule below it."""
_LONGEST_SMALL_WORD = 3
"""Letters of the longest word that needs no capital in a title: ``of``, ``the``."""
_SENTENCE_ENDS = (".)", '."', ".”")
"""How a sentence ends that is quoted or in parentheses: a line without a rule that does is not a heading."""
_QUOTES = {'"': '"', "”": "“"}
"""How a quotation at the end of a title closes and opens."""
_OPENING = re.compile(r"BEGIN (?:SUMMARY|INTRODUCTION)\W*$", re.IGNORECASE)


_CLOSING_WORDS = re.compile(
    r"END (?:OF )?(?:SUMMARY|COMMENT|NOTE|TEXT|INTRODUCTION|ACTION REQUEST|TALKING POINTS|NON-?PAPER)\b"
    r".{0,24}$",
    re.IGNORECASE,
)
"""The end of a region, which belongs to the paragraph above and is never a heading."""


def split_off_headings(lines: Lines, chunks: list[Chunk]) -> list[Chunk]:
    """Split off a heading directly below a paragraph and above the next numbered one."""
    split: list[Chunk] = []
    for at, chunk in enumerate(chunks):
        split.append(chunk)
        below = chunks[at + 1] if at + 1 < len(chunks) else None
        if below is None or below.number is None or chunk.last == chunk.first or chunk.before_rule:
            continue
        first = chunk.last
        if _is_title(lines.text[first]) and lines.text[first].isupper() and chunk.last - chunk.first > 1:
            above = lines.text[first - 1]
            if (
                _is_title(above) and above.isupper() and not ends_paragraph(lines, first - 1)
            ):  # a heading of two lines
                first -= 1
        if (_is_title(lines.text[first]) or _is_question_title(lines, first)) and ends_paragraph(
            lines, first - 1
        ):
            split.append(Chunk(first, chunk.last, None, None, True, True, False))
            chunk.last = first - 1
    return split


def is_heading(lines: Lines, chunks: list[Chunk], at: int, *, in_paragraph: bool) -> bool:
    """Whether chunk ``at`` is a heading; ``in_paragraph``: whether a paragraph is open above it."""
    chunk = chunks[at]
    text = lines.text[chunk.first]
    if in_paragraph and chunk.first == chunk.last and _CLOSING_WORDS.match(text.strip("-=* ")):
        return False
    # What looks like an item may be a title, (U) Summary, I. THE PARTY; a web copy's bold is no bullet.
    titled = chunk.before_rule and (chunk.label is not None or text.isupper())
    if chunk.bullet and not titled and not text.startswith("**"):
        return False
    if text[0] == "#" and chunk.first == chunk.last and text.lstrip("#")[:1] == " ":
        return True
    if not text.strip("Xx") and not chunk.before_rule:
        return False  # a redaction
    if chunk.label and chunk.first == chunk.last and not text[chunk.label.text :].strip(" .:"):
        return False  # a portion mark alone, as that of all the text
    if (
        chunk.before_rule
        and chunk.last - chunk.first < _MOST_RULED_LINES
        and (not _ends_sentence(text) or chunk.after_rule)
    ):
        return chunk.after_blank or chunk.after_rule or chunk.closed
    if not (chunk.after_blank or chunk.after_rule) or not looks_like_heading(lines, chunk):
        return False
    follower = chunks[at + 1] if at + 1 < len(chunks) else None
    if opens_summary(lines, chunk):  # the first words of the paragraph below, unless that has a number
        return follower is not None and (follower.number is not None or has_own_portion(follower))
    if in_paragraph and not ends_paragraph(lines, chunks[at - 1].last):
        return False
    return follower is not None and (follower.number is not None or has_own_portion(follower))


def opens_summary(lines: Lines, chunk: Chunk) -> bool:
    """Whether a chunk is ``BEGIN SUMMARY`` and nothing else."""
    return chunk.after_blank and chunk.first == chunk.last and bool(_OPENING.match(lines.text[chunk.first]))


def looks_like_heading(lines: Lines, chunk: Chunk) -> bool:
    """Short, on one line, or two of a title, without the stop of a sentence."""
    text = lines.text[chunk.last]
    most = _MOST_RULED_LINES if chunk.before_rule else 2
    if chunk.last - chunk.first >= most or chunk.number is not None:
        return False
    if chunk.last > chunk.first and not chunk.before_rule:
        title = f"{lines.text[chunk.first]} {text}"
        if "XXX" in title or not (title.isupper() or (not chunk.label and _mostly_capitals(title))):
            return False
    return (
        len(text.strip("-=* ")) <= LONGEST_HEADING
        and text[-1] not in ".,;"
        and (chunk.before_rule or not text.endswith(_SENTENCE_ENDS))
        and not (chunk.label and chunk.label.printed)
    )


def _is_title(text: str) -> bool:
    """Short, without the stop of a sentence, most words with a capital; or between ``//``."""
    if text.startswith("//") and text.endswith("//"):
        return True
    if text.isupper() and text[-1] in _QUOTES and text[:-1].count(_QUOTES[text[-1]]) == 1:
        text = text[:-1]  # OPPOSITION SEES EFFORTS AS "FUTILE"
    if len(text) > LONGEST_HEADING or text[-1] in CLOSING or not text[0].isupper():
        return False
    return _mostly_capitals(text) and "XXX" not in text


def _is_question_title(lines: Lines, at: int) -> bool:
    """Whether a line is a title that ends in a question mark: in capitals, below small letters."""
    text = lines.text[at]
    return text[-1] == "?" and text.isupper() and not lines.text[at - 1].isupper() and _is_title(text[:-1])


def _mostly_capitals(text: str) -> bool:
    words = [word for word in text.split() if len(word) > _LONGEST_SMALL_WORD]
    return bool(words) and 2 * sum(word[0].isupper() for word in words) > len(words)


def _ends_sentence(text: str) -> bool:
    """Whether it ends with the stop of a sentence, not of ``U.S.`` nor of ``...``"""
    return text[-1] == "." and text[-3:-2] != "."


def has_own_portion(chunk: Chunk) -> bool:
    """Whether the chunk begins with a portion mark without a number."""
    return chunk.label is not None and chunk.label.printed is None
