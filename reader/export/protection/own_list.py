"""The user's own list of names to protect: a text file beside the settings, a name a line."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from pathlib import Path

from reader.atomic_files import private_folder, write_atomically
from reader.errors import CablesError, UsageError
from reader.paths import config_home
from reader.terminal_text import one_line

FILE = "protected-names.txt"
LONGEST = 120
"""Characters of a name."""
_HEAD = "# Names that exports and copies protect, one a line. `cables protect` changes this file.\n"


def list_file() -> Path:
    """Where the list is stored. Nothing is created by asking."""
    return config_home() / FILE


def listed_names() -> tuple[str, ...]:
    """The names in their order; empty if there is no list. Raises CablesError."""
    path = list_file()
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise CablesError(f"The list of names cannot be read ({error.strerror})", where=str(path)) from error
    except UnicodeDecodeError as error:
        raise CablesError("The list of names is not a text file", where=str(path)) from error
    lines = (" ".join(line.split()) for line in text.splitlines())
    return tuple(dict.fromkeys(line for line in lines if line and not line.startswith("#")))


def add_names(names: Iterable[str]) -> list[str]:
    """Add names to the list; returns those that were not in it. Raises CablesError."""
    held = listed_names()
    known = {name.casefold() for name in held}
    given: dict[str, str] = {}
    for name in map(_sound, names):
        given.setdefault(name.casefold(), name)
    new = [name for key, name in given.items() if key not in known]
    if new:
        _save((*held, *new))
    return new


def remove_names(names: Iterable[str]) -> list[str]:
    """Remove names, in any case, from the list; returns those that were in it. Raises CablesError."""
    unwanted = {_sound(name).casefold() for name in names}
    held = listed_names()
    gone = [name for name in held if name.casefold() in unwanted]
    if gone:
        _save(name for name in held if name.casefold() not in unwanted)
    return gone


def _sound(name: str) -> str:
    """A name as it is stored, on one line. Raises UsageError for what is no name."""
    name = unicodedata.normalize("NFC", " ".join(one_line(name).split()))
    if sum(map(str.isalpha, name)) < 2 or name.startswith("#"):
        raise UsageError("This is not a name", where=name, advice="A name has at least two letters.")
    if len(name) > LONGEST:
        raise UsageError(
            "This name is too long", where=f"{name[:40]}…", advice=f"{LONGEST} characters at most."
        )
    return name


def _save(names: Iterable[str]) -> None:
    path = list_file()
    text = _HEAD + "".join(f"{name}\n" for name in names)
    try:
        private_folder(path.parent)
        write_atomically(path, text.encode("utf-8", "replace"))
    except OSError as error:
        raise CablesError(
            f"The list of names cannot be written ({error.strerror})", where=str(path)
        ) from error
