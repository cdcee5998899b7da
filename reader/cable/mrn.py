"""Message reference numbers: what people write, print and paste, brought to one form.

The canonical form is that of the published cables: two-digit year, post without spaces or points, serial
without leading zeros: ``06PHNOMPENH977``. A word is a post only if the tables know it (so ``SEPTEMBER 11``
and ``RESOLUTION 1718`` are none).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from reader.cable.data import rows
from reader.cable.facts import posts

LONGEST = 120
"""Characters a written number may have; the work for one is bounded by it."""
LONGEST_ADDRESS = 2048
"""Characters a web address may have."""


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
"""A part line that published ids took into the post, also with a letter lost."""
_IN_ADDRESS = re.compile(r"(?<![0-9A-Z])(?:[0-9]{4}|[0-9]{2})[A-Z]{3,40}[0-9]{1,8}(?:_[A-E])?(?![0-9A-Z])")
_EXTENSION = re.compile(r"\.(?:TXT|HTML?|MD|MARKDOWN|EML|PDF)\Z")
_QUOTES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'", "“": '"', "”": '"'})
_SQUASH = str.maketrans("", "", " \t\r\n\v\f.-'/_")

_TITLES = (
    "AMEMBASSY",
    "AMEMB",
    "USEMBASSY",
    "AMERICANEMBASSY",
    "EMBASSY",
    "AMCONSULATE",
    "AMCONSUL",
    "AMCONGEN",
    "CONSULATE",
    "USMISSION",
    "MISSION",
    "USINT",
    "USLO",
    "REO",
    "EFTO",  # encrypt for transmission only: a caption that published ids took into the post
    "NOFORN",
    "SIPDIS",
)
_ARCHIVE_YEARS = range(1966, 1980)
"""The years whose posts the tables do not all know; a post written into an id is believed there."""


def canonical(text: str, *, year: int | None = None) -> str | None:
    """The canonical form of one message reference number, however it is written; None where it is none.

    Reads ids (``1975DACCA00292_b``), reference items (``'03 PANAMA 2201``, ``DOHA 152 (08)``,
    ``AMEMBASSY LA PAZ 00831``), malformed published ids (``09EFTOLONDON2468``), file names and web
    addresses of cables. ``year`` (two or four digits) is taken where none is written. Some microseconds.
    """
    if (plain := _CANONICAL.fullmatch(text)) and plain[2] in posts() and _full_year(int(plain[1])):
        return text
    found = _read(text, year)
    return str(found) if found else None


def split(mrn: str) -> Mrn | None:
    """The parts of a number in canonical form; None for anything else."""
    match = _CANONICAL.fullmatch(mrn)
    full = _full_year(int(match[1])) if match else None
    if not match or not full:
        return None
    return Mrn(full, match[2], int(match[3]))


def post_name(post: str) -> str | None:
    """The name of a post for people, ``Embassy Phnom Penh``; None for one the tables do not know."""
    found = posts().get(post)
    return found.display_name or None if found else None


def post_of(words: str) -> str | None:
    """The post that all of these words name: ``LA PAZ``, ``AMEMBASSY LA PAZ``, ``HCMC``, ``BUENOS AIR``.

    Either case; titles are dropped, spaces, points, hyphens and apostrophes do not count. Names cut to
    ten characters (page-break lines) or six with a space in it (``CAPE T``) are known.
    """
    if len(words) > LONGEST:
        return None
    return _post_of_key(words.upper().translate(_SQUASH))


def same_posts(post: str) -> tuple[str, ...]:
    """All names in message reference numbers of this post, itself first: ``KYIV`` has ``KIEV``.

    The published cables use both, with serials of one series; neither is wrong.
    """
    for group in _SAME_POSTS:
        if post in group:
            return (post, *(other for other in group if other != post))
    return (post,)


_SAME_POSTS = (
    ("KYIV", "KIEV"),
    ("TAIPEI", "AITTAIPEI"),
    ("RPODUBAI", "IRANRPODUBAI"),
    ("DHAKA", "DACCA"),
    ("KOLKATA", "CALCUTTA"),
    ("CHENNAI", "MADRAS"),
    ("UNESCOPARIS", "UNESCOPARISFR", "PARISFR"),
)


@cache
def post_pattern() -> str:
    """A regular expression without groups for every name of a post as printed, upper case, longest first.

    Full names, aliases and cuts to ten letters. A tree of letters: matching costs the length of the match.
    Between the words of a name it takes up to three spaces, newlines, points, hyphens or apostrophes, or
    none. It has no word boundaries: put them around it. Titles are not part of it. ``post_of`` tells which
    post was matched.
    """
    names = [spelling for spelling, _ in _spellings()]
    cuts = [name[:10].rstrip() for name in names if name[:10].replace(" ", "") in _index()]
    return _as_pattern(_tree(name for name in (*names, *cuts) if len(name) > 2))


# --- reading one number -------------------------------------------------------------------------------


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
    compact = match["year"] is not None and text[match.end("year")].isalpha()
    post = _post_in(match["post"], full if compact else None)
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
    if 0 <= year < 100:
        year += 1900 if year >= 60 else 2000
    return year if 1960 <= year < 2040 else None


def _post_in(words: str, id_year: int | None) -> str | None:
    """The post of a written number; ``id_year`` is its year where it stands in one piece, as an id."""
    key = words.translate(_SQUASH)
    if found := _post_of_key(key):
        return found
    if id_year is None:
        return None
    if id_year in _ARCHIVE_YEARS:
        believed = 3 <= len(key) <= 20 and not _NO_POST.fullmatch(key)
        return _archive_names().get(key) or (key if believed else None)
    return _despite_a_slip(key)


_NO_POST = re.compile(
    "JAN(?:UARY)?|FEB(?:RUARY)?|MAR(?:CH)?|APR(?:IL)?|MAY|JUNE?|JULY?|AUG(?:UST)?|SEPT?(?:EMBER)?"
    "|OCT(?:OBER)?|NOV(?:EMBER)?|DEC(?:EMBER)?|RESOLUTION|UNSCR|SECTION|REPORT|POINTS|PAGE|PARA"
)


def _post_of_key(key: str) -> str | None:
    """The post of squashed letters, titles in front of them dropped."""
    index = _index()
    for _ in range(4):
        if found := index.get(key):
            return found
        title = next((title for title in _TITLES if key.startswith(title)), None)
        if not title:
            return None
        key = key[len(title) :]
    return None


# --- the index of posts -------------------------------------------------------------------------------


def _spellings() -> Iterator[tuple[str, str]]:
    """Every way to print a post's name with its spaces, and the post; the true names first."""
    for name, fact in posts().items():
        yield name, name
        words = fact.display_name.upper().replace(",", "").split()
        for start in range(len(words)):
            if "".join(words[start:]) == name:
                yield " ".join(words[start:]), name
    for written, name in rows("aliases"):
        yield written, name


@cache
def _index() -> dict[str, str]:
    """Post by squashed spelling: full names and aliases, then the cuts that fit one post only."""
    index: dict[str, str] = {}
    for spelling, name in _spellings():
        index.setdefault(spelling.replace(" ", ""), name)
    cuts: dict[str, set[str]] = {}
    for spelling, name in _spellings():
        for cut in (spelling[:10], spelling[:6] if " " in spelling[:5] else spelling[:10]):
            cuts.setdefault(cut.replace(" ", ""), set()).add(name)
    index.update((key, min(names)) for key, names in cuts.items() if len(names) == 1 and key not in index)
    return index


@cache
def _archive_names() -> dict[str, str]:
    """Posts by the six characters that ids of 1973-79 cut them to."""
    cuts: dict[str, set[str]] = {}
    for spelling, name in _spellings():
        cuts.setdefault(spelling[:6].replace(" ", ""), set()).add(name)
    return {key: min(names) for key, names in cuts.items() if len(names) == 1}


@lru_cache(maxsize=1024)
def _despite_a_slip(key: str) -> str | None:
    """The one post whose name is a slip of the key away: ``SOFIA`` for ``07SOIA828``.

    A slip is a letter lost, put in or wrong, or two exchanged; of short names, where others are as near,
    only a letter lost.
    """
    if len(key) < 3 or _NO_POST.fullmatch(key):
        return None
    near = [name for name in posts() if _one_slip(key, name) and (len(key) > 4 or len(name) > len(key))]
    return near[0] if len(near) == 1 else None


def _one_slip(written: str, name: str) -> bool:
    same = 0
    for left, right in zip(written, name, strict=False):
        if left != right:
            break
        same += 1
    left, right = written[same:], name[same:]
    return (
        left == right[1:]
        or left[1:] == right
        or left[1:] == right[1:]
        or (left[:2] == right[1::-1] and left[2:] == right[2:])
    )


_Tree = dict[str, "_Tree"]


def _tree(words: Iterable[str]) -> _Tree:
    """The words as a tree of letters; a word's end is the key ``""``."""
    root: _Tree = {}
    for word in words:
        at = root
        for letter in word:
            at = at.setdefault(letter, {})
        at[""] = {}
    return root


def _as_pattern(tree: _Tree) -> str:
    """The tree as a regular expression that tries to go on before it ends."""
    branches = [
        (r"[\s.'-]{0,3}" if letter == " " else letter) + _as_pattern(below)
        for letter, below in sorted(tree.items(), reverse=True)  # letters before the optional space
        if letter
    ]
    if not branches:
        return ""
    if len(branches) == 1 and "" not in tree:
        return branches[0]
    return f"(?:{'|'.join(branches)}){'?' if '' in tree else ''}"
