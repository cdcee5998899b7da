"""The graph of an export: cables as nodes, citations and links as edges."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from reader.export.data.entries import Entries, Summary


class Node(NamedTuple):
    """A cable."""

    mrn: str
    about: Summary | None
    """None for a cable outside the library."""
    notes: int = 0
    """Number of its notes in the export."""


class Edge(NamedTuple):
    """A citation, or a link that the user made."""

    source: str
    target: str
    kind: str
    """``citation`` or ``link``."""
    relation: str
    comment: str = ""
    from_place: str = ""
    to_place: str = ""
    """Paragraphs at the ends of a link, ``¶4``."""
    author: str = ""
    sure: bool = True
    """False for a citation whose year is a guess."""


CITATION, LINK = "citation", "link"


def network(entries: Entries) -> Iterator[Node | Edge]:
    """The chosen cables, each followed by its citations and links; then the other ends of these."""
    chosen: set[str] = set()
    others: dict[str, None] = {}
    for entry in entries.chosen():
        chosen.add(entry.mrn)
        yield Node(entry.mrn, entries.summary(entry.mrn), len(entry.annotations))
        for cited in entries.cited(entry.mrn):
            others[cited.mrn] = None
            yield Edge(entry.mrn, cited.mrn, CITATION, "cites", sure=cited.sure)
        for link in entry.outgoing:
            others[link.target.mrn] = None
            yield Edge(
                entry.mrn,
                link.target.mrn,
                LINK,
                link.outward,
                link.comment,
                link.source.label,
                link.target.label,
                link.author,
            )
    for mrn in others:
        if mrn not in chosen:
            yield Node(mrn, entries.summary(mrn))


_PLAIN = re.compile(r"[^A-Za-z0-9-]")


def node_id(mrn: str) -> str:
    """The MRN in characters that every format takes as a name; those of canonical MRNs stay as they are."""
    return _PLAIN.sub(lambda one: f"_{ord(one[0]):X}_", mrn) or "_"
