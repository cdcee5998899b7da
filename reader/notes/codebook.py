"""The user's codes and how their names are compared."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

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
        self._by_name: dict[str, Code] = {}
        for code in live:
            for alias in code.aliases:
                self._by_name.setdefault(name_key(alias), code)
        self._by_name |= {name_key(code.name): code for code in reversed(live)}

    def code(self, identity: str) -> Code | None:
        """The code with this id."""
        return self._by_id.get(identity)

    def find(self, name: str) -> Code | None:
        """The code of this name or alias."""
        return self._by_name.get(name_key(name))
