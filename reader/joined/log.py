"""The research log lies with the notes; what a library of an earlier version has noted itself comes over."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from reader.joined.both import Both
from reader.library import history
from reader.notes import research_log
from reader.notes.model import LoggedQuery
from reader.notes.research_log import Line


def log_search(both: Both, query: str, found: int) -> None:
    """Write down a search and how much was found, nothing included; not where notes cannot be written.

    Waits for the disk. Raises NotesError and LibraryError.
    """
    if not both.notes.read_only:
        _bring_over(both)
        research_log.log_search(both.notes, query, found)


def lines(both: Both, *, judgements: bool = False) -> Sequence[Line]:
    """The log in the order of time; see ``reader.notes.research_log``. Raises NotesError and LibraryError."""
    _bring_over(both)
    return research_log.lines(both.notes, judgements=judgements)


def _bring_over(both: Both) -> None:
    """Take over what the library has noted. Stopped in between, it comes to the same the next time."""
    noted = [] if both.notes.read_only or both.library.read_only else history.searches(both.library)
    if noted:
        author = both.notes.author
        searches = [
            LoggedQuery(
                id=str(uuid.uuid5(uuid.NAMESPACE_OID, f"{one.at.isoformat()} {number} {one.query}")),
                author=author,
                created=one.at,
                changed=one.at,
                query=one.query,
                hits=one.found,
            )
            for number, one in enumerate(noted)
        ]
        research_log.take_in(both.notes, searches)
        history.forget_searches(both.library)
