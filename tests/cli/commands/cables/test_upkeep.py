"""``cables remove``, ``reindex``, ``check``, ``backup``."""

from __future__ import annotations

import os
import random
import sqlite3
import stat
import sys
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

import pytest

from reader.library.library import FILE, Library
from tests.cli.conftest import Run
from tests.library.builders import cable_text, write_cables
from tests.terminal import Terminal


@pytest.fixture
def forty(run: Run, home: Path) -> Path:
    """A library of forty cables, large enough to lose a part; its file."""
    chance = random.Random(1)
    texts = {
        f"c{n}": cable_text(f"06PHNOMPENH{n}", paragraphs=[f"(C) About {chance.randbytes(2000).hex()}."])
        for n in range(1, 41)
    }
    assert run("import", write_cables(home / "texts", **texts)).code == 0
    return home / "data" / "cables" / "library" / FILE


def overwrite(file: Path, start: int, noise: bytes) -> None:
    with file.open("r+b") as opened:
        opened.seek(start)
        opened.write(noise)


def test_removing_leaves_the_notes_and_says_so(run: Run, noted: Path) -> None:
    said = run("remove", "--yes", "phnom penh 977", "06PHNOMPENH977", "04RANGOON1422")
    assert (said.code, said.out) == (0, "2 cables removed.\n")
    assert "REGIONAL PROGRESS" in said.err
    assert "Your notes on them are kept" in said.err
    assert len(run("list").out.splitlines()) == 3
    assert "Who drafted" in run("notes", "06PHNOMPENH977").out


def test_removing_asks_and_nobody_there_is_no_yes(run: Run, filled: Path) -> None:
    said = run("remove", "06PHNOMPENH977")
    assert said.code == 2
    assert "--yes" in said.err
    assert len(run("list").out.splitlines()) == 5


def test_removing_what_is_not_in_the_library_removes_nothing(run: Run, filled: Path) -> None:
    result = run("remove", "--yes", "99NOWHERE1")
    assert (result.code, result.out) == (1, "")
    assert "No such cable in this library: 99NOWHERE1" in result.err
    assert len(run("list").out.splitlines()) == 5


@pytest.mark.parametrize(("answer", "left", "code"), [("y", 4, 0), ("n", 5, 1), ("", 5, 1)])
def test_removing_takes_an_answer_at_a_terminal(
    run: Run, filled: Path, home: Path, answer: str, left: int, code: int
) -> None:
    kept: Mapping[str, str] = {
        name: value
        for name, value in os.environ.items()
        if name.startswith(("XDG_", "PYTHON", "PATH", "LANG"))
    }
    command = [str(Path(sys.executable).with_name("cables")), "remove", "06PHNOMPENH977"]
    with Terminal(command, environment={**kept, "HOME": str(home), "LC_ALL": "C.UTF-8"}, folder=home) as at:
        at.wait_for("[y/N]")
        at.press(*answer, "enter")
        assert at.wait_for_exit() == code
    assert len(run("list").out.splitlines()) == left


def test_reading_anew_says_how_much(run: Run, filled: Path) -> None:
    assert run("reindex") == (0, "Index rebuilt from 5 texts.\n", "")
    assert run("search", "--count", "trafficking").code == 0


def test_a_sound_library_is_said_to_be_sound(run: Run, forty: Path) -> None:
    before = forty.read_bytes()
    said = run("check")
    assert (said.code, said.err) == (0, "")
    assert said.out == "The library is sound: tables, indexes, links and texts of 40 cables checked.\n"
    assert run("check", "--quick", "--repair").code == 0
    assert forty.read_bytes() == before


def test_a_damaged_index_is_told_and_built_anew_in_place(run: Run, forty: Path) -> None:
    run("search", "--save", "mine", "about")
    with closing(sqlite3.connect(forty)) as db:
        db.execute("UPDATE words_data SET block = x'00' WHERE id > 10")
        db.commit()
    said = run("check")
    assert said.code == 3
    assert "index is damaged" in said.out
    assert "cables repair" in said.err

    said = run("check", "--repair")

    assert said.code == 0
    assert "The library is sound" in said.out
    assert [each.name for each in forty.parent.glob("*.db")] == [FILE]
    assert run("search", "--count", "@mine").out == "40\n"


def test_a_damaged_file_is_set_aside_and_what_can_be_read_comes_over(run: Run, forty: Path) -> None:
    overwrite(forty, forty.stat().st_size // 2 // 4096 * 4096, random.Random(2).randbytes(4096 * 8))
    damaged = forty.read_bytes()
    assert run("check").code == 3
    assert forty.read_bytes() == damaged

    said = run("check", "--repair")

    assert said.code == 4
    assert "recovered" in said.out
    (aside,) = forty.parent.glob("library.damaged-*.db")
    assert aside.read_bytes() == damaged
    assert str(aside) in said.out
    assert run("check").code == 0
    assert 0 < len(run("list").out.splitlines()) <= 40


@pytest.mark.parametrize(
    "noise", [b"\x01" * 9000, b"SQLite format 3\x00" + b"\x01" * 9000, b"milk\neggs\n" * 99]
)
def test_a_library_that_is_no_longer_one_is_set_aside_when_asked(run: Run, forty: Path, noise: bytes) -> None:
    forty.write_bytes(noise)
    for beside in forty.parent.glob(f"{FILE}-*"):
        beside.unlink()
    said = run("check")
    assert said.code == 3
    assert "cables repair" in said.err
    assert forty.read_bytes() == noise

    assert run("check", "--repair").code == 0

    (aside,) = forty.parent.glob("library.damaged-*.db")
    assert aside.read_bytes() == noise
    assert run("import", forty.parents[3] / "texts").code == 0
    assert len(run("list").out.splitlines()) == 40


def test_a_truncated_library_can_be_repaired(run: Run, forty: Path) -> None:
    size = forty.stat().st_size
    os.truncate(forty, size // 3)
    assert run("check").code == 3
    assert run("check", "--repair").code == 4
    assert run("check").code == 0


def test_another_programs_database_is_never_touched(run: Run, home: Path) -> None:
    (home / "other").mkdir()
    file = home / "other" / FILE
    with closing(sqlite3.connect(file)) as db:
        db.execute("CREATE TABLE diary (day)")
    before = file.read_bytes()
    said = run("check", "--repair", "--library", home / "other")
    assert said.code == 1
    assert "not a cable library" in said.err
    assert file.read_bytes() == before
    assert list(file.parent.iterdir()) == [file]


@pytest.mark.parametrize("words", [["check"], ["check", "--repair"], ["reindex"], ["backup", "copy.db"]])
def test_no_library_is_made_by_looking_after_it(run: Run, home: Path, words: list[str]) -> None:
    said = run(*words)
    assert (said.code, said.out) == (1, "")
    assert "no library here" in said.err
    assert not (home / "data").exists()
    assert not (home / "copy.db").exists()


def test_a_copy_is_a_library_for_its_owner_only(run: Run, filled: Path, home: Path) -> None:
    (home / "kept").mkdir()
    target = home / "kept" / FILE
    said = run("backup", target)
    assert said.code == 0
    assert said.out.startswith(str(target))
    assert "Notes are not included" in said.err
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    with Library.open(home / "kept") as copy:
        assert copy.count() == 5


def test_a_copy_is_never_written_over_a_file(run: Run, filled: Path, home: Path) -> None:
    (home / "diary").write_text("precious")
    (home / "folder").mkdir()
    for name in ("diary", "folder", "nowhere/copy.db", "\x1b[2J/x"):
        said = run("backup", home / name)
        assert said.code == 1
        assert "\x1b" not in said.err
    assert (home / "diary").read_text() == "precious"
