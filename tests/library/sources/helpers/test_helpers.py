"""PDF and 7z: read in another process, which ends when it must."""

from __future__ import annotations

import importlib.util
import io
import subprocess
from collections.abc import Callable
from pathlib import Path

import py7zr
import pytest

from reader.library.sources import Container, Limits, Skipped, SourceDocument, read
from tests.library.sources.containers import CABLE, found, refusal, row, write


def pdf(*pages: str, loops: bool = False) -> bytes:
    """A PDF with a text layer, one line an operation; ``}`` is the ligature of fi."""
    kids = " ".join(f"{4 + 2 * at} 0 R" for at in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{'2 0 R ' if loops else ''}{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding << /Differences [125 /fi] >> >>",
    ]
    for at, page in enumerate(pages):
        lines = "".join(
            "({}) Tj 0 -12 Td\n".format(line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)"))
            for line in page.split("\n")
        )
        stream = f"BT /F1 10 Tf 40 780 Td\n{lines}ET"
        objects += [
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >>"
            f" /Contents {5 + 2 * at} 0 R >>",
            f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
        ]
    out, offsets = "%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{content}\nendobj\n"
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    size = len(objects) + 1
    trailer = f"trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF\n"
    return f"{out}xref\n0 {size}\n0000000000 65535 f \n{table}{trailer}".encode()


def seven_zipped(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with py7zr.SevenZipFile(out, "w", filters=[{"id": py7zr.FILTER_LZMA2, "preset": 0}]) as archive:
        for name, content in members.items():
            archive.writestr(content, name)
    return out.getvalue()


def test_the_text_layer_of_a_pdf_is_a_cable(tmp_path: Path) -> None:
    data = pdf(*CABLE.replace("\n\n1.", "\n\f1.").split("\f"))

    (document,) = read([write(tmp_path / "06PHNOMPENH977.pdf", data)])

    assert isinstance(document, SourceDocument)
    assert document.text.split() == CABLE.split()
    assert "\nTAGS: PHUM PREL KWMN CB\n" in document.text
    assert (document.container, document.original) == (Container.PDF, data)
    assert document.metadata.mrn == "06PHNOMPENH977"


def test_the_ligatures_of_a_pdf_are_letters(tmp_path: Path) -> None:
    data = pdf(CABLE.replace("The ministers", "The }rst of}cials"))

    (document,) = read([write(tmp_path / "a.pdf", data)])

    assert isinstance(document, SourceDocument)
    assert "The first officials said" in document.text


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (pdf("", ""), "a PDF without a text layer"),
        (pdf("x", loops=True), "damaged: "),
    ],
    ids=["scan", "loop"],
)
def test_a_pdf_without_a_text_is_skipped_with_the_reason(tmp_path: Path, data: bytes, reason: str) -> None:
    assert refusal(write(tmp_path / "a", data)).startswith(reason)


def test_members_of_a_7z_are_read_as_they_are_unpacked(tmp_path: Path) -> None:
    members = {
        "a/b.txt": CABLE.encode(),
        "cables.csv": (row("06MADRID2") + row("06MADRID3")).encode(),
        "e": b"",
    }
    path = write(tmp_path / "a.7z", seven_zipped(members))

    documents, skipped = found(read([path]))

    assert [document.place for document in documents] == [
        f"{path}: a/b.txt",
        f"{path}: cables.csv, row 1",
        f"{path}: cables.csv, row 2",
    ]
    assert [each.reason for each in skipped] == ["empty"]


def test_a_7z_that_grows_too_much_is_left(tmp_path: Path) -> None:
    path = write(tmp_path / "a.7z", seven_zipped({"x": b"x" * (8 << 20), "y": b"y"}))

    reason = "not read to the end: it unpacks to more than 200 times its size"
    assert [*read([path], limits=Limits(grace=1 << 20, document=2 << 20))] == [
        Skipped(f"{path}: x", reason),
        Skipped(str(path), reason),
    ]


def test_stopping_ends_the_process_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[subprocess.Popen[bytes]] = []
    start = subprocess.Popen

    def remember(*arguments: object, **options: object) -> subprocess.Popen[bytes]:
        started.append(start([*("python3", "-c", "while True: pass")], stdout=subprocess.PIPE))
        return started[-1]

    monkeypatch.setattr(subprocess, "Popen", remember)

    assert [*read([write(tmp_path / "a.pdf", pdf("x"))], cancelled=lambda: bool(started))] == []
    assert started[0].poll() is not None


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"%PDF-1.4\n", 'a PDF: to read it, run `pip install "cable-reader[pdf]"`'),
        (b"7z\xbc\xaf\x27\x1c0", 'a 7z archive: to read it, run `pip install "cable-reader[7z]"`'),
    ],
)
def test_a_missing_extra_is_named(
    tmp_path: Path, data: bytes, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    find: Callable[[str], object] = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name: None if name in ("pypdf", "py7zr") else find(name)
    )

    assert refusal(write(tmp_path / "a", data)) == words
