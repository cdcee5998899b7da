"""Times the first page of fixed queries, beside the bare FTS5 statement, and their facets.

python -m tests.bench.library_search LIBRARY_FOLDER
python -m tests.bench.library_search --make COUNT FOLDER     makes the library first
"""

from __future__ import annotations

import argparse
import math
import sqlite3
import statistics
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from reader.library.db.connections import Interrupt
from reader.library.db.schema import COLUMNS, TOKENIZE
from reader.library.discovery.ghosts import cited_ghosts
from reader.library.discovery.alike.similar import similar
from reader.library.discovery.suggest import suggestions
from reader.library.errors import InterruptedReadError
from reader.library.ingest.importer import import_paths
from reader.library.ingest.record import make_record
from reader.library.library import Library
from reader.library.order import Order
from reader.library.query import syntax
from reader.library.search import plan
from reader.library.upkeep.maintenance import stored_document
from tests.bench.generate import write_csv
from tests.library.builders import database

PAGE = 20
QUERIES = {
    "the": "the",
    "two words": "visa fraud",
    "phrase": '"human rights"',
    "prefix a*": "a*",
    "prefix traff*": "traff*",
    "five-way OR": "vodka OR bomb OR treaty OR refugee OR airport",
    "NEAR": "NEAR(election fraud, 10)",
    "negation": "election -fraud",
    "from": "from:moscow",
    "to": "to:beijing",
    "tag": "tag:PHUM",
    "class": "class:S",
    "portion and word": "portion:S vodka",
    "subject": "subject:visa",
    "signer": "signer:sho*",
    "date range": "date:2006-03..2006-09",
    "date and the": "date:2004 the",
    "length": "length:>40k",
    "tag and word": "tag:PHUM trafficking",
}


def queries(library: Library) -> dict[str, str]:
    """The queries above, a word that occurs in a handful of cables, and a number that some cite."""
    db = database(library)
    (word,) = db.execute(
        "SELECT term FROM vocabulary WHERE term >= 'shou' AND doc BETWEEN 3 AND 30 LIMIT 1"
    ).fetchone()
    (number,) = db.execute("SELECT target FROM link ORDER BY source DESC LIMIT 1").fetchone()
    return {"a rare word": word, "cites": f"cites:{number}", **QUERIES}


def milliseconds(run: Callable[[], object], times: int = 7) -> tuple[float, float]:
    """Median and worst of some runs, without the first."""
    run()
    taken = []
    for _ in range(times):
        started = time.perf_counter()
        run()
        taken.append((time.perf_counter() - started) * 1000)
    taken.sort()
    return taken[len(taken) // 2], taken[-1]


def p95(values: list[float]) -> float:
    """The 95th percentile."""
    return sorted(values)[math.ceil(len(values) * 0.95) - 1]


def bare(library: Library, query: str) -> Callable[[], object] | None:
    """The FTS5 statement that finds the first page, if the query has words."""
    match = plan.plan(syntax.parse(query)).match
    if match is None:
        return None
    sql = "SELECT rowid FROM words WHERE words MATCH ? ORDER BY rowid DESC LIMIT ?"
    return lambda: database(library).execute(sql, (match, PAGE)).fetchall()


def bare_page(library: Library, query: str) -> Callable[[], object] | None:
    """The same, and FTS5's own snippets of the page, from a table that keeps the words of these cables whole.

    Such a table of all cables would be twice the library's size, so it is made of the page alone.
    """
    ids = bare(library, query)
    match = plan.plan(syntax.parse(query)).match
    if ids is None or match is None:
        return None
    page = sqlite3.connect(":memory:")
    page.execute(f"CREATE VIRTUAL TABLE words USING fts5({', '.join(COLUMNS)}, {TOKENIZE})")
    marks = ", ".join("?" * len(COLUMNS))
    for row in library.first_rows(query, Order.NEWEST, PAGE):
        words = make_record(stored_document(database(library), row.id)).words
        page.execute(f"INSERT INTO words VALUES ({marks})", words)
    sql = "SELECT rowid, snippet(words, -1, '[', ']', '\u2026', 24) FROM words WHERE words MATCH ?"
    return lambda: (ids(), page.execute(sql, (match,)).fetchall())


class _Searching(threading.Thread):
    """Searches again and again, until it is interrupted."""

    def __init__(self, library: Library, query: str) -> None:
        super().__init__()
        self._library, self._query = library, query
        self.interrupt: Interrupt | None = None
        self.begun = threading.Event()

    def run(self) -> None:
        with self._library.interruptible() as self.interrupt, suppress(InterruptedReadError):
            self.begun.set()
            while True:
                self._library.listing(self._query)


def interrupted(library: Library, query: str) -> float:
    """Milliseconds until a running search stops when interrupted; the longest of some."""
    longest = 0.0
    for wait in (0.01, 0.03, 0.05, 0.1, 0.2, 0.4):
        searching = _Searching(library, query)
        searching.start()
        searching.begun.wait()
        time.sleep(wait)
        asked = time.perf_counter()
        assert searching.interrupt
        searching.interrupt()
        searching.join()
        longest = max(longest, (time.perf_counter() - asked) * 1000)
    return longest


def page(library: Library, query: str) -> Callable[[], object]:
    """The first page with its snippets."""
    return lambda: library.snippets(library.first_rows(query, Order.NEWEST, PAGE), query)


def measure(library: Library) -> None:
    """Print the table."""
    print(
        f"{library.count():,} cables, {library.path.stat().st_size / 1e6:,.0f} MB; milliseconds, median of 7"
    )
    heads = ("found", "bare", "rows", "page", "worst", "fts5", "ratio", "all ids", "facets", "best")
    print(" " * 18 + "".join(f"{head:>9}" for head in heads))
    pages, ratios, counted, all_ids, ranked = [], [], [], [], []
    for name, query in queries(library).items():
        statement, plain_page = bare(library, query), bare_page(library, query)
        plain = milliseconds(statement)[0] if statement else float("nan")
        whole_plain = milliseconds(plain_page)[0] if plain_page else float("nan")
        rows = milliseconds(lambda query=query: library.first_rows(query, Order.NEWEST, PAGE))[0]  # type: ignore[misc]
        median, worst = milliseconds(page(library, query))
        pages.append(median)
        ratios += [median / whole_plain] if plain_page else []
        whole = milliseconds(lambda query=query: library.listing(query), 3)[0]  # type: ignore[misc]
        best = milliseconds(lambda query=query: library.first_rows(query, Order.BEST, PAGE), 3)[0]  # type: ignore[misc]
        all_ids.append(whole)
        ranked.append(best)
        listing = library.listing(query)
        found = len(listing)
        facets = milliseconds(lambda listing=listing: library.facets(listing), 3)[0]  # type: ignore[misc]
        counted.append(facets)
        print(
            f"{name:18}{found:>9,}{plain:>9.2f}{rows:>9.2f}{median:>9.2f}{worst:>9.2f}{whole_plain:>9.2f}"
            f"{median / whole_plain:>9.2f}{whole:>9.2f}{facets:>9.2f}{best:>9.2f}"
        )
    some = library.first_rows("the", count=5)
    for name, run in (
        ("complete", lambda: library.complete("06mos")),
        ("suggestions", lambda: suggestions(library, "traficking")),
        ("similar", lambda: similar(library, some[0].mrn)),
        ("ghosts", lambda: cited_ghosts(library)),
        ("open a cable", lambda: library.get(some[0].mrn)),
        ("a window", lambda: library.listing().window(1000, 50)),
    ):
        print(f"{name:18}{milliseconds(run)[0]:>9.2f}")
    print(f"interrupt a*      {interrupted(library, 'a*'):>9.2f}   to reach: 20")
    print(f"interrupt the     {interrupted(library, 'the'):>9.2f}")
    print(f"page p50 {statistics.median(pages):.1f} ms, p95 {p95(pages):.1f} ms, worst {max(pages):.1f} ms")
    print(f"page / FTS5's own p50 {statistics.median(ratios):.2f}, p95 {p95(ratios):.2f}, to reach: 1.5")
    print(
        f"ranked page p95 {p95(ranked):.1f} ms, worst {max(ranked):.1f} ms, all ids p95 {p95(all_ids):.1f} ms"
    )
    print(f"facets p50 {statistics.median(counted):.1f} ms, p95 {p95(counted):.1f} ms, to reach: 150")


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--make", type=int)
    chosen = parser.parse_args()
    with Library.open(chosen.folder) as library:
        if chosen.make:
            with tempfile.TemporaryDirectory(prefix="cables-bench-") as name:
                source = Path(name) / "cables.csv"
                write_csv(source, chosen.make)
                import_paths(library, [source])
        measure(library)


if __name__ == "__main__":
    main()
