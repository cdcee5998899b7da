"""``cables search``, ``cables log`` and ``cables saved``."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from reader import paths
from reader.cli.output import FORMAT
from reader.library.library import FILE, Library
from reader.library.upkeep.maintenance import backup
from tests.cli.conftest import Run
from tests.library.builders import cable_text, write_cables


@pytest.fixture
def drinks(run: Run, home: Path) -> None:
    """Three cables, two of them about vodka."""
    folder = write_cables(
        home / "texts",
        a=cable_text(
            "05MOSCOW1",
            "Drinks",
            post="MOSCOW",
            paragraphs=["(C) Nothing.", "(S) The minister drank vodka; Vodka, he said, is water."],
        ),
        b=cable_text("06PHNOMPENH977", "Trade in caviar", paragraphs=["(C) Caviar without any vodka."]),
        c=cable_text("08BEIJING3", "Tea", post="BEIJING", tags="PHUM"),
    )
    assert run("import", folder).code == 0


def numbers(run: Run, *words: object) -> list[str]:
    return run("search", "--ids", *words).out.split()


def test_a_pipe_gets_columns_and_the_words_around_the_hits(run: Run, drinks: None) -> None:
    said = run("search", "vodka")
    assert said.code == 0
    assert said.err == ""
    first, second = (line.split("\t") for line in said.out.splitlines())
    assert first == [
        "2006-05-23",
        "06PHNOMPENH977",
        "C",
        "",
        "Trade in caviar",
        "1. (C) Caviar without any vodka.",
    ]
    assert second[1] == "05MOSCOW1"
    assert second[5].startswith("2. (S) The minister drank vodka;")


def test_json_marks_the_hits_by_spans(run: Run, drinks: None) -> None:
    found = json.loads(run("search", "--json", "portion:S vodka").out)
    snippet = found["snippet"]
    assert (found["mrn"], found["level"], found["notes"]) == ("05MOSCOW1", "S", 0)
    assert [snippet["text"][start:end] for start, end in snippet["hits"]] == ["vodka", "Vodka"]
    assert snippet["paragraph"] == 2
    assert json.loads(run("search", "--json", "from:moscow").out)["snippet"] is None


def test_only_numbers_or_only_their_count_can_be_had(run: Run, drinks: None) -> None:
    assert run("search", "--ids", "vodka") == (0, "06PHNOMPENH977\n05MOSCOW1\n", "")
    assert run("search", "--ids", "--limit", 1, "--order", "oldest", "vodka").out == "05MOSCOW1\n"
    assert run("search", "--count", "vodka", "caviar") == (0, "1\n", "")
    assert run("search", "--count", "--", "-vodka").out == "1\n"
    assert run("search", "--count", "--ids", "vodka").code == 2


def test_more_or_fewer_words_can_be_asked_for(run: Run, drinks: None) -> None:
    def words(*more: object) -> str:
        return run("search", "from:moscow", "vodka", *more).out.rstrip("\n").split("\t")[5]

    assert words("--context", 0) == ""
    assert 0 < len(words("--context", 20)) < len(words("--context", 400))
    assert run("search", "vodka", "--context", "999999999999999999999").code == 2


def test_hits_are_bold_at_a_terminal_across_lines_too(
    run: Run, drinks: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("output", "cable_rows", "commands.cables.search"):
        monkeypatch.setattr(f"reader.cli.{module}.is_terminal", lambda: True)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert "\x1b[1mdrank vodka\x1b[0m; Vodka" in run("search", '"drank vodka"').out
    monkeypatch.setenv("COLUMNS", "40")
    assert "\x1b[1mdrank\x1b[0m\n            \x1b[1mvodka\x1b[0m;" in run("search", '"drank vodka"').out
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in run("search", "vodka").out


def test_no_answer_says_what_was_searched_and_offers_what_is_near(run: Run, drinks: None) -> None:
    said = run("search", "vodkka from:MOSCW caviar")
    assert (said.code, said.out) == (1, "")
    assert said.err.splitlines() == [
        "No matches for 'vodkka from:MOSCW caviar' in 3 cables.",
        "Each part alone: vodkka 0, from:MOSCW 0, caviar 1",
        "Similar words: vodka (2)",
        "Similar posts: MOSCOW, MOSUL",
    ]
    assert run("search", "--count", "xyzzy").out == "0\n"


def test_an_empty_library_says_how_to_fill_it(run: Run) -> None:
    said = run("search", "vodka")
    assert said.code == 1
    assert "cables import PATH" in said.err


def test_searches_are_logged_also_those_that_found_nothing(run: Run, drinks: None) -> None:
    assert run("log") == (0, "", "The log is empty.\n")
    run("search", "vodka")
    run("search", "--count", "xyzzy")
    run("search", "(wrong")
    run("list", "caviar")  # a list is no search
    lines = [line.split("\t")[1:] for line in run("log").out.splitlines()]
    assert [line[:2] for line in lines] == [["0", "xyzzy"], ["2", "vodka"]]
    logged = [json.loads(line) for line in run("log", "--json", "--limit", 1).out.splitlines()]
    assert [(one["query"], one["found"]) for one in logged] == [("xyzzy", 0)]


def test_a_search_is_logged_though_its_reader_has_left(run: Run, drinks: None) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "reader", "search", "vodka"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout
    assert process.stderr
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait() == 0
    assert "\t2\tvodka\t" in run("log").out


def test_a_library_that_can_only_be_read_answers(run: Run, drinks: None, home: Path) -> None:
    (home / "copy").mkdir()
    with Library.open(home / "data" / "cables" / "library") as library:
        backup(library, home / "copy" / FILE)
    (home / "copy" / FILE).chmod(0o400)
    assert run("search", "--ids", "vodka", "--library", home / "copy").code == 0


def test_a_query_is_saved_and_run_by_its_name(run: Run, drinks: None) -> None:
    assert run("search", "--ids", "--save", "Drinks", "vodka OR tea").err == "Saved as @Drinks\n"
    assert numbers(run, "@drinks") == numbers(run, "vodka OR tea")
    assert numbers(run, "@Drinks", "from:moscow") == ["05MOSCOW1"]
    assert run("list", "@drinks", "subject:tea").out.split("\t")[1] == "08BEIJING3"
    name, query, when = run("saved").out.rstrip("\n").split("\t")
    assert (name, query) == ("Drinks", "vodka OR tea")
    assert json.loads(run("saved", "--json").out) == {
        "format": FORMAT,
        "name": name,
        "query": query,
        "saved": when,
    }


def test_saving_under_a_name_in_use_says_what_it_was(run: Run, drinks: None) -> None:
    run("search", "--save", "@drinks", "vodka")
    assert run("search", "--save", "DRINKS", "caviar").err == "Saved as @DRINKS, replacing: vodka\n"
    assert [line.split("\t")[:2] for line in run("saved").out.splitlines()] == [["DRINKS", "caviar"]]


def test_saved_queries_are_forgotten_all_or_none(run: Run, drinks: None) -> None:
    run("search", "--save", "one", "vodka")
    run("search", "--save", "two", "caviar")
    said = run("saved", "--forget", "one", "three")
    assert said.code == 1
    assert "three" in said.err
    assert len(run("saved").out.splitlines()) == 2
    assert "Deleted @one: vodka" in run("saved", "--forget", "@One").err
    assert run("saved", "--forget", "two").code == 0
    assert run("saved").code == 0


def test_saved_queries_outlive_a_library_that_is_lost(run: Run, drinks: None, home: Path) -> None:
    run("search", "--save", "drinks", "vodka")
    (paths.library_home() / FILE).unlink()

    assert [line.split("\t")[:2] for line in run("saved").out.splitlines()] == [["drinks", "vodka"]]
    run("import", home / "texts")
    assert numbers(run, "@drinks") == ["06PHNOMPENH977", "05MOSCOW1"]


def test_saved_queries_outlive_a_library_that_is_damaged_and_repaired(run: Run, drinks: None) -> None:
    run("search", "--save", "drinks", "vodka")
    with (paths.library_home() / FILE).open("r+b") as file:
        file.write(bytes(4096))  # the page with the schema

    assert run("repair").code == 0
    assert [line.split("\t")[:2] for line in run("saved").out.splitlines()] == [["drinks", "vodka"]]
    assert numbers(run, "@drinks") == ["06PHNOMPENH977", "05MOSCOW1"]


@pytest.mark.parametrize("words", [["@nothing"], ["@drnks"], ["--save", "@", "vodka"], ["--save", "", "x"]])
def test_an_unknown_name_is_not_found_an_empty_one_is_a_wrong_request(
    run: Run, drinks: None, words: list[str]
) -> None:
    run("search", "--save", "drinks", "vodka")
    said = run("search", *words)
    assert said.code == (2 if "--save" in words else 1)
    assert said.out == ""
    assert words != ["@drnks"] or "Nearest: @drinks" in said.err


def test_a_query_may_ask_for_notes(run: Run, noted: Path) -> None:
    assert numbers(run, "code:trafficking") == ["06PHNOMPENH977"]
    assert numbers(run, "has:links", "from:beijing") == ["07BEIJING7545"]
    assert run("list", "note:drafted").out.split("\t")[1] == "06PHNOMPENH977"
    assert run("search", "is:kept").code == 1
    said = run("search", "is:nothing")
    assert said.code == 2
    assert "There is no status nothing" in said.err


def test_nothing_of_a_cable_a_query_or_a_name_can_drive_the_terminal(
    run: Run, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = cable_text(subject="Evil \x1b[2J", paragraphs=["(C) Vodka \x1b]0;x\x07 and \x9b2J more vodka."])
    run("import", write_cables(home / "texts", a=text))
    monkeypatch.setenv("NO_COLOR", "1")
    for terminal in (False, True):
        for module in (
            "output",
            "cable_rows",
            "commands.cables.search",
            "commands.cables.facets",
        ):
            monkeypatch.setattr(f"reader.cli.{module}.is_terminal", lambda terminal=terminal: terminal)
        for words in (
            ["search", "vodka", "--save", "a\x1b[2Jb\nc"],
            ["search", "vodka", "--json"],
            ["search", "vodka \x1b[2J xyzzy"],
            ["search", "from:\x1b[2J"],
            ["search", "@\x1b[2J"],
            ["saved"],
            ["saved", "--json"],
            ["saved", "--forget", "\x1b[2J"],
            ["log"],
            ["log", "--json"],
            ["facets", "vodka"],
        ):
            said = run(*words)
            assert not {"\x1b", "\x07", "\x9b"} & set(said.out + said.err), words
