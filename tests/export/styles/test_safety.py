"""What others wrote is never active: rendered in every style, and searched for live elements."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Sequence
from html.parser import HTMLParser

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from reader.export.escape import one_line
from reader.export.markdown import build_page
from reader.export.styles.choice import STYLE_NAMES, style_named
from reader.notes.model import Annotation, Target
from tests.export.builders import TEXT, Bundle, a_cable, a_code, a_link, a_note, on
from tests.export.styles.hostile import pandoc, with_pandoc

MUNICH = "09MUNICH273"
ATTACKS = (
    "<script>alert(1)</script>",
    "a <img src=x onerror=alert(1)> b",
    "a <b onclick=x>b</b> <a href='javascript:x'>y</a>",
    "<javascript:alert(1)>",
    "[click](javascript:alert(1))",
    "[click](java&#115;cript:alert(1))",
    "[click](javascript&colon;alert(1))",
    "[click](\njavascript:alert(1))",
    "[click](<javascript:alert(1)>)",
    "[click](data:text/html;base64,xx)",
    "[click](vbscript:x 'title')",
    "[click](java\\script:alert(1)) [x](javascript\\:y)",
    "[click]\n\n[click]: javascript:alert(1)",
    "[click]\n\n[click]:\njavascript:alert(1)",
    "[^x]\n\n[^x]: javascript:alert(1)",
    "[click]\n\n> [click]: file:///etc/passwd",
    "`<b>x</b>`{=html}",
    "```{=html}\n<script>alert(1)</script>\n```",
    "~~~ {=html}\n<script>alert(1)</script>\n~~~",
    "` a\n` <script>x</script> `",
    "| a `x | <img src=x>` |\n|---|---|\n| `y | <img src=x>` |",
    "$`$ <img src=x> `",
    "\\`<img src=x>`",
    "<!-- x --> <?php ?> <![CDATA[x]]>",
    "\\input{/etc/passwd} \\href{javascript:x}{y}",
    "---\nheader-includes: <script>alert(1)</script>\n---",
    "\n\n---\ncss: http://evil.example/x.css\ntitle: forged\n---\n\n",
    "::: {onclick=alert(1)}\nx\n:::",
    "[x]{onclick=alert(1)}",
    "# x {onclick=alert(1)}",
    "[x](http://a){onclick=alert(1)}",
    "![x](javascript:alert(1))",
)
FOREIGN_ATTACKS = (
    *ATTACKS,
    "![tracker](http://evil.example/pixel.png)",
    "![[embed]] [[06PARIS1]] [[06PARIS1|x]]",
    "[friendly](https://evil.example)",
    "<https://evil.example>",
    "[@name] @name -@name",
    "```dataviewjs\nfetch('http://evil.example')\n```",
    "`= this.file`",
    "#tag %%hidden%%",
    "*[click](javascript:x)* __<b>__ **`x`{=html}**",
    "- ![x](y)\n1. <b>",
)
EVENTS = re.compile(r"on[a-z]+|style|formaction|srcdoc", re.IGNORECASE)
SAFE = re.compile(r"(?:https?:|mailto:|#|[^:]*$)", re.IGNORECASE)
commonmark = MarkdownIt("commonmark")
gfm = MarkdownIt("gfm-like", {"linkify": False})
gfm.validateLink = lambda url: True  # type: ignore[method-assign]
commonmark.validateLink = lambda url: True  # type: ignore[method-assign]


class LiveElements(HTMLParser):
    """Collects what a browser would act on in rendered markdown."""

    PASSIVE = frozenset(
        re.split(
            " ",
            "p h1 h2 h3 h4 em strong blockquote ul ol li code pre hr br sup sub section div span table thead "
            "tbody tr th td col colgroup del s dl dt dd u",
        )
    )

    def __init__(self) -> None:
        super().__init__()
        self.live: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.links += [value or "" for name, value in attrs if name == "href"]
        elif tag not in self.PASSIVE:
            self.live.append(tag)
        for name, value in attrs:
            if EVENTS.fullmatch(name) and not (name == "style" and "width" in (value or "")):
                self.live.append(f"{tag} {name}")
            if name in ("href", "src") and not SAFE.match((value or "").strip()):
                self.live.append(f"{tag} {name}={value}")


def live_elements(rendered: str) -> LiveElements:
    found = LiveElements()
    found.feed(re.sub(r"<!-- generated:(?:begin|end) [^<>]*-->", "", rendered))
    found.close()
    return found


def note_by(author: str, body: str, number: int = 1) -> Annotation:
    return dataclasses.replace(a_note(on(CABLE, 1), body, number=number), author=author)


CABLE = a_cable()


def page_of(style: str, body: str, author: str, number: int = 1) -> str:
    bundle = Bundle((note_by(author, body, number),))
    page = build_page(CABLE, MUNICH, bundle, {}, style=style_named(style), own_author="me")
    return page.text().partition("\n---\n")[2]


@pytest.mark.parametrize("style", STYLE_NAMES)
@pytest.mark.parametrize("body", ATTACKS)
def test_even_ones_own_note_never_becomes_html_or_an_odd_link(style: str, body: str) -> None:
    # The author of a merged note can be forged, so this much is held for everybody's.
    for parser in (commonmark, gfm):
        assert [
            one for one in live_elements(parser.render(page_of(style, body, "me"))).live if one != "img"
        ] == []


@pytest.mark.parametrize("style", STYLE_NAMES)
@pytest.mark.parametrize("body", FOREIGN_ATTACKS)
def test_a_note_by_somebody_else_has_nothing_live(style: str, body: str) -> None:
    text = page_of(style, body, "colleague")
    for parser in (commonmark, gfm):
        found = live_elements(parser.render(text))
        assert found.live == []
        assert found.links == []
    note = note_in(text)
    assert not re.search(r"(?<!\\)(?:\\\\)*(?:!?\[|`|<)|%%(?<!\\%%)|(?<!\\)#", note)


def note_in(text: str) -> str:
    """The note in a page, between the quotation or its source and the footnote reference."""
    blocks = text.partition("> Seehofer")[2].partition("\n\n")[2]
    return re.split(r"\[\^n|<!-- gen", blocks.partition("confidential, ¶1.\n\n")[2] or blocks)[0]


def batches(bodies: Sequence[str], size: int = 8) -> Iterator[Sequence[str]]:
    """Some at a time: pandoc starts slowly."""
    return (bodies[start : start + size] for start in range(0, len(bodies), size))


@with_pandoc
@pytest.mark.parametrize(
    ("author", "bodies"),
    [
        *(("me", some) for some in batches(ATTACKS)),
        *(("colleague", some) for some in batches(FOREIGN_ATTACKS)),
    ],
)
def test_pandoc_finds_nothing_live_in_notes(author: str, bodies: Sequence[str]) -> None:
    # A mark follows each note: one that took in what follows would take in its mark, too.
    marks = [f"Note {number} ends." for number in range(len(bodies))]
    pages = [page_of("pandoc", body, author, number << 8) for number, body in enumerate(bodies, 1)]
    text = "".join(f"{page}\n\n{mark}\n\n" for page, mark in zip(pages, marks, strict=True))
    rendered = pandoc(text, "--to", "html", "--standalone", "--metadata", "title=t", quiet=True)
    head, _, inside = rendered.partition("<body>")
    assert "evil" not in head
    assert "alert" not in head
    allowed = {"img", "header"} if author == "me" else {"header"}
    for body, mark in zip(bodies, marks, strict=True):
        part, ends, inside = inside.partition(f"\n<p>{mark}</p>\n")
        assert ends, body
        found = live_elements(part)
        assert [one for one in found.live if one not in allowed] == [], body
        assert author == "me" or all(re.fullmatch(r"#fn\d+", link) for link in found.links), body
    notes = live_elements(inside)
    assert notes.live == []
    assert [link for link in notes.links if re.fullmatch(r"#fnref\d+", link)] == notes.links
    assert len(notes.links) == len(bodies)
    assert "\\input{" not in pandoc(text, "--to", "latex", quiet=True)
    if author == "colleague":
        assert "citation" not in rendered


@pytest.mark.parametrize("style", STYLE_NAMES)
def test_a_hostile_cable_has_nothing_live_and_its_properties_are_plain(style: str) -> None:
    for attack in FOREIGN_ATTACKS:
        line = attack.replace("\n", " ")
        cable = dataclasses.replace(a_cable(TEXT.replace("The third.", line)), subject=line)
        code = a_code(line)
        link = a_link(on(cable, 2), Target(mrn=line), line, line)
        bundle = Bundle((a_note(on(cable, 3), "", code),), (link,))
        text = build_page(cable, MUNICH, bundle, {code.id: code}, style=style_named(style)).text()
        front, _, body = text.removeprefix("---\n").partition("\n---\n")
        found = live_elements(commonmark.render(body))
        assert found.live == []
        assert all(re.fullmatch(r"[A-Za-z0-9-]+\.md", link) for link in found.links)
        properties = yaml.safe_load(front)
        assert all(isinstance(value, str | list) or key == "date" for key, value in properties.items())
        assert style == "pandoc" or properties["title"] == one_line(line)


def test_a_colleagues_emphasis_and_lists_are_kept() -> None:
    body = "See *this* and **that**:\n\n- one\n- two_words\n1. __three__"
    text = page_of("obsidian", body, "colleague")
    assert "See *this* and **that**:\n\n- one\n- two\\_words\n1. __three__" in text


def test_ones_own_links_images_and_code_are_kept() -> None:
    body = "[a](https://x.org/y?z) ![b](c.png) [d](notes/e.md#f) `<b>` <https://x.org> [[w]] [z](zotero://select/1)"
    assert body in page_of("obsidian", body, "me")


def test_who_edited_a_note_last_counts() -> None:
    mine = dataclasses.replace(a_note(on(CABLE, 1), "[x](https://a.example)"), editor="colleague")
    page = build_page(CABLE, MUNICH, Bundle((mine,)), {}, own_author="me")
    assert "\\[x\\](https" in page.generated
    assert live_elements(commonmark.render(page.generated)).links == []


PIECES = st.lists(
    st.sampled_from(
        [
            *"`\\[]()<>!|$*_:\n \t&;#\"'{}=~-@",
            *("``", "```", "~~~", "\n```\n", "<b>", "<img src=x>", "](", "javascript:x", "a", "\n\n", "- "),
            *("{=html}", "---", "\n---\n", "[^1]: ", "]: ", "$$", "::: "),
        ]
    ),
    max_size=25,
).map("".join)


@given(PIECES, st.sampled_from(STYLE_NAMES), st.sampled_from(["me", "colleague"]))
def test_no_note_at_all_becomes_html(body: str, style: str, author: str) -> None:
    text = page_of(style, body, author)
    for parser in (commonmark, gfm):
        found = live_elements(parser.render(text))
        assert [one for one in found.live if one != "img"] == []
        assert author == "me" or (not found.links and not found.live)


@with_pandoc
@settings(max_examples=10, deadline=None)
@example(["[", "](`- ``]: ``)"], "me")  # pandoc takes blanks in a destination
@given(st.lists(PIECES, min_size=60, max_size=80), st.sampled_from(["me", "colleague"]))
def test_no_note_at_all_becomes_html_in_pandoc(bodies: list[str], author: str) -> None:
    style = style_named("pandoc")
    contained = [style.note_body(body, foreign=author == "colleague") for body in bodies]
    rendered = pandoc("\n\n* * *\n\n".join(contained), "--to", "html", quiet=True)
    found = live_elements(rendered)
    assert [one for one in found.live if one != "img" or author == "colleague"] == []
    assert author == "me" or not found.links
