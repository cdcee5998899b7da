"""A home of its own for every test of the command line, and a way to run commands in it."""

from __future__ import annotations

import contextlib
import io
import shutil
from collections.abc import Callable, Iterator
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


def live_in(folder: Path, patch: pytest.MonkeyPatch) -> None:
    for name in ("data", "state", "config"):
        patch.setenv(f"XDG_{name.upper()}_HOME", str(folder / name))
    patch.setenv("HOME", str(folder))
    patch.setenv("COLUMNS", "80")
    patch.delenv(paths.LIBRARY_VARIABLE, raising=False)
    patch.chdir(folder)


@contextlib.contextmanager
def furnishing(folder: Path) -> Iterator[Callable[..., None]]:
    """Live in a folder that tests get copies of, and run commands that must succeed there."""

    def command(*words: object) -> None:
        assert main([str(word) for word in words]) == 0

    with pytest.MonkeyPatch.context() as patch, contextlib.redirect_stdout(io.StringIO()):
        live_in(folder, patch)
        with contextlib.redirect_stderr(io.StringIO()):
            yield command


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    live_in(tmp_path, monkeypatch)
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


@pytest.fixture(scope="session")
def filled_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home whose library has the five samples in it."""
    folder = tmp_path_factory.mktemp("filled")
    with furnishing(folder) as command:
        command("import", paths.shipped("samples"))
    return folder


@pytest.fixture(scope="session")
def noted_home(filled_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with a note, codes, and a link between two cables."""
    folder = shutil.copytree(filled_home, tmp_path_factory.mktemp("noted"), dirs_exist_ok=True)
    with furnishing(folder), Workspace.open() as workspace:
        here, there = workspace.cable("06PHNOMPENH977"), workspace.cable("07BEIJING7545")
        assert here
        assert there
        workspace.notes.annotate(target_for(here, 2), "Who drafted\nthe law?")
        workspace.notes.tag(target_for(here, 2, 0, 8), ["trafficking", "Mekong region"])
        workspace.notes.link(target_for(here, 2), target_for(there, 4), "continues", "the same plan")
    return folder


@pytest.fixture
def filled(filled_home: Path, home: Path) -> Path:
    """The user's own library with the five samples in it."""
    shutil.copytree(filled_home, home, dirs_exist_ok=True)
    return paths.library_home()


@pytest.fixture
def noted(noted_home: Path, home: Path) -> Path:
    """The same with a note, codes, and a link between two cables."""
    shutil.copytree(noted_home, home, dirs_exist_ok=True)
    return paths.library_home()
