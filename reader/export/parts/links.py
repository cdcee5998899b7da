"""The links of a page: from its passages, and those that point to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from reader.cable.model import Cable
from reader.export.escape import one_line
from reader.export.passages import Locate
from reader.export.styles.base import Style
from reader.notes.model import Confidence, CrossReference, Target


def link_out(link: CrossReference, ids: Mapping[str, str], style: Style) -> str:
    """A link from a passage, as a list item."""
    where = f"{style.link(link.target.mrn)} {link.target.label}".rstrip()
    return style.list_item(f"{_relation(link, style)} {where}{_format_comment(link, style)}", ids[link.id])


def referred_to_by(
    cable: Cable | None,
    incoming: Sequence[CrossReference],
    cited_by: Sequence[str],
    style: Style,
    locate: Locate,
) -> Iterator[str]:
    """Back-links: first the user's own links, then the cables that cite this one."""
    links = sorted((link for link in incoming if not link.deleted), key=lambda one: (one.created, one.id))
    lines = [
        f"- {style.link(link.source.mrn)} {link.source.label}".rstrip()
        + f" {_relation(link, style)} {_current_label(link.target, cable, locate)}"
        + _format_comment(link, style)
        for link in links
    ]
    lines.extend(f"- {style.link(mrn)} cites this cable" for mrn in dict.fromkeys(cited_by))
    if lines:
        yield "## Referred to by"
        yield "\n".join(lines)


def _current_label(target: Target, cable: Cable | None, locate: Locate) -> str:
    """Where in this cable a link points, in the current text if it can be located."""
    if target.is_cable:
        return "this cable"
    anchor = locate(target, cable) if cable else None
    if anchor is None:
        return target.label
    if anchor.confidence in (Confidence.UNSURE, Confidence.LOST) or anchor.ordinal is None or cable is None:
        return f"{target.label} (place {anchor.confidence})"
    paragraph = cable.paragraph(anchor.ordinal)
    return paragraph.label if paragraph else target.label


def _relation(link: CrossReference, style: Style) -> str:
    return style.inline(one_line(link.outward)) or "see also"


def _format_comment(link: CrossReference, style: Style) -> str:
    """The comment on one line, escaped: a list item has no room for markdown of its own."""
    comment = style.inline(one_line(link.comment))
    return f": {comment}" if comment else ""
