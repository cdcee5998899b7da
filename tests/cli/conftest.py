"""A home of its own for every test of the command line, and a way to run commands in it."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from reader import paths
from reader.cli.main import main
from reader.notes.anchoring.anchor import target_for
from reader.workspace import Workspace


class Said(NamedTuple):
    """What a command left behind."""

    code: int
    out: str
    err: str


Run = Callable[..., Said]
Says = Callable[..., None]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("data", "state", "config"):
        monkeypatch.setenv(f"XDG_{name.upper()}_HOME", str(tmp_path / name))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv(paths.LIBRARY_VARIABLE, raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def command(*words: object) -> Said:
        capsys.readouterr()
        code = main([str(word) for word in words])
        return Said(code, *capsys.readouterr())

    return command


@pytest.fixture
def says(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Somebody at the terminal who will type these lines when asked."""

    class Keyboard(io.StringIO):
        def isatty(self) -> bool:
            return True

    def type_(*lines: str) -> None:
        monkeypatch.setattr("sys.stdin", Keyboard("".join(f"{line}\n" for line in lines)))

    return type_


@pytest.fixture
def filled(run: Run) -> Path:
    """The user's own library with the five samples in it."""
    assert run("import", paths.shipped("samples")).code == 0
    return paths.library_home()


@pytest.fixture
def noted(filled: Path) -> Path:
    """The same with a note, codes, and a link between two cables."""
    with Workspace.open() as workspace:
        here, there = workspace.cable("06PHNOMPENH977"), workspace.cable("07BEIJING7545")
        assert here
        assert there
        workspace.notes.annotate(target_for(here, 2), "Who drafted\nthe law?")
        workspace.notes.tag(target_for(here, 2, 0, 8), ["trafficking", "Mekong region"])
        workspace.notes.link(target_for(here, 2), target_for(there, 4), "continues", "the same plan")
    return filled
