"""``cables tag``, ``judge``, ``undo``, ``redo``, ``author``."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Run, Says


def numbers(run: Run, query: str) -> list[str]:
    return sorted(run("search", "--ids", query).out.split())


def test_what_answers_a_query_is_tagged_in_one_step_after_a_question_with_the_number(
    run: Run, filled: Path, says: Says
) -> None:
    says("y")
    said = run("tag", "from:PHNOM*", "+trafficking", "+Mekong region")
    assert said == (0, "3 cables changed.\n", 'Tag 3 cables with "trafficking", "Mekong region"? [y/N] ')
    assert len(numbers(run, "code:trafficking")) == 3
    assert run("tag", "from:PHNOM* year:2006", "-trafficking", "+seen", "--yes").code == 0
    assert numbers(run, "code:trafficking") == ["09PHNOMPENH189"]
    assert run("undo").out == 'Undone: tag "seen" and untag "trafficking" on 2 cables\n'
    assert len(numbers(run, "code:trafficking")) == 3
    assert run("redo").out.startswith("Redone: ")
    assert numbers(run, "code:trafficking") == ["09PHNOMPENH189"]


def test_a_no_changes_nothing_and_nobody_there_is_a_wrong_request(run: Run, filled: Path, says: Says) -> None:
    says("n")
    said = run("tag", "from:PHNOM*", "+trafficking")
    assert (said.code, said.out) == (1, "")
    assert said.err.endswith("Nothing was changed.\n")
    assert run("codes").code == 0


def test_without_a_terminal_yes_must_be_said(run: Run, filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    said = run("tag", "from:PHNOM*", "+trafficking")
    assert said.code == 2
    assert "--yes" in said.err


def test_numbers_may_come_from_a_pipe(run: Run, filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    listed = run("list", "from:PHNOM*").out.splitlines()
    mrns = "\n".join(line.split("\t")[1] for line in listed)
    monkeypatch.setattr("sys.stdin", io.StringIO(mrns + "\n"))
    assert run("tag", "-", "+trafficking", "--yes").out == "3 cables changed.\n"
    monkeypatch.setattr("sys.stdin", io.StringIO("06NOWHERE1\n"))
    assert run("tag", "-", "+trafficking", "--yes").code == 1


def test_a_query_that_begins_with_a_minus_comes_behind_two(run: Run, filled: Path) -> None:
    run("tag", "from:PHNOM*", "+trafficking", "--yes")
    assert run("tag", "+rest", "--yes", "--", "-has:codes").out == "2 cables changed.\n"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["tag", "from:PHNOM*"], "No codes given"),
        (["tag", "+visas"], "No cables given"),
        (["tag", "from:PHNOM*", "-trafick"], 'Nearest: "trafficking"'),
        (["tag", "-has:notes", "+visas"], "Put -- before"),
        (["judge", "perhaps", "vodka"], "invalid choice"),
        (["judge", "keep"], "QUERY"),
        (["author", "  "], "The name is empty"),
    ],
)
def test_what_is_not_said_is_asked_for(run: Run, noted: Path, words: list[str], said: str) -> None:
    told = run(*words)
    assert told.code == (1 if "-trafick" in words else 2)
    assert said in told.err


def test_nothing_found_is_nothing_changed(run: Run, filled: Path) -> None:
    for words in (["tag", "xyzzy", "+visas"], ["judge", "keep", "xyzzy"]):
        said = run(*words)
        assert said.code == 1
        assert "No matches for 'xyzzy'" in said.err


def test_a_result_is_judged_for_its_query_and_the_log_tells_how_far(
    run: Run, filled: Path, says: Says
) -> None:
    run("search", "from:PHNOM*")
    says("yes")
    said = run("judge", "keep", "from:PHNOM* is:unjudged")
    assert said.err == 'Judge keep: 3 cables, for "from:PHNOM*"? [y/N] '
    assert said.out == "3 cables changed.\n"
    assert len(numbers(run, "is:kept")) == 3
    assert run("log").out.splitlines()[-1].split("\t")[1:5] == ["3", "from:PHNOM*", "3", "3"]
    run("judge", "--overall", "--yes", "no", "from:RANGOON")
    assert numbers(run, "is:no") == ["04RANGOON1422"]
    run("judge", "--yes", "clear", "from:PHNOM*")
    assert numbers(run, "is:judged") == ["04RANGOON1422"]
    table = run("log", "--csv", "--judgements").out.splitlines()
    assert len(table) > 3
    assert table[0].startswith("time,author,what,query")


def test_an_empty_undo_says_so(run: Run, filled: Path) -> None:
    assert run("undo") == (0, "", "Nothing to undo.\n")
    assert run("redo") == (0, "", "Nothing to redo.\n")


@pytest.mark.parametrize(
    ("words", "change", "undone"),
    [
        (["tag", "from:PHNOM*", "+people", "--yes"], "2 cables changed.", 'tag "people" on 2 cables'),
        (["tag", "from:PHNOM*", "-people", "--yes"], "1 cable changed.", 'untag "people" on 1 cable'),
        (["judge", "no", "from:PHNOM*", "--overall", "--yes"], "3 cables changed.", "no for 3 cables"),
        (
            ["codes", "merge", "people", "TIP", "--yes"],
            "on 2 notes",
            'merging of "TIP" into "people" (2 notes)',
        ),
        (
            ["codes", "split", "TIP", "new", "code:TIP"],
            "on 2 notes",
            'splitting of "new" from "TIP" (2 notes)',
        ),
        (["codes", "delete", "TIP"], "from 2 notes?", 'deletion of the code "TIP" (2 notes)'),
        (["codes", "import", "book.csv", "--yes"], "1 new.", "import of a codebook (1 new)"),
        (["merge", "theirs.jsonl", "--yes"], "2 new.", "merge of theirs.jsonl (2 new)"),
    ],
    ids=lambda value: " ".join(value[:2]) if isinstance(value, list) else value,
)
def test_undo_counts_what_was_changed_in_the_words_of_the_change(
    run: Run, filled: Path, home: Path, says: Says, words: list[str], change: str, undone: str
) -> None:
    (home / "book.csv").write_text("name\nvisas\n")
    run("note", "09PHNOMPENH189", "--text", "theirs", "--code", "theirs")
    run("bundle", "theirs.jsonl")
    shutil.rmtree(filled / "notes")
    run("tag", "09PHNOMPENH189", "+people", "+TIP", "--yes")
    run("tag", "07BEIJING7545", "+TIP", "--yes")
    says("y")
    result = run(*words)
    assert change in (result.err if "?" in change else result.out)
    assert run("undo").out == f"Undone: {undone}\n"


def test_an_author_is_set_once_and_shown(run: Run, filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CABLES_AUTHOR", raising=False)
    refused = run("author", "Ann \x1b[31m Miller")
    assert (refused.code, refused.out) == (1, "")
    assert "The name of an author cannot contain control characters" in refused.err
    assert run("author", "Ann  Miller").out == "Ann Miller\n"
    run("tag", "from:PHNOM*", "+visas", "--yes")
    assert run("author").out == "Ann Miller\n"
    assert len(numbers(run, "author:Ann*")) == 3
