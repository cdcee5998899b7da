"""``cables import`` and ``cables open``: what comes in, and what is said of what does not."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from reader import paths
from reader.durations import duration
from tests.cli.conftest import Run

SAMPLES = paths.shipped("samples")


def test_an_import_says_what_it_did(run: Run) -> None:
    assert run("import", SAMPLES) == (0, "Done: 5 added. The library now has 5 cables.\n", "")
    assert run("import", SAMPLES) == (
        0,
        "Done: 0 added, 5 already in the library. The library now has 5 cables.\n",
        "",
    )


def test_what_was_skipped_is_listed_with_its_reason(run: Run, home: Path) -> None:
    folder = home / "mixed"
    folder.mkdir()
    (folder / "06PHNOMPENH977.txt").write_bytes((SAMPLES / "06PHNOMPENH977.txt").read_bytes())
    (folder / "empty.txt").touch()
    (folder / "\x1b[2Jnoise.bin").write_bytes(bytes(range(256)) * 40)
    said = run("import", folder)
    assert said.code == 0
    assert said.out == "Done: 1 added, 2 skipped. The library now has 1 cable.\n"
    assert "empty.txt: empty" in said.err
    assert "\x1b" not in said.err


def test_a_missing_path_is_named_and_the_others_are_imported(run: Run, home: Path) -> None:
    said = run("import", SAMPLES, home / "nowhere")
    assert said.code == 4
    assert said.out == "Done: 5 added. The library now has 5 cables.\n"
    assert said.err == f"cables: No such file or folder: {home / 'nowhere'}\n"


@pytest.mark.parametrize(("verb", "words"), [("import", []), ("open", [SAMPLES])])
def test_missing_paths_alone_import_nothing(run: Run, home: Path, verb: str, words: list[Path]) -> None:
    said = run(verb, *words, home / "nowhere")
    assert said.code == 1
    assert said.err.startswith(f"cables: No such file or folder: {home / 'nowhere'}\n")
    assert not (home / "data").exists()


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("empty.txt", b"", "empty"),
        ("noise.bin", bytes(range(256)) * 40, "not a text"),
        ("shopping.txt", b"milk\neggs\n", "no cable found"),
    ],
)
def test_a_file_without_a_cable_fails_with_the_reason(
    run: Run, home: Path, name: str, content: bytes, reason: str
) -> None:
    (home / name).write_bytes(content)
    said = run("import", home / name)
    assert said.code == 1
    assert said.out == ""
    assert said.err.startswith("cables: No cable was found")
    assert reason in said.err


def test_an_empty_folder_fails(run: Run, home: Path) -> None:
    (home / "empty").mkdir()
    assert run("import", home / "empty").code == 1


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_folder_fails(run: Run, home: Path) -> None:
    (home / "closed").mkdir(mode=0)
    said = run("import", home / "closed")
    assert said.code == 1
    assert "cannot be read" in said.err


def test_progress_that_is_not_at_a_terminal_is_plain_lines(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.cli.progress.BETWEEN_LINES", 0.0)
    monkeypatch.setattr("reader.library.ingest.importer.BETWEEN_REPORTS", 0.0)
    monkeypatch.setattr("reader.cli.commands.cables.import_cables.ImportProgress", _at_once)
    said = run("import", SAMPLES)
    lines = said.err.splitlines()
    assert lines
    assert all(" texts read, " in line and "\r" not in line for line in lines)


def _at_once() -> object:
    from reader.cli.progress import ImportProgress

    return ImportProgress(quiet_for=-1)


def test_quiet_imports_print_nothing(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.cli.progress.BETWEEN_LINES", 0.0)
    monkeypatch.setattr("reader.library.ingest.importer.BETWEEN_REPORTS", 0.0)
    monkeypatch.setattr("reader.cli.commands.cables.import_cables.ImportProgress", _at_once)
    assert run("import", "--quiet", SAMPLES) == (0, "", "")
    assert run("list", "--count").out == "5\n"


def test_json_tells_what_happens_as_events(run: Run, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.library.ingest.importer.BETWEEN_REPORTS", 0.0)
    (home / "empty\x1b.txt").touch()
    said = run("import", "--json", SAMPLES, home / "empty\x1b.txt")
    assert (said.code, said.err) == (0, "")
    assert "\x1b" not in said.out
    first, *_, skipped, last = events = [json.loads(line) for line in said.out.splitlines()]
    assert first["event"] == "progress"
    assert first["bytes_in_all"] == sum(file.stat().st_size for file in SAMPLES.glob("*.txt"))
    assert {"texts", "added", "skipped", "place", "seconds", "seconds_left"} <= set(first)
    assert (skipped["event"], skipped["reason"]) == ("skipped", "empty")
    assert (last["event"], last["added"], last["skipped"], last["cables"]) == ("done", 5, 1, 5)
    assert [event["event"] for event in events].count("done") == 1


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(0.0, "1 s"), (59.4, "59 s"), (59.6, "1 min"), (3570.0, "1 h 0 min"), (11100.0, "3 h 5 min")],
)
def test_the_time_left_is_said_in_the_unit_that_fits(seconds: float, said: str) -> None:
    assert duration(seconds) == said


def test_a_terminal_gets_a_bar_with_the_time_left(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.library.ingest.importer.BETWEEN_REPORTS", 0.0)
    monkeypatch.setattr("reader.cli.commands.cables.import_cables.ImportProgress", _at_once)
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", "120")
    lines = run("import", SAMPLES).err.split("\r\x1b[K")
    assert lines[-1] == "", "the last line is wiped"
    assert any("#-" in line and "%" in line and " s left" in line for line in lines)
    assert max(map(len, lines)) < 120


def test_ctrl_c_stops_in_good_order_and_says_how_to_go_on(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    from reader.cli.progress import ImportProgress

    monkeypatch.setattr(ImportProgress, "cancelled", lambda _: True)
    said = run("import", SAMPLES)
    assert said.code == 130
    assert "Run the import again to continue" in said.err


def test_imports_are_told_with_what_they_skipped(run: Run, home: Path) -> None:
    assert run("imports").code == 1
    folder = home / "mixed"
    folder.mkdir()
    (folder / "06PHNOMPENH977.txt").write_bytes((SAMPLES / "06PHNOMPENH977.txt").read_bytes())
    (folder / "\x1b[2Jempty.txt").touch()
    run("import", SAMPLES)
    run("import", folder)

    latest, first = (line.split("\t") for line in run("imports").out.splitlines())
    assert (latest[0], latest[3:7], latest[7]) == ("2", ["0", "0", "1", "1"], str(folder))
    assert (first[0], first[3:7], first[7]) == ("1", ["5", "0", "0", "0"], str(SAMPLES))

    (line,) = run("imports", 2).out.splitlines()
    place, reason = line.split("\t")
    assert place.endswith("empty.txt")
    assert "\x1b" not in place
    assert reason == "empty"
    assert "Nothing was skipped" in run("imports", 1).err
    assert run("imports", 3).code == 1

    shape = json.loads(run("imports", "--json").out.splitlines()[0])
    assert (shape["id"], shape["unchanged"]) == (2, 1)
    assert [each["reason"] for each in shape["skipped"]] == ["empty"]


def test_imports_at_a_terminal_name_a_few_of_the_skipped(
    run: Run, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = home / "mixed"
    folder.mkdir()
    (folder / "06PHNOMPENH977.txt").write_bytes((SAMPLES / "06PHNOMPENH977.txt").read_bytes())
    for number in range(9):
        (folder / f"empty{number}\x1b.txt").touch()
    run("import", folder)
    monkeypatch.setattr("reader.cli.commands.cables.past_imports.is_terminal", lambda: True)
    out = run("imports").out
    assert "1 added" in out
    assert out.count("  skipped ") == 5
    assert "and 4 more skipped: cables imports 1" in out
    assert "\x1b" not in out


def test_columns_are_said_and_can_be_named(run: Run, home: Path) -> None:
    text = (SAMPLES / "06PHNOMPENH977.txt").read_text().replace('"', '""')
    path = home / "a.csv"
    path.write_text(f'Nummer,Wortlaut\n06PHNOMPENH977,"{text}"\n')

    refused = run("import", path)
    assert refused.code == 1
    assert "which column is the text? Its columns: Nummer, Wortlaut." in refused.err
    assert run("import", path, "--map", "Wortlaut").code == 2
    said = run("import", path, "--map", "body=Wortlaut,id=Nummer")
    assert said.out == "Done: 1 added. The library now has 1 cable.\n"
    assert f"{path}: body=Wortlaut, id=Nummer\n" in said.err
    said = run("import", "--json", path)
    assert '"event": "columns"' in said.out
    assert '"columns": "body=Wortlaut, id=Nummer"' in said.out
    assert '"columns": ["body=Wortlaut,id=Nummer"]' in run("imports", "--json").out
