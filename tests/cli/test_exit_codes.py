"""Every exit code, in one table: 0 done, 1 not found or not confirmed, 2 usage, 3 damaged, 4 partly."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.cli.parser import command_parser
from reader.cli.verbs import VERBS
from reader.errors import ExitCode
from tests.cli.conftest import Run, Says

CABLE = "06PHNOMPENH977"
UNKNOWN = "99NOWHERE1"

DONE = [
    ["show", CABLE],
    ["diff", CABLE, CABLE],
    ["explain", "PHUM"],
    ["search", "trafficking"],
    ["list"],
    ["facets"],
    ["timeline"],
    ["refs", "04RANGOON1422"],
    ["people"],
    ["who", "thaksin"],
    ["similar", CABLE],
    ["log"],
    ["saved"],
    ["notes"],
    ["tag", "trafficking", "+visas", "--yes"],
    ["judge", "keep", "trafficking", "--yes"],
    ["codes"],
    ["trails"],
    ["trails", "new", "plan", CABLE],
    ["codes", "new", "visas"],
    ["review"],
    ["undo"],
    ["redo"],
    ["author"],
    ["export", "--all", "--to", "vault"],
    ["bundle"],
    ["conflicts"],
    ["agreement"],
    ["plain", "notes.json"],
    ["imports"],
    ["check"],
    ["reindex"],
    ["remove", CABLE, "--yes"],
    ["backup", "copy.db"],
    ["where"],
    ["config"],
    ["config", "--check"],
    ["config", "--path"],
]
NOT_FOUND = [
    ["diff", CABLE, UNKNOWN],
    ["show", UNKNOWN],
    ["explain", "XYZZY"],
    ["search", "xyzzy"],
    ["search", "@nothing"],
    ["list", "xyzzy"],
    ["facets", "xyzzy"],
    ["timeline", "xyzzy"],
    ["refs", UNKNOWN],
    ["people", "xyzzy"],
    ["who", "xyzzy"],
    ["similar", UNKNOWN],
    ["saved", "--forget", "nothing"],
    ["notes", CABLE],
    ["notes", "xyzzy"],
    ["tag", "xyzzy", "+visas", "--yes"],
    ["tag", "trafficking", "-nothing", "--yes"],
    ["judge", "keep", "xyzzy", "--yes"],
    ["codes", "delete", "nothing"],
    ["links", UNKNOWN],
    ["review", UNKNOWN],
    ["review", "--accept", "nothing"],
    ["export", UNKNOWN],
    ["merge", "missing"],
    ["conflicts", "--keep", "1", "nothing"],
    ["plain", "--read", "missing"],
    ["imports", "99"],
    ["remove", UNKNOWN, "--yes"],
    ["open", "missing"],
    ["samples"],
    ["import", "missing"],
    ["doctor", "--repair", "copy", "--yes"],
]
USAGE = [
    ["xyzzy"],
    *([name, "--xyzzy"] for name in VERBS),
    *([name, "is:nothing"] for name in ("search", "list", "facets", "notes")),
    ["tag", "is:nothing", "+visas"],
    ["judge", "keep", "is:nothing"],
    ["tag", "trafficking"],
    ["list", "--order", "sideways"],
]


@pytest.mark.parametrize(
    ("code", "words"),
    [
        *((ExitCode.DONE, words) for words in DONE),
        *((ExitCode.NOT_FOUND, words) for words in NOT_FOUND),
        *((ExitCode.USAGE, words) for words in USAGE),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else str(value),
)
def test_a_request_ends_with_its_code(run: Run, filled: Path, code: int, words: list[str]) -> None:
    result = run(*words)
    assert result.code == code
    assert code == ExitCode.DONE or result.err.count("\n") >= 1


@pytest.mark.parametrize(
    "words", [["list"], ["search", "x"], ["show", CABLE], ["check"], ["reindex"], ["backup", "copy.db"]]
)
def test_a_damaged_library_is_three(run: Run, filled: Path, words: list[str]) -> None:
    file = filled / "library.db"
    file.write_bytes(file.read_bytes()[:20_000])
    assert run(*words).code == ExitCode.DAMAGED


def test_damaged_notes_are_three(run: Run, noted: Path) -> None:
    for file in (noted / "notes").iterdir():
        if file.is_file() and file.stat().st_size:
            file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    assert run("doctor").code == ExitCode.DAMAGED


def test_ctrl_c_is_one_hundred_and_thirty(run: Run, filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("reader.cli.context.open_workspace", interrupt)
    monkeypatch.setattr("reader.workspace.Workspace.open", interrupt)
    for words in (["list"], ["search", "x"], ["show", CABLE], ["tag", "x", "+y"], ["export", "--all"]):
        assert run(*words).code == ExitCode.INTERRUPTED


ASKS = [
    ["tag", "trafficking", "+visas"],
    ["judge", "keep", "trafficking"],
    ["codes", "merge", "trafficking", "Mekong region"],
    ["codes", "delete", "trafficking"],
    ["codes", "import", "book.csv"],
    ["merge", "theirs.jsonl"],
    ["remove", CABLE],
    ["remove", CABLE, UNKNOWN],
    ["repair", "--notes", "copy"],
    ["doctor", "--repair", "copy"],
]


@pytest.mark.parametrize("words", ASKS, ids=" ".join)
def test_a_declined_question_is_one_and_changes_nothing(
    run: Run, noted: Path, home: Path, says: Says, words: list[str]
) -> None:
    (home / "book.csv").write_text("name\nvisas\n")
    run("bundle", "ours.jsonl")
    theirs = (
        (home / "ours.jsonl").read_text().replace("Who drafted", "Who wrote").replace('"id": "', '"id": "x')
    )
    (home / "theirs.jsonl").write_text(theirs)
    before = run("bundle").out, run("list").out
    says("n")
    result = run(*words)
    assert result.code == ExitCode.NOT_FOUND
    assert result.err.endswith("? [y/N] Nothing was changed.\n")
    assert (run("bundle").out, run("list").out) == before
    assert not (home / "copy").exists()


def test_every_command_that_asks_is_in_the_table() -> None:
    asking = {name for name, verb in VERBS.items() if "\n  --yes " in command_parser(verb).format_help()}
    assert {*asking, "codes"} == {words[0] for words in ASKS}


def test_some_found_and_some_not_is_partly_done(run: Run, noted: Path) -> None:
    for words in (["show"], ["export", "--to", "vault"], ["tag", "+x", "--yes"], ["judge", "no", "--yes"]):
        assert run(*words, CABLE, UNKNOWN).code == ExitCode.PARTLY
    assert run("explain", "PHUM", "XYZZY").code == ExitCode.PARTLY
    result = run("remove", "--yes", UNKNOWN, CABLE)
    assert (result.code, result.out) == (ExitCode.PARTLY, "1 cable removed.\n")
    assert f"cables: No such cable in this library: {UNKNOWN}" in result.err
    assert run("show", CABLE).code == ExitCode.NOT_FOUND
