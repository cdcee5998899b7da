"""Presses keys and clicks at random on the real app: nothing may end it but the key that does.

    python -m tests.monkey [--seed 1] [--presses 400] [--runs 10]

One seed presses the same keys again, though not at the same moments. Prints the last keys before a failure.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import tempfile

import textual._wait as pilots_patience
from textual.pilot import OutOfBounds

from reader.tui.commands.table import COMMANDS
from tests.tui.stage import Stage, starting

KEYS = sorted({key for command in COMMANDS for key in command.keys} - {"q", "ctrl+q", "E"})
"""All but what leaves the program or the terminal."""
MOVES = [
    "j",
    "k",
    "g",
    "G",
    "left",
    "right",
    "up",
    "down",
    "home",
    "end",
    "pageup",
    "pagedown",
    "ctrl+d",
    "ctrl+u",
    "space",
    "b",
    "m",
    "y",
    "n",
    "backspace",
]
WORDS = ["mou", "beijing", "portion:S trafficking", "06PHNOMPENH977", "12", "y", "(", "[bold]", "\\"]
SIZES = [(120, 40), (100, 30), (80, 24), (60, 20), (40, 12), (20, 5)]


async def play(seed: int, presses: int) -> list[str]:
    """Press so many keys on the five samples; what was pressed. Raises what the app fails with."""
    chance = random.Random(seed)
    done: list[str] = []
    async with starting(size=chance.choice(SIZES[:4])) as stage:
        for _ in range(presses):
            try:
                done.append(await _press(stage, chance))
            except OutOfBounds:
                continue
            if stage.app.return_code is not None:
                break
            if chance.random() < 0.2:
                await stage.pilot.pause(chance.choice((0, 0.01, 0.1)))
        wrong = [words for _, words, bad in stage.main.messages if bad and "report" in words]
    if wrong:
        raise AssertionError(f"{wrong}, after {' '.join(done[-40:])}")
    return done


async def _press(stage: Stage, chance: random.Random) -> str:
    kind = chance.random()
    if kind < 0.08:
        words = chance.choice(WORDS)
        await stage.type(words)
        return repr(words)
    if kind < 0.1:
        size = chance.choice(SIZES)
        await stage.pilot.resize_terminal(*size)
        return f"{size[0]}x{size[1]}"
    if kind < 0.14:
        width, height = stage.app.size
        place = chance.randrange(width), chance.randrange(height)
        await stage.pilot.click(offset=place, times=chance.choice((1, 1, 2)))
        return f"click at {place[0]},{place[1]}"
    key = chance.choice(KEYS if kind < 0.8 else MOVES)
    await stage.press(key)
    return key


def main() -> None:
    """Run the seeds one after the other, each in folders of its own."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--presses", type=int, default=400)
    arguments.add_argument("--runs", type=int, default=10)
    chosen = arguments.parse_args()
    pilots_patience.SLEEP_GRANULARITY = 1 / 250
    pilots_patience.SLEEP_IDLE = pilots_patience.SLEEP_GRANULARITY / 10
    for seed in range(chosen.seed, chosen.seed + chosen.runs):
        with tempfile.TemporaryDirectory() as home:
            folders = {f"XDG_{kind}_HOME": f"{home}/{kind.lower()}" for kind in ("DATA", "STATE", "CONFIG")}
            os.environ.update(HOME=home, PATH="", **folders)  # a pipe to a shell finds no program to run
            os.chdir(home)
            done = asyncio.run(play(seed, chosen.presses))
        print(f"seed {seed}: {len(done)} presses", flush=True)


if __name__ == "__main__":
    main()
