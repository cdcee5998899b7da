"""How well the parser reads the corpus, in plain tables.

    python -m tests.figures                   everything but the labels held back
    python -m tests.figures labels damage     only these tables
    python -m tests.figures --held-back       the labels held back: totals only

The corpus is looked for where ``tests.corpus`` says. Takes about a minute.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from reader.cable import mrn as mrns
from reader.cable.model import Cable, MrnSource
from reader.cable.parse import parse
from reader.cable.reference import tables as facts
from tests.cable.damage import DAMAGES, Damage, mixed, seeded
from tests.cable.damage.truth import opening, openings
from tests.corpus import Row, folder, rows
from tests.gold import labels as gold

_HELD_BACK = tuple(item["mrn"] for item in gold.read(held_back=True))
_LEVELS = {
    "UNCLASSIFIED": "U",
    "UNCLASSIFIED//FOR OFFICIAL USE ONLY": "SBU",
    "CONFIDENTIAL": "C",
    "CONFIDENTIAL//NOFORN": "C",
    "SECRET": "S",
    "SECRET//NOFORN": "S",
}


class Corpus:
    """The rows and their cables: read from the text alone, and read as an import does, the MRN given."""

    def __init__(self, place: Path) -> None:
        self.rows = list(rows(place / "cables.csv"))
        self.cables = {row.mrn: parse(row.text) for row in self.rows}
        self.given = {row.mrn: parse(row.text, mrn=row.mrn) for row in self.rows}
        lines = (place / "gold.jsonl").read_text(encoding="utf-8").splitlines()
        self.linked: dict[str, list[str]] = {
            (line := json.loads(text))["mrn"]: line["tags"] for text in lines
        }

    def __iter__(self) -> Iterator[tuple[Row, Cable]]:
        return ((row, self.cables[row.mrn]) for row in self.rows)


# --- identity


def identity(corpus: Corpus) -> None:
    """MRN, post, level and DTG beside the metadata; each cable that differs is named."""
    wrong: defaultdict[str, list[str]] = defaultdict(list)
    count: Counter[str] = Counter()
    for row, cable in corpus:
        for field, given, found in _identity(row, cable):
            count[field] += 1
            if given != found:
                wrong[field].append(f"{row.mrn}: {given} in the metadata, {found} in the text")
    _table(
        ("field", "cables", "agree", "differ"),
        [(f, count[f], count[f] - len(wrong[f]), len(wrong[f])) for f in count],
    )
    _named(wrong)


def _identity(row: Row, cable: Cable) -> Iterator[tuple[str, str, str]]:
    given, found = mrns.split(row.mrn), mrns.split(cable.mrn or "")
    guessed = cable.mrn_source is MrnSource.INFERRED
    yield "MRN, year guessed" if guessed else "MRN", row.mrn, str(cable.mrn)
    yield "post", given.post if given else row.mrn, found.post if found else "nothing"
    level = cable.classification
    yield "level", _LEVELS[row.classification], level.level.name if level else "nothing"
    if row.header and not row.header.startswith("This record is a partial extract"):
        # The minutes of the published times are the hour again; only date and hour are real.
        month, day, rest = row.created.split("/", 2)
        year, hour = rest.split(":")[0].split(" ")
        when = f"{year}-{month:0>2}-{day:0>2} {hour:0>2}h"
        yield "DTG", when, f"{cable.date:%Y-%m-%d %Hh}" if cable.date else "nothing"


# --- TAGS


def tags(corpus: Corpus) -> None:
    """Every hyperlinked tag found; every other one explained by the table, as a person, or as free text."""
    missing: list[str] = []
    other: Counter[str] = Counter()
    unexplained: list[str] = []
    linked = without = 0
    for row, cable in corpus:
        found = [tag.code for tag in cable.tags]
        without += not found
        wanted = corpus.linked.get(row.mrn, [])
        linked += len(wanted)
        missing += [f"{row.mrn}: {tag}" for tag in wanted if not _covered(tag.upper(), found)]
        for code in sorted(set(found) - {tag.upper() for tag in wanted}):
            kind = _explained(code)
            other[kind] += 1
            if kind == "not explained":
                unexplained.append(f"{row.mrn}: {code}")
    _table(
        ("tags", "number"),
        [
            ("hyperlinked", linked),
            ("of them not found", len(missing)),
            *((f"not hyperlinked, {kind}", number) for kind, number in sorted(other.items())),
            ("cables without any", without),
        ],
    )
    _named({"hyperlinked, not found": missing, "not explained": unexplained})


def _covered(tag: str, found: Sequence[str]) -> bool:
    """Whether it was found, as a word of a longer tag too, or the two that lost the space between them."""
    words = {word for code in found for word in code.replace(",", " ").split()}
    return tag in words or any(tag[:at] in found and tag[at:] in found for at in range(2, len(tag) - 1))


def _explained(code: str) -> str:
    if facts.tag(code):
        return "in the table"
    if "," in code or " " in code or len(code) > 5:
        return "person or free text"
    return "not explained"


# --- paragraph numbers


def numbers(corpus: Corpus) -> None:
    """Numbers 1..N recovered with every pilcrow taken away first, where the printed ones run so."""
    wrong: list[str] = []
    cables = paragraphs = 0
    for row in corpus.rows:
        if truth := openings(row.text):
            cables += 1
            paragraphs += len(truth)
            found = [p.number for p in parse(row.text.replace("¶", "")).paragraphs if p.number is not None]
            if found != list(truth):
                wrong.append(f"{row.mrn}: {_difference(list(truth), found)}")
    _table(
        ("printed numbers run 1..N", "number"),
        [("cables", cables), ("paragraphs", paragraphs), ("cables not recovered", len(wrong))],
    )
    _named({"not recovered": wrong})


def _difference(truth: Sequence[int], found: Sequence[int]) -> str:
    lost = sorted((Counter(truth) - Counter(found)).elements())
    more = sorted((Counter(found) - Counter(truth)).elements())
    return f"1..{len(truth)} lacks {lost}, has also {more}" if lost or more else "in another order"


# --- damage


class Tally:
    """Paragraphs kept, lost and invented under one damage."""

    def __init__(self) -> None:
        self.cables = self.paragraphs = self.kept = self.false = 0
        self.worst: Counter[str] = Counter()

    def add(self, key: str, truth: dict[int, str], cable: Cable, unnumbered: int) -> None:
        """Count one damaged cable; ``unnumbered``: how many such paragraphs the clean one had."""
        found = [(p.number, opening(p.text)) for p in cable.paragraphs]
        kept = sum(any(n == number and _alike(o, text) for n, o in found) for number, text in truth.items())
        starts = list(truth.values())
        false = sum(n is not None and not any(_alike(o, text) for text in starts) for n, o in found)
        false += max(0, sum(n is None for n, _ in found) - unnumbered)
        self.cables += 1
        self.paragraphs += len(truth)
        self.kept += kept
        self.false += false
        if kept < len(truth) or false:
            self.worst[key] = len(truth) - kept + false


def _alike(first: str, second: str) -> bool:
    return first[:8] == second[:8]


def damage(corpus: Corpus) -> None:
    """Paragraphs that keep their number under each damage alone, and under several at once."""
    clean = {row.mrn: row.text for row in corpus.rows if openings(row.text)}
    tallies: dict[str, Tally] = {}
    every: list[tuple[str, Damage]] = [("as it is", lambda text, _: text), *DAMAGES.items()]
    every += [(f"mixed, {turn}", mixed) for turn in ("once", "again", "a third time")]
    for name, spoil in every:
        tally = tallies[name] = Tally()
        for key, text in clean.items():
            spoilt = spoil(text, seeded(name, key))
            if spoilt != text or name == "as it is":
                unnumbered = sum(p.number is None for p in corpus.cables[key].paragraphs)
                tally.add(key, openings(text), parse(spoilt), unnumbered)
    single = _sum(t for name, t in tallies.items() if name in DAMAGES)
    together = _sum(t for name, t in tallies.items() if name.startswith("mixed"))
    for name, total in (("all single", single), ("all mixed", together)):
        tallies[name] = total
    _table(
        ("damage", "cables", "paragraphs", "keep their number", "%", "false", "%"),
        [
            (
                n,
                t.cables,
                t.paragraphs,
                t.kept,
                _percent(t.kept, t.paragraphs),
                t.false,
                _percent(t.false, t.paragraphs),
            )
            for n, t in tallies.items()
        ],
    )
    _named(
        {
            f"{name}: lost or false in {len(tally.worst)} cables, the worst": [
                f"{key} {number}" for key, number in tally.worst.most_common(8)
            ]
            for name, tally in tallies.items()
            if tally.worst and not name.startswith("all")
        }
    )


def _sum(tallies: Iterable[Tally]) -> Tally:
    total = Tally()
    for tally in tallies:
        total.cables += tally.cables
        total.paragraphs += tally.paragraphs
        total.kept += tally.kept
        total.false += tally.false
    return total


# --- labels


def labelled(corpus: Corpus) -> None:
    """The eighty labels to tune on: each field right, wrong, missing, and what was wrong."""
    _labelled(corpus, gold.read(held_back=False), named=True)


def held_back(corpus: Corpus) -> None:
    """The twenty labels held back: totals, and no names."""
    _labelled(corpus, gold.read(held_back=True), named=False)


def _labelled(corpus: Corpus, every: list[gold.Labels], *, named: bool) -> None:
    outcomes: defaultdict[str, Counter[str]] = defaultdict(Counter)
    what: defaultdict[str, list[str]] = defaultdict(list)
    for item in every:
        for verdict in gold.compare(item, corpus.given[item["mrn"]]):
            outcomes[verdict.field][verdict.outcome] += 1
            if verdict.outcome != "right":
                what[verdict.field].append(f"{item['mrn']} {verdict.outcome}: {verdict.what}")
    _table(
        (f"{len(every)} labelled cables", "right", "wrong", "missing", "extra", "% right"),
        [
            (field, *(c[o] for o in ("right", "wrong", "missing", "extra")), _percent(c["right"], c.total()))
            for field, c in outcomes.items()
        ],
    )
    if named:
        _named(what, most=40)


# --- printing


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.2f}" if whole else "-"


def _table(head: Sequence[str], body: Iterable[Sequence[object]]) -> None:
    lines = [[str(cell) for cell in line] for line in (head, *body)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(head))]
    for line in lines:
        first, *rest = zip(line, widths, strict=True)
        print(first[0].ljust(first[1]), *(cell.rjust(width) for cell, width in rest), sep="  ")
    print()


def _named(lists: dict[str, list[str]], most: int = 25) -> None:
    for head, every in lists.items():
        # What is wrong in a cable held back is counted, not shown: who tunes the parser reads this.
        lines = [line for line in every if not line.startswith(_HELD_BACK)]
        if every:
            held = len(every) - len(lines)
            print(f"{head} ({len(every)}{f', {held} of them in cables held back' if held else ''})")
            print(*(f"  {line}" for line in lines[:most]), sep="\n")
            if len(lines) > most:
                print(f"  and {len(lines) - most} more")
            print()


_TABLES: dict[str, Callable[[Corpus], None]] = {
    "identity": identity,
    "tags": tags,
    "numbers": numbers,
    "damage": damage,
    "labels": labelled,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the tables asked for. Returns 2 where there is no corpus."""
    parser = argparse.ArgumentParser(prog="python -m tests.figures", description=__doc__)
    parser.add_argument(
        "tables", nargs="*", choices=[*_TABLES, []], help="which tables; all when none is named"
    )
    parser.add_argument("--held-back", action="store_true", help="the labels held back, totals only")
    asked = parser.parse_args(arguments)
    place = folder()
    if place is None:
        print("No corpus: name its folder in CABLES_CORPUS.", file=sys.stderr)
        return 2
    began = time.perf_counter()
    corpus = Corpus(place)
    tables = [held_back] if asked.held_back else [_TABLES[name] for name in asked.tables or _TABLES]
    for table in tables:
        print(f"== {(table.__doc__ or '').strip()}\n")
        table(corpus)
    print(f"{len(corpus.rows)} cables, {time.perf_counter() - began:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
