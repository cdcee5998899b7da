"""The stamp of the reviewers on each page of the National Archives' telegrams of 1973-79.

``Margaret P. Grafeld Declassified/Released US Department of State EO Systematic Review 04 MAY 2006``; of the
release of 2014 it is ``Sheryl P. Walter``, of that of 2005 nobody's. It stands wherever a page of the
archives' file began, so also among the addressees and inside paragraphs.
"""

from __future__ import annotations

import re

_STAMP = re.compile(
    r"(?:(?:Margaret P\. Grafeld|Sheryl P\. Walter) {1,4})?Declassified/Released\b"
    r"(?: US Department of State\b.{0,80})?$",
    re.IGNORECASE,
)


def is_archive_stamp(text: str) -> bool:
    """Whether a line is the stamp and nothing else."""
    return "eclassified/" in text and bool(_STAMP.match(text))
