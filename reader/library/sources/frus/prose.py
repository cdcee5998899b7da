"""The text of a document as the lines the parser reads: paragraphs, headings, lists, tables, footnotes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reader.cable.frus import FOOTNOTES, SIGNED, signer_in
from reader.library.sources.frus.elements import Element, on_one_line

_BREAK = "\x03"
"""Stands for a line break. No XML file can contain it, nor the next two."""
_PAGE_MARK = re.compile("\x01([0-9]{1,4})\x02")
_PAGE_IN_LINE = re.compile("(?P<before>[^\\s\x02]?)\x01(?P<page>[0-9]{1,4})\x02(?P<after>[^\\s\x01]*)")
_PAGE_NUMBER = re.compile(r"[0-9]{1,4}")
_LABELLED = re.compile(r"\[([^\]]{1,8})\] ")
_WITH_PARTS = frozenset(
    (
        "div",
        "attachment",
        "quote",
        "floatingText",
        "body",
        "postscript",
        "lg",
        "opener",
        "closer",
        "sp",
        "group",
    )
)
"""Elements that are no paragraph but have some."""
_BLOCKS = frozenset(("list", "table", "quote", "lg", "figure", "floatingText", "p"))
"""Elements that end the paragraph they are in."""
_SOURCE = ("Source: ", "[Source: ")
"""How a source note begins; older editions of the files do not mark it as one."""
_CELL_GAP = "   "
"""Between the cells of a table, so that its lines are shown as set."""
_LONGEST_HEADING = 200
_LONGEST_TITLE = 80
"""Characters of a paragraph in italics that is a heading; a longer one is text."""


class Prose:
    """Collects the blocks of a document in the order of its text."""

    def __init__(self) -> None:
        self.blocks: list[str] = []
        self.notes: list[tuple[str, str]] = []
        """The footnotes with their labels."""
        self.sources: list[str] = []
        """The source notes, with the number they have as footnotes before each where there is one."""
        self.targets: list[str] = []
        """What is linked: ``#d12``, ``frus1969-76ve10#d543``."""
        self.named: dict[str, str] = {}
        """The persons and terms that the volume explains: their ids there, and the words for them here."""
        self.opener: list[str] = []
        """What is printed beside the dateline: the number, the marking."""
        self.dateline = ""
        self._signed = False
        self._attached = 0

    def inline(self, element: Element) -> str:
        """The text of an element, with marks for pages and footnotes; not yet on one line."""
        parts = []
        for child in element.children:
            if isinstance(child, str):
                parts.append(child)
            elif child.tag == "pb":
                parts.append(f"\x01{child.get('n')}\x02" if _PAGE_NUMBER.fullmatch(child.get("n")) else "")
            elif child.tag == "lb":
                parts.append(_BREAK)
            elif child.tag == "note":
                parts.append(self._note(child))
            else:
                text = self.inline(child)
                if child.tag == "ref":
                    self.targets.append(child.get("target"))
                elif child.tag in ("persName", "gloss"):
                    self._name(child.get("corresp") or child.get("target"), text)
                parts.append(
                    f" {text} " if child.tag in _BLOCKS or child.tag in ("item", "cell", "row") else text
                )
        return "".join(parts)

    def line(self, element: Element, *, between: str = " ") -> str:
        """The text of an element on one line, without page marks; ``between``: what stands for its breaks."""
        return on_one_line(_PAGE_MARK.sub(" ", self.inline(element)).replace(_BREAK, between))

    def take(self, element: Element) -> None:
        """Add the blocks of what is inside an element."""
        for child in element.children:
            if not isinstance(child, str):
                self._block(child)
            elif any(map(str.isalnum, child)):  # not the comma between a name and the office below it
                self._paragraph(child)

    def marks(self) -> re.Pattern[str]:
        """The marks of the footnotes so far, none of which begins a line, as a number in brackets does."""
        labels = {label for label, _ in self.notes}
        labels.update(found[1] for text in self.sources if (found := _LABELLED.match(text)))
        any_label = "|".join(map(re.escape, sorted(labels)))
        return re.compile(rf"(?<=\S) ?\[(?:{any_label})\]" if labels else r"(?!)")

    def footnotes(self) -> list[str]:
        """The blocks below the text: the source note first, as in the volume."""
        found = [
            text for text in (*self.sources, *(f"[{label}] {text}" for label, text in self.notes)) if text
        ]
        return [_with_rule(FOOTNOTES), *found] if found else []

    def _name(self, target: str, text: str) -> None:
        """Keep the words for a person or a term where they occur first."""
        if target.startswith("#"):
            words = on_one_line(_PAGE_MARK.sub("", text).replace(_BREAK, " "))
            self.named.setdefault(target.removeprefix("#").partition(" ")[0], words)

    def _note(self, note: Element) -> str:
        """Keep a footnote, and return the mark that stands for it."""
        before = len(self.notes)
        text = self.line(note)
        inside, self.notes[before:] = self.notes[before:], []
        label = on_one_line(note.get("n"))[:8]
        if note.get("type") == "source" or text.startswith(_SOURCE):
            mark = f"[{label}]" if label and label != "0" else ""
            self.sources.append(f"{mark} {text}".lstrip())
        elif note.get("rend") == "inline":
            mark = f" {text} "
        else:
            label = label or str(before + 1)
            self.notes.append((label, text))
            mark = f"[{label}]"
        self.notes += inside
        return mark

    def _block(self, element: Element) -> None:
        tag = element.tag
        if tag == "pb":
            if _PAGE_NUMBER.fullmatch(element.get("n")):
                self.blocks.append(f"PAGE {element.get('n')}")
        elif tag == "head":
            self._heading(self.line(element))
        elif tag == "dateline" and not self._attached and not self.dateline:
            self.dateline = self.line(element).replace(" ,", ",")
        elif tag in ("seg", "idno") and not self._attached and not self.blocks:
            self.opener.append(self.line(element, between="; "))
        elif tag == "signed":
            self._signature(element)
        elif tag == "list":
            self._list(element)
        elif tag == "table":
            rows = (row for row in element.elements() if row.tag == "row")
            lines = [_CELL_GAP.join(self.line(cell) for cell in row.elements()).strip() for row in rows]
            self._add("\n".join(filter(None, lines)))
        elif tag in ("attachment", "floatingText"):
            self._attached += 1
            self.take(element)
            self._attached -= 1
        elif tag in _WITH_PARTS:
            self.take(element)
        elif tag == "note" and element.get("rend") != "inline":
            sources = len(self.sources)
            mark = self._note(element)
            if mark and self.blocks and len(self.sources) == sources:  # a source is that of the document
                self.blocks[-1] += mark
        elif tag == "note":
            self._paragraph(self._note(element))
        else:
            self._mixed(element)

    def _mixed(self, element: Element) -> None:
        """A paragraph, which may have a list or a table inside."""
        part: list[Element | str] = []
        heading = element.get("rend").startswith("sectiontitle") or _is_emphasised(element)
        for child in element.children:
            if isinstance(child, Element) and child.tag in _BLOCKS:
                self._paragraph(self.inline(Element(element.tag, {}, part)))
                self._block(child)
                part = []
            else:
                part.append(child)
        text = self.inline(Element(element.tag, {}, part))
        if heading and not _PAGE_MARK.search(text):
            self._heading(on_one_line(text.replace(_BREAK, " ")))
        else:
            self._paragraph(text)

    def _heading(self, text: str) -> None:
        self._add(_with_rule(text) if 0 < len(text) <= _LONGEST_HEADING else text)

    def _paragraph(self, text: str) -> None:
        """A paragraph on one line, but for the pages that begin in it, each after the word it divides."""
        self._lines([text])

    def _lines(self, texts: Sequence[str]) -> None:
        """A block with a line for each text, and one for each page that begins there."""
        lines = (on_one_line(text.replace(_BREAK, " ")) for text in texts)
        self._add("\n".join(_PAGE_IN_LINE.sub(_page_line, line) for line in lines))

    def _add(self, block: str) -> None:
        lines = [line.strip() for line in block.split("\n")]
        if any(lines):
            self.blocks.append("\n".join(line for line in lines if line))

    def _signature(self, element: Element) -> None:
        """The name of who signed, and what is printed below it: an office."""
        name, _, below = self.inline(element).partition(_BREAK)
        if self._signed or self._attached or not signer_in(on_one_line(_PAGE_MARK.sub(" ", name))):
            self._paragraph(f"{name} {below}")
            return
        self._signed = True
        self.blocks.append(f"{SIGNED}{on_one_line(_PAGE_MARK.sub(' ', name))}")
        self._paragraph(below)

    def _list(self, element: Element) -> None:
        """A list: items with a label are paragraphs with a number, the others are lines with a dash."""
        if element.get("type") == "subject":
            heads = [self.line(child) for child in element.elements() if child.tag == "head"]
            items = [self.line(child) for child in element.elements() if child.tag == "item"]
            self._paragraph(f"{' '.join(heads) or 'SUBJECT'}: {'; '.join(filter(None, items))}")
            return
        label = ""
        lines: list[str] = []
        for child in element.elements():
            if child.tag in ("head", "pb") and not (lines and child.tag == "pb"):
                self._block(child)
            elif child.tag == "label":
                label = self.line(child)
            elif child.tag == "pb":
                lines.append(f"\x01{child.get('n')}\x02" if _PAGE_NUMBER.fullmatch(child.get("n")) else "")
            elif label or any(part.tag in _BLOCKS for part in child.elements()):
                self._lines(lines)
                lines = []
                self._mixed(Element("item", {}, [f"{label or '-'} ", *child.children]))
                label = ""
            elif text := self.inline(child).strip():
                lines.append(f"- {text}")
        self._lines(lines)


def _is_emphasised(paragraph: Element) -> bool:
    """Whether all of a short paragraph is in italics or bold, without the stop of a sentence."""
    parts = [part for part in paragraph.children if not isinstance(part, str) or part.strip()]
    if len(parts) != 1 or isinstance(parts[0], str) or parts[0].get("rend") not in ("italic", "strong"):
        return False
    text = on_one_line("".join(part for part in parts[0].children if isinstance(part, str)))
    return 0 < len(text) <= _LONGEST_TITLE and text[-1] not in ".,;"


def _page_line(found: re.Match[str]) -> str:
    """The line for a page; what is left of the word it divides goes above."""
    above = f"{found['before']}{found['after']}" if found["before"] else ""
    return f"{above}\nPAGE {found['page']}\n{'' if above else found['after']}"


def _with_rule(heading: str) -> str:
    """A heading with a rule below, by which the parser knows it."""
    return f"{heading}\n{'-' * max(len(heading), 3)}" if heading else ""
