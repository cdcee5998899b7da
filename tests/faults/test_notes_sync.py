"""Two copies of a store that went apart, and a file-sync tool that puts the files of one over the other's."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from reader.notes.merge import apply, bundle_files
from tests.notes.builders import bodies, notes_in, paragraph


@pytest.fixture
def copies(tmp_path: Path) -> tuple[Path, Path]:
    """Ours and theirs: the same to begin with, then a change of its own in each, snapshots made."""
    ours, theirs = tmp_path / "ours", tmp_path / "theirs"
    notes = notes_in(ours)
    notes.annotate(paragraph(1), "shared")
    notes.close()
    shutil.copytree(ours, theirs)
    for folder, texts in ((ours, ["ours"]), (theirs, ["theirs", "theirs too"])):
        notes = notes_in(folder)
        for text in texts:
            notes.annotate(paragraph(2), text)
        notes.close()
    return ours, theirs


def put_over(source: Path, target: Path, pattern: str) -> None:
    for path in source.glob(pattern):
        shutil.copy(path, target / path.name)


def all_texts(folder: Path) -> set[str]:
    """What is shown and what was kept apart, merged."""
    notes = notes_in(folder, background=False)
    for path in (folder / "aside").glob("other-copy-*"):
        apply.merge(notes, bundle_files.load(path))
    texts = set(bodies(notes))
    notes.close()
    return texts


@pytest.mark.parametrize("pattern", ["snapshot-000003.jsonl", "journal-000002.jsonl"])
def test_files_of_another_copy_are_noticed_and_both_are_kept(copies: tuple[Path, Path], pattern: str) -> None:
    ours, theirs = copies
    put_over(theirs, ours, pattern)
    notes = notes_in(ours)
    said = " ".join(notes.warnings)
    assert "another copy" in said
    assert str(ours / "aside") in said
    notes.close()
    assert all_texts(ours) == {"shared", "ours", "theirs", "theirs too"}


def test_it_is_said_once(copies: tuple[Path, Path]) -> None:
    ours, theirs = copies
    put_over(theirs, ours, "snapshot-000003.jsonl")
    notes_in(ours).close()
    assert notes_in(ours).warnings == ()


def test_a_whole_copy_put_over_ours_is_simply_that_copy(copies: tuple[Path, Path]) -> None:
    ours, theirs = copies
    put_over(theirs, ours, "*.jsonl")
    notes = notes_in(ours)
    assert notes.warnings == ()
    assert bodies(notes) == ["shared", "theirs", "theirs too"]
