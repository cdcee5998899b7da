"""Archives that claim more than they contain, and long containers: reading ends, or stops when asked.

Each case runs in a process of its own that is killed if it does not end; nothing is measured by a clock.
CABLES_CLAIMS=n tries n seeded tar headers instead of the short form's.
"""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import os
import random
import struct
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.library.sources import SourceDocument, read
from tests.library.sources.containers import BODY, HEADER, found, tarred, write, zipped

PATIENCE = 60
"""Seconds until a reading that should end is killed; the sound ones take a fraction of one."""
CABLE = HEADER + BODY
CLAIMS = [1 << 40, (1 << 40) + 511, 1 << 50, 1 << 62, (1 << 62) + 1]


def header(name: str, size: int, kind: bytes = tarfile.REGTYPE) -> bytes:
    """A tar header with any size it likes to claim."""
    info = tarfile.TarInfo(name)
    info.size, info.type = size, kind
    return info.tobuf(tarfile.GNU_FORMAT)


def read_elsewhere(path: Path, *, stop_after: int | None = None) -> list[str]:
    """What reading a path yields, in another process: ``text`` or the reason of what was skipped.

    ``stop_after``: reads after which the user asks to stop.
    """
    script = f"""
import sys
from reader.library.sources import SourceDocument, read
reads = iter(range(10**12))
stop = None if {stop_after} is None else lambda: next(reads) >= {stop_after}
for each in read([sys.argv[1]], cancelled=stop):
    print("text" if isinstance(each, SourceDocument) else each.reason)
"""
    done = subprocess.run(
        [sys.executable, "-c", script, str(path)],
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=True,
    )
    return done.stdout.splitlines()


@pytest.mark.parametrize("pack", [bytes, gzip.compress, bz2.compress, lzma.compress])
def test_a_tar_header_may_claim_any_size(tmp_path: Path, pack: Callable[[bytes], bytes]) -> None:
    sound = tarred({"first.txt": CABLE})[: 512 + 512 * -(-len(CABLE.encode()) // 512)]
    folder = tmp_path / "tars"
    folder.mkdir()
    for number, claim in enumerate(CLAIMS):
        write(folder / f"{number}.tar", pack(sound + header("huge.txt", claim) + b"x" * 1024))

    texts = read_elsewhere(folder)

    first, *rests = "\n".join(texts).split("text\n")
    assert (first, len(rests)) == ("", len(CLAIMS))
    lasts = [rest.strip().split("\n")[-1] for rest in rests]
    assert [each for each in lasts if not each.startswith(("truncated", "damaged"))] == []


def test_no_claim_of_a_tar_hangs_or_raises(tmp_path: Path) -> None:
    chance = random.Random(23)
    kinds = [
        tarfile.REGTYPE,
        tarfile.GNUTYPE_SPARSE,
        tarfile.GNUTYPE_LONGNAME,
        tarfile.XHDTYPE,
        tarfile.DIRTYPE,
    ]
    kinds += [tarfile.LNKTYPE, tarfile.SYMTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE, tarfile.CONTTYPE, b"Z"]
    folder = tmp_path / "tars"
    folder.mkdir()
    count = int(os.environ.get("CABLES_CLAIMS", "60"))
    for number in range(count):
        claim = chance.choice([0, 1, 511, 513, 1 << chance.randrange(20, 63), chance.getrandbits(63)])
        data = header("a", claim, chance.choice(kinds)) + chance.randbytes(chance.choice([0, 100, 512, 5000]))
        write(folder / f"{number}.tar", data)

    assert len(read_elsewhere(folder)) >= count


def test_a_sparse_member_is_not_read(tmp_path: Path) -> None:
    attributes = {"GNU.sparse.major": "1", "GNU.sparse.minor": "0", "GNU.sparse.realsize": str(1 << 45)}
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as archive:
        info = tarfile.TarInfo("sparse.csv")
        info.pax_headers = {**attributes, "GNU.sparse.name": "sparse.csv"}
        content = (b"1\n%d\n5\n" % (1 << 44)).ljust(512, b"\0") + b"hello"
        info.size = len(content)
        archive.addfile(info, io.BytesIO(content))
        last = tarfile.TarInfo("last.txt")
        last.size = len(CABLE.encode())
        archive.addfile(last, io.BytesIO(CABLE.encode()))

    assert read_elsewhere(write(tmp_path / "a.tar", packed.getvalue())) == [
        "a sparse file (not supported)",
        "text",
    ]


@pytest.mark.parametrize("claim", [1 << 31, (1 << 32) - 2])
def test_a_zip_member_that_claims_more_than_there_is_is_skipped(tmp_path: Path, claim: int) -> None:
    data = bytearray(zipped({"huge.txt": CABLE, "sound.txt": CABLE}, compression=zipfile.ZIP_STORED))
    entry = data.index(b"PK\1\2")
    struct.pack_into("<LL", data, entry + 20, claim, claim)

    texts = read_elsewhere(write(tmp_path / "a.zip", bytes(data)))

    assert texts == ["damaged: it claims to be larger than the archive", "text"]


BOMB = 1 << 26
BOMBS: dict[str, Callable[[], bytes]] = {
    "gz": lambda: gzip.compress(bytes(BOMB), 9),
    "bz2": lambda: bz2.compress(bytes(BOMB)),
    "xz": lambda: lzma.compress(bytes(BOMB), preset=0),
    "zip": lambda: zipped({"zeros.csv": bytes(BOMB)}),
    "tar.gz": lambda: gzip.compress(tarred({"zeros.csv": bytes(BOMB)}), 9),
}


@pytest.mark.parametrize("form", BOMBS)
def test_a_bomb_that_looks_like_a_table_ends(tmp_path: Path, form: str) -> None:
    reasons = read_elsewhere(write(tmp_path / f"a.{form}", BOMBS[form]()))

    assert 1 <= len(reasons) <= 2
    assert all(
        reason.startswith(("not read to the end: it unpacks to more than", "not a text"))
        for reason in reasons
    )


ROW = b'1,"2006-01-02","06PARIS1","Embassy Paris","SECRET","","","' + b"word " * 2000 + b'"\n'


ROWS = 600
TABLE = ROW * ROWS
TABLES: dict[str, Callable[[], bytes]] = {
    "csv": lambda: TABLE,
    "gz": lambda: gzip.compress(TABLE, 1),
    "bz2": lambda: bz2.compress(TABLE, 1),
    "xz": lambda: lzma.compress(TABLE, preset=0),
    "tar": lambda: tarred({"cables.csv": TABLE}),
    "tgz": lambda: gzip.compress(tarred({"cables.csv": TABLE}), 1),
    "zip": lambda: zipped({"cables.csv": TABLE}),
}
"""One table of many rows in every container; each takes many reads."""


@pytest.mark.parametrize("form", TABLES)
def test_a_stop_is_answered_by_the_next_read_in_every_container(tmp_path: Path, form: str) -> None:
    path = write(tmp_path / f"cables.{form}", TABLES[form]())
    for stop_after in (0, 3, 9):
        stopped = [False]
        reads = 0

        def cancelled(limit: int = stop_after, stopped: list[bool] = stopped) -> bool:
            nonlocal reads
            reads += 1
            stopped[0] = stopped[0] or reads > limit
            return stopped[0]

        rows = 0
        after = 0
        for each in read([path], cancelled=cancelled):
            assert isinstance(each, SourceDocument)
            rows += 1
            after += stopped[0]
        assert rows < ROWS
        assert after <= (1 << 20) // len(ROW), "only what was read before the stop may follow it"


def test_a_stop_is_answered_while_a_pipe_keeps_a_read_waiting() -> None:
    reading, writing = os.pipe()
    try:
        with os.fdopen(reading, "rb") as pipe:
            checks = iter(range(100))

            items = found(read(["-"], stdin=pipe, cancelled=lambda: next(checks) >= 3))

            assert items == ([], [])
    finally:
        os.close(writing)
