"""Imports that are killed, starved or disturbed: what was written is whole, and the next one completes it."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from reader.errors import CablesError
from reader.library.errors import DiskFullError, LibraryError
from reader.library.ingest.importer import import_paths
from reader.library.library import FILE, Library
from reader.library.upkeep.maintenance import check
from tests.bench.generate import write_csv
from tests.conftest import DiskOf
from tests.library.builders import database

COUNT = 40
ROOT = Path(__file__).parents[2]
IMPORT = """
import sys
from pathlib import Path
from reader.library.ingest import importer
from reader.library.library import Library
importer.BATCH = 10
with Library.open(Path(sys.argv[1])) as library:
    importer.import_paths(library, [sys.argv[2]], workers=0)
"""
TABLES = {
    "cable": "SELECT mrn, hex(text_hash), current, date, level, main, post, subject, origin, size, place"
    " FROM cable",
    "body": "SELECT c.mrn, b.text, b.original, b.given, b.layout FROM body AS b JOIN cable AS c USING (id)",
    "link": "SELECT c.mrn, l.target, l.paragraph, l.letter, l.sure FROM link AS l"
    " JOIN cable AS c ON c.id = l.source",
    "fact": "SELECT c.mrn, v.kind, v.value FROM fact AS f JOIN value AS v ON v.id = f.value"
    " JOIN cable AS c ON c.id = f.cable",
    "alias": "SELECT name, mrn FROM alias",
}


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("source") / "cables.csv"
    write_csv(path, COUNT)
    return path


@pytest.fixture(scope="module")
def imported(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a library after an undisturbed import."""
    folder = tmp_path_factory.mktemp("imported")
    with Library.open(folder) as library:
        assert import_paths(library, [source], workers=0).added == COUNT
    return folder


@pytest.fixture(scope="module")
def undisturbed(imported: Path) -> dict[str, list[object]]:
    with Library.open(imported) as library:
        return contents(library)


def contents(library: Library) -> dict[str, list[object]]:
    """Every row of every table, without ids and times, and the results of some queries."""
    db = database(library)
    found: dict[str, list[object]] = {}
    for name, sql in TABLES.items():
        found[name] = [*sorted(map(repr, db.execute(sql)))]
    for query in ("the", "vodka", "portion:S the", "tag:PHUM"):
        listing = library.listing(query)
        found[query] = [row.mrn for row in listing.window(0, len(listing))]
    return found


def test_an_import_killed_at_any_moment_is_completed_by_the_next(
    source: Path, undisturbed: dict[str, list[object]], tmp_path: Path
) -> None:
    kills = subprocess.run(
        [sys.executable, "-m", "tests.faults.import_kill", tmp_path, source, "--kills", "12"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )

    left = kills.stdout.splitlines()
    assert (kills.returncode, len(left)) == (0, 12), kills.stdout + kills.stderr
    assert len({cables for _, _, cables in (line.partition(": ") for line in left)}) > 2
    for folder in tmp_path.iterdir():
        with Library.open(folder) as library:
            import_paths(library, [source], workers=0)
            assert contents(library) == undisturbed


@pytest.mark.parametrize("room", [35, 70, 110, 150])
def test_a_full_disk_is_reported_and_what_was_written_is_kept(
    source: Path,
    undisturbed: dict[str, list[object]],
    tmp_path: Path,
    room: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The number of pages is limited, which SQLite reports as it does a full disk."""
    monkeypatch.setattr("reader.library.ingest.importer.BATCH", 10)
    with Library.open(tmp_path / "library") as library:
        database(library).execute(f"PRAGMA max_page_count = {room}")
        with pytest.raises(DiskFullError, match="continues where it stopped"):
            import_paths(library, [source], workers=0)
        assert list(check(library)) == []
        kept = library.count()
        assert len(library.listing("the")) == kept
        database(library).execute("PRAGMA max_page_count = 1000000")

        report = import_paths(library, [source], workers=0)

        assert (report.added, report.unchanged) == (COUNT - kept, kept)
        assert contents(library) == undisturbed


def test_a_file_that_may_not_grow_is_reported(source: Path, tmp_path: Path) -> None:
    """The system does not let the file grow, which is a disk error. In a process of its own."""
    limited = f"""
import resource, signal
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, resource.RLIM_INFINITY))
from reader.errors import CablesError
try:
    {IMPORT.replace(chr(10), chr(10) + "    ")}
except CablesError as error:
    print(error)
"""
    run = subprocess.run(
        [sys.executable, "-c", limited, str(tmp_path / "library"), str(source)],
        capture_output=True,
        text=True,
    )

    assert "Traceback" not in run.stderr
    assert "disk" in run.stdout.lower()
    with Library.open(tmp_path / "library") as library:
        assert list(check(library)) == []
        kept = library.count()
        assert import_paths(library, [source], workers=0).added == COUNT - kept
        assert library.count() == COUNT


def test_two_imports_at_once_add_every_cable_once(
    source: Path, undisturbed: dict[str, list[object]], tmp_path: Path
) -> None:
    Library.open(tmp_path / "library").close()
    running = [
        subprocess.Popen(
            [sys.executable, "-c", IMPORT, str(tmp_path / "library"), str(source)], stdout=subprocess.DEVNULL
        )
        for _ in range(2)
    ]

    assert [process.wait() for process in running] == [0, 0]
    with Library.open(tmp_path / "library") as library:
        assert list(check(library)) == []
        assert contents(library) == undisturbed


def test_a_reader_sees_whole_batches_while_an_import_runs(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.library.ingest.importer.BATCH", 10)
    with Library.open(tmp_path / "library") as writing, Library.open(tmp_path / "library") as reading:
        worker = threading.Thread(target=import_paths, args=(writing, [source]), kwargs={"workers": 0})
        worker.start()
        seen = set()
        while worker.is_alive():
            listing = reading.listing("the")
            seen.add(len(listing))
            assert len(listing.window(0, len(listing))) == len(listing)
        worker.join()

    assert all(count % 10 == 0 for count in seen)
    assert len(seen) > 2


def test_a_library_can_be_read_while_an_import_fills_the_disk(
    source: Path, undisturbed: dict[str, list[object]], tmp_path: Path, disk_of: DiskOf
) -> None:
    """On a full file system, an open library can still be read, and the import be completed later."""
    disk = disk_of(3072)
    with Library.open(disk / "library") as library:
        checks = iter(range(COUNT))
        import_paths(library, [source], cancelled=lambda: next(checks) > COUNT // 3, workers=0)
    with Library.open(disk / "library") as reading:
        before = reading.count()
        assert 0 < before < COUNT
        with (disk / "filler").open("wb", buffering=0) as filler, contextlib.suppress(OSError):
            while filler.write(b"x" * 4096):
                pass
        with (
            Library.open(disk / "library") as writing,
            pytest.raises(CablesError, match=r"disk|read-only"),
        ):
            import_paths(writing, [source], workers=0)

        assert reading.count() >= before
        assert len(reading.listing("the")) == reading.count()
        assert all(reading.get(row.mrn) for row in reading.listing().window(0, COUNT))
    (disk / "filler").unlink()
    with Library.open(disk / "library") as library:
        import_paths(library, [source], workers=0)
        assert list(check(library)) == []
        assert contents(library) == undisturbed


@pytest.mark.parametrize("keep", [0.1, 0.5, 0.9])
def test_a_truncated_library_says_what_to_do(imported: Path, tmp_path: Path, keep: float) -> None:
    folder = tmp_path / "library"
    shutil.copytree(imported, folder)
    os.truncate(folder / FILE, int((folder / FILE).stat().st_size * keep))

    with pytest.raises(LibraryError, match="cables repair"):
        read_everything(folder)


def read_everything(folder: Path) -> None:
    with Library.open(folder) as library:
        for row in library.listing().window(0, COUNT):
            library.get(row.mrn)
        library.listing("the")
