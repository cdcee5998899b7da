"""The user's codes and how their names are compared."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator

from reader.notes.model import Code


def name_key(name: str) -> str:
    """What two names share that are the same to a reader: case, spacing and Unicode form put aside."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    return " ".join(unicodedata.normalize("NFKC", folded).split())


class Codebook:
    """The live codes, by id and by name or alias."""

    def __init__(self, codes: Iterable[Code]) -> None:
        live = sorted((code for code in codes if not code.deleted), key=lambda code: name_key(code.name))
        self.codes = tuple(live)
        self._by_id = {code.id: code for code in live}
        self._by_name: dict[str, list[Code]] = {}
        for code in live:
            for key in {name_key(name) for name in (code.name, *code.aliases)}:
                self._by_name.setdefault(key, []).append(code)

    def code(self, identity: str) -> Code | None:
        """The code with this id."""
        return self._by_id.get(identity)

    def tree(self) -> Iterator[tuple[Code, int]]:
        """Each code once with its depth, those under a code after it, each level by name.

        A code whose parent is gone stands at the top; so does one of a ring, as files by others may hold.
        """
        under: dict[str | None, list[Code]] = {}
        for code in self.codes:
            under.setdefault(code.parent if code.parent in self._by_id else None, []).append(code)
        seen: set[str] = set()
        for top in (*under.get(None, ()), *self.codes):
            waiting = [(top, 0)]
            while waiting:
                code, depth = waiting.pop()
                if code.id not in seen:
                    seen.add(code.id)
                    yield code, depth
                    waiting += [(child, depth + 1) for child in reversed(under.get(code.id, ()))]

    def find(self, name: str) -> Code | None:
        """The code of this name or alias."""
        return next(iter(self.named(name)), None)

    def named(self, name: str) -> list[Code]:
        """All codes of this name or alias: two people may have made one each before their notes were merged.

        First those it is the name of, as it is spelled, then the oldest.
        """
        key = name_key(name)
        found = self._by_name.get(key, ())
        return sorted(found, key=lambda c: (name_key(c.name) != key, c.name != name.strip(), c.created, c.id))

    def twins(self) -> list[str]:
        """The names that several codes have."""
        names = Counter(name_key(code.name) for code in self.codes)
        return [self.named(name)[0].name for name, count in names.items() if count > 1]


def nearest(codes: Iterable[Code], name: str) -> list[Code]:
    """The codes of whose names or other names this may be a slip, the likest first; at most three."""
    from difflib import get_close_matches  # 5 ms, for mistakes only

    names = {name_key(one): code for code in codes for one in (*code.aliases, code.name)}
    return list(dict.fromkeys(names[near] for near in get_close_matches(name_key(name), names, 3)))
