"""The notes at 100,000 and more: saving, opening, searching, memory, undo, growth.

``python -m tests.bench.notes [--notes 100000] [--cables 20000]`` prints a table; the baseline is TinyDB's
own JSONStorage with the same documents, measured in the same run.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from tinydb import TinyDB
from tinydb.storages import JSONStorage

from reader.notes import bulk
from reader.notes.codec import encode, time_text
from reader.notes.merge import apply, bundle
from reader.notes.model import Code, Quote, Target
from reader.notes.queries.index import CODES, table_of
from reader.notes.repository import Notes
from reader.notes.storage.tinydb_storage import JournalStorage

WORDS = [
    f"{a}{b}"
    for a in ("min", "pol", "traf", "emb", "con", "del")
    for b in ("ister", "ice", "fic", "assy", "sul")
]
MADE = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


def mrn(number: int) -> str:
    """The MRN of a made-up cable."""
    return f"{6 + number % 4:02}POST{number}"


def documents(notes: int, cables: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """Table and document of each note: about 500 characters, five to a cable, with codes."""
    choice = random.Random(1)
    for number in range(notes):
        body = " ".join(choice.choices(WORDS, k=18))
        quote = Quote(" ".join(choice.choices(WORDS, k=6)), "x" * 32, "y" * 32)
        target = {"mrn": mrn(number % cables), "number": 4, "ordinal": 4, "start": 10, "end": 60}
        target |= {"quote": {"exact": quote.exact, "prefix": quote.prefix, "suffix": quote.suffix}}
        yield (
            table_of(mrn(number % cables)),
            {
                "kind": "annotation",
                "id": f"{choice.getrandbits(128):032x}",
                "author": "Ann",
                "created": time_text(MADE),
                "changed": time_text(MADE),
                "target": target,
                "body": body,
                "codes": [f"code-{number % 40}"],
            },
        )


def write(storage: JournalStorage, notes: Iterable[tuple[str, dict[str, Any]]]) -> None:
    """Write notes (table and document of each) and the forty codes they use, in one change."""
    tables: dict[str, dict[str, Any]] = {}
    for table, document in notes:
        docs = tables.setdefault(table, {})
        docs[str(len(docs) + 1)] = document
    made = (
        Code(id=f"code-{n}", author="Ann", created=MADE, changed=MADE, name=f"code {n}") for n in range(40)
    )
    tables[CODES] = {str(n): encode(code) for n, code in enumerate(made, start=1)}
    with storage.change() as open_tables:
        for table, docs in tables.items():
            open_tables[table] = docs


def fill(folder: Path, notes: int, cables: int) -> int:
    """A store of that size, as a snapshot; gives its bytes."""
    storage = JournalStorage(folder, background=False, compact_at=1 << 40)
    write(storage, documents(notes, cables))
    storage.compact()
    storage.close()
    return max(folder.glob("snapshot-*")).stat().st_size


def times(act: Callable[[int], object], count: int) -> list[float]:
    """Milliseconds of each call."""
    taken = []
    for number in range(count):
        begun = time.perf_counter()
        act(number)
        taken.append((time.perf_counter() - begun) * 1000)
    return sorted(taken)


def clocked(act: Callable[[], object]) -> str:
    """Wall and processor time of a call, as other programs may use the machine."""
    begun, worked = time.perf_counter(), time.process_time()
    act()
    return f"{time.perf_counter() - begun:.2f} s, {time.process_time() - worked:.2f} worked"


def p95(taken: list[float]) -> float:
    """The 95th percentile of sorted times."""
    return taken[int(len(taken) * 0.95) - 1]


OPENING = """
import sys, time
from pathlib import Path
from reader.notes.repository import Notes
def peak():
    return int(Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0])
base = peak()
begun = time.perf_counter()
notes = Notes.open(Path(sys.argv[1]), author="Ann")
first = notes.for_cable(sys.argv[2])
shown = time.perf_counter() - begun
counts = notes.counts()
searchable = time.perf_counter() - begun
assert first.annotations and counts
print(shown * 1000, searchable * 1000, peak() - base)
notes.close()
"""


def opening(folder: Path) -> tuple[float, float, float]:
    """Milliseconds to the first cable's notes and to the index, and KiB of memory; the best of three."""
    runs = []
    for _ in range(3):
        command = [sys.executable, "-c", OPENING, str(folder), mrn(7)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        runs.append(tuple(map(float, done.stdout.split())))
    best = [min(values) for values in zip(*runs, strict=True)]
    return best[0], best[1], best[2]


def baseline(folder: Path, notes: int, cables: int) -> float:
    """Milliseconds of one insert into TinyDB's own storage with the same documents."""
    path = folder / "plain.json"
    with TinyDB(path, storage=JSONStorage) as db:
        db.insert_multiple(document for _, document in documents(notes, cables))
        taken = times(lambda number: db.insert({"kind": "annotation", "body": str(number)}), 3)
    return statistics.median(taken)


def files_size(folder: Path) -> int:
    """Bytes of the newest snapshot and the journals since."""
    newest = max(folder.glob("snapshot-*"))
    journals = [path for path in folder.glob("journal-*") if path.name[8:] >= newest.name[9:]]
    return sum(path.stat().st_size for path in (newest, *journals))


def report(what: str, value: str, reach: str) -> None:
    """One line of the table."""
    print(f"| {what:<52} | {value:>22} | {reach:<26} |", flush=True)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--notes", type=int, default=100_000)
    parser.add_argument("--cables", type=int, default=20_000)
    parser.add_argument("--edits", type=int, default=20_000)
    parser.add_argument("--no-baseline", action="store_true")
    parser.add_argument("--opening", action="store_true", help="nothing but opening")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "notes"
        size = fill(folder, asked.notes, asked.cables)
        report("notes, cables, MB of JSON", f"{asked.notes}, {asked.cables}, {size / 1e6:.1f}", "")
        shown, searchable, memory = opening(folder)
        report("open to the first cable's notes", f"{shown:.0f} ms", "150 ms")
        report("all notes counted and found", f"{searchable:.0f} ms", "1500 ms, in the background")
        report("memory over the size of the JSON", f"{memory * 1024 / size:.1f} x", "6 x")
        if asked.opening:
            return
        notes = Notes.open(folder, author="Ann")
        notes.counts()
        target = [Target(mrn(n), number=1, ordinal=1) for n in range(asked.cables)]
        saved = times(lambda n: notes.annotate(target[n * 7 % asked.cables], "a new note"), 300)
        report("save one note, p95", f"{p95(saved):.1f} ms", "10 ms")
        if not asked.no_baseline:
            plain = baseline(Path(name), asked.notes, asked.cables)
            report(
                "TinyDB's own storage, and how much faster",
                f"{plain:.0f} ms, {plain / p95(saved):.0f} x",
                "50 x",
            )
        many = target[: asked.notes // 10]
        report(f"tag {len(many)} cables at once", clocked(lambda: bulk.tag(notes, many, ["in bulk"])), "2 s")
        report("undo that", clocked(notes.undo), "2 s")
        report("redo it", clocked(notes.redo), "2 s")
        other = Notes.open(Path(name) / "other", author="Ben")
        bulk.tag(other, many, ["from Ben"])
        parcel = bundle.read(apply.export(other))
        other.close()
        merged = clocked(lambda: apply.merge(notes, parcel))
        report(f"merge {len(parcel.records)} records, backup included", merged, "3 s")
        held = [note.id for note in notes.for_cable(mrn(7)).annotations]
        edited = times(lambda n: notes.edit(held[n % len(held)], f"edit {n} " + "x" * 200), asked.edits)
        report(
            f"{asked.edits} edits, p95 and mean",
            f"{p95(edited):.1f}, {statistics.mean(edited):.2f} ms",
            "10 ms",
        )
        notes.close()
        report("files over live data afterwards", f"{files_size(folder) / size:.2f} x", "2.5 x")
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
        report("peak memory of this run", f"{peak / 1e6:.0f} MB", "")


if __name__ == "__main__":
    main()
