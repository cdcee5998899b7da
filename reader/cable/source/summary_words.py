"""The words of a summary, without those that open and close it."""

from __future__ import annotations

import re

from reader.cable.span import Span

AND_MORE = (
    r"(?:[ \n]{1,3}(?:and|&)[ \n]{1,3}"
    r"(?:introduction|background|key[ \n]points|analysis|recommendations?|comments?|action[ \n]request))?"
)
"""What a summary or comment may be besides: ``SUMMARY AND INTRODUCTION`` (21 of the 395 cables)."""
_LABEL = r"(?:¶?\d{1,3}\.\s{0,3})?(?:\([^()\n]{1,30}\)\s{0,3})?"
_WORD = rf"(?:summary|introduction|key\s{{1,3}}points)\b{AND_MORE}"
_OPENS = re.compile(
    rf"{_LABEL}(?:begin\s{{1,3}}|executive\s{{1,3}})?{_WORD}[\s:.,;=-]*{_LABEL}(?:{_WORD}\s?[:.;-]+\s{{0,3}})?"
    r"|¶?\d{1,3}\.\s{0,3}(?:\([^()\n]{1,30}\)\s{0,3})?",
    re.IGNORECASE,
)
_ENDS = re.compile(rf"end\s{{1,3}}(?:of\s)?{_WORD}[\s.)\]]{{0,9}}\Z", re.IGNORECASE)
_LONGEST_END = 60
"""Characters of the closing words."""


def words_of_summary(source: str, span: Span) -> str:
    """A summary on one line, without its label and its opening and closing words."""
    text = source[span.start : span.end].strip()
    opens = _OPENS.match(text)
    ends = _ENDS.search(text, max(0, len(text) - _LONGEST_END))
    return " ".join(text[opens.end() if opens else 0 : ends.start() if ends else len(text)].split())
