"""``cables facets``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run


def test_a_pipe_gets_kind_value_and_count(run: Run, filled: Path) -> None:
    said = run("facets")
    lines = [line.split("\t") for line in said.out.splitlines()]
    assert said.code == 0
    assert ["post", "PHNOMPENH", "3"] in lines
    assert ["year", "2006", "2"] in lines
    assert ["level", "SBU", "3"] in lines
    assert {kind for kind, _, _ in lines} == {"year", "level", "post", "tag", "signer", "person"}
    tags = [line for line in run("facets", "--limit", 1).out.splitlines() if line.startswith("tag")]
    assert len(tags) == 1


def test_json_counts_everything(run: Run, filled: Path) -> None:
    counts = json.loads(run("facets", "--json", "from:rangoon").out)
    assert (counts["query"], counts["total"]) == ("from:rangoon", 1)
    assert (counts["years"], counts["months"]) == ({"2004": 1}, {"2004-11": 1})
    assert (counts["posts"], counts["levels"]) == ({"RANGOON": 1}, {"C": 1})


def test_a_terminal_gets_bars_and_meanings(run: Run, filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.cli.commands.cables.facets.is_terminal", lambda: True)
    out = run("facets", "--limit", 2).out
    assert out.startswith("5 cables\n\nYears\n")
    assert "PHNOMPENH  Embassy Phnom Penh" in out
    assert "more: --limit N" in out
    assert max(map(len, out.splitlines())) <= 80


def test_nothing_to_count_is_said(run: Run, filled: Path) -> None:
    said = run("facets", "xyzzy")
    assert (said.code, said.out) == (1, "")
    assert "in 5 cables" in said.err
