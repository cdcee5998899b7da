"""Puts links, pipes, folders and foreign files in the place of every file of the notes, and uses the notes.

``python -m tests.faults.notes_odd_files --rounds 200 --seed 7`` from the root of a checkout; one round is in
the suite. Whatever is put there must be there afterwards as it was, with everything it leads to; nothing may
wait for the other end of a pipe; and the user must get a sentence or working notes.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import random
import shutil
import signal
import socket
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from reader.notes.drafts import Draft, Drafts
from reader.notes.errors import NotesError
from reader.notes.merge import apply
from reader.notes.repository import Notes
from reader.notes.storage import doctor
from tests.notes.builders import bodies, notes_in, paragraph

PLACES = (
    *("windows", "aside", "backups", "drafts", "lock", "compacting"),
    *("journal-000001.jsonl", "journal-000002.jsonl", "journal-000003.jsonl"),
    *("snapshot-000002.jsonl", "snapshot-000003.jsonl"),
)
FOLDERS = ("windows", "aside", "backups", "drafts")
LONGEST_WAIT = 20
"""Seconds after which something is waiting for ever."""


def a_store(folder: Path) -> None:
    """Two notes, a draft of a window that is gone, and damage that was set aside."""
    notes = notes_in(folder)
    notes.annotate(paragraph(1), "first")
    Drafts(notes).keep(Draft(paragraph(1), "half a sent"))
    notes.close()
    notes = notes_in(folder)
    notes.annotate(paragraph(1), "second")
    notes.close()


def _victim(victim: Path) -> None:
    """What a link leads to: a folder of somebody's files, some named like ours."""
    (victim / "0123456789ab").mkdir(parents=True)
    for name in ("thesis.txt", "ba9876543210", "ba9876543210.json", "snapshot-000001.jsonl", "lock"):
        (victim / name).write_text("precious")


def _link_to_folder(path: Path, victim: Path) -> None:
    path.symlink_to(victim)


def _link_to_file(path: Path, victim: Path) -> None:
    path.symlink_to(victim / "thesis.txt")


def _link_to_nothing(path: Path, victim: Path) -> None:
    path.symlink_to(victim / "nothing")


def _pipe(path: Path, victim: Path) -> None:
    os.mkfifo(path)


def _folder(path: Path, victim: Path) -> None:
    shutil.copytree(victim, path)


def _file(path: Path, victim: Path) -> None:
    path.write_text("precious")


def _socket(path: Path, victim: Path) -> None:
    with socket.socket(socket.AF_UNIX) as listening, contextlib.chdir(path.parent):
        listening.bind(path.name)


KINDS: dict[str, Callable[[Path, Path], None]] = {
    "a link to a folder": _link_to_folder,
    "a link to a file": _link_to_file,
    "a link to nothing": _link_to_nothing,
    "a pipe": _pipe,
    "a folder": _folder,
    "a file": _file,
    "a socket": _socket,
}
CASES = [
    (place, kind)
    for place in PLACES
    for kind in KINDS
    # A folder or file where ours would be is ours, damaged perhaps: that is tested elsewhere.
    if not (kind == "a folder" and place in FOLDERS) and not (kind == "a file" and place not in FOLDERS)
]


def seen(path: Path) -> Any:
    """All that is at a path, without following or opening what may wait."""
    if path.is_symlink():
        return "link", path.readlink()
    if path.is_dir():
        return {child.name: seen(child) for child in sorted(path.iterdir())}
    return (path.lstat().st_mode, path.read_bytes() if path.is_file() else b"")


@contextlib.contextmanager
def no_waiting() -> Iterator[None]:
    """Raises TimeoutError when what is inside waits for ever, as for the other end of a pipe."""

    def ring(*_: object) -> None:
        raise TimeoutError("something waits for ever")

    before = signal.signal(signal.SIGALRM, ring)
    signal.alarm(LONGEST_WAIT)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def use(notes: Notes) -> None:
    """Everything that touches a file. Raises NotesError."""
    drafts = Drafts(notes)
    drafts.keep(Draft(paragraph(2), "draft"))
    for draft in drafts.left_over():
        drafts.discard_left_over(draft)
    notes.annotate(paragraph(2), "third")
    apply.back_up(notes)
    with contextlib.suppress(OSError):  # it goes on in the background, and is tried again later
        notes.storage.compact()
    notes.undo()
    drafts.discard()


def attack(base: Path, place: str, kind: str, *, late: bool) -> str | None:
    """Put a thing in a place and use the notes; gives the sentence they refused with.

    ``late``: the thing comes while a window is open. Raises AssertionError.
    """
    folder, victim = base / "notes", base / "victim"
    _victim(victim)
    a_store(folder)
    opened = notes_in(folder, background=False) if late else None
    odd = folder / place
    if odd.is_dir() and not odd.is_symlink():
        shutil.rmtree(odd)
    else:
        odd.unlink(missing_ok=True)
    KINDS[kind](odd, victim)
    before = seen(odd), seen(victim)
    refusals = []
    with no_waiting():
        try:
            opened = opened or notes_in(folder, background=False)
            try:
                use(opened)
            finally:
                opened.close()
        except NotesError as error:
            refusals.append(str(error))
        with contextlib.suppress(NotesError):
            doctor.examine(folder)
    assert (seen(odd), seen(victim)) == before, f"{kind} in the place of {place} was touched"
    odd.unlink() if not odd.is_dir() or odd.is_symlink() else shutil.rmtree(odd)
    if place not in ("journal-000001.jsonl", "journal-000002.jsonl", "journal-000003.jsonl"):
        notes = notes_in(folder)
        assert bodies(notes)[:2] == ["first", "second"], "nothing is lost by it"
        notes.close()
    return refusals[0] if refusals else None


def main() -> None:
    """Run as asked on the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    chance = random.Random(asked.seed)
    refused = 0
    for _ in range(asked.rounds):
        place, kind = chance.choice(CASES)
        with tempfile.TemporaryDirectory() as folder:
            refused += attack(Path(folder), place, kind, late=chance.random() < 0.5) is not None
    print(f"{asked.rounds} odd files, seed {asked.seed}: none touched; {refused} refused with a sentence")


if __name__ == "__main__":
    main()
