"""The files of the settings: where they are, reading them, and noticing that they were saved."""

from __future__ import annotations

import os
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from pathlib import Path

from reader import atomic_files, paths
from reader.config.findings import Finding, did_you_mean, quoted
from reader.config.settings import THEMES, Config, OwnTheme

FILE = "config.toml"
THEME_FOLDER = "themes"
MOST_BYTES = 1_000_000
"""Of a file; a larger one is not of ours."""
MOST_THEMES = 200

Stamp = tuple[tuple[str, int, int, int], ...]
"""What each file looked like: name, inode, size and time of the last change."""


@dataclass(frozen=True, slots=True)
class Settings:
    """All that the user set."""

    config: Config = field(default_factory=Config)
    findings: tuple[Finding, ...] = ()
    key_lines: dict[str, int] = field(default_factory=dict)
    """The line in ``config.toml`` of the keys for each command."""
    is_readable: bool = True
    """False where ``config.toml`` as a whole could not be read: all in it has its default."""


def config_file() -> Path:
    """The file of the settings, whether it exists or not."""
    return paths.config_home() / FILE


def stamp() -> Stamp:
    """What changes when a file of the settings is saved, made or removed; waits for the disk."""
    home = paths.config_home()
    seen = []
    for path in (home / FILE, *_theme_files(home)):
        try:
            found = path.stat()  # of what a link points to
        except OSError:
            continue
        seen.append((path.name, found.st_ino, found.st_size, found.st_mtime_ns))
    return tuple(seen)


def load() -> Settings:
    """Read the settings; defaults for what is missing or wrong. Never raises for what is in the files."""
    path = config_file()
    try:
        text = _text(path)
    except _Unreadable as error:
        return Settings(findings=(error.finding,), is_readable=False)
    if text is None and not (paths.config_home() / THEME_FOLDER).is_dir():
        return Settings()
    from reader.config.reading import read_config  # and tomllib, for those who have a file

    reading = read_config(text or "", path)
    findings = list(reading.findings)
    themes = _themes_in_files(findings)
    for name in themes.keys() & reading.config.themes.keys():
        line = reading.lines.get((("themes"), name), 0)
        findings.append(
            Finding(
                path,
                line,
                f"theme {quoted(name)} also has its own file",
                f"Remove one; {name}.toml is in use.",
            )
        )
    config = replace(reading.config, themes={**reading.config.themes, **themes})
    if config.theme and config.theme not in (known := (*THEMES, *config.themes)):
        findings.append(
            Finding(
                path,
                reading.lines.get(("theme",), 0),
                f"there is no theme {quoted(config.theme)}",
                did_you_mean(config.theme, known, f"Themes: {', '.join(known)}."),
            )
        )
        config = replace(config, theme="")
    key_lines = {
        path[1]: line for path, line in reading.lines.items() if path[:1] == ("keys",) and len(path) > 1
    }
    return Settings(config, tuple(findings), key_lines, reading.is_readable)


def write_template() -> Path:
    """Make the file where it is missing, with every setting commented out. Raises OSError."""
    path = config_file()
    if not os.path.lexists(path):
        from reader.config.template import template

        atomic_files.private_folder(path.parent)
        atomic_files.write_atomically(path, template().encode())
    return path


class _Unreadable(Exception):
    def __init__(self, finding: Finding) -> None:
        super().__init__(str(finding))
        self.finding = finding


def _theme_files(home: Path) -> Collection[Path]:
    try:
        found = sorted((home / THEME_FOLDER).glob("*.toml"))
    except OSError:
        return ()
    return found[:MOST_THEMES]


def _themes_in_files(findings: list[Finding]) -> dict[str, OwnTheme]:
    from reader.config.reading import name_problem, read_theme_file

    themes: dict[str, OwnTheme] = {}
    for path in _theme_files(paths.config_home()):
        if problem := name_problem(path.stem):
            findings.append(Finding(path, 0, problem, "Give the file another name."))
            continue
        try:
            text = _text(path)
        except _Unreadable as error:
            findings.append(error.finding)
            continue
        theme, wrong = read_theme_file(text or "", path)
        findings += wrong
        if theme is not None:
            themes[theme.name] = theme
    return themes


def _text(path: Path) -> str | None:
    """The text of a file, of the one it links to; None where there is none. Raises _Unreadable."""
    try:
        descriptor = atomic_files.open_regular_file(path.resolve())
        with os.fdopen(descriptor, "rb") as file:
            data = file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        if path.is_symlink():
            raise _Unreadable(
                Finding(path, 0, "this link points to nothing", "Correct or remove it.")
            ) from None
        return None
    except (OSError, RuntimeError) as error:  # RuntimeError: a link to itself, before Python 3.13
        why = getattr(error, "strerror", None) or str(error)
        raise _Unreadable(
            Finding(path, 0, f"this cannot be read ({why})", "Fix it; until then, the defaults are used.")
        ) from None
    if len(data) > MOST_BYTES:
        raise _Unreadable(Finding(path, 0, "this file is too large", "A config file has a few KB at most."))
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise _Unreadable(Finding(path, line, "this is not UTF-8", "Save the file as UTF-8.")) from None
