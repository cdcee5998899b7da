"""Kills a process that saves, edits, deletes, undoes and compacts, and looks what is left.

``python -m tests.faults.notes_kill --kills 1000 --seed 7`` from the root of a checkout; a short run is in the
suite. The writer says before each change what it is about to do and after it that it is done; so what is
found afterwards must be every change that was said to be done, and the one under way whole or not at all.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import random
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from reader.notes.model import Target
from reader.notes.repository import Notes
from reader.notes.storage.tinydb_storage import JournalStorage

CABLES = ("06PHNOMPENH977", "07BEIJING7545", "04RANGOON1422")
Model = dict[str, str]
"""What lives: the text of each note by its id."""


def open_notes(folder: Path) -> Notes:
    """A store that compacts all the time."""
    return Notes(JournalStorage(folder, compact_at=4000), "Ann")


def found(notes: Notes) -> Model:
    """What lives in the store."""
    return {note.id: note.body for note in notes.annotations()}


def write_forever(folder: Path, report: BinaryIO, seed: int) -> None:
    """The process that will be killed. Reports ``?NUMBER`` and ``!`` with what is done, a line each."""
    choice = random.Random(seed)
    notes = open_notes(folder)
    number = 0
    while True:
        number += 1
        live = sorted(found(notes))
        target = Target(choice.choice(CABLES), number=1, ordinal=1)
        kind = choice.choice(["note", "note", "edit", "edit", "delete", "compact"]) if live else "note"
        body = f"{seed}.{number} " + "x" * choice.choice([0, 10, 3000])
        one = choice.choice(live) if live else ""
        if kind == "compact":
            notes.storage.compact()
            continue
        about = f"{kind} {one or '-'} {body}".encode()
        report.write(b"?" + about + b"\n")
        if kind == "note":
            one = notes.annotate(target, body).id
        elif kind == "edit":
            notes.edit(one, body)
        else:
            notes.delete(one)
        report.write(f"!{kind} {one} {body}\n".encode())


def apply(model: Model, said: str) -> Model:
    """The model after a change."""
    kind, one, body = said.split(" ", 2)
    rest = {identity: text for identity, text in model.items() if identity != one}
    return rest if kind == "delete" else {**rest, one: body}


def reported(data: bytes) -> Iterator[str]:
    """The whole lines of a report."""
    yield from data.decode().split("\n")[:-1]


def one_kill(folder: Path, before: Model, seed: int, longest: float) -> Model:
    """Let a process write, kill it, check what it left; gives what lives now. Raises AssertionError."""
    readable, writable = os.pipe()
    process = os.fork()
    if process == 0:
        try:
            os.close(readable)
            with os.fdopen(writable, "wb", buffering=0) as report:
                write_forever(folder, report, seed)
        finally:
            os._exit(1)
    os.close(writable)
    with os.fdopen(readable, "rb") as report:
        data = report.readline()  # it has begun
        time.sleep(random.Random(seed).uniform(0, longest))
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
        data += report.read()
    expected = dict(before)
    under_way = ""
    for line in reported(data):
        if line[0] == "!":
            expected, under_way = apply(expected, line[1:]), ""
        else:
            under_way = line[1:]
    notes = open_notes(folder)
    left = found(notes)
    notes.windows.close()
    with contextlib.closing(notes):
        assert not [said for said in notes.warnings if "lost" in said or "missing" in said], notes.warnings
    if left == expected:
        return left
    assert under_way, f"an acknowledged change is gone, or one came back: {left} {expected}"
    kind, one, body = under_way.split(" ", 2)
    if kind == "note":
        new = {identity: text for identity, text in left.items() if identity not in expected}
        assert list(new.values()) == [body]
        one = next(iter(new))
    assert left == apply(expected, f"{kind} {one} {body}")
    return left


def run(folder: Path, kills: int, seed: int, longest: float = 0.03) -> Model:
    """So many kills of writers on one store."""
    model: Model = {}
    for number in range(kills):
        model = one_kill(folder, model, seed + number, longest)
        if len(model) > 300:
            return run(folder / "next", kills - number - 1, seed + number + 1, longest)
    return model


def main() -> None:
    """Run as asked on the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        began = time.monotonic()
        left = run(Path(folder) / "notes", asked.kills, asked.seed)
    print(
        f"{asked.kills} kills, seed {asked.seed}: nothing lost; {len(left)} notes live at the end; "
        f"{time.monotonic() - began:.0f} s",
        file=sys.stdout,
    )


if __name__ == "__main__":
    main()
