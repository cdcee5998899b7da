"""A notes folder in git: two people annotate the same cable on two branches, and git merges with cables."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Run

HERE = "06PHNOMPENH977"


class Git:
    """A repository with the notes of two people, who have a clone and a library each."""

    def __init__(self, home: Path, run: Run, patch: pytest.MonkeyPatch) -> None:
        self.home, self.run, self._patch = home, run, patch
        self.folder = home / "shared" / "notes"
        self.folder.mkdir(parents=True)
        attributes, config = (
            [line for line in part.splitlines() if line]
            for part in run("merge", "--git-driver").out.split("# Once for each clone:")
        )
        (self.folder / ".gitattributes").write_text("\n".join(attributes) + "\n")
        self("init", "-q", "-b", "main")
        for line in (*config, "git config user.name Ann", "git config user.email ann@example.org"):
            subprocess.run(line, shell=True, check=True, cwd=self.folder)

    def __call__(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(["git", *words], cwd=self.folder, capture_output=True, text=True, check=False)

    def commit(self, words: str) -> None:
        self("add", "-A")
        assert self("commit", "-qm", words).returncode == 0

    def works(self, author: str, *command: str) -> str:
        """A command in somebody's library, whose notes are then bundled and committed."""
        library = ["--library", str(self.home / author)]
        self._patch.setenv("CABLES_AUTHOR", author)
        assert self.run(*library, *command).code == 0
        done = self.run(*library, "bundle", "--per-cable", str(self.folder))
        assert done.code == 0
        self.commit(f"{author}: {command[0]}")
        return done.out


@pytest.fixture
def git(filled: Path, home: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> Git:
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    for author in ("Ann", "Ben"):
        shutil.copytree(filled, home / author)
    return Git(home, run, monkeypatch)


def test_notes_on_two_branches_are_merged_and_a_conflict_is_resolved(git: Git, run: Run) -> None:
    ann, ben = (["--library", str(git.home / name)] for name in ("Ann", "Ben"))
    git.works("Ann", "note", HERE, "2", "--text", "A claim")
    assert run(*ben, "merge", "--yes", git.folder).code == 0

    # Both annotate the same cable.
    git("switch", "-qc", "ben")
    git.works("Ben", "note", HERE, "3", "--text", "By Ben")
    git("switch", "-q", "main")
    assert git.works("Ann", "note", HERE, "4", "--text", "By Ann").endswith("  1 file, 1 changed\n")
    assert git("merge", "-q", "--no-edit", "ben").returncode == 0
    assert run(*ann, "merge", "--yes", git.folder).code == 0
    notes = run(*ann, "notes", HERE).out
    assert [words in notes for words in ("A claim", "By Ann", "By Ben")] == [True, True, True]

    # Both edit the same note.
    assert run(*ben, "merge", "--yes", git.folder).code == 0
    identity = next(
        line.split('"id": "')[1][:8] for line in run(*ann, "bundle").out.splitlines() if "A claim" in line
    )
    for author, words in (("Ben", "Ben's claim"), ("Ann", "Ann's claim")):
        git("switch", "-qC" if author == "Ben" else "-q", "ben" if author == "Ben" else "main")
        with_editor(git.home / author, author, identity, words)
        git.works(author, "notes", HERE)
    failed = git("merge", "-q", "--no-edit", "ben")
    assert (failed.returncode, "1 record changed on both sides" in failed.stderr) == (1, True)
    assert git("diff", "--name-only", "--diff-filter=U").stdout == f"notes/{HERE}.jsonl\n".removeprefix(
        "notes/"
    )
    assert run(*ann, "merge", "--yes", git.folder).code == 0
    rows = [line.split("\t") for line in run(*ann, "conflicts").out.splitlines()]
    assert sorted(row[5] for row in rows) == ["Ann's claim", "Ben's claim"]
    number = next(row[1] for row in rows if row[5] == "Ben's claim")
    assert run(*ann, "conflicts", "--keep", number, rows[0][0]).code == 0
    assert run(*ann, "bundle", "--per-cable", git.folder).code == 0
    git.commit("Resolve")
    text = (git.folder / f"{HERE}.jsonl").read_text()
    assert ("Ben's claim" in text, "Ann's claim" in text) == (True, False)


def with_editor(library: Path, author: str, identity: str, words: str) -> None:
    from reader.workspace import Workspace

    with Workspace.existing(library) as opened:
        (note,) = (one for one in opened.notes.annotations() if one.id.startswith(identity))
        opened.notes.edit(note.id, words)
