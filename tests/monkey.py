"""Presses keys, clicks, drags, pastes and resizes at random on the real app; only leaving may end it.

    python -m tests.monkey [--seed 1] [--presses 4000] [--runs 10] [--minutes 60]

Each run has a seed of its own, which is printed; ``--seed N --runs 1`` does the same again, though not at the
same moments. Half of the runs make every thread answer late, and half leave in the middle of a worker. A run
fails with a crash, with an error that nobody expected, when the screen is busy for seconds, or when it does
not end; its last actions are printed.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import faulthandler
import os
import random
import sys
import tempfile
import threading
import time
import traceback
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest import mock

from textual._xterm_parser import XTermParser
from textual.events import Event, Key, Resize
from textual.geometry import Size
from textual.keys import _character_to_key

from reader import paths
from reader.tui.app import CablesApp
from reader.tui.commands.table import COMMANDS
from reader.tui.terminal_driver import EndAsked
from reader.workspace import Workspace

KEYS = sorted({key for command in COMMANDS for key in command.keys} - {"q", "ctrl+q", "E"})
"""All but what leaves the program or the terminal."""
MOVES = [*"jkgGbmyn", "left", "right", "up", "down", "home", "end", "pageup", "pagedown", "ctrl+d", "ctrl+u"]
MOVES += ["space", "backspace", "enter", "escape", "tab", "delete"]
WORDS = [
    "mou",
    "beijing",
    "portion:S trafficking",
    "06PHNOMPENH977",
    "12",
    "y",
    "(",
    "[bold]",
    "\\",
    "code:x",
]
WORDS += ["a, b, -a", "2006", "note:", "é", "日本", "\u202e", "1 ", "x" * 60]
PASTES = [
    "",
    "\x00",
    "\x1b[31mred\x1b[0m",
    "[/bold][link=x]",
    "a\nb\n" * 50,
    "\ud800",
    "=1+1",
    "'" * 400,
    "~",
]
PASTES += ["é" * 3000, "x" * 100_000, "\t\r\n\x7f\x9b", "/etc/passwd", "file:///tmp", "\u2028\u2029\ufeff"]
SIZES = [(120, 40), (100, 30), (80, 24), (60, 20), (40, 12), (20, 5), (10, 3), (2, 2), (1, 1), (300, 100)]
LONGEST = 120.0
"""Seconds that leaving may take before it counts as a hang; far more than it needs on a busy machine."""
BUSIEST = 5.0
"""Seconds of the processor, not of the clock, that the screen may need between two actions."""


@dataclass
class Monkey:
    """One run: its chances, what it has done, and what went wrong."""

    seed: int
    presses: int
    folder: Path
    leave_in: str = ""
    """The worker to leave in the middle of; empty for any that is not among ``left_before``."""
    left_before: Collection[str] = ()
    done: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    left_in: str = ""
    """The worker in the middle of which the program was left."""

    def __post_init__(self) -> None:
        self.chance, self.leaving_chance = random.Random(self.seed), random.Random(-self.seed)
        self.parser = XTermParser()
        self.late = self.chance.random() < 0.5
        self.leaves_in_a_worker = self.chance.random() < 0.5 or bool(self.leave_in)
        self.place, self.size = (0, 0), self.chance.choice(SIZES[:5])

    async def play(self) -> None:
        """Press so many keys, leave, and look what went wrong."""
        own = self.chance.random() < 0.4
        app = CablesApp(self._own_library if own else Workspace.samples, temporary=self.chance.random() < 0.1)
        asyncio.get_running_loop().set_exception_handler(self._noticed)
        with self._late_threads() if self.late else mock.patch.object(self, "late", self.late):
            async with app.run_test(size=self.size):
                await self._act(app)
                asyncio.get_running_loop().call_later(LONGEST, self._hangs)
                if app.return_code is None:
                    self._leave(app)
                while app._running:
                    await asyncio.sleep(0.01)
        if app.main is not None:
            self.wrong += [words for _, words, bad in app.main.messages if bad and "unexpected" in words]
            if app.main.state.workspace is not None:
                app.main.state.workspace.close()

    def _own_library(self) -> Workspace:
        return Workspace.open(self.folder / "library")

    async def _act(self, app: CablesApp) -> None:
        await asyncio.sleep(self.chance.choice((0, 0.1, 0.5)))
        stay = self.leaving_chance.randrange(self.presses // 4 + 1)
        for number in range(self.presses):
            before = time.thread_time()
            self.done.append(self._one(app))
            # A burst without a break, an event at a time, or time to get ready.
            await asyncio.sleep(self.chance.choice((0, 0, 0.001, 0.005, 0.02) if number % 100 else (0.3,)))
            if (busy := time.thread_time() - before) > BUSIEST:
                self.wrong.append(f"busy for {busy:.1f} s after: {' '.join(self.done[-5:])}\n")
            if not app._running or app.return_code is not None:
                return
            if self.leaves_in_a_worker and number >= stay:
                running = {f"{one.group}: {one.description}" for one in app.workers if one.is_running}
                chosen = {one for one in running if one == self.leave_in} if self.leave_in else running
                if new := sorted(chosen - set(self.left_before)):
                    self.left_in = new[0]
                    return

    def _leave(self, app: CablesApp) -> None:
        way = self.leaving_chance.choice(("q", "exit", "signal"))
        self.done.append(f"leave by {way}")
        if way == "signal":
            app.post_message(EndAsked(15))
            return
        if way == "q":
            for key in ("escape", "escape", "escape", "ctrl+q"):
                self._press(app, key)
        # Whatever q asks, nobody answers.
        asyncio.get_running_loop().call_later(0 if way == "exit" else 3, app.exit)

    # One action

    def _one(self, app: CablesApp) -> str:
        kind = self.chance.random()
        if kind < 0.08:
            words = self.chance.choice(WORDS)
            for character in words:
                self._press(app, character)
            return repr(words)
        if kind < 0.11:
            text = self.chance.choice(
                [*PASTES, str(paths.shipped("samples")), str(self.folder / "cables.csv")]
            )
            self._feed(app, f"\x1b[200~{text}\x1b[201~")
            return f"paste {text[:30]!r}"
        if kind < 0.14:
            self.size = self.chance.choice(SIZES)
            size = Size(*self.size)
            app.post_message(Resize(size, size))
            return f"{size.width}x{size.height}"
        if kind < 0.3:
            return self._mouse(app)
        key: str = self.chance.choice(KEYS if kind < 0.75 else MOVES)
        self._press(app, key)
        return str(key)

    def _mouse(self, app: CablesApp) -> str:
        width, height = app.size
        if (
            self.chance.random() < 0.6
        ):  # else where it is: a double click, or a list that has changed meanwhile
            self.place = self.chance.randrange(width + 2), self.chance.randrange(height + 2)
        x, y = self.place
        kind = self.chance.choice(
            ("click", "click", "twice", "drag", "drag", "wheel", "hover", "right", "down", "up")
        )
        at = f"{x + 1};{y + 1}"
        if kind in ("click", "twice"):
            self._feed(app, f"\x1b[<0;{at}M\x1b[<0;{at}m" * (1 + (kind == "twice")))
        elif kind == "drag":
            self._feed(app, f"\x1b[<0;{at}M")
            for _ in range(self.chance.randint(1, 6)):
                x, y = x + self.chance.randint(-9, 9), y + self.chance.randint(-4, 4)
                self._feed(app, f"\x1b[<32;{max(x, 0) + 1};{max(y, 0) + 1}M")
            self._feed(app, f"\x1b[<0;{max(x, 0) + 1};{max(y, 0) + 1}m")
        elif kind == "wheel":
            self._feed(app, f"\x1b[<{self.chance.choice((64, 65, 66, 67))};{at}M" * self.chance.randint(1, 9))
        else:
            code, end = {"hover": (35, "M"), "right": (2, "M"), "down": (0, "M"), "up": (0, "m")}[kind]
            self._feed(app, f"\x1b[<{code};{at}{end}")
        return f"{kind} at {self.place[0]},{self.place[1]}"

    def _feed(self, app: CablesApp, text: str) -> None:
        """What a terminal sends."""
        for message in self.parser.feed(text):
            if app._driver is not None:
                app._driver.process_message(message)

    @staticmethod
    def _press(app: CablesApp, key: str) -> None:
        character: str | None = key if len(key) == 1 else {"space": " ", "enter": "\r", "tab": "\t"}.get(key)
        event: Event = Key(_character_to_key(key) if len(key) == 1 else key, character)
        event.set_sender(app)
        app.post_message(event)

    # What goes wrong where nobody looks

    @contextmanager
    def _late_threads(self) -> Iterator[None]:
        """Every thread is slow to begin and slow to answer, so that what it is about may be gone."""
        real, chance = asyncio.to_thread, random.Random(self.seed)

        async def late(job: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
            await asyncio.sleep(chance.choice((0, 0, 0.02, 0.2)))
            try:
                return await real(job, *args, **kwargs)
            finally:
                await asyncio.sleep(chance.choice((0, 0, 0.02, 0.2)))

        with mock.patch.object(asyncio, "to_thread", late):
            yield

    def _noticed(self, loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        error = context.get("exception")
        lines = traceback.format_exception(error) if error else [context["message"]]
        self.wrong.append("".join(lines))

    def _hangs(self) -> None:
        print(f"seed {self.seed}: it does not end; last: {' '.join(self.done[-40:])}", flush=True)
        faulthandler.dump_traceback()
        os._exit(1)


def run_one(seed: int, presses: int, leave_in: str = "", left_before: Collection[str] = ()) -> Monkey:
    """One run in folders of its own; what went wrong is in ``wrong``."""
    with tempfile.TemporaryDirectory() as home:
        variables = {f"XDG_{kind}_HOME": f"{home}/{kind.lower()}" for kind in ("DATA", "STATE", "CONFIG")}
        variables |= {"HOME": home, "PATH": ""}  # a pipe to a shell finds no program to run
        monkey = Monkey(seed, presses, Path(home), leave_in, left_before)
        _make_csv(Path(home) / "cables.csv")
        with mock.patch.dict(os.environ, variables), contextlib.chdir(home):
            try:
                asyncio.run(monkey.play())
            except Exception:
                monkey.wrong.append(traceback.format_exc())
        monkey.wrong += [path.read_text() for path in sorted(Path(home).glob("state/cables/reports/*.txt"))]
    return monkey


def _make_csv(path: Path) -> None:
    """Something to import that takes a while."""
    texts = [file.read_text() for file in sorted(paths.shipped("samples").glob("*.txt"))]
    with path.open("w") as file:
        for number in range(200):
            file.write('"' + texts[number % len(texts)].replace('"', '""') + '"\n')


def main() -> None:
    """Run the seeds one after the other, until one fails."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--presses", type=int, default=4000)
    parser.add_argument("--runs", type=int, default=10)
    parser.add_argument("--minutes", type=float, help="runs until these are over, instead of so many runs")
    parser.add_argument("--leave-in", default="", help="leave in the middle of this worker")
    parser.add_argument("--go-on", action="store_true", help="go on after a failure")
    chosen = parser.parse_args()
    threads: list[str] = []
    threading.excepthook = lambda it: threads.append("".join(traceback.format_exception(it.exc_value)))
    end = time.monotonic() + chosen.minutes * 60 if chosen.minutes else None
    seed, total, failed, left_in = chosen.seed, 0, 0, Counter[str]()
    while time.monotonic() < end if end else seed < chosen.seed + chosen.runs:
        monkey = run_one(seed, chosen.presses, chosen.leave_in, left_in)
        monkey.wrong += threads
        threads.clear()
        total += len(monkey.done)
        left_in += Counter([monkey.left_in] if monkey.left_in else ())
        print(
            f"seed {seed}: {len(monkey.done)} actions{monkey.left_in and ', left in ' + monkey.left_in}",
            flush=True,
        )
        if monkey.wrong:
            failed += 1
            print(
                "\n".join(dict.fromkeys(monkey.wrong)),
                f"last: {' '.join(monkey.done[-40:])}",
                sep="\n",
                flush=True,
            )
            leave = f" --leave-in '{monkey.left_in}'" if monkey.left_in else ""
            print(f"again: python -m tests.monkey --seed {seed} --runs 1 --presses {chosen.presses}{leave}")
            if not chosen.go_on:
                sys.exit(1)
        seed += 1
    print(f"{seed - chosen.seed} runs, {total:,} actions, {failed} failed; left in {len(left_in)} workers:")
    print(*sorted(left_in), sep="\n")


if __name__ == "__main__":
    main()
