"""Several processes write to one store at once; no write is lost and none is stale."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.notes.builders import PHNOM_PENH, notes_in, paragraph

WRITER = """
import pathlib, sys
from tests.notes.builders import notes_in, paragraph
folder, name, changes = pathlib.Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
notes = notes_in(folder, author=name, compact_at=20_000)
shared = notes.for_cable("06PHNOMPENH977").annotations[0]
print("ready", flush=True)
sys.stdin.readline()
for number in range(changes // 4):
    note = notes.annotate(paragraph(number % 3), f"{name} {number}")
    notes.edit(note.id, f"{name} {number} edited")
    notes.tag(paragraph(number % 3), ["common", f"code {number}"])
    notes.edit(shared.id, f"last by {name} {number}")
notes.close()
"""


@pytest.mark.parametrize(("writers", "changes"), [(2, 200), (4, 60)])
def test_processes_writing_at_once_lose_nothing(tmp_path: Path, writers: int, changes: int) -> None:
    folder = tmp_path / "notes"
    watcher = notes_in(folder, author="watcher")
    shared = watcher.annotate(paragraph(0), "shared")
    names = [f"writer {n}" for n in range(writers)]
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, str(folder), name, str(changes)],
            cwd=Path(__file__).parents[2],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for name in names
    ]
    for process in processes:
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        assert process.stdin
        process.stdin.write("go\n")
        process.stdin.flush()
    for process in processes:
        _, errors = process.communicate(timeout=120)
        assert process.returncode == 0, errors
    rounds = changes // 4
    assert watcher.refresh()
    for notes in (watcher, notes_in(folder)):
        live = notes.for_cable(PHNOM_PENH).annotations
        texts = {note.body for note in live if note.body and note.id != shared.id}
        assert texts == {f"{name} {n} edited" for name in names for n in range(rounds)}
        assert {code.name for code in notes.codes()} == {"common", *(f"code {n}" for n in range(rounds))}
        for name in names:
            coded = [note for note in live if note.author == name and not note.body]
            assert len(coded) == 3
            assert sum(len(note.codes) for note in coded) == rounds + 3
        (last,) = [note.body for note in live if note.id == shared.id]
        assert last in {f"last by {name} {rounds - 1}" for name in names}
        assert notes.warnings == ()
    assert len({code.id for code in watcher.codes()}) == rounds + 1, "no name was made twice"
