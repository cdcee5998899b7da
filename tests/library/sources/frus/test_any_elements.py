"""Elements in any order, attributes with any value: every document is read, and its words are kept."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from reader.cable.parse import parse
from reader.library.sources import Limits, SourceDocument
from reader.library.sources.byte_stream import Source
from reader.library.sources.frus.volume import read_volume
from tests.library.sources.frus.volumes import document, volume

TAGS = (
    *(
        "p",
        "note",
        "list",
        "item",
        "label",
        "head",
        "pb",
        "lb",
        "hi",
        "ref",
        "persName",
        "gloss",
        "table",
        "row",
    ),
    *(
        "cell",
        "opener",
        "dateline",
        "date",
        "seg",
        "closer",
        "signed",
        "frus:attachment",
        "quote",
        "lg",
        "figure",
    ),
)
ATTRIBUTES = ("n", "type", "rend", "target", "corresp", "when", "xml:id")
VALUES = (
    "1",
    "48",
    "source",
    "inline",
    "subject",
    "sectiontitle",
    "#d2",
    "frus1969-76ve10#d543",
    "#p_BWT_1",
    "x",
)
WORDS = st.sampled_from(
    (
        "It rained.",
        "1. ",
        "Signed: X",
        "PAGE 2",
        "Footnotes\n----",
        " ",
        "SECRET",
        "Document 2",
        "[1] Source: Secret.",
    )
)


@st.composite
def element(draw: st.DrawFn, inside: st.SearchStrategy[str]) -> str:
    tag = draw(st.sampled_from(TAGS))
    names = draw(st.lists(st.sampled_from(ATTRIBUTES), unique=True, max_size=3))
    given = "".join(f" {name}={quoteattr(draw(st.sampled_from(VALUES)))}" for name in names)
    return f"<{tag}{given}>{''.join(draw(st.lists(inside, max_size=4)))}</{tag}>"


BODIES = st.recursive(WORDS.map(escape), element, max_leaves=30)


class Bytes:
    """A file of these bytes."""

    def __init__(self, data: bytes) -> None:
        self._left = data

    def read(self, size: int, /) -> bytes:
        data, self._left = self._left[:size], self._left[size:]
        return data


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=60)
@given(BODIES)
@example("<closer><signed><note>a</note></signed></closer>")
@example('<list type="subject"><head/></list>')
def test_any_document_is_a_text_that_parses_to_itself(body: str) -> None:
    text = volume(document(1, f"<p>The beginning.</p>{body}<p>The end.</p>"))

    (found,) = read_volume(Source(Bytes(text.encode()), "a"), Limits())

    assert isinstance(found, SourceDocument)
    cable = parse(found.text, mrn=found.metadata.mrn)
    assert cable.mrn == "FRUS1969-76V22D1"
    assert "".join(cable.source[slice(*block.span)] for block in cable.blocks) == cable.source
    shown = " ".join(paragraph.text for paragraph in cable.paragraphs)
    assert "The beginning." in shown
    assert "The end." in shown
