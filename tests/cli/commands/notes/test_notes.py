"""``cables notes``."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

from reader.cli.output import FORMAT
from tests.cli.conftest import Run, Said


def records(result: Said) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.out.splitlines()]


def test_no_notes_are_nothing(run: Run, filled: Path) -> None:
    assert run("notes") == (0, "", "There are no notes yet.\n")
    assert run("notes", "06PHNOMPENH977") == (1, "", "There are no notes on this cable yet.\n")


def test_notes_are_printed_in_the_order_of_the_text(run: Run, noted: Path) -> None:
    said = run("notes")
    assert said.code == 0
    assert said.err == ""
    assert said.out == (
        "06PHNOMPENH977  REGIONAL PROGRESS ON COMMIT PROCESS\n"
        "\n"
        "  ¶2\n"
        "    “Cambodia: The Royal Government of Cambodia (RGC) reported several\n"
        "    achievements in bilateral cooperation as well as in several internal areas.\n"
        "    The RGC reported [...]”\n"
        "    Who drafted\n"
        "    the law?\n"
        "    → continues 07BEIJING7545 ¶4: the same plan\n"
        "\n"
        "  ¶2  #trafficking  #Mekong region\n"
        "    “Cambodia”\n"
    )


def test_links_from_elsewhere_are_shown_on_the_other_side(run: Run, noted: Path) -> None:
    out = run("notes", "07BEIJING7545").out
    assert "  Referred to by\n    ← 06PHNOMPENH977 ¶2 continues ¶4: the same plan\n" in out


def test_json_gives_the_records(run: Run, noted: Path) -> None:
    note, coded, link = records(run("notes", "--json"))
    assert (note["format"], note["kind"], link["kind"]) == (FORMAT, "note", "link")
    assert note["body"] == "Who drafted\nthe law?"
    assert note["target"]["number"] == 2
    assert coded["codes"] == ["trafficking", "Mekong region"]
    assert coded["target"]["quote"]["exact"] == "Cambodia"
    assert (link["relation"], link["target"]["mrn"]) == ("continues", "07BEIJING7545")


def test_notes_are_found_by_the_fields_of_a_query(run: Run, noted: Path) -> None:
    run("tag", "from:RANGOON", "+trafficking", "--yes")
    assert "Who drafted" in run("notes", "note:drafted", "from:PHNOM*").out
    assert run("notes", "code:trafficking", "from:RANGOON").out.startswith("04RANGOON1422")
    assert "Referred to by" not in run("notes", "has:notes").out
    assert run("notes", "xyzzy") == (1, "", "No matching notes.\n")
    assert run("notes", "is:nothing").code == 2


def test_notes_are_grouped_by_code_author_or_day(run: Run, noted: Path) -> None:
    run("tag", "from:RANGOON", "+trafficking", "--yes")
    headings = [line for line in run("notes", "--by", "code").out.splitlines() if line.endswith(")")]
    assert headings == ["Mekong region (1)", "trafficking (2)", "Without a code (2)"]
    by_author = [
        json.loads(line) for line in run("notes", "--by", "author", "--json", "has:codes").out.splitlines()
    ]
    assert len(by_author) == 2
    assert len({note["author"] for note in by_author}) == 1
    by_day = [
        json.loads(line) for line in run("notes", "--by", "day", "--json", "06PHNOMPENH977").out.splitlines()
    ]
    assert sorted(record["kind"] for record in by_day) == ["link", "note", "note"]
    assert len({record["day"] for record in by_day}) == 1


def test_json_lines_without_notes_are_none(run: Run, filled: Path) -> None:
    assert run("notes", "--json")[:2] == (0, "")


def test_an_unknown_cable_is_a_wrong_request(run: Run, noted: Path) -> None:
    assert run("notes", "06PARIS1").code == 1


def test_notes_on_a_cable_that_is_gone_from_the_library_are_still_printed(
    run: Run, noted: Path, home: Path
) -> None:
    other = home / "other"
    shutil.copytree(noted / "notes", other / "notes")
    said = run("--library", other, "notes", "06PHNOMPENH977")
    assert said.code == 0
    assert "06PHNOMPENH977  (not in the library)" in said.out
    assert "Who drafted" in said.out
