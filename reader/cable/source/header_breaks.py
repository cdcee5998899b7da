"""Where the lines of a transmission header begin that a converter put on one line.

``P 191620Z MAR 08 FM AMEMBASSY MADRID TO RUEHC/SECSTATE WASHDC PRIORITY 4523 INFO RUEHLA/AMCONSUL BARCELONA``
"""

from __future__ import annotations

import re

_TIME = re.compile(r"\d{6}Z [A-Z]{3} \d\d\b[^\n]{0,60}\Z")
"""What precedes ``FM`` on one line with it: in none of the 395 cables, all as sent."""
_TIME_WITHIN = 80
"""Characters before ``FM`` that are searched for it."""
_PART = re.compile(
    r"""\ (?:
    (?=(?:OO|PP|RR|ZZ)\ R[UH][A-Z]{2,6}\b | DE\ R[A-Z]{3,6}\ \#\d | ZN[YR]\ [A-Z]{5}\b
        | (?:[ZOPR]\ ){1,2}\d{6}Z\ [A-Z]{3}\ \d\d\b | FM\ [A-Z] | TO\ [A-Z] | INFO\ [A-Z])
    | (?:(?<=COLLECTIVE\ )|(?<=PRIORITY\ )|(?<=IMMEDIATE\ )|(?<=ROUTINE\ ))
        (?=[A-Z])(?!(?:PRIORITY|IMMEDIATE|ROUTINE|NIACT|FLASH)\b)
    | (?<!\ FM\ )(?<!\ TO\ )(?<!INFO\ )(?<!\ OF\ )(?<!HOUSE\ )(?<!\ XMT\ )(?=R[UH][A-Z]{2,6}/[A-Z0-9]
        | (?:AMEMBASSY|AMCONSUL|USMISSION|USOFFICE|USINT|USDAO|SECSTATE|SECDEF|JOINT\ STAFF|CIA|DIA|NSC|CDR
        |COMUS[A-Z]+|USCENTCOM\ INTEL|HQ\ US[A-Z]+|WHITE\ HOUSE|NATIONAL\ SECURITY|TREASURY
        |DEPT\ OF|DEPARTMENT\ OF)\b))""",
    re.VERBOSE,
)
_CLASS_LINE = re.compile(
    r" (?:UNCLAS(?:SIFIED)?|C ?O ?N ?F ?I ?D ?E ?N ?T ?I ?A ?L|S ?E ?C ?R ?E ?T)\b[^\n]{0,60}? \d{4,8}\b"
)


_DATE_ABOVE = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, \d{1,2} [A-Z][a-z]+ \d{4}(?:, \d{1,2}:\d\d)? (?=[A-Z])"
)
"""The date that edited copies print above the classification line, on the same line with it."""
_WITHIN = 4000
"""Characters at the start of a text that are searched for it and for the sender."""
_LONGEST_LINE = 12_000
"""Characters of a line that are searched for the parts of a header."""
_LONGEST_DAY = 6
"""Letters of ``Wednes``."""


def header_breaks(source: str) -> list[int]:
    """Offsets at which the parts of a header on one line begin."""
    dates = []
    day = source.find("day, ", 0, _WITHIN)
    if day >= 0:
        begin = max(source.rfind("\n", 0, day) + 1, day - _LONGEST_DAY, 0)
        dates = [found.end()] if (found := _DATE_ABOVE.match(source, begin)) else []
    # One letter takes a tenth of the time of a space, which is everywhere.
    sender = source.find("FM ", 0, _WITHIN)
    while sender >= 0:
        if source[sender - 1 : sender] == " " and _TIME.search(
            source, max(0, sender - _TIME_WITHIN), sender - 1
        ):
            return dates + _parts(source, sender)
        sender = source.find("FM ", sender + 1, _WITHIN)
    return dates


def _parts(source: str, sender: int) -> list[int]:
    """The parts of the line that has the sender at this offset, up to a classification line."""
    start = source.rfind("\n", 0, sender) + 1
    end = source.find("\n", sender)
    end = min(end if end >= 0 else len(source), start + _LONGEST_LINE)
    level = _CLASS_LINE.search(source, sender, end)
    if level:
        end = level.start() + 1
    cuts = [part.end() for part in _PART.finditer(source, start, end)]
    return [*cuts, end] if level else cuts
