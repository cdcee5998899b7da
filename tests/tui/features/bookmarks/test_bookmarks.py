"""Bookmarks: set by a letter, found again after a restart, listed; a cable that was removed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.tui.features.bookmarks.bookmark_store import Bookmark, bookmarks_file, load, parse, put
from reader.workspace import Workspace
from tests.tui.stage import playing


def test_bookmarks_are_kept_by_letter(tmp_path: Path) -> None:
    path = tmp_path / "places" / "x.bookmarks.json"
    assert load(path) == {}
    assert put(path, "b", Bookmark("09MUNICH273", 4, "¶4")) is None
    assert put(path, "B", Bookmark("06HANOI1")) is None
    assert put(path, "b", Bookmark("06HANOI1")) == Bookmark("09MUNICH273", 4, "¶4")
    assert load(path) == {"B": Bookmark("06HANOI1"), "b": Bookmark("06HANOI1")}
    assert path.stat().st_mode & 0o077 == 0


SHAPES: st.SearchStrategy[object] = st.sampled_from([None, True, 3, -1.5, "x", [], ["x"], {}])


@given(SHAPES, st.dictionaries(st.sampled_from(["mrn", "ordinal", "label"]), SHAPES))
def test_a_damaged_file_loses_only_what_is_damaged(shape: object, bookmark: dict[str, object]) -> None:
    good = {"mrn": "06HANOI1", "ordinal": 2, "label": "¶2"}
    shapes = {"a": shape, "b": bookmark, "c": good, "é": good}
    found = parse(json.dumps({"format": 1, "bookmarks": shapes}).encode())
    assert found["c"] == Bookmark("06HANOI1", 2, "¶2")
    assert set(found) <= {"b", "c"}


@pytest.mark.parametrize("text", ["", "[]", '{"format": 2}', '{"format": 1, "bookmarks": []}', "[" * 100_000])
def test_a_foreign_file_has_no_bookmarks(tmp_path: Path, text: str) -> None:
    (tmp_path / "x").write_text(text)
    assert load(tmp_path / "x") == {}


async def test_a_bookmark_is_found_again_after_a_restart() -> None:
    async with playing() as stage:
        await stage.open("06PHNOMPENH977")
        await stage.press("}", "m", "a")
        await stage.said("Bookmark a: 06PHNOMPENH977 ¶2.")
        await stage.open("04RANGOON1422")
        await stage.press("m")
        await stage.shows("Set bookmark at 04RANGOON1422 ¶1: press a letter")
        await stage.press("escape")
        await stage.until(lambda: stage.app.screen is stage.main)
    async with playing() as stage:
        await stage.open("07BEIJING7545")
        await stage.press("'", "a")
        await stage.until(lambda: stage.main.state.mrn == "06PHNOMPENH977", "the place")
        await stage.until(lambda: stage.main.reader.current == 2, "the paragraph")
        await stage.press("'", "'")
        await stage.until(lambda: stage.main.state.mrn == "07BEIJING7545", "back")
        await stage.press("'", "z")
        await stage.said("There is no bookmark z\nBookmarks: a.")
        workspace = stage.main.state.workspace
        assert workspace is not None
        put(bookmarks_file(workspace.library.folder), "b", Bookmark("09MUNICH273", 3, "¶3"))
        await stage.press("'", "b")
        await stage.said("Bookmark b is at 09MUNICH273, which is no longer in this library")
        await stage.press("'", "enter")
        await stage.picker()
        await stage.shows("a  06PHNOMPENH977 ¶2", "b  09MUNICH273 ¶3", "no longer in this library")
        await stage.press("escape")


async def test_cables_opened_to_be_read_have_bookmarks_for_as_long_as_the_window(tmp_path: Path) -> None:
    from reader import paths

    sample = paths.shipped("samples") / "06PHNOMPENH977.txt"
    async with playing(lambda: Workspace.reading([sample]), temporary=True) as stage:
        await stage.until(lambda: stage.main.state.mrn is not None, "the cable")
        await stage.press("m", "a")
        await stage.said("Bookmark a: 06PHNOMPENH977")
        await stage.press("'", "enter")
        await stage.picker()
        await stage.shows("a  06PHNOMPENH977")
        await stage.press("escape")
    assert not list((tmp_path / "state").rglob("*.bookmarks.json"))
