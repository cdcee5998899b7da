"""What holds for all commands alike: MRNs from standard input, dry runs, JSON."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run

CABLE, OTHER, UNKNOWN = "06PHNOMPENH977", "07BEIJING7545", "99NOWHERE1"
JSON_PAGE = Path(__file__).parents[2] / "docs" / "json.md"


@pytest.fixture
def piped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{CABLE}\tanything\n\n{OTHER}\n"))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["list", "--ids", "-"], f"{CABLE}\n{OTHER}\n"),
        (["list", "--count", "-"], "2\n"),
        (["search", "--ids", "-"], f"{CABLE}\n{OTHER}\n"),
        (["facets", "-"], "year\t2006\t1\nyear\t2007\t1\n"),
        (["show", "-"], f"UNCLASSIFIED · {CABLE}\n"),
        (["notes", "-"], f"{CABLE}  REGIONAL"),
        (["export", "--to", "vault", "-"], "created "),
        (["tag", "+visas", "--yes", "-"], "2 cables changed.\n"),
        (["judge", "--yes", "keep", "-"], "2 cables changed.\n"),
        (["remove", "--yes", "-"], "2 cables removed.\n"),
        (["review", "-"], ""),
        (["cite", "-"], "Embassy Phnom Penh"),
    ],
)
def test_mrns_come_from_standard_input(
    run: Run, noted: Path, piped: None, words: list[str], expected: str
) -> None:
    result = run(*words)
    assert (result.code, result.out[: len(expected)]) == (0, expected)


@pytest.mark.parametrize(
    "words",
    [["refs", "-"], ["similar", "-"], ["links", "-"], ["note", "-", "--text", "x"], ["link", "-", OTHER]],
    ids=" ".join,
)
def test_a_command_about_one_cable_takes_its_mrn_from_standard_input(
    run: Run, noted: Path, monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    with_mrn = [CABLE if word == "-" else word for word in words]
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{CABLE}\n"))
    given, expected = run(*words), run(*with_mrn)
    assert (given.code, given.out[10:]) == (expected.code, expected.out[10:])
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{CABLE}\n{OTHER}\n"))
    result = run(*words)
    assert (result.code, "Standard input has 2 MRNs" in result.err) == (2, True)


@pytest.mark.parametrize(
    "words", [["show"], ["export", "--to", "vault"], ["tag", "+visas", "--yes"], ["judge", "--yes", "keep"]]
)
def test_a_command_takes_mrns_a_query_or_a_saved_query(run: Run, noted: Path, words: list[str]) -> None:
    run("search", "--save", "mine", "from:PHNOM* year:2006")
    for cables in ([CABLE, OTHER], ["from:PHNOM*", "year:2006"], ["@mine"]):
        assert run(*words, *cables).code == 0
    some = run(*words, CABLE, UNKNOWN)
    assert some.code == 4
    assert UNKNOWN in some.err
    assert run(*words, "xyzzy").code == 1


def test_show_prints_what_it_finds_and_names_the_missing(run: Run, filled: Path) -> None:
    for missing in (UNKNOWN, "MISSING"):
        result = run("show", CABLE, missing)
        assert result.code == 4
        assert result.out.startswith(f"UNCLASSIFIED · {CABLE}\n")
        assert result.err.startswith(f"cables: No such cable in this library: {missing}\n")


@pytest.mark.parametrize(
    "words",
    [
        ["search", "--save", "mine", "trafficking"],
        ["saved", "--forget", "kept"],
        ["note", CABLE, "--text", "x"],
        ["link", CABLE, OTHER],
        ["tag", CABLE, "+visas"],
        ["judge", "keep", CABLE],
        ["codes", "new", "visas"],
        ["trails", "new", "plan", CABLE],
        ["people", "--merge", "Rice", "Condoleezza Rice"],
        ["codes", "delete", "trafficking"],
        ["codes", "merge", "trafficking", "Mekong region"],
        ["codes", "export", "book.csv"],
        ["undo"],
        ["author", "Ann"],
        ["export", "--all", "--to", "vault"],
        ["bundle", "notes.jsonl"],
        ["bundle", "--format", "tinydb", "notes.json"],
        ["remove", CABLE],
        ["repair"],
        ["repair", "--index"],
        ["repair", "--notes", "copy"],
        ["backup", "copy.db"],
        ["import", "more"],
        ["data", "csv", "--to", "notes.csv"],
    ],
    ids=lambda words: " ".join(words[:2]),
)
def test_a_dry_run_writes_nothing(run: Run, noted: Path, home: Path, words: list[str]) -> None:
    (home / "more").mkdir()
    (home / "more" / "09PARIS1.txt").write_bytes((noted / "library.db").read_bytes()[:0])
    sample = next((Path(__file__).parents[2] / "samples").glob("*.txt"))
    (home / "more" / "a.txt").write_bytes(sample.read_bytes())
    run("search", "--save", "kept", "trafficking")

    def state() -> dict[str, object]:
        files = {str(path) for path in home.rglob("*") if path.is_file()}
        return {
            "files": {name for name in files if not re.search(r"library\.db-(wal|shm)$", name)},
            "notes": run("bundle").out,
            "cables": run("list").out,
            "saved": run("saved").out,
            "log": run("log").out,
            "imports": run("imports").out,
        }

    before = state()
    result = run(*words, "--dry-run")
    assert result.code == 0, result.err
    assert result.out or result.err
    assert state() == before


def test_a_dry_run_says_what_would_change(run: Run, noted: Path) -> None:
    result = run("tag", "from:PHNOM*", "+visas", "--dry-run")
    assert (result.out, result.err) == ("3 cables would be changed.\n", "Dry run: nothing is written.\n")
    assert run("undo", "--dry-run").out == run("undo").out


# -- JSON --------------------------------------------------------------------------------------------

COMMANDS: dict[str, list[list[str]]] = {
    "show": [["show", CABLE]],
    "diff": [["diff", CABLE, OTHER]],
    "explain": [["explain", "PHUM"]],
    "where": [["where"]],
    "search": [["search", "trafficking"]],
    "list": [["list"]],
    "facets": [["facets"]],
    "timeline": [["timeline", "--by", "post"]],
    "timeline --cables": [["timeline", "--cables"]],
    "refs": [["refs", "04RANGOON1422"]],
    "refs --ghosts": [["refs", "--ghosts"]],
    "people": [["people"]],
    "people --places": [["people", "--places"]],
    "people --organisations": [["people", "--organisations"]],
    "people --suggest": [["people", "--suggest"]],
    "who": [["who", "thaksin"]],
    "similar": [["similar", CABLE]],
    "log": [["log"], ["log", "--judgements"]],
    "saved": [["saved"]],
    "notes": [["notes"]],
    "note": [["note", CABLE, "--text", "x"]],
    "link": [["link", CABLE, OTHER]],
    "codes": [["codes"]],
    "trails": [["trails"]],
    "trails show": [["trails", "show", "plan"]],
    "codes --together": [["codes", "--together"]],
    "links": [["links", CABLE]],
    "verify": [["verify", "draft.md"]],
    "agreement": [["agreement"]],
    "agreement --disagreements": [["agreement", "--disagreements"]],
    "merge": [["merge", "--dry-run", "notes.jsonl"]],
    "import": [["import", "mixed", "missing"]],
    "imports": [["imports"]],
    "check": [["check"]],
}


def documented() -> dict[str, set[str]]:
    """The fields of each command in docs/json.md."""
    fields: dict[str, set[str]] = {}
    for section in JSON_PAGE.read_text().split("\n## ")[1:]:
        title, _, body = section.partition("\n")
        if title.startswith("`cables "):
            fields[title.strip().strip("`").removeprefix("cables ")] = set(
                re.findall(r"^\| `(\w+)`", body, re.MULTILINE)
            )
    return fields


@pytest.mark.parametrize("command", COMMANDS)
def test_the_fields_of_json_are_those_documented(run: Run, noted: Path, home: Path, command: str) -> None:
    run("search", "--save", "mine", "trafficking")
    run("judge", "keep", "trafficking", "--yes")
    run("bundle", "notes.jsonl")
    if command.startswith("trails"):
        run("trails", "new", "plan", CABLE)
    if command.startswith("agreement"):
        run("author", "Ben")
        run("judge", "no", "trafficking", "--yes")
    (home / "draft.md").write_text("“signing a Memorandum of Understanding” (06PHNOMPENH977).\n")
    (home / "mixed").mkdir()
    (home / "mixed" / "empty.txt").touch()
    (home / "mixed" / "index.csv").write_text("MRN,Subject,Date\n75STATE1,A visit,1975-01-02\n")
    sample = next((Path(__file__).parents[2] / "samples").glob("*.txt"))
    (home / "mixed" / "a.txt").write_bytes(sample.read_bytes())
    records: list[dict[str, Any]] = []
    for words in COMMANDS[command]:
        text = run(*words, "--json").out
        records += [json.loads(text)] if text.startswith("{\n") else map(json.loads, text.splitlines())
    assert records
    assert {record["format"] for record in records} == {2}
    assert {key for record in records for key in record} - {"format"} == documented()[command]


def test_every_command_with_json_is_documented() -> None:
    from reader.cli.parser import command_parser
    from reader.cli.verbs import OLDER_NAMES, VERBS

    having = {
        verb.name
        for verb in VERBS.values()
        if verb not in OLDER_NAMES and "--json" in command_parser(verb).format_help()
    }
    assert {title.split(" ")[0] for title in documented()} == having


# -- one query, however it is typed ------------------------------------------------------------------


def test_a_query_is_logged_judged_and_saved_in_its_normal_form(run: Run, filled: Path) -> None:
    run("search", "FROM:PHNOM*", "  trafficking ")
    run("search", "from:PHNOM* trafficking", "--save", "mine")
    assert [line.split("\t")[2] for line in run("log").out.splitlines()] == ["from:PHNOM* trafficking"]
    assert run("saved").out.split("\t")[1] == "from:PHNOM* trafficking"
    run("judge", "keep", "From:PHNOM*   trafficking", "--yes")
    (line,) = run("log").out.splitlines()
    found, query, judged, kept = line.split("\t")[1:5]
    assert (query, judged, kept) == ("from:PHNOM* trafficking", found, found)
