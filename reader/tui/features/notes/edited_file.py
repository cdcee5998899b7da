"""What an editor left in the file it was given: any bytes, or no file at all."""

from __future__ import annotations

import codecs
import os
import stat
from dataclasses import dataclass
from pathlib import Path

from reader.errors import CablesError

LONGEST = 1_000_000
"""Bytes of a note from an editor. A bundle takes lines of four times that."""
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


@dataclass(frozen=True, slots=True)
class Edited:
    """A text that came back."""

    text: str
    encoding: str = ""
    """Named where it is not UTF-8, and perhaps a wrong guess."""


def read_back(path: Path) -> Edited:
    """The text in the file, without line ends around it. Raises CablesError."""
    try:
        if not stat.S_ISREG(path.lstat().st_mode):
            raise CablesError("The editor did not leave a regular file; nothing was changed", where=str(path))
        with open(path, "rb", opener=_without_waiting) as file:  # Path.open takes none
            data = file.read(LONGEST + 1)
    except FileNotFoundError as error:
        raise CablesError("The editor left no file; nothing was changed") from error
    except OSError as error:
        raise CablesError(
            f"The file from the editor cannot be read ({error.strerror}); nothing was changed",
            where=str(path),
        ) from error
    if len(data) > LONGEST:
        raise CablesError(
            f"A note can be at most {LONGEST // 1_000_000} MB, and the file is larger; nothing was changed",
            advice=f"What you wrote is in {path}.",
        )
    return _decoded(data)


def _decoded(data: bytes) -> Edited:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return Edited(_tidy(data.removeprefix(mark).decode(encoding, "replace")))
    if wide := _wide(data):
        return Edited(_tidy(data.decode(wide, "replace")), "UTF-16")
    try:
        return Edited(_tidy(data.decode()))
    except UnicodeDecodeError:
        return Edited(_tidy(data.decode("cp1252", "replace")), "Windows-1252 (Latin-1)")


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: in text, nearly every second byte is 0."""
    even, odd, half = data[::2].count(0), data[1::2].count(0), len(data) // 2
    if len(data) < 2 or len(data) % 2 or max(even, odd) < 0.8 * half or min(even, odd) > 0.1 * half:
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _tidy(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").strip("\n")


def _without_waiting(path: str, flags: int) -> int:
    """Open it, but neither a link nor a pipe that was put there meanwhile."""
    return os.open(path, flags | os.O_NOFOLLOW | os.O_NONBLOCK)
