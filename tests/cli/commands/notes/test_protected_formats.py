"""Protected names in each format that can be written: refused, masked, left out, kept."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from reader.export.protection.own_list import add_names
from reader.notes.anchoring.anchor import target_for
from reader.notes.model import Target
from reader.notes.persons.person_changes import merge
from reader.notes.trails import trail_changes
from reader.workspace import Workspace
from tests.cli.conftest import Run, furnishing

CABLE = """\
P 061200Z NOV 09
FM AMEMBASSY LONDON
TO SECSTATE WASHDC

C O N F I D E N T I A L LONDON 000273

TAGS: PGOV
SUBJECT: FREER ON TRIDENT

1. (C) Dr. Richard Freer (strictly protect) told us of plans.

2. (C) Freer's deputy is named here, too.

3. (C) Nobody is.
"""
FORMATS = {
    "obsidian": ("export", "--all", "--style", "obsidian", "--to"),
    "pandoc": ("export", "--all", "--style", "pandoc", "--to"),
    "plain": ("export", "--all", "--style", "plain", "--to"),
    "one.md": ("export", "--all", "--to"),
    "indexes": ("export", "--all", "--index", "--to"),
    "notes.html": ("export", "--all", "--to"),
    "notes.docx": ("export", "--all", "--to"),
    "notes.jsonl": ("data", "jsonl", "--to"),
    "notes.csv": ("data", "csv", "--to"),
    "notes.json": ("data", "annotations", "--to"),
    "notes.qdpx": ("data", "qdpx", "--to"),
    "notes.graphml": ("data", "graphml", "--to"),
    "notes.dot": ("data", "dot", "--to"),
    "notes.sqlite": ("data", "sqlite", "--to"),
}


@pytest.fixture(scope="module")
def pleading_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library with notes on a cable that asks to protect a name, and a link that names it."""
    folder = tmp_path_factory.mktemp("pleading")
    (folder / "cable.txt").write_text(CABLE)
    with furnishing(folder) as command:
        command("import", folder / "cable.txt")
        with Workspace.open() as workspace:
            cable = workspace.cable("09LONDON273")
            assert cable
            workspace.notes.annotate(target_for(cable, 1), "Ask Freer.")
            workspace.notes.annotate(target_for(cable, 3), "Untouched.")
            workspace.notes.link(
                target_for(cable, 2), target_for(cable, 3), "cites", "as Freer or Dicky Frere says"
            )
            merge(workspace.notes, ["Richard Freer", "Dicky Frere"])
    return folder


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_does_with_protected_names_as_it_is_told(
    run: Run, pleading_home: Path, monkeypatch: pytest.MonkeyPatch, home: Path, name: str
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(pleading_home / "data"))
    said = run(*FORMATS[name], home / name)
    assert said.code == 1
    assert "Nothing was written: there are protected names" in said.err
    assert not (home / name).exists()
    for treatment in ("mask", "leave-out", "keep"):
        path = home / treatment / name
        path.parent.mkdir()
        said = run(*FORMATS[name], path, "--protected", treatment)
        assert said.code == 0, said.err
        written = _written(path)
        assert "09LONDON273" in written
        assert ("freer" in written.lower()) is (treatment == "keep")
        assert treatment == "keep" or "frere" not in written.lower(), "a merged spelling"


def _written(path: Path) -> str:
    """Everything in a file, an archive or a folder."""
    if path.is_dir():
        return "".join(_written(one) for one in path.iterdir())
    data = path.read_bytes()
    if path.suffix in (".qdpx", ".docx"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return "".join(archive.read(one).decode(errors="replace") for one in archive.namelist())
    return data.decode(errors="replace")


def test_a_name_that_only_a_trail_has_is_not_written_unasked(run: Run, home: Path) -> None:
    add_names(["Anatoly Hidden"])
    with Workspace.open() as workspace:
        trail_changes.create(workspace.notes, "With Anatoly Hidden", [Target("09PARIS1")])
    said = run("data", "jsonl")
    assert (said.code, said.out) == (1, "")
    assert "Nothing was written: there are protected names (2 mentions, none on a cable)" in said.err
    assert "a trail, code, search or merged name: Anatoly Hidden, twice (on your list)" in said.err
    assert "Give --protected mask to write [name protected], --protected leave-out to leave" in said.err
    assert "or --protected keep to write the names." in said.err
    masked, kept = run("data", "jsonl", "--protected", "mask"), run("data", "jsonl", "--protected", "keep")
    assert "With [name protected]" in masked.out
    assert "Anatoly" not in masked.out
    assert "With Anatoly Hidden" in kept.out
    assert "Protected names were kept: 2 mentions" in kept.err
    assert "With" not in run("data", "jsonl", "--protected", "leave-out").out
