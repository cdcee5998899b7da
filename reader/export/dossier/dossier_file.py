"""Writing a dossier to a file that is replaced only as long as nobody has edited it.

HTML ends with a hash of all that comes before, in a comment; DOCX has one among its properties.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Callable, Mapping
from pathlib import Path

from reader.atomic_files import write_atomically
from reader.export.dossier.docx import docx, is_unedited_docx
from reader.export.dossier.dossier_model import Dossier
from reader.export.dossier.html import html_lines
from reader.export.file_names import numbered_names
from reader.export.page_files import ExportError, resolve_folder, translate_os_error
from reader.export.writer import Action, PageOutcome

STEM = "dossier"
"""The name of the file in a folder."""
MAX_SIZE = 256 * 2**20
"""Bytes. A larger file is not one of ours and is not read."""
_BEFORE, _AFTER = b"<!-- cables sha256=", b" -->\n"


def made(dossier: Dossier, style: str) -> bytes:
    """The dossier as ``html`` or ``docx``. Raises CablesError where an extra is not installed."""
    return MAKERS[style](dossier)


def write_dossier(path: Path, data: bytes, *, preview: bool = False) -> PageOutcome:
    """Write the file, or replace one of ours; if that was edited, or is not ours, write beside it.

    Raises ExportError.
    """
    stem, suffix = path.stem, path.suffix
    try:
        outcome = _plan(path, data)
        if not preview and outcome.action is not Action.UNCHANGED:
            resolve_folder(path.parent)
            write_atomically(outcome.path, data)
    except OSError as error:
        raise translate_os_error(error, path.parent) from error
    if outcome.path == path:
        return outcome
    remark = f"{stem}{suffix} was edited, or not written by this program, and was left alone."
    return PageOutcome(stem, outcome.path, Action.CONFLICT, remark)


def _plan(path: Path, data: bytes) -> PageOutcome:
    first = True
    for name in (path.stem, *numbered_names(f"{path.stem}.conflict")):
        candidate = path.with_name(f"{name}{path.suffix}")
        if not os.path.lexists(candidate):
            return PageOutcome(path.stem, candidate, Action.CREATED)
        existing = _read(candidate)
        if existing == data:
            action = Action.UNCHANGED if first else Action.CONFLICT
            return PageOutcome(path.stem, candidate, action)
        if existing is not None and is_unedited(existing):
            return PageOutcome(path.stem, candidate, Action.UPDATED)
        first = False
    raise ExportError("Too many conflict files", where=str(path), advice="Delete those you no longer need.")


def _read(path: Path) -> bytes | None:
    """A regular file; None for anything else."""
    status = path.lstat()
    if not stat.S_ISREG(status.st_mode) or status.st_size > MAX_SIZE:
        return None
    return path.read_bytes()


def is_unedited(data: bytes) -> bool:
    """Whether a file is as it was written here."""
    if data.startswith(b"PK"):
        return is_unedited_docx(data)
    text, begin, rest = data.rpartition(_BEFORE)
    digest, _, end = rest.partition(_AFTER)
    return bool(begin) and not end and digest == _digest(text)


def _digest(data: bytes) -> bytes:
    return hashlib.sha256(data).hexdigest().encode()


def _html(dossier: Dossier) -> bytes:
    digest = hashlib.sha256()
    pieces = []
    for line in html_lines(dossier):
        pieces.append(f"{line}\n".encode("utf-8", "replace"))
        digest.update(pieces[-1])
    return b"".join((*pieces, _BEFORE, digest.hexdigest().encode(), _AFTER))


MAKERS: Mapping[str, Callable[[Dossier], bytes]] = {"html": _html, "docx": docx}
"""By the name of the style, which is also the suffix of the file."""
