"""Tag many cables at once, as one step that is done as a whole or not at all."""

from __future__ import annotations

from collections.abc import Sequence

from reader.notes.model import Target
from reader.notes.progress import Cancelled, Progress, with_progress
from reader.notes.repository import Notes
from reader.notes.undo.step_wording import describe_tagging_many


def tag(
    notes: Notes,
    targets: Sequence[Target],
    add: Sequence[str],
    remove: Sequence[str] = (),
    *,
    on_progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> int:
    """Add codes to many targets and remove codes, as ``Notes.tag`` does; returns how many were changed.

    Raises Stopped, with nothing changed, if cancelled.
    """
    changed = 0
    with notes.transaction() as transaction:
        added = notes.code_ids(transaction, add)
        removed = {code.id for name in remove for code in notes.codebook().named(name)}
        for target in with_progress(targets, len(targets), on_progress, cancelled):
            changed += notes.change_codes(transaction, target, added, removed)
        transaction.words = describe_tagging_many(targets, add, remove, changed)
    return changed
