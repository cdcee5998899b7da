"""Explains the codes and acronyms of a cable, those of the current paragraph first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reader.cable.frus import Explained, explained_in
from reader.cable.model import Cable, MarkKind, Paragraph
from reader.cable.reference.explain import explain
from reader.terminal_text import safe_line
from reader.tui.core.controller import Action, Controller
from reader.tui.ui.help_page import HelpRow, Table, title


def codes_of(paragraph: Paragraph) -> Iterator[str]:
    """The paragraph's portion mark and its acronyms, in the order of the text."""
    if paragraph.portion is not None:
        yield paragraph.portion.normal.strip("()")
    for mark in sorted(paragraph.marks, key=lambda one: one.span):
        if mark.kind in (MarkKind.ACRONYM, MarkKind.CAPTION):
            yield mark.value or paragraph.text[mark.span.start : mark.span.end]


def explained(cable: Cable, ordinal: int | None) -> list[HelpRow]:
    """Rows of (code, meaning, kind), under titles: this paragraph, the TAGS, captions, the other text.

    Each code is explained once. Unknown ones are left out. In a FRUS document the persons and terms that its
    volume explains come first.
    """
    here = cable.paragraph(ordinal) if ordinal is not None else None
    volume = explained_in(cable.source)
    named = [one for one in volume if here and one.words in here.text]
    others = [one for one in volume if one not in named]
    parts: list[tuple[str, Iterable[str]]] = [(f"In {here.label}", codes_of(here))] if here else []
    parts.append(("TAGS", (tag.code for tag in cable.tags)))
    parts.append(("Captions", (caption.name for caption in cable.captions)))
    rest = (code for paragraph in cable.paragraphs for code in codes_of(paragraph))
    parts.append(("Elsewhere in this cable", rest))
    seen = {one.words.upper() for one in volume}
    rows: list[HelpRow] = []
    if here and named:
        rows += [title(f"In {here.label}, as the volume explains it"), *map(_volume_row, named)]
    if others:
        rows += [title("Elsewhere, as the volume explains it"), *map(_volume_row, others)]
    for words, codes in parts:
        found = [row for code in codes for row in _rows(code, seen, tag=words == "TAGS")]
        rows += [title(words), *found] if found else []
    return rows


def _volume_row(one: Explained) -> HelpRow:
    return HelpRow((safe_line(one.words),), safe_line(one.meaning), "person" if one.is_person else "")


def _rows(code: str, seen: set[str], *, tag: bool) -> Iterator[HelpRow]:
    """The meanings of a code: as a TAG only among the TAGS, the others elsewhere."""
    if code.upper() in seen:
        return
    seen.add(code.upper())
    known = explain(code)
    fitting = [fact for fact in known if fact.what.endswith("TAG") == tag] or known
    for fact in fitting:
        if any(other.meaning.startswith(f"{fact.meaning} ") for other in fitting):
            continue  # the acronym SBU adds nothing to "Sensitive But Unclassified portion"
        doubt = "" if fact.reviewed else " (?)"
        yield HelpRow(
            (safe_line(code),), f"{fact.meaning}{doubt}", "" if fact.what == "acronym" else fact.what
        )


class ExplainController(Controller):
    """Explains codes and acronyms."""

    def commands(self) -> dict[str, Action]:
        """One sheet."""
        return {"explain": self.explain}

    def explain(self) -> None:
        """Show the meanings of the codes here."""
        if self.state.cable is None:
            return
        rows = explained(self.state.cable, self.services.page.current)
        if rows:
            self.dialogs.open_sheet(Table("What the codes mean", rows))
        else:
            self.status.say("No known codes or acronyms here.")
