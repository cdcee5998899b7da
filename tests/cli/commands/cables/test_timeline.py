"""``cables timeline``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run


def test_a_pipe_gets_every_period_and_the_groups_with_cables(run: Run, filled: Path) -> None:
    lines = run("timeline", "--unit", "year").out.splitlines()
    assert lines == ["2004\t1", "2005\t0", "2006\t2", "2007\t1", "2008\t0", "2009\t1"]
    lines = run("timeline", "--unit", "year", "--by", "post", "--top", 1).out.splitlines()
    assert lines == ["2006\tPHNOMPENH\t2", "2009\tPHNOMPENH\t1"]
    lines = run("timeline", "--cables", "from:PHNOM*").out.splitlines()
    assert [line.split("\t")[1::4] for line in lines] == [
        ["06PHNOMPENH977", ""], ["06PHNOMPENH1385", "70"], ["09PHNOMPENH189", "966"],
    ]  # fmt: skip


def test_json_and_csv_have_gaps_peaks_and_groups(run: Run, noted: Path) -> None:
    found = json.loads(run("timeline", "--json", "--unit", "year", "--by", "code").out)
    assert found["peaks"] == [{"period": "2006", "count": 2, "query": "date:2006"}]
    assert [gap["days"] for gap in found["gaps"]] == [567 - 1, 461 - 1]
    assert [group["name"] for group in found["groups"]] == ["Mekong region", "trafficking"]
    assert (found["total"], found["undated"], found["inferred"]) == (5, 0, 1)
    rows = run("timeline", "--csv", "--unit", "year", "--by", "tag", "--top", 1).out.splitlines()
    assert rows[:2] == ["period,first day,last day,cables,PHUM", "2004,2004-01-01,2004-12-31,1,1"]


def test_a_terminal_gets_bars_and_gaps_in_words(
    run: Run, filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("timeline.timeline_command", "timeline.timeline_lines"):
        monkeypatch.setattr(f"reader.cli.commands.cables.{module}.is_terminal", lambda: True)
    out = run("timeline", "--by", "post").out
    assert out.startswith("5 cables by month: November 2004 to March 2009\n")
    assert "no cables for 17 months, from 2 August 2006 to 18 December 2007" in out
    assert "PHNOMPENH              3  " in out
    assert "1 cable shown by an inferred date." in out
    assert max(map(len, out.splitlines())) <= 80


def test_a_picture_is_written_to_a_new_file_only(run: Run, filled: Path) -> None:
    said = run("timeline", "--by", "post", "--svg", "over.svg")
    assert (said.code, said.out) == (0, "over.svg\n")
    before = Path("over.svg").read_text(encoding="utf-8")
    assert before.startswith("<svg ")
    assert run("timeline", "--svg", "over.svg").code == 1
    assert Path("over.svg").read_text(encoding="utf-8") == before
    assert run("timeline", "--svg", "x.svg", "--cables").code == 2


def test_a_chain_is_shown_with_what_the_library_lacks(run: Run, noted: Path) -> None:
    said = run("timeline", "--chain", "07BEIJING7545", "--hops", 1, "--cables")
    assert "06PHNOMPENH977" in said.out
    assert run("timeline", "--chain", "99NOWHERE1").code == 1
    assert run("timeline", "xyzzy").code == 1
