"""Message reference numbers (MRNs): the forms that people write, print and paste, brought to one.

The canonical form is that of the published cables: two-digit year, post without spaces or points, serial
without leading zeros: ``06PHNOMPENH977``. A word is a post only if the tables know it (so ``SEPTEMBER 11``
and ``RESOLUTION 1718`` are not MRNs).
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from reader.cable.film import canonical_film
from reader.cable.frus import canonical_frus
from reader.cable.reference.post_names import LONGEST, post_in_id, post_of, post_pattern, same_posts
from reader.cable.reference.tables import posts

__all__ = ["Mrn", "canonical", "post_name", "post_of", "post_pattern", "same_posts", "split"]

_TWO_DIGITS = 100
"""Years below are printed with two digits."""
LONGEST_ADDRESS = 2048
"""Characters of the longest web address that is read."""


class Mrn(NamedTuple):
    """The parts of a message reference number; ``str()`` of it is the canonical form."""

    year: int
    """Four digits."""
    post: str
    """As in ``posts.tsv``: ``PHNOMPENH``."""
    serial: int

    def __str__(self) -> str:
        return f"{self.year % 100:02}{self.post}{self.serial}"


_CANONICAL = re.compile(r"([0-9]{2})([A-Z]{3,})([1-9][0-9]{0,5})")
_WRITTEN = re.compile(
    r"""(?:(?P<open>\()?(?P<year>[0-9]{4}|[0-9]{2})(?(open)\)))?
        [\s_-]*
        (?P<post>[A-Z][A-Z\s.'/-]*?)
        [\s_\#-]*
        0*(?P<serial>[1-9][0-9]{0,5})
        (?:_[A-Z])?                                          # the collection of an archive id
        (?:\s*\('?(?P<after>[0-9]{4}|[0-9]{2})\))?
        (?:\s*[,(]?\s*(?:NOTAL|CIRCULAR|EXDIS|NODIS|LIMDIS|NOFORN|SIPDIS|AND\ PREVIOUS)\s*\)?)*
        \s*[.,;:]?""",
    re.VERBOSE,
)
_LEAD = re.compile(
    r"""[\s"'#]*(?:(?:MRN|REF(?:ERENCE)?|CANONICAL|DOCUMENT)(?:\s+(?:ID|NUMBER|NO\.?))?\s*:[\s'"#]*)?"""
)
_SECTION_SLIP = re.compile(
    r"(?:SECTION|ECTION|SCTION|SETION|SECION|SECTON|SECTIN|SECTIO)\s*[0-9]+\s*OF\s*[0-9]+\s*"
)
"""The count of sections, which ended up in the post of published ids, sometimes with a letter missing."""
_IN_ADDRESS = re.compile(r"(?<![0-9A-Z])(?:[0-9]{4}|[0-9]{2})[A-Z]{3,40}[0-9]{1,8}(?:_[A-E])?(?![0-9A-Z])")
_EXTENSION = re.compile(r"\.(?:TXT|HTML?|MD|MARKDOWN|EML|PDF)\Z")
_FRUS = re.compile(
    r"(?:^\s{0,9}|/)frus\s?[0-9] | ^\s{0,9}[0-9]{4}(?:-[0-9]{2})?ve?[0-9]", re.IGNORECASE | re.VERBOSE
)
_QUOTES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'", "“": '"', "”": '"'})
FIRST_YEAR, LAST_YEAR = 1960, 2039
"""The years that cables are from; they decide which century two digits mean."""
_ARCHIVE_YEARS = range(1966, 1980)
"""Years whose posts are not all in the tables: a post in an id of these years is accepted as it is."""


def canonical(text: str, *, year: int | None = None) -> str | None:
    """The canonical form of a message reference number, however it is written; None for anything else.

    Reads ids (``1975DACCA00292_b``), reference items (``'03 PANAMA 2201``, ``DOHA 152 (08)``,
    ``AMEMBASSY LA PAZ 00831``), malformed published ids (``09EFTOLONDON2468``), file names and web
    addresses of cables. ``year`` (two or four digits) is used where none is written. Takes microseconds.
    The id of a FRUS document is a number too, ``FRUS1969-76V22 d15``, and so is a film number,
    ``P760042-1234``.
    """
    if (plain := _CANONICAL.fullmatch(text)) and plain[2] in posts() and _full_year(int(plain[1])):
        return text
    if len(text) <= LONGEST_ADDRESS and _FRUS.search(text):
        return canonical_frus(_EXTENSION.sub("", _plain(text)))
    found = _read(text, year)
    return str(found) if found else canonical_film(text)


def split(mrn: str) -> Mrn | None:
    """The parts of a number in canonical form; None for anything else."""
    match = _CANONICAL.fullmatch(mrn)
    full = _full_year(int(match[1])) if match else None
    if not match or not full:
        return None
    return Mrn(full, match[2], int(match[3]))


def post_name(post: str) -> str | None:
    """The name of a post for people, ``Embassy Phnom Penh``; None for one that is not in the tables."""
    found = posts().get(post)
    return found.display_name or None if found else None


def _read(text: str, year: int | None) -> Mrn | None:
    if len(text) > LONGEST_ADDRESS:
        return None
    text = _plain(text)
    if "/" in text and (address := list(_IN_ADDRESS.finditer(text.replace("%20", "")))):
        text = address[-1][0]
    if len(text) > LONGEST:
        return None
    text = _EXTENSION.sub("", _LEAD.sub("", text, count=1).rstrip(" \t\r\n\"'"))
    if "OF" in text:
        text = _SECTION_SLIP.sub("", text, count=1)
    match = _WRITTEN.fullmatch(text)
    if not match:
        return None
    written = match["year"] or match["after"]
    full = _full_year(int(written) if written else year)
    if not full:
        return None
    if match["year"] and text[match.end("year")].isalpha():
        post = post_in_id(match["post"], of_archive=full in _ARCHIVE_YEARS)
    else:
        post = post_of(match["post"])
    return Mrn(full, post, int(match["serial"])) if post else None


def _plain(text: str) -> str:
    """Upper case without accents, with straight quotes."""
    text = text.strip()
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text.translate(_QUOTES))
        text = "".join(letter for letter in text if not unicodedata.combining(letter))
    return text.upper()


def _full_year(year: int | None) -> int | None:
    """Four digits of a year; None outside 1960 to 2039, where there are no cables."""
    if year is None:
        return None
    if 0 <= year < _TWO_DIGITS:
        year += 1900 if year >= FIRST_YEAR % _TWO_DIGITS else 2000
    return year if FIRST_YEAR <= year <= LAST_YEAR else None
