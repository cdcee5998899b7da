"""Checking each quotation and citation of a draft against the cables."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from reader.cable.model import Cable, Paragraph
from reader.export.verify.citations import address_of, cited_paragraphs, fault_of, first_cited, label_of
from reader.export.verify.draft import Block, BlockKind
from reader.export.verify.matching import CLOSE, Closest, Difference, Page, closest, segments
from reader.export.verify.quotations import Citation, Quotation, citations_in, quotations

CLOSE_TITLE = 0.7
"""Share of matching words above which a title is meant; titles are short."""
PHRASE = 6
"""Words of a quotation that are searched for together."""
CANDIDATES = 5
"""Cables looked at for one phrase."""


class CableSource(Protocol):
    """Where cables are looked up."""

    def cable(self, mrn: str) -> Cable | None:
        """The cable with this MRN; None if it is not in the library."""

    def search(self, phrase: str, limit: int) -> Sequence[str]:
        """MRNs of cables that contain the words of ``phrase`` in this order, at most ``limit``."""


class Verdict(StrEnum):
    """What was found of a quotation or citation."""

    EXACT = "exact"
    DIFFERS = "differs"
    ELSEWHERE = "elsewhere"
    """The words are in another paragraph or cable than the one cited."""
    PORTION_WRONG = "portion wrong"
    PORTION_MISSING = "portion missing"
    """The words are right, but the paragraph's portion mark is missing."""
    CITATION_WRONG = "citation wrong"
    """No such paragraph in the cable, or another date."""
    NOT_IN_LIBRARY = "not in library"
    """The cited cable is not there to be compared with."""
    NOT_FOUND = "not found"


FAULTS = frozenset(Verdict) - {Verdict.EXACT, Verdict.PORTION_MISSING}
"""Verdicts that make a draft fail."""


@dataclass(frozen=True, slots=True)
class Finding:
    """The verdict on one quotation or citation."""

    line: int
    verdict: Verdict
    text: str
    """The quoted words, or the citation as printed."""
    cited: str = ""
    """``09MUNICH273 ¶1`` as the draft has it; empty if it cites nothing."""
    found: str = ""
    """Where the words are."""
    mrn: str = ""
    """The cable of ``found``, or else the cited one if it is in the library; empty without either."""
    ordinal: int | None = None
    """The paragraph there; None for the whole cable."""
    differences: tuple[Difference, ...] = ()
    remark: str = ""


Spot = tuple[str, Paragraph | None]
"""A cable by its number, and a paragraph of it; None for its subject."""


class Checker:
    """Checks drafts; cables are read once."""

    def __init__(self, source: CableSource) -> None:
        self._source = source
        self._pages: dict[str, tuple[Cable, Page] | None] = {}

    def check(self, blocks: Sequence[Block]) -> list[Finding]:
        """The findings on a draft, by line."""
        quoted = quotations(blocks)
        findings = [self._quotation(one) for one in quoted]
        cited = {(one.citation.mrn, one.citation.line) for one in quoted if one.citation}
        findings.extend(self._citations(blocks, cited))
        return sorted(findings, key=lambda finding: finding.line)

    # -- citations -----------------------------------------------------------------------------------

    def _citations(self, blocks: Sequence[Block], quoted: Collection[tuple[str, int]]) -> Iterator[Finding]:
        """Findings on wrong citations only; each is reported once.

        ``quoted``: number and line of those that belong to quotations.
        """
        seen = set()
        for block in blocks:
            for _, citation in citations_in(block):
                key = (citation.mrn, citation.paragraph, citation.date, citation.line)
                if key in seen or (finding := self._citation(citation, block.kind)) is None:
                    continue
                seen.add(key)
                if finding.verdict is Verdict.NOT_IN_LIBRARY and (citation.mrn, citation.line) in quoted:
                    continue  # said of the quotation
                yield finding

    def _citation(self, citation: Citation, kind: BlockKind) -> Finding | None:
        held = self._held(citation.mrn)
        if held is None:
            if kind is BlockKind.TEXT or kind is BlockKind.FOOTNOTE:
                remark = "This cable is not in the library."
                return Finding(
                    citation.line,
                    Verdict.NOT_IN_LIBRARY,
                    citation.printed,
                    address_of(citation),
                    remark=remark,
                )
            return None
        cable, _ = held
        wrong = fault_of(cable, citation)
        if not wrong:
            return None
        ordinal = first_cited(cable, citation.paragraph)
        return Finding(
            citation.line,
            Verdict.CITATION_WRONG,
            citation.printed,
            address_of(citation),
            mrn=citation.mrn,
            ordinal=ordinal,
            remark=wrong,
        )

    # -- quotations ----------------------------------------------------------------------------------

    def _quotation(self, quotation: Quotation) -> Finding:
        citation = quotation.citation
        held = self._held(citation.mrn) if citation else None
        likely: Closest | None = None
        if citation and held:
            cable, page = held
            prefer = first_cited(cable, citation.paragraph)
            if ordinal := page.find(quotation.text, prefer=prefer):
                return self._located(quotation, citation, cable, ordinal)
            if _is_title(quotation.text, cable):
                return self._finding(quotation, Verdict.EXACT, (citation.mrn, None))
            if finding := self._title(quotation, citation.mrn, cable):
                return finding
            likely = closest(page, quotation.text, prefer=prefer)
            if likely and likely.likeness >= CLOSE:
                return self._differs(quotation, citation.mrn, cable, likely)
        if finding := self._in_other_cables(quotation):
            return finding
        if citation and held and likely:
            return self._differs(quotation, citation.mrn, held[0], likely)
        if citation and held is None:
            remark = "The cited cable is not in the library."
            return self._finding(quotation, Verdict.NOT_IN_LIBRARY, remark=remark)
        return self._finding(quotation, Verdict.NOT_FOUND)

    def _located(self, quotation: Quotation, citation: Citation, cable: Cable, ordinal: int) -> Finding:
        paragraph = cable.paragraphs[ordinal - 1]
        found = (citation.mrn, paragraph)
        if citation.paragraph is not None and paragraph not in cited_paragraphs(cable, citation.paragraph):
            return self._finding(quotation, Verdict.ELSEWHERE, found)
        portion = paragraph.portion.normal if paragraph.portion else ""
        given = quotation.portions
        if citation.portion and not portion and citation.paragraph is not None:
            remark = f"This paragraph has no portion mark, so not ({citation.portion})."
            return self._finding(quotation, Verdict.PORTION_WRONG, found, remark=remark)
        if portion and given and portion not in given:
            remark = f"The portion mark is ({portion}), not ({given[0]})."
            return self._finding(quotation, Verdict.PORTION_WRONG, found, remark=remark)
        if portion and not given:
            remark = f"The portion mark ({portion}) is missing."
            return self._finding(quotation, Verdict.PORTION_MISSING, found, remark=remark)
        return self._finding(quotation, Verdict.EXACT, found)

    def _title(self, quotation: Quotation, mrn: str, cable: Cable) -> Finding | None:
        """A finding on words that are nearly the cable's title."""
        for title in filter(None, (cable.subject, cable.title)):
            alike = closest(Page.of((title,)), quotation.text)
            if alike and alike.likeness >= CLOSE_TITLE and len(quotation.text) > len(title) / 2:
                return self._finding(quotation, Verdict.DIFFERS, (mrn, None), differences=alike.differences)
        return None

    def _in_other_cables(self, quotation: Quotation) -> Finding | None:
        tried = {quotation.citation.mrn} if quotation.citation else set()
        near: tuple[str, Cable, Closest] | None = None
        for phrase in _phrases(quotation.text):
            for mrn in self._source.search(phrase, CANDIDATES):
                if mrn in tried or (held := self._held(mrn)) is None:
                    continue
                tried.add(mrn)
                cable, page = held
                if ordinal := page.find(quotation.text):
                    found = (mrn, cable.paragraphs[ordinal - 1])
                    if quotation.citation is None:
                        return self._finding(quotation, Verdict.EXACT, found, remark="No cable is cited.")
                    return self._finding(quotation, Verdict.ELSEWHERE, found)
                alike = closest(page, quotation.text)
                if alike and alike.likeness >= CLOSE and (near is None or alike.likeness > near[2].likeness):
                    near = (mrn, cable, alike)
        return self._differs(quotation, *near) if near else None

    def _differs(self, quotation: Quotation, mrn: str, cable: Cable, likely: Closest) -> Finding:
        found = (mrn, cable.paragraphs[likely.ordinal - 1])
        return self._finding(quotation, Verdict.DIFFERS, found, differences=likely.differences)

    def _finding(
        self,
        quotation: Quotation,
        verdict: Verdict,
        found: Spot | None = None,
        *,
        differences: tuple[Difference, ...] = (),
        remark: str = "",
    ) -> Finding:
        citation = quotation.citation
        cited = address_of(citation) if citation else ""
        where, mrn, ordinal = "", "", None
        if found:
            mrn, paragraph = found
            where = f"{mrn} {label_of(paragraph)}" if paragraph else f"{mrn}, subject"
            ordinal = paragraph.ordinal if paragraph else None
        elif citation and (held := self._held(citation.mrn)):
            mrn, ordinal = citation.mrn, first_cited(held[0], citation.paragraph)
        return Finding(
            quotation.line, verdict, quotation.text, cited, where, mrn, ordinal, differences, remark
        )

    def _held(self, mrn: str) -> tuple[Cable, Page] | None:
        if mrn not in self._pages:
            cable = self._source.cable(mrn)
            self._pages[mrn] = (cable, Page.of(one.text for one in cable.paragraphs)) if cable else None
        return self._pages[mrn]


def _is_title(text: str, cable: Cable) -> bool:
    def key(title: str) -> str:
        return re.sub(r"\W+", " ", title).strip().lower()

    return key(text) in {key(title) for title in (cable.subject, cable.title) if title}


def _phrases(text: str) -> Iterator[str]:
    """Runs of words to search for: the start, middle and end of the longest segment, then of others."""
    for segment in sorted(segments(text), key=lambda one: -len(one.text))[:2]:
        words = re.findall(r"\w+", segment.text)
        starts = dict.fromkeys((0, max(0, (len(words) - PHRASE) // 2), max(0, len(words) - PHRASE)))
        for start in starts:
            if len(run := words[start : start + PHRASE]) >= min(3, len(words)):
                yield " ".join(run)
