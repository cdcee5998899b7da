"""``cables show``."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from reader import paths
from reader.cable.model import Level
from reader.cable.parse import parse
from reader.cli.cable_text import readable
from reader.cli.output import Paint
from reader.notes.queries.counts import NoteCounts
from tests.cli.conftest import Run

SAMPLES = paths.shipped("samples")


def test_a_cable_is_a_readable_page(run: Run, noted: Path) -> None:
    said = run("show", "phnom penh 977")
    lines = said.out.splitlines()
    assert said.code == 0
    assert said.err == ""
    assert lines[0] == "UNCLASSIFIED · 06PHNOMPENH977"
    assert lines[2] == "REGIONAL PROGRESS ON COMMIT PROCESS"
    assert "Date:     2006-05-23 06:55 UTC · PRIORITY" in lines
    assert "From:     AMEMBASSY PHNOM PENH" in lines
    assert "Tags:     PHUM (Human Rights)," in said.out
    assert any(line.startswith("     1 SUMMARY: The Coordinated Mekong") for line in lines)
    assert any(line.startswith("*    2 Cambodia: The Royal Government") for line in lines)
    assert "       STORELLA" in lines
    assert lines[-1] == "-- 1 note, 2 codes, 1 link (*): cables notes 06PHNOMPENH977"
    assert max(map(len, lines)) <= 80


def test_a_page_break_never_shows_in_the_text(run: Run, filled: Path) -> None:
    assert "002 OF 002" not in run("show", "06PHNOMPENH977").out


def test_portions_of_a_higher_level_lift_the_first_line(run: Run, filled: Path) -> None:
    first = run("show", "09PHNOMPENH189").out.splitlines()[0]
    assert first == "SENSITIVE BUT UNCLASSIFIED (marked UNCLASSIFIED) · 09PHNOMPENH189"


def test_the_full_header_is_as_sent(run: Run, filled: Path) -> None:
    out = run("show", "06PHNOMPENH977", "--full").out
    assert "FM AMEMBASSY PHNOM PENH" in out
    assert "VZCZCXRO3650" in out


def test_json_is_the_whole_record(run: Run, filled: Path) -> None:
    shape = json.loads(run("show", "06PHNOMPENH977", "--json").out)
    assert set(shape) == {"format", "mrn", "text_hash", "imported", "place", "given", "cable"}
    cable = shape["cable"]
    parsed = parse((SAMPLES / "06PHNOMPENH977.txt").read_text())
    assert cable["source"] == parsed.source
    assert cable["level"] == "U"
    assert [tag["code"] for tag in cable["tags"]] == ["PHUM", "PREL", "KWMN", "CB"]
    assert cable["paragraphs"][1]["label"] == "¶2"
    assert cable["paragraphs"][1]["found"] == "repaired"
    start, end = cable["subject_span"]
    assert "REGIONAL PROGRESS" in cable["source"][start:end]
    assert "".join(cable["source"][slice(*block["span"])] for block in cable["blocks"]) == cable["source"]


def test_several_cables_are_printed_in_turn(run: Run, filled: Path) -> None:
    out = run("show", "06PHNOMPENH977", "04RANGOON1422").out
    assert out.index("06PHNOMPENH977") < out.index("04RANGOON1422")


def test_a_number_that_is_not_held_offers_the_nearest(run: Run, filled: Path) -> None:
    said = run("show", "06PHNOMPENH976")
    assert said.code == 1
    assert said.err.startswith(
        "cables: No such cable in this library: 06PHNOMPENH976\nNearest: 06PHNOMPENH977"
    )


def test_raw_gives_a_pipe_the_bytes_as_found(filled: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "reader", "show", "06PHNOMPENH977", "--raw"], capture_output=True, check=True
    )
    assert done.stdout == (SAMPLES / "06PHNOMPENH977.txt").read_bytes()


def test_raw_at_a_terminal_cannot_drive_it(run: Run, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hostile = (SAMPLES / "06PHNOMPENH977.txt").read_text().replace("SUMMARY:", "SUMMARY:\x1b[2J\x07")
    (home / "x.txt").write_text(hostile)
    run("import", home / "x.txt")
    monkeypatch.setattr("reader.cli.commands.cables.show.is_terminal", lambda: True)
    for words in (["--raw"], [], ["--json"], ["--full"]):
        out = run("show", "06PHNOMPENH977", *words).out
        assert "\x1b" not in out
        assert "\x07" not in out


def test_a_cable_can_be_read_though_its_notes_cannot(run: Run, filled: Path) -> None:
    (filled / "notes").write_text("not a folder")
    said = run("show", "06PHNOMPENH977")
    assert said.code == 0
    assert "REGIONAL PROGRESS" in said.out
    assert said.err.startswith("cables: ")


def test_colour_is_for_terminals_that_want_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.cli.output.is_terminal", lambda: True)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert Paint().level("SECRET", Level.S) == "\x1b[31mSECRET\x1b[0m"
    monkeypatch.setenv("NO_COLOR", "1")
    assert Paint().level("SECRET", Level.S) == "SECRET"
    monkeypatch.delenv("NO_COLOR")
    monkeypatch.setenv("TERM", "dumb")
    assert Paint().bold("x") == "x"


def test_bullets_hang_and_tables_stay_as_set() -> None:
    cable = parse(
        "SUBJECT: X\n\n1. (C) Points:\n\n"
        "-- one that is long enough to be wrapped at the narrow width asked for\n\n-- two\n"
    )
    lines = list(readable(cable, "X", {}, columns=40, paint=Paint(on=False)))
    at = next(index for index, line in enumerate(lines) if "-- one" in line)
    assert lines[at].startswith("       -- one")
    assert lines[at + 1].startswith("          ")


@pytest.mark.parametrize(
    "source", ["", "\n", "x", "TAGS: PGOV", "1.", "SUBJECT:", "¶¶¶ (((", "1. (C) " + "word " * 5000]
)
def test_any_text_makes_a_page(source: str) -> None:
    noted: dict[int | None, NoteCounts] = {None: NoteCounts(1)}
    for columns in (1, 20, 80):
        for full in (True, False):
            assert list(
                readable(parse(source), "X", noted, columns=columns, paint=Paint(on=False), full=full)
            )


def test_the_samples_can_be_asked_for_without_an_import(run: Run) -> None:
    assert run("show", "--samples", "07BEIJING7545").out.startswith("SENSITIVE BUT UNCLASSIFIED")
    assert len(run("list", "--samples").out.splitlines()) == 5
    assert not paths.library_home().exists()
