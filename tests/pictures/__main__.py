"""Takes pictures of every screen, and reports what a program can see is wrong with them.

    python -m tests.pictures [--to DIR] [--size 80x24 ...] [--theme dark ...] [--only PATTERN]

Writes the text of each screen and, for each theme, an SVG picture; ``--theme no-color`` is any theme with
``NO_COLOR`` set. Without ``--to`` it only reports. A line at the end counts what was found, by kind.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import os
import re
import shutil
import sys
import tempfile
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest import mock

from reader.library.db.file import FILE
from reader.tui.core.pane_layout import Pane
from reader.tui.ui import theme as themes
from reader.workspace import Workspace
from tests.pictures import checks, library
from tests.pictures.drawing import svg
from tests.pictures.scenes import SCENES, Scene
from tests.tui.speed import less_waiting, style_sheets_parsed_once
from tests.tui.stage import Stage, starting, text_of

SIZES = ("200x60", "120x40", "80x24", "60x20", "40x12")
"""From the widest, whose words tell what is cut off in the others."""
THEMES = ("dark", "light", "contrast", "terminal", "mono", "no-color")
COLOURED = ("dark", "light", "contrast")


class Held(Workspace):
    """Its imports wait until they are told to stop."""

    def import_paths(self, *args: Any, **kwargs: Any) -> Any:
        """Wait first."""
        if (cancelled := kwargs.get("cancelled")) is not None:
            while not cancelled():
                threading.Event().wait(0.01)
        return super().import_paths(*args, **kwargs)


@dataclass
class Photographer:
    """Goes through the scenes; what is wrong is in ``found``."""

    home: Path
    to: Path | None
    themes: list[str]
    linear: bool
    found: list[tuple[str, str, str]] = field(default_factory=list)
    """Kind, scene in its size, what."""
    known: set[str] = field(default_factory=set)
    """All words seen in the widest window."""
    examples: dict[str, str] = field(default_factory=dict)
    """Some text in each pair of colours that was found."""
    taken: int = 0

    def take_or_tell(self, scene: Scene, sizes: Sequence[tuple[int, int]]) -> None:
        """Take the pictures of a scene; an error is one of the things that are wrong."""
        try:
            asyncio.run(self.take(scene, sizes))
        except Exception as error:
            self.found.append(("failed", scene.name, repr(error)[:300]))

    async def take(self, scene: Scene, sizes: Sequence[tuple[int, int]]) -> None:
        """Take the pictures of a scene in all themes, in a window that goes through these sizes."""
        size = sizes[0]
        for plain in (False, True):
            chosen = [name for name in self.themes if (name == "no-color") == plain]
            if chosen:
                with self._folders(scene, plain) as factory:
                    async with starting(factory, size) as stage:
                        try:
                            await self._play(stage, scene)
                        except AssertionError as error:
                            self.found.append(("missing", f"{scene.name} {size[0]}x{size[1]}", str(error)))
                        if type(stage.app.screen).__name__ != scene.screen:
                            what = f"{type(stage.app.screen).__name__}, not {scene.screen}"
                            self.found.append(("another screen", scene.name, what))
                        for size in sizes:
                            if size != sizes[0]:
                                await stage.pilot.resize_terminal(*size)
                                await self._settle(stage)
                            for name in chosen:
                                await self._shoot(stage, scene, name)
                        if scene.library == "slow":
                            stage.app.screen.dismiss(False) if stage.app.screen is not stage.main else None
                            stage.main.controllers.importing.stop()

    @contextlib.contextmanager
    def _folders(self, scene: Scene, plain: bool) -> Iterator[Callable[[], Workspace]]:
        with tempfile.TemporaryDirectory(dir=self.home.parent) as folder:
            home = Path(folder) / "home"
            shutil.copytree(self.home, home)
            variables = {f"XDG_{kind}_HOME": f"{home}/{kind.lower()}" for kind in ("DATA", "STATE", "CONFIG")}
            variables |= {"HOME": str(home), "CABLES_AUTHOR": "Ann Example"}
            variables |= {"NO_COLOR": "1"} if plain else {}
            variables |= {"CABLES_LINEAR": "1"} if self.linear else {}
            with mock.patch.dict(os.environ, variables):
                for name in () if plain else ("NO_COLOR",):
                    os.environ.pop(name, None)
                if scene.library == "broken":
                    (home / "library" / FILE).write_bytes(b"not a database " * 100)
                yield {
                    "samples": Workspace.samples,
                    "empty": lambda: Workspace.open(home / "nothing"),
                    "slow": lambda: Held.open(home / "library"),
                }.get(scene.library, lambda: Workspace.open(home / "library"))

    async def _play(self, stage: Stage, scene: Scene) -> None:
        await stage.until(stage.main.controllers.library.opened.is_set, "the library")
        await stage.pilot.pause()
        if scene.cable is not None:
            await stage.open(scene.cable)
        for word in scene.keys.split():
            if word.startswith("text:"):
                await stage.type(word[5:].replace("_", " ").format(home=os.environ["HOME"]))
            elif word.startswith("@") and len(word) > 1:
                await stage.shows(word[1:].replace("_", " "))
            else:
                await stage.press(word)
        await self._settle(stage)

    async def _settle(self, stage: Stage) -> None:
        """Wait until nothing moves any more."""
        await stage.until(
            lambda: not [one for one in stage.app.workers if one.is_running and one.group in QUICK], "the end"
        )
        seen, same = "", 0
        while same < 4:
            await stage.pilot.pause()
            await asyncio.sleep(0.03)
            now = stage.screen_text()
            seen, same = now, same + 1 if now == seen else 0

    async def _shoot(self, stage: Stage, scene: Scene, theme: str) -> None:
        app = stage.app
        width, height = app.size
        size = f"{width}x{height}"
        where = f"{scene.name} {size}"
        if theme != "no-color":
            app.theme = themes.id_of(theme)
        await stage.pilot.pause()
        self.taken += 1
        text = text_of(app)
        if self.to is not None:
            folder = self.to / size
            folder.mkdir(parents=True, exist_ok=True)
            (folder / f"{scene.name}.txt").write_text(text, encoding="utf-8")
            (folder / f"{scene.name}-{theme}.svg").write_text(
                svg(checks.strips_of(app), width), encoding="utf-8"
            )
        if size == SIZES[0]:
            self.known |= checks.words_of(text)
        if theme == self.themes[0]:
            for screen in app.screen_stack[-1:]:
                self.found += [("outside", where, what) for what in checks.outside(screen)]
                self.found += [("too long", where, what) for what in checks.too_long(screen)]
            if self.known and size != SIZES[0]:
                self.found += [("cut word", where, what) for what in checks.cut_words(app, self.known)]
        if theme in COLOURED:
            for pair, words, ratio in checks.faint(checks.strips_of(app)):
                self.found.append(("contrast", where, f"{theme}: {pair} {ratio:.1f}"))
                self.examples.setdefault(f"{theme}: {pair} {ratio:.1f}", words[:30])
        else:
            self.found += [
                ("colour alone", f"{where} {theme}", what) for what in checks.told_by_colour_alone(app)
            ]

    def report(self) -> bool:
        """Print what was found, with where, and how much of each kind. Returns whether there was any."""
        found: dict[tuple[str, str], list[str]] = {}
        for kind, where, what in dict.fromkeys(self.found):
            found.setdefault((kind, what), []).append(where)
        for (kind, what), places in sorted(found.items()):
            example = f" {self.examples[what]!r}" if what in self.examples else ""
            more = f" and {len(places) - 4} more" if places[4:] else ""
            print(f"{kind}: {what}{example}: {', '.join(places[:4])}{more}")
        counts = Counter(kind for kind, _ in found)
        listed = ", ".join(f"{number} {kind}" for kind, number in counts.items())
        print(f"{self.taken} pictures; {listed or 'no faults'}")
        return bool(counts)


def size_of(text: str) -> tuple[int, int]:
    """``80x24`` as columns and lines."""
    columns, _, lines = text.partition("x")
    return int(columns), int(lines)


QUICK = ("choices", "records", "open", "facets", "query", "versions", "notes", "start")


def main() -> None:
    """Take the pictures and print what was found."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--to", type=Path)
    parser.add_argument("--size", nargs="+", default=SIZES)
    parser.add_argument("--theme", nargs="+", default=THEMES, choices=THEMES)
    parser.add_argument("--only", default="", help="a regular expression for the names of scenes")
    parser.add_argument("--linear", action="store_true")
    parser.add_argument("--fresh", action="store_true", help="start in each size, instead of resizing")
    chosen = parser.parse_args()
    less_waiting()
    with tempfile.TemporaryDirectory() as folder, style_sheets_parsed_once():
        home = Path(folder) / "made"
        home.mkdir()
        variables = {f"XDG_{kind}_HOME": f"{home}/{kind.lower()}" for kind in ("DATA", "STATE", "CONFIG")}
        with mock.patch.dict(os.environ, variables | {"HOME": str(home)}):
            library.make(home)
        photographer = Photographer(home, chosen.to, list(chosen.theme), chosen.linear)
        photographer.known |= {"M", "Facets", *(pane.value.capitalize() for pane in Pane)}
        for path in sorted(library.SAMPLES.glob("*.txt")):
            photographer.known |= checks.words_of(path.read_text(encoding="utf-8"))
        sizes = [size_of(each) for each in sorted(chosen.size, key=SIZES.index)]
        scenes = [scene for scene in SCENES if re.search(chosen.only, scene.name)]
        with contextlib.suppress(KeyboardInterrupt):  # Ctrl+C reports what was found so far
            for these in [[size] for size in sizes] if chosen.fresh else [sizes]:
                for scene in scenes:
                    photographer.take_or_tell(scene, these)
    sys.exit(photographer.report())


if __name__ == "__main__":
    main()
