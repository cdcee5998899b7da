"""A folder with a bundle for each cable, so that git shows and merges the notes cable by cable.

Writing joins our notes with what is in each file, so a colleague's records that git has brought and that were
not merged yet are never overwritten. Nothing is removed: deleted records stay as deletion marks.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from reader.atomic_files import write_atomically
from reader.notes.errors import NotesError
from reader.notes.merge import bundle
from reader.notes.merge.apply import NO_CHANGE
from reader.notes.merge.bundle_files import SUFFIX, bundles_in
from reader.notes.model import Docs, Document
from reader.notes.queries.index import mrn_of
from reader.notes.record_merge import compare, join
from reader.notes.repository import Notes

_NO_CABLE = "_"
"""Begins the names of files with codes, persons, trails and the research log; no MRN begins with it."""


@dataclass(frozen=True, slots=True)
class Written:
    """What was written, or would be."""

    files: int
    """Files with our notes."""
    changed: int
    """How many of them were new or different."""
    unmerged: int
    """Records in the folder that our notes lack or have in an older version."""


def save(notes: Notes, folder: Path, *, dry_run: bool = False) -> Written:
    """Write our notes into the folder, a file for each cable; files that stay the same are not touched.

    Raises NotesError for a file that is not a bundle, or that cannot be written.
    """
    ours = {file_name(table): (table, docs) for table, docs in notes.tables() if bundle.is_shared(table)}
    texts: dict[Path, str] = {}
    unmerged = 0
    for name in sorted({*ours, *(path.name for path in bundles_in(folder))}):
        table, docs = ours.get(name, ("", {}))
        content = _content(folder / name)
        if table and content == "".join(bundle.lines([(table, docs)])):
            continue
        theirs = {document["id"]: (where, document) for where, document in _records(content, folder / name)}
        own = {document["id"]: document for document in docs.values() if isinstance(document.get("id"), str)}
        unmerged += sum(compare(own.get(one), doc) not in NO_CHANGE for one, (_, doc) in theirs.items())
        if table and content != (text := _text(table, own, theirs)):
            texts[folder / name] = text
    if not dry_run:
        for path, text in texts.items():
            _write(path, text)
    return Written(len(ours), len(texts), unmerged)


def file_name(table: str) -> str:
    """``06PHNOMPENH977.jsonl``: the name of the file for a table, safe on every file system."""
    mrn = mrn_of(table)
    return f"{_NO_CABLE}{quote(table, safe='')}{SUFFIX}" if mrn is None else f"{quote(mrn, safe='')}{SUFFIX}"


def _records(text: str, path: Path) -> list[tuple[str, Document]]:
    """The records in the text of a file, each once; none if there is no such file."""
    if not text:
        return []
    try:
        found = bundle.read(text)
    except NotesError as error:
        raise NotesError(error.what, where=str(path), advice="Nothing was written.") from error
    if found.skipped:
        raise NotesError(
            f"The file is damaged. {found.skipped[0]}",
            where=str(path),
            advice="Nothing was written. Restore the file with git, or delete it.",
        )
    return bundle.joined(found)


def _text(table: str, ours: Docs, theirs: Mapping[str, tuple[str, Document]]) -> str:
    tables: dict[str, Docs] = {table: dict(ours)}
    for one, (where, document) in theirs.items():
        if one in ours:
            tables[table][one] = join(ours[one], document)
        else:
            tables.setdefault(where, {})[one] = document
    return "".join(bundle.lines(tables.items()))


def _content(path: Path) -> str:
    if not path.exists():
        return ""
    try:
        return path.read_bytes().decode()
    except OSError as error:
        raise NotesError(f"The file cannot be read ({error.strerror})", where=str(path)) from error
    except UnicodeDecodeError as error:
        raise NotesError("This is not a notes bundle: it is not UTF-8 text", where=str(path)) from error


def _write(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, text.encode())
    except OSError as error:
        raise NotesError(f"The file cannot be written ({error.strerror})", where=str(path)) from error
