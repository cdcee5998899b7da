"""A snippet as lines of the terminal, with its hits in bold."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from reader.cli.output import Paint
from reader.library.search.snippets import Snippet
from reader.terminal_text import terminal_safe


def marked_lines(snippet: Snippet, columns: int, paint: Paint, start: str) -> Iterator[str]:
    """The lines, each within ``columns``; a hit may run from one to the next.

    ``start``: what the first begins with; the others are indented as far.
    """
    at = 0
    for text in textwrap.wrap(snippet.text, max(columns - len(start), 10), break_on_hyphens=False):
        at = snippet.text.index(text, at)
        pieces, done = [], at
        for hit in snippet.hits:
            begin, end = max(hit.start, done), min(hit.end, at + len(text))
            if begin < end:
                pieces += [
                    terminal_safe(snippet.text[done:begin]),
                    paint.bold(terminal_safe(snippet.text[begin:end])),
                ]
                done = end
        at += len(text)
        yield start + "".join([*pieces, terminal_safe(snippet.text[done:at])])
        start = " " * len(start)
