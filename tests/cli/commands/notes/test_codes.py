"""``cables codes``."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from reader import paths
from reader.notes.anchoring.anchor import target_for
from reader.notes.codec import encode
from reader.notes.model import Code
from reader.workspace import Workspace
from tests.cli.conftest import Run, Says

EXAMPLES = ["trafficking", "Mekong region"]


def listed(run: Run) -> dict[str, list[str]]:
    """Name to uses, parent, colour and definition."""
    rows = [line.split("\t") for line in run("codes").out.splitlines()]
    return {row[1]: [row[0], *row[2:]] for row in rows}


def test_no_codes_are_nothing_and_say_how_to_begin(run: Run, filled: Path) -> None:
    said = run("codes")
    assert (said.code, said.out) == (0, "")
    assert "cables codes new" in said.err


def test_codes_are_told_with_their_counts_and_those_above_them(run: Run, noted: Path) -> None:
    run("codes", "move", "Mekong region", "trafficking")
    run("codes", "define", "trafficking", "Of people")
    run("codes", "colour", "trafficking", "red")
    assert listed(run) == {
        "trafficking": ["1", "", "red", "Of people"],
        "Mekong region": ["1", "trafficking", "", ""],
    }
    shape = [json.loads(line) for line in run("codes", "--json").out.splitlines()]
    assert [(one["name"], one["parent"], one["uses"]) for one in shape] == [
        ("Mekong region", "trafficking", 1),
        ("trafficking", None, 1),
    ]
    table = list(csv.DictReader(io.StringIO(run("codes", "--csv").out)))
    assert [row["name"] for row in table] == EXAMPLES


def test_each_change_is_told_and_is_one_step(run: Run, noted: Path) -> None:
    assert run("codes", "new", "visas").out == '"visas"; on 0 notes\n'
    assert run("codes", "rename", "visas", "visa policy").out == '"visa policy"; also "visas"; on 0 notes\n'
    assert run("codes", "alias", "visas", "entry").out == '"visa policy"; also "visas", "entry"; on 0 notes\n'
    assert run("codes", "move", "entry", "trafficking").out.endswith('; under "trafficking"; on 0 notes\n')
    assert run("codes", "move", "entry").out == '"visa policy"; also "visas", "entry"; on 0 notes\n'
    assert run("codes", "alias", "entry").out == '"visa policy"; on 0 notes\n'
    for _ in range(6):
        assert run("undo").code == 0
    assert set(listed(run)) == set(EXAMPLES)


def test_merging_and_deleting_ask_with_the_counts(run: Run, noted: Path, says: Says) -> None:
    says("y")
    said = run("codes", "merge", "trafficking", "Mekong region")
    assert 'Merge "Mekong region" (1) into "trafficking" (1)? [y/N]' in said.err
    assert said.out == '"trafficking"; also "Mekong region"; on 1 note\n'
    says("no")
    assert run("codes", "delete", "trafficking").code == 1
    said = run("codes", "delete", "trafficking", "--yes")
    assert said.out == 'Deleted: "trafficking". `cables undo` restores it.\n'
    assert run("codes").code == 0
    run("undo")
    run("undo")
    assert set(listed(run)) == set(EXAMPLES)


def test_of_passages_that_overlap_the_wider_one_alone_may_keep_the_code(run: Run, noted: Path) -> None:
    with Workspace.open() as workspace:
        cable = workspace.cable("06PHNOMPENH977")
        assert cable
        workspace.notes.tag(target_for(cable, 2), ["people"])
    kept = run("codes", "merge", "people", "trafficking", "--yes")
    assert "1 pair of passages overlap; both keep the code." in kept.err
    assert kept.out.endswith("on 2 notes\n")
    run("undo")
    assert "on 1 note" in run("codes", "merge", "people", "trafficking", "--wider", "--yes").out


def test_a_code_is_split_by_a_query(run: Run, noted: Path) -> None:
    run("tag", "from:BEIJING", "+trafficking", "--yes")
    assert run("codes", "split", "trafficking", "in China", "from:BEIJING").out == '"in China"; on 1 note\n'
    assert listed(run)["trafficking"][0] == "1"
    assert run("codes", "split", "trafficking", "other", "from:RANGOON").code == 1


def test_codes_that_meet_are_counted(run: Run, noted: Path) -> None:
    assert run("codes", "--together").out == "1\tMekong region\ttrafficking\n"
    assert json.loads(run("codes", "--together", "--json").out)["together"] == 1
    assert run("codes", "--together", "--csv").out.splitlines()[1] == "Mekong region,trafficking,1"


@pytest.mark.parametrize("name", ["book.qdc", "book.csv"])
def test_a_codebook_goes_out_and_comes_into_another_library(
    run: Run, noted: Path, home: Path, name: str
) -> None:
    run("codes", "move", "Mekong region", "trafficking")
    run("codes", "define", "trafficking", "=cmd() of people")
    assert run("codes", "export", name).out == f"{name}  2 codes\n"
    other = ["--library", home / "other"]
    assert run(*other, "import", paths.shipped("samples")).code == 0
    assert run(*other, "codes", "import", "--yes", name).out == "2 new.\n"
    assert run(*other, "codes").out == (
        "0\ttrafficking\t\t\t=cmd() of people\n0\tMekong region\ttrafficking\t\t\n"
    )
    assert run(*other, "codes", "import", name).out == "Nothing new in this codebook.\n"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["rename", "traficking", "x"], 'Nearest: "trafficking".'),
        (["rename", "trafficking", "MEKONG REGION"], 'There is a code "Mekong region" already'),
        (["new", " "], "needs a name"),
        (["move", "trafficking", "trafficking"], "under itself"),
        (["colour", "trafficking", "muddy"], "#rrggbb"),
        (["merge", "trafficking", "trafficking"], "No codes to merge"),
        (["import", "missing.csv"], "cannot be read"),
        (["export", "book.txt"], ".qdc or .csv"),
    ],
)
def test_what_cannot_be_done_is_said(run: Run, noted: Path, words: list[str], said: str) -> None:
    told = run("codes", *words)
    assert told.code in (1, 2)
    assert said in told.err


@pytest.mark.parametrize(
    "words",
    [
        ["codes", "new", "bad\udcff"],
        ["codes", "rename", "trafficking", "bad\udcff"],
        ["codes", "alias", "trafficking", "bad\udcff"],
        ["codes", "split", "trafficking", "bad\udcff", "code:trafficking"],
        ["tag", "06PHNOMPENH977", "+bad\udcff", "--yes"],
        ["note", "06PHNOMPENH977", "--code", "bad\udcff"],
        ["author", "bad\udcff"],
    ],
    ids=lambda words: " ".join(words[:2]),
)
def test_a_name_that_is_not_unicode_is_refused(run: Run, noted: Path, words: list[str]) -> None:
    before = run("bundle").out
    said = run(*words)
    assert (said.code, said.out) == (1, "")
    assert "cannot contain control characters or invalid Unicode: bad\ufffd\n" in said.err
    assert run("bundle").out == before


def test_no_code_can_drive_the_terminal(run: Run, noted: Path) -> None:
    with Workspace.open() as workspace:  # as another program may have written it
        notes = workspace.notes
        with notes.transaction() as transaction:
            name = "\x1b[2Jevil\ttab\nline"
            code = Code(**notes.new_fields(transaction), name=name, definition="\x1b]0;title\x07")
            transaction.insert("codes", encode(code))
    for words in (
        ["codes"],
        ["codes", "--json"],
        ["codes", "--csv"],
        ["codes", "delete", "\x1b[2J", "--yes"],
    ):
        said = run(*words)
        assert "evil" in said.out + said.err or words[1] == "delete"
        assert "\x1b" not in said.out + said.err
        assert "\x07" not in said.out + said.err
