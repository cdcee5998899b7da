"""Recognises a volume by its first bytes; apart, so that other forms do not load the reader of volumes."""

from __future__ import annotations

import re

_ROOT = re.compile(rb"<(?:[A-Za-z_][\w.-]{0,30}:)?TEI[\s>]")
_ROOT_WITHIN = 1 << 13
"""Bytes in which the outermost element of a TEI file begins, below declarations and comments."""


def is_tei(head: bytes) -> bool:
    """Whether a file with these first bytes is a TEI file, as the volumes of FRUS are."""
    head = head[:_ROOT_WITHIN].removeprefix(b"\xef\xbb\xbf").lstrip()
    return head.startswith(b"<") and bool(_ROOT.search(head))
