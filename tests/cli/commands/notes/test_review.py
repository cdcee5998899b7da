"""``cables review``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reader.notes.anchoring.anchor import target_for
from reader.workspace import Workspace
from tests.cli.conftest import Run, Says

MRN = "06PHNOMPENH977"


@pytest.fixture
def corrected(run: Run, noted: Path, home: Path) -> Path:
    """Imported again: the second paragraph is now the last, the third, with a note, is gone."""
    with Workspace.open() as workspace:
        cable = workspace.cable(MRN)
        assert cable
        workspace.notes.annotate(target_for(cable, 3), "on what is gone")
        moved, gone, last = cable.paragraphs[1], cable.paragraphs[2], cable.paragraphs[-1]
    other = "2. (U) Another matter was put in the place of the two, at some length. " + "It was long. " * 200
    source = (
        f"{cable.source[: moved.span.start]}{other}\n\n{cable.source[gone.span.end : last.span.end]}\n\n"
        f"{last.number + 1 if last.number else 99}. {cable.source[moved.span.start + 3 : moved.span.end]}\n"
        f"{cable.source[last.span.end :]}"
    )
    (home / f"{MRN}.txt").write_text(source)
    assert run("import", home / f"{MRN}.txt").code == 0
    return noted


def rows(run: Run) -> dict[str, list[str]]:
    """The rows of each note in doubt, by its text or words."""
    told = [line.split("\t") for line in run("review").out.splitlines()]
    return {row[-1] or row[3]: row for row in told}


def test_notes_in_their_place_are_nothing(run: Run, noted: Path) -> None:
    assert run("review") == (0, "", "No notes to review.\n")


def test_notes_are_told_with_their_places_and_settled_by_name(run: Run, corrected: Path) -> None:
    told = rows(run)
    gone, moved = told["on what is gone"], told["Cambodia"]
    assert gone[2] in ("unsure", "lost")
    assert (moved[2], moved[6]) == ("moved", "Cambodia")
    shapes = [json.loads(line) for line in run("review", "--json").out.splitlines()]
    assert {shape["note"] for shape in shapes} >= {"on what is gone", "Who drafted\nthe law?"}
    said = run("review", "--accept", moved[0], "--give-up", gone[0])
    assert said.out == "1 accepted, 1 given up.\n"
    left = rows(run)
    assert "on what is gone" not in left
    assert "Cambodia" not in left
    run("undo")
    assert "on what is gone" in rows(run)


def test_they_are_asked_about_one_by_one(run: Run, corrected: Path, says: Says) -> None:
    count = len(rows(run))
    says(*["no"] * count)
    said = run("review", "--ask", MRN)
    assert said.code == 0
    assert said.out.splitlines()[-1].startswith(f"{count} notes resolved")
    assert run("review").code == 0


@pytest.mark.parametrize(
    ("words", "code"),
    [(["--accept", "zzz"], 1), (["--give-up", ""], 1), (["--accept", "zz:b"], 1), (["99NOWHERE1"], 1)],
)
def test_a_name_of_no_note_is_not_found(run: Run, corrected: Path, words: list[str], code: int) -> None:
    assert run("review", *words).code == code
