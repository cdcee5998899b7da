"""A dossier as a DOCX file: headings, quotations, citations as footnotes, a bibliography.

The same dossier makes the same bytes. Only plain runs of text are written: no fields, links or macros.
"""

from __future__ import annotations

import io
import tempfile
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, BinaryIO
from xml.sax.saxutils import escape

from reader.errors import CablesError
from reader.export.dossier.docx_archive import NO_DIGEST, finished
from reader.export.dossier.dossier_model import NOT_HELD, Dossier, Quotation, Spans
from reader.export.escape import escape_controls

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_FOOTNOTES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
_FOOTNOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_SEPARATORS = "".join(
    f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
    for number, kind in ((-1, "separator"), (0, "continuationSeparator"))
)
"""The lines above footnotes, which Word expects to be defined."""
_MARKER = "cables-text"
"""Where the paragraphs go, and the footnotes: neither is ever in memory as a whole."""
_DECLARED = f' xmlns:w="{_WORD}"'
"""What a paragraph by itself has, and none in a document."""


def docx(dossier: Dossier) -> Iterator[bytes]:
    """The file in pieces. Raises CablesError where the ``docx`` extra is not installed."""
    try:
        from docx import Document
    except ModuleNotFoundError as error:
        raise CablesError(
            "DOCX needs a package that is not installed",
            where=error.name or "docx",
            advice="Install it with: pip install 'cable-reader[docx]'",
        ) from error
    return _pieces_of_file(Document(), dossier)


def _pieces_of_file(document: Document, dossier: Dossier) -> Iterator[bytes]:
    with tempfile.TemporaryFile() as text, tempfile.TemporaryFile() as footnotes:
        _Writer(document, dossier, text, footnotes).write()
        buffer = io.BytesIO()
        document.save(buffer)
        inserted: dict[str, BinaryIO] = {"word/document.xml": text, "word/footnotes.xml": footnotes}
        yield from finished(buffer.getvalue(), inserted, f"<w:{_MARKER}/>".encode())


class _Writer:
    """Writes paragraphs and footnotes to two files, and everything else into the document."""

    def __init__(self, document: Document, dossier: Dossier, text: BinaryIO, footnotes: BinaryIO) -> None:
        self.document = document
        self._dossier = dossier
        self._text, self._footnotes = text, footnotes
        self._cited = 0
        self._style_ids: dict[str, str] = {}
        self._last: Any = None
        """The paragraph that may still get a footnote."""

    def write(self) -> None:
        dossier = self._dossier
        self._prepare()
        self._paragraph(dossier.title, "Title")
        self._paragraph(f"{dossier.author}, {dossier.changed:%Y-%m-%d}", "Subtitle")
        references: set[str] = set()
        for cable in dossier.cables:
            references.add(cable.reference)
            name = f"{cable.mrn}: {cable.title}" if cable.title else cable.mrn
            self._paragraph(name, "Heading 1")
            self._paragraph(cable.facts, "Small")
            if not cable.is_held:
                self._paragraph(NOT_HELD, "Small")
            if cable.left_out:
                self._paragraph(cable.left_out, "Small")
            for quotation in cable.quotations:
                self._quotation(quotation)
        self._paragraph("Bibliography", "Heading 1")
        for entry in sorted(references):
            self._paragraph(entry, "Reference")
        self._finish_paragraph()
        self._leave_room()

    def _prepare(self) -> None:
        """Styles and properties."""
        from docx.enum.style import WD_STYLE_TYPE
        from docx.shared import Cm, Pt, RGBColor

        styles, properties = self.document.styles, self.document.core_properties
        properties.title, properties.author = (
            _safe(self._dossier.title)[:255],
            _safe(self._dossier.author)[:255],
        )
        properties.last_modified_by, properties.comments = properties.author, ""
        properties.created = properties.modified = self._dossier.changed.replace(tzinfo=None, microsecond=0)
        properties.revision, properties.identifier = 1, NO_DIGEST
        styles["Normal"].font.name, styles["Normal"].font.size = "Georgia", Pt(11)
        quote = styles["Quote"]
        quote.font.italic, quote.font.color.rgb = False, RGBColor(0, 0, 0)
        quote.paragraph_format.left_indent = quote.paragraph_format.right_indent = Cm(1)
        for name, size in (("Small", 9), ("Table text", 8), ("Reference", 11), ("footnote text", 9)):
            style: Any = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
            style.base_style, style.font.size = styles["Normal"], Pt(size)
            if name == "Small":
                style.font.color.rgb = RGBColor(0x55, 0x55, 0x55)
            if name == "Table text":
                style.font.name, style.paragraph_format.left_indent = "Courier New", Cm(1)
                style.paragraph_format.space_after = Pt(0)
            if name == "Reference":
                style.paragraph_format.left_indent = Cm(1)
                style.paragraph_format.first_line_indent = Cm(-1)
        mark: Any = styles.add_style("footnote reference", WD_STYLE_TYPE.CHARACTER)
        mark.font.superscript = True

    def _quotation(self, quotation: Quotation) -> None:
        self._paragraph(quotation.heading, "Heading 2")
        last = None
        for text, is_table in _pieces(quotation.words, quotation.tables):
            last = self._paragraph(text, "Table text" if is_table else "Quote")
        if last:
            self._cite(last, quotation.citation)
        if quotation.remark:
            self._paragraph(quotation.remark, "Small")
        for number, note in enumerate(quotation.notes):
            text = note.text or (f"Tagged {', '.join(note.codes)}." if note.codes else "Highlighted.")
            for paragraph in text.split("\n\n"):
                written = self._paragraph(paragraph, "Normal")
            if not last and not number:
                self._cite(written, quotation.citation)
            self._paragraph(f"{note.author}, {note.date:%Y-%m-%d}", "Small")
        for link in quotation.links:
            comment = f": {link.comment}" if link.comment else ""
            self._paragraph(f"{link.relation} {link.mrn} {link.label}".rstrip() + comment, "List Bullet")

    def _paragraph(self, text: str, style: str) -> Paragraph:
        """A paragraph at the end; ``document.add_paragraph`` looks its style up each time, which is slow."""
        from docx.oxml import OxmlElement
        from docx.text.paragraph import Paragraph

        element: Any = OxmlElement("w:p")
        element.style = self._style_id(style)
        self._finish_paragraph()
        self._last = element
        paragraph = Paragraph(element, self.document._body)
        paragraph.add_run(_safe(text))
        return paragraph

    def _finish_paragraph(self) -> None:
        from lxml import etree

        if self._last is not None:
            written = etree.tostring(self._last, encoding="unicode").replace(_DECLARED, "", 1)
            self._text.write(written.encode())

    def _style_id(self, name: str) -> str:
        if name not in self._style_ids:
            self._style_ids[name] = str(self.document.styles[name].style_id)
        return self._style_ids[name]

    def _cite(self, paragraph: Paragraph, citation: str) -> None:
        """A footnote at the end of the last paragraph."""
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        self._cited += 1
        text, mark = self._style_id("footnote text"), self._style_id("footnote reference")
        footnote = (
            f'<w:footnote w:id="{self._cited}"><w:p><w:pPr><w:pStyle w:val="{text}"/></w:pPr>'
            f'<w:r><w:rPr><w:rStyle w:val="{mark}"/></w:rPr><w:footnoteRef/></w:r>'
            f'<w:r><w:t xml:space="preserve"> {escape(_safe(citation))}</w:t></w:r></w:p></w:footnote>'
        )
        self._footnotes.write(footnote.encode())
        run: Any = paragraph.add_run()._r
        run.style = self._style_id("footnote reference")
        reference = OxmlElement("w:footnoteReference")
        reference.set(qn("w:id"), str(self._cited))
        run.append(reference)

    def _leave_room(self) -> None:
        """Mark where the paragraphs go, and add the part for the footnotes, which python-docx has not."""
        from docx.opc.packuri import PackURI
        from docx.opc.part import Part
        from docx.oxml.ns import qn
        from lxml import etree

        end: Any = self.document.element.body[-1]  # the properties of the section
        end.addprevious(etree.Element(qn(f"w:{_MARKER}")))
        part = self.document.part
        data = f'{_XML}<w:footnotes xmlns:w="{_WORD}">{_SEPARATORS}<w:{_MARKER}/></w:footnotes>'
        name = PackURI("/word/footnotes.xml")
        part.relate_to(Part(name, _FOOTNOTES_TYPE, data.encode(), part.package), _FOOTNOTES)


def _safe(text: str) -> str:
    return escape_controls(text)


def _pieces(text: str, tables: Spans) -> list[tuple[str, bool]]:
    """The text cut at its tables; a table line by line."""
    pieces: list[tuple[str, bool]] = []
    at = 0
    for start, end in sorted(tables):
        if text[at:start].strip():
            pieces.append((text[at:start].strip("\n"), False))
        pieces.extend((line, True) for line in text[start:end].strip("\n").split("\n"))
        at = end
    if text[at:].strip():
        pieces.append((text[at:].strip("\n"), False))
    return pieces
