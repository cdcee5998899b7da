"""The names of posts in any form: spaced, cut short, with a title, an older name, a typing error."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from reader.cable.reference.data import rows
from reader.cable.reference.tables import posts

LONGEST = 120
"""Characters that the name of a post may have, its title included."""

_SHORTEST = 3
"""Letters of the shortest name that is searched for in text, or that may be another with a typing error."""
_SHORT = 4
"""Letters of a name that is close to too many others: only a missing letter is corrected."""
_PAGE_LINE_CUT = 10
"""Characters that page lines cut a name to."""
_OLD_CUT = 6
"""Characters that page lines and ids of 1973-79 cut a name to."""
_LONGEST_OLD_NAME = 20
"""Letters of the longest name in no table that is accepted from an id of 1973-79."""
_MOST_TITLES = 4
"""Titles before a name: ``AMEMBASSY`` and captions that ids took into the post."""

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
_SQUASH = str.maketrans("", "", " \t\r\n\v\f.-'/_")
_NO_POST = re.compile(
    "JAN(?:UARY)?|FEB(?:RUARY)?|MAR(?:CH)?|APR(?:IL)?|MAY|JUNE?|JULY?|AUG(?:UST)?|SEPT?(?:EMBER)?"
    "|OCT(?:OBER)?|NOV(?:EMBER)?|DEC(?:EMBER)?|RESOLUTION|UNSCR|SECTION|REPORT|POINTS|PAGE|PARA"
)
"""Words before a number that are never a post, however close to the name of one."""


@lru_cache(maxsize=1024)
def post_of(words: str) -> str | None:
    """The post that all these words name: ``LA PAZ``, ``AMEMBASSY LA PAZ``, ``HCMC``, ``BUENOS AIR``.

    Either case; titles are dropped, spaces, points, hyphens and apostrophes do not count. Names cut to
    ten characters (page-break lines) or six with a space in it (``CAPE T``) are known.
    """
    if len(words) > LONGEST:
        return None
    return _post_of_key(words.upper().translate(_SQUASH))


def same_posts(post: str) -> tuple[str, ...]:
    """All names of this post in message reference numbers, itself first: ``KYIV`` has ``KIEV``.

    Published ids bear either name of a post that was renamed or is known by two; neither is wrong.
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

    Full names, aliases and cuts to ten letters, as a tree of letters: the time grows with the match only.
    Between the words of a name it takes up to three spaces, newlines, points, hyphens or apostrophes, or
    none. Add word boundaries around it. Titles are not included. ``post_of`` gives the post that was matched.
    """
    names = [spelling for spelling, _ in _spellings()]
    cuts = [
        name[:_PAGE_LINE_CUT].rstrip() for name in names if name[:_PAGE_LINE_CUT].replace(" ", "") in _index()
    ]
    return _as_pattern(_tree(name for name in (*names, *cuts) if len(name) >= _SHORTEST))


def post_in_id(letters: str, *, of_archive: bool) -> str | None:
    """The post that the letters of an id written in one piece name; None where there is none.

    Corrects a name with one slip in it. In an id ``of_archive`` (1973-79) names are cut to six characters,
    and one that is in no table is accepted, since the tables lack some posts of that time.
    """
    key = letters.upper().translate(_SQUASH)
    if found := _post_of_key(key):
        return found
    if not of_archive:
        return _despite_a_slip(key)
    believed = _SHORTEST <= len(key) <= _LONGEST_OLD_NAME and not _NO_POST.fullmatch(key)
    return _archive_names().get(key) or (key if believed else None)


def _post_of_key(key: str) -> str | None:
    """The post of squashed letters, without the titles before them."""
    index = _index()
    for _ in range(_MOST_TITLES):
        if found := index.get(key):
            return found
        title = next((title for title in _TITLES if key.startswith(title)), None)
        if not title:
            return None
        key = key[len(title) :]
    return None


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
        old = _OLD_CUT if " " in spelling[: _OLD_CUT - 1] else _PAGE_LINE_CUT
        for cut in (spelling[:_PAGE_LINE_CUT], spelling[:old]):
            cuts.setdefault(cut.replace(" ", ""), set()).add(name)
    index.update((key, min(names)) for key, names in cuts.items() if len(names) == 1 and key not in index)
    return index


@cache
def _archive_names() -> dict[str, str]:
    """Posts by the six characters that ids of 1973-79 cut them to."""
    cuts: dict[str, set[str]] = {}
    for spelling, name in _spellings():
        cuts.setdefault(spelling[:_OLD_CUT].replace(" ", ""), set()).add(name)
    return {key: min(names) for key, names in cuts.items() if len(names) == 1}


@lru_cache(maxsize=1024)
def _despite_a_slip(key: str) -> str | None:
    """The one post whose name is one slip away from the key: ``SOFIA`` for ``07SOIA828``.

    A slip is a letter missing, added or wrong, or two exchanged; in short names, which are close to others,
    only a letter missing.
    """
    if len(key) < _SHORTEST or _NO_POST.fullmatch(key):
        return None
    near = [name for name in posts() if _one_slip(key, name) and (len(key) > _SHORT or len(name) > len(key))]
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
    """The tree as a regular expression that prefers the longer name."""
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
