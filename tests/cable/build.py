"""Cables for the tests, written so that each shows only what matters."""

from __future__ import annotations

from reader.cable.model import Cable
from reader.cable.parse import parse

HEADER = """VZCZCXRO1234
PP RUEHAG RUEHROV
DE RUEHMD #0348/01 0791620
ZNY CCCCC ZZH
P 191620Z MAR 08
FM AMEMBASSY MADRID
TO RUEHC/SECSTATE WASHDC PRIORITY 4523
INFO RUEHLA/AMCONSUL BARCELONA 3370
"""
BODY = """¶1. (C) Summary: The Minister came. End summary.

¶2. (C) He left again.

AGUIRRE
"""


def cable(
    body: str = BODY,
    *,
    header: str = HEADER,
    line: str = "C O N F I D E N T I A L MADRID 000348",
    captions: str = "SIPDIS",
    order: str = "E.O. 12958: DECL: 03/18/2018",
    tags: str = "TAGS: PGOV PREL SP",
    subject: str = "SUBJECT: A VISIT",
    reference: str = "",
    classified: str = "Classified By: DCM Hugo Llorens for reasons 1.4 (b) and (d).",
) -> str:
    """The text of a cable; a part given as an empty string is left out."""
    head = "\n".join(part for part in (order, tags, subject, reference) if part)
    return "\n\n".join(part for part in (header, line, captions, head, classified, body) if part)


def read(body: str = BODY, **parts: str) -> Cable:
    """The same, parsed."""
    return parse(cable(body, **parts))


def numbers(read: Cable) -> list[int | None]:
    """The paragraphs' numbers in order."""
    return [paragraph.number for paragraph in read.paragraphs]
