"""``cables links``."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Run


def test_links_and_references_are_told_hop_by_hop(run: Run, noted: Path) -> None:
    rows = [line.split("\t") for line in run("links", "06PHNOMPENH977").out.splitlines()]
    assert rows[0] == ["1", "¶2", "continues", "07BEIJING7545 ¶4", "", "the same plan"]
    assert run("links", "04RANGOON1370").out == (
        "1\t\treferred to by\t04RANGOON1422\t\t\n2\t\trefers to\t04RANGOON1357\t\t\n"
    )
    assert run("links", "04RANGOON1370", "--hops", 1).out.count("\n") == 1


def test_own_links_alone(run: Run, noted: Path) -> None:
    said = run("links", "--own", "04RANGOON1422")
    assert (said.code, said.out) == (1, "")
    assert said.err == "04RANGOON1422 has no links.\n"


def test_json_gives_the_outline(run: Run, noted: Path) -> None:
    first, link, *_ = [json.loads(line) for line in run("links", "--json", "06PHNOMPENH977").out.splitlines()]
    assert (first["hops"], first["mrn"], first["relation"]) == (0, "06PHNOMPENH977", None)
    assert (link["relation"], link["from"], link["to"]) == ("continues", "¶2", "¶4")


def test_what_is_no_number_is_a_wrong_request(run: Run, noted: Path) -> None:
    assert run("links", "nothing").code == 1
