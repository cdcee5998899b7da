"""``cables config``: path, template, editor, and mistakes with their lines."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from tests.cli.conftest import Run


@pytest.fixture
def file(home: Path) -> Path:
    (home / "config" / "cables").mkdir(parents=True)
    return home / "config" / "cables" / "config.toml"


@pytest.fixture(autouse=True)
def no_editor(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)


def script(home: Path, name: str, text: str) -> str:
    path = home / name
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


def test_the_path_is_in_the_config_folder(run: Run, home: Path) -> None:
    assert run("config", "--path").out == f"{home}/config/cables/config.toml\n"
    assert not (home / "config").exists(), "asking makes nothing"


def test_without_a_file_there_are_no_mistakes(run: Run) -> None:
    result = run("config", "--check")
    assert (result.code, result.out) == (0, "")
    assert result.err.startswith("There is no config file, so the defaults are used: /")


def test_a_mistake_is_printed_with_its_line_and_a_remedy(run: Run, file: Path) -> None:
    file.write_text('dates = "us"\n[keys]\nnote = "t"\nnte = "n"\n')
    result = run("config", "--check")
    assert (result.code, result.out) == (1, "")
    assert result.err.splitlines() == [
        f'cables: {file}:1: dates cannot be "us"',
        "Use one of: day, month, iso.",
        f'cables: {file}:3: note: t is the key of "tag"',
        'Choose another key, or change the key of "tag".',
        f'cables: {file}:4: nte: there is no command "nte"',
        'Did you mean "note"?',
    ]


def test_the_settings_are_listed(run: Run, file: Path) -> None:
    file.write_text("author = 'Ann \"A\"'\n[keys]\nnote = 'n'\n[themes.mine]\nlink = '#fff'\n")
    out = run("config").out
    assert 'author = "Ann \\"A\\""\n' in out
    assert 'dates = "day"  # default\n' in out
    assert out.endswith('keys.note = ["n"]\nthemes.mine: 1 colour, based on dark\n')


def test_the_editor_opens_a_file_that_explains_everything(
    run: Run, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", script(home, "edit", 'cp "$1" seen; echo \'date = "iso"\' > "$1"'))
    result = run("config", "--edit")
    assert "# dates = " in (home / "seen").read_text()
    assert result.code == 1, "it is checked afterwards"
    assert 'config.toml:1: there is no setting "date"\nDid you mean "dates"?' in result.err


def test_the_editor_of_the_settings_comes_first(
    run: Run, home: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", "false")
    file.write_text(f'editor = "{script(home, "edit", "touch edited")} -x"\n')
    assert run("config", "--edit").code == 0
    assert (home / "edited").exists()


def test_without_an_editor_it_says_what_to_do(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    result = run("config", "--edit")
    assert (result.code, result.out) == (1, "")
    assert "No editor is set\nSet $VISUAL or $EDITOR" in result.err
    monkeypatch.setenv("EDITOR", "no-such-editor")
    assert "no-such-editor could not be run: No such file" in run("config", "--edit").err
    monkeypatch.setenv("EDITOR", "false")
    assert "The editor ended with exit code 1: false" in run("config", "--edit").err


def test_settings_count_on_the_command_line(run: Run, noted: Path, home: Path, file: Path) -> None:
    file.write_text("author = 'Ann'\n[export]\nfolder = '~/vault'\nstyle = 'plain'\n")
    assert run("author").out == "Ann\n"
    assert run("export", "--all").code == 0
    page = next((home / "vault").glob("06PHNOMPENH977*.md")).read_text()
    assert "[[07BEIJING7545" not in page, "no wikilinks in the plain style"
    assert "(default: plain)" in run("export", "--help").out
    run("author", "Ben")
    assert run("author").out == "Ben\n", "what was said for this library comes first"
