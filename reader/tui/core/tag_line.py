"""A line of tags as the user types it: parses it, completes it, and suggests tags. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reader.notes.model import Code
from reader.tui.ui.picker import Choice, Source
from reader.tui.ui.words import count, folded


@dataclass(frozen=True, slots=True)
class TagLine:
    """The tags to add and to remove."""

    add: tuple[str, ...] = ()
    remove: tuple[str, ...] = ()

    def applied(self, present: Sequence[str]) -> list[str]:
        """The names afterwards; those already present keep their spelling."""
        gone = {folded(name) for name in self.remove}
        kept = [name for name in present if folded(name) not in gone]
        have = {folded(name) for name in kept}
        return kept + [name for name in self.add if folded(name) not in have]


def parse_tags(line: str) -> TagLine:
    """Parse ``+x, -y, z``: names are separated by commas, as they may contain spaces; ``-`` removes one."""
    add: dict[str, None] = {}
    remove: dict[str, None] = {}
    for piece in line.split(","):
        name = " ".join(piece.split())
        sign = name[:1] if name[:1] in ("+", "-") else ""
        name = name[len(sign) :].strip().removeprefix("#")
        if name:
            (remove if sign == "-" else add)[name] = None
    return TagLine(tuple(add), tuple(remove))


def as_tags(words: str) -> str:
    """``+a -b`` as ``+a, -b``: signs separate tags where there are no commas; a name may contain spaces."""
    parts = words.split()
    signed = all(part[0] in "+-" and len(part) > 1 for part in parts)
    return ", ".join(parts) if signed and "," not in words else words


def complete_tags(line: str, name: str) -> str:
    """The line with its last name completed; its sign stays."""
    before, comma, last = line.rpartition(",")
    sign = last.strip()[:1] if last.strip()[:1] in ("+", "-") else ""
    return f"{before}{comma}{' ' if comma else ''}{sign}{name}"


def tag_source(codes: Sequence[Code], usage: Mapping[str, int], present: Sequence[str]) -> Source:
    """Tags matching the last name of the line, most used first; those starting with it before the others.

    An unknown name is offered as a new code, after those that start with it.
    """
    ranked = sorted(codes, key=lambda code: (-usage.get(code.id, 0), folded(code.name)))
    has = {folded(name) for name in present}

    def source(line: str) -> Sequence[Choice]:
        last = line.rpartition(",")[2].strip()
        sign = last[:1] if last[:1] in ("+", "-") else ""
        name = " ".join(last[len(sign) :].split()).removeprefix("#")
        if not name and line.strip() and not sign:
            return ()
        wanted = folded(name)
        given = {folded(name) for name in parse_tags(line.rpartition(",")[0]).add}
        fitting = []
        for code in ranked:
            words = folded(" ".join((code.name, *code.aliases)))
            here = folded(code.name) in has
            if wanted in words and folded(code.name) not in given and (here or sign != "-"):
                times = usage.get(code.id, 0)
                detail = count(times, "passage") + (" · given here" if here else "")
                fitting.append((not words.startswith(wanted), Choice(code.name, f"#{code.name}", detail)))
        fitting.sort(key=lambda pair: pair[0])
        exact = any(folded(choice.value) == wanted for _, choice in fitting)
        choices = [choice for _, choice in fitting]
        if name and not exact and sign != "-":
            begins = sum(not later for later, _ in fitting)
            choices.insert(begins, Choice(name, f"#{name}", "new code"))
        if exact:
            choices.sort(key=lambda choice: folded(choice.value) != wanted)
        return choices

    return source
