"""Workers give the same records as this process, in the same order, even if they are killed."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from reader.library.ingest import workers as workers_module
from reader.library.ingest.record import make_record
from reader.library.ingest.workers import make_records
from reader.library.sources import SourceDocument, read
from tests.library.builders import cable_text, write_cables


@pytest.fixture
def documents(tmp_path: Path) -> list[SourceDocument]:
    texts = {f"c{n:03}": cable_text(f"06PHNOMPENH{n}", f"Number {n}") for n in range(1, 101)}
    found = read([write_cables(tmp_path / "texts", **texts)])
    return [each for each in found if isinstance(each, SourceDocument)]


def test_workers_give_the_same_records_in_the_same_order(documents: list[SourceDocument]) -> None:
    assert list(make_records(iter(documents), workers=2)) == [make_record(document) for document in documents]


def test_a_small_import_starts_no_process(
    documents: list[SourceDocument], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers_module, "records_from_processes", None)

    assert len(list(make_records(iter(documents)))) == 100


def test_a_large_import_starts_processes(
    documents: list[SourceDocument], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers_module, "SMALL_IMPORT", 10)
    monkeypatch.setattr(workers_module, "default_workers", lambda: 3)
    started: list[int] = []

    def elsewhere(documents: Iterator[SourceDocument], workers: int) -> Iterator[object]:
        started.append(workers)
        return iter(list(documents))

    monkeypatch.setattr(workers_module, "records_from_processes", elsewhere)

    assert len(list(make_records(iter(documents)))) == 100
    assert started == [3]


def test_no_document_is_lost_when_workers_are_killed(documents: list[SourceDocument]) -> None:
    """As when the system runs out of memory. This process parses the rest."""
    import multiprocessing

    made = make_records(iter(documents), workers=2)
    seen = [next(made)]
    for process in multiprocessing.active_children():
        assert process.pid
        os.kill(process.pid, signal.SIGKILL)
    seen.extend(made)

    assert [each.mrn for each in seen] == [f"06PHNOMPENH{n}" for n in range(1, 101)]


WAITING = """
import sys
class Screen:  # as a running screen catches what is printed
    def write(self, text): pass
    def flush(self): pass
    def fileno(self): return -1
sys.stderr = Screen()
from reader.library.ingest.workers import make_records
from reader.library.sources import Container, Metadata, SourceDocument
made = make_records(iter([SourceDocument("x", Metadata(), b"x", "x", Container.RAW)] * 1000), workers=2)
if __name__ == "__main__":
    next(made)
    import multiprocessing
    print(*(process.pid for process in multiprocessing.active_children()), flush=True)
    input()
"""


@pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="needs Linux to wait for another's process")
def test_workers_start_beside_a_screen_and_end_when_their_parent_is_killed(tmp_path: Path) -> None:
    (tmp_path / "waiting.py").write_text(WAITING)
    asking = subprocess.Popen(
        [sys.executable, tmp_path / "waiting.py"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert asking.stdout
    assert asking.stdin
    others = [int(pid) for pid in asking.stdout.readline().split()]

    asking.kill()
    asking.wait()
    asking.stdout.close()
    asking.stdin.close()

    assert len(others) == 2
    for pid in others:
        wait_for_end(pid)
    assert not [pid for pid in others if is_running(pid)]


def wait_for_end(pid: int) -> None:
    with suppress(ProcessLookupError):
        descriptor = os.pidfd_open(pid)
        select.select([descriptor], [], [], 60)
        os.close(descriptor)


def is_running(pid: int) -> bool:
    """False for a process that has ended, even if its parent has not waited for it."""
    try:
        return ") Z " not in Path(f"/proc/{pid}/stat").read_text()
    except FileNotFoundError:
        return False


def test_stopping_early_leaves_no_process_behind(documents: list[SourceDocument]) -> None:
    import multiprocessing

    made = make_records(iter(documents), workers=1)
    next(made)
    made.close()

    assert not multiprocessing.active_children()
