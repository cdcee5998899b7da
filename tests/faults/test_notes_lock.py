from __future__ import annotations

import errno
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.notes.errors import NotesError
from reader.notes.storage.disk import Disk
from tests.faults import notes_lock
from tests.notes.builders import bodies, notes_in, paragraph


@pytest.mark.parametrize(("writers", "changes"), [(2, 50), (3, 25)])
def test_deleting_the_lock_loses_no_acknowledged_change(tmp_path: Path, writers: int, changes: int) -> None:
    deleted, _ = notes_lock.run(tmp_path / "notes", writers, changes, seed=7)
    assert deleted > 0


class Interrupted(Disk):
    """Lets another program do something just before a write to the journal, or before its sync."""

    def __init__(self) -> None:
        self.before_write: Callable[[], None] | None = None
        self.before_sync: Callable[[], None] | None = None

    def write(self, handle: int, data: bytes) -> int:
        meanwhile, self.before_write = self.before_write, None
        if meanwhile:
            meanwhile()
        return super().write(handle, data)

    def sync(self, handle: int) -> None:
        meanwhile, self.before_sync = self.before_sync, None
        if meanwhile:
            meanwhile()
        super().sync(handle)

    def open_folder(self, path: Path) -> int:
        """As where a folder cannot be locked, so that only the file is."""
        raise OSError(errno.EBADF, "not here")

    def sync_folder(self, path: Path) -> None:
        pass


def test_a_lock_deleted_in_the_middle_of_a_write_is_noticed_and_the_change_saved(tmp_path: Path) -> None:
    folder, disk = tmp_path / "notes", Interrupted()
    notes = notes_in(folder, disk=disk)
    notes.annotate(paragraph(1), "first")
    disk.before_sync = (folder / "lock").unlink
    notes.annotate(paragraph(1), "second")
    assert (folder / "lock").exists(), "it was made and taken again before the change was acknowledged"
    assert bodies(notes_in(folder)) == ["first", "second"]


@pytest.mark.parametrize("when", ["before the write", "before the sync"])
@pytest.mark.parametrize("compacts", [False, True])
def test_a_second_writer_let_in_by_a_deleted_lock_costs_nobody_a_change(
    tmp_path: Path, when: str, compacts: bool
) -> None:
    folder, disk = tmp_path / "notes", Interrupted()
    one, two = notes_in(folder, disk=disk), notes_in(folder, disk=Interrupted())
    one.annotate(paragraph(1), "first")

    def let_two_in() -> None:
        (folder / "lock").unlink()
        if compacts:
            two.storage.compact()
        two.annotate(paragraph(1), "two")

    if when == "before the write":
        disk.before_write = let_two_in
        with pytest.raises(NotesError, match="lock file of the notes was removed"):
            one.annotate(paragraph(1), "one")
    else:
        disk.before_sync = let_two_in  # so that two reads the line that is not acknowledged yet
        one.annotate(paragraph(1), "one")
    one.annotate(paragraph(1), "one, again")
    expected = ["first", *(["one"] if when == "before the sync" else []), "two", "one, again"]
    for notes in (one, two, notes_in(folder)):
        notes.refresh()
        assert bodies(notes) == expected
        assert notes.warnings == ()


def test_a_snapshot_begun_under_a_deleted_lock_replaces_no_journal(tmp_path: Path) -> None:
    folder, disk = tmp_path / "notes", Interrupted()
    one, two = notes_in(folder, disk=disk), notes_in(folder, disk=Interrupted())
    one.annotate(paragraph(1), "first")

    def let_two_in() -> None:
        (folder / "lock").unlink()
        (folder / "compacting").unlink()
        two.storage.compact()
        two.annotate(paragraph(1), "two")

    disk.before_write = let_two_in
    with pytest.raises(FileExistsError):
        one.storage.compact()
    one.annotate(paragraph(1), "one")
    for notes in (one, two, notes_in(folder)):
        notes.refresh()
        assert bodies(notes) == ["first", "two", "one"]
        assert notes.warnings == ()
