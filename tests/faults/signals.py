"""Ends, stops and disturbs the real program at a real terminal with signals, and looks at what it leaves.

``python -m tests.faults.signals --rounds 3 --seed 7`` from the root of a checkout; a short run is in the suite.
The program runs below a shell, as it does for users. After each signal: the terminal is as it was before, the
exit code says which signal it was, and what was being typed is offered at the next start.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import random
import re
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.terminal import Terminal

CABLES = Path(sys.executable).with_name("cables")
ENDING = (signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT)
TYPED = "who is missing?"
PATIENCE = 20.0
"""Seconds the program has to end; it needs much less."""
SHELL = 'sh -c \'echo $$ >pid; exec "$@"\' sh "$@"; echo "ENDED WITH $?"; stty -a'
"""Says the exit code, and how it finds the terminal afterwards."""
MODES = {
    "alternate screen": "1049",
    "mouse": "1000",
    "mouse movement": "1003",
    "mouse coordinates": "1006",
    "focus": "1004",
    "bracketed paste": "2004",
}
"""Modes of the terminal that must be off at the end, by their numbers."""


@dataclass(frozen=True)
class State:
    """What the program is doing when the signal comes."""

    name: str
    keys: Sequence[str] = ()
    shown: str = "¶1 (SBU)"
    """On the screen before the keys are pressed."""
    then: str = ""
    """On the screen before the signal is sent."""
    typing: bool = False
    """Whether a note is being typed that the next start must offer."""


STATES = (
    State("reading"),
    State("starting", shown=""),
    State("a note half typed", ("a", *TYPED), then=TYPED, typing=True),
    State("a note half typed, help over it", ("a", *TYPED, "\x1bOP"), then="", typing=True),
    State("a picker open", (":",), then="Find"),
    State("a filter half typed", ("\\", "m", "o", "u"), then="mou"),
    State("help open", ("?",), then="Esc"),
    State("the codebook open", ("c",), then="Codebook"),
)


def left_on(printed: bytes) -> list[str]:
    """Modes that the last words about them switched on."""
    wrong = []
    for name, number in MODES.items():
        said = re.findall(rb"\x1b\[\?" + number.encode() + rb"([hl])", printed)
        if said and said[-1] != b"l":
            wrong.append(f"{name} left on")
    if (said := re.findall(rb"\x1b\[\?25([hl])", printed)) and said[-1] != b"h":
        wrong.append("cursor left hidden")
    if (said := re.findall(rb"\x1b\[\?7([hl])", printed)) and said[-1] != b"h":
        wrong.append("line wrap left off")
    if len(re.findall(rb"\x1b\[>\d+u", printed)) != printed.count(b"\x1b[<u"):
        wrong.append("keyboard protocol left on")
    return wrong


@contextlib.contextmanager
def started(home: Path, state: State = STATES[0], command: Sequence[str] = ("samples",)) -> Iterator[Terminal]:
    """The program at a terminal of its own, in a state."""
    kept = {name: value for name, value in os.environ.items() if name.startswith(("PATH", "PYTHON"))}
    environment: Mapping[str, str] = {
        **kept, "HOME": str(home), "XDG_DATA_HOME": f"{home}/data", "XDG_STATE_HOME": f"{home}/state",
        "LC_ALL": "C.UTF-8",
    }  # fmt: skip
    (home / "pid").unlink(missing_ok=True)
    shell = ["sh", "-c", SHELL, "sh", CABLES, *command]
    with Terminal(shell, environment=environment, folder=home, columns=100, lines=30) as terminal:
        if state.shown:
            terminal.wait_for(state.shown)
        terminal.press(*state.keys)
        if state.then:
            terminal.wait_for(state.then)
        yield terminal


def program(home: Path) -> int:
    """The process id of the program, once the shell has started it."""
    deadline = time.monotonic() + PATIENCE
    while True:
        with contextlib.suppress(OSError, ValueError):
            return int((home / "pid").read_text())
        assert time.monotonic() < deadline, "it never started"
        time.sleep(0.005)


def run_on(terminal: Terminal, home: Path) -> str:
    """Wait for the end; kills the program where it does not come."""
    try:
        terminal.wait_for_exit(PATIENCE)
    except AssertionError:
        os.kill(program(home), signal.SIGKILL)
        terminal.wait_for_exit()
        return "did not end"
    return ""


def after(terminal: Terminal, code: int) -> list[str]:
    """What is wrong with what an ended program left."""
    printed = bytes(terminal.printed)
    said, _, settings = printed.rpartition(b"ENDED WITH ")
    wrong = left_on(said)
    found = settings.partition(b"\r")[0].decode()
    if found != str(code):
        wrong.append(f"exit code {found}, not {code}")
    wrong += [f"{name} off" for name in ("echo", "icanon", "isig") if f" -{name} ".encode() in settings]
    rest = said.rpartition(b"\x1b[?1049l")[2]
    if b"Traceback" in said or b"unexpected" in rest:
        wrong.append("an error was printed")
    return wrong


def end_with(number: signal.Signals, state: State, home: Path, chance: random.Random) -> list[str]:
    """Send one signal to the program in a state; what is wrong afterwards."""
    with started(home, state) as terminal:
        pid = program(home)
        terminal.listen(chance.uniform(0, 0.6))
        os.kill(pid, number)
        hung = run_on(terminal, home)
        wrong = [hung] if hung else []
        # Before Python runs its first line nobody can answer: the system ends it, the terminal is untouched.
        early = not re.search(rb"\x1b\[\?1049h", terminal.printed)
        wrong += [one for one in after(terminal, 128 + number) if not (hung and "exit code" in one)]
        if early:
            return []
    if state.typing:
        with started(home, State("", shown="")) as terminal:
            try:
                terminal.wait_for(lambda text: TYPED in text and "As the program left it" in text, 10)
            except AssertionError:
                wrong.append("what was typed is lost")
            os.kill(program(home), signal.SIGKILL)
            terminal.wait_for_exit()
    return wrong


def main() -> None:
    """Run as asked on the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    chance = random.Random(asked.seed)
    tried = failed = 0
    for _ in range(asked.rounds):
        for number in ENDING:
            for state in STATES:
                with tempfile.TemporaryDirectory() as folder:
                    wrong = end_with(number, state, Path(folder), chance)
                tried, failed = tried + 1, failed + bool(wrong)
                if wrong:
                    print(f"{number.name}, {state.name}: {'; '.join(wrong)}", flush=True)
    print(f"{tried} signals, seed {asked.seed}: {failed} failures")


if __name__ == "__main__":
    main()
