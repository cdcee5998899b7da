"""Selecting words inside a paragraph: the cursor, the selection, and what each key does to it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from reader.cable.model import Span
from reader.tui.page.model import Layout, Spot

_WORD = re.compile(r"\w+(?:['’]\w+)*")
_SENTENCE_END = re.compile(r"[.?!][\"'”’)\]]*\s+")
_LONGEST_WORD = 400
"""Characters searched on either side for the ends of a word; no word is longer."""


@dataclass(frozen=True, slots=True)
class Selection:
    """A cursor in a paragraph's clean text and the words selected with it. Offsets are clean, half-open.

    The selection reaches from the unit where it was started to the unit at the cursor; a unit is a word or a
    character, whichever the last key moved by.
    """

    ordinal: int
    cursor: int
    """The character at the cursor."""
    by_word: bool = True
    anchor: Span | None = None
    """The unit where the selection starts; None until the user has started one."""
    live: bool = True
    """Whether keys still move the cursor; False once the selection was finished, by key or mouse."""

    def unit(self, text: str) -> Span:
        """The word or character at the cursor; ``text`` is the paragraph's."""
        if self.by_word:
            return word_at(text, self.cursor)
        return Span(min(self.cursor, max(len(text) - 1, 0)), min(self.cursor + 1, len(text)))

    def span(self, text: str) -> Span:
        """The selected characters; empty only in an empty paragraph."""
        unit = self.unit(text)
        if self.anchor is None:
            return unit
        return Span(min(self.anchor.start, unit.start), max(self.anchor.end, unit.end))


def word_at(text: str, offset: int) -> Span:
    """The word that covers a character; the character itself where it is in none."""
    offset = min(max(offset, 0), max(len(text) - 1, 0))
    for match in _WORD.finditer(text, max(offset - _LONGEST_WORD, 0), min(offset + _LONGEST_WORD, len(text))):
        if match.end() > offset:
            if match.start() <= offset:
                return Span(*match.span())
            break
    return Span(offset, min(offset + 1, len(text)))


def first_word(text: str, offset: int) -> int:
    """The start of the word at a character, else of the next one, else the character."""
    here = word_at(text, offset).start
    match = _WORD.search(text, here)
    return match.start() if match else here


def next_word(text: str, offset: int) -> int:
    """The start of the next word; the last character where there is none."""
    match = _WORD.search(text, max(word_at(text, offset).end, offset + 1))
    return match.start() if match else max(len(text) - 1, 0)


def previous_word(text: str, offset: int) -> int:
    """The start of the word before the one at the cursor; the first character where there is none."""
    end = word_at(text, offset).start
    found = 0
    for match in _WORD.finditer(text, max(end - _LONGEST_WORD, 0), end):
        found = match.start()
    return found


def next_sentence(text: str, offset: int) -> int:
    """The start of the next sentence; the last character where there is none."""
    match = _SENTENCE_END.search(text, offset)
    return min(match.end() if match else len(text), max(len(text) - 1, 0))


def previous_sentence(text: str, offset: int) -> int:
    """The start of this sentence, or of the one before when already there."""
    starts = [match.end() for match in _SENTENCE_END.finditer(text, 0, offset)]
    before = [start for start in starts if start < offset]
    return before[-1] if before else 0


def _move_to(selection: Selection, offset: int, text: str, *, by_word: bool | None = None) -> Selection:
    offset = min(max(offset, 0), max(len(text) - 1, 0))
    unit = selection.by_word if by_word is None else by_word
    return replace(selection, cursor=offset, by_word=unit)


def _move_rows(selection: Selection, page: Layout, step: int) -> Selection:
    """To the same column some rows away; past the paragraph's edge to its first or last character."""
    found = page.in_flow(selection.ordinal, selection.cursor, selection.cursor + 1)
    text = _text(selection, page)
    if found is None:
        return selection
    row = page.row_of(found[0], found[1])
    column = page.column_of(row, found[1])
    first, end = page.rows_of(selection.ordinal)
    target = row + step
    while first <= target < end and page.lines[target].start == page.lines[target].end:
        target += step
    if not first <= target < end:
        return _move_to(selection, 0 if step < 0 else len(text) - 1, text)
    return _at(selection, page, target, column)


def _move_to_row_end(selection: Selection, page: Layout, *, right: bool) -> Selection:
    """To the first or last character of the row."""
    found = page.in_flow(selection.ordinal, selection.cursor, selection.cursor + 1)
    if found is None:
        return selection
    row = page.row_of(found[0], found[1])
    return _at(selection, page, row, page.width if right else 0)


def _at(selection: Selection, page: Layout, row: int, column: int) -> Selection:
    spot = page.spot_at(row, column)
    if spot is None:
        return selection
    last = max(page.lines[row].end - 1, page.lines[row].start)
    clean = page.clean(Spot(spot.flow, min(spot.offset, last)), selection.ordinal)
    return _move_to(selection, clean[1], _text(selection, page)) if clean else selection


def _text(selection: Selection, page: Layout) -> str:
    paragraph = page.cable.paragraph(selection.ordinal)
    return paragraph.text if paragraph else ""


def _start_or_finish(selection: Selection, page: Layout) -> Selection:
    """Start the selection at the cursor; the second time, finish it."""
    if selection.anchor is not None:
        return replace(selection, live=False)
    return replace(selection, anchor=selection.unit(_text(selection, page)))


def _swap_ends(selection: Selection, page: Layout) -> Selection:
    """Move the cursor to the other end of the selection."""
    text = _text(selection, page)
    if selection.anchor is None:
        return selection
    here = selection.unit(text)
    at = selection.anchor.start if here.start >= selection.anchor.start else selection.anchor.end - 1
    return replace(selection, cursor=at, anchor=here)


Motion = Callable[[Selection, Layout], Selection]


def _motion(move: Callable[[str, int], int], *, by_word: bool) -> Motion:
    return lambda one, page: _move_to(
        one, move(_text(one, page), one.cursor), _text(one, page), by_word=by_word
    )


_LEFT = _motion(lambda _, at: at - 1, by_word=False)
_RIGHT = _motion(lambda _, at: at + 1, by_word=False)
_WORD_LEFT = _motion(previous_word, by_word=True)
_WORD_RIGHT = _motion(next_word, by_word=True)


def _down(one: Selection, page: Layout) -> Selection:
    return _move_rows(one, page, 1)


def _up(one: Selection, page: Layout) -> Selection:
    return _move_rows(one, page, -1)


KEYS: dict[str, Motion] = {
    "left": _LEFT,
    "shift+left": _LEFT,
    "right": _RIGHT,
    "shift+right": _RIGHT,
    "down": _down,
    "j": _down,
    "shift+down": _down,
    "up": _up,
    "k": _up,
    "shift+up": _up,
    "w": _WORD_RIGHT,
    "ctrl+right": _WORD_RIGHT,
    "ctrl+shift+right": _WORD_RIGHT,
    "b": _WORD_LEFT,
    "ctrl+left": _WORD_LEFT,
    "ctrl+shift+left": _WORD_LEFT,
    "right_parenthesis": _motion(next_sentence, by_word=True),
    "left_parenthesis": _motion(previous_sentence, by_word=True),
    "home": lambda one, page: _move_to_row_end(one, page, right=False),
    "end": lambda one, page: _move_to_row_end(one, page, right=True),
    "g": _motion(lambda _, __: 0, by_word=True),
    "G": _motion(lambda text, __: len(text) - 1, by_word=True),
    "o": _swap_ends,
    "v": _start_or_finish,
    "enter": _start_or_finish,
}
"""What keys do while selecting; all others keep their meaning, so that a note can be written at once."""

HELP = (
    ("← →  ↑ ↓", "a character, a line"),
    ("w b  Ctrl+← Ctrl+→", "a word"),
    ("( )", "a sentence"),
    ("Home End  g G", "ends of the line, of the paragraph"),
    ("v Enter", "start here; press again to finish"),
    ("o", "the other end"),
    ("Esc", "clear the selection"),
)
"""For the help page."""


def pressed(key: str, selection: Selection, page: Layout) -> Selection | None:
    """The selection after a key; None if the key is not one for selecting."""
    motion = KEYS.get(key)
    return motion(selection, page) if motion and selection.live else None
