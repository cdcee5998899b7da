"""``cables data``."""

from __future__ import annotations

import json
from pathlib import Path

from reader import paths
from tests.cli.conftest import Run


def test_everything_goes_out_and_into_an_empty_library(run: Run, noted: Path, home: Path) -> None:
    assert run("data", "jsonl", "--to", "all.jsonl").code == 0
    text = (home / "all.jsonl").read_text()
    assert run("import", paths.shipped("samples"), "--library", home / "other").code == 0
    said = run("data", "jsonl", "--read", "all.jsonl", "--library", home / "other")
    assert said.code == 0
    assert said.out == f"{text.count(chr(10)) - 1} documents read.\n"
    assert run("data", "jsonl", "--library", home / "other").out == text
    assert run("data", "jsonl", "--read", "all.jsonl").code == 1


def test_an_existing_file_is_not_written_over(run: Run, noted: Path, home: Path) -> None:
    (home / "mine.csv").write_text("mine")
    assert run("data", "csv", "--to", "mine.csv").code == 1
    assert (home / "mine.csv").read_text() == "mine"


def test_passages_and_annotations_are_printed(run: Run, noted: Path) -> None:
    assert run("data", "csv").out.startswith("cable,date,sender,")
    items = json.loads(run("data", "annotations").out)["items"]
    assert {item["motivation"] for item in items} == {"commenting", "tagging", "linking"}
