"""``cables diff``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.library.builders import cable_text, write_cables

FIRST = "(C) Minister XXXXXXXXXXXX told the Ambassador that the plan would fail within months."
SECOND = "(C) The delegation left Phnom Penh for Bangkok on the evening of Friday."
OPENED = FIRST.replace("XXXXXXXXXXXX", "Sok An of Takeo")


@pytest.fixture
def corrected(run: Run, home: Path) -> None:
    """A cable in the library in two versions: a name is given in the later one."""
    for name, first in (("old", FIRST), ("new", OPENED)):
        folder = write_cables(home / name, a=cable_text("06PHNOMPENH977", paragraphs=[first, SECOND]))
        assert run("import", folder).code == 0


def test_two_versions_are_compared_word_by_word(run: Run, corrected: None) -> None:
    result = run("diff", "phnom penh 977")
    title, *lines = result.out.splitlines()
    assert title.startswith("06PHNOMPENH977 version 2, imported 20")
    assert " → version 1 (current), imported 20" in title
    assert lines == [
        "",
        "¶1 Minister [-XXXXXXXXXXXX-]{+Sok An of Takeo+} told the Ambassador that the",
        "  plan would fail within months.",
        "",
        "(1 unchanged part)",
        "",
        "Redactions",
        "  ¶1 opened: Sok An of Takeo",
    ]
    assert result.code == 0


def test_full_prints_unchanged_paragraphs_too(run: Run, corrected: None) -> None:
    out = run("diff", "--full", "06PHNOMPENH977").out
    assert "¶2 The delegation left Phnom Penh for Bangkok on the evening of Friday." in out
    assert "unchanged" not in out


def test_json_is_one_object_with_offsets_into_the_texts(run: Run, corrected: None) -> None:
    shape = json.loads(run("diff", "--json", "06PHNOMPENH977").out)
    assert (shape["same"], shape["head"]) == (False, [])
    first, second = shape["parts"]
    assert (first["kind"], first["label"], second["kind"]) == ("replaced", "¶1", "same")
    (replaced,) = [change for change in first["changes"] if change["kind"] == "replaced"]
    assert first["before"][slice(*replaced["before"])] == "XXXXXXXXXXXX"
    assert first["after"][slice(*replaced["after"])] == "Sok An of Takeo"
    assert shape["redactions"] == [{"part": "¶1", "opened": True, "words": "Sok An of Takeo"}]


def test_a_cable_is_the_same_as_itself(run: Run, corrected: None) -> None:
    result = run("diff", "06PHNOMPENH977", "06PHNOMPENH977")
    assert (result.code, result.out) == (0, "")
    assert "have the same text" in result.err


def test_a_cable_with_one_version_needs_another_cable(run: Run, home: Path) -> None:
    run("import", write_cables(home / "texts", a=cable_text("06PHNOMPENH977")))
    result = run("diff", "06PHNOMPENH977")
    assert result.code == 2
    assert "only one version of this cable: 06PHNOMPENH977\nName the cable to compare it with." in result.err


def test_what_a_cable_contains_cannot_drive_the_terminal(run: Run, home: Path) -> None:
    texts = {name: cable_text(f"06PHNOMPENH97{name[1]}", subject=f"A \x1b]0;x\x07 {name}",
             paragraphs=[f"(C) Bad \x1b[31m \u202e words {name} of the long paragraph that follows."])
             for name in ("a1", "a2")}  # fmt: skip
    run("import", write_cables(home / "texts", **texts))
    out = run("diff", "06PHNOMPENH971", "06PHNOMPENH972").out
    assert "words [-a1-]{+a2+} of" in out.replace("\n  ", " ")
    assert not {"\x1b", "\x07", "\u202e"} & set(out)
