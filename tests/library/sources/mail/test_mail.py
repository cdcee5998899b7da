"""Messages, what is attached to them, and mailboxes."""

from __future__ import annotations

import base64
from email.message import EmailMessage
from pathlib import Path

import pytest

from reader.library.sources import Container, Limits, Skipped, read
from tests.library.sources.containers import BODY, CABLE, HEADER, found, refusal, write, zipped


def message(text: str = "See the cables attached.\n", **attached: str | bytes) -> EmailMessage:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "a@example.org", "b@example.org", "cables"
    mail.set_content(text)
    for name, content in attached.items():
        data = content.encode() if isinstance(content, str) else content
        file = name.replace("_", ".")
        mail.add_attachment(data, maintype="application", subtype="octet-stream", filename=file)
    return mail


def test_what_is_attached_is_read_like_a_file(tmp_path: Path) -> None:
    mail = message(a_txt=CABLE, b_zip=zipped({"c.txt": CABLE, "d.png": bytes(range(256))}), e_png=bytes(9999))

    documents, skipped = found(read([write(tmp_path / "m.eml", mail.as_bytes())]))

    place = str(tmp_path / "m.eml")
    assert [document.place for document in documents] == [f"{place}: a.txt", f"{place}: b.zip: c.txt"]
    assert {document.text for document in documents} == {CABLE}
    assert skipped == []


def test_a_message_with_a_cable_and_one_attached_are_two(tmp_path: Path) -> None:
    mail = message(CABLE, a_txt=CABLE)
    outer = EmailMessage()
    outer["From"], outer["Subject"] = "c@example.org", "fwd"
    outer.set_content("Forwarded.\n")
    outer.add_attachment(mail)

    documents, _ = found(read([write(tmp_path / "m", outer.as_bytes())]))

    assert [document.container for document in documents] == [Container.MAIL, Container.RAW]
    assert documents[0].text.strip() == CABLE.strip()


def test_a_message_without_a_cable_is_skipped_once(tmp_path: Path) -> None:
    assert (
        refusal(write(tmp_path / "m", message("Dear all,\n", a_png=bytes(9999)).as_bytes()))
        == "no cable found"
    )


def test_the_character_set_of_a_message_counts(tmp_path: Path) -> None:
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "a@example.org", "x"
    mail.set_content(CABLE.replace("ministers", "министры"), charset="koi8-r", cte="base64")

    documents, _ = found(read([write(tmp_path / "m", mail.as_bytes())]))

    assert "министры" in documents[0].text


def mailbox(*mails: bytes) -> bytes:
    from_line = b"From someone@example.org Mon Nov 29 10:00:00 2010\n"
    return b"\n".join(from_line + mail.replace(b"\nFrom ", b"\n>From ") for mail in mails)


def test_every_message_of_a_mailbox_is_read(tmp_path: Path) -> None:
    sworn = CABLE.replace("1. SUMMARY", "From the beginning\n1. SUMMARY")
    plain = f"From: a@example.org\nSubject: x\nMessage-ID: <1@example.org>\n\n{sworn}".encode()
    path = write(tmp_path / "a.mbox", mailbox(message(CABLE).as_bytes(), plain, message().as_bytes()))

    documents, skipped = found(read([path]))

    assert [document.place for document in documents] == [f"{path}, message 1", f"{path}, message 2"]
    assert documents[1].text.strip() == sworn.strip()
    assert skipped == [Skipped(f"{path}, message 3", "no cable found")]


def test_a_mailbox_of_one_endless_line_is_not_kept_in_memory(tmp_path: Path) -> None:
    path = write(
        tmp_path / "a.mbox", mailbox(message(CABLE).as_bytes(), b"Subject: x\n\n" + b"x" * 1_000_000)
    )

    documents, skipped = found(read([path], limits=Limits(document=100_000)))

    assert len(documents) == 1
    assert skipped == [Skipped(f"{path}, message 2", "larger than 1 MB: too large for a cable")]


@pytest.mark.parametrize(
    "content",
    [
        b"From: a\nSubject: b\nContent-Type: multipart/mixed; boundary=a\n\n" + b"--a\n\nx\n" * 5_000,
        b"From: a\nSubject: b\n"
        + b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(2_000)),
        b"From: a\nMIME-Version: 1.0\nContent-Type: text/plain; charset=nonsense\n\n\xff",
        b"From: a\nMIME-Version: 1.0\nContent-Transfer-Encoding: base64\n\n"
        + base64.b64encode(b"x" * 99)[:-3],
        b"From: a\nMIME-Version: 1.0\nContent-Disposition: attachment; filename*=utf-8''%00..%2F%1b[2J\n\nx",
    ],
)
def test_hostile_messages_do_no_harm(tmp_path: Path, content: bytes) -> None:
    items = [*read([write(tmp_path / "m", content)])]

    assert items
    assert all(isinstance(item, Skipped) and item.place.isprintable() for item in items)


def test_chapters_of_an_e_book_are_read(tmp_path: Path) -> None:
    page = (
        "<?xml version='1.0'?><html><head><title>{}</title></head>"
        "<body><h1>{}</h1><pre>{}</pre></body></html>"
    )
    text = (HEADER + BODY).replace("&", "&amp;")
    book = zipped(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": "<container/>",
            "text/cover.xhtml": page.format("Cover", "Cables", "A book"),
            "text/1.xhtml": page.format("06PHNOMPENH977", "A cable", text),
            "text/2.xhtml": page.format("", "", CABLE.replace("&", "&amp;")),
            "style.css": "p {}",
        },
        compression=0,
    )

    documents, skipped = found(read([write(tmp_path / "b.epub", book)]))

    assert [document.place.rpartition(": ")[2] for document in documents] == ["text/1.xhtml", "text/2.xhtml"]
    assert documents[0].metadata.mrn == "06PHNOMPENH977"
    assert skipped == []
    empty = write(
        tmp_path / "e.epub", zipped({"mimetype": "application/epub+zip", "a.css": "p"}, compression=0)
    )
    assert refusal(empty) == "an e-book without a cable"
