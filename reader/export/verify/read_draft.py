"""Reading a draft of any known format."""

from __future__ import annotations

from pathlib import Path, PurePath

from reader.errors import CablesError, UsageError
from reader.export.verify.draft import Block
from reader.export.verify.read_docx import read_docx
from reader.export.verify.read_html import read_html
from reader.export.verify.read_text import read_markdown, read_plain

MARKDOWN = (".md", ".markdown", ".qmd", ".rmd")
MAX_SIZE = 256 * 2**20
"""Largest draft that is read, in bytes."""


def read_file(path: Path, name: str = "") -> tuple[Block, ...]:
    """The blocks of a file, called ``name`` in errors. Raises CablesError for what cannot be read."""
    name = name or str(path)
    if not path.is_file():
        raise CablesError("No such file", where=name)
    try:
        with path.open("rb") as file:
            data = file.read(MAX_SIZE + 1)
    except OSError as error:
        raise CablesError(f"The file cannot be read ({error.strerror})", where=name) from error
    if len(data) > MAX_SIZE:
        raise CablesError("The file is too large to be a draft", where=name)
    return read_draft(data, name)


def read_draft(data: bytes, name: str) -> tuple[Block, ...]:
    """The blocks of a file, by its name and content; standard input is taken for markdown.

    Raises CablesError for what cannot be read.
    """
    suffix = PurePath(name).suffix.lower()
    if suffix == ".docx" or data.startswith(b"PK\x03\x04"):
        return read_docx(data, name)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        if b"\x00" in data:
            raise UsageError(
                "This format cannot be read", where=name, advice="Use Markdown, HTML, DOCX or plain text."
            ) from None
        text = data.decode("cp1252", "replace")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if suffix in (".html", ".htm", ".xhtml") or text.lstrip()[:15].lower().startswith(
        ("<!doctype html", "<html")
    ):
        return read_html(text)
    return read_plain(text) if suffix in (".txt", ".text") else read_markdown(text)
