"""The real program below a shell at a real terminal, and what it leaves there when it ends."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.terminal import Terminal

CABLES = Path(sys.executable).with_name("cables")
TYPED = "who is missing?"
PATIENCE = 20.0
"""Seconds the program has to end; it needs much less."""
SHELL = 'sh -c \'echo $$ >pid; exec "$@" {redirected}\' sh "$@"; {then} echo "ENDED WITH $?"; stty -a'
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
    shown: str = "09PHNOMPENH189 · "
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
    State("a picker open", ("\x10",), then="complete"),
    State("a filter half typed", ("\\", "m", "o", "u"), then="mou"),
    State("help open", ("?",), then="Esc"),
    State("the codebook open", ("c",), then="Codebook"),
)


def left_on(printed: bytes | bytearray) -> list[str]:
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
def started(
    home: Path,
    state: State = STATES[0],
    *,
    command: Sequence[str] = ("samples",),
    before: str = ":",
    redirected: str = "",
    then: str = "",
    **variables: str,
) -> Iterator[Terminal]:
    """The program below a shell at a terminal of its own, in a state."""
    kept = {name: value for name, value in os.environ.items() if name.startswith(("PATH", "PYTHON"))}
    environment: Mapping[str, str] = {
        **kept, "HOME": str(home), "XDG_DATA_HOME": f"{home}/data", "XDG_STATE_HOME": f"{home}/state",
        "LC_ALL": "C.UTF-8", **variables,
    }  # fmt: skip
    (home / "pid").unlink(missing_ok=True)
    script = f"{before or ':'}; {SHELL.format(redirected=redirected, then=then)}"
    shell: list[str | Path] = ["sh", "-c", script, "sh", CABLES, *command]
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
        with contextlib.suppress(ProcessLookupError):
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


def typed_is_lost(home: Path) -> list[str]:
    """Whether the next start does not offer what was being typed."""
    with started(home, State("", shown="")) as terminal:
        try:
            terminal.wait_for(lambda text: TYPED in text and "restored" in text, 10)
        except AssertionError:
            return ["what was typed is lost"]
        finally:
            quit_hard(terminal, home)
    return []


def quit_hard(terminal: Terminal, home: Path) -> None:
    """Enough seen. What it prints while it is killed is not read: it may be half a sequence."""
    if terminal.exit_code is None:
        with contextlib.suppress(ProcessLookupError):
            os.kill(program(home), signal.SIGKILL)
        terminal.kill()


def gone(pid: int) -> bool:
    """Whether a process ends in time. It is not our child, but that of a shell."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            os.kill(pid, 0)
            if state_of(pid) == "Z":
                return True
        except ProcessLookupError:
            return True
        time.sleep(0.02)
    return False


def is_stopped(pid: int) -> bool:
    """Whether a process stops in time."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if state_of(pid) == "T":
            return True
        time.sleep(0.01)
    return False


def state_of(pid: int) -> str:
    """The letter ``ps`` shows for a process."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return ""
