"""Reading HTML into blocks; nothing in it is run or fetched."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from reader.export.verify.draft import Block, BlockBuilder, BlockKind, built

_BLOCKS = frozenset(
    (
        *("p", "div", "li", "td", "th", "dd", "dt", "section", "article", "header", "footer", "pre", "tr"),
        *("figcaption", "main", "body"),
    )
)
_SKIPPED = frozenset(("script", "style", "template", "noscript"))


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.builders: list[BlockBuilder] = []
        self._quotes = 0
        self._skipped = 0
        self._level = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SKIPPED:
            self._skipped += 1
        elif tag == "blockquote":
            self._quotes += 1
            self._open()
        elif re.fullmatch("h[1-6]", tag):
            self._level = int(tag[1])
            self._open()
        elif tag == "q":
            self._write("“")
        elif tag in _BLOCKS and not self._quotes:
            self._open()
        elif tag in _BLOCKS or tag == "br":
            self._write(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SKIPPED:
            self._skipped = max(0, self._skipped - 1)
        elif tag == "blockquote":
            self._quotes = max(0, self._quotes - 1)
            self._open()
        elif re.fullmatch("h[1-6]", tag):
            self._level = 0
            self._open()
        elif tag == "q":
            self._write("”")
        elif tag in _BLOCKS and not self._quotes:
            self._open()

    def handle_data(self, data: str) -> None:
        if self._skipped:
            return
        line = self.getpos()[0]
        for number, part in enumerate(data.split("\n")):
            if part:
                self._write(part, line + number)

    def _open(self) -> None:
        quote_or_text = BlockKind.QUOTE if self._quotes else BlockKind.TEXT
        kind = BlockKind.HEADING if self._level else quote_or_text
        self.builders.append(BlockBuilder(kind, level=self._level))

    def _write(self, text: str, line: int | None = None) -> None:
        if not self.builders:
            self._open()
        number = line or self.getpos()[0]
        lines = self.builders[-1].lines
        if lines and lines[-1][0] == number:
            lines[-1] = (number, lines[-1][1] + text)
        else:
            lines.append((number, text))


def read_html(text: str) -> tuple[Block, ...]:
    """The blocks of an HTML page."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return built(reader.builders)
