"""Tables for spreadsheets: CSV in which no cell is taken for a formula, and which comes back as it was.

A cell that begins like a formula gets an apostrophe before it, which spreadsheets take for "this is text";
a negative number too, of which the program writes none. Spreadsheets of some countries expect semicolons or
tabs where these files have commas, and split a text at its own: what follows one is treated like a cell.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator

# What programs have been seen to calculate: the list is OWASP's ("CSV Injection"), with their full-width
# forms. Spaces before it are skipped by some; an apostrophe of the user's own is told from ours by one more.
_CELL = re.compile(r"'*\s*[=+\-@\t\r＝＋－＠]")
# The same after a separator or a line break inside a cell, but for the items of a list: "- a few words".
_INSIDE = r"""(?:[^\S\t\r\n]|["'])*(?:[=+@＝＋－＠]|-(?![^\S\t\r\n]+[^\W\d][^|(!=;\t\r\n]*(?![^;\t\r\n])))"""
_TO_MARK = re.compile(rf"(?<=[;\t\r\n])(?={_INSIDE})")
_MARKED = re.compile(rf"(?<=[;\t\r\n])'(?={_INSIDE})")


def write(rows: Iterable[Iterable[str]]) -> Iterator[str]:
    """The rows as lines of CSV, line ends included."""
    for row in rows:
        line = io.StringIO()
        csv.writer(line).writerow([_as_text(cell) for cell in row])
        yield line.getvalue()


def read(text: str) -> Iterator[list[str]]:
    """The rows of a CSV text, with apostrophes that ``write`` put there taken off. Raises csv.Error.

    Columns may be separated by commas, semicolons or tabs, as the spreadsheets of some countries do.
    """
    text = text.removeprefix("\ufeff")
    first = text.partition("\n")[0]
    separator = max(",;\t", key=first.count)
    for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
        yield [_as_it_was(cell) for cell in row]


def _as_text(cell: str) -> str:
    marked = _TO_MARK.sub("'", cell)
    return f"'{marked}" if _CELL.match(marked) else marked


def _as_it_was(cell: str) -> str:
    marked = cell[1:] if cell.startswith("'") and _CELL.match(cell[1:]) else cell
    return _MARKED.sub("", marked)
