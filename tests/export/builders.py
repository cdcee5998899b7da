"""Cables, notes and links for these tests; each call says only what matters."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass

from reader.cable.model import Cable
from reader.cable.parse import parse
from reader.notes.anchoring.anchor import target_for
from reader.notes.model import Annotation, Code, CrossReference, Target

NOON = dt.datetime(2026, 1, 1, 12, tzinfo=dt.UTC)

TEXT = """\
P 061200Z NOV 09
FM AMCONSUL MUNICH
TO SECSTATE WASHDC PRIORITY 1234

C O N F I D E N T I A L MUNICH 000273

E.O. 12958: DECL: 11/06/2019
TAGS: PGOV PREL NO GM
SUBJECT: GERMAN ELECTIONS: BAVARIA "WINS" #1

REF: A. BERLIN 1340

1. (SBU) Seehofer has *signaled* that he expects to be working
with the FDP for a long time.

2. (C) The second paragraph names_nobody [sic].

3. (C) The third.
"""


def a_cable(text: str = TEXT, mrn: str | None = None) -> Cable:
    return parse(text, mrn=mrn)


@dataclass(frozen=True)
class Bundle:
    """What there is about one cable."""

    annotations: tuple[Annotation, ...] = ()
    outgoing: tuple[CrossReference, ...] = ()
    incoming: tuple[CrossReference, ...] = ()


def identity(number: int) -> str:
    return str(uuid.UUID(int=number << 96 | 1))


def a_code(name: str, number: int = 900) -> Code:
    return Code(id=f"code-{name}-{number}", author="me", created=NOON, changed=NOON, name=name)


def a_note(target: Target, body: str = "", *codes: Code, number: int = 1) -> Annotation:
    created = NOON + dt.timedelta(minutes=number % 1000)
    ids = tuple(code.id for code in codes)
    return Annotation(
        id=identity(number),
        author="me",
        created=created,
        changed=created,
        target=target,
        body=body,
        codes=ids,
    )


def a_link(
    source: Target, target: Target, relation: str = "cites", comment: str = "", number: int = 50
) -> CrossReference:
    return CrossReference(
        id=identity(number),
        author="me",
        created=NOON,
        changed=NOON,
        source=source,
        target=target,
        relation=relation,
        comment=comment,
    )


def on(cable: Cable, ordinal: int | None = None, words: str | None = None) -> Target:
    if ordinal is None or words is None:
        return target_for(cable, ordinal)
    paragraph = cable.paragraph(ordinal)
    assert paragraph
    start = paragraph.text.index(words)
    return target_for(cable, ordinal, start, start + len(words))
