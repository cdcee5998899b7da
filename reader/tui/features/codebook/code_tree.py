"""The tree of codes with counts, and the details of a code."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from textual.content import Content

from reader.config import dates
from reader.notes.codebook.colours import hex_of, name_of
from reader.notes.model import Code
from reader.terminal_text import fit, safe_line
from reader.tui.features.codebook.code_colours import swatch
from reader.tui.ui.pieces import Piece
from reader.tui.ui.words import count

if TYPE_CHECKING:
    from reader.notes.repository import Notes

MOST_CO_OCCURRING = 12
"""Codes listed that occur together with one."""


@dataclass(frozen=True, slots=True)
class Branch:
    """A code in the tree."""

    code: Code
    depth: int
    own: int
    """Annotations with this code."""
    below: int
    """Annotations with a code under it."""


def branches(notes: Notes) -> list[Branch]:
    """The tree with its counts. Waits for the index."""
    usage = notes.usage()
    rows = [Branch(code, depth, usage.get(code.id, 0), 0) for code, depth in notes.codebook().tree()]
    sums = [0] * len(rows)
    above: list[int] = []
    for at, row in enumerate(rows):
        del above[row.depth :]
        for index in above:
            sums[index] += row.own
        above.append(at)
    return [replace(row, below=total) for row, total in zip(rows, sums, strict=True)]


def branch_line(branch: Branch, width: int) -> list[Piece]:
    """``  r trafficking                  12 + 5``: the second number is for the codes under it."""
    sign, role = swatch(branch.code.colour)
    counts = f"{branch.own:,}" + (f" + {branch.below:,}" if branch.below else "")
    indent = "  " * min(branch.depth, max((width - 24) // 2, 0))
    name_width = max(width - len(indent) - 2 - len(counts) - 2, 1)
    return [
        Piece(indent, "plain"),
        Piece(f"{sign} ", role),
        Piece(fit(safe_line(branch.code.name), name_width), "plain"),
        Piece(f" {counts}", "dim"),
    ]


def describe_code(
    branch: Branch, tree: Sequence[Branch], together: Counter[str] | None, *, coloured: bool = True
) -> Content:
    """The details of a code; ``together``: how often others occur with it, by id."""
    code = branch.code
    names = {each.code.id: each.code.name for each in tree}
    sign, _ = swatch(code.colour)
    style = (hex_of(code.colour) or "$dim") if coloured else ""
    passages = count(branch.own, "passage") + (f", {branch.below:,} under it" if branch.below else "")
    parts: list[tuple[str, str]] = [
        (f"{sign} ", style),
        (safe_line(code.name), "bold"),
        (f"\n{passages}\n", "$dim"),
    ]
    if code.definition:
        parts.append((f"\n{safe_line(code.definition)}\n", ""))
    for label, text in (
        ("also", ", ".join(code.aliases)),
        ("under", names.get(code.parent or "", "")),
        ("colour", name_of(code.colour)),
        ("by", f"{code.author}, {dates.medium(code.created).strip()}"),
    ):
        if text:
            parts += [(f"\n{label} ", "$dim"), (safe_line(text), "")]
    listed = (
        [(n, names.get(other, "")) for other, n in together.most_common(MOST_CO_OCCURRING)]
        if together
        else []
    )
    if listed:
        parts.append(("\n\nTogether with", "bold"))
    for times, name in listed:
        parts += [(f"\n{times:>6,} ", "$dim"), (f"#{safe_line(name)}", "$code")]
    return Content.assemble(*parts)
