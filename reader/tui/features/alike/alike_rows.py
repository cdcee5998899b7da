"""Cables like another as rows of a list: each cable, and below it the passages that both contain. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from textual.content import Content

from reader.library.discovery.alike.alike import Alike, percent
from reader.library.discovery.alike.copies import CopiedPassage, Copy
from reader.terminal_text import cell_width, safe_line, safe_lines
from reader.tui.core.cable.cable_choices import shared
from reader.tui.ui.pieces import Piece, cut_pieces
from reader.tui.ui.words import count, long_date, opening

MOST_LISTED = 5
"""Passages of a cable that have rows; the details show all of them."""
MRN_WIDTH = 16
"""Cells for a number, so that most of what follows begins in one column."""
DATE_WIDTH = 60
"""Cells of the list from which a row has the date."""
MOST_SHOWN = 1500
"""Characters of a passage in the details."""


@dataclass(frozen=True, slots=True)
class AlikeRow:
    """A row: a cable, or one of the passages it shares."""

    alike: Alike
    passage: CopiedPassage | None = None
    number: int = 0
    """Of the passage, from 1."""

    @property
    def key(self) -> str:
        """Identifies the row."""
        return f"{self.alike.row.mrn} {self.number}"


def rows_of(found: Iterable[Alike]) -> list[AlikeRow]:
    """The rows in order."""
    rows = []
    for one in found:
        rows.append(AlikeRow(one))
        passages = one.copy.passages[:MOST_LISTED] if one.copy else ()
        rows += [AlikeRow(one, passage, at) for at, passage in enumerate(passages, 1)]
    return rows


def line_of(row: AlikeRow, width: int) -> list[Piece]:
    """``06PHNOMPENH977  92 %  23 May 2006  REGIONAL PROGRESS``, or below it ``¶4 = ¶2  61 words  The …``."""
    if row.passage is not None:
        places = f"{safe_line(row.passage.label_here)} = {safe_line(row.passage.label)}"
        head = f"    {places}  {count(row.passage.words, 'word')}  "
        text = opening(safe_line(row.passage.text), max(width - cell_width(head), 1))
        return cut_pieces([Piece(head, "link"), Piece(text, "dim")], width)
    cable, copy = row.alike.row, row.alike.copy
    share = f"{percent(copy.share):>5}  " if copy else " " * 7
    day = f"{long_date(cable.date, cable.estimated):11}  " if width >= DATE_WIDTH else ""
    pieces = [
        Piece(f"{safe_line(cable.mrn):<{MRN_WIDTH}}  ", "plain"),
        Piece(share, "mark"),
        Piece(day, "dim"),
    ]
    return cut_pieces([*pieces, Piece(safe_line(cable.title or ""), "plain")], width)


def details_of(row: AlikeRow, asked: str, first_words: str) -> Content:
    """What two cables share in full; of a passage, its text as it is in the other cable.

    ``asked`` is the cable or paragraph asked about; ``first_words`` are those of the other cable.
    """
    one = row.alike
    parts: list[tuple[str, str] | str] = [(f"{safe_line(one.row.mrn)}\n", "bold")]
    if row.passage is not None:
        parts += _passage(row.passage)
        return Content.assemble(*parts)
    parts.append(f"{safe_line(one.row.title or '')}\n")
    if one.copy is not None:
        parts.append(f"\n{safe_line(shares(one.copy, asked))}\n")
    if one.neighbour is not None:
        parts.append(f"\nClose in content: {one.neighbour.closeness:.2f}\n")
    if one.similar is not None and (common := shared(one.similar)):
        parts.append(f"\n{safe_line(common)}\n")
    for passage in one.copy.passages if one.copy else ():
        parts += ["\n", *_passage(passage)]
    if one.copy is None and first_words:
        parts.append(f"\n{safe_lines(first_words)}\n")
    return Content.assemble(*parts)


def shares(copy: Copy, asked: str) -> str:
    """``92 % of its text is also in 06PHNOMPENH977; 88 % of 06PHNOMPENH977 is also in it.``"""
    here, there = percent(copy.share_here), percent(copy.share)
    return f"{there} of its text is also in {asked}; {here} of {asked} is also in it."


def _passage(passage: CopiedPassage) -> Iterator[tuple[str, str] | str]:
    places = f"{safe_line(passage.label)}, here {safe_line(passage.label_here)}"
    yield (f"{places}, {count(passage.words, 'word')} in common\n", "bold")
    text = passage.text
    yield f"{safe_lines(text if len(text) <= MOST_SHOWN else f'{text[:MOST_SHOWN].rsplit(None, 1)[0]}…')}\n"
