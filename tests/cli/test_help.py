"""Help: every command has examples, and every example runs on the sample cables."""

from __future__ import annotations

import io
import re
import shlex
import shutil
from pathlib import Path

import pytest

from reader import paths
from reader.cli.main import main
from reader.cli.parser import EXAMPLES, command_parser
from reader.cli.verbs import VERBS, summaries
from reader.notes.anchoring.anchor import target_for
from reader.workspace import Workspace
from tests.cli.conftest import Run, furnishing
from tests.library.sources.frus.volumes import TELEGRAM, volume

SCREEN = {
    "cables", "cables samples", "cables demo", "cables demo --speed 2", "cables config --edit",
    "cables serve", "cables serve --write", "cables serve --samples --port 8000",
    "cables open 06PHNOMPENH977.txt", "cables open ~/Downloads/cables",
}  # fmt: skip
"""Need a terminal, or run until they are stopped."""
ELSEWHERE = ("curl", "ssh", "pandoc")
"""Programs and machines that a test does not have."""
ASKS = re.compile("cables (tag|judge|merge|remove|codes (merge|delete|import)) ")
PREPARATIONS = {
    "codes new visas": ["codes", "delete", "visas", "--yes"],
    "people --split": ["people", "--merge", "Gaddafi", "Qadhafi"],
    "protect remove": ["protect", "add", "Tan Wei"],
    "plain --read": ["bundle", "--format", "tinydb", "notes.json"],
}
UNCERTAIN = re.compile("--accept|--give-up|conflicts --keep|similar (\\w+ ¶|--learn)")
"""Need notes or passages of another library, or an extra; the tests of these commands run them."""


def examples(text: str) -> list[str]:
    """The lines of a help's examples that are commands, without the remarks of the overview."""
    lines = [line.strip() for line in text.split("\n") if line.startswith("  ") and "cables" in line]
    return [re.split(r"\s{2,}(?=[a-z])", line)[0] for line in lines if not line.startswith("-")]


def commands() -> list[str]:
    found = examples(EXAMPLES.split("\nEvery command")[0])
    for verb in VERBS.values():
        epilog = command_parser(verb).epilog or ""
        found += examples(epilog.split("\n\n")[0])
    return list(dict.fromkeys(found))


@pytest.fixture(scope="session")
def world_home(noted_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files, codes and saved queries that the examples speak of."""
    home = shutil.copytree(noted_home, tmp_path_factory.mktemp("world"), dirs_exist_ok=True)
    samples = paths.shipped("samples")
    for name in ("Downloads/cables", "phd"):
        (home / name).mkdir(parents=True)
    shutil.copy(samples / "06PHNOMPENH977.txt", home / "Downloads" / "cables")
    shutil.copy(samples / "06PHNOMPENH977.txt", home / "cables.csv")
    cable = (samples / "06PHNOMPENH977.txt").read_text().replace('"', '""')
    (home / "telegrams.csv").write_text(f'DocNum,Text\n06PHNOMPENH977,"{cable}"\n')
    (home / "frus1969-76v22.xml").write_text(volume(TELEGRAM), encoding="utf-8")
    for draft in ("draft.md", "draft.html", "chapter-3.txt"):
        (home / draft).write_text("Nothing is quoted here.\n")
    with furnishing(home) as command:
        for code in ("visas", "draft", "TIP", "human trafficking"):
            command("codes", "new", code)
        command("search", "--save", "mekong", "mekong OR trafficking")
        command("trails", "new", "Mekong plan", "06PHNOMPENH977", "07BEIJING7545", "09PHNOMPENH189")
        command("bundle", "colleague.jsonl")
        command("data", "jsonl", "--to", "saved.jsonl")
        (home / "hypothesis.json").write_text('{"total": 0, "rows": []}')
        command("tag", "from:PHNOM*", "+draft", "+visas", "--yes")
        with Workspace.open() as workspace:
            cited = workspace.cable("04RANGOON1422")
            assert cited
            note = workspace.notes.tag(target_for(cited, 1), ["trafficking"])
            assert note
            workspace.notes.edit(note.id, "a child")
    return home


@pytest.fixture
def world(world_home: Path, home: Path) -> Path:
    """A copy of that."""
    return shutil.copytree(world_home, home, dirs_exist_ok=True)


@pytest.mark.parametrize("command", commands())
def test_an_example_runs(
    world: Path, command: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    if command in SCREEN or any(word in command for word in ELSEWHERE) or UNCERTAIN.search(command):
        assert main([*next(words for words in stages(command) if words[0] == "cables")[1:2], "--help"]) == 0
        return
    for name, preparation in PREPARATIONS.items():
        if name in command:
            assert main(preparation) == 0
    for words in stages(command):
        if words[0] == "echo":
            monkeypatch.setattr("sys.stdin", io.StringIO(words[1] + "\n"))
            continue
        if words[0] != "cables":  # what the program reads is the command's output
            assert words[0] in ("jq", "less", "dot")
            continue
        if ASKS.match(" ".join(words)):
            words.insert(3 if words[1] == "codes" else 2, "--yes")
        capsys.readouterr()
        code = main([str(Path(word).expanduser()) if word[:1] == "~" else word for word in words[1:]])
        result = capsys.readouterr()
        assert code == 0, result.err
        monkeypatch.setattr("sys.stdin", io.StringIO(result.out))


def stages(command: str) -> list[list[str]]:
    """The words of each command of a pipeline, as a shell would split them; files written to are left out."""
    split = shlex.shlex(command, posix=True, punctuation_chars="|>")
    split.whitespace_split = True
    found: list[list[str]] = [[]]
    skip = False
    for word in split:
        if word == "|":
            found.append([])
        elif word != ">" and not skip:
            found[-1].append(word)
        skip = word == ">"
    return found


@pytest.mark.parametrize("verb", VERBS)
def test_every_command_has_help_with_an_example(run: Run, verb: str) -> None:
    result = run(verb, "--help")
    assert result.code == 0
    assert f"usage: cables {verb}" in result.out
    assert f"examples:\n  cables {verb}" in result.out


def test_help_lists_every_command_but_older_names() -> None:
    listed = re.findall(r"^  (\w+) ", summaries(), re.MULTILINE)
    assert set(VERBS) - set(listed) == {"doctor", "reindex", "plain"}


def test_help_uses_the_words_of_other_tools(run: Run) -> None:
    texts = [run("--help").out, *(run(verb, "--help").out for verb in VERBS)]
    for text in texts:
        assert not re.search(r"\b(tell|told|lies|stands|is held|answers? a|asked for)\b", text), text
