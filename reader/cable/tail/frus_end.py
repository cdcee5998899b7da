"""The end of a FRUS document: a labelled signature, with enclosures and footnotes below it."""

from __future__ import annotations

from reader.cable.frus import SIGNED, signer_in
from reader.cable.source.source_lines import Lines
from reader.cable.tail.signature import Tail


def read_frus_end(lines: Lines, first: int) -> Tail:
    """The signature, not above line ``first``. What is below it is text, as far as the document goes."""
    for at in range(first, len(lines)):
        if lines.text[at].startswith(SIGNED):
            return Tail(len(lines), at, (signer_in(lines.text[at].removeprefix(SIGNED)),), (at,))
    return Tail(len(lines))
