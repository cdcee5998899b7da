"""The lines of the table: which benchmark each comes from, and what to look for in its output."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from tests.bench.data import Data


class Bench(NamedTuple):
    """One benchmark: a module of this package and its arguments."""

    module: str
    arguments: Callable[[Data], Sequence[object]] = lambda _: ()


class Row(NamedTuple):
    """A line of the table: the groups matched by ``pattern`` in the output, put into ``shown``."""

    what: str
    before: str
    """The figure when the goal was set."""
    reach: str
    bench: Bench
    pattern: str
    shown: str


def _of_library(*options: object) -> Callable[[Data], Sequence[object]]:
    return lambda data: (data.library, *options)


START = Bench("start", lambda data: ("--runs", data.runs, "--library", data.library))
COMMANDS = Bench(
    "commands", lambda data: ("--runs", data.runs, "--library", data.library, "--notes", data.with_notes)
)
SEARCH = Bench("library_search", _of_library())
IMPORT = Bench("library_import", lambda data: ("--csv", data.csv))
COLD = Bench("library_cold", _of_library())
SCROLL = Bench("scroll", lambda data: (data.library, "--presses", 5 * data.runs))
NOTES = Bench(
    "notes", lambda data: ("--notes", data.notes, "--cables", data.notes // 5, "--edits", data.notes // 5)
)
MANY_NOTES = Bench(
    "notes", lambda data: ("--notes", 10 * data.notes, "--cables", 2 * data.notes, "--opening")
)
PARSE = Bench("parse", lambda data: ("--quick", "--runs", min(data.runs, 5)))
EXPORT = Bench("export", lambda data: ("--cables", max(data.notes // 50, 200), "--notes", data.notes // 10))
SESSION = Bench(
    "screen.session",
    lambda data: (data.with_notes, data.more_csv, "--seconds", 30 if data.quick else 600),
)
READING = Bench("screen.reading", lambda data: ("--presses", 4 * data.runs))
WRITING = Bench("screen.writing", lambda data: (data.with_notes, "--keys", 20 * data.runs))
GROWTH = Bench("screen.growth", lambda data: (*data.libraries, "--runs", data.runs))
OTHERS = Bench(
    "others.search", lambda data: (data.library, "--cables", 500 if data.quick else min(data.cables, 20_000))
)
SOURCES, ANCHORING = Bench("sources"), Bench("anchoring")

_MEDIAN = r" +\d+ ms at least, +(\d+) ms median"
_WORKED = r".*own +[\d.]+, p95 +([\d.]+)"
_TIMES = r" +([\d.]+) +([\d.]+) +([\d.]+) +([\d.]+)"
_P95 = r".*full +[\d.]+, p95 +([\d.]+)"


def _command(name: str, before: str, reach: str) -> Row:
    return Row(
        f"cables {name}, with notes, without",
        f"{before} ms with",
        f"{reach} ms; 1.2 x",
        COMMANDS,
        rf"cables {name}{_MEDIAN}[\s\S]*cables {name} with notes{_MEDIAN}",
        "{1} ms, {0} ms",
    )


ROWS = (
    Row("UI thread busy over 50 ms: wall; without waiting for a core; worst", "41 times in 191 s, 695 ms",
        "only the first frame", SESSION,
        r"wall time +(\d+) times, worst +(\d+)[\s\S]*own +(\d+) times, worst +(\d+)",
        "{0} times, {1} ms; {2} times, {3} ms"),
    Row("full collections: number, worst", "50 to 145 ms", "15 ms", SESSION,
        r"full collections +(\d+), .*worst ([\d.]+)", "{0}, {1} ms"),
    Row("memory with the list, with the facets", "260 MiB", "110 MiB", WRITING,
        r"memory (\d+) MiB.*, (\d+) MiB", "{0}, {1} MiB"),
    *(
        Row(f"open {size} to the full frame, p95; own", f"{before} ms", f"{reach} ms", READING,
            rf"open {size}{_P95}{_WORKED}", "{0} ms; {1} ms")
        for size, before, reach in (("8 KB", 67, 16), ("66 KB", 66, 33), ("1 MB", 180, 50))
    ),
    *(
        Row(f"{what} 1 MB, p95; own", f"{before} ms", "33 ms", READING,
            rf"{what} 1 MB{_P95}{_WORKED}", "{0} ms; {1} ms")
        for what, before in (("resize", 293), ("w in", 425), ("find in", 90))
    ),
    Row("first frame, compared with a Textual app of one line", "1.63 x", "1.35 x", START,
        r"first frame +(\d+) ms +([\d.]+) x", "{0} ms, {1} x"),
    Row("memory of the app, compared with the same", "1.72 x", "1.5 x", START,
        r"list filled .* +([\d.]+) MiB +([\d.]+) x", "{0} MiB, {1} x"),
    _command("list", "872", "150"),
    _command("search", "968", "180"),
    _command("facets", "1,154", "150"),
    _command("show", "396", "150"),
    Row("search page with snippets, p95, worst", "89, 200 ms", "40, 80 ms", SEARCH,
        r"page p50 .*p95 ([\d.]+) ms, worst ([\d.]+)", "{0}, {1} ms"),
    Row("the same compared with FTS5's own, median, p95", "", "1.5 x", SEARCH,
        r"FTS5's own p50 ([\d.]+), p95 ([\d.]+)", "{0} x, {1} x"),
    Row("ranked page, p95, worst", "1,700, over 12,000 ms", "100 ms", SEARCH,
        r"ranked page p95 ([\d.]+) ms, worst ([\d.]+)", "{0}, {1} ms"),
    Row("all ids, facets, p95", "763, 134 ms", "400, 60 ms", SEARCH,
        r"all ids p95 ([\d.]+) ms\n.*facets p50 .*p95 ([\d.]+) ms", "{0}, {1} ms"),
    Row("stopping a search for a*", "", "20 ms", SEARCH, r"interrupt a\* +([\d.]+)", "{0} ms"),
    Row("import, wall time compared with the plain loop", "1.19 to 1.7 x", "1.1 x quiet, 1.5 x busy", IMPORT,
        r"\nimport +([\d.]+) s[\s\S]*time / plain +([\d.]+)", "{0} s, {1} x"),
    Row("import, processor time compared with the plain loop", "", "1.1 x", IMPORT,
        r"  of a core +([\d.]+)", "{0} x"),
    Row("CSV parsed and indexed by a core", "", "12 MB/s", IMPORT, r"a core +([\d.]+) MB/s", "{0} MB/s"),
    Row("size of the library compared with the plain one", "", "1.25 x", IMPORT,
        r"size / plain +([\d.]+)", "{0} x"),
    Row("reading rows compared with the csv module", "", "", SOURCES, r": ([\d.]+) times", "{0} x"),
    Row("parse, mean, compared with a plain pass", "0.73 to 1.05 ms, 2.7 x", "2.0 x", PARSE,
        r"parse +([\d.]+)[\s\S]*ratio of the means ([\d.]+)", "{0} ms, {1} x"),
    Row("export of 2,000 cables with 10,000 notes; again", "11.4; 8.4 s", "4; 0.5 s", EXPORT,
        r"export +([\d.]+) s[\s\S]*unchanged +([\d.]+) s", "{0}; {1} s"),
    Row("export compared with parsing and writing, processor time", "", "", EXPORT,
        r"export / plain +([\d.]+)", "{0} x"),
    Row("save of a note, p95, and how much faster than TinyDB's own", "1.1 ms", "1.1 ms", NOTES,
        r"save one note, p95 +\| +([\d.]+) ms[\s\S]*\| +\d+ ms, (\d+) x", "{0} ms, {1} x"),
    Row("typing in a note: p95, longest, both without other threads", "9, 244 ms", "9, 16 ms", WRITING,
        rf"typing{_WORKED}[\s\S]*longest, own +([\d.]+)", "{0}, {1} ms"),
    Row("1,000,000 notes: first note shown, all found", "3.75, 16.7 s", "0.3, 5 s", MANY_NOTES,
        r"first cable's notes +\| +(\d+) ms[\s\S]*counted and found +\| +(\d+) ms", "{0}, {1} ms"),
    Row("100,000 notes: first note shown, all found", "", "150, 1,500 ms", NOTES,
        r"first cable's notes +\| +(\d+) ms[\s\S]*counted and found +\| +(\d+) ms", "{0}, {1} ms"),
    Row("25,000 to 251,287 cables: frame, page, tag:PHUM, key", "tag:PHUM 4 x", "1.3 x", GROWTH,
        rf"times[\s\S]*?times{_TIMES}", "{0}, {1}, {2}, {3} x"),
    Row("25,000 to 1,000,000 cables: the same", "", "1.3 x", GROWTH,
        rf"times[\s\S]*times[\s\S]*times{_TIMES}", "{0}, {1}, {2}, {3} x"),
    Row("a cable from a cold file, p95, compared with the bare statement", "", "50 ms", COLD,
        r"open, get[^\n]* ([\d.]+) ms p95[\s\S]*ratio ([\d.]+)", "{0} ms, {1} x"),
    Row("key to frame in the list, p95: down, page, end, home", "", "16 ms", SCROLL,
        "".join(rf"\n{key} +[\d.]+ +([\d.]+)[\s\S]*?" for key in ("down", "page down", "end", "home")),
        "{0}, {1}, {2}, {3} ms"),
    Row("memory after a walk through all rows", "", "20 MiB", SCROLL, r"MiB, ([+-][\d.]+) after", "{0} MiB"),
    Row("placing 200 notes in 66 KB, compared with str.find", "", "5 ms", ANCHORING,
        r"str.find +([\d.]+) ms\nas it was +([\d.]+) ms", "{1} ms, {0} ms"),
    *(
        Row(f"beside other tools, {what}: cables, {others.replace('|', ', ')}", "", "", OTHERS,
            "".join(rf"[\s\S]*?\n{tool} +(?:{re.escape(what)} +([\d.]+) ms|is not)" for tool in
                    ("cables", *others.split("|"))),
            ", ".join(f"{{{n}}}" for n in range(1 + len(others.split("|")))) + " ms")
        for what, others in (
            ("trafficking", "tantivy, ranked|ripgrep|notmuch"),
            ("t*", "tantivy, ranked|ripgrep|notmuch"),
            ("open a cable", "ripgrep|notmuch"),
        )
    ),
)  # fmt: skip
