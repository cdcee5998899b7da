"""How long the first page of twenty fixed queries takes, against the bare FTS5 statement; and their facets.

python -m tests.bench.library_search LIBRARY_FOLDER
python -m tests.bench.library_search --make COUNT FOLDER     makes the library first
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from reader.library import query_syntax, search
from reader.library.importer import import_paths
from reader.library.order import Order
from reader.library.references import ghosts
from reader.library.similar import similar
from reader.library.store import Library
from reader.library.suggest import suggestions
from tests.bench.generate import write_csv
from tests.library.builders import database

PAGE = 20
QUERIES = {
    "a rare word": "shoustraukai",
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
    "cites": "cites:06MOSCOW1",
    "length": "length:>40k",
    "tag and word": "tag:PHUM trafficking",
}


def milliseconds(run: Callable[[], object], times: int = 7) -> tuple[float, float]:
    """Median and worst of some runs, the first of which is not counted."""
    run()
    taken = []
    for _ in range(times):
        started = time.perf_counter()
        run()
        taken.append((time.perf_counter() - started) * 1000)
    taken.sort()
    return taken[len(taken) // 2], taken[-1]


def bare(library: Library, query: str) -> Callable[[], object] | None:
    """The FTS5 statement that finds the first page, if words are looked for."""
    match = search.plan(query_syntax.parse(query)).match
    if match is None:
        return None
    sql = "SELECT rowid FROM words WHERE words MATCH ? ORDER BY rowid DESC LIMIT ?"
    return lambda: database(library).execute(sql, (match, PAGE)).fetchall()


def page(library: Library, query: str) -> Callable[[], object]:
    """The first page with its snippets."""
    return lambda: library.snippets(library.first(query, Order.NEWEST, PAGE), query)


def measure(library: Library) -> None:
    """Print the table."""
    print(
        f"{library.count():,} cables, {library.path.stat().st_size / 1e6:,.0f} MB; milliseconds, median of 7"
    )
    heads = ("found", "bare", "rows", "page", "worst", "all ids", "facets", "best")
    print(" " * 18 + "".join(f"{head:>9}" for head in heads))
    pages = []
    for name, query in QUERIES.items():
        statement = bare(library, query)
        plain = milliseconds(statement)[0] if statement else float("nan")
        rows = milliseconds(lambda query=query: library.first(query, Order.NEWEST, PAGE))[0]  # type: ignore[misc]
        median, worst = milliseconds(page(library, query))
        pages.append(median)
        whole = milliseconds(lambda query=query: library.listing(query), 3)[0]  # type: ignore[misc]
        best = milliseconds(lambda query=query: library.first(query, Order.BEST, PAGE), 3)[0]  # type: ignore[misc]
        listing = library.listing(query)
        found = len(listing)
        facets = milliseconds(lambda listing=listing: library.facets(listing), 3)[0]  # type: ignore[misc]
        print(
            f"{name:18}{found:>9,}{plain:>9.2f}{rows:>9.2f}{median:>9.2f}{worst:>9.2f}{whole:>9.2f}"
            f"{facets:>9.2f}{best:>9.2f}"
        )
    some = library.first("the", count=5)
    for name, run in (
        ("complete", lambda: library.complete("06mos")),
        ("suggestions", lambda: suggestions(library, "traficking")),
        ("similar", lambda: similar(library, some[0].mrn)),
        ("ghosts", lambda: ghosts(library)),
        ("open a cable", lambda: library.get(some[0].mrn)),
        ("a window", lambda: library.listing().window(1000, 50)),
    ):
        print(f"{name:18}{milliseconds(run)[0]:>9.2f}")
    pages.sort()
    print(f"page p95 {pages[int(len(pages) * 0.95)]:.1f} ms; to reach: 50")


def main() -> None:
    """The command."""
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
