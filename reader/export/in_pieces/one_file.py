"""All pages in one Markdown file: written in pieces, updated like any exported page."""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from reader.atomic_files import NewContents
from reader.export.file_names import SUFFIX
from reader.export.generated_page import LinesDigest, Page
from reader.export.in_pieces.file_chunks import are_equal, chunks
from reader.export.page_files import existing_folder, put_in_place, resolve_folder, translated_errors
from reader.export.writer import Action, PageOutcome, plan_page

HEADING = "# Notes"
BETWEEN = "\n\n"
"""Between the texts of two cables."""


def write_one_file(path: Path, texts: Iterable[str], *, preview: bool = False) -> PageOutcome:
    """Write the texts to a new file, or update one of ours; only the latter reads them into memory.

    Raises ExportError.
    """
    folder, stem = path.parent, path.name.removesuffix(SUFFIX)
    page = Page(mrn=stem, front={}, heading=HEADING, generated="")
    with translated_errors(folder), tempfile.TemporaryFile() as text, tempfile.TemporaryFile() as new:
        digest = _store(texts, text)
        begin, end = page.around(digest)
        new.write(f"{begin}\n".encode("utf-8", "surrogateescape"))
        new.writelines(chunks(text))
        new.write(f"\n{end}".encode("utf-8", "surrogateescape"))
        target = existing_folder(folder) / f"{stem}{SUFFIX}"
        if not os.path.lexists(target):
            if not preview:
                resolve_folder(folder)
                _create(target, new)
            return PageOutcome(stem, target, Action.CREATED)
        if _has(target, new):
            return PageOutcome(stem, target, Action.UNCHANGED)
        generated = b"".join(chunks(text)).decode("utf-8", "surrogateescape")
    plan = plan_page(folder, replace(page, generated=generated), stem=stem)
    if not preview:
        plan.write()
    return plan.outcome


def _store(texts: Iterable[str], file: BinaryIO) -> str:
    """Write the texts; returns the digest of all of them together."""
    digest = LinesDigest()
    for number, text in enumerate(texts):
        if number:
            digest.add("")
            file.write(BETWEEN.encode())
        for line in text.split("\n"):
            digest.add(line)
        file.write(text.encode("utf-8", "surrogateescape"))
    return digest.value


def _create(path: Path, contents: BinaryIO) -> None:
    new = NewContents(path, chunks(contents))
    try:
        new.sync()
        put_in_place(new, None)
    except BaseException:
        new.discard()
        raise


def _has(path: Path, contents: BinaryIO) -> bool:
    """Whether it is a file with these contents."""
    if not stat.S_ISREG(path.lstat().st_mode):
        return False
    with path.open("rb") as file:
        return are_equal(file, contents)
