"""Entries written as CSL-JSON, BibTeX, BibLaTeX or RIS."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from reader.export.bibliography.entry import Entry

# --- CSL-JSON ------------------------------------------------------------------------------------------

_CSL_MARKUP = re.compile(r"<(?=/?[A-Za-z])")
"""Processors read tags such as ``<i>`` and ``<span class="nocase">`` in a field as formatting."""


def csl_json(entries: Iterable[Entry]) -> str:
    """CSL-JSON, for pandoc, Zotero and every CSL processor."""
    return json.dumps([_csl(entry) for entry in entries], ensure_ascii=False, indent=2) + "\n"


def _csl(entry: Entry) -> dict[str, Any]:
    item: dict[str, Any] = {"id": entry.key, "type": "report", "genre": entry.kind}
    item["title"] = _csl_text(entry.title)
    item["author"] = [{"literal": _csl_text(entry.institution)}]
    if entry.recipient:
        item["recipient"] = [{"literal": _csl_text(entry.recipient)}]
    item["publisher"] = _csl_text(entry.institution)
    item["number"] = _csl_text(entry.number)
    if entry.date:
        parts = [entry.date.year, entry.date.month, entry.date.day]
        item["issued"] = {"date-parts": [parts[:2] if entry.is_estimated else parts]}
        if entry.is_estimated:
            item["issued"]["circa"] = True
    if entry.archive_number:
        item["archive"] = "National Archives"
        item["archive_collection"] = entry.archive
        item["archive_location"] = entry.archive_number
    item["keyword"] = _csl_text(", ".join(entry.tags))
    item["note"] = _csl_text(entry.note)
    item["URL"] = entry.url
    return {name: value for name, value in item.items() if value}


def _csl_text(text: str) -> str:
    return _CSL_MARKUP.sub("‹", text)


# --- BibTeX and BibLaTeX -------------------------------------------------------------------------------

_TEX = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    '"': r"\textquotedbl{}",
    "{": r"\{",
    "}": r"\}",
    **{sign: f"\\{sign}" for sign in "$&%#_"},
}
_BRACE = {"{": r"\textbraceleft{}", "}": r"\textbraceright{}"}
"""BibTeX counts braces even behind a backslash, so these are written without any."""


def bibtex(entries: Iterable[Entry]) -> str:
    """BibTeX: ``@techreport`` with year and month."""
    return "\n".join(_bibtex_entry("techreport", entry, _bibtex_fields(entry)) for entry in entries)


def biblatex(entries: Iterable[Entry]) -> str:
    """BibLaTeX: ``@report`` with an ISO date."""
    return "\n".join(_bibtex_entry("report", entry, _biblatex_fields(entry)) for entry in entries)


def _bibtex_fields(entry: Entry) -> Mapping[str, str]:
    fields = _shared_fields(entry)
    if entry.date:
        fields["year"] = str(entry.date.year)
        fields["month"] = f"{entry.date.month:02}"
        if not entry.is_estimated:
            fields["day"] = f"{entry.date.day:02}"
    return fields


def _biblatex_fields(entry: Entry) -> Mapping[str, str]:
    fields = _shared_fields(entry)
    if entry.date:
        fields["date"] = f"{entry.date:%Y-%m}~" if entry.is_estimated else entry.date.isoformat()
    return fields


def _shared_fields(entry: Entry) -> dict[str, str]:
    return {
        "author": f"{{{_tex(entry.institution)}}}",
        "title": f"{{{_tex(entry.title)}}}",
        "institution": f"{{{_tex(entry.institution)}}}",
        "type": entry.kind,
        "number": _tex(entry.number),
        "library": _tex(", ".join(filter(None, (entry.archive_number, entry.archive)))),
        "keywords": _tex(", ".join(entry.tags)),
        "note": _tex(entry.note),
        "url": entry.url,
    }


def _bibtex_entry(kind: str, entry: Entry, fields: Mapping[str, str]) -> str:
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@{kind}{{{entry.key},", *lines, "}", ""])


def _tex(text: str) -> str:
    return "".join((_TEX | _BRACE).get(character, character) for character in text)


# --- RIS -----------------------------------------------------------------------------------------------


def ris(entries: Iterable[Entry]) -> str:
    """RIS, with the tags that Zotero and EndNote read for reports."""
    return "".join(_ris_entry(entry) for entry in entries)


def _ris_entry(entry: Entry) -> str:
    date = ""
    if entry.date:
        day = "" if entry.is_estimated else f"{entry.date.day:02}"
        date = f"{entry.date.year}/{entry.date.month:02}/{day}/"
    fields = [
        ("TY", "RPRT"),
        ("ID", entry.key),
        ("AU", f"{entry.institution},"),  # the comma keeps it from being split into first and last name
        ("TI", entry.title),
        ("PY", str(entry.date.year) if entry.date else ""),
        ("DA", date),
        ("PB", entry.institution),
        ("M3", entry.kind),
        ("SN", entry.number),
        ("AN", entry.archive_number),
        ("DB", entry.archive),
        *(("KW", tag) for tag in entry.tags),
        ("N1", entry.note),
        ("UR", entry.url),
    ]
    lines = [f"{tag}  - {value}\r\n" for tag, value in fields if value]
    return "".join([*lines, "ER  - \r\n"])


FORMATS: Mapping[str, Callable[[Iterable[Entry]], str]] = {
    "csl": csl_json,
    "bibtex": bibtex,
    "biblatex": biblatex,
    "ris": ris,
}
"""The formats by name."""
