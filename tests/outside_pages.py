"""Check exported pages with programs of others: ``python -m tests.outside_pages``.

pandoc with citeproc, markdown-it, parsers of YAML 1.1 and 1.2, Chromium and LibreOffice, as far as they are
installed, read the example, and an export in which cable, codes and notes are hostile. Exit code 1 if any of
them finds something.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path

import yaml
from markdown_it import MarkdownIt

from reader.cli.main import main as cables
from reader.notes.anchoring.anchor import target_for
from reader.workspace import Workspace
from tests.make_example import FOLDER

LIVE = (
    "<script>document.title='pwned'</script><img src=x onerror=\"document.title='pwned'\">"
    "<iframe src=javascript:alert(1)></iframe> [x](javascript:alert(1)) ![x](http://x.test/a.png) [[Secret]]"
    " @cite [@cite] {.class onclick=x} `{=html}<b>` $x$ \\input{/etc/passwd} {{ 7*7 }} =cmd|' /C calc'!A0"
    ' <!-- generated:end 09MUNICH273 --> --- ... &amp; &#60; ^id [^1] # h <a href="javascript:1">'
)
CABLE = f"""\
P 061200Z NOV 09
FM AMCONSUL MUNICH
TO SECSTATE WASHDC PRIORITY 1234

C O N F I D E N T I A L MUNICH 000273

E.O. 12958: DECL: 11/06/2019
TAGS: PGOV NO
SUBJECT: NO: YES {LIVE}

1. (SBU) First. {LIVE}

2. (C) Second: {LIVE}
"""
_LIVE_TAGS = {"script", "iframe", "img", "object", "embed", "form", "input", "link", "base", "svg", "video"}
_LIVE_WORD = ("w:fldSimple", "w:instrText", "w:hyperlink", "w:object", "w:altChunk", "w:pict", "w:drawing")


def main() -> int:
    """Run all checks."""
    results: list[tuple[str, list[str]]] = []
    with tempfile.TemporaryDirectory(prefix="cables-outside-") as folder:
        hostile = Path(folder) / "hostile"
        _make_hostile(Path(folder), hostile)
        for name, check in _CHECKS.items():
            for what, pages in (("example", FOLDER), ("hostile", hostile)):
                results.append((f"{name}: {what}", list(check(pages, Path(folder)))))
    for name, found in results:
        print(f"{'ok  ' if not found else 'FAIL'}  {name}")
        for line in found[:10]:
            print(f"      {line[:300]}")
    return int(any(found for _, found in results))


def _make_hostile(home: Path, folder: Path) -> None:
    """A library with one hostile cable, hostile notes by somebody else, and all exports of it."""
    os.environ.update(
        {f"XDG_{name.upper()}_HOME": str(home / name) for name in ("data", "state", "config")}, HOME=str(home)
    )
    source = home / "09MUNICH273.txt"
    source.write_text(CABLE, encoding="utf-8")
    folder.mkdir()
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        assert cables(["import", str(source)]) == 0
        with Workspace.open() as workspace:
            cable = workspace.cable("09MUNICH273")
            assert cable
            workspace.notes.set_author("Mallory <script>")
            workspace.notes.annotate(target_for(cable, 1), f"{LIVE}\n\n- {LIVE}\n\n    {LIVE}\n\n```\n{LIVE}")
            workspace.notes.annotate(target_for(cable, 2, 0, 60), LIVE)
            workspace.notes.tag(target_for(cable, 2), [LIVE[:100]])
            workspace.notes.link(target_for(cable, 1), target_for(cable, 2), LIVE[:60], LIVE)
            workspace.notes.set_author("Ann")
        for style in ("obsidian", "plain"):
            assert cables(["export", "--all", "--index", "--style", style, "--to", str(folder / style)]) == 0
        pandoc = ["export", "--all", "--index", "--style", "pandoc", "--citation-keys"]
        assert cables([*pandoc, "--to", str(folder / "pandoc")]) == 0
        for name in ("dossier.html", "dossier.docx"):
            assert cables(["export", "--all", "--to", str(folder / name)]) == 0
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            assert cables(["cite", "--all", "--as", "csl"]) == 0
        (folder / "bibliography.json").write_text(out.getvalue(), encoding="utf-8")


# -- the checks -----------------------------------------------------------------------------------------


def _pandoc(folder: Path, temporary: Path) -> Iterator[str]:
    """citeproc without a warning, and nothing live in the HTML it makes."""
    if not shutil.which("pandoc"):
        print("skip  pandoc is not installed")
        return
    options = ["--citeproc", "--bibliography", str(folder / "bibliography.json"), "--fail-if-warnings"]
    for page in sorted((folder / "pandoc").glob("*.md")):
        command = ["pandoc", *options, "--standalone", "-t", "html", str(page)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode or done.stderr:
            yield f"{page.name}: {done.stderr.strip()}"
        body = re.sub(r"<head>.*?</head>", "", done.stdout, flags=re.DOTALL)
        yield from (f"{page.name}: {found}" for found in _Live(body).found)


class _Live(HTMLParser):
    """The live elements and attributes of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _LIVE_TAGS:
            self.found.append(f"<{tag}>")
        for name, value in attrs:
            scheme = (value or "").strip().lower().partition(":")[0]
            if name.startswith("on") or (name in ("href", "src") and scheme in ("javascript", "data")):
                self.found.append(f"<{tag} {name}={value!r}>")


def _markdown_it(folder: Path, temporary: Path) -> Iterator[str]:
    """CommonMark with tables: no HTML but our markers, no image, no link with an odd scheme."""
    for style in ("obsidian", "plain"):
        for page in sorted((folder / style).glob("*.md")):
            text = re.sub(r"\A---\n.*?\n---\n", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
            for block in MarkdownIt("commonmark").enable("table").parse(text):
                for token in (block, *(block.children or ())):
                    is_ours = token.content.strip().startswith("<!-- generated:")
                    if token.type in ("html_block", "html_inline", "image") and not is_ours:
                        yield f"{style}/{page.name}: {token.type} {token.content!r}"
                    if str(token.attrGet("href") or "").lower().startswith(("javascript", "data")):
                        yield f"{style}/{page.name}: {token.attrGet('href')}"
            if style == "obsidian" and "hostile" in str(folder):
                unescaped = re.findall(r"(?<!\\)\[\[Secret", text)
                yield from (f"{page.name}: a wikilink of the cable" for _ in unescaped)


def _yaml(folder: Path, temporary: Path) -> Iterator[str]:
    """YAML 1.1 and 1.2 read the same texts, dates and lists of texts."""
    try:
        from ruamel.yaml import YAML  # type: ignore[import-not-found,unused-ignore]
    except ModuleNotFoundError:
        print("skip  ruamel.yaml is not installed")
        return
    for page in sorted(folder.rglob("*.md")):
        parts = page.read_text(encoding="utf-8").split("---\n", 2)
        if parts[0] or len(parts) < 3:
            continue
        old, new = yaml.safe_load(parts[1]), YAML(typ="safe", pure=True).load(parts[1])
        if old != new:
            yield f"{page.name}: {old} {new}"
        for key, value in old.items():
            items = value if isinstance(value, list) else [value]
            if not all(isinstance(item, str) or type(item).__name__ == "date" for item in items):
                yield f"{page.name}: {key} is {value!r}"


def _html(folder: Path, temporary: Path) -> Iterator[str]:
    """Chromium runs nothing and loads nothing."""
    page = folder / "dossier.html"
    text = re.sub(r"<head>.*?</head>", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    tags = {name.lower() for name in re.findall(r"<([A-Za-z][\w-]*)", text)}
    allowed = {"body", "header", "nav", "main", "section", "article", "h1", "h2", "h3", "p", "div", "a", "em"}
    yield from sorted(tags - allowed - {"ol", "ul", "li", "blockquote", "pre", "mark", "html"})
    yield from (link for link in re.findall(r'(?:href|src)="([^"]*)"', text) if not link.startswith("#"))
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if not chromium:
        print("skip  Chromium is not installed")
        return
    flags = ["--headless", "--no-sandbox", "--disable-gpu", "--dump-dom", "--virtual-time-budget=2000"]
    done = subprocess.run(
        [chromium, *flags, page.as_uri()], capture_output=True, text=True, check=False, timeout=120
    )
    if "<title>pwned</title>" in done.stdout:
        yield "a script ran"
    if "Bibliography" not in done.stdout:
        yield "Chromium did not read the page"


def _docx(folder: Path, temporary: Path) -> Iterator[str]:
    """Nothing live in the archive, and LibreOffice opens it."""
    path = folder / "dossier.docx"
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            data = archive.read(name).decode("utf-8", "replace") if name.endswith((".xml", ".rels")) else ""
            yield from (f"{name}: {word}" for word in _LIVE_WORD if f"<{word}" in data)
            if 'TargetMode="External"' in data:
                yield f"{name}: an external target"
    office = shutil.which("soffice")
    if not office:
        print("skip  LibreOffice is not installed")
        return
    command = [office, "--headless", "--convert-to", "pdf", "--outdir", str(temporary), str(path)]
    subprocess.run(command, capture_output=True, check=False, timeout=300)
    if not (temporary / "dossier.pdf").exists():
        yield "LibreOffice did not open it"
        return
    if shutil.which("pdftotext"):
        pdf = str(temporary / "dossier.pdf")
        text = subprocess.run(["pdftotext", pdf, "-"], capture_output=True, text=True, check=False).stdout
        if "Bibliography" not in text or "telegram" not in text:
            yield "the text is not all there"
    (temporary / "dossier.pdf").unlink()


_CHECKS: dict[str, Callable[[Path, Path], Iterator[str]]] = {
    "pandoc with citeproc": _pandoc,
    "markdown-it": _markdown_it,
    "YAML 1.1 and 1.2": _yaml,
    "HTML": _html,
    "DOCX": _docx,
}

if __name__ == "__main__":
    sys.exit(main())
