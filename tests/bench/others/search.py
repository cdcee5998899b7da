"""Searches the same cables with this program and with other tools, in one run.

    python -m tests.bench.others.search FOLDER [--cables 20000]

``FOLDER`` is a library. Its newest cables go to a library of their own, to text files (ripgrep), to mail
files (notmuch) and to an index of tantivy. A tool that is not installed is skipped in words. Times are
milliseconds of a core, the least of five, children included; programs are started anew each time, as a
user would. ``bounded`` is FTS5's own ranking of the newest ``BOUND`` matches only.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from reader.library.ingest.importer import import_paths
from reader.library.library import Library
from reader.library.order import Order
from tests.library.builders import database

QUERIES = ("trafficking", "visa fraud", '"of the"', "the", "t*")
PAGE = 20
BOUND = 10_000


class Cable(NamedTuple):
    """A cable to be searched."""

    mrn: str
    text: str


def worked() -> float:
    """Milliseconds of a core used by this process and its children."""
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(each.ru_utime + each.ru_stime for each in used) * 1000


def least(act: Callable[[], object], times: int = 5) -> float:
    """The least processor time of some runs."""
    taken = []
    for _ in range(times):
        before = worked()
        act()
        taken.append(worked() - before)
    return min(taken)


def show(tool: str, what: str, milliseconds: float) -> None:
    """Print one line."""
    print(f"{tool:22} {what:24} {milliseconds:10.1f} ms", flush=True)


def run(*words: str | Path, environment: dict[str, str] | None = None) -> bytes:
    """The output of a command; to find nothing is no error."""
    given = [str(word) for word in words]
    return subprocess.run(given, capture_output=True, check=False, env=environment).stdout


def newest(library: Library, count: int) -> Iterator[Cable]:
    """The newest cables of a library."""
    for row in library.first_rows("", count=count):
        stored = library.get(row.mrn)
        assert stored
        yield Cable(row.mrn, stored.source)


def ours(cables: list[Cable], folder: Path, texts: Path) -> None:
    """This program: the first page by date, and ranked; and the bounded ranking."""
    with Library.open(folder) as library:
        before = worked()
        import_paths(library, [texts], workers=0)
        show("cables", "index", worked() - before)
        db = database(library)
        bounded = (
            "SELECT rowid FROM (SELECT rowid, rank FROM words WHERE words MATCH ?"
            " ORDER BY rowid DESC LIMIT ?) ORDER BY rank LIMIT ?"
        )
        for query in QUERIES:
            match = query.replace("visa fraud", "visa AND fraud")
            show("cables", query, least(partial(library.first_rows, query, Order.NEWEST, PAGE)))
            show("cables, ranked", query, least(partial(library.first_rows, query, Order.BEST, PAGE), 2))
            found = partial(_rows, db, bounded, (match, BOUND, PAGE))
            show("FTS5, bounded", query, least(found, 2))
        mrn = cables[0].mrn
        show("cables", "open a cable", least(lambda: library.get(mrn)))


def _rows(db: sqlite3.Connection, sql: str, parameters: tuple[object, ...]) -> list[Any]:
    return db.execute(sql, parameters).fetchall()


def tantivy_index(cables: list[Cable], folder: Path) -> None:
    """The Rust engine by its Python package: ids of a ranked page."""
    try:
        import tantivy
    except ImportError:
        print("tantivy                is not installed (pip install tantivy)")
        return
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("mrn", stored=True, tokenizer_name="raw")
    builder.add_text_field("text", stored=False)
    folder.mkdir()
    index: Any = tantivy.Index(builder.build(), path=str(folder))
    before = worked()
    writer = index.writer(heap_size=100_000_000, num_threads=1)
    for cable in cables:
        writer.add_document(tantivy.Document(mrn=cable.mrn, text=cable.text))
    writer.commit()
    writer.wait_merging_threads()
    show("tantivy", "index", worked() - before)
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    print(f"{'tantivy':22} {'size':24} {size / 1e6:10.1f} MB")
    index.reload()
    searcher = index.searcher()
    for query in QUERIES:
        if query.endswith("*"):
            parsed = tantivy.Query.regex_query(index.schema, "text", f"{query[:-1]}.*")
        else:
            parsed = index.parse_query(query.replace("visa fraud", "+visa +fraud"), ["text"])
        show("tantivy, ranked", query, least(partial(searcher.search, parsed, PAGE)))


def ripgrep(texts: Path) -> None:
    """Names of the files with a match; it has no ranking and no order by date."""
    if not shutil.which("rg"):
        print("ripgrep                is not installed")
        return
    for query in QUERIES:
        pattern = rf"\b{query[:-1]}" if query.endswith("*") else rf"\b{query.strip(chr(34))}\b"
        show("ripgrep", query, least(partial(run, "rg", "-il", "-j1", pattern, texts), 3))
    first = next(texts.iterdir())
    show("ripgrep", "open a cable", least(lambda: run("cat", first)))


def notmuch(cables: list[Cable], folder: Path) -> None:
    """A mail index (Xapian): the cables as messages, the first page by date."""
    if not shutil.which("notmuch"):
        print("notmuch                is not installed")
        return
    mail = folder / "cur"
    for name in ("cur", "new", "tmp"):
        (folder / name).mkdir(parents=True)
    for number, cable in enumerate(cables):
        head = f"From: a@example.org\nDate: Thu, 1 Jan 2009 00:00:00 +0000\nMessage-ID: <{cable.mrn}@c>\n"
        text = f"{head}Subject: {cable.mrn}\nContent-Type: text/plain; charset=utf-8\n\n{cable.text}"
        (mail / f"{number}:2,").write_text(text, encoding="utf-8")
    config = folder.parent / "notmuch-config"
    config.write_text(
        f"[database]\npath={folder}\n[user]\nname=A\nprimary_email=a@example.org\n[new]\ntags=\n"
    )
    environment = {**os.environ, "NOTMUCH_CONFIG": str(config)}
    before = worked()
    run("notmuch", "new", environment=environment)
    show("notmuch", "index", worked() - before)
    for query in QUERIES:
        command = ("notmuch", "search", f"--limit={PAGE}", "--output=messages", query)
        show("notmuch", query, least(partial(run, *command, environment=environment), 3))
    identity = f"id:{cables[0].mrn}@c"
    show("notmuch", "open a cable", least(lambda: run("notmuch", "show", identity, environment=environment)))


def main() -> None:
    """Make the data and print a line for each tool and query."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--cables", type=int, default=20_000)
    chosen = arguments.parse_args()
    with tempfile.TemporaryDirectory(prefix="cables-bench-") as name:
        home = Path(name)
        with Library.open(chosen.folder, read_only=True) as library:
            cables = list(newest(library, chosen.cables))
        texts = home / "texts"
        texts.mkdir()
        for cable in cables:
            (texts / f"{cable.mrn}.txt").write_text(cable.text, encoding="utf-8")
        size = sum(len(cable.text) for cable in cables) / 1e6
        print(f"{len(cables):,} cables, {size:.0f} MB of text")
        ours(cables, home / "library", texts)
        tantivy_index(cables, home / "tantivy")
        ripgrep(texts)
        notmuch(cables, home / "mail")


if __name__ == "__main__":
    main()
