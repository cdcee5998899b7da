"""Opens every format that the program writes with programs and schemas of others, and prints what they say.

``python -m tests.outside [--schemas FOLDER]``. The notes are made here, on the samples, and full of text that
is code somewhere. Checkers that are not installed are named and passed over: lxml, xmlschema, pyld,
jsonschema, bibtexparser, pybtex, rispy, networkx, datasette, and Graphviz. FOLDER may have ``Project.xsd``
and ``Codebook.xsd`` of REFI-QDA 1.0, ``anno.jsonld`` of the W3C and ``csl-data.json`` of the Citation Style
Language.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import io
import json
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from unittest import mock

from reader import paths
from reader.cli.main import main as cables
from reader.notes.anchoring.anchor import target_for
from reader.notes.codebook import operations
from reader.notes.model import Quote, Target
from reader.workspace import Workspace

SCRIPT = "<script>alert(1)</script>"
HOSTILE = f'=1+1 {SCRIPT} ]]> &amp; \\N "q" \'); DROP TABLE notes;-- \x1b[31m\x00\ufffe 🎉 {{{{x}}}} [[l]] @k'
WRITTEN = ("csv", "annotations", "jsonl", "graphml", "dot", "qdpx", "sqlite")
CITED = ("csl", "bibtex", "biblatex", "ris")


def annotate() -> None:
    """Notes, codes and links on the samples, some of them with no known place."""
    with Workspace.open() as opened:
        opened.import_paths([paths.shipped("samples")])
        notes = opened.notes
        above = operations.create(notes, "abuse", definition=HOSTILE)
        operations.create(notes, f"in prison {SCRIPT}", parent=above.id)
        rows = opened.library.first_rows("", count=10)
        for row in rows:
            cable = opened.cable(row.mrn)
            assert cable
            notes.annotate(target_for(cable), HOSTILE)
            for paragraph in cable.paragraphs:
                notes.annotate(target_for(cable, paragraph.ordinal), f"{paragraph.label} {HOSTILE}")
                notes.tag(target_for(cable, paragraph.ordinal, 3, 40), ["abuse", f"in prison {SCRIPT}"])
            notes.link(target_for(cable, 1), target_for(cable, 2), HOSTILE, HOSTILE)
        lost = Target(rows[0].mrn, "0", 1, 1, Quote("words that are nowhere"), 0, 9)
        notes.annotate(lost, HOSTILE)
        notes.link(lost, Target("06PARIS1", number=7, ordinal=7), "cites", HOSTILE)


def write(folder: Path) -> None:
    """All formats, in this folder."""
    for form in WRITTEN:
        assert cables(["data", form, "--to", str(folder / f"out.{form}"), "--quiet"]) == 0
    assert cables(["codes", "export", str(folder / "out.qdc"), "--quiet"]) == 0
    for form in CITED:
        with contextlib.redirect_stdout(io.StringIO()) as out:
            assert cables(["cite", "--all", "--as", form]) == 0
        (folder / f"out.{form}").write_text(out.getvalue(), encoding="utf-8")


def _xml(folder: Path, form: str) -> bytes:
    if form == "qdc":
        return (folder / "out.qdc").read_bytes()
    with zipfile.ZipFile(folder / "out.qdpx") as archive:
        assert archive.testzip() is None
        return archive.read("project.qde")


def schemas_of_refi(folder: Path, schemas: Path) -> Iterator[str]:
    """Project and codebook against their schemas, by two validators."""
    for form, name in (("qdpx", "Project.xsd"), ("qdc", "Codebook.xsd")):
        etree, data = import_module("lxml.etree"), _xml(folder, form)
        schema = etree.XMLSchema(etree.parse(str(schemas / name)))
        schema.assertValid(etree.fromstring(data).getroottree())
        import_module("xmlschema").validate(data.decode(), str(schemas / name))
        yield f"{form}: valid by {name} (lxml, xmlschema)"


def json_ld(folder: Path, schemas: Path) -> Iterator[str]:
    """Annotations against the W3C's context: no member may get lost."""
    context = json.loads((schemas / "anno.jsonld").read_text())
    loaded = {"contextUrl": None, "documentUrl": "http://www.w3.org/ns/anno.jsonld", "document": context}
    page = json.loads((folder / "out.annotations").read_text())
    options = {"documentLoader": lambda url, _: loaded}
    pyld = import_module("pyld.jsonld")
    back = pyld.compact(pyld.expand(page, options), page["@context"], options)
    assert _members(back["items"]) == _members(page["items"])
    yield f"annotations: {len(page['items'])}, all {_members(page['items'])} members known to JSON-LD (pyld)"


def _members(value: object) -> int:
    if isinstance(value, dict):
        return sum(1 + _members(one) for one in value.values())
    return sum(map(_members, value)) if isinstance(value, list) else 0


def bibliographies(folder: Path, schemas: Path) -> Iterator[str]:
    """CSL-JSON against its schema, the others by parsers."""
    items = json.loads((folder / "out.csl").read_text())
    import_module("jsonschema").validate(items, json.loads((schemas / "csl-data.json").read_text()))
    yield f"csl: {len(items)} items valid by csl-data.json (jsonschema)"
    for form in ("bibtex", "biblatex"):
        text = (folder / f"out.{form}").read_text()
        parser = import_module("bibtexparser.bparser").BibTexParser(ignore_nonstandard_types=False)
        found = import_module("bibtexparser").loads(text, parser).entries
        other = import_module("pybtex.database").parse_string(text, "bibtex").entries
        assert len(found) == len(other) == len(items)
        yield f"{form}: {len(found)} entries (bibtexparser, pybtex)"
    entries = import_module("rispy").loads((folder / "out.ris").read_text())
    yield f"ris: {len(entries)} entries (rispy)"


def graphs(folder: Path, schemas: Path) -> Iterator[str]:
    """GraphML by networkx, dot by Graphviz."""
    graph = import_module("networkx").read_graphml(folder / "out.graphml")
    yield f"graphml: {len(graph.nodes)} nodes, {len(graph.edges)} edges (networkx)"
    if not shutil.which("dot"):
        raise ModuleNotFoundError("dot is not installed", name="dot")
    drawn = subprocess.run(["dot", "-Tsvg", folder / "out.dot"], capture_output=True, text=True, check=True)
    assert not drawn.stderr
    assert SCRIPT not in drawn.stdout
    nodes = drawn.stdout.count('class="node"')
    yield f"dot: {nodes} nodes drawn without a remark (Graphviz)"


def datasette(folder: Path, schemas: Path) -> Iterator[str]:
    """Pages of the database as Datasette shows them."""
    about = json.loads((folder / "out-metadata.json").read_text())
    shown = import_module("datasette.app").Datasette([str(folder / "out.sqlite")], metadata=about)

    async def pages() -> list[str]:
        found = []
        for address in ("/", "/out", "/out/notes", "/out/links", "/out/passages?_search=trafficking"):
            answer = await shown.client.get(address)
            assert answer.status_code == 200, address
            assert SCRIPT not in answer.text, address
            found.append(answer.text)
        return found

    *_, found = asyncio.run(pages())
    assert "where search matches" in found
    yield "sqlite: tables, rows and a search shown, no live script (Datasette)"


CHECKS: tuple[Callable[[Path, Path], Iterator[str]], ...] = (
    schemas_of_refi,
    json_ld,
    bibliographies,
    graphs,
    datasette,
)


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m tests.outside", description=__doc__)
    parser.add_argument("--schemas", type=Path, default=Path("schemas"))
    schemas = parser.parse_args().schemas
    failed = 0
    with tempfile.TemporaryDirectory(prefix="cables-outside-") as name:
        homes = {f"XDG_{kind}_HOME": f"{name}/{kind}" for kind in ("DATA", "STATE", "CONFIG")}
        with mock.patch.dict(os.environ, {"HOME": name, "CABLES_AUTHOR": f"Ann {SCRIPT}", **homes}):
            annotate()
            write(Path(name))
        for check in CHECKS:
            try:
                for line in check(Path(name), schemas):
                    print(line, flush=True)
            except (ModuleNotFoundError, FileNotFoundError) as missing:
                print(f"{check.__name__}: passed over: {missing}")
            except Exception as error:  # whatever a checker raises is its verdict
                failed += 1
                print(f"{check.__name__}: FAILED: {type(error).__name__}: {error}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
