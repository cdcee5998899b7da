"""What a citation says of its cable: which paragraphs it means, and whether it is right."""

from __future__ import annotations

from reader.cable.addresses import Address
from reader.cable.model import Cable, Paragraph
from reader.export.citation import issued, sender, spell_date
from reader.export.verify.quotations import Citation


def fault_of(cable: Cable, citation: Citation) -> str:
    """What is wrong with a citation, in a sentence; empty if nothing is."""
    mrn = citation.mrn
    if citation.paragraph is not None and not cited_paragraphs(cable, citation.paragraph):
        return f"{mrn} has no paragraph {str(citation.paragraph)[1:]}."
    date, estimated = issued(cable)
    if citation.date and date and not estimated and citation.date != spell_date(date):
        return f"{mrn} is dated {spell_date(date)}."
    level = _level(cable)
    if citation.classification and level and level != citation.classification:
        return f"{mrn} is {level}."
    origin = sender(cable, mrn)
    if citation.sender and origin and not _same(origin, citation.sender):
        return f"{mrn} is from {origin}."
    return ""


def cited_paragraphs(cable: Cable, address: Address | None) -> list[Paragraph]:
    """The paragraphs a citation can mean: ¶6 that of any with this number, ¶6 (second) only that one."""
    if address is None:
        return []
    if address.occurrence > 1:
        return [one for one in cable.paragraphs if one.address == address]
    return [one for one in cable.paragraphs if one.number == address.number]


def first_cited(cable: Cable, address: Address | None) -> int | None:
    """The ordinal of the first of them; None if there is none."""
    return next((one.ordinal for one in cited_paragraphs(cable, address)), None)


def label_of(paragraph: Paragraph) -> str:
    """``¶3 (SBU)``."""
    portion = f" ({paragraph.portion.normal})" if paragraph.portion else ""
    return f"{paragraph.label}{portion}"


def address_of(citation: Citation) -> str:
    """``09MUNICH273 ¶1``."""
    return f"{citation.mrn} {citation.paragraph}" if citation.paragraph is not None else citation.mrn


def _same(sender: str, other: str) -> bool:
    """Whether two names of a post are the same; a consulate may be called one general."""
    first, second = (name.replace(" General", "") for name in (sender, other))
    return first == second


def _level(cable: Cable) -> str:
    """The classification as citations have it, without the markings after it: ``secret``."""
    return (cable.classified_as or "").lower().partition("//")[0]
