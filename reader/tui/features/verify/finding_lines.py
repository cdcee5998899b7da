"""The findings of a check as lines of a list and as a text of details. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from reader.export.verify.checker import FAULTS, Finding, Verdict
from reader.terminal_text import safe_line
from reader.tui.ui.pieces import Piece
from reader.tui.ui.words import count, opening

SIGNS = {Verdict.EXACT: "✓", Verdict.PORTION_MISSING: "~"}
"""Signs beside the words; whatever is not listed is a fault."""
WIDEST = max(len(verdict) for verdict in Verdict)

Parts = list[tuple[str, str] | str]
"""Pieces of a text with their styles."""


def sign(verdict: Verdict) -> str:
    """``✓``, ``~`` or ``✗``; the words are always beside it."""
    return SIGNS.get(verdict, "✗")


def summary(findings: Sequence[Finding]) -> str:
    """``48 checked · 30 to correct``."""
    faults = sum(one.verdict in FAULTS for one in findings)
    return f"{count(len(findings), 'place')} checked · {faults:,} to correct"


def counts(findings: Sequence[Finding]) -> str:
    """``18 exact, 13 differs``."""
    numbers = Counter(one.verdict for one in findings)
    return ", ".join(f"{numbers[verdict]:,} {verdict}" for verdict in Verdict if numbers[verdict])


def row(finding: Finding, width: int) -> list[list[Piece]]:
    """Line, state and the beginning of the words; in a narrow list the words are on a line of their own."""
    role = "error" if finding.verdict in FAULTS else "dim" if finding.verdict is Verdict.EXACT else "plain"
    head = [
        Piece(f"{finding.line:>5}  ", "dim"),
        Piece(f"{sign(finding.verdict)} {finding.verdict:<{WIDEST}}  ", role),
    ]
    used = sum(len(piece.text) for piece in head)
    words = safe_line(" ".join(finding.text.split()))
    if width - used < 16:
        return [head, [Piece(f"       {opening(words, max(width - 7, 1))}", "plain")]]
    return [[*head, Piece(opening(words, width - used), "plain")]]


def height(width: int) -> int:
    """Lines of a row in a list of this width."""
    return 2 if width - (7 + WIDEST + 4) < 16 else 1


def details(finding: Finding) -> Parts:
    """What was quoted, what is there, and where."""
    return [part for line in _details(finding) for part in (*line, "\n")]


def _details(finding: Finding) -> Iterator[Parts]:
    yield [(f"{sign(finding.verdict)} {finding.verdict}", "bold"), ("  line ", "$dim"), f"{finding.line}"]
    for difference in finding.differences:
        yield [("draft  ", "$dim"), (safe_line(difference.quoted) or "nothing", "$error")]
        yield [("cable  ", "$dim"), (safe_line(difference.cable) or "nothing", "bold")]
    if finding.remark:
        yield [safe_line(finding.remark)]
    if finding.cited:
        yield [("cited  ", "$dim"), safe_line(finding.cited)]
    if finding.found:
        yield [("found  ", "$dim"), safe_line(finding.found)]
    yield [""]
    yield [safe_line(" ".join(finding.text.split()))]
