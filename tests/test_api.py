"""The public Python interface, and every example of docs/python.md."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

import reader
from reader import paths
from reader.errors import CablesError
from reader.notes.anchoring.anchor import target_for
from reader.workspace import Workspace

PAGE = Path(__file__).parent.parent / "docs" / "python.md"
EXAMPLES = re.findall(r"```python\n(.*?)```", PAGE.read_text(), re.DOTALL)
CABLE = "06PHNOMPENH977"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.delenv(paths.LIBRARY_VARIABLE, raising=False)
    for folder in (tmp_path / "phd" / "library", paths.library_home()):
        with Workspace.open(folder) as workspace:
            workspace.import_paths([paths.shipped("samples")])
            cable = workspace.cable(CABLE)
            assert cable
            workspace.notes.tag(target_for(cable, 2), ["visas"])
    return tmp_path


def test_cables_are_records(home: Path) -> None:
    with reader.open() as library:
        assert len(library) == library.count() == 5
        cables = list(library.cables("from:PHNOM*", order="oldest"))
        assert [cable["mrn"] for cable in cables] == [CABLE, "06PHNOMPENH1385", "09PHNOMPENH189"]
        assert [cable["notes"] for cable in cables] == [1, 0, 0]
        assert list(library.cables("xyzzy")) == []
        with pytest.raises(ValueError, match="newest"):
            list(library.cables(order="sideways"))


def test_a_cable_has_every_parsed_field(home: Path) -> None:
    with reader.open(home / "phd" / "library") as library:
        cable = library.cable("phnom penh 977")
        assert (cable["level"], cable["paragraphs"][1]["label"]) == ("U", "¶2")
        with pytest.raises(CablesError, match="No such cable"):
            library.cable("99NOWHERE1")


def test_notes_are_records(home: Path) -> None:
    with reader.open() as library:
        (note,) = library.notes()
        assert (note["kind"], note["codes"], note["target"]["mrn"]) == ("note", ["visas"], CABLE)
        assert list(library.notes("code:visas from:BEIJING")) == []


def test_a_missing_library_is_not_created(home: Path) -> None:
    with pytest.raises(CablesError, match="There is no library"):
        reader.open(home / "nowhere")
    assert not (home / "nowhere").exists()


def test_importing_the_package_loads_nothing_else() -> None:
    code = (
        "import sys, reader; print([name for name in sys.modules if name.startswith(('reader.', 'sqlite3'))])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_of_the_documentation_runs(
    home: Path, example: str, capsys: pytest.CaptureFixture[str]
) -> None:
    exec(compile(example, str(PAGE), "exec"), {})
    assert capsys.readouterr().out or "DataFrame" in example


def test_the_documentation_has_examples() -> None:
    assert len(EXAMPLES) == 5
