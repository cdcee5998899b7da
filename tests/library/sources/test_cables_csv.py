"""The CSV of 2011."""

from __future__ import annotations

import datetime as dt
import io
import json
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from reader.library.sources import Container, Limits, Precision, SourceDocument, read
from reader.library.sources.decoding import is_binary
from tests.library.sources.containers import BODY, HEADER, found, row, write


def test_a_row_is_a_cable_with_metadata(tmp_path: Path) -> None:
    line = row(references="06BANGKOK1|06STATE22", created="5/23/2006 6:55")
    path = write(tmp_path / "cables.csv", line)

    ((document,), skipped) = found(read([path]))

    assert not skipped
    assert document.text == f"{HEADER}\n\n{BODY}"
    assert document.original == line.encode()
    assert document.place == f"{path}, row 1"
    assert document.container == Container.CSV
    assert document.metadata.mrn == "06PHNOMPENH977"
    assert document.metadata.date == dt.datetime(2006, 5, 23, 6, 55, tzinfo=dt.UTC)
    assert document.metadata.precision == Precision.MINUTE
    assert document.metadata.classification == "UNCLASSIFIED"
    assert document.metadata.origin == "Embassy Phnom Penh"
    assert document.metadata.references == ("06BANGKOK1", "06STATE22")


def test_minutes_that_repeat_the_hour_are_ignored(tmp_path: Path) -> None:
    path = write(tmp_path / "a", row(created="5/23/2006 18:06"))

    ((document,), _) = found(read([path]))

    assert document.metadata.date == dt.datetime(2006, 5, 23, 18, tzinfo=dt.UTC)
    assert document.metadata.precision == Precision.HOUR


def test_a_cable_without_header_is_its_body(tmp_path: Path) -> None:
    ((document,), _) = found(read([write(tmp_path / "a", row(header=""))]))

    assert document.text == BODY


@given(
    st.lists(
        st.tuples(st.text(max_size=40), st.text(max_size=80)).filter(
            lambda pair: not any("\r" in text or "\0" in text for text in pair)
        ),
        min_size=1,
        max_size=6,
    )
)
def test_every_row_is_read_as_written_and_the_originals_make_up_the_file(
    texts: list[tuple[str, str]],
) -> None:
    rows = [row(f"06MADRID{n}", id=n, header=head, body=body) for n, (head, body) in enumerate(texts, 1)]
    data = "".join(rows).encode()
    assume(not is_binary(data))  # mostly control characters: another test's matter

    documents, skipped = found(read(["-"], stdin=io.BytesIO(data)))

    assert not skipped
    assert [document.text for document in documents] == [
        f"{head}\n\n{body}" if head.strip() else body for head, body in texts
    ]
    assert b"".join(document.original for document in documents) == data


def test_an_unescaped_quote_does_not_affect_other_rows(tmp_path: Path) -> None:
    damaged = row("06MADRID2", id=2).replace('\\"yes\\"', '"yes"')
    path = write(tmp_path / "a", row("06MADRID1") + damaged + row("06MADRID3", id=3))

    documents, skipped = found(read([path]))

    assert not skipped
    assert [document.metadata.mrn for document in documents] == ["06MADRID1", "06MADRID2", "06MADRID3"]
    assert '"yes"' in documents[1].text


def test_a_backslash_before_the_closing_quote_is_accepted(tmp_path: Path) -> None:
    damaged = row("06MADRID1", header="HEAD").replace('"HEAD"', '"HEAD\\"')
    path = write(tmp_path / "a", damaged + row("06MADRID2", id=2))

    documents, _ = found(read([path]))

    assert [document.metadata.mrn for document in documents] == ["06MADRID1", "06MADRID2"]
    assert documents[0].text.endswith(BODY)


def test_a_row_of_too_few_columns_is_skipped_with_its_place(tmp_path: Path) -> None:
    cut = '"2","5/23/2006 6:55","06MADRID2","Embassy Madrid"\n'
    path = write(tmp_path / "a", row("06MADRID1") + cut + row("06MADRID3", id=3))

    documents, (skipped,) = found(read([path]))

    assert [document.metadata.mrn for document in documents] == ["06MADRID1", "06MADRID3"]
    assert skipped.place == f"{path}, row 2"
    assert skipped.reason == "does not have the 8 columns of a cable"


def test_a_row_larger_than_the_limit_is_skipped(tmp_path: Path) -> None:
    path = write(
        tmp_path / "a",
        row("06MADRID1") + row("06MADRID2", id=2, body="x " * 3_000_000) + row("06MADRID3", id=3),
    )

    documents, (skipped,) = found(read([path], limits=Limits(document=1 << 20)))

    assert [document.metadata.mrn for document in documents] == ["06MADRID1", "06MADRID3"]
    assert skipped.place == f"{path}, row 2"
    assert skipped.reason == "larger than 1 MB: too large for a cable"


def test_a_quote_never_closed_ends_with_its_row(tmp_path: Path) -> None:
    open_ended = row("06MADRID1").rstrip('"\n') + "\n"
    path = write(tmp_path / "a", open_ended + row("06MADRID2", id=2))

    documents, _ = found(read([path]))

    assert documents[-1].metadata.mrn == "06MADRID2"
    assert len(documents) == 2


def test_a_row_of_column_names_is_ignored(tmp_path: Path) -> None:
    names = '"id","datetime","identifier","origin","classification","references","header","body"\n'

    documents, skipped = found(read([write(tmp_path / "a", names + row())]))

    assert [document.metadata.mrn for document in documents] == ["06PHNOMPENH977"]
    assert not skipped


def test_doubled_quotes_are_read_too(tmp_path: Path) -> None:
    path = write(tmp_path / "a", row().replace('\\"', '""'))

    ((document,), _) = found(read([path]))

    assert document.text == f"{HEADER}\n\n{BODY}"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
def test_a_table_in_another_encoding_is_read(tmp_path: Path, encoding: str) -> None:
    path = write(tmp_path / "a", (row(body="São Tomé") + row("06MADRID2", id=2)).encode(encoding))

    documents, skipped = found(read([path]))

    assert not skipped
    assert documents[0].text.endswith("São Tomé")
    assert documents[1].metadata.mrn == "06MADRID2"


def test_a_body_that_quotes_a_row_stays_one_row(tmp_path: Path) -> None:
    body = f"As the table has it:\n{row('06MADRID2', id=2)}"

    ((document,), _) = found(read([write(tmp_path / "a", row(body=body))]))

    assert document.text.endswith(body)


def test_a_table_is_recognised_by_its_content(tmp_path: Path) -> None:
    path = write(tmp_path / "notes.txt", row())
    other = write(tmp_path / "b.csv", "name,age\nx,1\n" + json.dumps({"a": 1}))

    items = [*read([path, other])]

    assert isinstance(items[0], SourceDocument)
    assert not isinstance(items[1], SourceDocument)
