"""The same thing done to many cables at once: one step to undo, all of it or nothing."""

from __future__ import annotations

from collections.abc import Sequence

from reader.notes.model import Target
from reader.notes.progress import Cancelled, Progress, watched
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
    """Put codes on many targets and take codes off, as ``Notes.tag`` does. Gives how many changed.

    Raises Stopped, with nothing changed, when cancelled.
    """
    changed = 0
    with notes.transaction(describe_tagging_many(targets, add, remove)) as transaction:
        given = notes.code_ids(transaction, add)
        gone = {code.id for name in remove for code in notes.codebook().named(name)}
        for target in watched(targets, len(targets), on_progress, cancelled):
            changed += notes.change_codes(transaction, target, given, gone)
    return changed
