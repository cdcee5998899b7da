"""An XML parser for files of any origin: no declarations, and no encodings that it cannot decode."""

from __future__ import annotations

from collections.abc import Callable
from xml.parsers import expat

from reader.library.sources.documents import Refused


class UntrustedXml:
    """Calls a function for each start and end of an element and for the text between."""

    def __init__(
        self,
        start: Callable[[str, dict[str, str]], None],
        end: Callable[[str], None],
        characters: Callable[[str], None],
    ) -> None:
        self.expat = expat.ParserCreate()
        self.expat.buffer_text = True
        self.expat.StartElementHandler = start
        self.expat.EndElementHandler = end
        self.expat.CharacterDataHandler = characters
        self.expat.StartDoctypeDeclHandler = _refuse_declarations

    def feed(self, data: bytes) -> None:
        """Read a chunk; none of it ends the file. Raises Refused, and expat.ExpatError if it is damaged."""
        try:
            self.expat.Parse(data, not data)
        except (LookupError, ValueError) as error:  # an encoding of several bytes, or an unknown one
            raise Refused("its XML is in an encoding that cannot be read: save it as UTF-8") from error


def _refuse_declarations(*_: object) -> None:
    raise Refused("its <!DOCTYPE> declaration is not supported: remove it first")
