"""The undo history of one window: which step is undone or redone next, and which are kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from reader.notes.model import Docs, Document
from reader.notes.queries.index import CODES, texts
from reader.notes.reverse_patch import Restored, apply_patch
from reader.notes.storage.tinydb_storage import JournalStorage
from reader.notes.storage.windows import Windows
from reader.notes.transaction import Transaction
from reader.notes.undo.step_wording import refusal_message
from reader.notes.undo.steps import KEPT, Step, step_number, step_of, step_table, step_tables


class Outcome(NamedTuple):
    """The result of an undo or redo."""

    words: str | None
    """The wording of the step; None if there was none."""
    refusal: str | None = None
    """Why it was refused."""


Planned = list[tuple[str, str, Restored]]
"""Table, number and new state of each document that a step changes."""


class UndoHistory:
    """The steps of a store as seen from one window. Its methods need the guard."""

    def __init__(self, storage: JournalStorage, windows: Windows) -> None:
        self.windows = windows
        self._storage = storage
        self._numbers: set[int] = set()
        self.changed(None)
        self._inherited = max(self._numbers, default=0)
        """The newest step made before this window was opened."""

    def changed(self, tables: set[str] | None) -> None:
        """Update the list of steps; None if any table may have changed."""
        if tables is None:
            tables = {step_table(number) for number in self._numbers}
            tables |= step_tables(self._storage.state.tables())
        for table in tables:
            number = step_number(table)
            if number is None:
                continue
            if table in self._storage.state:
                self._numbers.add(number)
            else:
                self._numbers.discard(number)

    def record(self, transaction: Transaction, words: str) -> None:
        """Record a transaction as a step; steps undone in this window can no longer be redone."""
        for number in sorted(self._numbers, reverse=True):
            step = self._step(number)
            if step is None or not step.undone:
                # Apart from the steps of other windows, the undone steps of this one are the newest.
                if step is None or self._is_ours(step):
                    break
                continue
            if self._is_ours(step):
                transaction.remove_table(step_table(number))
        newest = max(self._numbers, default=0) + 1
        step = Step(newest, words, self.windows.id, transaction.reverse_patches())
        transaction.replace_table(step_table(newest), step.document())
        for number in sorted(self._numbers)[: max(len(self._numbers) + 1 - KEPT, 0)]:
            if step_table(number) in transaction:
                transaction.remove_table(step_table(number))

    def go(self, transaction: Transaction, *, back: bool, uses: Callable[[str], int]) -> Outcome:
        """Undo or redo one step in this transaction. ``uses``: how many annotations have a code.

        A step that cannot be undone because of a later change is marked, so that the next call skips it.
        """
        step = self._last_done() if back else self._last_undone()
        if step is None:
            return Outcome(None)
        if step.window != self.windows.id and self.windows.is_open(step.window):
            return Outcome(None, refusal_message(step.words, back=back, in_open_window=True))
        plan = _plan(transaction, step, uses)
        if plan is None:
            transaction.replace_table(step_table(step.number), replace(step, overtaken=True).document())
            return Outcome(None, refusal_message(step.words, back=back, in_open_window=False))
        for table, number, (document, whole) in plan:
            if whole or document is None:
                transaction.put_foreign(table, number, document)
            else:
                transaction.replace(table, number, document)
        undone = self._storage.count + 1 if back else 0
        changes = transaction.reverse_patches()
        opposite = replace(step, changes=changes, undone=undone, window=self.windows.id)
        transaction.replace_table(step_table(step.number), opposite.document())
        return Outcome(step.words)

    def elsewhere(self) -> str | None:
        """The last step, if it was made in another window and so is skipped by an undo here."""
        for number in sorted(self._numbers, reverse=True):
            step = self._step(number)
            if step and not step.undone:
                return None if self._is_ours(step) else step.words
        return None

    def _step(self, number: int) -> Step | None:
        document = self._storage.state.docs(step_table(number)).get("1")
        try:
            return step_of(number, document) if document else None
        except (KeyError, TypeError, ValueError):
            return None

    def _is_ours(self, step: Step) -> bool:
        """True for steps of this window and of windows before it."""
        return step.window == self.windows.id or step.number <= self._inherited

    def _last_done(self) -> Step | None:
        for number in sorted(self._numbers, reverse=True):
            step = self._step(number)
            if step and not step.undone and not step.overtaken and self._is_ours(step):
                return step
        return None

    def _last_undone(self) -> Step | None:
        steps = [self._step(number) for number in self._numbers]
        undone = [s for s in steps if s and s.undone and not s.overtaken and self._is_ours(s)]
        return max(undone, key=lambda step: step.undone, default=None)


def _plan(transaction: Transaction, step: Step, uses: Callable[[str], int]) -> Planned | None:
    """The documents after undoing or redoing the step; None if one was changed by somebody since.

    A code that the step created is kept if it has been used elsewhere in the meantime.
    """
    documents: Planned = []
    tables: dict[str, Docs] = {}
    new_codes: list[tuple[str, str, Restored]] = []
    fewer: dict[str, int] = {}
    for table, number, entry in step.entries():
        if table not in tables:
            tables[table] = transaction.docs(table)
        now = tables[table].get(number)
        restored = apply_patch(now, entry)
        if restored is None:
            return None
        then = restored.document
        if table == CODES and _exists(now) and not _exists(then):
            new_codes.append((number, now["id"] if now else "", restored))
            continue
        documents.append((table, number, restored))
        for code in _codes_of(now):
            fewer[code] = fewer.get(code, 0) + 1
        for code in _codes_of(then):
            fewer[code] = fewer.get(code, 0) - 1
    for number, identity, restored in new_codes:
        if uses(identity) <= fewer.get(identity, 0):
            documents.append((CODES, number, restored))
    return documents


def _exists(document: Document | None) -> bool:
    return document is not None and not document.get("deleted")


def _codes_of(document: Document | None) -> list[str]:
    return [] if document is None or document.get("deleted") else texts(document.get("codes"))
