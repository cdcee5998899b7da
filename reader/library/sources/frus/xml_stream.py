"""Reads the XML of a volume a chunk at a time and keeps the elements of one document.

What a hostile file could do is limited: no declarations, a most number of elements and levels for a document,
and a longest tag.
"""

from __future__ import annotations

from dataclasses import dataclass

from reader.library.sources.byte_stream import in_megabytes
from reader.library.sources.documents import Refused
from reader.library.sources.frus.elements import Element, on_one_line
from reader.library.sources.frus.glossary import Glossary
from reader.library.sources.records.untrusted_xml import UntrustedXml

_DEEPEST = 100
"""Levels of elements that are kept in a document; what is deeper counts as text of the level above."""
_MOST_ELEMENTS = 200_000
"""In a document; the largest known has some 20,000."""
_LONGEST_TAG = 1 << 20
"""Bytes without the end of a tag, a comment or a text."""
_LONGEST_TITLE = 1000
_MOST_INSIDE = 8
"""Documents inside one another that are texts of their own; in the volumes there is one at most."""
_MOST_LEVELS = 10_000
"""Elements that may be open at once; the parser keeps each."""


@dataclass(slots=True)
class Found:
    """A document of the volume: its elements, and the bytes it was read from."""

    element: Element
    page: str
    """The page that is open where it begins; empty before the first."""
    chapter: str
    """The heading of the last chapter that began before it."""
    original: bytes
    too_large: bool


@dataclass(slots=True)
class _Open:
    """A document whose end has not been read."""

    element: Element
    page: str
    start: int
    stack: list[Element]
    depth: int = 1
    count: int = 1
    too_large: bool = False


class XmlStream:
    """Takes the bytes of a volume; ``ready`` has the documents that are complete, until they are taken."""

    def __init__(self, most_bytes: int) -> None:
        """``most_bytes``: of one document; a larger one has no content."""
        self.ready: list[Found] = []
        self.volume = ""
        """The volume's id, ``frus1969-76v22``; empty while none was read."""
        self.title = ""
        self.glossary = Glossary()
        self.root = ""
        """The tag of the outermost element."""
        self._most_bytes = most_bytes
        self._open: list[_Open] = []
        self._page = ""
        self._chapter = ""
        self._in_division = False
        self._text: list[str] | None = None
        self._text_of = ""
        self._bytes = bytearray()
        self._dropped = self._fed = self._last = self._levels = 0
        self._xml = UntrustedXml(self._start, self._end, self._characters)
        self._parser = self._xml.expat
        self._parser.CommentHandler = self._passed
        self._parser.ProcessingInstructionHandler = self._passed

    @property
    def line(self) -> int:
        """The line that is being read."""
        return int(self._parser.CurrentLineNumber)

    def feed(self, data: bytes) -> None:
        """Read a chunk; none of it ends the file. Raises Refused, and expat.ExpatError if it is damaged."""
        self._bytes += data
        self._fed += len(data)
        self._xml.feed(data)
        if self._fed - self._last > _LONGEST_TAG:
            raise Refused(f"damaged: a tag longer than {in_megabytes(_LONGEST_TAG)}")
        if self._open and self._fed - self._open[0].start > self._most_bytes:
            self._open[0].start = self._last
            for each in self._open:
                _empty(each)
        keep = min(self._last, self._open[0].start) if self._open else self._last
        del self._bytes[: keep - self._dropped]
        self._dropped = keep

    def _passed(self, *_: object) -> None:
        self._last = self._parser.CurrentByteIndex

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._last = self._parser.CurrentByteIndex
        self._levels += 1
        if self._levels > _MOST_LEVELS:
            raise Refused(f"damaged: elements nested more than {_MOST_LEVELS:,} levels deep")
        tag = name.rpartition(":")[2]
        plain = {name.rpartition(":")[2]: value for name, value in attributes.items()}
        if tag == "pb":
            self._page = plain.get("n", "")
        if tag == "div" and plain.get("type") == "document" and len(self._open) < _MOST_INSIDE:
            element = Element(tag, plain)
            self._open.append(_Open(element, self._page, self._last, [element]))
        elif self._open:
            self._start_inside(self._open[-1], Element(tag, plain))
        else:
            self._start_outside(tag, plain)

    def _start_outside(self, tag: str, attributes: dict[str, str]) -> None:
        self.glossary.start(tag, attributes)
        if not self.root:
            self.root, self.volume = tag, attributes.get("id", "")
        elif self._text is None and self._is_wanted(tag, attributes):
            self._text, self._text_of = [], tag
        self._in_division = tag == "div" and bool(attributes.get("type"))

    def _is_wanted(self, tag: str, attributes: dict[str, str]) -> bool:
        """Whether the words of an element are the volume's title or id, or the heading of a chapter."""
        if tag == "title":
            return attributes.get("type") == "complete" and not self.title
        if tag == "idno":
            return attributes.get("type") == "frus" and not self.volume
        return tag == "head" and self._in_division

    @staticmethod
    def _start_inside(document: _Open, element: Element) -> None:
        document.depth += 1
        document.count += 1
        if document.count > _MOST_ELEMENTS:
            _empty(document)
        if not document.too_large and document.depth <= _DEEPEST:
            document.stack[-1].children.append(element)
            document.stack.append(element)

    def _characters(self, text: str) -> None:
        self._last = self._parser.CurrentByteIndex
        if self._open:
            document = self._open[-1]
            if not document.too_large:
                document.stack[-1].children.append(text)
            return
        self.glossary.text(text)
        if self._text is not None and sum(map(len, self._text)) < _LONGEST_TITLE:
            self._text.append(text)

    def _end(self, name: str) -> None:
        self._last = self._parser.CurrentByteIndex
        self._levels -= 1
        if not self._open:
            self.glossary.end()
            if self._text is not None and name.rpartition(":")[2] == self._text_of:
                text = on_one_line("".join(self._text))
                if self._text_of == "idno":
                    self.volume = text
                elif self._text_of == "title":
                    self.title = text
                else:
                    self._chapter = text
                self._text = None
            return
        document = self._open[-1]
        if len(document.stack) == document.depth:
            document.stack.pop()
        document.depth -= 1
        if document.depth == 0:
            self._finish(self._open.pop())

    def _finish(self, document: _Open) -> None:
        end = self._bytes.find(b">", self._last - self._dropped) + 1
        original = b"" if document.too_large else bytes(self._bytes[document.start - self._dropped : end])
        found = Found(document.element, document.page, self._chapter, original, document.too_large)
        self.ready.append(found)
        if self._open:
            words = f"[{document.element.get('id') or 'A document'} is printed here.]"
            self._start_inside(self._open[-1], Element("p", {}, [words]))
            self._open[-1].depth -= 1
            if len(self._open[-1].stack) > self._open[-1].depth:
                self._open[-1].stack.pop()


def _empty(document: _Open) -> None:
    """Keep nothing of a document that is too large but its own element."""
    document.too_large = True
    document.element.children.clear()
    del document.stack[1:]
