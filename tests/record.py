"""Record the real program as an animated SVG: `python -m tests.record [docs/recording.svg]`.

Types the story of ``cables demo`` into ``cables samples`` at a terminal, in folders of its own, and takes a
picture after each beat. How long a picture is shown is part of the story, not measured, so the same program
gives the same file.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Iterable, Iterator
from html import escape
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from pyte.screens import Char, Screen

from reader.tui.features.first_steps.story import STORY, Beat
from tests.terminal import Terminal
from tests.tree import ROOT

COLUMNS, LINES = 120, 32
CELL, LINE, SIZE = 8.4, 18, 14
"""Width and height of a cell and size of the font, in pixels."""
MARGIN = 10
BLINK, BLINKS = 0.5, 4
"""Seconds a cursor is visible, then hidden; how often to look for it, twice as fast."""

INK, PAPER = "#d6d3cb", "#16181b"
NAMED = {
    "black": "#16181b",
    "red": "#cc6666",
    "green": "#8abf7a",
    "brown": "#d7af5f",
    "blue": "#6a9fd8",
    "magenta": "#b08fc7",
    "cyan": "#7fb8c4",
    "white": "#d6d3cb",
}


class Run(NamedTuple):
    """Cells beside each other that look the same."""

    column: int
    text: str
    ink: str
    paper: str
    bold: bool
    italic: bool
    underlined: bool


def runs(screen: Screen, line: int) -> tuple[Run, ...]:
    """A line of the screen."""
    cells = [(column, screen.buffer[line][column]) for column in range(screen.columns)]
    found = []
    for look, group in groupby(cells, key=lambda cell: _look(cell[1])):
        same = list(group)
        found.append(Run(same[0][0], "".join(char.data for _, char in same), *look))
    return tuple(found)


def _look(char: Char) -> tuple[str, str, bool, bool, bool]:
    ink, paper = _colour(char.fg, INK), _colour(char.bg, PAPER)
    return (
        *((paper, ink) if char.reverse else (ink, paper)),
        char.bold,
        char.italics,
        char.underscore,
    )


def _colour(name: str, default: str) -> str:
    if name == "default":
        return default
    return NAMED.get(name.removeprefix("bright"), f"#{name}" if len(name) == 6 else default)


Picture = tuple[tuple[Run, ...], ...]


def picture(terminal: Terminal) -> Picture:
    """What the terminal shows, with the cursor where it blinks."""
    seen: list[Picture] = []
    for _ in range(BLINKS):
        seen.append(tuple(runs(terminal.screen, line) for line in range(LINES)))
        terminal.listen(BLINK / 2)
    return max(seen, key=lambda one: sum(map(len, one)))  # a cursor is one run more


def play(story: Iterable[Beat]) -> Iterator[tuple[Picture, float]]:
    """A picture after each beat, with the seconds for which it is shown."""
    command = [sys.executable, "-m", "reader", "samples"]
    with tempfile.TemporaryDirectory() as home:
        environment = {
            "HOME": home,
            "PATH": os.environ["PATH"],
            "COLORTERM": "truecolor",
            "CABLES_AUTHOR": "Ann Example",
            "PYTHONPATH": str(ROOT),
        }
        with Terminal(
            command, environment=environment, folder=Path(home), columns=COLUMNS, lines=LINES
        ) as terminal:
            for beat in story:
                terminal.press(*beat.keys)
                terminal.wait_for(beat.shows)
                terminal.settle()
                yield picture(terminal), beat.seconds


def svg(pictures: list[tuple[Picture, float]]) -> str:
    """The animation. A line that several pictures have is drawn once and used by each of them."""
    total = sum(seconds for _, seconds in pictures)
    names: dict[tuple[Run, ...], str] = {}
    frames, styles = [], []
    begin = 0.0
    for number, (shown, seconds) in enumerate(pictures):
        uses = "".join(
            f'<use href="#{names.setdefault(line, f"l{len(names)}")}" y="{at * LINE}"/>'
            for at, line in enumerate(shown)
        )
        frames.append(f'<g class="f" id="p{number}">{uses}</g>')
        start, end = (100 * begin / total, 100 * (begin + seconds) / total)
        before = f"0%,{start:.3f}%{{visibility:hidden}}" if number else ""
        after = (
            f"{end:.3f}%,100%{{visibility:hidden}}"
            if number + 1 < len(pictures)
            else "100%{visibility:visible}"
        )
        styles.append(
            f"@keyframes k{number}{{{before}{start + 0.001:.3f}%{{visibility:visible}}{after}}}"
            f"#p{number}{{animation:k{number} {total:g}s step-end infinite}}"
        )
        begin += seconds
    width, height = COLUMNS * CELL + 2 * MARGIN, LINES * LINE + 2 * MARGIN
    inks: dict[str, str] = {}
    lines = "\n".join(f'<g id="{name}">{_drawn(line, inks)}</g>' for line, name in names.items())
    styles += [f".{name}{{fill:{ink}}}" for ink, name in inks.items()]
    size = f'viewBox="0 0 {width:g} {height:g}" width="{width:g}" height="{height:g}"'
    return f"""\
<svg xmlns="http://www.w3.org/2000/svg" {size}>
<title>cables: a search, reading, a note, a tag, a link, an export</title>
<style>
text{{font:{SIZE}px ui-monospace,"DejaVu Sans Mono",Menlo,Consolas,monospace;white-space:pre;fill:{INK}}}
.f{{visibility:hidden}}.b{{font-weight:bold}}.i{{font-style:italic}}.u{{text-decoration:underline}}
@media (prefers-reduced-motion:reduce){{.f{{animation:none!important}}#p0{{visibility:visible}}}}
{"".join(styles)}
</style>
<rect width="100%" height="100%" rx="6" fill="{PAPER}"/>
<defs>
{lines}
</defs>
<g transform="translate({MARGIN} {MARGIN})">
{chr(10).join(frames)}
</g>
</svg>
"""


def _drawn(line: tuple[Run, ...], inks: dict[str, str]) -> str:
    """A line at the top left corner; ``inks`` names the colours it uses."""
    papers, words = [], []
    for run in line:
        if run.paper != PAPER:
            left, width = f"{run.column * CELL:.5g}", f"{len(run.text) * CELL:.5g}"
            papers.append(f'<rect x="{left}" width="{width}" height="{LINE}" fill="{run.paper}"/>')
        text = run.text.strip()
        if text:
            left = f"{(run.column + run.text.index(text)) * CELL:.5g}"
            looks = [name for name, on in (("b", run.bold), ("i", run.italic), ("u", run.underlined)) if on]
            if run.ink != INK:
                looks.append(inks.setdefault(run.ink, f"c{len(inks)}"))
            style = f' class="{" ".join(looks)}"' if looks else ""
            words.append(f'<tspan x="{left}" textLength="{len(text) * CELL:.5g}"{style}>')
            words.append(f"{escape(text, quote=False)}</tspan>")
    return "".join([*papers, f'<text y="{LINE - 5}">', *words, "</text>"])


def main() -> None:
    """Play the story and write the file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path", type=Path, nargs="?", default=ROOT / "docs" / "recording.svg")
    path: Path = parser.parse_args().path
    pictures = list(play(STORY))
    path.write_text(svg(pictures), encoding="utf-8")
    print(f"{path}: {len(pictures)} pictures, {path.stat().st_size / 1000:.0f} KB")


if __name__ == "__main__":
    main()
