"""Writing notes in the formats of other programs: time, and memory that must not grow with the notes.

``python -m tests.bench.formats [--cables 2000] [--notes 10000 100000]`` writes every format in a process of
its own and prints its peak of memory. The baseline of the same run reads the notes and counts them.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from reader.library.ingest.importer import import_paths
from reader.notes.anchoring.anchor import target_for
from reader.notes.codec import encode
from reader.notes.model import Annotation
from reader.notes.queries.index import table_of
from reader.workspace import Workspace
from tests.bench.generate import write_csv
from tests.bench.notes import MADE, WORDS, write


def documents(workspace: Workspace, mrns: list[str], notes: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """Table and document of each note, cable by cable, on words of a paragraph, with a code."""
    choice = random.Random(1)
    for number in range(notes):
        mrn = mrns[number * len(mrns) // notes]
        cable = workspace.cable(mrn)
        assert cable
        paragraph = choice.choice([each for each in cable.paragraphs if len(each.text) > 20])
        start = choice.randrange(len(paragraph.text) - 15)
        note = Annotation(
            id=str(uuid.UUID(int=choice.getrandbits(128))),
            author="Ann",
            created=MADE,
            changed=MADE,
            target=target_for(cable, paragraph.ordinal, start, start + 60, mrn=mrn),
            body=" ".join(choice.choices(WORDS, k=18)),
            codes=(f"code-{number % 40}",),
        )
        yield table_of(mrn), encode(note)


FORMATS = ("jsonl", "csv", "annotations", "graphml", "dot", "qdpx", "sqlite")
ONCE = """
import sys, time
from pathlib import Path
from typing import Any
begun = time.perf_counter()
from reader.cli.main import main
if sys.argv[1] == "read":
    from reader.workspace import Workspace
    with Workspace.open(Path(sys.argv[2])) as opened:
        opened.notes.counts()
        sum(1 for mrn in opened.notes.counts() for note in opened.notes.for_cable(mrn).annotations)
else:
    assert main(["data", *sys.argv[1].split(), "--library", sys.argv[2], "--quiet"]) == 0
peak = int(Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0])
print(f"{time.perf_counter() - begun:.2f} {peak / 1024:.0f}", file=sys.stderr)
"""


def measured(what: str, library: Path) -> tuple[float, float]:
    """Seconds, and megabytes at the peak."""
    done = subprocess.run(
        [sys.executable, "-c", ONCE, what, str(library)], capture_output=True, text=True, check=True
    )
    seconds, peak = done.stderr.split()[-2:]
    return float(seconds), float(peak)


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.formats", description=__doc__)
    parser.add_argument("--cables", type=int, default=2000)
    parser.add_argument("--notes", type=int, nargs="+", default=[10_000, 100_000])
    chosen = parser.parse_args()
    for notes in chosen.notes:
        with tempfile.TemporaryDirectory(prefix="cables-bench-") as name:
            folder = Path(name)
            write_csv(folder / "cables.csv", chosen.cables)
            with Workspace.open(folder / "library") as workspace:
                import_paths(workspace.library, [folder / "cables.csv"])
                mrns = [row.mrn for row in workspace.library.first_rows("", count=chosen.cables)]
                write(workspace.notes.storage, documents(workspace, mrns, notes))
            print(f"{notes:,} notes on {len(mrns):,} cables", flush=True)
            base = measured("read", folder / "library")
            print(f"{'read and count':<18} {base[0]:6.1f} s {base[1]:5.0f} MB", flush=True)
            for form in FORMATS:
                out = folder / f"out.{form}"
                seconds, peak = measured(f"{form} --to {out}", folder / "library")
                size = out.stat().st_size / 1e6
                more = f"({peak - base[1]:+.0f})"
                print(
                    f"{form:<18} {seconds:6.1f} s {peak:5.0f} MB {more:>7} {size:7.1f} MB written", flush=True
                )
            for form in ("jsonl", "annotations"):
                fresh = folder / f"read-{form}"
                Workspace.open(fresh).close()
                seconds, peak = measured(f"{form} --read {folder / f'out.{form}'}", fresh)
                print(f"{f'{form} --read':<18} {seconds:6.1f} s {peak:5.0f} MB", flush=True)


if __name__ == "__main__":
    main()
