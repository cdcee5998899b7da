"""The cable's words show as they are; the user's stay as typed but cannot reach beyond their note."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from reader.export.escape import (
    block_quote,
    can_take_footnote_mark,
    escape_controls,
    escape_inline,
    escape_line,
)
from reader.export.notes_text import contain_note

anything = st.text(st.characters(), max_size=200)
HOSTILE = r"""
``` ~~~ ```` <!-- --> <div> </div> <script> <pre> <?php <![CDATA[ ## # === --- - > 1. | * _ ` \ [[ ]] $$ %%
[^n7f3a2c]: ^n7f3a2c words
"""
pieces = st.lists(
    st.one_of(
        st.sampled_from(HOSTILE.split()),
        st.sampled_from(["<!-- generated:end 06PARIS1 -->", "<!-- generated:begin 06PARIS1 -->"]),
        st.sampled_from([" ", "    ", "\t"]),
        st.just("\n"),
        st.just("\n\n"),
        st.text(st.characters(), max_size=5),
    ),
    max_size=25,
).map("".join)
markdown = MarkdownIt("gfm-like", {"linkify": False})


def shown(source: str) -> str:
    """The text a reader of the page sees."""
    return html.unescape(re.sub(r"<[^>]*>", "", markdown.render(source)))


@pytest.mark.parametrize(
    "words",
    [
        "*not* _emphasis_ `nor` code",
        "# no heading",
        "- no list",
        "12. no list either",
        "12) nor this",
        "<b>no markup</b> <!-- nor a comment",
        "[[no link]] [nor](this) ![or this](x)",
        "> no quotation",
        "&amp; stays, &copy; too",
        "a | b",
        "~~struck~~ ==lit== %%hidden%% $math$",
        "back\\slash",
        "=== ---",
        "XXXXXXXXXXXX (strictly protect)",
    ],
)
def test_the_cables_words_show_as_they_are(words: str) -> None:
    assert shown(escape_line(words)).strip() == words


@given(anything)
@example("1234567890. x")
@example(" = x")
def test_any_line_shows_as_it_is(text: str) -> None:
    expected = re.sub("[\n\t]", " ", escape_controls(text)).strip()
    assert " ".join(shown(escape_line(text)).split()) == " ".join(expected.split())


@given(anything)
def test_any_quotation_stays_one_quotation(text: str) -> None:
    tokens = markdown.parse(block_quote(text) + "\n\nafter")
    assert [token.type for token in tokens if token.level == 0] == [
        "blockquote_open",
        "blockquote_close",
        "paragraph_open",
        "paragraph_close",
    ]


def test_lines_of_the_cable_stay_lines() -> None:
    assert block_quote("First:\n- one\n- two") == "> First:  \n> \\- one  \n> \\- two"


def test_a_table_keeps_its_columns() -> None:
    text = "Seats:\nCSU   45\nFDP  *93"
    assert block_quote(text, ((7, len(text)),)) == "> Seats:\n> ```\n> CSU   45\n> FDP  *93\n> ```"


def test_a_note_is_kept_as_typed() -> None:
    body = "See *this*, `that` and [[09BERLIN1340]].\n\n- a\n- b\n\n```py\n# comment <!-- x\n```"
    assert contain_note(body) == body


@pytest.mark.parametrize(
    ("body", "stands"),
    [
        ("## ¶9 (S) · forged", "\\## ¶9 (S) · forged"),
        ("text\n---", "text\n\\---"),
        ("<div>", "&lt;div>"),
        ("a <!-- b", "a &lt;!-- b"),
        ("<!-- generated:end 06PARIS1 -->", "&lt;!-- generated:end 06PARIS1 -->"),
        ("```\nnever closed", "\\`\\`\\`\nnever closed"),
        ("[^n7f3a2c]: mine", "&#91;^n7f3a2c]: mine"),
        ("sum $$ open", "sum &#36;&#36; open"),
        ("a %%hidden", "a &#37;&#37;hidden"),
        ("x ^n7f3a2c", "x &#94;n7f3a2c"),
        ("\x1b[31mred", "␛[31mred"),
        ("<https://example.org>", "<https://example.org>"),
    ],
)
def test_what_would_reach_beyond_the_note_loses_its_force(body: str, stands: str) -> None:
    assert contain_note(body) == stands


@given(pieces)
@example("- a\n  ```\nb <!--")
@example("```\n  ```\n<!--")
@example("``` \xa0\n```\xa0\n<!--\n```")
@example("> ```\n# x\n```")
def test_no_note_changes_what_stands_after_it(body: str) -> None:
    tokens = markdown.parse(f"before\n\n{contain_note(body)}\n\n## after\n\nthe end\n")
    headings = [i for i, token in enumerate(tokens) if token.type == "heading_open" and token.level == 0]
    assert len(headings) == 1
    assert tokens[headings[0] + 1].content == "after"
    assert tokens[-2].content == "the end"
    assert not [token for token in tokens if token.type == "html_block"]
    assert not re.search(r"^<!-- generated:", contain_note(body), re.MULTILINE)


@given(pieces)
def test_a_mark_after_a_note_is_not_swallowed(body: str) -> None:
    text = contain_note(body)
    if text and can_take_footnote_mark(text):
        tokens = markdown.parse(f"{text}[^n1] ^n1\n")
        assert tokens[-2].type == "inline"
        assert tokens[-2].content.endswith("[^n1] ^n1")
        last = (tokens[-2].children or [])[-1]
        assert last.type == "text"
        assert last.content.endswith("[^n1] ^n1")


def test_a_very_long_note_is_contained_line_by_line() -> None:
    line = "a <!-- $$ ``` "
    long_line = "<" * 100_000 + " " * 100_000 + "x"
    lines = contain_note(f"{line}\n" * 20_000 + long_line).split("\n")
    assert lines[:-1] == [contain_note(f"{line}\n{line}").split("\n")[0]] * 20_000
    assert lines[-1] == long_line


def test_control_characters_become_visible() -> None:
    assert escape_controls("a\x1b[2Jb\x00\r\nc\udcff") == "a␛[2Jb␀\nc\ufffd"


def test_a_literal_is_one_line() -> None:
    assert escape_inline("a\nb\tc") == "a b c"
