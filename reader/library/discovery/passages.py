"""The passages in which a name stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from reader.library.db import open, paragraph_index
from reader.library.db.paragraph_index import ParagraphSpan
from reader.library.db.text_codec import unpack_text
from reader.library.errors import translate_sqlite_errors
from reader.library.library import Library
from reader.library.listing import Row
from reader.library.search.snippets import Snippet, snippet

_LABEL = re.compile(r"\A\s*(?:¶\s?)?[0-9]{1,3}[.)]\*{0,2}\s+")
"""The number that a paragraph begins with."""


class Passage(NamedTuple):
    """A paragraph of a cable in which a name stands."""

    row: Row
    snippet: Snippet


def passages(library: Library, rows: Sequence[Row], query: str, *, width: int) -> Iterator[Passage]:
    """The paragraphs of these cables with the names in a query, cable by cable, in the order of the text.

    What is in small letters is a word, not a name. ``width``: about how many characters. Raises QueryError.
    """
    tree = library.tree(query)
    by_id = {row.id: row for row in rows}
    for id_, paragraphs in paragraphs_of(library, list(by_id)):
        for ordinal, (printed, level) in enumerate(paragraphs, 1):
            words = _LABEL.sub("", printed, count=1)
            found = snippet(words, [ParagraphSpan(0, len(words), level)], tree, width=width)
            if found and any(not found.text[hit.start].islower() for hit in found.hits):
                yield Passage(by_id[id_], Snippet(found.text, found.hits, ordinal))


def paragraphs_of(library: Library, ids: Iterable[int]) -> Iterator[tuple[int, list[tuple[str, int]]]]:
    """The paragraphs of each of these cables, as they are in its text, with their levels.

    A cable that is no longer in the library is left out. Takes a tenth of a millisecond each.
    """
    with (
        translate_sqlite_errors(library.path),
        open.translate_damage_errors(library.path),
        library.connections.reading() as db,
    ):
        for id_ in ids:
            stored = db.execute("SELECT text, layout FROM body WHERE id = ?", (id_,)).fetchone()
            if stored is not None:
                text = unpack_text(stored[0])
                places = paragraph_index.unpack(stored[1])
                yield id_, [(text[place.start : place.end], place.level) for place in places]
