"""A small library, and drafts that quote it."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping, Sequence

from reader.cable.model import Cable
from reader.cable.parse import parse
from reader.export.verify.checker import Checker, Finding
from reader.export.verify.read_draft import read_draft

MUNICH = """\
P 061200Z NOV 09
FM AMCONSUL MUNICH
TO SECSTATE WASHDC PRIORITY 1234

C O N F I D E N T I A L MUNICH 000273

TAGS: PGOV PREL GM
SUBJECT: GERMAN ELECTIONS: BAVARIA WINS BIG

1. (SBU) Seehofer has signaled that he expects to be working with the "FDP" for a long time -- and
that the new coalition will last. He did not say why.

2. (C) The minister told the Consul General that taxes would be cut in two steps, the first of them in
January, and that nobody in the party doubted it.

3. (C) The third paragraph mentions [sic] a list of names.
"""
BERLIN = """\
R 151000Z OCT 09
FM AMEMBASSY BERLIN
TO SECSTATE WASHDC

C O N F I D E N T I A L BERLIN 001340

SUBJECT: COALITION TALKS

1. (C) Negotiators agreed late on Friday that the health fund should remain as it is for one more year.

2. (U) THE CHANCELLOR SAID THAT SHE WOULD TRAVEL TO WASHINGTON IN NOVEMBER TO ADDRESS THE CONGRESS.
"""
TWICE = (
    BERLIN.replace("001340", "001341")
    + """
2. (C) He would stay for two days and speak to the press on the second of them.
"""
)
"""Two paragraphs have the same number."""
CABLES = {
    "09MUNICH273": parse(MUNICH, mrn="09MUNICH273"),
    "09BERLIN1340": parse(BERLIN, mrn="09BERLIN1340"),
    "09BERLIN1341": parse(TWICE, mrn="09BERLIN1341"),
}


class Source:
    """Finds a phrase by going through all cables."""

    def __init__(self, cables: Mapping[str, Cable] = CABLES) -> None:
        self.cables = cables

    def cable(self, mrn: str) -> Cable | None:
        return self.cables.get(mrn)

    def search(self, phrase: str, limit: int) -> Sequence[str]:
        sought = " ".join(re.findall(r"\w+", phrase.lower()))
        return [
            mrn
            for mrn, cable in self.cables.items()
            if any(sought in " ".join(re.findall(r"\w+", p.text.lower())) for p in cable.paragraphs)
        ][:limit]


def check(text: str | bytes, name: str = "draft.md") -> list[Finding]:
    data = text.encode() if isinstance(text, str) else text
    return Checker(Source()).check(read_draft(data, name))


def verdicts(text: str | bytes, name: str = "draft.md") -> list[tuple[int, str]]:
    return [(finding.line, str(finding.verdict)) for finding in check(text, name)]


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def docx(*paragraphs: tuple[str, str], footnotes: Sequence[str] = (), prologue: str = "") -> bytes:
    """A DOCX of (style, text); ``{n}`` in a text is a reference to footnote n."""

    def runs(text: str) -> str:
        pieces = re.split(r"\{(\d+)\}", text)
        reference = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
        run = "<w:r><w:t>{}</w:t></w:r>"
        return "".join((reference if n % 2 else run).format(piece) for n, piece in enumerate(pieces))

    body = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{runs(text)}</w:p>' for style, text in paragraphs
    )
    notes = "".join(
        f'<w:footnote w:id="{number}"><w:p>{runs(text)}</w:p></w:footnote>'
        for number, text in enumerate(footnotes, 1)
    )
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "word/document.xml", f'{prologue}<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
        )
        if footnotes:
            archive.writestr("word/footnotes.xml", f'<w:footnotes xmlns:w="{W}">{notes}</w:footnotes>')
    return data.getvalue()
