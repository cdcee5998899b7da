"""Dossiers: what they say, that nothing in them is active, and that edited files are kept."""

from __future__ import annotations

import dataclasses
import io
import zipfile
from html.parser import HTMLParser
from pathlib import Path

import pytest
from docx import Document

from reader.export.dossier.docx import docx
from reader.export.dossier.dossier_file import MAKERS, is_unedited, write_dossier
from reader.export.dossier.dossier_model import Dossier, cable_in_dossier
from reader.export.dossier.html import html_lines
from reader.export.protection.policy import Protection, Treatment
from reader.export.protection.protect import protect
from reader.export.writer import Action
from tests.export.builders import NOON, TEXT, Bundle, a_cable, a_code, a_link, a_note, on

LIVE = (
    "<script>alert(1)</script><img src=x onerror=alert(1)> javascript:x \"' &amp; \x1b[31m\x00 {{7*7}} \u2028"
)
CODE = a_code(f"coalition {LIVE}")


def html(dossier: Dossier) -> str:
    return "\n".join(html_lines(dossier))


def a_dossier(text: str = TEXT, body: str = "Why?\n\nBecause.", *, held: bool = True) -> Dossier:
    cable = a_cable(text)
    notes = Bundle(
        (
            a_note(on(cable, 1, "signaled"), body, CODE, number=0x11000000),
            a_note(on(cable, 1), "All of it.", number=0x22000000),
            a_note(on(cable), "Read.", number=0x33000000),
        ),
        (a_link(on(cable, 2), on(cable, 1), comment=LIVE),),
    )
    ids = {note.id: f"n{number}" for number, note in enumerate(notes.annotations, 1)}
    shown = protect(Protection(), "09MUNICH273", cable if held else None, notes)
    one = cable_in_dossier(shown, "09MUNICH273", {CODE.id: CODE}, ids)
    return Dossier("Notes", "me", NOON, (one,))


class Elements(HTMLParser):
    """The elements, links and text of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes.update(name for name, _ in attrs)
        self.links += [value or "" for name, value in attrs if name in ("href", "src")]
        self.ids += [value or "" for name, value in attrs if name == "id"]

    def handle_data(self, data: str) -> None:
        self.text += data


HOSTILE = TEXT.replace("for a long time", LIVE).replace("GERMAN ELECTIONS", LIVE)


def test_the_html_has_quotations_linked_to_their_place_and_nothing_active() -> None:
    page = Elements(html(a_dossier(HOSTILE, LIVE)))
    assert page.tags <= {
        *("html", "head", "meta", "title", "style", "body", "header", "nav", "main", "section", "article"),
        *("h1", "h2", "h3", "p", "div", "blockquote", "ol", "ul", "li", "a", "em", "mark", "pre"),
    }
    assert page.attributes == {"lang", "charset", "http-equiv", "content", "name", "id", "class", "href"} | (
        {"aria-label"}
    )
    assert "#09MUNICH273-p1" in page.links
    assert all(link.startswith("#") and link[1:] in page.ids for link in page.links)
    assert len(set(page.ids)) == len(page.ids)
    assert page.text.count("<script>alert(1)</script>") > 5
    assert "\x1b" not in page.text
    assert "¶1 (SBU)" in page.text


def test_overlapping_quotations_are_marked_in_the_text() -> None:
    page = html(a_dossier())
    assert '<mark>Seehofer has *</mark><mark class="more">signaled</mark><mark>* that he' in page


def test_a_cable_that_is_not_held_has_the_words_of_its_notes() -> None:
    page = html(a_dossier(held=False))
    assert "This cable is not in the library" in page
    assert '<blockquote><p class="wrap">signaled</p></blockquote>' in page
    assert "Full text" not in page


def test_the_docx_has_headings_quotations_and_citations_as_footnotes() -> None:
    data = b"".join(docx(a_dossier(HOSTILE, LIVE)))
    document = Document(io.BytesIO(data))
    found = [(one.style.name if one.style else "", one.text) for one in document.paragraphs]
    assert ("Quote", "signaled") in found
    assert any(
        style == "Heading 2" and text.startswith("¶1 (SBU) · coalition <script>") for style, text in found
    )
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        footnotes = archive.read("word/footnotes.xml").decode()
        main = archive.read("word/document.xml").decode()
        names = archive.namelist()
    assert footnotes.count("telegram 09MUNICH273, November 6, 2009, confidential, ¶1.") == 2
    assert main.count("w:footnoteReference ") == 4
    for live in ("w:fldSimple", "w:instrText", "w:hyperlink", "w:object", "w:altChunk", "w:pict"):
        assert live not in main
    assert not [name for name in names if "vba" in name.lower() or "embed" in name.lower()]


@pytest.mark.parametrize("style", MAKERS)
def test_the_same_dossier_makes_the_same_bytes_and_an_edited_one_is_kept(tmp_path: Path, style: str) -> None:
    data = bytes_of(a_dossier(), style)
    assert data == bytes_of(a_dossier(), style)
    path = tmp_path / f"dossier.{style}"
    assert write_dossier(path, [data], preview=True).action is Action.CREATED
    assert not path.exists()
    assert write_dossier(path, [data]).action is Action.CREATED
    assert write_dossier(path, [data]).action is Action.UNCHANGED
    newer = bytes_of(dataclasses.replace(a_dossier(), title="Newer"), style)
    assert write_dossier(path, [newer[:99], newer[99:]]).action is Action.UPDATED
    assert path.read_bytes() == newer
    edited = resaved(newer) if style == "docx" else newer.replace(b"Because", b"Perhaps")
    path.write_bytes(edited)
    assert not is_unedited(io.BytesIO(edited))
    outcome = write_dossier(path, [data])
    assert (outcome.action, outcome.path.name) == (Action.CONFLICT, f"dossier.conflict.{style}")
    assert write_dossier(path, [newer[:99], newer[99:]]).path == outcome.path
    assert (path.read_bytes(), outcome.path.read_bytes()) == (edited, newer)


def bytes_of(dossier: Dossier, style: str) -> bytes:
    return b"".join(MAKERS[style](dossier))


def resaved(data: bytes) -> bytes:
    """A DOCX file that somebody changed a word in."""
    document = Document(io.BytesIO(data))
    document.paragraphs[3].runs[0].text += " indeed"
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize(
    "data", [b"", b"PK", b"PK\x05\x06" + bytes(18), b"<html>", b"<!-- cables sha256=0 -->\n"]
)
def test_what_is_not_a_dossier_is_not_taken_for_one(data: bytes) -> None:
    assert not is_unedited(io.BytesIO(data))


PROTECTED = TEXT.replace("3. (C) The third.", "3. (C) Judith Gough (strictly protect) spoke. Gough left.")


@pytest.mark.parametrize(
    ("treatment", "in_text"),
    [
        ("keep", "Judith Gough (strictly protect) spoke."),
        ("mask", "[name protected]"),
        ("leave-out", "[paragraph left out, to protect a name]"),
    ],
)
def test_protected_names_are_treated_in_quotations_and_in_the_full_text(treatment: str, in_text: str) -> None:
    cable = a_cable(PROTECTED)
    notes = Bundle((a_note(on(cable, 3, "Gough left"), "Why did Gough leave?"),))
    protection = Protection(Treatment(treatment))
    ids = {note.id: "n1" for note in notes.annotations}
    shown = protect(protection, "09MUNICH273", cable, notes, whole=True)
    one = cable_in_dossier(shown, "09MUNICH273", {}, ids)
    page = Elements(html(Dossier("Notes", "me", NOON, (one,)))).text
    assert in_text in page
    assert bool(protection.found) is (treatment != "keep"), "kept names are counted beforehand"
    assert ("Gough" in page) is (treatment == "keep")
    assert ("One passage is left out" in page) is (treatment == "leave-out")
