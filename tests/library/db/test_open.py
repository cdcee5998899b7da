"""Files that are not a library, or a damaged one: errors in words; nothing is changed or deleted."""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from reader.library.db import schema
from reader.library.errors import (
    DamagedLibraryError,
    LibraryBusyError,
    LibraryError,
    NewerLibraryError,
    NoLibraryError,
    NotALibraryError,
    ReadOnlyLibraryError,
    UnexpectedFileError,
)
from reader.library.ingest.importer import import_paths
from reader.library.library import FILE, Library
from tests.conftest import DiskOf
from tests.library.builders import cable_text, filled


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with thirty texts, and a library into which they were imported."""
    base = tmp_path_factory.mktemp("imported")
    texts = {f"c{n}": cable_text(f"06PHNOMPENH{n}", paragraphs=[f"(C) {n} " * 300]) for n in range(1, 31)}
    with Library.open(base / "library") as library:
        filled(library, base / "texts", **texts)
    return base


@pytest.fixture
def folder(imported: Path, tmp_path: Path) -> Path:
    """The folder of a closed library with thirty cables; their texts are beside it."""
    shutil.copytree(imported, tmp_path, dirs_exist_ok=True)
    return tmp_path / "library"


def test_a_library_opens_again_with_everything_in_it(folder: Path) -> None:
    with Library.open(folder) as library:
        assert library.count() == 30
        assert not library.read_only


@pytest.mark.parametrize("content", [b"Dear diary", b"x" * 5000, b"SQLite format 3\x00" + b"\xff" * 5000])
def test_a_file_that_is_not_a_library_is_not_changed(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FILE).write_bytes(content)

    with pytest.raises((NotALibraryError, DamagedLibraryError)) as caught:
        Library.open(tmp_path)

    assert caught.value.advice
    assert (tmp_path / FILE).read_bytes() == content


def test_another_programs_database_is_not_changed(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / FILE)) as other:
        other.execute("CREATE TABLE bookmarks (url TEXT)")
    before = (tmp_path / FILE).read_bytes()

    with pytest.raises(NotALibraryError, match="not a cable library"):
        Library.open(tmp_path)

    assert (tmp_path / FILE).read_bytes() == before


def test_a_library_of_a_newer_version_is_not_changed(folder: Path) -> None:
    with closing(sqlite3.connect(folder / FILE)) as db:
        db.execute(f"PRAGMA user_version = {schema.VERSION + 1}")

    with pytest.raises(NewerLibraryError, match="newer version"):
        Library.open(folder)


def test_an_empty_file_becomes_a_library(tmp_path: Path) -> None:
    (tmp_path / FILE).touch()

    with Library.open(tmp_path) as library:
        assert library.count() == 0


def read_everything(folder: Path) -> None:
    with Library.open(folder) as library:
        library.listing("1*")
        for row in library.listing().window(0, 30):
            library.get(row.mrn)


@pytest.mark.parametrize("keep", [0.02, 0.3, 0.7])
def test_a_truncated_library_is_an_error_in_words(folder: Path, keep: float) -> None:
    size = (folder / FILE).stat().st_size
    os.truncate(folder / FILE, int(size * keep))

    with pytest.raises(LibraryError) as caught:
        read_everything(folder)

    assert caught.value.advice


def test_a_library_overwritten_by_noise_is_an_error_in_words(folder: Path) -> None:
    with (folder / FILE).open("r+b") as file:
        file.seek(schema.PAGE_SIZE)
        file.write(os.urandom(schema.PAGE_SIZE * 8))

    with pytest.raises(DamagedLibraryError, match="damaged"):
        read_everything(folder)


def test_a_damaged_text_is_an_error_in_words(folder: Path) -> None:
    with closing(sqlite3.connect(folder / FILE)) as db:
        db.execute("UPDATE body SET text = x'789c0102'")
        db.commit()

    with Library.open(folder) as library:
        with pytest.raises(DamagedLibraryError, match="damaged"):
            library.get("06PHNOMPENH1")
        assert len(library.listing().window(0, 30)) == 30


def test_a_library_opened_read_only_cannot_be_changed(folder: Path, tmp_path: Path) -> None:
    with Library.open(folder, read_only=True) as library:
        assert library.read_only
        assert library.count() == 30
        assert len(library.listing("PHNOMPENH7")) == 0
        with pytest.raises(ReadOnlyLibraryError, match="opened read-only"):
            import_paths(library, [tmp_path / "texts"], workers=0)


def test_a_library_without_its_log_files_opens(folder: Path) -> None:
    for beside in (f"{FILE}-wal", f"{FILE}-shm"):
        (folder / beside).unlink(missing_ok=True)

    with Library.open(folder) as library:
        assert library.count() == 30


def test_a_missing_library_cannot_be_opened_read_only(tmp_path: Path) -> None:
    for mode in ({"read_only": True}, {"create": False}):
        with pytest.raises(NoLibraryError, match="There is no library here"):
            Library.open(tmp_path / "nowhere", **mode)
        assert not (tmp_path / "nowhere").exists()


def test_a_folder_in_place_of_the_file_is_an_error_in_words(tmp_path: Path) -> None:
    (tmp_path / FILE).mkdir()

    with pytest.raises(UnexpectedFileError, match="This is a folder, not a file of the library"):
        Library.open(tmp_path)


def test_a_file_in_place_of_the_folder_is_an_error_in_words(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(LibraryError):
        Library.open(tmp_path / "file" / "library")


def test_a_library_can_be_read_while_another_program_writes(folder: Path) -> None:
    with (
        Library.open(folder) as library,
        closing(sqlite3.connect(folder / FILE, isolation_level=None)) as other,
    ):
        other.execute("BEGIN IMMEDIATE")
        other.execute("DELETE FROM alias")

        assert len(library.listing().window(0, 30)) == 30


def test_a_writer_that_never_ends_is_an_error_in_words(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.library.db.connections.BUSY_SECONDS", 0.05)
    with (
        Library.open(folder) as library,
        closing(sqlite3.connect(folder / FILE, isolation_level=None)) as other,
    ):
        other.execute("BEGIN IMMEDIATE")

        with pytest.raises(LibraryBusyError, match="Another program"):
            import_paths(library, [tmp_path / "texts"], workers=0)


def test_every_earlier_version_can_be_upgraded() -> None:
    assert set(schema.MIGRATIONS) == set(range(1, schema.VERSION))


def test_a_library_on_a_full_disk_can_still_be_read(folder: Path, disk_of: DiskOf) -> None:
    disk = disk_of(2048)
    there = disk / "library"
    shutil.copytree(folder, there)
    with contextlib.suppress(OSError), (disk / "filler").open("wb", buffering=0) as filler:
        while filler.write(b"x" * 4096):
            pass
    with Library.open(there) as library:
        assert library.read_only
        assert library.count() == 30
        assert library.get("06PHNOMPENH7") is not None
    (disk / "filler").unlink()
    with Library.open(there) as library:
        assert not library.read_only
