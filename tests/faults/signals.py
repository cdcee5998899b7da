"""Ends, stops and disturbs the real program at a real terminal with signals, and looks at what it leaves.

``python -m tests.faults.signals --rounds 3 --seed 7`` from the root of a checkout; a short run is in the
suite. After each signal the terminal is as it was before, the exit code says which signal it was, and what
was being typed is offered at the next start.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import random
import re
import signal
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from tests.faults.session import (
    STATES,
    TYPED,
    State,
    after,
    gone,
    is_stopped,
    left_on,
    program,
    quit_hard,
    run_on,
    started,
    typed_is_lost,
)

ENDING = (signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT)


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
    return wrong + typed_is_lost(home) if state.typing else wrong


def one_after_another(home: Path, chance: random.Random) -> list[str]:
    """Several signals at once, as from a terminal that closes and a system that shuts down."""
    with started(home, STATES[2]) as terminal:
        pid = program(home)
        first, *rest = chance.sample(ENDING, 3)
        os.kill(pid, first)
        for number in rest:
            terminal.listen(chance.uniform(0, 0.02))
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, number)
        hung = run_on(terminal, home)
        # One that comes when the terminal is given back ends the program at once, under its own number.
        wrong = [one for one in after(terminal, 128 + first) if "exit code" not in one]
    return [hung] * bool(hung) + wrong + typed_is_lost(home)


def just_saved(home: Path, chance: random.Random) -> list[str]:
    """End the program just after Ctrl+S: the note is saved, or offered at the next start."""
    with started(home, STATES[2]) as terminal:
        pid = program(home)
        terminal.listen(chance.uniform(0, 0.6))
        terminal.send("\x13")
        time.sleep(chance.uniform(0, 0.25))
        os.kill(pid, chance.choice(ENDING))
        hung = run_on(terminal, home)
    with started(home, State("", shown="")) as terminal:
        try:
            terminal.wait_for(TYPED, 10)
        except AssertionError:
            return [hung] * bool(hung) + ["what was typed is lost"]
        finally:
            quit_hard(terminal, home)
    return [hung] * bool(hung)


def hang_up(home: Path, chance: random.Random, *, ignored: bool) -> list[str]:
    """Close the window while a note is being typed; with HUP ``ignored``, as under nohup."""
    with started(home, STATES[2], before="trap '' HUP" if ignored else "") as terminal:
        pid = program(home)
        terminal.listen(chance.uniform(0, 0.6))
        terminal.hang_up()
        wrong = [] if gone(pid) else ["did not end"]
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    return wrong + typed_is_lost(home)


def stopped(home: Path, chance: random.Random) -> list[str]:
    """Stop and continue, in every order and fast; then type on and leave with ``q``."""
    wrong = []
    with started(home, STATES[2]) as terminal:
        pid = program(home)
        for _ in range(chance.randint(1, 4)):
            kind = chance.choice(["TSTP", "TSTP", "STOP", "CONT only", "storm"])
            if kind == "storm":
                for _ in range(30):
                    os.kill(pid, chance.choice([signal.SIGTSTP, signal.SIGCONT]))
                    terminal.listen(chance.uniform(0, 0.01))
                terminal.settle()
            elif kind != "CONT only":
                os.kill(pid, signal.SIGTSTP if kind == "TSTP" else signal.SIGSTOP)
                if not is_stopped(pid):
                    wrong.append("did not stop")
                terminal.settle(0.1)
                if kind == "TSTP" and left_on(terminal.printed):
                    wrong.append("stopped, " + ", ".join(left_on(terminal.printed)))
            terminal.screen.reset()
            os.kill(pid, signal.SIGCONT)
            try:
                terminal.wait_for(TYPED, 10)
            except AssertionError:
                wrong.append(f"not drawn again after {kind}")
        terminal.press("!", "\x13")
        try:
            terminal.wait_for(lambda text: TYPED + "!" in text, 10)
        except AssertionError:
            wrong.append("no keys after CONT")
        terminal.settle()
        terminal.press("q")
        hung = run_on(terminal, home)
        return wrong + [hung] * bool(hung) + after(terminal, 0)


def in_the_background(home: Path, chance: random.Random) -> list[str]:
    """Stop it, send it on in the background, where it may not draw, and fetch it back, as a shell does."""
    commands = f"bg; sleep {chance.uniform(0, 1):.2f}; fg;"
    with started(home, STATES[2], before="set -m", then=commands) as terminal:
        pid = program(home)
        os.kill(pid, signal.SIGTSTP)
        wrong = [] if is_stopped(pid) else ["did not stop"]
        terminal.screen.reset()
        try:
            terminal.wait_for(TYPED, 10)
        except AssertionError:
            wrong.append("not drawn again in the foreground")
        terminal.press("!", "\x13")
        try:
            terminal.wait_for(lambda text: TYPED + "!" in text, 10)
        except AssertionError:
            wrong.append("no keys in the foreground")
        terminal.settle()
        terminal.press("q")
        hung = run_on(terminal, home)
        return wrong + [hung] * bool(hung) + after(terminal, 0)


def resized(home: Path, chance: random.Random) -> list[str]:
    """Two hundred sizes in two seconds, some of them none at all; then type on."""
    with started(home, STATES[2]) as terminal:
        for _ in range(200):
            columns, lines = chance.choice([(1, 1), (2, 30), (200, 3), (300, 100), (0, 0), (80, 24)])
            terminal.resize(columns, lines)
            terminal.listen(0.01)
        terminal.resize(100, 30)
        terminal.settle(0.3)
        wrong = []
        try:
            terminal.wait_for(TYPED, 60)
            terminal.press("!")
            terminal.wait_for(TYPED + "!", 60)
        except AssertionError:
            wrong.append("not drawn again")
        terminal.press("\x13")
        terminal.settle()
        terminal.press("q")
        hung = run_on(terminal, home)
        return wrong + [hung] * bool(hung) + after(terminal, 0)


def no_input(home: Path, chance: random.Random) -> list[str]:
    """Start without a standard input, or with one that is no terminal: one sentence, no traceback."""
    wrong = []
    for given in ("<&-", "</dev/null", ">&-", "<&- >&- 2>&-"):
        with started(home, State("", shown=""), redirected=given) as terminal:
            hung = run_on(terminal, home)
            said = bytes(terminal.printed)
            wrong += [f"{given}: {one}" for one in ([hung] * bool(hung)) + after(terminal, 1)]
            if b"needs a terminal" not in said and "2>" not in given:
                wrong.append(f"{given}: no sentence")
    return wrong


def odd_bytes(home: Path, chance: random.Random) -> list[str]:
    """Bytes no keyboard sends: pieces of escape sequences, wrong UTF-8, a paste that never ends."""
    pieces = [
        b"\x1b[", b"\x1b[<0;", b"5;5M", b"\x1b[<64;3;3M", b"\xff\xfe", b"\xc3", b"\xed\xa0\x80", b"\x00",
              b"\x1b[200~", b"\x1b[201~", b"\x1b[?2048;1$y", b"\x1b[48;0;0;0;0t", b"\x1b[<999999;999999;1M",
              b"\x1b]52;c;AAAA\x07", b"\x1bP", b"\x1b[I", b"\x1b[O", b"\x1b[97;999999u", b"\x1b[1114112u",
              b"\x1b[;;;;u", b"A" * 500, b"\x1b[?2026;2$y", b"\x1b[-1;-1M", b"9" * 20 + b"u"]  # fmt: skip
    with started(home, STATES[2]) as terminal:
        pid = program(home)
        for _ in range(150):
            terminal.send(b"".join(chance.choices(pieces, k=chance.randint(1, 4))))
            terminal.listen(0.01)
        terminal.listen(0.5)
        os.kill(pid, signal.SIGTERM)
        hung = run_on(terminal, home)
        return [hung] * bool(hung) + after(terminal, 128 + signal.SIGTERM)


ATTACKS: dict[str, Callable[[Path, random.Random], list[str]]] = {
    **{
        f"{number.name}, {state.name}": partial(end_with, number, state)
        for number in ENDING for state in STATES
    },
    "several signals at once": one_after_another,
    "a signal just after Ctrl+S": just_saved,
    "the window closed": partial(hang_up, ignored=False),
    "the window closed, HUP ignored": partial(hang_up, ignored=True),
    "stopped and continued": stopped,
    "in the background and back": in_the_background,
    "a resize storm": resized,
    "no standard input": no_input,
    "odd bytes for keys": odd_bytes,
}  # fmt: skip


def try_one(name: str, chance: random.Random) -> list[str]:
    """One attack in a home of its own; what was wrong."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            return ATTACKS[name](Path(folder), chance)
        except AssertionError as error:  # it ended, or never showed what it should
            return [str(error).partition("\n")[0]]


def main() -> None:
    """Run as asked on the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", help="attacks whose names contain this")
    asked = parser.parse_args()
    tried = failed = 0
    for seed in range(asked.seed, asked.seed + asked.rounds):
        for name in ATTACKS:
            if asked.only in name:
                wrong = try_one(name, random.Random(f"{seed} {name}"))
                tried, failed = tried + 1, failed + bool(wrong)
                if wrong:
                    print(f"seed {seed}, {name}: {'; '.join(wrong)}", flush=True)
    print(f"{tried} attacks, seeds from {asked.seed}: {failed} failures")


if __name__ == "__main__":
    main()
