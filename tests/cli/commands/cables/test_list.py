"""``cables list``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reader.cli.output import FORMAT
from reader.joined.typed_cables import join_words
from tests.cli.conftest import Run


def test_an_empty_library_says_how_to_fill_it(run: Run) -> None:
    said = run("list")
    assert said.code == 1
    assert said.out == ""
    assert "cables import PATH" in said.err


def test_a_pipe_gets_columns_between_tabs(run: Run, noted: Path) -> None:
    lines = run("list").out.splitlines()
    assert len(lines) == 5
    assert lines[3] == "2006-05-23\t06PHNOMPENH977\tU\t4\tREGIONAL PROGRESS ON COMMIT PROCESS"
    assert lines[4] == "~2004-11\t04RANGOON1422\tC\t\tMAINLAND SE ASIA AND CHINA PLEDGE TIP COOPERATION"


def test_a_query_orders_and_limits(run: Run, filled: Path) -> None:
    def listed(*words: object) -> list[str]:
        return [line.split("\t")[1] for line in run("list", *words).out.splitlines()]

    assert listed("--order", "oldest", "--limit", 2) == ["04RANGOON1422", "06PHNOMPENH977"]
    assert listed("from:RANGOON") == ["04RANGOON1422"]
    assert listed("from:PHNOM PENH", "subject:REGIONAL") == ["06PHNOMPENH977"]


def test_json_is_an_object_a_line(run: Run, noted: Path) -> None:
    lines = [json.loads(line) for line in run("list", "--json").out.splitlines()]
    assert lines[3] == {
        "format": FORMAT,
        "mrn": "06PHNOMPENH977",
        "date": "2006-05-23T06:55:00+00:00",
        "estimated_date": None,
        "level": "U",
        "subject": "REGIONAL PROGRESS ON COMMIT PROCESS",
        "origin": "AMEMBASSY PHNOM PENH",
        "size": lines[3]["size"],
        "notes": 4,
    }


def test_no_answer_says_what_was_searched(run: Run, filled: Path) -> None:
    said = run("list", "xyzzy")
    assert (said.code, said.out) == (1, "")
    assert "in 5 cables" in said.err


def test_a_query_that_cannot_be_read_is_a_wrong_request(run: Run, filled: Path) -> None:
    said = run("list", "(open")
    assert said.code == 2
    assert "Traceback" not in said.err
    assert said.err.startswith("cables: ")


@pytest.mark.parametrize(
    ("words", "query"),
    [
        (["a b"], "a b"),
        (["a", "b c"], 'a "b c"'),
        (["from:PHNOM PENH", "x"], 'from:"PHNOM PENH" x'),
        (['from:"PHNOM PENH"', "x"], 'from:"PHNOM PENH" x'),
    ],
)
def test_quotes_that_the_shell_took_are_put_back(words: list[str], query: str) -> None:
    assert join_words(words) == query
