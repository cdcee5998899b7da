"""All tables of a store as TinyDB sees them, and the changes staged until they are saved."""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping
from itertools import takewhile
from typing import Any

from reader.notes.errors import NotesError
from reader.notes.model import Docs
from reader.notes.storage.format.journal import Change
from reader.notes.storage.format.journal_lines import dump
from reader.notes.storage.table_state import State, difference


class Tables(MutableMapping[str, Docs]):
    """All tables by name, as ``JournalStorage.read`` returns them; each is copied when it is first needed.

    Assigning a table stages it; ``JournalStorage.write`` saves only what was staged.
    """

    def __init__(self, state: State) -> None:
        self._state = state
        self.base: dict[str, bytes | None] = {}
        """The text of each staged table when it was first read."""
        self.staged: dict[str, Docs | None] = {}
        """None for a table that was dropped."""
        self._shared: dict[str, Docs] = {}

    def shared(self, table: str) -> Docs:
        """A table's documents without copying them, for callers that replace documents and never change one.

        So the table need not be decoded again to find out what was changed.
        """
        if table not in self.staged and table not in self._shared:
            self._shared[table] = self.get(table, {})
        return self.get(table, {})

    def before(self, table: str) -> Docs:
        """The documents as they were before anything was staged."""
        return self._shared[table] if table in self._shared else self._state.docs(table)

    def __getitem__(self, table: str) -> Docs:
        known = self.staged[table] if table in self.staged else self._shared.get(table)
        if known is not None and table in self:
            return {number: dict(document) for number, document in known.items()}
        if table not in self:
            raise KeyError(table)
        self.base.setdefault(table, self._state.raw(table))
        return self._state.docs(table)

    def __setitem__(self, table: str, docs: Docs) -> None:
        self.base.setdefault(table, self._state.raw(table))
        self.staged[table] = docs

    def __delitem__(self, table: str) -> None:
        self.base.setdefault(table, self._state.raw(table))
        self.staged[table] = None

    def __contains__(self, table: object) -> bool:
        return self.staged[table] is not None if table in self.staged else table in self._state

    def __iter__(self) -> Iterator[str]:
        return iter([name for name in dict.fromkeys([*self._state.tables(), *self.staged]) if name in self])

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def change(self) -> Change:
        """What the staged tables change, as in a journal line; empty for nothing."""
        change: Change = {}
        for name, docs in self.staged.items():
            if docs is None:
                change.setdefault("drop", []).append(name)
                continue
            put, cut = difference(self.before(name), docs)
            if put or (name not in self._state and not cut):
                change.setdefault("put", {})[name] = put
            if cut:
                change.setdefault("cut", {})[name] = cut
        return change

    def texts(self, change: Change) -> dict[str, bytes | None]:
        """The JSON text of each table that the change affects; None for one that is dropped."""
        texts: dict[str, bytes | None] = dict.fromkeys(change.get("drop", ()))
        put = change.get("put", {})
        for name in (*put, *change.get("cut", {})):
            texts[name] = self._text(name, put[name]) if name in put else dump(self.staged[name])
        return texts

    def _text(self, name: str, put: Docs) -> bytes:
        """The text of a table, reusing the text before the first changed document.

        Encoding every document again would be a fifth of the cost of tagging many cables.
        """
        after, base, before = self.staged[name] or {}, self.base[name], self._shared.get(name, {})
        kept = set(takewhile(lambda number: number not in put, before))
        old_rest = dump({number: document for number, document in before.items() if number not in kept})[1:]
        if base is None or not kept or not kept <= after.keys() or not base.endswith(old_rest):
            return dump(after)
        new_rest = dump({number: document for number, document in after.items() if number not in kept})[1:]
        front = base[: -len(old_rest)]
        return front + (b"" if front.endswith(b",") else b",") + new_rest


def replace_all(tables: Tables, data: Any) -> None:
    """Stage exactly the tables of ``data``."""
    for name in list(tables):
        if name not in data:
            del tables[name]
    for name in data:
        tables[name] = data[name]


def rebase(source: Tables, target: Tables) -> None:
    """Stage in ``target`` what was staged in ``source``, which may have been read earlier."""
    for name, docs in source.staged.items():
        before = State()
        if (base := source.base[name]) is not None:
            before.set_raw(name, base)
        if docs is None:
            del target[name]
            continue
        current = target.get(name, {})
        put, cut = difference(before.docs(name), docs)
        for number in (*put, *cut):
            if current.get(number) != before.docs(name).get(number):
                raise NotesError(
                    f"Document {number} of {name} was changed by another window; nothing was saved",
                    advice="Read it again and repeat the change.",
                )
        merged = {number: doc for number, doc in current.items() if number not in cut}
        target[name] = merged | put
