"""Recognises XML by its first bytes; apart, so that other forms do not load its reader."""

from __future__ import annotations

import re

_STARTS = re.compile(rb"\s*<\?xml[\s?][^>]{0,300}>\s*(?:<!--[^>]{0,500}-->\s*)?<[A-Za-z_!]")


def is_records(head: bytes) -> bool:
    """Whether a file with these first bytes is XML; pages and volumes are told apart before."""
    return bool(_STARTS.match(head[:2048].removeprefix(b"\xef\xbb\xbf")))
