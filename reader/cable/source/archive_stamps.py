"""The stamps of reviewers on the pages of released telegrams.

On those of 1973-79 from the National Archives it is
``Margaret P. Grafeld Declassified/Released US Department of State EO Systematic Review 04 MAY 2006``; of the
release of 2014 it is ``Sheryl P. Walter``, of that of 2005 nobody's. It stands wherever a page of the
archives' file began, so also among the addressees and inside paragraphs.

On those that the State Department released on request it is three lines on the first page, ``UNITED STATES
DEPARTMENT OF STATE``, ``REVIEW AUTHORITY: JOHN A SMITH``, ``DATE/CASE ID: 05 NOV 2008 200103014``, with
``RELEASED IN FULL`` at its top; on later ones ``U.S. Department of State Case No. F-2014-01302 ...``.
"""

from __future__ import annotations

import re

_STAMP = re.compile(
    r"(?:(?:Margaret P\. Grafeld|Sheryl P\. Walter) {1,4})?Declassified/Released\b"
    r"(?: US Department of State\b.{0,80})?$",
    re.IGNORECASE,
)
_RELEASE = re.compile(
    r"UNITED STATES DEPARTMENT OF STATE$"
    r"|REVIEW AUTHORITY: {1,4}[A-Z][A-Za-z .,'-]{1,60}$"
    r"|DATE/CASE ID: {1,4}\d{1,2} [A-Z]{3} \d{4}\b.{0,20}$"
    r"|RELEASED? IN (?:FULL|PART)\b[A-Z0-9 .,();]{0,40}$"
    r"|(?:UNCLASSIFIED )?U\.?S\.? Department of State Case No\.? .{1,80}$"
)
_FIRST_WORDS = ("UNITED STATES D", "REVIEW A", "DATE/CASE", "RELEASE", "UNCLASSIFIED U", "U.S. D", "US D")


def is_archive_stamp(text: str) -> bool:
    """Whether a line is such a stamp and nothing else."""
    if text.startswith(_FIRST_WORDS):
        return bool(_RELEASE.match(text))
    return "eclassified/" in text and bool(_STAMP.match(text))
