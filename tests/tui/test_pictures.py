"""Every screen has a picture, so that ``python -m tests.pictures`` looks at all of them."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import reader.tui
from reader.tui.ui.screens import ClosesOnce
from tests.pictures.scenes import SCENES

NO_PICTURE = {
    "ClosesOnce": "what all screens have in common",
    "Dialog": "what all dialogs have in common",
    "BaseScreen": "what the main screen and the screens of records have in common",
    "MergingNames": "a part of the screen of names",
    "MessageRouting": "a part of the main screen",
    "RecordScreen": "what the screens of records have in common",
    "CodebookFiles": "a part of the codebook screen",
    "MergingNames": "a part of the screen of names",
    "Shell": "the first frame, gone as soon as the main screen is there, which looks the same",
}


def subclasses(kind: type[ClosesOnce[Any]]) -> Iterator[type[ClosesOnce[Any]]]:
    for each in kind.__subclasses__():
        yield each
        yield from subclasses(each)


def test_every_screen_is_pictured_or_there_is_a_reason() -> None:
    (folder,) = reader.tui.__path__
    for path in Path(folder).rglob("*.py"):
        if "Screen" in (text := path.read_text(encoding="utf-8")) or "(Dialog" in text or "(Picker" in text:
            name = ".".join(path.relative_to(folder).with_suffix("").parts)
            importlib.import_module(f"reader.tui.{name}")
    every: list[type[ClosesOnce[Any]]] = [ClosesOnce, *subclasses(ClosesOnce)]
    screens = {each.__name__ for each in every if each.__module__.startswith("reader")}
    pictured = {scene.screen for scene in SCENES}
    assert pictured | NO_PICTURE.keys() == screens
    assert not pictured & NO_PICTURE.keys()
    assert len({scene.name for scene in SCENES}) == len(SCENES)
