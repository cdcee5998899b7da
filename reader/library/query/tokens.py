"""Splits a query into words, quoted texts, signs and brackets. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reader.library.folding import storable

_TOKEN = re.compile(
    r"""(?P<open>\() | (?P<close>\))
      | (?P<minus>-(?=[^\s)]))
      | (?P<near>NEAR(?=\())
      | (?P<quoted>(?:(?P<quoted_field>[A-Za-z]+):)?"(?P<inside>[^"]*)(?:(?P<closed>")(?P<star>\*)?)?)
      | (?P<word>[^\s()"]+)""",
    re.VERBOSE,
)
_STRAIGHT_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»", '"'))


@dataclass(frozen=True, slots=True)
class Token:
    """A part of a query."""

    kind: str
    """open | close | minus | near | quoted | word | end"""
    text: str
    """Of a quoted text, what is between the quotes."""
    position: int
    """Offset in the query: characters, zero-based."""
    field: str = ""
    """The name of the field before a quoted text."""
    star: bool = False
    """A star follows the closing quote."""
    closed: bool = True
    """False for a quoted text without a closing quote."""


def tokenize(text: str) -> Iterator[Token]:
    """Split a query into tokens. Typographic quotes count as plain ones."""
    # A minus is a sign only at the start of a token; inside a word (follow-up) it belongs to the word.
    for match in _TOKEN.finditer((storable(text) or "").translate(_STRAIGHT_QUOTES)):
        kind = match.lastgroup or ""
        if match["quoted"] is not None:
            yield Token(
                "quoted",
                match["inside"],
                match.start(),
                field=match["quoted_field"] or "",
                star=bool(match["star"]),
                closed=bool(match["closed"]),
            )
        else:
            yield Token(kind, match[0], match.start())
