"""REFI-QDA Codebook 1.0 (``.qdc``): the format in which programs for qualitative analysis exchange codes.

Follows the schema in the specification (REFI-QDA 1.5, 5.2, qdasoftware.org): a ``CodeBook`` of ``Codes``,
each ``Code`` with guid, name, isCodable, colour, a ``Description`` and child codes. It has no aliases.
``Sets`` are not read.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable, Iterator
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from reader.cable.normalise import normalise
from reader.notes.codebook.import_plan import MOST, Entry
from reader.notes.errors import NotesError

NAMESPACE = "urn:QDA-XML:codebook:1.0"
_COLOUR = re.compile(r"#(?:[0-9A-Fa-f]{6}|[0-9A-Fa-f]{3})")
_GUID = re.compile(r"\{?([0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12})\}?")


def write(entries: Iterable[Entry], program: str) -> Iterator[str]:
    """The lines of the file; ``entries`` must have parents before their children.

    ``program`` is written as the origin. XML cannot contain control characters, which become visible symbols,
    or U+FFFE and U+FFFF, which become U+FFFD.
    """
    yield '<?xml version="1.0" encoding="utf-8"?>\n'
    yield f"<CodeBook xmlns={quoteattr(NAMESPACE)} origin={quoteattr(program)}>\n<Codes>\n"
    yield from code_elements(entries)
    yield "</Codes>\n</CodeBook>\n"


def code_elements(entries: Iterable[Entry]) -> Iterator[str]:
    """The lines with the codes, which are the same in a codebook and in a project."""
    open_: list[str] = []
    for entry in entries:
        while open_ and open_[-1] != entry.parent:
            open_.pop()
            yield "</Code>\n"
        colour = f" color={quoteattr(entry.colour)}" if _COLOUR.fullmatch(entry.colour) else ""
        yield (
            f"<Code guid={quoteattr(_guid(entry.id))} name={quoteattr(xml_text(entry.name))} "
            f'isCodable="true"{colour}>\n'
        )
        if entry.definition:
            yield f"<Description>{escape(xml_text(entry.definition))}</Description>\n"
        open_.append(entry.id)
    yield "</Code>\n" * len(open_)


def _guid(identity: str) -> str:
    """The id as the schema requires it; an id that is not a UUID always gives the same one."""
    return identity if _GUID.fullmatch(identity) else str(uuid.uuid5(uuid.NAMESPACE_OID, ascii(identity)))


def xml_text(text: str) -> str:
    """The text without the characters that XML cannot contain."""
    return normalise(text).replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd")


def read(data: bytes) -> tuple[list[Entry], list[str]]:
    """The codes in the order of the file, and remarks on what was not imported.

    Raises NotesError for anything but a codebook, and for one that declares entities: they are never
    expanded.
    """
    handler = _Handler()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler = handler.start
    parser.EndElementHandler = handler.end
    parser.CharacterDataHandler = handler.text
    parser.buffer_text = True
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, ValueError, LookupError) as error:  # the last two for unknown encodings
        raise NotesError(f"This is not a valid REFI-QDA file: {error}") from error
    if not handler.is_codebook:
        raise NotesError("This is not a REFI-QDA codebook", advice="Its root element should be CodeBook.")
    return handler.entries(), handler.remarks()


def _refuse(*_: object) -> None:
    raise NotesError("The codebook has a document type declaration, which is not allowed")


class _Handler:
    def __init__(self) -> None:
        self.is_codebook = False
        self._attributes: list[dict[str, str]] = []
        self._descriptions: list[list[str]] = []
        self._parents: list[int | None] = []
        self._inside: list[int] = []
        self._path: list[str] = []
        self._sets = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(" ")[2]
        if not self._path:
            self.is_codebook = name == "CodeBook"
        self._path.append(name)
        if name == "Set":
            self._sets += 1
        elif name == "Code":
            if len(self._attributes) == MOST:
                raise NotesError(f"This codebook has more than {MOST:,} codes; nothing was imported")
            self._parents.append(self._inside[-1] if self._inside else None)
            self._inside.append(len(self._attributes))
            self._attributes.append(attributes)
            self._descriptions.append([])

    def end(self, tag: str) -> None:
        if self._path.pop() == "Code":
            self._inside.pop()

    def text(self, text: str) -> None:
        if self._path[-2:] == ["Code", "Description"]:
            self._descriptions[self._inside[-1]].append(text)

    def entries(self) -> list[Entry]:
        keys = [self._key(number) for number in range(len(self._attributes))]
        return [
            Entry(
                attributes.get("name", ""),
                keys[number] if _GUID.fullmatch(attributes.get("guid", "")) else "",
                self._parent(number, keys),
                "".join(self._descriptions[number]).strip(),
                _full(attributes.get("color", "")),
            )
            for number, attributes in enumerate(self._attributes)
        ]

    def remarks(self) -> list[str]:
        sets = "A set of codes is" if self._sets == 1 else f"{self._sets:,} sets of codes are"
        return [f"{sets} not imported: sets are not supported."] if self._sets else []

    def _key(self, number: int) -> str:
        """The guid of a code, otherwise its name."""
        attributes = self._attributes[number]
        match = _GUID.fullmatch(attributes.get("guid", ""))
        return match[1].lower() if match else attributes.get("name", "")

    def _parent(self, number: int, keys: list[str]) -> str:
        parent = self._parents[number]
        return "" if parent is None else keys[parent]


def _full(colour: str) -> str:
    """``#rrggbb``, also for ``#rgb``; empty for anything else."""
    if not _COLOUR.fullmatch(colour):
        return ""
    return colour.lower() if len(colour) == 7 else "#" + "".join(2 * one for one in colour[1:].lower())
