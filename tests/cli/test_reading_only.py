"""Reading never writes: no command that reads makes a library, and a read-only one can be used."""

from __future__ import annotations

import ctypes
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

import reader
from tests.cli.conftest import Run

CABLE = "06PHNOMPENH977"
READING = [
    ["show", CABLE],
    ["diff", CABLE, CABLE],
    ["search", "trafficking"],
    ["list"],
    ["facets"],
    ["timeline"],
    ["refs", "04RANGOON1422"],
    ["people"],
    ["who", "thaksin"],
    ["similar", CABLE],
    ["log"],
    ["saved"],
    ["notes"],
    ["links", CABLE],
    ["review"],
    ["imports"],
    ["check"],
]


def name(words: list[str]) -> str:
    return words[0]


@pytest.mark.parametrize("words", READING, ids=name)
def test_without_a_library_a_command_says_so_and_makes_none(run: Run, home: Path, words: list[str]) -> None:
    result = run(*words, "--library", home / "none")
    assert (result.code, result.out) == (1, "")
    assert f"There is no library here: {home / 'none'}" in result.err
    assert "cables import PATH" in result.err
    assert not (home / "none").exists()


@pytest.mark.parametrize(
    "words",
    [["undo"], ["redo"], ["author"], ["codes"], ["bundle"], ["conflicts"], ["explain", "PHUM"], ["where"]],
    ids=name,
)
def test_what_needs_no_library_makes_none(run: Run, home: Path, words: list[str]) -> None:
    assert run(*words, "--library", home / "none").code == 0
    assert not (home / "none").exists()


def test_notes_without_a_library_can_be_read(run: Run, noted: Path, home: Path) -> None:
    shutil.copytree(noted / "notes", home / "other" / "notes")
    assert "Who drafted" in run("notes", "--library", home / "other").out
    assert [path.name for path in (home / "other").iterdir()] == ["notes"]


DROP_FROM_BOUNDING_SET, DAC_OVERRIDE = 24, 1
"""Of ``prctl``: without this capability root, too, is held to the permissions of files."""
CHILD = """
import contextlib, io, json, sys
from reader.cli.main import main
results = []
for words in json.loads(sys.argv[1]):
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main(words)
    results.append([code, out.getvalue(), err.getvalue()])
print(json.dumps(results))
"""


def test_a_library_on_a_read_only_disk_can_be_read(run: Run, noted: Path) -> None:
    usual = [run(*words) for words in READING]
    with tempfile.TemporaryDirectory() as folder:
        library = Path(folder) / "library"
        shutil.copytree(noted, library)
        for path in [Path(folder), library, *library.rglob("*")]:
            path.chmod(0o555 if path.is_dir() else 0o444)
        before = {path: path.read_bytes() for path in library.rglob("*") if path.is_file()}
        commands = [[*words, "--library", str(library)] for words in READING]
        done = subprocess.run(
            [sys.executable, "-c", CHILD, json.dumps(commands)],
            capture_output=True,
            text=True,
            check=True,
            cwd=Path(reader.__file__).parent.parent,
            env={**os.environ, "HOME": folder, "XDG_STATE_HOME": folder},
            preexec_fn=_keep_to_permissions,
        )
        after = {path: path.read_bytes() for path in library.rglob("*") if path.is_file()}
        Path(folder).chmod(0o700)
        library.chmod(0o700)
    for words, expected, (code, out, err) in zip(READING, usual, json.loads(done.stdout), strict=True):
        assert (words, code) == (words, expected.code)
        assert words == ["check"] or out == expected.out
        assert err == expected.err or (words == ["notes"] and "cannot be added or changed" in err)
    assert after == before


def _keep_to_permissions() -> None:
    if os.geteuid() == 0:
        ctypes.CDLL(None).prctl(DROP_FROM_BOUNDING_SET, DAC_OVERRIDE, 0, 0, 0)
