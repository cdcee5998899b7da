"""What the codes and acronyms of a cable mean, on demand: those of the paragraph first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reader.cable.model import Cable, MarkKind, Paragraph
from reader.cable.reference.explain import explain
from reader.terminal_text import safe_line
from reader.tui.core.controller import Doing, Handler
from reader.tui.ui.sheet import Table

Row = tuple[str, str, str]


def codes_of(paragraph: Paragraph) -> Iterator[str]:
    """The paragraph's portion mark and its acronyms, in the order of the text."""
    if paragraph.portion is not None:
        yield paragraph.portion.normal.strip("()")
    for mark in sorted(paragraph.marks, key=lambda one: one.span):
        if mark.kind in (MarkKind.ACRONYM, MarkKind.CAPTION):
            yield mark.value or paragraph.text[mark.span.start : mark.span.end]


def explained(cable: Cable, ordinal: int | None) -> list[Row]:
    """(code, meaning, what it is), under a title each: this paragraph, the TAGS, captions, the other text.

    A code is explained once. Those the tables do not know are left out: nothing is guessed.
    """
    here = cable.paragraph(ordinal) if ordinal is not None else None
    parts: list[tuple[str, Iterable[str]]] = [(f"In {here.label}", codes_of(here))] if here else []
    parts.append(("TAGS", (tag.code for tag in cable.tags)))
    parts.append(("Captions", (caption.name for caption in cable.captions)))
    rest = (code for paragraph in cable.paragraphs for code in codes_of(paragraph))
    parts.append(("Elsewhere in this cable", rest))
    said: set[str] = set()
    rows: list[Row] = []
    for title, codes in parts:
        found = [row for code in codes for row in _rows(code, said, tag=title == "TAGS")]
        rows += [("", title, ""), *found] if found else []
    return rows


def _rows(code: str, said: set[str], *, tag: bool) -> Iterator[Row]:
    """Its meanings; on the TAGS line only that as a TAG, elsewhere all the others."""
    if code.upper() in said:
        return
    said.add(code.upper())
    known = explain(code)
    fitting = [fact for fact in known if fact.what.endswith("TAG") == tag] or known
    for fact in fitting:
        if any(other.meaning.startswith(f"{fact.meaning} ") for other in fitting):
            continue  # the acronym SBU says nothing beside "Sensitive But Unclassified portion"
        doubt = "" if fact.reviewed else " (?)"
        yield safe_line(code), f"{fact.meaning}{doubt}", "" if fact.what == "acronym" else fact.what


class Explaining(Handler):
    """Meanings."""

    def commands(self) -> dict[str, Doing]:
        """One sheet."""
        return {"explain": self.explain}

    def explain(self) -> None:
        """Show what is known of the codes here."""
        if self.desk.cable is None:
            return
        rows = explained(self.desk.cable, self.screen.reader.current)
        if rows:
            self.screen.app.push_screen(Table("What the codes mean", rows))
        else:
            self.screen.say("There is no code or acronym here that the tables know.")
