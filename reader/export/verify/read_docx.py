"""Reading DOCX into blocks: paragraphs, quotations by their style, footnotes and endnotes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree

from reader.errors import CablesError
from reader.export.verify.draft import Block, BlockBuilder, BlockKind, built

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MAX_PART = 64 * 2**20
"""Bytes of an unpacked part; a larger one is no draft."""


def read_docx(data: bytes, where: str) -> tuple[Block, ...]:
    """The blocks of a DOCX file; a paragraph counts as a line. Raises CablesError for anything else."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            builders = list(_paragraphs(_part(archive, "word/document.xml", where)))
            for name, tag in (("footnotes", "footnote"), ("endnotes", "endnote")):
                if f"word/{name}.xml" in archive.namelist():
                    builders += _notes(_part(archive, f"word/{name}.xml", where), tag)
    except (zipfile.BadZipFile, KeyError, ElementTree.ParseError, NotImplementedError, RuntimeError) as error:
        raise CablesError("The file is not a DOCX document", where=where) from error
    return built(builders)


def _part(archive: zipfile.ZipFile, name: str, where: str) -> ElementTree.Element:
    with archive.open(name) as stream:
        data = stream.read(MAX_PART + 1)
    if len(data) > MAX_PART:
        raise CablesError("The document is too large", where=where)
    # Word writes no document types; without them there are no entities to expand.
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data or data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise CablesError(
            "The document has a document type declaration, which Word never writes", where=where
        )
    return ElementTree.fromstring(data)


def _paragraphs(root: ElementTree.Element) -> Iterator[BlockBuilder]:
    for number, paragraph in enumerate(root.iter(f"{_W}p"), 1):
        style_of = paragraph.find(f"{_W}pPr/{_W}pStyle")
        style = (style_of.get(f"{_W}val") or "").lower() if style_of is not None else ""
        if style.startswith(("heading", "title")):
            digits = style.removeprefix("heading")
            yield BlockBuilder(
                BlockKind.HEADING,
                level=int(digits) if digits.isdecimal() and len(digits) == 1 else 1,
                lines=[(number, _text(paragraph))],
            )
        else:
            kind = BlockKind.QUOTE if "quot" in style or "blocktext" in style else BlockKind.TEXT
            yield BlockBuilder(kind, lines=[(number, _text(paragraph))])


def _notes(root: ElementTree.Element, tag: str) -> Iterator[BlockBuilder]:
    for note in root.iter(f"{_W}{tag}"):
        label = f"{tag}-{note.get(f'{_W}id')}"
        text = " ".join(_text(paragraph) for paragraph in note.iter(f"{_W}p"))
        yield BlockBuilder(BlockKind.FOOTNOTE, label=label, lines=[(0, text)])


def _text(paragraph: ElementTree.Element) -> str:
    pieces = []
    for element in paragraph.iter():
        name = element.tag.removeprefix(_W)
        if name == "t":
            pieces.append(element.text or "")
        elif name in ("tab", "br", "cr"):
            pieces.append(" ")
        elif name == "noBreakHyphen":
            pieces.append("-")
        elif name in ("footnoteReference", "endnoteReference"):
            pieces.append(f"[^{name.removesuffix('Reference')}-{element.get(f'{_W}id')}]")
    return "".join(pieces)
