"""The lines of the notes panel, made from the entries of a cable. Pure."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass
from itertools import groupby

from reader.cable.model import Cable
from reader.notes.model import Confidence
from reader.terminal_text import fit, safe_line, safe_lines, wrap_cells
from reader.tui.core.cable.note_entries import Entry, quoted
from reader.tui.ui.words import opening

FOLDED = 6
"""Lines of a note shown unless it is the current one."""


@dataclass(frozen=True, slots=True)
class PanelLine:
    """One line of the panel, at most the panel's width."""

    text: str
    role: str
    """``heading`` | ``here`` | ``quote`` | ``note`` | ``code`` | ``link`` | ``dim`` | ``blank``"""
    entry: int | None = None
    """Index of the entry it belongs to; None for headings and blanks."""
    group: int | None = None
    """Paragraph ordinal of the heading's group; 0 for the whole cable, None for lost notes."""


def panel_lines(
    entries: Sequence[Entry],
    cable: Cable,
    width: int,
    *,
    cursor: int | None = None,
    here: int | None = None,
    in_library: Set[str] | None = None,
) -> list[PanelLine]:
    """The whole panel. ``here``: the paragraph in view; ``in_library``: the cables there are (None: all)."""
    made: list[PanelLine] = []
    for group, members in groupby(enumerate(entries), key=lambda pair: _group(pair[1])):
        if made:
            made.append(PanelLine("", "blank"))
        made.append(_heading(group, cable, here))
        last_place: object = None
        for index, entry in members:
            place = (entry.anchor.start, entry.anchor.end) if group else entry.id
            if group != 0 and place != last_place:
                made += _quote(index, entry, cable, width)
            last_place = place
            made += _body(index, entry, width, current=index == cursor, in_library=in_library)
    return made


def _group(entry: Entry) -> int | None:
    return None if entry.lost else entry.ordinal or 0


def _heading(group: int | None, cable: Cable, here: int | None) -> PanelLine:
    if group is None:
        return PanelLine("Not found in this text", "heading", group=None)
    if group == 0:
        return PanelLine("Cable", "heading", group=0)
    paragraph = cable.paragraph(group)
    label = paragraph.label if paragraph else f"§{group}"
    if group == here:
        return PanelLine(f"{label}  ← here", "here", group=group)
    return PanelLine(label, "heading", group=group)


def _quote(index: int, entry: Entry, cable: Cable, width: int) -> list[PanelLine]:
    """The first words, after a bar: two lines of selected words, one of a whole paragraph."""
    text = safe_line(" ".join(quoted(entry, cable)[:400].split()))
    if not text:
        return []
    space = max(width - 3, 1)
    wanted = 1 if entry.anchor.start is None and not entry.lost else 2
    lines = wrap_cells(text, space)
    if len(lines) > wanted:
        lines = [*lines[: wanted - 1], opening(" ".join(lines[wanted - 1 :]), space)]
    made = [PanelLine(f"┃ {line}", "quote", index) for line in lines]
    if entry.anchor.confidence in (Confidence.MOVED, Confidence.UNSURE):
        words = "moved" if entry.anchor.confidence is Confidence.MOVED else "moved? unsure"
        made.append(PanelLine(fit(f"  ({words})", width).rstrip(), "dim", index))
    return made


def _body(
    index: int, entry: Entry, width: int, *, current: bool, in_library: Set[str] | None
) -> list[PanelLine]:
    made: list[PanelLine] = []
    if entry.other is not None:
        made += _link(index, entry, width, in_library)
    if entry.text:
        indent = "    " if entry.other is not None else "  "
        space = max(width - len(indent) - 1, 1)
        lines = wrap_cells(safe_lines(entry.text), space)
        if len(lines) > FOLDED and not current:
            more = fit(f"… {len(lines) - FOLDED + 1} more lines", space).rstrip()
            lines = [*lines[: FOLDED - 1], more]
        made += [PanelLine(indent + line, "note", index) for line in lines]
    if entry.codes:
        words = " ".join("#" + safe_line(name) for name in entry.codes)
        made += [PanelLine(f"  {line}", "code", index) for line in wrap_cells(words, max(width - 3, 1))]
    if entry.author:
        made.append(PanelLine(fit(f"  by {safe_line(entry.author)}", width).rstrip(), "dim", index))
    return made


def _link(index: int, entry: Entry, width: int, in_library: Set[str] | None) -> list[PanelLine]:
    assert entry.other is not None
    arrow = "←" if entry.kind == "incoming" else "→"
    where = f"{safe_line(entry.other.mrn)} {entry.other.label}".rstrip()
    lines = wrap_cells(f"{arrow} {where}", max(width - 3, 1))
    made = [PanelLine(f"  {line}", "link", index) for line in lines]
    absent = in_library is not None and entry.other.mrn not in in_library
    words = " · ".join(filter(None, (safe_line(entry.words), "not in library" if absent else "")))
    if words:
        made += [PanelLine(f"    {line}", "dim", index) for line in wrap_cells(words, max(width - 4, 1))]
    return made
