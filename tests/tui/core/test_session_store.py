"""What is remembered from one session to the next."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.tui.core.session_store import Looks, Session, load, looks_file, save, session_file

PLACE = Session(
    query="mou",
    order="post",
    mrn="07BEIJING7545",
    ordinal=4,
    offset=-2,
    pane="reader",
    read=("07BEIJING7545",),
)


def test_what_was_saved_is_read_back(tmp_path: Path) -> None:
    save(PLACE, tmp_path / "deep" / "place.json")
    assert load(Session, tmp_path / "deep" / "place.json") == PLACE


def test_only_the_owner_can_read_it(tmp_path: Path) -> None:
    save(Looks(theme="cables-light"), tmp_path / "state" / "looks.json")
    assert (tmp_path / "state" / "looks.json").stat().st_mode & 0o077 == 0
    assert (tmp_path / "state").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b'{"format": 99}', b"\xff\xfe", b"null", b"[" * 100_000]
)
def test_a_damaged_file_means_defaults(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "looks.json").write_bytes(content)
    assert load(Looks, tmp_path / "looks.json") == Looks()


def test_a_damaged_field_costs_only_itself(tmp_path: Path) -> None:
    text = (
        b'{"format": 1, "mrn": "07BEIJING7545", "ordinal": "four", "offset": true, "read": [1], "unknown": 1}'
    )
    (tmp_path / "place.json").write_bytes(text)
    assert load(Session, tmp_path / "place.json") == Session(mrn="07BEIJING7545")


@given(st.binary(max_size=300))
def test_no_file_whatever_stops_the_start(content: bytes) -> None:
    import tempfile

    with tempfile.NamedTemporaryFile() as file:
        file.write(content)
        file.flush()
        assert isinstance(load(Session, Path(file.name)), Session)


def test_two_libraries_have_two_places(tmp_path: Path) -> None:
    assert session_file(tmp_path / "a") != session_file(tmp_path / "b")
    assert session_file(tmp_path / "a") == session_file(tmp_path / "b" / ".." / "a")
    assert looks_file().parent == session_file(tmp_path).parent.parent
