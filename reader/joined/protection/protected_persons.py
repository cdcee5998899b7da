"""Which persons of a result are protected: by the user's list, and by what its cables ask for."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from reader.export.protection.own_list import listed_names
from reader.export.protection.requests_to_protect import requests_in
from reader.joined.protection.listed import is_listed
from reader.library.discovery.names import Named
from reader.library.discovery.passages import paragraphs_of
from reader.library.library import Library

MOST_READ = 3_000
"""Cables with the word that are read, in the order of the result; some 0.3 ms each."""


class ProtectedPersons:
    """The names that are protected in some cables."""

    def __init__(self, names: Sequence[str], *, complete: bool = True) -> None:
        self.names = names
        self.complete = complete
        """False if there were too many cables to read them all."""

    def __contains__(self, named: object) -> bool:
        """Whether one of its spellings is protected."""
        return isinstance(named, Named) and any(is_listed(name, self.names) for name in named.names)


def protected_persons(library: Library, ids: Sequence[int]) -> ProtectedPersons:
    """The user's list, and the names that these cables ask to protect. Reads the cables that ask."""
    names = dict.fromkeys(listed_names())
    wanted = set(ids)
    asking = [id_ for id_ in library.listing("protect OR protected").ids if id_ in wanted]
    for _, paragraphs in paragraphs_of(library, islice(asking, MOST_READ)):
        for printed, _ in paragraphs:
            if "rotect" in printed or "ROTECT" in printed:
                for request in requests_in(" ".join(printed.split())):
                    names |= dict.fromkeys(request.names)
    return ProtectedPersons(tuple(names), complete=len(asking) <= MOST_READ)
