"""The codebook in memory, and how names of codes are compared."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator

from reader.notes.errors import NotesError
from reader.notes.model import Code

LONGEST_NAME = 1000
"""Most characters of a name or id."""
_UNSAFE = re.compile("[\x00-\x1f\x7f\ud800-\udfff]")


def name_key(name: str) -> str:
    """The key by which names are compared: case, spacing and Unicode form are ignored."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    return " ".join(unicodedata.normalize("NFKC", folded).split())


def is_plain(text: str) -> bool:
    """True for a name or id without control characters and lone surrogates, and not too long."""
    return _UNSAFE.search(text) is None and len(text) <= LONGEST_NAME


def check_name(name: str, what: str = "The name of a code") -> None:
    """Raise NotesError for a name that files, databases and other programs could not take."""
    if len(name) > LONGEST_NAME:
        raise NotesError(f"{what} can have at most {LONGEST_NAME:,} characters", where=f"{name[:40]}...")
    if not is_plain(name.strip()):
        raise NotesError(f"{what} cannot contain control characters or invalid Unicode", where=name)


class Codebook:
    """The codes that are not deleted, by id and by name or alias."""

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
        """Each code once, with its depth; children follow their parent, sorted by name.

        A code whose parent does not exist is at the top, and so is one code of a circle, which files by other
        programs may contain.
        """
        under: dict[str | None, list[Code]] = {}
        for code in self.codes:
            under.setdefault(code.parent if code.parent in self._by_id else None, []).append(code)
        seen: set[str] = set()
        for top in (*under.get(None, ()), *self.codes):
            pending = [(top, 0)]
            while pending:
                code, depth = pending.pop()
                if code.id not in seen:
                    seen.add(code.id)
                    yield code, depth
                    pending += [(child, depth + 1) for child in reversed(under.get(code.id, ()))]

    def find(self, name: str) -> Code | None:
        """The code with this name or alias."""
        return next(iter(self.named(name)), None)

    def named(self, name: str) -> list[Code]:
        """All codes with this name or alias: two people may each have created one before a merge.

        Codes with this name come before those with this alias, the same spelling first, then the oldest.
        """
        key = name_key(name)
        found = self._by_name.get(key, ())
        return sorted(found, key=lambda c: (name_key(c.name) != key, c.name != name.strip(), c.created, c.id))

    def duplicate_names(self) -> list[str]:
        """The names that more than one code has."""
        names = Counter(name_key(code.name) for code in self.codes)
        return [self.named(name)[0].name for name, count in names.items() if count > 1]


def nearest(codes: Iterable[Code], name: str) -> list[Code]:
    """The codes whose name or alias may have been meant, the closest first; at most three."""
    from difflib import get_close_matches  # takes 5 ms to import, only for mistakes

    names = {name_key(one): code for code in codes for one in (*code.aliases, code.name)}
    return list(dict.fromkeys(names[near] for near in get_close_matches(name_key(name), names, 3)))
