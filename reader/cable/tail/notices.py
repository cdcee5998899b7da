"""Notices above the signature: an embassy's web site, ``MINIMIZE CONSIDERED``, drafting lines."""

from __future__ import annotations

import re

from reader.cable.source.page_lines import is_page_line
from reader.cable.source.source_lines import Lines

WEB_SITE = re.compile(
    r"[\"“* ]*(?:please )?visit .{0,120}(?:web ?site|home ?page|sipr|http)"
    r"|for more reporting\b.{0,80}visit:?$|you can also access this site\b|classified siprnet web ?site\.?$",
    re.IGNORECASE,
)
DRAFTING = re.compile(r"(?i:DRAFTED|CLEARED|APPROVED|RELEASED)(?i: BY)?: ?[A-Z].*[^.!?]$")
TEXT_END = re.compile(r"END (?:OF )?TEXT\.?$", re.IGNORECASE)
_QUOTED = re.compile(r"\b(?:(?P<begins>BEGIN)|END)\s{1,3}(?:OF\s{1,3})?TEXT\b", re.IGNORECASE)
"""Where a text that is quoted begins or ends."""
MINIMIZE = re.compile(
    r"\(?(?:[A-Z][A-Za-z]{1,20}(?:,? (?:and |AND )?)){0,4}(?i:minimized? considered)"
    r"(?: (?:for|FOR) [A-Z][A-Za-z, ]{1,60})?\)?\.?$"
)
"""The drafter's statement that the cable should be sent although traffic is restricted."""
ADDRESS = re.compile(r"(?:https?://|www\.)\S+(?: \S{1,24})?$|gov\.gov/\S+$", re.IGNORECASE)
GROUP = re.compile(r"(?:GP|GROUP)[- ]?[1-4]\b\.?$")
"""The automatic downgrading group of the sixties."""
STARS = re.compile(r"\*[* ]*$")
MOST_NOTICE_LINES = 12
"""Lines of notices above the signature; a web site has up to 6 between two rows of stars."""
_WRAPPED_NOTICE = 3
"""Lines a web site's sentence is wrapped into."""


def notices(lines: Lines, first: int, end: int) -> tuple[int, ...]:
    """The lines just above the signature that are not text: a web site's address, ``MINIMIZE CONSIDERED``."""
    found: list[int] = []
    at = end
    while at > max(first, end - MOST_NOTICE_LINES):
        at -= 1
        text = lines.text[at]
        if not text or is_page_line(text):
            continue
        if "http" in text and (opens := _notice_start(lines, first, at)) is not None:
            found += [line for line in range(at, opens - 1, -1) if not is_page_line(lines.text[line])]
            at = opens
        elif (
            GROUP.match(text)
            or (TEXT_END.match(text) and not _ends_quoted(lines, at))
            or DRAFTING.match(text)
            or MINIMIZE.match(text)
            or WEB_SITE.match(text)
            or ADDRESS.match(text)
            or (found and STARS.match(text))
        ):
            found.append(at)
        elif not found and (STARS.match(text) or not text.strip("-=_ ")):
            continue
        else:
            break
    return tuple(reversed(found))


def _ends_quoted(lines: Lines, at: int) -> bool:
    """Whether ``END TEXT`` ends a text that is quoted in the cable, and not the cable."""
    marks = list(_QUOTED.finditer(lines.source, 0, lines.starts[at]))
    return 2 * sum(mark["begins"] is not None for mark in marks) > len(marks)


def _notice_start(lines: Lines, first: int, at: int) -> int | None:
    """The first line of the notice whose address is on line ``at``."""
    count = 0
    for above in range(at, max(first, at - MOST_NOTICE_LINES), -1):
        if WEB_SITE.match(lines.text[above]):
            return above
        # Blank lines and a page line may come between.
        count += bool(lines.text[above] and not is_page_line(lines.text[above]))
        if count == _WRAPPED_NOTICE:
            break
    return None
