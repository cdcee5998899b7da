"""The heads that long cables repeat at each transmitted section: header, class line, fields, distribution.

They interrupt the text, in the middle of a sentence as often as not. From the first of these lines to the
last nothing is text. A line belongs to a repeated head by its form, or because the cable's own head has it
too: of 342 cables of the corpus with their whole head put between two paragraphs again, 337 have the same
paragraphs and headings as before, of 79 with it in the middle of a sentence 78.
"""

from __future__ import annotations

import re
from functools import cached_property

from reader.cable.head.classification import read_captions, read_class_line
from reader.cable.mrn import post_of
from reader.cable.source.head_labels import HEADER, field_of
from reader.cable.source.page_lines import read_page_line
from reader.cable.source.source_lines import Lines

_LONGEST = 40
"""Lines that a repeated head may have without those of the cable's own head."""
_SUBJECT_WITHIN = 3
"""Lines below a page line that are searched for a repeated subject."""
STARTS = frozenset("PA VZ DE OO PP RR ZZ FM AC IN".split()) | {"O ", "P ", "R ", "Z "}  # noqa: SIM905
"""The first two letters of a repeated head that does not begin with a classification line."""
_HEADER = re.compile(
    r"""(?:ACTION|ORIGIN|INFO)\s+[A-Z]{1,6}-\d\d\b | (?:[A-Z]{1,5}-\d\d\s+){3} | -{6,}\s?[0-9A-F]{6}\s
    | (?:[ZOPR]\s+){1,2}\d{6}Z\s+[A-Z]{3}\s+\d\d | (?:FM|TO)\s+(?:AM|US|SEC|RU) | INFO\s+(?:AM|RU)
    | /\d{3}W?\b | [A-Z]{3}\d{4}$""",
    re.VERBOSE,
)
_PASSING = re.compile(r"(?P<who>[A-Z][A-Z /.-]{1,40}?) (?:FOR|PASS|ALSO FOR)\b|(?:FOR|PASS) [A-Z]+/[A-Z]")
_AGENCIES = frozenset(
    [
        "STATE",
        "DEPT",
        "DEPARTMENT",
        "NSC",
        "DOD",
        "DOE",
        "SECDEF",
        "OSD",
        "JCS",
        "CIA",
        "USAID",
        "TREASURY",
        "COMMERCE",
        "JUSTICE",
    ]
)


class SectionHeads:
    """Finds the heads that are repeated below a cable's own, line after line downwards."""

    def __init__(self, lines: Lines, head: int, end: int) -> None:
        """``head``: the line after the cable's own head; ``end``: the line after its text."""
        self._lines = lines
        self._head = head
        self._end = end
        self._none_above = 0

    def end_of(self, at: int) -> int:
        """The line after the repeated head that begins with line ``at``; ``at`` itself where none does."""
        texts = self._lines.text
        if not _begins(texts[at]) and not self._leads_to_section(at):
            return at
        last, others = at, 0
        for below in range(at + 1, self._end):
            text = texts[below]
            if not text:
                continue
            if text not in self._own:
                others += 1
                if others > _LONGEST or not _belongs(text):
                    break
            last = below
        return last + 1

    @cached_property
    def _own(self) -> frozenset[str]:
        """The lines of the cable's own head."""
        return frozenset(self._lines.text[: self._head])

    def _leads_to_section(self, at: int) -> bool:
        """Whether lines of a repeated transmission header lead to the classification line of a section."""
        texts = self._lines.text
        if at < self._none_above or texts[at] not in self._own:
            return False
        for below in range(at + 1, self._end):
            text = texts[below]
            if _is_section(text):
                return True
            if text and text not in self._own and not HEADER.match(text):
                self._none_above = below  # so that all lines together take linear time
                return False
        self._none_above = self._end
        return False


def subject_again(lines: Lines, page: int, end: int) -> int:
    """The line after a subject repeated below line ``page``; ``page`` where there is none."""
    below = next((at for at in range(page + 1, min(page + 1 + _SUBJECT_WITHIN, end)) if lines.text[at]), page)
    return below + 1 if lines.text[below].startswith("SUBJECT: ") else page


def _begins(text: str) -> bool:
    page = read_page_line(text) if text.startswith("PAGE ") else None
    return page is not None or _is_section(text)


def _is_section(text: str) -> bool:
    """Whether a line is the classification line of a second or later section."""
    line = read_class_line(text)
    return line is not None and line.part is not None and line.part > 1


def _passes(text: str) -> bool:
    """``PARIS FOR BISA WILLIAMS``: a post or an agency precedes FOR."""
    found = _PASSING.match(text)
    who = found["who"] if found else None
    return found is not None and (who is None or who in _AGENCIES or post_of(who) is not None)


def _belongs(text: str) -> bool:
    line = read_class_line(text)
    return bool(
        (line and (not line.more or line.serial is not None))
        or _HEADER.match(text)
        or HEADER.match(text)
        or field_of(text)
        or read_captions(text, 0)
        or _passes(text)
        or (text.startswith("PAGE ") and read_page_line(text))
    )
