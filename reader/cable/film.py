"""Numbers on the archives' microfilm of 1973-79: ``D760123-0456``, ``P760042-1234``, ``N760003-0012``.

A reel begins with D (telegrams), P (paper documents) or N (``NODIS`` and other limited ones), two digits of
the year and the number of the reel; the frame follows the dash. Sources: the field *Film Number* of the
National Archives' Access to Archival Databases, and PlusD, where P-reel entries have it as their number. A
telegram on a D-reel has a message reference number, so its film number is another name of it.
"""

from __future__ import annotations

import re

_NUMBER = re.compile(
    r"(?:19(?P<year>7[0-9]))?\s?(?P<reel>[DNP])\s?(?P<roll>7[0-9][0-9]{4})\s?[-–]\s?(?P<frame>[0-9]{4})(?:_[A-E])?",
    re.IGNORECASE,
)


_LONGEST = 40
"""Characters of a film number, however it is written."""


def canonical_film(text: str) -> str | None:
    """The canonical form of a film number, ``P760042-1234``; None for anything else."""
    found = _NUMBER.fullmatch(text.strip()) if len(text) <= _LONGEST else None
    if not found or (found["year"] and found["year"] != found["roll"][:2]):
        return None
    return f"{found['reel'].upper()}{found['roll']}-{found['frame']}"
