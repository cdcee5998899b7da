"""Reads e-books (EPUB) of cables: zip files whose chapters are pages.

Only the pages are read, in the order of the file; covers, contents and styles are passed over without a word.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from reader.library.sources.documents import Notice, Skipped, SourceDocument
from reader.library.sources.plain_text import NO_CABLE

if TYPE_CHECKING:
    from reader.library.sources.archives import Member

NO_BOOK = "an e-book without a cable"
_FIRST_MEMBER = b"mimetypeapplication/epub+zip"
_FIRST_MEMBER_AT = 30
"""Where the name of the first member of a zip begins; the format (EPUB OCF) has it there uncompressed."""
_PAGES = (".xhtml", ".html", ".htm")
_NOISE = frozenset((NO_CABLE, "not a text file", "empty"))
_MOST_NOISE = 20


def is_epub(head: bytes) -> bool:
    """Whether a file with these first bytes is an e-book."""
    return head.startswith(b"PK\x03\x04") and head[_FIRST_MEMBER_AT:].startswith(_FIRST_MEMBER)


def chapters(members: Iterable[Member]) -> Iterator[Member]:
    """The pages among the members of an e-book."""
    for member in members:
        if isinstance(member, Skipped) or member[1].lower().endswith(_PAGES):
            yield member


def without_noise(
    items: Iterable[SourceDocument | Skipped | Notice], place: str, nothing: str
) -> Iterator[SourceDocument | Skipped | Notice]:
    """The items without parts that are no cables, if others are; ``nothing``: the reason if none is."""
    noise: list[Skipped] = []
    others = False
    for item in items:
        if isinstance(item, Skipped) and item.reason in _NOISE:
            noise.append(item)
            del noise[_MOST_NOISE:]
        else:
            others = True
            yield item
    if not others:
        yield noise[0] if len(noise) == 1 else Skipped(place, nothing)
