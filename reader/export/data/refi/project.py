"""A REFI-QDA project: codes, cables as plain text, coded passages, notes and links in one ``.qdpx`` file.

Follows the schema of version 1.0 and the rules of REFI-QDA 1.5 (qdasoftware.org). A passage becomes a
selection with its codes; the text of a note is a ``Note`` and, as some programs read only that, in the
selection's ``Description``.
The same notes make the same bytes, and every id stays the same from export to export.
"""

from __future__ import annotations

import shutil
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import IO

from reader.export.citation import sender
from reader.export.data.entries import Entries, Entry
from reader.export.data.refi.elements import (
    NAMESPACE,
    attributes,
    by_whom,
    element,
    guid,
    record_guid,
    reference,
    text_element,
    user_guid,
)
from reader.export.data.refi.selection import ORIGIN, TARGET, selections
from reader.export.data.refi.source_text import SourceText
from reader.notes.codebook import import_plan, qdc
from reader.notes.codes import Codebook
from reader.notes.model import CrossReference, Record

VARIABLES = {"Date": "Date", "Sender": "Text", "Classification": "Text", "Subject": "Text"}
"""What is said about each cable: name and type of the variable."""


def write_project(path: Path, entries: Entries, program: str, name: str = "cables") -> int:
    """Write a project to a file, which must be empty; returns the number of notes and links in it."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        project = _Project(archive, entries)
        for entry in chain(entries.chosen(), entries.linked()):
            project.add(entry)
        project.finish(program, name)
    return project.count


class _Project:
    """The parts of a project that grow with it, kept in temporary files until the end."""

    def __init__(self, archive: zipfile.ZipFile, entries: Entries) -> None:
        self._archive = archive
        self._codes = entries.codes
        self._sources, self._notes, self._links = (_part() for _ in range(3))
        self._authors: set[str] = set()
        self._ends: dict[str, dict[str, str]] = {}
        """The selections at the ends of links of which the second end has not come yet."""
        self.count = 0

    def add(self, entry: Entry) -> None:
        """Add a cable with its notes and the ends of its links."""
        text = SourceText(entry)
        own: list[str] = []
        recorded: list[str] = []
        for selection in selections(entry, text):
            (own if selection.place.known else recorded).append(selection.xml(self._codes, self._note))
            for part in selection.parts:
                self._authors.update((part.record.author, part.record.last_hand))
                if isinstance(part.record, CrossReference):
                    self._end_of_link(part.record, part.end, selection.guid)
        self.count += len(entry.records)
        if text.cable_text is not None:
            self._source(entry, guid("cable", entry.mrn), text.cable_text, own)
        if recorded:
            self._source(entry, guid("recorded", entry.mrn), text.recorded_text, recorded, recorded=True)

    def finish(self, program: str, name: str) -> None:
        """Write the project file from its parts, in the order of the schema."""
        with self._archive.open(_info("project.qde"), "w", force_zip64=True) as file:
            for line in self._head(program, name):
                file.write(line.encode("utf-8", "replace"))
            for tag, part in (("Sources", self._sources), ("Notes", self._notes), ("Links", self._links)):
                if part.tell():
                    part.seek(0)
                    file.write(f"<{tag}>\n".encode())
                    shutil.copyfileobj(part, file)
                    file.write(f"</{tag}>\n".encode())
                part.close()
            file.write(b"</Project>\n")

    def _head(self, program: str, name: str) -> Iterator[str]:
        yield '<?xml version="1.0" encoding="utf-8"?>\n'
        yield f"<Project{attributes({'xmlns': NAMESPACE, 'name': name, 'origin': program})}>\n"
        users = [{"guid": user_guid(author), "name": author} for author in sorted(self._authors)]
        if users:
            yield element("Users", {}, (element("User", user) for user in users))
        if self._codes:
            yield "<CodeBook>\n<Codes>\n"
            yield from qdc.code_elements(import_plan.entries(Codebook(self._codes.values())))
            yield "</Codes>\n</CodeBook>\n"
        variables = (
            {"guid": guid("variable", variable), "name": variable, "typeOfVariable": kind}
            for variable, kind in VARIABLES.items()
        )
        yield element("Variables", {}, (element("Variable", variable) for variable in variables))

    def _end_of_link(self, link: CrossReference, end: str, selection: str) -> None:
        """Add a link when the selection at its second end is known."""
        ends = self._ends.setdefault(link.id, {})
        ends[end] = selection
        if len(ends) < len((ORIGIN, TARGET)):
            return
        del self._ends[link.id]
        given = {
            "guid": record_guid(link.id),
            "name": link.relation,
            "direction": "OneWay",
            "originGUID": ends[ORIGIN],
            "targetGUID": ends[TARGET],
        }
        comment = self._note(link, link.relation, link.comment) if link.comment else ""
        _write(self._links, element("Link", given, comment))

    def _note(self, record: Record, name: str, text: str) -> str:
        """Add the text of a note or link as a ``Note``; returns the reference to it."""
        identity = guid("note", record.id)
        given = {"guid": identity, "name": name, **by_whom(record)}
        _write(self._notes, element("Note", given, text_element("PlainTextContent", text)))
        return reference("NoteRef", identity)

    def _source(
        self, entry: Entry, identity: str, text: str, selections: Iterable[str], *, recorded: bool = False
    ) -> None:
        """Add a text to the archive, and the source with its selections."""
        with self._archive.open(_info(f"sources/{identity}.txt"), "w") as file:
            file.write(text.encode("utf-8", "replace"))
        remark = ""
        if recorded:
            held = entry.cable is not None
            remark = "words without a known place" if held else "not in the library"
        name = f"{_file_name(entry.mrn)}{f' ({remark})' if remark else ''}"
        given = {"guid": identity, "name": name, "plainTextPath": f"internal://{identity}.txt"}
        subject = entry.cable.title if entry.cable else None
        content = [text_element("Description", remark or subject or ""), *selections]
        if entry.cable and not recorded:
            content.extend(_variables(entry))
        _write(self._sources, element("TextSource", given, content))


def _variables(entry: Entry) -> Iterator[str]:
    cable = entry.cable
    assert cable
    values = {
        "Date": cable.date.date().isoformat() if cable.date else "",
        "Sender": sender(cable, entry.mrn) or "",
        "Classification": cable.classified_as or "",
        "Subject": cable.title or "",
    }
    for name, value in values.items():
        if value:
            inside = reference("VariableRef", guid("variable", name))
            yield element("VariableValue", {}, inside + text_element(f"{VARIABLES[name]}Value", value))


def _file_name(mrn: str) -> str:
    """A name that is safe for programs that save a source under it."""
    return "".join("-" if character in '\\/:*?"<>|' else character for character in mrn).lstrip(".") or "?"


def _info(name: str) -> zipfile.ZipInfo:
    """A file in the archive, without the time of the export, so that the same notes make the same bytes."""
    info = zipfile.ZipInfo(name)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = 0o600 << 16
    return info


def _part() -> IO[bytes]:
    return tempfile.TemporaryFile()


def _write(part: IO[bytes], text: str) -> None:
    part.write(text.encode("utf-8", "replace"))
