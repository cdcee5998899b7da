"""Reads a text that is one cable, in any form but plain rows: a page, an archive's file, a plain text."""

from __future__ import annotations

from reader.library.sources.decoding import decode
from reader.library.sources.documents import Container, Skipped, SourceDocument
from reader.library.sources.html_pages import is_page, read_page
from reader.library.sources.mail.message import unquoted
from reader.library.sources.nara.telegrams import read_archive, read_record
from reader.library.sources.plain_text import NO_CABLE, read_plain
from reader.library.sources.txt_conversion import read_conversion


def read_bytes(data: bytes, place: str, name: str) -> SourceDocument | Skipped:
    """The cable in a text file."""
    return read_text(decode(unquoted(data)), data, place, name, Container.RAW)


def read_text(
    text: str, original: bytes, place: str, name: str, container: Container
) -> SourceDocument | Skipped:
    """The cable in a text, tried as the strictest form first. ``container``: of a plain text."""
    if not text.strip():
        return Skipped(place, "empty")
    document: SourceDocument | None
    if is_page(text):
        document = read_page(text, original, place)
    else:
        document = (
            read_archive(text, original, place)
            or read_record(text, original, place)
            or read_conversion(text, original, place)
            or read_plain(text, original, place, name, container)
        )
    return document or Skipped(place, NO_CABLE)
