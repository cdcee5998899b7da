"""``cables note`` and ``cables link``: what the screen writes, a script can write too."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from reader.workspace import Workspace
from tests.cli.conftest import Run

CABLE, OTHER = "06PHNOMPENH977", "07BEIJING7545"


def test_a_note_on_a_cable_a_paragraph_and_a_quotation(run: Run, filled: Path) -> None:
    assert run("note", CABLE, "--text", "whole").out.rstrip().endswith(CABLE)
    assert run("note", CABLE, "¶2", "--text", "para").out.rstrip().endswith(f"{CABLE} ¶2")
    quote = "royal  government of\nCambodia"
    assert run("note", CABLE, "2", "--quote", quote, "--text", "words", "--code", "visas").code == 0
    with Workspace.open() as workspace:
        notes = {note.body: note for note in workspace.notes.annotations()}
        (code,) = workspace.notes.codes()
        whole, paragraph, words = notes["whole"], notes["para"], notes["words"]
        assert (whole.target.ordinal, paragraph.target.number) == (None, 2)
        assert words.target.quote
        assert words.target.quote.exact == "Royal Government of Cambodia"
        assert words.codes == (code.id,)
        assert words.target.text_hash == whole.target.text_hash != ""
    assert run("undo").code == run("undo").code == 0
    assert "words" not in run("notes").out


def test_the_quotation_finds_its_paragraph(run: Run, filled: Path) -> None:
    assert run("note", CABLE, "--quote", "Royal Government of Cambodia", "--text", "x").out.endswith("¶2\n")
    several = run("note", CABLE, "--quote", "COMMIT", "--text", "x")
    assert several.code == 1
    assert "Name the paragraph: ¶" in several.err


def test_the_text_comes_from_standard_input(run: Run, filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("two\nlines\n"))
    assert json.loads(run("note", CABLE, "--text", "-", "--json").out)["body"] == "two\nlines"


def test_codes_alone_are_put_on_once(run: Run, filled: Path) -> None:
    first = run("note", CABLE, "¶2", "--code", "visas").out
    assert first.endswith(f"{CABLE} ¶2\n")
    assert run("note", CABLE, "¶2", "--code", "visas").out == first
    assert run("codes").out == "1\tvisas\t\t\t\n"


def test_two_cables_are_linked(run: Run, filled: Path) -> None:
    result = run("link", CABLE, "¶2", OTHER, "4", "--relation", "continues", "--comment", "the same plan")
    assert result.out.split("  ")[1] == f"{CABLE} ¶2 continues {OTHER} ¶4\n"
    assert run("links", "--own", CABLE).out == f"1\t¶2\tcontinues\t{OTHER} ¶4\t\tthe same plan\n"
    assert run("link", CABLE, OTHER).out.split("  ")[1] == f"{CABLE} see also {OTHER}\n"


@pytest.mark.parametrize(
    ("words", "code", "text"),
    [
        (["note", CABLE], 2, "The note is empty"),
        (["note", CABLE, "--text", "  "], 2, "The note is empty"),
        (["note", CABLE, "¶99", "--text", "x"], 1, f"No such paragraph: {CABLE} ¶99"),
        (["note", CABLE, "¶2", "--quote", "xyzzy", "--text", "x"], 1, "These words do not occur"),
        (["note", CABLE, "--quote", " ", "--text", "x"], 2, "The quotation is empty"),
        (["note", "99NOWHERE1", "--text", "x"], 1, "No such cable"),
        (["link", CABLE], 2, "A link needs two cables"),
        (["link", CABLE, OTHER, "04RANGOON1422"], 2, "A link needs two cables"),
        (["link", CABLE, "99NOWHERE1"], 1, "No such cable"),
        (["note", CABLE, "¶\x1b[2J", "--text", "x"], 1, "No such paragraph"),
    ],
)
def test_what_cannot_be_written_says_why(
    run: Run, filled: Path, words: list[str], code: int, text: str
) -> None:
    result = run(*words)
    assert result.code == code
    assert text in result.err
    assert "\x1b" not in result.err
    assert run("notes").out == ""
