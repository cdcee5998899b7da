"""Merging two versions of a bundle for git, record by record, without opening any notes."""

from __future__ import annotations

from pathlib import Path

from reader.atomic_files import write_atomically
from reader.notes.errors import NotesError
from reader.notes.merge import bundle, bundle_files
from reader.notes.model import Document
from reader.notes.record_merge import Difference, compare, join

CONFLICTS = (Difference.BOTH, Difference.DELETED_HERE, Difference.DELETED_THERE)
ATTRIBUTES = "*.jsonl merge=cables"
CONFIG = (
    'git config merge.cables.name "notes of cables, record by record"',
    'git config merge.cables.driver "cables merge --driver %O %A %B"',
)
"""The commands that set up a clone; git keeps these settings out of the repository on purpose."""


def merge_files(ours: Path, theirs: Path) -> int:
    """Merge ``theirs`` into ``ours``; returns the number of records that were changed on both sides.

    Of these both versions are kept in the file. Which version both began with does not matter: each record
    names the versions that it replaced. Raises NotesError, with nothing written.
    """
    sides = [_records(path) for path in (ours, theirs)]
    tables = {one: table for side in sides for one, (table, _) in side.items()}
    by_table: dict[str, dict[str, Document]] = {}
    conflicts = 0
    for one, table in tables.items():
        versions = [side[one][1] for side in sides if one in side]
        conflicts += len(versions) == 2 and compare(*versions) in CONFLICTS
        by_table.setdefault(table, {})[one] = join(*versions)
    try:
        write_atomically(ours, "".join(bundle.lines(by_table.items())).encode())
    except OSError as error:
        raise NotesError(f"The file cannot be written ({error.strerror})", where=str(ours)) from error
    return conflicts


def _records(path: Path) -> dict[str, tuple[str, Document]]:
    found = bundle_files.load(path)
    if found.skipped:
        raise NotesError(f"The file is damaged. {found.skipped[0]}", where=str(path))
    return {document["id"]: (table, document) for table, document in bundle.joined(found)}
