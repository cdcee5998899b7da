"""Zip, tar and compressed files. None exhausts memory, writes files, or keeps others from being read."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import struct
import tarfile
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.library.sources import Limits, Skipped, SourceDocument, read
from tests.library.counting import calls
from tests.library.sources.containers import (
    CABLE,
    conversion,
    found,
    page,
    refusal,
    row,
    tarred,
    write,
    zipped,
)

MEMBERS: dict[str, str | bytes] = {
    "texts/a.txt": CABLE,
    "pages/b.html": page("06MADRID1"),
    "cables.csv": row("06MADRID2") + row("06MADRID3", id=2),
    "c": conversion("06MADRID4"),
    "empty": b"",
}

PACKED: dict[str, Callable[[], bytes]] = {
    "zip": lambda: zipped(MEMBERS),
    "zip stored": lambda: zipped(MEMBERS, compression=zipfile.ZIP_STORED),
    "zip lzma": lambda: zipped(MEMBERS, compression=zipfile.ZIP_LZMA),
    "tar": lambda: tarred(MEMBERS),
    "tar.gz": lambda: tarred(MEMBERS, "w:gz"),
    "tar.bz2": lambda: tarred(MEMBERS, "w:bz2"),
    "tar.xz": lambda: tarred(MEMBERS, "w:xz"),
    "tar in zip": lambda: zipped({"inner.tar.gz": tarred(MEMBERS, "w:gz")}),
    "zip in tar": lambda: tarred({"inner.zip": zipped(MEMBERS)}),
}


@pytest.mark.parametrize("form", PACKED)
@pytest.mark.parametrize("by", ["file", "standard input"])
def test_every_member_of_an_archive_is_read(tmp_path: Path, form: str, by: str) -> None:
    data = PACKED[form]()
    if by == "file":
        documents, skipped = found(read([write(tmp_path / "a.dat", data)]))
    else:
        documents, skipped = found(read(["-"], stdin=io.BytesIO(data)))

    assert [document.metadata.mrn for document in documents] == [
        None,
        "06MADRID1",
        "06MADRID2",
        "06MADRID3",
        "06MADRID4",
    ]
    assert documents[0].original == CABLE.encode()
    assert documents[0].place.endswith(": texts/a.txt")
    assert documents[2].place.endswith("cables.csv, row 1")
    assert [item.reason for item in skipped] == ["empty"]


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_a_compressed_text_or_table_is_read(tmp_path: Path, pack: Callable[[bytes], bytes]) -> None:
    text = write(tmp_path / "04RANGOON1422.txt.z", pack(CABLE.encode()))
    table = write(tmp_path / "b", pack(row().encode()) + pack(row("06MADRID2", id=2).encode()))

    documents, skipped = found(read([text, table]))

    assert [document.metadata.mrn for document in documents] == [
        "04RANGOON1422",
        "06PHNOMPENH977",
        "06MADRID2",
    ]
    assert not skipped


def test_names_in_an_archive_are_only_shown(tmp_path: Path) -> None:
    names = ["../../escaped.txt", "/absolute.txt", "\x1b[31mred.txt", "..\\x.txt"]
    inside = tmp_path / "inside"
    paths = [
        write(inside / "a.zip", zipped(dict.fromkeys(names, CABLE))),
        write(inside / "a.tar", tarred(dict.fromkeys(names, CABLE))),
    ]

    documents, _ = found(read(paths))

    assert len(documents) == 8
    assert all(document.place.isprintable() for document in documents)
    assert documents[0].place == f"{paths[0]}: ../../escaped.txt"
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["a.tar", "a.zip", "inside"]


def test_links_and_devices_in_a_tar_are_not_followed(tmp_path: Path) -> None:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, kind in (("link", tarfile.SYMTYPE), ("pipe", tarfile.FIFOTYPE)):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)

    _, skipped = found(read([write(tmp_path / "a.tar", out.getvalue())]))

    assert [item.reason for item in skipped] == ["a link", "a special file"]


def test_an_encrypted_member_is_skipped_and_the_rest_is_read(tmp_path: Path) -> None:
    data = bytearray(zipped({"a.txt": CABLE, "b.txt": CABLE}))
    at = data.find(b"PK\1\2")
    data[at + 8] |= 1

    documents, skipped = found(read([write(tmp_path / "a.zip", bytes(data))]))

    assert len(documents) == 1
    assert [item.reason for item in skipped] == ["encrypted"]


def test_a_damaged_member_is_skipped_and_the_rest_is_read(tmp_path: Path) -> None:
    data = bytearray(zipped({"a.txt": CABLE, "b.txt": CABLE}, compression=zipfile.ZIP_STORED))
    data[data.find(b"PHNOM")] ^= 0xFF

    documents, skipped = found(read([write(tmp_path / "a.zip", bytes(data))]))

    assert [document.place.rsplit(" ", 1)[1] for document in documents] == ["b.txt"]
    assert [item.reason for item in skipped] == ["damaged"]


@pytest.mark.parametrize("form", ["zip", "tar", "tar.gz", "tar.bz2", "tar.xz"])
@pytest.mark.parametrize("share", [0.3, 0.6, 0.95])
def test_a_truncated_archive_is_read_as_far_as_possible(tmp_path: Path, form: str, share: float) -> None:
    data = PACKED[form]()

    items = [*read([write(tmp_path / "a", data[: int(len(data) * share)])])]

    assert any(isinstance(item, Skipped) for item in items)


@given(data=st.data(), form=st.sampled_from(["zip", "tar", "tar.gz", "tar.bz2", "tar.xz"]))
def test_no_damage_to_an_archive_raises_an_error(data: st.DataObject, form: str) -> None:
    packed = bytearray(PACKED[form]())
    for _ in range(data.draw(st.integers(1, 8))):
        packed[data.draw(st.integers(0, len(packed) - 1))] = data.draw(st.integers(0, 255))

    for item in read(["-"], stdin=io.BytesIO(bytes(packed))):
        assert isinstance(item, SourceDocument | Skipped)


def peak_of(path: Path, limits: Limits | None = None) -> tuple[list[Skipped], int]:
    tracemalloc.start()
    try:
        _, skipped = found(read([path], limits=limits))
        return skipped, tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


LIMITS = Limits(grace=1 << 20)


@pytest.mark.parametrize("form", ["zip", "gz", "bz2", "xz", "tar.gz"])
def test_a_decompression_bomb_is_not_read_to_the_end(tmp_path: Path, form: str) -> None:
    bomb = row().encode() + b"A" * (20 << 20)  # a table, so that it is streamed and not just too large
    data = {
        "zip": lambda: zipped({"a.csv": bomb}),
        "gz": lambda: gzip.compress(bomb),
        "bz2": lambda: bz2.compress(bomb),
        "xz": lambda: lzma.compress(bomb, preset=1),
        "tar.gz": lambda: tarred({"a.csv": bomb}, "w:gz"),
    }[form]()

    skipped, peak = peak_of(write(tmp_path / "a", data), LIMITS)

    assert any("unpacks to more than 200 times" in item.reason for item in skipped)
    assert peak < 20 << 20


def test_many_small_bombs_in_one_archive_share_a_budget(tmp_path: Path) -> None:
    members = {f"{n}.csv": row().encode() + b"A" * (1 << 20) for n in range(12)}
    limits = Limits(grace=2 << 20, ratio=10)

    skipped, _ = peak_of(write(tmp_path / "a.zip", zipped(members)), limits)

    assert skipped[-1] == Skipped(
        str(tmp_path / "a.zip"), "not read to the end: it unpacks to more than 10 times its size"
    )
    assert len(skipped) < 6


def test_thousands_of_archives_inside_each_other_are_not_unpacked(tmp_path: Path) -> None:
    data = CABLE.encode()
    for _ in range(3000):
        data = gzip.compress(data, 0)
    nested = zipped({"a.txt": CABLE})
    for _ in range(50):
        nested = zipped({"a.zip": nested}, compression=zipfile.ZIP_STORED)
    paths = [write(tmp_path / "a.gz", data), write(tmp_path / "b.zip", nested)]

    items = [*read(paths)]

    assert calls(lambda: [*read(paths)]) < 3000
    assert [getattr(item, "reason", "") for item in items] == [
        "archives nested more than 4 deep: unpack them first"
    ] * 2


def test_a_thousand_archives_in_one_are_all_read(tmp_path: Path) -> None:
    inner = zipped({"a.txt": "TAGS: PHUM"})
    path = write(tmp_path / "a.tar", tarred({f"{n}.zip": inner for n in range(1000)}))

    documents, _ = found(read([path]))

    assert len(documents) == 1000


def test_a_tar_header_of_a_gigabyte_is_refused(tmp_path: Path) -> None:
    info = tarfile.TarInfo("x")
    info.type, info.size = tarfile.XHDTYPE, 1 << 30
    data = tarred({"a.txt": CABLE})[:1024] + info.tobuf(tarfile.GNU_FORMAT)

    skipped, peak = peak_of(write(tmp_path / "a.tar", data + bytes(10 << 20)))

    assert "damaged: a tar header has an impossible size" in [item.reason for item in skipped]
    assert peak < 8 << 20


def test_a_zip_that_claims_a_gigantic_directory_is_refused(tmp_path: Path) -> None:
    data = bytearray(zipped({"a.txt": CABLE}))
    struct.pack_into("<L", data, data.rfind(b"PK\5\6") + 12, 0xF0000000)

    reason = refusal(write(tmp_path / "a.zip", bytes(data)))

    assert reason == "its directory is larger than 48 MB: unpack it first"


def test_an_archive_too_large_to_copy_is_refused(tmp_path: Path) -> None:
    data = tarred({"b.zip": zipped({"a.txt": CABLE * 50}, compression=zipfile.ZIP_STORED), "c.txt": CABLE})

    documents, skipped = found(read([write(tmp_path / "a.tar", data)], limits=Limits(spooled=10_000)))

    assert len(documents) == 1
    assert [item.reason for item in skipped] == ["larger than 1 MB, inside another archive: unpack it first"]
