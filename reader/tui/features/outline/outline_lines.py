"""The outline as lines to choose from: where each leads, and what is there. Pure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from reader.cable.model import Cable, Paragraph, Portion
from reader.cable.outline.parts import OutlinePart, outline
from reader.tui.core.cable.note_entries import Entry
from reader.tui.core.cable.placement import SIGNS
from reader.tui.ui.choices import Choice, Source
from reader.tui.ui.words import folded

HIT = "*"
LEGEND = f"{HIT} hits  {SIGNS['note']} notes  # codes  → ← links"
_WORDS = {"note": "notes", "code": "codes tags", "link": "links", "incoming": "links"}
"""What a user may type to see the paragraphs with these only."""
_LABEL, _MARK = 4, 6
"""Cells for number and portion mark, so that most of the words below each other begin in one column."""
TOP = "0"
"""The value of the line that leads to the head of the cable."""


class OutlineLine(NamedTuple):
    """A line, and the paragraph it leads to; None for the head of the cable."""

    choice: Choice
    ordinal: int | None
    paragraph: Paragraph | None
    """None for a heading."""
    words: str
    """In folded form: what typed words are looked for in."""


def outline_lines(cable: Cable, notes: Iterable[Entry], hits: Mapping[int | None, int]) -> list[OutlineLine]:
    """A line for the head of the cable, for each heading and for each paragraph, in the order of the text.

    ``hits`` are how many there are in each paragraph; None is what is outside all of them.
    """
    there: defaultdict[int | None, Counter[str]] = defaultdict(Counter)
    for entry in notes:
        if not entry.lost:
            there[entry.ordinal][entry.kind] += 1
    title = " ".join((cable.title or "No subject").split())
    top = " ".join(filter(None, ("Top", _signs(there[None], 0), title)))
    lines = [_line(TOP, None, top, there[None])]
    for at, part in enumerate(outline(cable), 1):
        if part.paragraph is None:
            text = f"{_mark(part.portion)} {part.text}".lstrip()
            lines.append(_line(str(at), part.ordinal, text))
        else:
            own, found = there[part.ordinal], hits.get(part.ordinal, 0)
            text = _paragraph(part.paragraph.label, part, _signs(own, found))
            lines.append(_line(str(at), part.ordinal, text, own, found, part))
    return lines


def _paragraph(label: str, part: OutlinePart, signs: str) -> str:
    place = f"  {label:<{_LABEL}}{_mark(part.portion):<{_MARK}}"
    regions = "".join(f"[{kind}] " for kind in part.unsaid)
    return f"{place}{signs}{' ' if signs else ''}{regions}{part.text}"


def _mark(portion: Portion | None) -> str:
    """As printed; in square brackets where it was inherited, as on the page."""
    if portion is None:
        return ""
    return f"[{portion.normal}]" if portion.inherited else f"({portion.printed})"


def _signs(notes: Counter[str], hits: int) -> str:
    """``*3 •2 →``: the number only where there is more than one."""
    found = [(HIT, hits), *((sign, notes[kind]) for kind, sign in SIGNS.items())]
    return " ".join(f"{sign}{number if number > 1 else ''}" for sign, number in found if number)


def _line(
    value: str,
    ordinal: int | None,
    text: str,
    notes: Iterable[str] = (),
    hits: int = 0,
    part: OutlinePart | None = None,
) -> OutlineLine:
    """``notes`` are the kinds of the notes there."""
    kinds = (_WORDS[kind] for kind in notes)
    words = " ".join((text, *kinds, "hits" if hits else "", *(part.regions if part else ())))
    return OutlineLine(Choice(value, text), ordinal, part.paragraph if part else None, folded(words))


def narrowed_in_order(lines: Sequence[OutlineLine]) -> Source:
    """The lines in which all typed words begin a word, in the order of the text."""
    prepared = [(set(_words_of(line.words)), line.choice) for line in lines]

    def source(typed: str) -> Sequence[Choice]:
        wanted = _words_of(folded(typed))
        return [
            choice
            for words, choice in prepared
            if all(any(word.startswith(one) for word in words) for one in wanted)
        ]

    return source


def _words_of(text: str) -> list[str]:
    """Words without the marks around them, and as they are: both ``(S)`` and ``s`` find a portion."""
    return [form for word in text.split() for form in {word, word.strip("()[].,:;\"'¶§*•#")} if form]


def line_of(lines: Sequence[OutlineLine], ordinal: int | None) -> str:
    """The value of the line for a paragraph, not of a heading above it."""
    found = [line for line in lines if line.ordinal == ordinal]
    return found[-1].choice.value if found else TOP
