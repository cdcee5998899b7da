"""A REFI-QDA project: codes, cables as plain text, coded passages, notes and links in one ``.qdpx`` file.

Follows the schema of version 1.0 and the rules of REFI-QDA 1.5 (qdasoftware.org). A note becomes a selection
with its codes; its text is a ``Note`` and, as some programs read only that, the selection's ``Description``.
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
from reader.export.data.refi.source_text import Place, SourceText
from reader.notes.codebook import import_plan, qdc
from reader.notes.codes import Codebook
from reader.notes.model import Annotation, Code, CrossReference, Record, Target

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
        self.count = 0

    def add(self, entry: Entry) -> None:
        """Add a cable with its notes and the ends of its links."""
        text = SourceText(entry)
        own: list[str] = []
        recorded: list[str] = []
        for target, selection in self._selections(entry):
            place = text.place(target)
            (own if place.known else recorded).append(_placed(selection, place))
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

    def _selections(self, entry: Entry) -> Iterator[tuple[Target, tuple[dict[str, str], str]]]:
        """Each target in a cable with the attributes and the content of its selection."""
        for note in entry.annotations:
            self.count += 1
            yield note.target, self._selection_of(note)
        for link in entry.outgoing:
            self.count += 1
            self._link(link)
            yield link.source, _end_of_link(link, "origin", f"{link.outward} {link.target.mrn}")
        for link in entry.incoming:
            yield link.target, _end_of_link(link, "target", f"{link.inward} {link.source.mrn}")

    def _selection_of(self, note: Annotation) -> tuple[dict[str, str], str]:
        self._credit(note)
        codings = (
            element(
                "Coding",
                {
                    "guid": guid("coding", note.id, code.id),
                    "creatingUser": user_guid(note.author),
                    "creationDateTime": by_whom(note)["creationDateTime"],
                },
                reference("CodeRef", import_plan.guid(code.id)),
            )
            for code in self._codes_of(note)
        )
        content = [text_element("Description", note.body), *codings]
        if note.body:
            content.append(self._note(note, f"{note.target.mrn} {note.target.label}".strip(), note.body))
        return {"guid": record_guid(note.id), "name": note.target.label, **by_whom(note)}, "".join(content)

    def _codes_of(self, note: Annotation) -> Iterator[Code]:
        return (self._codes[code] for code in dict.fromkeys(note.codes) if code in self._codes)

    def _link(self, link: CrossReference) -> None:
        self._credit(link)
        comment = self._note(link, link.relation, link.comment) if link.comment else ""
        given = {
            "guid": record_guid(link.id),
            "name": link.relation,
            "direction": "OneWay",
            "originGUID": guid("origin", link.id),
            "targetGUID": guid("target", link.id),
        }
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

    def _credit(self, record: Record) -> None:
        self._authors.update((record.author, record.last_hand))


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


def _end_of_link(link: CrossReference, end: str, words: str) -> tuple[dict[str, str], str]:
    target = link.source if end == "origin" else link.target
    description = f"{words}: {link.comment}" if link.comment else words
    given = {"guid": guid(end, link.id), "name": target.label, **by_whom(link)}
    return given, text_element("Description", description)


def _placed(selection: tuple[dict[str, str], str], place: Place) -> str:
    given, content = selection
    positions = {"startPosition": str(place.start), "endPosition": str(place.end)}
    return element("PlainTextSelection", given | positions, content)


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
