"""The three styles: the cable's words render exactly, ids and links are in the style's own form."""

from __future__ import annotations

import dataclasses
import html
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from reader.errors import UsageError
from reader.export.escape import one_line
from reader.export.file_names import file_name
from reader.export.markdown import build_page
from reader.export.styles.base import Style
from reader.export.styles.choice import STYLE_NAMES, style_named
from reader.export.styles.pandoc import PandocStyle
from reader.notes.model import Target
from tests.export.builders import Bundle, a_cable, a_code, a_link, a_note, on
from tests.export.styles.hostile import HOSTILE_QUOTES, kinds, pandoc, pandoc_tree, with_pandoc, words

MUNICH = "09MUNICH273"
CABLE = a_cable()
COALITION = a_code("coalition")
SIGNS = (*"\\`*_{}[]()#+-.!@^~$|<>&:;\"'=%/,1aA \t", "--", "Mr. ", "x", "http://a")
commonmark = MarkdownIt("commonmark")
gfm = MarkdownIt("gfm-like", {"linkify": False})


def generated(style: Style, bundle: Bundle, *, own_author: str | None = None) -> str:
    codes = {COALITION.id: COALITION}
    return build_page(CABLE, MUNICH, bundle, codes, style=style, own_author=own_author).generated


def visible(rendered: str) -> str:
    return html.unescape(re.sub(r"<[^>]*>", "", rendered))


@pytest.mark.parametrize("name", STYLE_NAMES)
@pytest.mark.parametrize("quote", HOSTILE_QUOTES)
def test_commonmark_shows_a_hostile_quote_exactly(name: str, quote: str) -> None:
    rendered = commonmark.render(style_named(name).block_quote(quote))
    assert visible(rendered).strip() == quote


@pytest.mark.parametrize("name", ["obsidian", "plain"])
@pytest.mark.parametrize("quote", HOSTILE_QUOTES)
def test_github_shows_a_hostile_quote_exactly(name: str, quote: str) -> None:
    assert visible(gfm.render(style_named(name).block_quote(quote))).strip() == quote


@with_pandoc
def test_pandoc_shows_every_hostile_quote_exactly() -> None:
    style = PandocStyle()
    source = "\n\n* * *\n\n".join(style.block_quote(quote) for quote in HOSTILE_QUOTES)
    blocks = [block for block in pandoc_tree(source)["blocks"] if block["t"] != "HorizontalRule"]
    assert [words(block) for block in blocks] == [one_line(quote) for quote in HOSTILE_QUOTES]
    assert kinds(blocks) == {"BlockQuote", "Para", "Str", "Space"}


@with_pandoc
def test_pandoc_takes_a_hostile_subject_literally_in_title_and_heading() -> None:
    for quote in HOSTILE_QUOTES:
        cable = dataclasses.replace(CABLE, subject=quote)
        page = build_page(cable, MUNICH, Bundle(), {}, style=PandocStyle())
        tree = pandoc_tree(page.text())
        assert words(tree["meta"]["title"]) == one_line(quote)
        assert kinds(tree["meta"]) <= {"MetaInlines", "MetaList", "Str", "Space", "SoftBreak"}
        heading = tree["blocks"][0]
        assert heading["t"] == "Header"
        assert words(heading["c"][2]) == f"{MUNICH}: {one_line(quote)}"


@with_pandoc
@settings(max_examples=25, deadline=None)
@given(st.lists(st.text(st.characters(codec="utf-8"), min_size=1, max_size=40), min_size=30, max_size=40))
def test_pandoc_shows_any_quote_exactly(lines: list[str]) -> None:
    style = PandocStyle()
    shown = [line for line in lines if " ".join(visible(commonmark.render(style.block_quote(line))).split())]
    shown = [line for line in shown if re.fullmatch(r"[\x20-\x7e]+", line)] or ["x"]
    source = "\n\n* * *\n\n".join(style.block_quote(line) for line in shown)
    blocks = [block for block in pandoc_tree(source)["blocks"] if block["t"] != "HorizontalRule"]
    assert [" ".join(words(block).split()) for block in blocks] == [" ".join(line.split()) for line in shown]


@with_pandoc
@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.lists(
            st.sampled_from(SIGNS),
            max_size=12,
        ).map("".join),
        min_size=30,
        max_size=40,
    )
)
def test_pandoc_shows_any_run_of_signs_exactly(lines: list[str]) -> None:
    style = PandocStyle()
    shown = [line for line in lines if line.strip()] or ["x"]
    source = "\n\n* * *\n\n".join(style.block_quote(line) for line in shown)
    blocks = [block for block in pandoc_tree(source)["blocks"] if block["t"] != "HorizontalRule"]
    assert [" ".join(words(block).split()) for block in blocks] == [" ".join(line.split()) for line in shown]


def test_pandoc_has_the_id_on_the_heading() -> None:
    notes = (
        a_note(on(CABLE, 2), "one", number=0x33000000),
        a_note(on(CABLE, 2), "two", number=0x22000000),
        a_note(on(CABLE, 2), "- a list", number=0x11000000),
    )
    blocks = generated(PandocStyle(), Bundle(notes)).split("\n\n")
    assert blocks[0] == "## ¶2 (C) {#n330000}"
    assert blocks[2:5] == ["one[^n330000]", "[]{#n220000}two[^n220000]", "[]{#n110000}"]
    assert blocks[5:7] == ["- a list", "[^n110000]"]


@with_pandoc
def test_pandoc_finds_headings_footnotes_and_links_where_they_are_meant() -> None:
    notes = (a_note(on(CABLE, 2), "See [[09BERLIN1340]].", COALITION, number=0x7F3A2C11),)
    link = a_link(on(CABLE, 3), Target(mrn="07BEIJING7545", number=4, ordinal=4), number=0x11223344)
    rendered = pandoc(generated(PandocStyle(), Bundle(notes, (link,))), "--to", "html", "--wrap", "none")
    assert '<h2 id="n7f3a2c">¶2 (C) · coalition</h2>' in rendered
    assert '<a href="09BERLIN1340.md">09BERLIN1340</a>.<a href="#fn1" class="footnote-ref"' in rendered
    assert '<span id="n112233"></span>cites <a href="07BEIJING7545.md">07BEIJING7545</a> ¶4' in rendered
    assert "[[" not in rendered
    assert "^n" not in rendered


@with_pandoc
def test_pandoc_can_cite_by_key_and_find_the_cable_in_the_bibliography() -> None:
    text = generated(PandocStyle(citation_keys=True), Bundle((a_note(on(CABLE, 1), "Noted."),)))
    assert "Noted. [@09MUNICH273, para. 1]" in text
    assert "[^n" not in text
    assert "Cite" in kinds(pandoc_tree(text))


def test_plain_has_neither_wikilinks_nor_ids_nor_footnotes() -> None:
    notes = (a_note(on(CABLE, 2), "See [[09BERLIN1340]].", COALITION),)
    link = a_link(on(CABLE, 2), Target(mrn="07BEIJING7545", number=4, ordinal=4))
    text = generated(style_named("plain"), Bundle(notes, (link,)))
    assert text.split("\n\n") == [
        "## ¶2 (C) · coalition",
        "> The second paragraph names\\_nobody \\[sic\\].",
        "— Consulate Munich to Department of State, \"GERMAN ELECTIONS: BAVARIA 'WINS' \\#1,\" "
        "telegram 09MUNICH273, November 6, 2009, confidential, ¶2.",
        "See [09BERLIN1340](09BERLIN1340.md).",
        "- cites [07BEIJING7545](07BEIJING7545.md) ¶4",
    ]


def test_a_wikilink_in_code_is_left_as_typed() -> None:
    body = "`[[a]]` and\n\n```\n[[b]]\n```\n\n[[c|d]]"
    assert style_named("plain").own_text(body) == body.replace("[[c|d]]", f"[d]({file_name('c')})")


def test_an_unknown_style_is_refused_with_the_names_of_all() -> None:
    with pytest.raises(UsageError, match="obsidian, pandoc, plain"):
        style_named("org")
