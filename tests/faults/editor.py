"""Lends the terminal to editors that fail, hang, or leave anything but a text; what becomes of the note?

``python -m tests.faults.editor --rounds 3 --seed 7`` from the root of a checkout; a short run is in the
suite. After each editor the note says what it said before, or what was written; a sentence says which; and
the program goes on.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.faults.session import after, program, run_on, started, typed_is_lost
from tests.terminal import Terminal

BEFORE = "as it was before"
WRITTEN = "who is missing?"
JOBS = "set -m"
"""As in the shell of a user: what is typed interrupts the program and its editor, and not the shell."""


@dataclass(frozen=True)
class Editor:
    """What an editor does with the file in ``$1``."""

    name: str
    does: str
    said: str
    """What the program says afterwards."""
    note: str = BEFORE
    """What the note says afterwards."""
    kept: bool = False
    """Whether the file stays where it is."""
    keys: str = ""
    """Pressed while it runs."""


EDITORS = (
    Editor("fails", "exit 3", "The editor ended with 3; nothing was changed"),
    Editor("fails after writing", f"echo '{WRITTEN}' >$1; exit 1", "What you wrote is in", kept=True),
    Editor("is killed", "kill -9 $$", "The editor was ended by SIGKILL"),
    Editor("changes nothing", ":", "Nothing was changed."),
    Editor("empties the file", ": >$1", "left an empty file; the note is as it was"),
    Editor("deletes the file", "rm $1", "The editor left no file"),
    Editor("leaves a folder", "rm $1; mkdir $1", "did not leave a regular file", kept=True),
    Editor("leaves a pipe", "rm $1; mkfifo $1", "did not leave a regular file", kept=True),
    Editor("leaves a link", "rm $1; ln -s /etc/passwd $1", "did not leave a regular file", kept=True),
    Editor("writes Latin-1", r"printf 'caf\351 \200' >$1", "Windows-1252", "café €", kept=True),
    Editor("writes UTF-16", r"printf '\377\376h\0\351\0' >$1", "Note changed.", "hé"),
    Editor("writes UTF-16 without a mark", r"printf 'h\0e\0l\0l\0o\0' >$1", "UTF-16", "hello", kept=True),
    Editor("writes a mark of UTF-8", r"printf '\357\273\277h\303\251' >$1", "Note changed.", "hé"),
    Editor("writes DOS lines", r"printf 'a\r\nb\r\n' >$1", "Note changed.", "a"),
    Editor("writes 100 MB", "head -c 100000000 /dev/zero >$1", "A note can have 1 MB", kept=True),
    Editor("writes control characters", r"printf 'a\033[31mb\001c' >$1", "Note changed.", "a"),
    Editor("replaces the file", f"printf '{WRITTEN}' >$1.new; mv $1.new $1", "Note changed.", WRITTEN),
    Editor("spoils the terminal", r"stty raw -echo; printf '\033[?1049h\033[?1000h'; kill -9 $$", "SIGKILL"),
    Editor("hangs until Ctrl+C", f"echo '{WRITTEN}' >$1; exec sleep 1000", "SIGINT", kept=True,
           keys="\x03"),
    Editor("hangs until Ctrl+\\", "exec sleep 1000", "SIGQUIT", keys="\x1c"),
)  # fmt: skip
MISSING = (
    ("nowhere/editor", "could not be run"),
    ("", "must name your editor"),
    ("'", "must name your editor"),
)


def try_editors(home: Path, editors: Sequence[Editor]) -> list[str]:
    """One program, one note, and one editor after the other; what was wrong."""
    wrong: list[str] = []
    script = home / "editor"
    script.write_text(f'#!/bin/sh\nset -- "$1"\n. {home}/does\n')
    script.chmod(0o700)
    with started(home, before=JOBS, EDITOR=str(script)) as terminal:
        terminal.press("enter", "a", *BEFORE, "\x13")
        terminal.wait_for("Noted on")
        for editor in editors:
            wrong += [f"an editor that {editor.name}: {one}" for one in _try_one(home, terminal, editor)]
        terminal.press("q")
        hung = run_on(terminal, home)
        return wrong + [hung] * bool(hung) + after(terminal, 0)


def _try_one(home: Path, terminal: Terminal, editor: Editor) -> list[str]:
    mark = f"<{editor.name}>"
    (home / "does").write_text(f"echo '{mark}'\n{editor.does}\n")
    terminal.settle(0.2)
    terminal.screen.reset()  # it is drawn anew when the terminal is given back
    terminal.press("E")
    terminal.wait_for(lambda _: mark.encode() in terminal.printed)
    wrong = []
    if editor.keys:
        terminal.send(editor.keys)
    try:
        terminal.wait_for(lambda text: editor.said in text and editor.note in text, 10)
    except AssertionError:
        wrong.append(f"never said: {editor.said!r} or the note never says {editor.note!r}")
    files = list((home / "state" / "cables").glob("note-*.md"))
    if len(files) != editor.kept:
        wrong.append(f"{len(files)} files left")
    for file in files:
        file.rmdir() if file.is_dir() and not file.is_symlink() else file.unlink()
    if editor.note != BEFORE:
        terminal.press("u")
        terminal.wait_for("Undone")
    return wrong


def missing(home: Path) -> list[str]:
    """``$EDITOR`` that names nothing that runs."""
    wrong = []
    for named, said in MISSING:
        with started(home, EDITOR=named, VISUAL="") as terminal:
            terminal.press("enter")
            terminal.settle(0.2)
            terminal.press("E")
            try:
                terminal.wait_for(said, 10)
            except AssertionError:
                wrong.append(f"EDITOR={named}: never said {said!r}")
            terminal.press("q")
            hung = run_on(terminal, home)
            wrong += [hung] * bool(hung) + after(terminal, 0)
    return wrong


def ended_while_editing(home: Path, chance: random.Random) -> list[str]:
    """TERM and HUP while the editor is open, one that ends with us or one that does not."""
    script = home / "editor"
    stubborn = chance.random() < 0.5
    ignoring = "trap '' TERM HUP\n" if stubborn else ""
    script.write_text(
        f"#!/bin/sh\n{ignoring}printf '{WRITTEN}' >$1\necho waits\nwhile :; do sleep 0.1; done\n"
    )
    script.chmod(0o700)
    number = chance.choice((signal.SIGTERM, signal.SIGHUP))
    with started(home, before=JOBS, EDITOR=str(script)) as terminal:
        terminal.press("enter", "E")
        terminal.wait_for(lambda _: terminal.printed.rstrip().endswith(b"waits"))
        os.kill(program(home), number)
        hung = run_on(terminal, home)
        wrong = [hung] * bool(hung) + after(terminal, 128 + number)
    return wrong + typed_is_lost(home)


def main() -> None:
    """Run as asked on the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    tried = 0
    wrong: list[str] = []
    for seed in range(asked.seed, asked.seed + asked.rounds):
        chance = random.Random(seed)
        with tempfile.TemporaryDirectory() as folder:
            homes = [Path(folder) / name for name in ("editors", "missing", "ended")]
            for home in homes:
                home.mkdir()
            wrong += try_editors(homes[0], chance.sample(EDITORS, len(EDITORS)))
            wrong += missing(homes[1])
            wrong += ended_while_editing(homes[2], chance)
        tried += len(EDITORS) + len(MISSING) + 1
    print(*wrong, sep="\n", file=sys.stderr)
    print(f"{tried} editors, seeds from {asked.seed}: {len(wrong)} failures")


if __name__ == "__main__":
    main()
