"""What is not ours in the place of a library's files is refused, left as it is, and never waited for.

Every call runs in a process of its own that is killed if it waits, as opening a named pipe would.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import stat
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from reader.library.ingest.importer import import_paths
from reader.library.library import FILE, Library
from tests.conftest import DiskOf
from tests.library.builders import cable_text, filled

PATIENCE = 60
"""Seconds until a call that waits is killed."""
NAMES = [FILE, f"{FILE}-wal", f"{FILE}-shm", f"{FILE}-journal"]
CALLS = {
    "open": "Library.open(folder).close()",
    "read": "print(len(Library.open(folder, read_only=True).listing()))",
    "repair": "repair(folder, dt.datetime(2026, 3, 1, tzinfo=dt.UTC))",
    "import": "import_paths(Library.open(folder), [folder.parent / 'texts'], workers=0)",
}


def link(path: Path) -> None:
    target = path.with_name("somebody's")
    target.write_bytes(b"precious")
    path.symlink_to(target)


def link_to_a_library(path: Path) -> None:
    with Library.open(path.parent / "other") as other:
        path.symlink_to(other.path)


def dangling_link(path: Path) -> None:
    path.symlink_to(path.with_name("nowhere"))


def filled_folder(path: Path) -> None:
    path.mkdir()
    (path / "letter.txt").write_text("precious")


def bound_socket(path: Path) -> None:
    short = Path(tempfile.mkdtemp()) / "s"  # the name of a socket may not be long
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(short))
    shutil.move(short, path)
    short.parent.rmdir()


ODD: list[Callable[[Path], None]] = [
    link,
    link_to_a_library,
    dangling_link,
    os.mkfifo,
    filled_folder,
    bound_socket,
]


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a library of three cables."""
    base = tmp_path_factory.mktemp("closed")
    with Library.open(base / "library") as library:
        filled(library, base / "texts", **{f"c{n}": cable_text(f"06PARIS{n}") for n in (1, 2, 3)})
    return base


def calls(jobs: Sequence[tuple[str, Path]]) -> list[str]:
    """The error of each statement about a library, in another process; empty where it raises none."""
    script = """
import datetime as dt, json, sys
from pathlib import Path
from reader.errors import CablesError
from reader.library.library import Library
from reader.library.ingest.importer import import_paths
from reader.library.upkeep.maintenance import backup
from reader.library.upkeep.repair import repair
said = []
for statement, name in json.loads(sys.argv[1]):
    folder = Path(name)
    try:
        exec(statement)
        said.append("")
    except CablesError as error:
        said.append(str(error))
print(json.dumps(said))
"""
    done = subprocess.run(
        [sys.executable, "-c", script, json.dumps([(statement, str(folder)) for statement, folder in jobs])],
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    said: list[str] = json.loads(done.stdout)
    return said


def call(statement: str, folder: Path) -> str:
    """The same for one statement."""
    return calls([(statement, folder)])[0]


def snapshot(folder: Path) -> dict[str, tuple[int, bytes]]:
    """Kind and content of everything in a folder; links are not followed."""
    found = {}
    for path in sorted(folder.rglob("*")):
        mode = path.lstat().st_mode
        content = path.read_bytes() if stat.S_ISREG(mode) else b""
        if stat.S_ISLNK(mode):
            content = os.fsencode(path.readlink())
        found[str(path.relative_to(folder))] = stat.S_IFMT(mode), content
    return found


@pytest.mark.parametrize("put", ODD)
def test_what_is_no_file_of_ours_is_refused_and_left(
    closed: Path, tmp_path: Path, put: Callable[[Path], None]
) -> None:
    jobs = []
    for name in NAMES:
        folder = tmp_path / name / "library"
        shutil.copytree(closed, folder.parent)
        (folder / name).unlink(missing_ok=True)
        put(folder / name)
        jobs += [(statement, folder) for statement in CALLS.values()]
    before = snapshot(tmp_path)

    errors = calls(jobs)

    for (_, folder), error in zip(jobs, errors, strict=True):
        assert ", not a file of the library" in error
        assert str(folder / folder.parent.name) in error
    assert snapshot(tmp_path) == before


@pytest.mark.parametrize("put", ODD)
def test_a_backup_is_written_over_and_through_nothing(
    closed: Path, tmp_path: Path, put: Callable[[Path], None]
) -> None:
    shutil.copytree(closed / "library", tmp_path / "library")
    for name in ("copy.db", "copy.db-wal", "copy.db-journal", "copy.db-shm"):
        (tmp_path / "backups" / name).mkdir(parents=True)
        put(tmp_path / "backups" / name / name)
    before = snapshot(tmp_path / "backups")

    errors = calls(
        [
            (f"backup(Library.open(folder), Path({str(place / 'copy.db')!r}))", tmp_path / "library")
            for place in (tmp_path / "backups").iterdir()
        ]
    )

    assert all("The file already exists" in error for error in errors)
    assert snapshot(tmp_path / "backups") == before


def test_side_files_of_a_missing_library_are_not_deleted(tmp_path: Path) -> None:
    (tmp_path / f"{FILE}-wal").write_bytes(b"cables that are nowhere else")
    before = snapshot(tmp_path)

    said = call(CALLS["open"], tmp_path)

    assert "main file is missing" in said
    assert snapshot(tmp_path) == before


# -- who may write, and where ------------------------------------------------------------------------


def another_user(action: Callable[[], str]) -> str:
    """What an action gives when another user, without any right of root, does it in a process of its own."""
    if os.geteuid() != 0:
        pytest.skip("becoming another user needs root")
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.setgroups([])
            os.setresgid(65534, 65534, 65534)
            os.setresuid(65534, 65534, 65534)
            os.write(writing, action().encode())
        except BaseException as error:
            os.write(writing, f"{type(error).__name__}: {error}".encode())
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        said = pipe.read().decode()
    os.waitpid(child, 0)
    return said


@pytest.fixture
def public(closed: Path) -> Iterator[Path]:
    """A copy of the library where another user can reach it, readable by all, writable by its owner."""
    base = Path(tempfile.mkdtemp(prefix="cables-test-"))
    base.chmod(0o755)
    shutil.copytree(closed / "library", base / "library")
    (base / "library").chmod(0o755)
    for path in (base / "library").iterdir():
        path.chmod(0o644)
    yield base / "library"
    shutil.rmtree(base)


def read_all(folder: Path) -> str:
    with Library.open(folder, create=False) as library:
        found = len(library.listing("nothing OR trade"))
        return f"{library.read_only} {library.count()} {found > 0} {library.get('06PHNOMPENH2') is not None}"


def test_another_users_library_is_listed_and_searched_and_nothing_is_written(public: Path) -> None:
    read_all(public)  # what is imported on first use is imported, which the other user may not read
    before = snapshot(public)

    assert another_user(lambda: read_all(public)) == "True 3 True True"
    assert snapshot(public) == before


def test_another_users_library_is_not_imported_into_and_the_owner_is_named(public: Path) -> None:
    def bring_in() -> str:
        with Library.open(public) as library:
            import_paths(library, [public], workers=0)
        return "imported"

    said = another_user(bring_in)

    assert said.startswith("ReadOnlyLibraryError: The library is read-only: it belongs to root")
    assert "Ask root" in said


def test_a_write_protected_folder_of_ones_own_is_told_with_the_remedy(public: Path) -> None:
    os.chown(public, 65534, 65534)
    public.chmod(0o555)
    (public / FILE).unlink()

    said = another_user(lambda: str(Library.open(public)))

    assert "The library cannot be created: its folder is write-protected" in said
    assert "chmod u+w" in said


def test_an_unreadable_folder_is_told(public: Path) -> None:
    public.chmod(0o700)

    said = another_user(lambda: str(Library.open(public)))

    assert "The library cannot be opened" in said
    assert "belongs to root" in said


def test_a_library_on_a_read_only_disk_is_listed_and_searched(closed: Path, disk_of: DiskOf) -> None:
    disk = disk_of(8192)
    shutil.copytree(closed / "library", disk / "library")
    if subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=False).returncode:
        pytest.skip("remounting is not allowed here")

    assert read_all(disk / "library") == "True 3 True True"
    with Library.open(disk / "library") as library:
        said = call("import_paths(Library.open(folder), [folder])", library.folder)
    assert "read-only disk" in said
    said = call("Library.open(folder / 'new')", disk / "library")
    assert "The library cannot be created: its folder is on a read-only disk" in said


def test_changes_in_a_log_that_cannot_be_read_here_are_not_left_out_silently(
    closed: Path, tmp_path: Path, disk_of: DiskOf
) -> None:
    disk = disk_of(8192)
    shutil.copytree(closed / "library", tmp_path / "library")
    with Library.open(tmp_path / "library") as library:
        filled(library, tmp_path / "more", new=cable_text("08PARIS1"))
        shutil.copytree(tmp_path / "library", disk / "library")
    (disk / "library" / f"{FILE}-shm").unlink()
    if subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=False).returncode:
        pytest.skip("remounting is not allowed here")

    said = call(CALLS["read"], disk / "library")

    assert f"changes in {FILE}-wal" in said
    assert "Open the library once where you can write to it" in said
