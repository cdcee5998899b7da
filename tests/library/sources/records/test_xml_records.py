"""XML exports: records found by their values; hostile files do no harm."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.library.sources import Container, Limits, Notice, Skipped, SourceDocument, read
from tests.library.sources.containers import CABLE, found, refusal, write

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
TEXT = CABLE.replace("&", "&amp;")
RECORD = (
    f"<doc_nbr>1975DACCA00292</doc_nbr><from>DACCA</from><to/><tags><tag>PFOR</tag><tag>BG</tag></tags>"
    f"<date>16 JAN 1975</date><msgtext>{TEXT}</msgtext>"
)
ROW = (
    '<row><field name="DOC_NBR">1975DACCA00292</field><field name="FROM">DACCA</field>'
    f'<field name="MSGTEXT"><![CDATA[{CABLE}]]></field></row>'
)


@pytest.mark.parametrize(
    "text", [f"<cables><cable>{RECORD}</cable></cables>", f"<a:cable xmlns:a='x'>{RECORD}</a:cable>", ROW]
)
def test_the_record_is_the_element_with_the_values(tmp_path: Path, text: str) -> None:
    notice, document = read([write(tmp_path / "a.xml", HEAD + text)])

    assert isinstance(notice, Notice)
    assert isinstance(document, SourceDocument)
    assert (document.text, document.container) == (CABLE.strip(), Container.XML)
    assert (document.metadata.mrn, document.metadata.origin) == ("1975DACCA00292", "DACCA")
    assert document.metadata.tags == (() if "row" in text else ("PFOR", "BG"))


def test_every_record_is_read_up_to_the_damage(tmp_path: Path) -> None:
    large = f"<cable><id>a</id><body>{'x' * 9000}</body></cable>"
    text = f"{HEAD}<cables><cable>{RECORD}</cable>{large}<cable>{RECORD}</cable><cable></cables>"
    path = write(tmp_path / "a.xml", text)

    documents, skipped = found(read([path], limits=Limits(document=8000)))

    assert [document.place for document in documents] == [f"{path}, record 1", f"{path}, record 3"]
    assert skipped == [
        Skipped(f"{path}, record 2", "larger than 1 MB: too large for a cable"),
        Skipped(str(path), "damaged XML in line 32: mismatched tag; 3 records above were read"),
    ]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('<!DOCTYPE a [<!ENTITY b "bbb">]><a><id>&b;</id></a>', "its <!DOCTYPE> declaration"),
        ("<a>" * 5000, "damaged: more than 100 elements inside one another"),
        ("<a><b>1</b><c>2</c></a>", "XML without a record whose text is known. Its elements: b, c. Name it"),
        ('<a b="' + "x" * (2 << 20), "damaged: a tag longer than 1 MB"),
        (f"<a><b>{'x ' * (1 << 20)}</b></a>", "XML without a record whose text is known."),
        ("<svg/>", "XML without a record whose text is known."),
    ],
)
def test_other_xml_is_refused(tmp_path: Path, text: str, reason: str) -> None:
    assert refusal(write(tmp_path / "a.xml", HEAD + text)).startswith(reason)


@pytest.mark.parametrize("encoding", ["Shift_JIS", "no-such", "rot13"])
def test_xml_in_an_encoding_that_cannot_be_read_is_refused(tmp_path: Path, encoding: str) -> None:
    path = write(tmp_path / "a.xml", f"<?xml version='1.0' encoding='{encoding}'?><rows><row>a</row></rows>")
    assert refusal(path) == "its XML is in an encoding that cannot be read: save it as UTF-8"
