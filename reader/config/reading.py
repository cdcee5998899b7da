"""From the text of ``config.toml``, or of a theme, to settings and findings. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from reader.config.findings import Finding, did_you_mean, quoted
from reader.config.own_themes import NAME, Report, read_theme
from reader.config.settings import SETTINGS, THEMES, Config, OwnTheme, Setting, Value
from reader.config.toml_lines import lines_of_keys

MOST_CHARACTERS = 300
"""In a value; more can only be a mistake."""
_TABLES = ("list", "export", "keys", "themes")


@dataclass(frozen=True, slots=True)
class Reading:
    """A file as read."""

    config: Config = field(default_factory=Config)
    findings: tuple[Finding, ...] = ()
    lines: Mapping[tuple[str, ...], int] = field(default_factory=dict)
    """The line of each key."""
    is_readable: bool = True
    """False where the file as a whole is not TOML: nothing in it counts."""


def parse(text: str, path: Path) -> tuple[dict[str, Any], Finding | None]:
    """The tables of a TOML text, or what is wrong with it."""
    import tomllib  # some ms, for those who have a file

    try:
        return tomllib.loads(text), None
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        found = re.search(r"\(at line (\d+), column \d+\)", str(error))
        line = int(found[1]) if found else text.count("\n") + 1
        what = "Too deep" if isinstance(error, RecursionError) else str(error).rsplit(" (at ", 1)[0]
        return {}, Finding(
            path,
            line,
            f"this is not TOML: {what}",
            "Fix the line; until then, the file is not read.",
        )


def read_config(text: str, path: Path) -> Reading:
    """The settings in the text of ``config.toml``. What is wrong keeps its default and is reported."""
    tables, broken = parse(text, path)
    if broken is not None:
        return Reading(findings=(broken,), is_readable=False)
    lines = lines_of_keys(text)
    findings: list[Finding] = []

    def report(key: tuple[str, ...], what: str, advice: str) -> None:
        findings.append(Finding(path, _line(lines, key), what, advice))

    flat = dict(_flat(tables, report))
    values: dict[str, Any] = {}
    for setting in SETTINGS:
        if setting.name in flat:
            value = _checked(setting, flat.pop(setting.name), report)
            if value is not None:
                values[setting.attribute] = value
    for name in flat:
        known = (each.name for each in SETTINGS)
        report(
            tuple(name.split(".")),
            f"there is no setting {quoted(name)}",
            did_you_mean(name, known, _all_names()),
        )
    values["keys"] = _keys(tables.get("keys"), report)
    values["themes"] = _themes(tables.get("themes"), report)
    findings.sort(key=lambda finding: finding.line)
    return Reading(Config(**values), tuple(findings), lines)


def read_theme_file(text: str, path: Path) -> tuple[OwnTheme | None, tuple[Finding, ...]]:
    """The theme in a file of its own, named by the file. None where the file cannot be read."""
    table, broken = parse(text, path)
    if broken is not None:
        return None, (broken,)
    lines = lines_of_keys(text)
    findings: list[Finding] = []
    theme = read_theme(
        path.stem,
        table,
        lambda key, what, advice: findings.append(Finding(path, _line(lines, (key,)), what, advice)),
    )
    return theme, tuple(findings)


_Report = Callable[[tuple[str, ...], str, str], None]


def _line(lines: Mapping[tuple[str, ...], int], key: tuple[str, ...]) -> int:
    """The line of a key, or of the table it is in."""
    while key and key not in lines:
        key = key[:-1]
    return lines.get(key, 0)


def _flat(tables: Mapping[str, Any], report: _Report) -> list[tuple[str, Any]]:
    """The settings by their dotted names, without keys and themes."""
    found: list[tuple[str, Any]] = []
    for name, value in tables.items():
        if name in ("keys", "themes"):
            continue
        if isinstance(value, dict):
            found += [(f"{name}.{key}", inner) for key, inner in value.items()]
            if name not in _TABLES and not value:
                report(
                    (name,), f"there is no table {quoted(name)}", did_you_mean(name, _TABLES, _all_names())
                )
        else:
            found.append((name, value))
    return found


def _all_names() -> str:
    return f"Settings: {', '.join(each.name for each in SETTINGS)}, and the tables keys and themes."


def _checked(setting: Setting, value: Any, report: _Report) -> Value | None:
    """The value of a setting; None, reported, where it is wrong."""
    key = tuple(setting.name.split("."))
    if isinstance(setting.default, tuple):
        return _checked_list(setting, value, key, report)
    if not isinstance(value, str):
        report(key, f"{setting.name} must be text in quotation marks", f"For example: {_example(setting)}")
        return None
    if problem := _unfit(value):
        report(key, f"{setting.name} {problem}", f"For example: {_example(setting)}")
        return None
    if setting.choices and value not in setting.choices:
        advice = did_you_mean(value, setting.choices, f"Use one of: {', '.join(setting.choices)}.")
        report(key, f"{setting.name} cannot be {quoted(value)}", advice)
        return None
    return value.strip()


def _checked_list(
    setting: Setting, value: Any, key: tuple[str, ...], report: _Report
) -> tuple[str, ...] | None:
    if not isinstance(value, list) or not value or not all(isinstance(item, str) for item in value):
        report(key, f"{setting.name} must be a list of names", f"For example: {_example(setting)}")
        return None
    good = [item for item in value if item in setting.choices]
    for item in value:
        if item not in setting.choices:
            advice = did_you_mean(item, setting.choices, f"Use some of: {', '.join(setting.choices)}.")
            report(key, f"{setting.name} has no {quoted(item)}", advice)
    if len(good) < len(value):
        return None
    return tuple(name for name in setting.choices if name in good)


def _example(setting: Setting) -> str:
    from reader.config.template import assignment

    return assignment(setting)


def _unfit(value: str) -> str:
    """What is wrong with a text whatever it is for; empty if nothing is."""
    if len(value) > MOST_CHARACTERS:
        return "is too long"
    return "" if value.isprintable() else "has control characters in it"


def _keys(table: Any, report: _Report) -> dict[str, tuple[str, ...]]:
    if table is None:
        return {}
    if not isinstance(table, dict):
        report(("keys",), "keys must be a table", 'Write [keys], and below it lines like: note = "a"')
        return {}
    found: dict[str, tuple[str, ...]] = {}
    for name, value in table.items():
        given = [value] if isinstance(value, str) else value
        if not isinstance(given, list) or not all(isinstance(key, str) for key in given):
            report(
                ("keys", name), f"{quoted(name)} needs a key, or a list of keys", f'For example: {name} = "a"'
            )
            continue
        found[name] = tuple(given)
    return found


def _themes(tables: Any, report: _Report) -> dict[str, OwnTheme]:
    if tables is None:
        return {}
    found: dict[str, OwnTheme] = {}
    for name, table in tables.items() if isinstance(tables, dict) else ():
        if not isinstance(table, dict):
            report(
                ("themes", name),
                "a theme must be a table of colours",
                f"Write [themes.{name}], and the colours below it.",
            )
        elif problem := name_problem(name):
            report(("themes", name), problem, "Give it another name.")
        else:
            found[name] = read_theme(name, table, _in_table(report, name))
    if not isinstance(tables, dict):
        report(("themes",), "themes must be a table", "Write [themes.NAME], and the colours below it.")
    return found


def name_problem(name: str) -> str:
    """Why a theme cannot have this name; empty if it can."""
    if name in THEMES:
        return f"{quoted(name)} is the name of a built-in theme"
    if not NAME.fullmatch(name):
        return f"{quoted(name)} cannot be the name of a theme: use lower-case letters, digits, - and _"
    return ""


def _in_table(report: _Report, name: str) -> Report:
    return lambda key, what, advice: report(("themes", name, key), what, advice)
