"""Exporting notes to a folder, and exporting again when nothing has changed.

``python -m tests.bench.export [--cables 2000] [--notes 10000]`` prints the wall time of each, and the
processor time of this process and its workers together. The baseline of the same run parses the same cables,
writes and syncs the same bytes, and does nothing else.
"""

from __future__ import annotations

import argparse
import os
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from reader.library.ingest.importer import import_paths
from reader.library.stored_cable import parse_stored
from reader.notes.anchoring.anchor import target_for
from reader.notes.codec import encode
from reader.notes.model import Annotation
from reader.notes.queries.index import table_of
from reader.workspace import Workspace
from tests.bench.generate import write_csv
from tests.bench.notes import MADE, WORDS, write


def documents(workspace: Workspace, mrns: list[str], notes: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """Table and document of each note: as many on each cable, on words of a paragraph, with a code."""
    choice = random.Random(1)
    for mrn in mrns:
        cable = workspace.cable(mrn)
        assert cable
        paragraphs = [each for each in cable.paragraphs if len(each.text) > 20]
        for _ in range(notes // len(mrns)):
            paragraph = choice.choice(paragraphs)
            start = choice.randrange(len(paragraph.text) - 15)
            note = Annotation(
                id=f"{choice.getrandbits(128):032x}",
                author=workspace.notes.author,
                created=MADE,
                changed=MADE,
                target=target_for(cable, paragraph.ordinal, start, start + 60, mrn=mrn),
                body=" ".join(choice.choices(WORDS, k=18)),
                codes=(f"code-{choice.randrange(40)}",),
            )
            yield table_of(mrn), encode(note)


def timed(what: str, act: Callable[[], object]) -> float:
    """Print how long it took; gives the processor time in seconds, with that of worker processes."""
    begun, worked = time.perf_counter(), processor_time()
    act()
    wall, processor = time.perf_counter() - begun, processor_time() - worked
    print(f"{what:<36} {wall:6.2f} s, {processor:6.2f} s of a core", flush=True)
    return processor


def processor_time() -> float:
    """Seconds of this process and of the worker processes that have ended."""
    used = os.times()
    return used.user + used.system + used.children_user + used.children_system


def plain(workspace: Workspace, mrns: list[str], pages: list[bytes], folder: Path) -> None:
    """The baseline: each cable parsed, a file written and synced."""
    folder.mkdir()
    for mrn, page in zip(mrns, pages, strict=True):
        stored = workspace.library.get(mrn)
        assert stored
        parse_stored(stored)
        with (folder / f"{mrn}.md").open("wb") as file:
            file.write(page)
            file.flush()
            os.fsync(file.fileno())


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.export", description=__doc__)
    parser.add_argument("--cables", type=int, default=2000)
    parser.add_argument("--notes", type=int, default=10_000)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="cables-bench-") as name:
        folder, out = Path(name), Path(name, "out")
        write_csv(folder / "cables.csv", chosen.cables)
        with Workspace.open(folder / "library") as workspace:
            import_paths(workspace.library, [folder / "cables.csv"])
            mrns = [row.mrn for row in workspace.library.first_rows("", count=chosen.cables)]
            write(workspace.notes.storage, documents(workspace, mrns, chosen.notes))
        with Workspace.open(folder / "library") as workspace:
            assert len(workspace.notes.counts()) == len(mrns)
            cold = timed("export", lambda: workspace.export(None, out))
        with Workspace.open(folder / "library") as workspace:
            timed("export, unchanged", lambda: workspace.export(None, out))
            pages = [path.read_bytes() for path in sorted(out.glob("*.md"))]
            print(f"{len(pages):,} files, {sum(map(len, pages)) / 1e6:.1f} MB")
            baseline = timed("plain", lambda: plain(workspace, mrns[: len(pages)], pages, folder / "plain"))
        print(f"export / plain                       {cold / baseline:.2f} of a core")


if __name__ == "__main__":
    main()
