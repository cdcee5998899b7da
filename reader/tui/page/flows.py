"""The flows of a page: the runs of text that are wrapped, each as a whole."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Literal, TypeVar

from reader.cable.annotate.broken_words import BrokenWord, hidden_hyphens, moved_together
from reader.cable.annotate.repairs import repaired, repairs
from reader.cable.model import Paragraph
from reader.terminal_text import safe_same_length
from reader.tui.page.capitals import shown_paragraph
from reader.tui.page.roles import FirstAcronyms, PageLink, RoleSpan, page_links, role_spans

if TYPE_CHECKING:
    from reader.cable.annotate.word_forms import WordForms

FlowKind = Literal["subject", "field", "heading", "paragraph", "footnote", "source", "signature"]
Span = TypeVar("Span", RoleSpan, PageLink)


class Flow:
    """A run of text that is wrapped as a whole."""

    kind: FlowKind
    role: str
    """The role of characters outside all ``role_spans``."""
    ordinal: int | None
    """Paragraph; None for other kinds."""

    @property
    def text(self) -> str:
        """Made safe, and as long as the original text, so that offsets hold in both."""
        raise NotImplementedError

    @property
    def role_spans(self) -> Sequence[RoleSpan]:
        """Stretches with a role of their own, in order and without overlaps."""
        raise NotImplementedError

    @property
    def links(self) -> Sequence[PageLink]:
        """In order and without overlaps."""
        raise NotImplementedError

    def roles_in(self, start: int, end: int) -> Sequence[RoleSpan]:
        """The ``role_spans`` that have a character from ``start`` up to ``end``."""
        return overlapping(self.role_spans, start, end)

    def links_in(self, start: int, end: int) -> Sequence[PageLink]:
        """The ``links`` that have a character from ``start`` up to ``end``."""
        return overlapping(self.links, start, end)


class TextFlow(Flow):
    """A text that is known with all that is in it."""

    text = ""
    role_spans: Sequence[RoleSpan] = ()
    links: Sequence[PageLink] = ()

    def __init__(
        self,
        kind: FlowKind,
        text: str,
        role: str,
        role_spans: Sequence[RoleSpan] = (),
        links: Sequence[PageLink] = (),
    ) -> None:
        self.kind, self.text, self.role, self.ordinal = kind, text, role, None
        self.role_spans, self.links = role_spans, links


def overlapping(spans: Sequence[Span], start: int, end: int) -> Sequence[Span]:
    """Of spans that are in order and do not overlap, those with a character from ``start`` up to ``end``."""
    first = bisect_right(spans, start, key=lambda one: one.end)
    return spans[first : bisect_left(spans, end, first, key=lambda one: one.start)]


class ParagraphFlow(Flow):
    """The text of a paragraph. What is shown of it is worked out when it is first asked for."""

    def __init__(
        self,
        paragraph: Paragraph,
        forms: WordForms | None,
        parted: tuple[BrokenWord, ...],
        acronyms: FirstAcronyms,
        *,
        faded: bool,
    ) -> None:
        self.kind = "paragraph"
        self.role = "faded" if faded else "text"
        self.ordinal = paragraph.ordinal
        self._paragraph = paragraph
        self._forms = forms
        self._parted = parted
        self._acronyms = acronyms

    @cached_property
    def text(self) -> str:
        """With its repairs, and with broken words joined."""
        text = self._paragraph.text
        text = moved_together(repaired(text, repairs(text)), self._parted)
        text = safe_same_length(shown_paragraph(self._paragraph, text, self._forms))
        return hidden_hyphens(text, self._parted)

    @cached_property
    def role_spans(self) -> tuple[RoleSpan, ...]:
        """None where the paragraph is faded."""
        return role_spans(self._paragraph, self._acronyms) if self.role != "faded" else ()

    @cached_property
    def links(self) -> tuple[PageLink, ...]:
        """Those that lead somewhere."""
        return page_links(self._paragraph)
