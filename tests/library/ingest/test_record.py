"""Records of texts: what is stored of each, for any text at all."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.cable.model import Level
from reader.library.db.schema import COLUMNS
from reader.library.db.text_codec import pack_original, pack_text, unpack_original, unpack_text
from reader.library.ingest.record import level_of, make_record
from reader.library.ingest.writer import Writer
from reader.library.library import Library
from reader.library.sources import Container, Metadata, SourceDocument
from tests.library.builders import cable_text


def document(text: str, original: bytes | None = None, **said: object) -> SourceDocument:
    given = Metadata(**said)  # type: ignore[arg-type]
    return SourceDocument(
        text, given, text.encode(errors="replace") if original is None else original, "a.txt", Container.RAW
    )


def column(text: str, name: str) -> str:
    return make_record(document(text)).words[COLUMNS.index(name)]


def test_paragraphs_of_the_main_level_are_in_the_first_column() -> None:
    text = cable_text(paragraphs=["(C) Most of it is confidential, like this.", "(S) Vodka.", "(U) Tea."])

    assert "Most of it" in column(text, "body")
    assert column(text, "s") == "Vodka."
    assert column(text, "u") == "Tea."
    assert make_record(document(text)).main == Level.C


def test_a_summary_is_in_its_own_column() -> None:
    text = cable_text(paragraphs=["(C) SUMMARY: Vodka. END SUMMARY.", "(C) The rest of the story follows."])

    assert "Vodka" in column(text, "summary")
    assert "story" in column(text, "body")


def test_addressees_are_not_searched_as_words() -> None:
    text = cable_text(to=["RUEHC/SECSTATE WASHDC", "RUEHBJ/AMEMBASSY BEIJING"])

    assert not any("BEIJING" in words for words in make_record(document(text)).words)


def test_links_are_those_of_the_ref_line_and_of_each_paragraph() -> None:
    text = cable_text(
        refs="A. 04 RANGOON 1\n     B. 05 BANGKOK 20", paragraphs=["(C) Tea.", "(C) See ref B."]
    )

    assert make_record(document(text)).links == (
        ("04RANGOON1", 0, "A", True),
        ("05BANGKOK20", 0, "B", True),
        ("05BANGKOK20", 2, "B", True),
    )


def test_what_the_text_does_not_say_is_taken_from_its_container() -> None:
    found = make_record(
        document(
            "Nothing but words, none of them a heading or a number of any kind.",
            mrn="1975DACCA00292_b",
            date=dt.datetime(1975, 1, 17, tzinfo=dt.UTC),
            classification="SECRET//NOFORN",
            origin="Embassy Dacca",
            subject="FLOODS",
            tags=("PGOV",),
        )
    )

    assert (found.mrn, found.mrn_known, found.post) == ("75DACCA292", 0, "DACCA")
    assert found.aliases == ("1975DACCA00292_B",)
    assert (found.level, found.origin, found.subject) == (Level.S, "Embassy Dacca", "FLOODS")
    assert found.date == dt.datetime(1975, 1, 17, tzinfo=dt.UTC).timestamp()
    assert ("tag", "PGOV") in found.facts


@pytest.mark.parametrize(
    ("words", "level"),
    [
        ("SECRET//NOFORN", Level.S),
        ("TOP SECRET", Level.TS),
        ("CONFIDENTIAL", Level.C),
        ("UNCLASSIFIED//FOR OFFICIAL USE ONLY", Level.SBU),
        ("UNCLASSIFIED", Level.U),
        ("LIMITED OFFICIAL USE", Level.SBU),
        ("SECRETARY'S", None),  # 110 of the archives' telegrams: a word of the text was taken for the level
        ("n/a", None),
        ("", None),
    ],
)
def test_a_containers_own_words_give_a_level(words: str, level: Level | None) -> None:
    assert level_of(words) is level


hostile = st.text(st.characters(codec=None, exclude_categories=()), max_size=300) | st.text(
    st.sampled_from("\x00\ud800\udfff\ue000\x1b[31m \n1.(C)SUBJECT:TAGSREF"), max_size=200
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(hostile, hostile, st.binary(max_size=200))
def test_any_text_can_be_stored_and_read_back(
    library: Library, text: str, said: str, original: bytes
) -> None:
    made = make_record(
        document(text, original, mrn=said, subject=said, origin=said, tags=(said,), references=(said,))
    )
    with library.connections.writing() as db:
        Writer(db, 0).write([made])

    assert library.original(made.mrn) is not None
    stored = library.get(made.mrn)
    assert stored
    library.facets(library.listing())


@given(st.text(), st.binary())
def test_text_and_original_are_restored_exactly(text: str, original: bytes) -> None:
    assert unpack_text(pack_text(text)) == text
    assert unpack_original(pack_original(original, text), text) == original
    assert pack_original(text.encode(), text) is None


def test_an_original_that_repeats_its_text_takes_little_space() -> None:
    text = (Path(__file__).parents[3] / "samples" / "06PHNOMPENH977.txt").read_text(encoding="utf-8")
    packed = pack_original(text.replace("\n", "\r\n").encode(), text)

    assert packed
    assert len(packed) < len(text) // 15
