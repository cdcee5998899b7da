"""What the user has said about names: which to protect, and which are spellings of one person."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

Words = tuple[str, ...]


@dataclass(frozen=True)
class OwnNames:
    """The user's list, and the spellings that the user has merged; not changed during an export."""

    listed: tuple[str, ...] = ()
    """The names on the list, as typed."""
    merged: tuple[tuple[str, ...], ...] = ()
    """All spellings of each person."""

    @cached_property
    def protected(self) -> tuple[str, ...]:
        """The listed names with all their spellings."""
        return self.with_spellings(self.listed)

    def with_spellings(self, names: Iterable[str]) -> tuple[str, ...]:
        """The names, each once, with the other spellings of the persons they may be.

        A person is meant by each of his spellings, and by the end of one: by ``Rice`` who is also spelt
        ``Condoleezza Rice``. Rather one too many is protected than one too few.
        """
        found = dict.fromkeys(names)
        for words in [_words(name) for name in found] if self.merged else ():
            for endings, spellings in self._persons:
                if words in endings:
                    found.update(dict.fromkeys(spellings))
        return tuple(found)

    @cached_property
    def _persons(self) -> list[tuple[frozenset[Words], tuple[str, ...]]]:
        """The ends of all spellings of each person, in words, and the spellings."""
        return [
            (frozenset(words[at:] for words in map(_words, names) for at in range(len(words))), names)
            for names in self.merged
        ]

    @cached_property
    def key(self) -> bytes:
        """Differs for other lists and other spellings."""
        lines = (*self.listed, *("\0".join(("", *names)) for names in self.merged))
        return "\n".join(lines).encode("utf-8", "surrogatepass")


NO_NAMES = OwnNames()


def _words(name: str) -> Words:
    plain = unicodedata.normalize("NFKD", name.casefold())
    return tuple("".join(one for one in plain if not unicodedata.combining(one)).split())
