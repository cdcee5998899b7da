"""How texts are made storable, and comparable."""

from __future__ import annotations

import unicodedata


def storable(text: str | None) -> str | None:
    """The text without lone surrogates, which no file can hold; None where nothing is left."""
    return text.encode(errors="replace").decode() if text else None


def fold(text: str) -> str:
    """Without accents and case, one space between words: how values are compared."""
    if text.isascii():
        return " ".join(text.lower().split())
    plain = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())
