"""Index files: what is in them, and that they are exported again like pages."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from reader.export.exporter import Exporter
from reader.export.protection.own_names import OwnNames
from reader.export.protection.policy import Protection, Treatment
from reader.export.styles.choice import style_named
from reader.export.writer import Action
from reader.notes.model import Code
from tests.export.builders import Bundle, a_code, a_note, on
from tests.export.test_exporter import CABLE, MUNICH, Source

COALITION = dataclasses.replace(a_code("Coalition talks"), definition="Who [[governs]].", colour="red")
BELOW = dataclasses.replace(a_code("fdp"), parent=COALITION.id, aliases=("liberals",))


class Coded(Source):
    """Two cables with codes."""

    def __init__(self, *codes: Code) -> None:
        super().__init__()
        self._codes = codes or (COALITION, BELOW)
        first, second = self._codes[:2]
        note = a_note(on(CABLE, 1, "FDP"), "Why the *FDP*?\nMore.", second, first, number=0x11000000)
        self.bundles[MUNICH] = Bundle((note,))

    def codes(self) -> tuple[Code, ...]:
        return self._codes

    def fingerprint(self, mrn: str) -> str:
        return repr((self.bundles[mrn], self._codes))


def exported(
    folder: Path, source: Source | None = None, style: str = "plain", *, prune: bool = False
) -> dict[str, Action]:
    exporter = Exporter.of(source or Coded(), style_named(style))
    return {
        outcome.path.stem: outcome.action for outcome in exporter.to_folder(folder, indexes=True, prune=prune)
    }


def inside(path: Path) -> str:
    return path.read_text().split("-->\n", 1)[1].rsplit("\n<!--", 1)[0]


def test_each_index_says_what_is_there(tmp_path: Path) -> None:
    exported(tmp_path)
    texts = {path.stem: inside(path) for path in tmp_path.glob("*-*.md")}
    linked = "[09MUNICH273](09MUNICH273.md) ¶1 (SBU)"
    munich = '[09MUNICH273](09MUNICH273.md): GERMAN ELECTIONS: BAVARIA "WINS" \\#1'
    berlin = "[09BERLIN1340](09BERLIN1340.md)"
    missing = "[09BERLIN1340](09BERLIN1340.md) (the year is a guess), [09MUNICH273](09MUNICH273.md)"
    assert texts == {
        "index-cables": f"- {berlin}\n- {munich} (2009-11-06)",
        "index-dates": f"## 2009\n\n- {munich} (2009-11-06)\n\n## Without a date\n\n- {berlin}",
        "index-posts": f"## Consulate Munich\n\n- {munich} (2009-11-06)\n\n## Embassy Berlin\n\n- {berlin}",
        "index-timeline": (
            f"## November 6, 2009: {munich}\n\n- {linked}: Why the \\*FDP\\*?\n\n"
            f"## Without a date: {berlin}\n\n- {berlin} ¶2: Another."
        ),
        "index-codes": (
            "- [Coalition talks](code-coalition-talks.md) (tag coalition-talks): 1 passage\n"
            "  - [fdp](code-fdp.md): 1 passage"
        ),
        "index-codebook": (
            "## Coalition talks\n\nWho \\[\\[governs\\]\\].\n\n- Colour: red\n- Used on: 1 passage\n\n"
            "## fdp\n\n*No definition yet.*\n\n- Under: Coalition talks\n- Also: liberals\n"
            "- Used on: 1 passage"
        ),
        "index-searches": (
            "- 2026-01-01: vodka \\[\\[x\\]\\]: 3 found\n- 2026-01-01: all cables: 0 found; 2 judged, 1 kept"
        ),
        "index-missing": f"- 09STATE1: cited by {missing} (the year is a guess)",
        "code-coalition-talks": (
            f"Who \\[\\[governs\\]\\].\n\n## {munich}\n\n### {linked}\n\n> FDP\n\nWhy the \\*FDP\\*?"
        ),
        "code-fdp": f"## {munich}\n\n### {linked}\n\n> FDP\n\nWhy the \\*FDP\\*?",
    }


def test_passages_are_linked_where_the_style_has_ids(tmp_path: Path) -> None:
    exported(tmp_path / "obsidian", style="obsidian")
    assert "[[09MUNICH273#^n110000|09MUNICH273 ¶1]]" in (tmp_path / "obsidian" / "code-fdp.md").read_text()
    exported(tmp_path / "pandoc", style="pandoc")
    assert "[09MUNICH273 ¶1](09MUNICH273.md#n110000)" in (tmp_path / "pandoc" / "code-fdp.md").read_text()


def test_a_second_time_nothing_is_written(tmp_path: Path) -> None:
    exported(tmp_path)
    before = {path.name: path.stat().st_mtime_ns for path in tmp_path.iterdir()}
    assert {*exported(tmp_path).values()} == {Action.UNCHANGED}
    (tmp_path / ".cables-export.json").unlink()
    assert {*exported(tmp_path).values()} == {Action.UNCHANGED}
    after = {path.name: path.stat().st_mtime_ns for path in tmp_path.iterdir()}
    del before[".cables-export.json"], after[".cables-export.json"]
    assert after == before


def test_own_text_is_kept_and_a_renamed_code_keeps_its_file(tmp_path: Path) -> None:
    exported(tmp_path)
    path = tmp_path / "code-fdp.md"
    path.write_text(f"{path.read_text()}\nMy argument.\n")
    renamed = dataclasses.replace(BELOW, name="Liberals")
    actions = exported(tmp_path, Coded(COALITION, renamed))
    assert actions["code-fdp"] is Action.UPDATED
    assert "code-liberals" not in actions
    text = path.read_text()
    assert "# Code: Liberals\n" in text
    assert text.endswith("\nMy argument.\n")
    assert "[Liberals](code-fdp.md)" in (tmp_path / "index-codes.md").read_text()


def test_two_codes_with_names_alike_have_a_file_each(tmp_path: Path) -> None:
    other = dataclasses.replace(a_code("FDP!", number=901), id="code-other")
    assert {"code-fdp", "code-fdp-2"} <= {*exported(tmp_path, Coded(BELOW, other))}


@pytest.mark.parametrize(("own", "action"), [("", Action.REMOVED), ("Mine.\n", Action.UNCHANGED)])
def test_the_file_of_a_vanished_code_is_removed_only_if_nobody_edited_it(
    tmp_path: Path, own: str, action: Action
) -> None:
    exported(tmp_path)
    path = tmp_path / "code-fdp.md"
    path.write_text(path.read_text() + own)
    source = Source()
    assert exported(tmp_path, source)["code-fdp"] is Action.UNCHANGED
    assert exported(tmp_path, source, prune=True)["code-fdp"] is action
    assert path.exists() is bool(own)


@pytest.mark.parametrize("treatment", ["mask", "leave-out"])
def test_protected_names_are_in_no_index(tmp_path: Path, treatment: str) -> None:
    protection = Protection(Treatment(treatment), OwnNames(("Vodka", "FDP")))
    exporter = Exporter.of(Coded(), style_named("plain"), protection=protection)
    counted = [dict(protection.found) for _ in exporter.to_folder(tmp_path, indexes=True)]
    texts = "".join(path.read_text() for path in tmp_path.glob("*.md"))
    assert "FDP" not in texts
    assert "vodka" not in texts
    assert counted[1] == counted[-1], "what the indexes repeat is counted once"
