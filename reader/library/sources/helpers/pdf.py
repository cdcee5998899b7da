"""Reads the text layer of a PDF, with pypdf (the extra ``pdf``)."""

from __future__ import annotations

import tempfile
import unicodedata

from reader.library.sources.byte_stream import in_megabytes
from reader.library.sources.documents import Limits, Refused
from reader.library.sources.helpers.process import frames, require
from reader.library.sources.unpacking import Budget

_LIGATURES = {code: unicodedata.normalize("NFKD", chr(code)) for code in range(0xFB00, 0xFB07)}
"""``ﬁ``, ``ﬂ`` and the like, one character each in the fonts of a PDF: no one searches for them."""
SCANNED = "a PDF without a text layer: it is a scan, so make the text with OCR first"


def pdf_text(data: bytes, budget: Budget, limits: Limits) -> str:
    """The text of all pages, each on lines of its own. Raises Refused and Stopped."""
    require("pypdf", "pdf", "a PDF")
    pages: list[bytearray] = []
    size = 0
    with tempfile.TemporaryFile() as file:
        file.write(data)
        file.flush()
        for kind, content in frames("pdf", file, budget.check_stop):
            if kind == b"N":
                pages.append(bytearray())
            else:
                pages[-1] += content
                size += len(content)
            if size > limits.document:
                raise Refused(
                    f"its text is larger than {in_megabytes(limits.document)}: too large for a cable"
                )
    text = "\n".join(page.decode("utf-8", "replace").translate(_LIGATURES).rstrip() for page in pages)
    if not text.strip():
        raise Refused(SCANNED)
    return text + "\n"
