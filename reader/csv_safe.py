"""Tables for spreadsheets: CSV in which no cell is taken for a formula, and which comes back as it was.

A cell that begins like a formula gets an apostrophe before it, which spreadsheets take for "this is text".
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator

# What programs have been seen to calculate: the list is OWASP's ("CSV Injection"), with their full-width
# forms. Spaces before it are skipped by some; an apostrophe of the user's own is told from ours by one more.
_FORMULA = re.compile(r"'*\s*[=+\-@\t\r＝＋－＠]")


def write(rows: Iterable[Iterable[str]]) -> Iterator[str]:
    """The rows as lines of CSV, line ends included."""
    for row in rows:
        line = io.StringIO()
        csv.writer(line).writerow([f"'{cell}" if _FORMULA.match(cell) else cell for cell in row])
        yield line.getvalue()


def read(text: str) -> Iterator[list[str]]:
    """The rows of a CSV text, with apostrophes that ``write`` put there taken off. Raises csv.Error.

    Columns may be separated by commas, semicolons or tabs, as the spreadsheets of some countries do.
    """
    text = text.removeprefix("\ufeff")
    first = text.partition("\n")[0]
    separator = max(",;\t", key=first.count)
    for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
        yield [cell[1:] if cell.startswith("'") and _FORMULA.match(cell[1:]) else cell for cell in row]
