from __future__ import annotations

import os
from pathlib import Path

import pytest

from reader.config.config_files import Settings, config_file, load, stamp, write_template
from reader.config.settings import Config


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    (tmp_path / "cables" / "themes").mkdir(parents=True)
    return tmp_path / "cables"


def test_without_a_file_everything_has_its_default(folder: Path) -> None:
    assert load() == Settings()
    (folder / "themes").rmdir()
    assert load() == Settings()


def test_the_file_and_themes_of_their_own_are_read(folder: Path) -> None:
    (folder / "config.toml").write_text("theme = 'paper'\n[keys]\nnote = 'n'\n")
    (folder / "themes" / "paper.toml").write_text("base = 'light'\nbackground = '#fffff0'\n")
    settings = load()
    assert settings.findings == ()
    assert settings.config.theme == "paper"
    assert settings.config.themes["paper"].colours == {"background": "#fffff0"}
    assert settings.key_lines == {"note": 3}


def test_mistakes_across_files_are_found(folder: Path) -> None:
    (folder / "config.toml").write_text("\ntheme = 'papr'\n[themes.paper]\n")
    for name in ("paper", "dark", "bad"):
        (folder / "themes" / f"{name}.toml").write_text("accent = 'x'\n" if name == "bad" else "\n")
    said = sorted(finding.short for finding in load().findings)
    assert said == [
        'bad.toml, line 1: "x" is not a colour. Write it like "#2f62a8".',
        'config.toml, line 2: there is no theme "papr". Did you mean "paper"?',
        'config.toml, line 3: theme "paper" also has its own file. Remove one; paper.toml is in use.',
        'dark.toml: "dark" is the name of a built-in theme. Give the file another name.',
    ]
    assert load().config.theme == ""


@pytest.mark.parametrize("kind", ["fifo", "folder", "loop", "dangling", "large", "latin"])
def test_anything_may_be_in_the_place_of_the_file(folder: Path, kind: str) -> None:
    path = folder / "config.toml"
    if kind == "fifo":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    elif kind == "loop":
        path.symlink_to(path)
    elif kind == "dangling":
        path.symlink_to(folder / "missing")
    else:
        path.write_bytes(b"x" * 1_000_001 if kind == "large" else b"\nauthor = '\xe9'")
    settings = load()
    assert settings.config == Config()
    assert [finding.path for finding in settings.findings] == [path]
    assert [finding.line for finding in settings.findings] == [2 if kind == "latin" else 0]
    assert not settings.is_readable


def test_a_link_to_the_file_is_followed(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "dotfiles.toml").write_text("author = 'Ann'\r\n")
    (folder / "config.toml").symlink_to(tmp_path / "dotfiles.toml")
    assert load().config.author == "Ann"


def test_saving_a_file_is_noticed(folder: Path) -> None:
    seen = [stamp()]
    (folder / "config.toml").write_text("a")
    seen.append(stamp())
    (folder / "themes" / "mine.toml").write_text("b")
    seen.append(stamp())
    (folder / "themes" / "mine.toml").write_text("longer")
    seen.append(stamp())
    (folder / "config.toml").unlink()
    seen.append(stamp())
    assert len(set(seen)) == 5
    assert stamp() == seen[-1]


def test_the_template_is_made_once(folder: Path) -> None:
    path = write_template()
    assert path == config_file()
    assert path.stat().st_mode & 0o077 == 0, "for its owner only"
    path.write_text("author = 'Ann'\n")
    write_template()
    assert path.read_text() == "author = 'Ann'\n"
