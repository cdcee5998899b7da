"""Writing a dossier to a file that is replaced only as long as nobody has edited it.

HTML ends with a hash of all that comes before, in a comment; DOCX has one among its properties.
"""

from __future__ import annotations

import hashlib
import os
import stat
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import BinaryIO

from reader.atomic_files import write_atomically
from reader.export.dossier.docx import docx
from reader.export.dossier.docx_archive import is_unedited_docx
from reader.export.dossier.dossier_model import Dossier
from reader.export.dossier.html import html_lines
from reader.export.file_names import numbered_names
from reader.export.in_pieces.file_chunks import are_equal, chunks
from reader.export.page_files import ExportError, resolve_folder, translate_os_error
from reader.export.writer import Action, PageOutcome

STEM = "dossier"
"""The name of the file in a folder."""
NO_TITLE = "Notes on cables"
"""The title of a dossier whose file has no name of its own."""
_BEFORE, _AFTER = b"<!-- cables sha256=", b" -->\n"


def dossier_path(path: Path, style: str) -> Path:
    """The file that is meant: what was typed may be a folder."""
    return path / f"{STEM}.{style}" if path.is_dir() or not path.suffix else path


def title_of(path: Path) -> str:
    """The title of a dossier in this file."""
    return NO_TITLE if path.stem == STEM else path.stem


def made(dossier: Dossier, style: str) -> Iterable[bytes]:
    """The dossier as ``html`` or ``docx``, in pieces. Raises CablesError where an extra is not installed."""
    return MAKERS[style](dossier)


def write_dossier(path: Path, pieces: Iterable[bytes], *, preview: bool = False) -> PageOutcome:
    """Write the file, or replace one of ours; if that was edited, or is not ours, write beside it.

    Raises ExportError.
    """
    stem, suffix = path.stem, path.suffix
    try:
        with tempfile.TemporaryFile() as new:
            new.writelines(pieces)
            outcome = _plan(path, new)
            if not preview and outcome.action is not Action.UNCHANGED:
                resolve_folder(path.parent)
                write_atomically(outcome.path, chunks(new))
    except OSError as error:
        raise translate_os_error(error, path.parent) from error
    if outcome.path == path:
        return outcome
    remark = f"{stem}{suffix} was edited, or not written by this program, and was left alone."
    return PageOutcome(stem, outcome.path, Action.CONFLICT, remark)


def _plan(path: Path, new: BinaryIO) -> PageOutcome:
    first = True
    for name in (path.stem, *numbered_names(f"{path.stem}.conflict")):
        candidate = path.with_name(f"{name}{path.suffix}")
        if not os.path.lexists(candidate):
            return PageOutcome(path.stem, candidate, Action.CREATED)
        if stat.S_ISREG(candidate.lstat().st_mode):
            with candidate.open("rb") as existing:
                if are_equal(existing, new):
                    action = Action.UNCHANGED if first else Action.CONFLICT
                    return PageOutcome(path.stem, candidate, action)
                if is_unedited(existing):
                    return PageOutcome(path.stem, candidate, Action.UPDATED)
        first = False
    raise ExportError("Too many conflict files", where=str(path), advice="Delete those you no longer need.")


def is_unedited(file: BinaryIO) -> bool:
    """Whether a file is as it was written here."""
    size = file.seek(0, os.SEEK_END)
    file.seek(0)
    if file.read(2) == b"PK":
        return is_unedited_docx(file)
    begin = size - len(_end(hashlib.sha256()))
    if begin < 0:
        return False
    file.seek(begin)
    end = file.read()
    if not end.startswith(_BEFORE):
        return False
    digest = hashlib.sha256()
    for chunk in chunks(file, begin):
        digest.update(chunk)
    return end == _end(digest)


def _end(digest: hashlib._Hash) -> bytes:
    return _BEFORE + digest.hexdigest().encode() + _AFTER


def _html(dossier: Dossier) -> Iterator[bytes]:
    digest = hashlib.sha256()
    for line in html_lines(dossier):
        piece = f"{line}\n".encode("utf-8", "replace")
        digest.update(piece)
        yield piece
    yield _end(digest)


MAKERS: Mapping[str, Callable[[Dossier], Iterable[bytes]]] = {"html": _html, "docx": docx}
"""By the name of the style, which is also the suffix of the file."""
