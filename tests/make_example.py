"""Make the example of every export, in docs/example: ``python -m tests.make_example``.

The five samples with the notes of an imagined researcher. Ids and times are fixed, so the same program makes
the same files; tests/export/test_example.py compares them.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import io
import os
import shutil
import sqlite3
import sys
import tempfile
import uuid
from collections.abc import Iterator, Mapping
from pathlib import Path

from reader import paths
from reader.cli.main import main as cables
from reader.export.data.json_lines import restore
from reader.library.library import FILE
from reader.notes.anchoring.anchor import target_for
from reader.notes.codec import encode
from reader.notes.model import Annotation, Code, CrossReference, LoggedQuery, Record, Target
from reader.notes.queries.index import CODES, table_of
from reader.workspace import Workspace
from tests import tree

FOLDER = tree.ROOT / "docs" / "example"
KEPT = ("README.md", "page.jinja")
"""Written by hand."""
AUTHOR, COLLEAGUE = "Ann Example", "Ben Example"
START = dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)
READ_ON = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)
"""When the samples were imported, for ``source_version``."""

RANGOON, PROGRESS, VISIT = "04RANGOON1422", "06PHNOMPENH977", "06PHNOMPENH1385"
BEIJING, TASK_FORCE = "07BEIJING7545", "09PHNOMPENH189"

CODE_LIST = (
    ("regional process", "What governments agree on across borders: meetings, memoranda, plans.", "blue", ""),
    ("police", "What police do or fail to do; raids, arrests, investigations.", "red", ""),
    ("corruption", "Police who take sides. Only where the cable says so.", "orange", "police"),
    ("labour", "Trafficking for labour, recruitment agencies, seized documents.", "green", ""),
)
"""Name, definition, colour, and the code above."""
NOTE_LIST = (
    (RANGOON, None, "", "First cable of the series. Note how little Washington is asked to do.", ""),
    (RANGOON, 1, "the Burmese junta got the international endorsement it seeks", "", "regional process"),
    (
        RANGOON,
        1,
        "genuine political momentum",
        "The same words come back in ¶10; the drafter's own view, not a delegate's.",
        "regional process",
    ),
    (
        RANGOON,
        8,
        "Phil Robertson (Amcit)",
        "Not redacted in this version, though the paragraph is *confidential*: ask before naming him.",
        "",
    ),
    (
        RANGOON,
        10,
        "a significant obstacle to USG assistance",
        "Compare [[07BEIJING7545]]: three years on, nobody mentions it.",
        "regional process",
    ),
    (PROGRESS, 1, "a trafficking-free Mekong region", "The slogan. Check whose.", "regional process"),
    (PROGRESS, 2, "", "Each country reports on itself; no figures can be compared.", "regional process"),
    (PROGRESS, 8, "hopes to set the standard", "", "regional process"),
    (
        VISIT,
        2,
        "labor companies could confiscate workers' travel documents",
        "1. A ministry agreed to this *verbally*.\n2. Who told CWCC?\n\nFollow up with the 2007 report.",
        "labour",
    ),
    (VISIT, 2, "They claim that 90% of labor exploitation is invisible", "Source of the 90%?", "labour"),
    (
        VISIT,
        2,
        "90% of labor exploitation is invisible and laborers lack essential protections",
        "",
        "labour",
    ),
    (VISIT, 3, "Police inactivity", "NGO's judgement, reported without comment.", "police"),
    (
        VISIT,
        8,
        "they suspect the police have tipped off the establishment",
        "Strongest sentence of the cable; two steps away from a witness.",
        "corruption",
    ),
    (BEIJING, 1, "", "Summary claims more than ¶4 and ¶5 show.", "regional process"),
    (BEIJING, 4, "Burma responded to nearly every question", "", "regional process"),
    (TASK_FORCE, 1, "a signal of greater RGC support", "A budget *in a draft*.", "police"),
    (
        TASK_FORCE,
        3,
        "John McGeoghan previously worked as an advisor within MOWA",
        "Names a source with his past; keep out of print.",
        "",
    ),
    (TASK_FORCE, 10, "endemic corruption", "The post's own voice.", "corruption"),
)
"""Cable, paragraph, words, note and code."""
FOREIGN_NOTE = "Seen from Beijing it was *China's* conference. <b>See</b> my notes, [[07BEIJING7545]]."
LINK_LIST = (
    (RANGOON, 10, BEIJING, 7, "continues", "from momentum to a joint declaration"),
    (VISIT, 3, TASK_FORCE, 1, "contradicts", "police inactivity against the praise of 2009"),
    (PROGRESS, 8, RANGOON, 6, "see also", ""),
)
SEARCH_LIST = (("trafficking", 5), ("COMMIT from:RANGOON", 1), ('"labor recruitment fees"', 0))

COMMANDS: Mapping[str, tuple[str, ...]] = {
    "obsidian": ("export", "--all", "--style", "obsidian", "--index", "--to", "obsidian"),
    "pandoc": ("export", "--all", "--style", "pandoc", "--citation-keys", "--to", "pandoc"),
    "plain": ("export", "--all", "--style", "plain", "--index", "--to", "plain"),
    "template": ("export", PROGRESS, "--style", "plain", "--template", "page.jinja", "--to", "template"),
    "police.md": ("export", "--code", "police", "--style", "pandoc", "--to", "police.md"),
    "dossier.html": ("export", "--all", "--to", "dossier.html"),
    "dossier.docx": ("export", "--all", "--to", "dossier.docx"),
    "notes.jsonl": ("data", "jsonl", "--to", "notes.jsonl"),
    "passages.csv": ("data", "csv", "--to", "passages.csv"),
    "annotations.jsonld": ("data", "annotations", "--to", "annotations.jsonld"),
    "project.qdpx": ("data", "qdpx", "--to", "project.qdpx"),
    "links.graphml": ("data", "graphml", "--to", "links.graphml"),
    "links.dot": ("data", "dot", "--to", "links.dot"),
    "notes.sqlite": ("data", "sqlite", "--to", "notes.sqlite"),
    "codebook.csv": ("codes", "export", "codebook.csv"),
    "codebook.qdc": ("codes", "export", "codebook.qdc"),
}
"""What makes each file or folder."""
PRINTED: Mapping[str, tuple[str, ...]] = {
    "citations.txt": ("cite", "--all"),
    "bibliography.txt": ("cite", "--all", "--as", "bibliography"),
    "bibliography.json": ("cite", "--all", "--as", "csl"),
    "bibliography.bib": ("cite", "--all", "--as", "biblatex"),
    "bibtex.bib": ("cite", "--all", "--as", "bibtex"),
    "bibliography.ris": ("cite", "--all", "--as", "ris"),
}
"""What prints each file."""


def make(folder: Path) -> None:
    """Make all files in a folder, which has those written by hand already."""
    with tempfile.TemporaryDirectory(prefix="cables-example-") as home, _living_in(Path(home), folder):
        _fill()
        for command in COMMANDS.values():
            _run(*command)
        for name, command in PRINTED.items():
            (folder / name).write_bytes(_run(*command).encode())
    for cache in folder.rglob(".cables-export.json"):
        cache.unlink()


@contextlib.contextmanager
def _living_in(home: Path, folder: Path) -> Iterator[None]:
    """A home of its own, and the folder as the current one."""
    names = {f"XDG_{name.upper()}_HOME": str(home / name) for name in ("data", "state", "config")}
    before = {name: os.environ.get(name) for name in (*names, "HOME", "COLUMNS", *_UNSET)}
    for name in _UNSET:
        os.environ.pop(name, None)
    os.environ.update(names, HOME=str(home), COLUMNS="80")
    try:
        with contextlib.chdir(folder):
            yield
    finally:
        for name, value in before.items():
            os.environ.pop(name, None)
            if value is not None:
                os.environ[name] = value


_UNSET = (paths.LIBRARY_VARIABLE, "CABLES_AUTHOR")


def _run(*words: str) -> str:
    """What a command prints. Raises RuntimeError if it fails."""
    out, errors = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(errors):
        code = cables(list(words))
    if code:
        raise RuntimeError(f"cables {' '.join(words)}: {errors.getvalue()}")
    return out.getvalue()


def _fill() -> None:
    """Import the samples, and put the notes in."""
    _run("import", str(paths.shipped("samples")))
    with contextlib.closing(sqlite3.connect(paths.library_home() / FILE)) as db:
        db.execute("UPDATE cable SET imported = ?", (int(READ_ON.timestamp()),))
        db.commit()
    with Workspace.open() as workspace:
        tables: dict[str, dict[str, dict[str, object]]] = {"settings": {"1": {"author": AUTHOR}}}
        for record in _records(workspace):
            documents = tables.setdefault(_table(record), {})
            documents[str(len(documents) + 1)] = encode(record)
        restore(workspace.notes.storage, tables)


def _table(record: Record) -> str:
    if isinstance(record, Code):
        return CODES
    if isinstance(record, LoggedQuery):
        return f"queries:{record.created:%Y-%m-%d}"
    assert isinstance(record, Annotation | CrossReference)
    return table_of((record.target if isinstance(record, Annotation) else record.source).mrn)


def _records(workspace: Workspace) -> Iterator[Record]:
    count = 0

    def fields(author: str = AUTHOR) -> dict[str, object]:
        """Id, author and time of the next record, twenty minutes after the last."""
        nonlocal count
        count += 1
        time = START + dt.timedelta(minutes=20 * count)
        identity = str(uuid.uuid5(uuid.NAMESPACE_URL, f"cables/example/{count}"))
        return {"id": identity, "author": author, "created": time, "changed": time}

    def target(mrn: str, paragraph: int | None, words: str = "") -> Target:
        cable = workspace.cable(mrn)
        assert cable
        if not words or paragraph is None:
            return target_for(cable, paragraph)
        found = cable.paragraph(paragraph)
        assert found
        start = found.text.index(words)
        return target_for(cable, paragraph, start, start + len(words))

    ids: dict[str, str] = {}
    for name, definition, colour, above in CODE_LIST:
        code = Code(
            name=name,
            definition=definition,
            colour=colour,
            parent=ids.get(above),
            **fields(),  # type: ignore[arg-type]
        )
        ids[name] = code.id
        yield code
    for mrn, paragraph, words, body, code_name in NOTE_LIST:
        codes = (ids[code_name],) if code_name else ()
        place = target(mrn, paragraph, words)
        yield Annotation(target=place, body=body, codes=codes, **fields())  # type: ignore[arg-type]
    yield Annotation(target=target(BEIJING, 6), body=FOREIGN_NOTE, **fields(COLLEAGUE))  # type: ignore[arg-type]
    for source, at, other, there, relation, comment in LINK_LIST:
        yield CrossReference(
            source=target(source, at),
            target=target(other, there),
            relation=relation,
            comment=comment,
            **fields(),  # type: ignore[arg-type]
        )
    for query, hits in SEARCH_LIST:
        yield LoggedQuery(query=query, hits=hits, **fields())  # type: ignore[arg-type]


def main() -> None:
    """Make them anew."""
    for path in sorted(FOLDER.iterdir()):
        if path.name not in KEPT:
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    make(FOLDER)
    size = sum(path.stat().st_size for path in FOLDER.rglob("*") if path.is_file())
    print(f"{len([*FOLDER.rglob('*')])} files, {size:,} bytes", file=sys.stderr)


if __name__ == "__main__":
    main()
