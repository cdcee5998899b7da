"""What a folder remembers of its export, so that ``cables export`` does the same again."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from reader.config.findings import did_you_mean, quoted
from reader.config.reading import parse
from reader.config.settings import EXPORT_STYLES
from reader.config.template import toml_value
from reader.config.toml_lines import lines_of_keys
from reader.export.page_files import (
    ExportError,
    read_page_file,
    resolve_folder,
    save_page_file,
    translate_os_error,
)
from reader.export.protection.policy import Treatment

NAME = ".cables-export.toml"
_HEAD = """\
# What `cables export` writes into this folder, from any folder: cables export --to THIS_FOLDER.
# Change it here, or export with other options and --remember.
"""


@dataclass(frozen=True, slots=True)
class Project:
    """The scope, style and options of an export into a folder; an empty value is the default."""

    cables: tuple[str, ...] = ()
    """MRNs, a query, or ``@NAME`` of a saved query, as typed; empty: everything with notes."""
    code: str = ""
    """Only passages with this code, or with one below it."""
    style: str = ""
    template: str = ""
    """A file, relative to the folder."""
    citation_keys: bool = False
    index: bool = False
    protected: str = ""
    """What happens to protected names: mask, leave-out or keep; empty: not said yet."""

    def text(self) -> str:
        """The file."""
        lines = []
        for field in fields(self):
            if value := getattr(self, field.name):
                written = "true" if value is True else toml_value(value)
                lines.append(f"{field.name.replace('_', '-')} = {written}\n")
        return _HEAD + "".join(lines)


def load_project(folder: Path) -> Project | None:
    """What the folder remembers; None if it has no such file. Raises ExportError naming file and line."""
    path = folder / NAME
    if not os.path.lexists(path):
        return None
    file = read_page_file(path)
    if file is None:
        raise ExportError("This is not a file that can be read", where=str(path), advice="Delete it.")
    tables, broken = parse(file.text, path)
    if broken is not None:
        raise ExportError(broken.what, where=broken.place, advice="Fix the line, or delete the file.")
    lines = lines_of_keys(file.text)

    def wrong(key: str, what: str, advice: str) -> ExportError:
        return ExportError(what, where=f"{path}:{lines.get((key,), 1)}", advice=advice)

    return _checked(tables, wrong)


_Wrong = Callable[[str, str, str], ExportError]


def _checked(tables: Mapping[str, Any], wrong: _Wrong) -> Project:
    known = {field.name.replace("_", "-"): field for field in fields(Project)}
    values: dict[str, Any] = {}
    for key, value in tables.items():
        if key not in known:
            advice = did_you_mean(key, known, f"The options: {', '.join(known)}.")
            raise wrong(key, f"There is no option {quoted(key)}", advice)
        default = known[key].default
        if isinstance(default, bool) and not isinstance(value, bool):
            raise wrong(key, f"{key} must be true or false", f"For example: {key} = true")
        if isinstance(default, str) and not isinstance(value, str):
            raise wrong(key, f"{key} must be text in quotation marks", f'For example: {key} = "plain"')
        if isinstance(default, tuple):
            if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
                raise wrong(key, f"{key} must be a list of texts", f'For example: {key} = ["06PARIS1"]')
            value = tuple(value)
        values[known[key].name] = value
    if values.get("style", EXPORT_STYLES[0]) not in EXPORT_STYLES:
        advice = did_you_mean(values["style"], EXPORT_STYLES, f"The styles: {', '.join(EXPORT_STYLES)}.")
        raise wrong("style", f"There is no style {quoted(values['style'])}", advice)
    treatments = [str(one) for one in Treatment]
    if values.get("protected") and values["protected"] not in treatments:
        advice = did_you_mean(values["protected"], treatments, f"Use one of: {', '.join(treatments)}.")
        raise wrong("protected", f"protected cannot be {quoted(values['protected'])}", advice)
    return Project(**values)


def save_project(folder: Path, project: Project) -> bool:
    """Remember an export in its folder; returns whether the file changed. Raises ExportError."""
    text = project.text()
    try:
        path = resolve_folder(folder) / NAME
        replaced = read_page_file(path)
        if replaced is not None and replaced.text == text:
            return False
        if replaced is None and os.path.lexists(path):
            raise OSError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        save_page_file(path, text, replaced)
    except OSError as error:
        raise translate_os_error(error, folder) from error
    return True
