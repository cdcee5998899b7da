"""Which step is undone or redone next, by whom, and what is kept of the past."""

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
from reader.notes.undo.steps import KEPT, Step, step_number, step_of, step_table


class Outcome(NamedTuple):
    """What came of an undo or redo."""

    words: str | None
    """The step, or None when there was none to go."""
    refusal: str | None = None
    """Why it was not carried out."""


Planned = list[tuple[str, str, Restored]]
"""Table, number and what becomes of each document that a step touches."""


class UndoHistory:
    """The steps of a store as seen from one window. Its methods are called with the guard held."""

    def __init__(self, storage: JournalStorage, windows: Windows) -> None:
        self.windows = windows
        self._storage = storage
        self._numbers: set[int] = set()
        self.changed(None)
        self._inherited = max(self._numbers, default=0)
        """The newest step that was there before this window."""

    def changed(self, tables: set[str] | None) -> None:
        """Take note of steps that came or went; None when everything must be looked at."""
        if tables is None:
            tables = {step_table(number) for number in self._numbers} | set(self._storage.state.tables())
        for table in tables:
            number = step_number(table)
            if number is None:
                continue
            if table in self._storage.state:
                self._numbers.add(number)
            else:
                self._numbers.discard(number)

    def record(self, transaction: Transaction, words: str) -> None:
        """Keep the work as a step; what this window could have redone is thereby over."""
        for number in sorted(self._numbers, reverse=True):
            step = self._step(number)
            if step is None or not step.undone:
                # Undone steps of this window lie above those that stand, but for other windows' steps.
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
        """Undo or redo one step within the work. ``uses``: live annotations with a code.

        A step that somebody's later change stands against is marked, so that the next call passes it by.
        """
        step = self._last_standing() if back else self._last_undone()
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
        way = replace(step, changes=transaction.reverse_patches(), undone=undone, window=self.windows.id)
        transaction.replace_table(step_table(step.number), way.document())
        return Outcome(step.words)

    def elsewhere(self) -> str | None:
        """The last step that stands, where it is another window's and so passed over by an undo here."""
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
        """True for steps of this window and of those before it."""
        return step.window == self.windows.id or step.number <= self._inherited

    def _last_standing(self) -> Step | None:
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
    """The documents as the step would have them; None when one was changed by somebody since.

    A code that the step made stays when it has been used elsewhere in the meantime.
    """
    documents: Planned = []
    tables: dict[str, Docs] = {}
    new_codes: list[tuple[str, str, Restored]] = []
    fewer: dict[str, int] = {}
    for table, number, entry in step.entries():
        if table not in tables:
            tables[table] = transaction.docs(table)
        now = tables[table].get(number)
        back = apply_patch(now, entry)
        if back is None:
            return None
        then = back.document
        if table == CODES and _lives(now) and not _lives(then):
            new_codes.append((number, now["id"] if now else "", back))
            continue
        documents.append((table, number, back))
        for code in _live_codes(now):
            fewer[code] = fewer.get(code, 0) + 1
        for code in _live_codes(then):
            fewer[code] = fewer.get(code, 0) - 1
    for number, identity, back in new_codes:
        if uses(identity) <= fewer.get(identity, 0):
            documents.append((CODES, number, back))
    return documents


def _lives(document: Document | None) -> bool:
    return document is not None and not document.get("deleted")


def _live_codes(document: Document | None) -> list[str]:
    return [] if document is None or document.get("deleted") else texts(document.get("codes"))
