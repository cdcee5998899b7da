"""Cuts what was typed as a query into words, quotations, signs and brackets. Pure."""

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
_STRAIGHT = str.maketrans(dict.fromkeys("“”„‟«»", '"'))


@dataclass(frozen=True, slots=True)
class Token:
    """A part of a query."""

    kind: str
    """open | close | minus | near | quoted | word | end"""
    text: str
    position: int
    field: str = ""
    """Of a quoted text: the field before it."""
    star: bool = False
    closed: bool = True


def tokens(text: str) -> Iterator[Token]:
    """The parts of a query, with typographic quotes taken for plain ones."""
    # A minus is a sign only where a part begins; inside a word (follow-up) the word's pattern has taken it.
    for match in _TOKEN.finditer(straight(storable(text) or "")):
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


def straight(text: str) -> str:
    """The text with plain quotes for typographic ones."""
    return text.translate(_STRAIGHT)
