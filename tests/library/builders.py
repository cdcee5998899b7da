"""Makes cables for tests: short, but in the form of real ones."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path

from reader.library.ingest.import_report import ImportReport
from reader.library.ingest.importer import import_paths
from reader.library.library import Library


def cable_text(
    mrn: str = "06PHNOMPENH977",
    subject: str = "A WORD ON TRADE",
    paragraphs: Sequence[str] = ("(C) Nothing happened.",),
    *,
    post: str = "PHNOM PENH",
    date: dt.datetime | None = None,
    level: str = "C O N F I D E N T I A L",
    tags: str = "PREL, CB",
    refs: str = "",
    to: Iterable[str] = ("SECSTATE WASHDC",),
    signer: str = "STORELLA",
) -> str:
    """The text of a cable. Its serial and year are those of ``mrn``."""
    date = date or dt.datetime(2000 + int(mrn[:2]), 5, 23, 6, 55)
    serial = mrn[2:].lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    reference = f"REF: {refs}\n\n" if refs else ""
    body = "\n\n".join(f"{number}. {text}" for number, text in enumerate(paragraphs, 1))
    return (
        f"P {date:%d%H%M}Z {date:%b %y}\nFM AMEMBASSY {post}\n".upper()
        + "TO "
        + "\n".join(to)
        + f"\n\n{level} {post} {int(serial):06}\n\nSIPDIS\n\nE.O. 12958: DECL: 05/23/2016\nTAGS: {tags}\n"
        f"SUBJECT: {subject}\n\n{reference}{body}\n\n{signer}\n"
    )


def database(library: Library) -> sqlite3.Connection:
    """This thread's connection to a library, to read or change its tables."""
    with library.connections.connection() as db:
        return db


def write_cables(folder: Path, **texts: str) -> Path:
    """A folder with these texts, each in a file of its name."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


def filled(library: Library, folder: Path, **texts: str) -> ImportReport:
    """Import these texts, each from a file of its name, without other processes."""
    return import_paths(library, [write_cables(folder, **texts)], workers=0)
