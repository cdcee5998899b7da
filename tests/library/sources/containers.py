"""Builders of containers: each shows only what matters to the test."""

from __future__ import annotations

import csv
import html
import io
import tarfile
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from reader.library.sources import Notice, Skipped, SourceDocument, read

CABLE = """\
P 230655Z MAY 06
FM AMEMBASSY PHNOM PENH
TO SECSTATE WASHDC PRIORITY 6720

UNCLAS SECTION 01 OF 02 PHNOM PENH 000977

SIPDIS

E.O. 12958: N/A
TAGS: PHUM PREL KWMN CB
SUBJECT: REGIONAL PROGRESS ON COMMIT PROCESS

1. SUMMARY: The ministers said "yes" & signed.

STORELLA
"""
HEADER, BODY = CABLE.split("\n\n", 1)


def write(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def row(
    mrn: str = "06PHNOMPENH977",
    *,
    id: int = 1,
    created: str = "5/23/2006 6:55",
    classification: str = "UNCLASSIFIED",
    references: str = "",
    header: str = HEADER,
    body: str = BODY,
) -> str:
    """A row in the dialect of 2011."""
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, escapechar="\\", doublequote=False, lineterminator="\n")
    writer.writerow([id, created, mrn, "Embassy Phnom Penh", classification, references, header, body])
    return out.getvalue()


def page(
    mrn: str = "06PHNOMPENH977",
    *,
    created: str = "2006-05-23 06:06",
    classification: str = "UNCLASSIFIED",
    header: str = HEADER,
    body: str = BODY,
) -> str:
    """A page as published in 2010: line breaks as entities, TAGS linked, paragraph anchors."""

    def pre(text: str) -> str:
        text = html.escape(text, quote=False).replace("PHUM", "<a href='/tag/PHUM_0.html'>PHUM</a>")
        text = text.replace("\n1. ", "\n<a id='par1' href='#par1'>¶</a>1. ")
        return f"<code><pre>{text}</pre></code>".replace("\n", "&#x000A;")

    cells = (
        f"<a href='/cable/2006/05/{mrn}.html'>{mrn}</a>",
        f"<a href='/date/2006-05_0.html'>{created}</a>",
        "<a href='/reldate/2010-11-28_0.html'>2010-11-28 18:06</a>",
        f"<a href='/classification/1_0.html' title='unclassified'>{classification}</a>",
        "<a href='/origin/1_0.html'>Embassy Phnom Penh</a>",
    )
    return (
        "<?xml version='1.0' encoding='utf-8' ?>\n<!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.0'>\n<html>\n"
        "<head><title>Cable Viewer</title></head>\n<body>\n"
        "<a href='/tag/ZZ_0.html'>ZZ</a>\n"
        f"<h3>Viewing cable {mrn}, REGIONAL PROGRESS ON COMMIT PROCESS</h3>\n"
        "<table class='cable'>\n<tr>\n"
        "<th>Reference ID</th><th>Created</th><th>Released</th><th>Classification</th><th>Origin</th>\n"
        "</tr>\n<tr>\n" + "\n".join(f"<td>\n{cell}\n</td>" for cell in cells) + "\n</tr>\n</table>\n"
        f"{pre(header)}\n{pre(body)}\n</body>\n</html>\n"
    )


def conversion(mrn: str = "06PHNOMPENH977", text: str = HEADER + BODY) -> str:
    """The five-line TXT form, header and body glued."""
    return (
        f"{mrn}\nREGIONAL PROGRESS &amp; MORE\nTue May 23 00:00:00 +0200 2006\n"
        f"UNCLASSIFIED//FOR OFFICIAL USE ONLY\nEmbassy Phnom Penh\n{text}"
    )


def zipped(members: Mapping[str, bytes | str], *, compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def tarred(members: Mapping[str, bytes | str], mode: str = "w") -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:  # type: ignore[call-overload]
        for name, content in members.items():
            data = content.encode() if isinstance(content, str) else content
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


def found(items: Iterable[SourceDocument | Skipped | Notice]) -> tuple[list[SourceDocument], list[Skipped]]:
    """The documents, and what was skipped; what is said of tables is left out."""
    documents, skipped = [], []
    for item in items:
        if isinstance(item, SourceDocument):
            documents.append(item)
        elif isinstance(item, Skipped):
            skipped.append(item)
    return documents, skipped


def only(path: Path) -> SourceDocument:
    """The only cable in the file."""
    (item,) = read([path])
    assert isinstance(item, SourceDocument), item
    return item


def refusal(path: Path) -> str:
    """Why the file is skipped; the place is its path."""
    (item,) = read([path])
    assert isinstance(item, Skipped), item
    assert item.place == str(path)
    return item.reason
