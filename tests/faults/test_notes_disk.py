"""A disk that is full, broken or read-only: memory and disk agree, the user is told, the next try works."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from reader.notes.errors import NotesError
from reader.notes.repository import Notes
from tests.conftest import DiskOf
from tests.faults.notes_disk import FaultyDisk
from tests.notes.builders import bodies, notes_in, paragraph

CHANGES = 3
OPTIONS: dict[str, Any] = {"background": False, "compact_at": 1000}


def operations(folder: Path) -> int:
    """How many operations the whole story takes when nothing fails."""
    disk = FaultyDisk()
    write_with(disk, folder, [])
    return disk.count


def write_with(disk: FaultyDisk, folder: Path, refused: list[str]) -> list[str]:
    """Writes a few notes; a refused one is tried again on a healed disk. Gives what was acknowledged."""
    notes = notes_in(folder, disk=disk, **OPTIONS)
    acknowledged: list[str] = []
    for number in range(CHANGES):
        text = f"note {number}"
        try:
            notes.annotate(paragraph(1), text)
        except NotesError as error:
            refused.append(str(error))
            assert bodies(notes) == acknowledged, "memory is as before"
            disk.heal()
            on_disk = bodies(reopened(folder))
            if "not known" in str(error):  # it could not be taken back either
                assert on_disk in (acknowledged, [*acknowledged, text])
            else:
                assert on_disk == acknowledged, "and so is the disk"
            notes.annotate(paragraph(1), text)
        acknowledged.append(text)
    assert bodies(notes) == acknowledged
    notes.close()
    return acknowledged


def reopened(folder: Path) -> Notes:
    return notes_in(folder)


SENTENCES = {
    errno.ENOSPC: "The disk is full",
    errno.EDQUOT: "Your disk quota is used up",
    errno.EIO: "The disk reported an error",
    errno.EROFS: "The disk is read-only",
}
FAULTS = [
    pytest.param(errno.ENOSPC, False, False, id="ENOSPC"),
    pytest.param(errno.ENOSPC, False, True, id="ENOSPC after a short write"),
    pytest.param(errno.EIO, False, False, id="EIO"),
    pytest.param(errno.EDQUOT, True, True, id="EDQUOT from then on"),
    pytest.param(errno.EROFS, True, False, id="EROFS from then on"),
]


@pytest.mark.parametrize(("number", "lasting", "short"), FAULTS)
def test_whatever_operation_fails_memory_and_disk_agree(
    tmp_path: Path, number: int, lasting: bool, short: bool
) -> None:
    every = operations(tmp_path / "counted")
    told = 0
    for at in range(1, every + 1):
        folder = tmp_path / str(at)
        disk = FaultyDisk()
        disk.fail_at, disk.errno, disk.lasting, disk.short = at, number, lasting, short
        refused: list[str] = []
        acknowledged = write_with(disk, folder, refused)
        notes = reopened(folder)
        assert bodies(notes) == acknowledged, at
        assert not [said for said in notes.warnings if "lost" in said], (at, notes.warnings)
        notes.close()
        assert all("saved" in said and SENTENCES[number] in said for said in refused), refused
        assert lasting or all("not saved" in said for said in refused)
        told += len(refused)
        shutil.rmtree(folder)
    assert told >= 2 * CHANGES, "at least a failed write and a failed sync of each change were told"


@pytest.mark.parametrize("number", [errno.EIO, errno.ESTALE, errno.EBUSY])
def test_what_was_done_but_reported_as_failed_is_neither_lost_nor_done_twice(
    tmp_path: Path, number: int
) -> None:
    told = 0
    for at in range(1, operations(tmp_path / "counted") + 1):
        folder = tmp_path / str(at)
        disk = FaultyDisk()
        disk.fail_at, disk.errno, disk.late = at, number, True
        refused: list[str] = []
        acknowledged = write_with(disk, folder, refused)
        notes = reopened(folder)
        assert bodies(notes) == acknowledged, at
        assert notes.warnings == (), at
        notes.close()
        told += len(refused)
    assert told >= 2 * CHANGES


def test_a_line_that_could_not_be_taken_back_does_not_return_over_anothers_work(tmp_path: Path) -> None:
    folder = tmp_path / "notes"
    disk = FaultyDisk()
    one = notes_in(folder, disk=disk, background=False)
    one.annotate(paragraph(1), "first")
    # The sync fails, and so do the attempts to take the line back: it is whole on the disk.
    disk.fail_at, disk.errno, disk.lasting = disk.count + 2, errno.EIO, True
    with pytest.raises(NotesError):
        one.annotate(paragraph(1), "unsure")
    two = notes_in(folder, background=False)
    two.annotate(paragraph(1), "second")
    disk.heal()
    one.annotate(paragraph(1), "third")
    assert bodies(one)[-2:] == ["second", "third"]
    assert bodies(one) == bodies(reopened(folder))


def test_a_full_disk_loses_nothing_and_takes_the_note_when_there_is_room(disk_of: DiskOf) -> None:
    tiny_disk = disk_of(128)
    folder = tiny_disk / "notes"
    notes = notes_in(folder)
    filler = tiny_disk / "filler"
    filler.write_bytes(b"x" * 40_000)
    kept: list[str] = []

    def write_on() -> None:
        while True:
            notes.annotate(paragraph(1), f"{len(kept)} " + "x" * 2000)
            kept.append(f"{len(kept)} ")

    with pytest.raises(NotesError, match="The disk is full; the change was not saved"):
        write_on()
    assert 5 < len(kept) < 100
    assert [body[: body.index(" ") + 1] for body in bodies(notes)] == kept
    assert [body[: body.index(" ") + 1] for body in bodies(reopened(folder))] == kept
    filler.unlink()
    notes.annotate(paragraph(1), "after all")
    assert bodies(reopened(folder))[-1] == "after all"
    notes.close()


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that any user can reach; pytest's own cannot be."""
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        place.chmod(0o755)
        yield place


@contextmanager
def as_nobody() -> Iterator[None]:
    """Act as a user for whom permissions count; they do not for root."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


def test_a_read_only_folder_opens_with_a_warning_and_refuses_changes(open_folder: Path) -> None:
    folder = open_folder / "notes"
    notes = notes_in(folder)
    notes.annotate(paragraph(1), "kept")
    notes.close()
    for path in [*folder.rglob("*"), folder]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    before = sorted(folder.rglob("*"))
    with as_nobody():
        notes = notes_in(folder)
        assert bodies(notes) == ["kept"]
        assert notes.read_only
        (warning,) = notes.warnings
        assert "notes cannot be added or changed" in warning
        assert ("belongs to" in warning) == (os.geteuid() != folder.stat().st_uid)
        with pytest.raises(NotesError, match="nothing was saved"):
            notes.annotate(paragraph(1), "more")
        assert not notes.refresh()
        notes.close()
    assert sorted(folder.rglob("*")) == before
    folder.chmod(0o755)


def test_a_journal_that_cannot_be_written_is_named(open_folder: Path) -> None:
    folder = open_folder / "notes"
    notes = notes_in(folder)
    notes.annotate(paragraph(1), "kept")
    notes.close()
    if os.geteuid() == 0:
        for path in [*folder.rglob("*"), folder]:
            os.chown(path, 65534, 65534)
    (folder / "journal-000002.jsonl").chmod(0o400)
    with as_nobody():
        notes = notes_in(folder)
        (warning,) = notes.warnings
        assert "The file journal-000002.jsonl in the notes folder is write-protected" in warning
        assert f"chmod u+w {folder / 'journal-000002.jsonl'}" in warning
        notes.close()


def test_a_folder_that_cannot_be_made_opens_read_only(open_folder: Path) -> None:
    open_folder.chmod(0o555)
    with as_nobody():
        notes = notes_in(open_folder / "notes")
        assert notes.read_only
        assert bodies(notes) == []
        with pytest.raises(NotesError):
            notes.annotate(paragraph(1), "more")
        notes.close()
    open_folder.chmod(0o755)


def test_a_store_of_another_user_is_said_to_be_closed_never_empty(open_folder: Path) -> None:
    folder = open_folder / "notes"
    notes = notes_in(folder)
    notes.annotate(paragraph(1), "private")
    notes.close()
    if os.geteuid() != 0:
        folder.chmod(0)
    with as_nobody(), pytest.raises(NotesError, match="cannot be read"):
        notes_in(folder)
    folder.chmod(0o700)
