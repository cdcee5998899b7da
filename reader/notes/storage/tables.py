"""All tables of a store as TinyDB sees them, and what is staged in them until it is saved."""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping
from itertools import takewhile
from typing import Any

from reader.notes.errors import NotesError
from reader.notes.model import Docs
from reader.notes.storage.journal_lines import dump
from reader.notes.storage.table_state import Change, State, difference


class Tables(MutableMapping[str, Docs]):
    """What ``read`` gives: all tables by name, each a copy of the caller's own made when it is asked for.

    Assigning a table stages it; ``JournalStorage.write`` saves what was staged and only that.
    """

    def __init__(self, state: State) -> None:
        self._state = state
        self.base: dict[str, bytes | None] = {}
        """The text of each staged table when it was first looked at."""
        self.staged: dict[str, Docs | None] = {}
        """None for a table that was dropped."""
        self._lent: dict[str, Docs] = {}

    def lend(self, table: str) -> Docs:
        """A table's documents for somebody who promises to replace them and never to change what is in one.

        So the table need not be decoded again to see what was changed.
        """
        if table not in self.staged and table not in self._lent:
            self._lent[table] = self.get(table, {})
        return self.get(table, {})

    def before(self, table: str) -> Docs:
        """The documents as they were before anything was staged."""
        return self._lent[table] if table in self._lent else self._state.docs(table)

    def __getitem__(self, table: str) -> Docs:
        known = self.staged[table] if table in self.staged else self._lent.get(table)
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
        """What the staged tables change, as a journal line says it; empty for nothing."""
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
        """The JSON text of each table that the change touches; None for one that is dropped."""
        texts: dict[str, bytes | None] = dict.fromkeys(change.get("drop", ()))
        put = change.get("put", {})
        for name in (*put, *change.get("cut", {})):
            texts[name] = self._text(name, put[name]) if name in put else dump(self.staged[name])
        return texts

    def _text(self, name: str, put: Docs) -> bytes:
        """The text of a table; of the one before, what comes before the first document changed is used again.

        Encoding all of them would be a fifth of the cost of tagging many cables.
        """
        after, base, held = self.staged[name] or {}, self.base[name], self._lent.get(name, {})
        kept = set(takewhile(lambda number: number not in put, held))
        gone = dump({number: document for number, document in held.items() if number not in kept})[1:]
        if base is None or not kept or not kept <= after.keys() or not base.endswith(gone):
            return dump(after)
        come = dump({number: document for number, document in after.items() if number not in kept})[1:]
        front = base[: -len(gone)]
        return front + (b"" if front.endswith(b",") else b",") + come


def replace_all(tables: Tables, data: Any) -> None:
    """Stage that the tables are those of ``data`` and no others."""
    for name in list(tables):
        if name not in data:
            del tables[name]
    for name in data:
        tables[name] = data[name]


def carry_over(source: Tables, target: Tables) -> None:
    """Stage in ``target`` what was staged in ``source``, whose view of the store may be older."""
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
