"""Where things lie: the user's folders after the XDG rules, and the files that ship with the program."""

from __future__ import annotations

import os
from pathlib import Path

LIBRARY_VARIABLE = "CABLES_LIBRARY"
"""The environment variable that names another library folder."""


def shipped(name: str) -> Path:
    """The folder ``share``, ``styles`` or ``samples``, in an installed copy as in a checkout.

    Raises FileNotFoundError when neither has it (a broken installation).
    """
    package = Path(__file__).resolve().parent
    for candidate in (package / name, package.parent / name):
        if candidate.is_dir():
            return candidate
    raise FileNotFoundError(f"the installation lacks its folder {name!r}")


def _xdg(variable: str, default: str) -> Path:
    """A base folder; the specification says that a relative path is to be ignored."""
    value = os.environ.get(variable, "")
    return Path(value) if value.startswith("/") else Path.home() / default


def data_home() -> Path:
    """Where libraries live unless told otherwise. Nothing is created by asking."""
    return _xdg("XDG_DATA_HOME", ".local/share") / "cables"


def state_home() -> Path:
    """Where the last place, pane sizes and logs live. Nothing is created by asking."""
    return _xdg("XDG_STATE_HOME", ".local/state") / "cables"


def config_home() -> Path:
    """Where the settings are stored. Nothing is created by asking."""
    return _xdg("XDG_CONFIG_HOME", ".config") / "cables"


def library_home(chosen: str | os.PathLike[str] | None = None) -> Path:
    """The library folder: the one chosen, else ``$CABLES_LIBRARY``, else the user's own."""
    if chosen:
        return typed_path(chosen)
    if named := os.environ.get(LIBRARY_VARIABLE):
        return typed_path(named)
    return data_home() / "library"


def samples_home() -> Path:
    """The library that ``cables samples`` opens; its notes last."""
    return data_home() / "samples"


def typed_path(text: str | os.PathLike[str]) -> Path:
    """A path as a user types it: ``~`` is the home folder. ``~name`` of an unknown user stays as it is."""
    path = Path(text)
    try:
        return path.expanduser()
    except RuntimeError:
        return path
