"""An annotation of another program, as far as it can become a note or a link."""

from __future__ import annotations

from dataclasses import dataclass

CABLE_IRI = "urn:cable:"
"""Before the MRN in the IRI of a cable."""
PARAGRAPH = "paragraph-"
"""Before the ordinal of a paragraph in a fragment."""


@dataclass(frozen=True, slots=True)
class Place:
    """What an annotation says about the place it is on."""

    source: str
    """The address of the annotated page."""
    mrn: str = ""
    """The cable it is taken to be; empty if the address names none."""
    exact: str = ""
    prefix: str = ""
    suffix: str = ""
    paragraph: int | None = None
    """The ordinal of the paragraph, if a program that knows cables wrote it."""
    start: int | None = None
    end: int | None = None
    """Offsets in the clean text of that paragraph."""

    @property
    def is_whole(self) -> bool:
        """True for the whole cable."""
        return not self.exact.strip() and self.paragraph is None


@dataclass(frozen=True, slots=True)
class WebLink:
    """The other end of an annotation that links two cables."""

    place: Place
    relation: str = "see also"
    comment: str = ""


@dataclass(frozen=True, slots=True)
class WebAnnotation:
    """One annotation."""

    id: str
    """A UUID, made from the id it has there."""
    place: Place
    author: str = ""
    created: str = ""
    changed: str = ""
    """Times as written."""
    body: str = ""
    tags: tuple[str, ...] = ()
    link: WebLink | None = None
    replies_to: str = ""
    """The UUID of the annotation that starts the conversation."""
