"""A volume is read document by document; what cannot be read is named."""

from __future__ import annotations

import datetime as dt
import tracemalloc
from pathlib import Path

import pytest

from reader.library.sources import Container, Limits, Precision, Skipped, read
from tests.library.sources.containers import found, only, refusal, write, zipped
from tests.library.sources.frus.volumes import MEMORANDUM, OF_1861, OF_1934, TELEGRAM, document, volume

LAST = '"9999-12-31T23:59:59-05:00"'
"""A moment that is beyond the last year in UTC."""
IN_MIDDLE = (
    '<p>One.</p><div type="document" xml:id="d2"><head>2. Exhibit</head><p>Two.</p></div><p>Three.</p>'
)


def test_each_document_is_a_text_with_an_id_of_volume_and_number(tmp_path: Path) -> None:
    path = write(tmp_path / "volume", volume(TELEGRAM, MEMORANDUM))

    documents, skipped = found(read([path]))

    assert skipped == []
    assert [each.metadata.mrn for each in documents] == ["FRUS1969-76V22D15", "FRUS1969-76V22D16"]
    assert documents[0].place == f"{path}, document d15"
    assert {each.container for each in documents} == {Container.FRUS}


def test_the_original_is_the_element_as_it_was(tmp_path: Path) -> None:
    documents, _ = found(read([write(tmp_path / "volume", volume(TELEGRAM, "<!-- > -->", MEMORANDUM))]))

    assert [each.original.decode() for each in documents] == [TELEGRAM, MEMORANDUM]


def test_documents_beyond_the_first_chunk_keep_their_originals(tmp_path: Path) -> None:
    texts = [document(number, f"<p>{'It rained. ' * 2500}</p>") for number in range(1, 12)]

    documents, _ = found(read([write(tmp_path / "volume", volume(*texts))]))

    assert [each.original.decode() for each in documents] == texts


@pytest.mark.parametrize(
    ("text", "date", "precision"),
    [
        (TELEGRAM, dt.datetime(1973, 8, 1, 0, 31, tzinfo=dt.UTC), Precision.MINUTE),
        (MEMORANDUM, dt.datetime(1973, 8, 6, tzinfo=dt.UTC), Precision.DAY),
        (OF_1934, dt.datetime(1934, 1, 8, 21, 0, tzinfo=dt.UTC), Precision.MINUTE),
        (OF_1861, dt.datetime(1861, 6, 8, tzinfo=dt.UTC), Precision.DAY),
        (
            document(body='<dateline><date when="1962-02-16">February 16, 1962</date></dateline><p>Hm.</p>'),
            dt.datetime(1962, 2, 16, tzinfo=dt.UTC),
            Precision.DAY,
        ),
        (document(more=' frus:doc-dateTime-min="in May"'), None, None),
        (
            document(more=f" frus:doc-dateTime-min={LAST} frus:doc-dateTime-max={LAST}"),
            dt.datetime(9999, 12, 31, tzinfo=dt.UTC),
            Precision.DAY,
        ),
        (document(), None, None),
    ],
)
def test_the_date_is_that_of_the_editors_in_utc_or_the_day(
    tmp_path: Path, text: str, date: dt.datetime | None, precision: Precision | None
) -> None:
    metadata = only(write(tmp_path / "volume", volume(text))).metadata

    assert (metadata.date, metadata.precision) == (date, precision)


def test_volumes_in_folders_and_archives_are_found_by_content(tmp_path: Path) -> None:
    write(tmp_path / "folder" / "one.txt", volume(TELEGRAM))
    write(tmp_path / "two.zip", zipped({"v.xml": volume(document(7), id="frus1961-63v05"), "a.xml": "<a/>"}))

    documents, skipped = found(read([tmp_path / "folder", tmp_path / "two.zip"]))

    assert [each.metadata.mrn for each in documents] == ["FRUS1969-76V22D15", "FRUS1961-63V05D7"]
    assert [each.place for each in skipped] == [f"{tmp_path / 'two.zip'}: a.xml"]


def test_a_document_inside_another_is_a_text_of_its_own(tmp_path: Path) -> None:
    documents, _ = found(read([write(tmp_path / "volume", volume(document(1, IN_MIDDLE)))]))

    texts = {each.metadata.mrn: each.text for each in documents}
    assert set(texts) == {"FRUS1969-76V22D1", "FRUS1969-76V22D2"}
    assert "One.\n\n[d2 is printed here.]\n\nThree." in texts["FRUS1969-76V22D1"]
    assert "Two." in texts["FRUS1969-76V22D2"]


def test_a_page_is_a_link_to_the_only_document_that_begins_there(tmp_path: Path) -> None:
    cites = '<p>See <ref target="#pg_36">p. 36</ref>, <ref target="#pg_37">p. 37</ref>.</p>'
    texts = ('<pb n="36"/>', document(1), '<pb n="37"/>', document(2), document(3), document(4, cites))

    documents, _ = found(read([write(tmp_path / "volume", volume(*texts))]))

    assert documents[3].metadata.references == ("FRUS1969-76V22D1",)


def test_damage_ends_the_volume_and_is_named_with_its_line(tmp_path: Path) -> None:
    text = volume(document(1), "<p>&nbsp;</p>", document(2))
    path = write(tmp_path / "volume", text)
    line = text[: text.index("&nbsp;")].count("\n") + 1

    documents, (skipped,) = found(read([path]))

    assert [each.metadata.mrn for each in documents] == ["FRUS1969-76V22D1"]
    reason = f"damaged XML on line {line}: undefined entity; the document before it was read"
    assert skipped == Skipped(str(path), reason)


def test_a_truncated_volume_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    text = volume(document(1), document(2))

    documents, (skipped,) = found(read([write(tmp_path / "volume", text[: text.index("2. Letter")])]))

    assert len(documents) == 1
    assert "damaged XML" in skipped.reason


def test_a_document_without_text_or_number_is_skipped_with_the_reason(tmp_path: Path) -> None:
    nameless = '<div type="document" xml:id="ch1"><head>Letter</head><p>Hm.</p></div>'

    documents, skipped = found(
        read([write(tmp_path / "volume", volume(document(1, ""), nameless, document(3)))])
    )

    assert [each.metadata.mrn for each in documents] == ["FRUS1969-76V22D3"]
    assert [each.reason for each in skipped] == ["no text", "no document number ('ch1' is not one)"]


def test_a_volume_without_documents_and_other_tei_files_are_told_apart(tmp_path: Path) -> None:
    planned = refusal(write(tmp_path / "planned", volume()))
    other = refusal(write(tmp_path / "other", volume(document(), id="hamlet")))

    assert planned == "a FRUS volume without documents: planned, or not yet published"
    assert other == "a TEI file, but not a FRUS volume: it has no id such as frus1969-76v22"


BOMB = '<!DOCTYPE TEI [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>\n'
OTHER_FILE = '<!DOCTYPE TEI [<!ENTITY passwd SYSTEM "file:///etc/passwd">]>\n'


@pytest.mark.parametrize("prolog", [BOMB, OTHER_FILE, '<!DOCTYPE TEI SYSTEM "tei.dtd">\n'])
def test_declarations_are_refused(tmp_path: Path, prolog: str) -> None:
    reason = refusal(write(tmp_path / "volume", volume(document(1, "<p>&a;</p>"), prolog=prolog)))

    assert reason == "its <!DOCTYPE> declaration is not supported: remove it first"


def test_a_document_larger_than_the_limit_is_skipped_alone(tmp_path: Path) -> None:
    large = document(1, "<p>It rained.</p>" * 40_000)

    documents, (skipped,) = found(
        read([write(tmp_path / "volume", volume(large, document(2)))], limits=Limits(document=1 << 18))
    )

    assert [each.metadata.mrn for each in documents] == ["FRUS1969-76V22D2"]
    assert skipped.place.endswith(", document d1")
    assert "larger than 1 MB" in skipped.reason


def test_a_document_of_too_many_elements_is_skipped_alone(tmp_path: Path) -> None:
    documents, (skipped,) = found(
        read([write(tmp_path / "volume", volume(document(1, "<a/>" * 250_000), document(2)))])
    )

    assert [each.metadata.mrn for each in documents] == ["FRUS1969-76V22D2"]
    assert "too many elements" in skipped.reason


def test_elements_nested_thousands_deep_keep_their_text(tmp_path: Path) -> None:
    deep = "<hi>" * 5000 + "Below." + "</hi>" * 5000

    text = only(write(tmp_path / "volume", volume(document(1, f"<p>{deep} And above.</p>")))).text

    assert "Below. And above." in text


def test_documents_inside_one_another_without_end_are_damage(tmp_path: Path) -> None:
    text = volume(document(1), '<div type="document" xml:id="d2">' * 11_000)

    documents, (skipped,) = found(read([write(tmp_path / "volume", text)]))

    assert len(documents) == 1
    assert skipped.reason.startswith("damaged: elements nested more than 10,000 levels deep")


def test_a_volume_is_read_in_the_memory_of_a_few_documents(tmp_path: Path) -> None:
    path = write(tmp_path / "volume", volume(*(document(n, f"<p>{'Rain. ' * 3000}</p>") for n in range(400))))
    assert path.stat().st_size > 6 << 20

    tracemalloc.start()
    try:
        count = sum(1 for _ in read([path]))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

    assert count == 400
    assert peak < 2 << 20


@pytest.mark.parametrize("endless", ["<!-- ", '<p rend="', "<?a "])
def test_a_tag_without_end_is_damage(tmp_path: Path, endless: str) -> None:
    text = volume(document(1))
    path = write(tmp_path / "volume", text[: text.index("</div></body>")] + endless + "a" * (3 << 20))

    documents, (skipped,) = found(read([path]))

    assert len(documents) == 1
    assert skipped.reason == "damaged: a tag longer than 1 MB; the document before it was read"


def test_reading_ends_when_the_user_cancels(tmp_path: Path) -> None:
    path = write(
        tmp_path / "volume", volume(*(document(n, f"<p>{'Rain. ' * 9000}</p>") for n in range(1, 40)))
    )
    taken: list[object] = []

    taken.extend(read([path], cancelled=lambda: len(taken) >= 3))

    assert 3 <= len(taken) < 39
