"""Obsidian: wikilinks, footnotes, and ``^id`` after a block."""

from __future__ import annotations

from typing import ClassVar

from reader.export.file_names import file_stem
from reader.export.styles.base import Style, with_mark


class ObsidianStyle(Style):
    """Markdown for Obsidian."""

    name: ClassVar[str] = "obsidian"
    cites_below_quotations: ClassVar[bool] = False

    def own_text(self, body: str) -> str:
        """As typed: wikilinks are Obsidian's own."""
        return body

    def link(self, mrn: str) -> str:
        """A wikilink, with the MRN as its text when the file is named otherwise."""
        stem = file_stem(mrn)
        return f"[[{stem}]]" if stem == mrn else f"[[{stem}|{self.inline(mrn)}]]"

    def passage_link(self, mrn: str, block_id: str, label: str) -> str:
        """A wikilink to the block."""
        return f"[[{file_stem(mrn)}#^{block_id}|{self.inline(f'{mrn} {label}')}]]"

    def file_link(self, stem: str, text: str) -> str:
        """A wikilink."""
        return f"[[{stem}|{text}]]"

    def reference(self, mrn: str) -> str:
        """A wikilink: Obsidian follows those in properties."""
        return self.link(mrn)

    def note(self, body: str, block_id: str, mark: str, *, first: bool) -> str:
        """Footnote reference and block id."""
        return with_mark(body, f"{mark} ^{block_id}" if mark else f"^{block_id}")

    def list_item(self, text: str, block_id: str) -> str:
        """The block id at the end."""
        return f"- {text} ^{block_id}"

    def citation_mark(self, block_id: str, mrn: str, locator: str) -> str:
        """A footnote reference."""
        return f"[^{block_id}]"

    def footnote(self, block_id: str, citation: str) -> str:
        """The citation as a footnote."""
        return f"[^{block_id}]: {self.inline(citation)}"
