"""What the screen remembers from one session to the next: settings for all libraries, a place for each.

Two small JSON files in the state folder. A missing or damaged file, or one of another program, means
defaults; nothing here is worth a question to the user.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from types import UnionType
from typing import Any, TypeVar, get_args, get_type_hints

from reader import atomic_files, paths

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Looks:
    """Settings for all libraries."""

    theme: str = ""
    """Empty: not selected yet."""
    config_theme: str = ""
    """The theme in the config file when this one was selected; another one there takes its place."""
    list_width: int = 0
    """Columns of the cable list beside the reader; 0 leaves it to the size of the window."""
    notes_width: int = 0
    """Columns of the notes panel beside the reader; 0 as above."""
    columns: tuple[str, ...] = ()
    """Of the list, by name; empty: those of the config file."""
    config_columns: tuple[str, ...] = ()
    """Those of the config file when these were selected; empty: the defaults."""
    export_folder: str = ""
    """Where the last export went."""
    protected: str = ""
    """What copies do with protected names: mask, leave-out or keep; empty: ask."""
    sentence_case: bool = False
    """Cables sent in capitals are shown in sentence case."""
    config_export_folder: str = ""
    """The folder in the config file at that time; empty: the default."""
    first_steps: tuple[str, ...] = ()
    """The first steps that are done, by name."""
    first_steps_hidden: bool = False
    """The user hid them for good."""


@dataclass(frozen=True, slots=True)
class Session:
    """The place in one library."""

    query: str = ""
    exact: bool = False
    """The query's last word is complete, not the start of one."""
    order: str = ""
    """A value of ``reader.library.order.Order``; empty for the library's own."""
    mrn: str = ""
    """The open cable."""
    ordinal: int | None = None
    """Its current paragraph."""
    offset: int = 0
    """This and the next four as in ``reader.tui.core.cable.placement.Place``."""
    width: int = 0
    start: int | None = None
    header_open: bool = False
    as_sent: bool = False
    pane: str = "list"
    """The panel with the focus: list | reader | notes."""
    drawer: str = "list"
    """The panel beside the reader if two fit."""
    zoomed: bool = False
    histogram: bool = False
    """It is shown over the list."""
    last_tag: str = ""
    began: str = ""
    """When the session began, as ``2026-11-27T14:02:11+00:00``."""
    worked: str = ""
    """The day, as ``2026-11-27``, on which notes were changed last."""
    judging: str = ""
    """What verdicts are for: the ``query``, ``overall``, or empty."""
    read: tuple[str, ...] = ()
    """MRNs of the cables opened so far."""
    walked: tuple[str, ...] = ()
    """The places behind, as in ``reader.tui.core.app_state.Trail.texts``."""


Kept = TypeVar("Kept", Looks, Session)


def looks_file() -> Path:
    """The file of these settings."""
    return paths.state_home() / "looks.json"


def session_file(library: Path) -> Path:
    """The file of the session in a library; named by its folder's full path, so that two never mix."""
    name = hashlib.sha256(str(library.resolve()).encode(errors="surrogateescape")).hexdigest()[:16]
    return paths.state_home() / "places" / f"{name}.json"


def load(kind: type[Kept], path: Path) -> Kept:
    """The record stored in a file; defaults for the whole of it or for each invalid field."""
    try:
        found = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return kind()
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        return kind()
    wanted = get_type_hints(kind)
    good: dict[str, Any] = {}
    for field in fields(kind):
        value = found.get(field.name)
        value = tuple(value) if isinstance(value, list) else value
        if _fits(value, wanted[field.name]):
            good[field.name] = value
    return replace(kind(), **good)


def save(record: Looks | Session, path: Path) -> None:
    """Write a record, all of it or nothing. Raises OSError; waits for the disk."""
    atomic_files.private_folder(path.parent)
    text = json.dumps({"format": FORMAT, **asdict(record)}, ensure_ascii=True, indent=1)
    atomic_files.write_atomically(path, text.encode())


def _fits(value: object, wanted: Any) -> bool:
    """Whether a value read back has the type of its field; only the types used above."""
    if isinstance(wanted, UnionType):
        return any(_fits(value, one) for one in get_args(wanted))
    if wanted == tuple[str, ...]:
        return isinstance(value, tuple) and all(isinstance(item, str) for item in value)
    if wanted is int:
        return isinstance(value, int) and not isinstance(value, bool)
    return isinstance(value, wanted)
