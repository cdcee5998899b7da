"""Ghosts, the cables that are cited but not in the library, with those that cite them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from operator import itemgetter

from reader.cable.mrn import split
from reader.library.errors import translate_sqlite_errors
from reader.library.library import Library


class GhostOrder(StrEnum):
    """How ghosts are sorted."""

    CITED = "cited"
    """Those cited by most cables first."""
    LATEST = "latest"
    """Those cited latest first."""
    NUMBER = "number"
    """By post, year and serial number."""


@dataclass(frozen=True, slots=True)
class CitedGhost:
    """A cable that is cited but not in the library."""

    mrn: str
    citing: tuple[int, ...]
    """The ids of the cables that cite it, the latest first."""

    @property
    def post(self) -> str:
        """The post in its number; empty if the number is in no known form."""
        parts = split(self.mrn)
        return parts.post if parts else ""


def cited_ghosts(
    library: Library,
    citing: Collection[int] | None = None,
    *,
    post: str = "",
    order: GhostOrder = GhostOrder.CITED,
) -> list[CitedGhost]:
    """The ghosts that these cables cite, by id (None: all cables); with ``post``, only those of that post.

    Citations whose year is a guess are left out. Reads all links.
    """
    with translate_sqlite_errors(library.path), library.connections.reading() as db:
        links = db.execute(
            "SELECT DISTINCT l.target, l.source FROM link AS l JOIN cable AS c ON c.id = l.source"
            " WHERE l.sure AND c.current"
            " AND NOT EXISTS (SELECT 1 FROM cable WHERE mrn = l.target)"
            " AND NOT EXISTS (SELECT 1 FROM alias WHERE name = l.target)"
            " ORDER BY l.target, l.source DESC"
        )
        found = list(_ghosts(links, citing))
    wanted = _plain(post)
    chosen = [one for one in found if not wanted or one.post == wanted]
    return sorted(chosen, key=_KEYS[order])


def _ghosts(links: Iterable[tuple[str, int]], citing: Collection[int] | None) -> Iterable[CitedGhost]:
    chosen = None if citing is None else frozenset(citing)
    for mrn, group in groupby(links, key=itemgetter(0)):
        ids = tuple(source for _, source in group if chosen is None or source in chosen)
        if ids:
            yield CitedGhost(mrn, ids)


def posts_of(ghosts: Sequence[CitedGhost]) -> dict[str, int]:
    """How many of the ghosts each post has, the most first."""
    counts: dict[str, int] = {}
    for one in ghosts:
        counts[one.post] = counts.get(one.post, 0) + 1
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _plain(post: str) -> str:
    return "".join(character for character in post.upper() if character.isalnum())


def _by_number(one: CitedGhost) -> tuple[str, int, int, str]:
    parts = split(one.mrn)
    return (parts.post, parts.year, parts.serial, one.mrn) if parts else ("~", 0, 0, one.mrn)


_KEYS = {
    GhostOrder.CITED: lambda one: (-len(one.citing), one.mrn),
    GhostOrder.LATEST: lambda one: (-one.citing[0], one.mrn),
    GhostOrder.NUMBER: _by_number,
}
