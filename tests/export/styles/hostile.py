"""Words that markdown dialects act on, and a pandoc to try them with."""

from __future__ import annotations

import json
import shutil
import subprocess
from typing import Any

import pytest

HOSTILE_QUOTES = (
    "*not* _emphasis_ `nor` code",
    "# no heading",
    "## no heading {#id .class}",
    "- no list",
    "+ no list",
    "12. no list either",
    "12) nor this",
    "(1) nor this",
    "(@) an example list",
    "a. lettered",
    "A.  lettered, wide",
    "iv. roman",
    "#. numbered by pandoc",
    "<b>no markup</b> <!-- nor a comment -->",
    "<script>alert(1)</script>",
    "<javascript:alert(1)>",
    "<https://example.org/>",
    "[[no link]] [nor](this) ![or this](x)",
    "[[06PARIS1|alias]] ![[embed.png]]",
    "[a span]{.class}",
    "> no quotation",
    "&amp; stays, &copy; too &#106;",
    "a | b",
    "| a line block",
    "+---+---+",
    "--- --- ---",
    ": a definition",
    "~ a definition",
    "~~struck~~ ==lit== %%hidden%% $math$ $$x$$",
    "H~2~O and x^2^",
    "back\\slash \\begin{document}",
    "=== ---",
    "XXXXXXXXXXXX (strictly protect)",
    "@name said, and [@name, p. 4] and -@name",
    "someone@example.org wrote {.class} {{x}}",
    "dashes -- and --- and ---- here",
    "he said \"no\" and 'never' and it's \"'so'\"",
    "wait... or .... or ......",
    "Mr. Smith met Dr. Who, cf. No. 4, e.g. this",
    "::: div",
    "% a title block",
    "^[an inline note] [^1] ^n7f3a2c",
    "``raw``{=html} `x`{=latex}",
    "http://example.org/a_b_c and www.example.org",
    'end with two quotes""',
    "!unimportant! !python/object:os.system",
    "key: value # no comment",
    "---",
    "...",
    "1986. A great year",
)

PANDOC = shutil.which("pandoc")
with_pandoc = pytest.mark.skipif(PANDOC is None, reason="pandoc is not installed here")


def pandoc(markdown: str, *options: str, quiet: bool = False) -> str:
    """What pandoc makes of it; its warnings fail the test unless ``quiet``."""
    assert PANDOC
    command = [PANDOC, "--from", "markdown", *options]
    done = subprocess.run(command, input=markdown, capture_output=True, text=True, check=True, timeout=120)
    assert quiet or not done.stderr, done.stderr
    return done.stdout


def pandoc_tree(markdown: str) -> dict[str, Any]:
    tree = json.loads(pandoc(markdown, "--to", "json"))
    assert isinstance(tree, dict)
    return tree


def kinds(tree: object) -> set[str]:
    """The kinds of elements in a pandoc tree."""
    found: set[str] = set()
    stack = [tree]
    while stack:
        part = stack.pop()
        if isinstance(part, dict):
            found |= {part["t"]} if isinstance(part.get("t"), str) else set()
            stack.extend(part.values())
        elif isinstance(part, list):
            stack.extend(part)
    return found


def words(tree: object) -> str:
    """The text of inline elements, exactly as pandoc read it."""
    if isinstance(tree, list):
        return "".join(map(words, tree))
    if not isinstance(tree, dict):
        return ""
    match tree.get("t"):
        case "Str":
            return str(tree["c"])
        case "Space":
            return " "
        case "SoftBreak" | "LineBreak":
            return "\n"
        case "Quoted" | "Span" | "Link" | "Header" | "Cite":
            return f"<{tree['t']}>{words(tree['c'])}"
        case "MetaString":
            return str(tree["c"])
        case "Note":
            return ""
        case _:
            return words(tree.get("c"))
