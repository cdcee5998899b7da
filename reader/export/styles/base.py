"""What differs between the markdown of one editor and another, and what they share."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import ClassVar

from reader.export.escape import block_quote, can_take_footnote_mark, escape_inline, escape_line
from reader.export.file_names import SUFFIX, file_name, file_stem
from reader.export.notes_text import contain_foreign_note, contain_note

_WIKILINK = re.compile(r"(?<![\\!`])\[\[([^\[\]|#\n`]+)(?:#[^\[\]|\n`]*)?(?:\|([^\[\]\n`]+))?\]\]")


class Style:
    """A markdown style. This base writes plain CommonMark."""

    name: ClassVar[str] = "plain"
    cites_below_quotations: ClassVar[bool] = True
    """Whether the source of a passage is a line below its words; if not, footnotes or keys cite it."""

    @property
    def key(self) -> str:
        """Its name and options: what differs between two exports in it."""
        return self.name

    # -- text ------------------------------------------------------------------------------------------

    def inline(self, text: str) -> str:
        """Escape text for use anywhere inside a line."""
        return escape_inline(text)

    def line(self, text: str) -> str:
        """Escape text for use at the start of a line too."""
        return escape_line(text)

    def property_text(self, text: str) -> str:
        """Text as the value of a property."""
        return text

    def block_quote(self, text: str, tables: Sequence[tuple[int, int]] = ()) -> str:
        """The cable's words as a quotation."""
        return block_quote(text, tuple(tables), escape=self.line)

    def note_body(self, body: str, *, foreign: bool) -> str:
        """The text of a note; of a ``foreign`` one, by another author, nothing but emphasis stays active."""
        if foreign:
            return contain_foreign_note(body, self.line, self.inline)
        return self.own_text(contain_note(body))

    def own_text(self, body: str) -> str:
        """The user's own note in this style's syntax: wikilinks become links."""
        return _outside_fences(body, lambda line: _WIKILINK.sub(self._as_link, line))

    def _as_link(self, found: re.Match[str]) -> str:
        target = found.group(1).strip()
        return f"[{self.inline(found.group(2) or target)}]({file_name(target)})"

    # -- links and ids ---------------------------------------------------------------------------------

    def link(self, mrn: str) -> str:
        """A link to the file of another cable."""
        return f"[{self.inline(mrn)}]({file_name(mrn)})"

    def passage_link(self, mrn: str, block_id: str, label: str) -> str:
        """A link to a passage in the file of a cable; ``label`` is ``¶4`` or empty."""
        return f"{self.link(mrn)} {label}".rstrip()

    def file_link(self, stem: str, text: str) -> str:
        """A link to another file of the export; ``text`` is escaped."""
        return f"[{text}]({stem}{SUFFIX})"

    def reference(self, mrn: str) -> str:
        """A cited cable in the front matter."""
        return self.property_text(mrn)

    def heading(self, text: str, block_ids: Sequence[str]) -> str:
        """The heading of a passage; ``text`` is escaped, ``block_ids`` are those of its notes."""
        return f"## {text}"

    def note(self, body: str, block_id: str, mark: str, *, first: bool) -> str:
        """A note with its ``mark`` (footnote reference or citation) and, where the style has one, its id.

        ``first`` is true for the first note of a passage.
        """
        return with_mark(body, mark)

    def list_item(self, text: str, block_id: str) -> str:
        """A list item with an id."""
        return f"- {text}"

    # -- citations -------------------------------------------------------------------------------------

    def citation_mark(self, block_id: str, mrn: str, locator: str) -> str:
        """What cites the source of a note; ``locator`` is ``¶4`` or empty."""
        return ""

    def footnote(self, block_id: str, citation: str) -> str:
        """The footnote's definition; empty if the style has none."""
        return ""

    def source_line(self, citation: str) -> str:
        """The citation below a quotation."""
        return f"— {self.line(citation)}"


class PlainStyle(Style):
    """CommonMark only: ordinary links, no ids, the source named under each quotation."""


def with_mark(body: str, mark: str) -> str:
    """A mark after a note, on a line of its own where it cannot follow the last word."""
    if not mark or not body:
        return body or mark
    return f"{body}{mark}" if can_take_footnote_mark(body) else f"{body}\n\n{mark}"


def _outside_fences(body: str, change: Callable[[str], str]) -> str:
    """Change each line that is not in a code fence; lines with code spans are left alone."""
    out, fence = [], ""
    for line in body.split("\n"):
        run = re.match(r"`{3,}|~{3,}", line)
        if run and (not fence or (line.startswith(fence) and not line.strip(fence[0] + " \t"))):
            fence = "" if fence else run.group()
            out.append(line)
        else:
            out.append(line if fence or "`" in line else change(line))
    return "\n".join(out)


__all__ = ["PlainStyle", "Style", "file_stem", "with_mark"]
