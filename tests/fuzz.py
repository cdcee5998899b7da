"""Mutated cables by the thousand through the parser: nothing may raise, nothing may be slow.

    python -m tests.fuzz                 2,000 cables, seed 1
    python -m tests.fuzz 100000 --seed 7

Mutations of characters, of lines and of fragments spliced from other cables; repeats that ask for quadratic
time. Each case is told by its seed and number alone: ``--only N`` runs one again, ``--print`` shows its text.
"""

from __future__ import annotations

import argparse
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random
from typing import NamedTuple

from reader.cable.model import Cable
from reader.cable.normalise import normalise
from reader.cable.parse import parse
from tests.cable.damage import mixed
from tests.corpus import folder, rows

_SAMPLES = Path(__file__).parents[1] / "samples"
_TOKENS = (
    "¶1. ", "¶12. ", "1.", "[1](#)4. ", "(S/NF)", "(C) ", "(", ")", "[", "**", "## ", "- ", "-- ",
    "A. ", "¶B. ", "TAGS: ", "REF: ", "SUBJECT: ", "E.O. 12958: ", "Classified By: ", "SIPDIS", "\n\n",
    "\r\n", "\r", "\t", " ", "-------\n", "S E C R E T SECTION 01 OF 02 PARIS 000123\n",
    "PARIS 00000123  002 OF 002\n", "PAGE 02 ", "VZCZCXRO1234\n", "DE RUEHFR #0123/01 1430655\n",
    "P 230655Z MAY 06\n", "FM AMEMBASSY PARIS\n", "INFO ", "NNNN", "XXXXXXXXXXXX", "&amp;", "<br>",
    "\\", "\u0000", "\u001b[2J", "\ufeff", "\u200b", "\u2028", "\ud800", "é", "𐀀",
    "999999999999999999999999999999", "BEGIN TEXT", "END TEXT", "ref A", "paras 4-6 ref B",
    "08 MADRID 123", "(protect)", "END SUMMARY.",
)  # fmt: skip


class Case(NamedTuple):
    """One mutated cable."""

    number: int
    text: str
    how: str


def case(sources: Sequence[str], seed: int, number: int) -> Case:
    """The mutated cable of this seed and number."""
    rng = Random(f"{seed} {number}")
    text = rng.choice(sources)
    names = []
    for _ in range(rng.choice((1, 1, 2, 3, 6))):
        mutate = rng.choice(_MUTATIONS)
        names.append(mutate.__name__.strip("_"))
        text = mutate(text, sources, rng)[:400_000]
    return Case(number, text, ", ".join(names))


_Mutation = Callable[[str, Sequence[str], Random], str]


def _spot(text: str, rng: Random, longest: int) -> tuple[int, int]:
    start = rng.randint(0, len(text))
    return start, min(len(text), start + rng.randint(0, longest))


def _characters(text: str, sources: Sequence[str], rng: Random) -> str:
    for _ in range(rng.randint(1, 40)):
        start, end = _spot(text, rng, 2)
        text = (
            text[:start]
            + rng.choice(("", chr(rng.randint(0, 0x2FF)), rng.choice("0123456789().:-/ \n")))
            + text[end:]
        )
    return text


def _tokens(text: str, sources: Sequence[str], rng: Random) -> str:
    for _ in range(rng.randint(1, 20)):
        start, _ = _spot(text, rng, 0)
        text = text[:start] + rng.choice(_TOKENS) + text[start:]
    return text


def _deletion(text: str, sources: Sequence[str], rng: Random) -> str:
    start, end = _spot(text, rng, rng.choice((10, 200, 5000)))
    return text[:start] + text[end:]


def _repeat(text: str, sources: Sequence[str], rng: Random) -> str:
    start, end = _spot(text, rng, rng.choice((1, 5, 40, 400)))
    token = text[start:end] if rng.random() < 0.5 else rng.choice(_TOKENS)
    return text[:start] + token * rng.randint(2, rng.choice((5, 50, 5000))) + text[end:]


def _splice(text: str, sources: Sequence[str], rng: Random) -> str:
    other = rng.choice(sources)
    start, end = _spot(text, rng, 2000)
    first, last = _spot(other, rng, 4000)
    return text[:start] + other[first:last] + text[end:]


def _lines(text: str, sources: Sequence[str], rng: Random) -> str:
    lines = text.split("\n")
    for _ in range(rng.randint(1, 10)):
        at, other = rng.randrange(len(lines)), rng.randrange(len(lines))
        match rng.randrange(5):
            case 0:
                lines[at], lines[other] = lines[other], lines[at]
            case 1:
                lines.insert(at, lines[other])
            case 2:
                lines[at] = lines[at].swapcase()
            case 3:
                lines[at] = " " * rng.randint(1, 20) + lines[at]
            case _:
                lines[at : at + 2] = ["".join(lines[at : at + 2])]
    return "\n".join(lines)


def _cut(text: str, sources: Sequence[str], rng: Random) -> str:
    start, end = sorted((rng.randint(0, len(text)), rng.randint(0, len(text))))
    return text[start:end]


def _shuffled(text: str, sources: Sequence[str], rng: Random) -> str:
    lines = text.split("\n")
    rng.shuffle(lines)
    return "\n".join(lines)


def _damaged(text: str, sources: Sequence[str], rng: Random) -> str:
    return mixed(text, rng)


_MUTATIONS: tuple[_Mutation, ...] = (
    _characters, _tokens, _deletion, _repeat, _splice, _lines, _cut, _shuffled, _damaged,
)  # fmt: skip


def check(text: str, cable: Cable) -> None:
    """What must hold of any cable: the blocks tile the source, every span lies inside, the maps agree.

    Raises:
        AssertionError: what does not hold.
    """
    source = cable.source
    assert source == normalise(text), "the source is not the normalised text"
    at = 0
    for block in cable.blocks:
        assert block.span.start == at, f"a gap or overlap of blocks at {at}"
        at = block.span.end
    assert at == len(source), "the blocks end before the source"
    assert [p.ordinal for p in cable.paragraphs] == list(range(1, len(cable.paragraphs) + 1)), "ordinals"
    for paragraph in cable.paragraphs:
        assert 0 <= paragraph.span.start <= paragraph.span.end <= len(source), "a paragraph's span"
        for clean, origin, length in zip(
            paragraph.map.clean, paragraph.map.source, paragraph.map.length, strict=True
        ):
            kept = paragraph.text[clean : clean + length]
            assert kept == source[origin : origin + length], f"the map of {paragraph.label} at {clean}"
            for offset in {clean, clean + max(length - 1, 0)} if length else ():
                there = paragraph.map.to_source(offset)
                assert paragraph.map.to_clean(there) == offset, (
                    f"there and back in {paragraph.label} at {offset}"
                )
        inside = [*(i.span for i in paragraph.items), *(m.span for m in paragraph.marks)]
        inside += [*(link.span for link in paragraph.links), *paragraph.verbatim]
        for start, end in inside:
            assert 0 <= start <= end <= len(paragraph.text), f"a span inside {paragraph.label}"
    spans = [heading.span for heading in cable.headings] + [item.span for item in cable.references]
    spans += [*(tag.span for tag in cable.tags), *(problem.span for problem in cable.problems)]
    spans += [*(region.span for region in cable.regions), *(page.span for page in cable.page_breaks)]
    assert all(0 <= start <= end <= len(source) for start, end in spans), "a span outside the source"


def sources() -> list[str]:
    """The corpus where there is one, else the samples."""
    place = folder()
    if place:
        return [row.text for row in rows(place / "cables.csv")]
    return [path.read_text(encoding="utf-8") for path in sorted(_SAMPLES.glob("*.txt"))]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the cases asked for; print what raised and what was slow. Returns 1 when anything raised."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("cases", nargs="?", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", type=int, help="one case, by number")
    parser.add_argument("--print", action="store_true", help="with --only: its text")
    asked = parser.parse_args(arguments)
    texts = sources()
    parse(texts[0])  # the tables and patterns are loaded by the first
    failures: Counter[str] = Counter()
    slowest: list[tuple[float, Case]] = []
    total = size = 0.0
    for number in [asked.only] if asked.only is not None else range(asked.cases):
        one = case(texts, asked.seed, number)
        if asked.print:
            print(one.text)
        began = time.process_time()
        try:
            cable = parse(one.text)
            took = time.process_time() - began
            check(one.text, cable)
        except Exception as error:
            took = time.process_time() - began
            where = traceback.extract_tb(error.__traceback__)[-1]
            failure = f"{type(error).__name__}: {error} ({where.name}, line {where.lineno})"
            if not failures[failure]:
                print(f"case {number} ({one.how}, {len(one.text)} characters): {failure}")
            failures[failure] += 1
        total += took
        size += len(one.text)
        # Per character, so that a long text is not slow merely for being long.
        slowest = sorted([*slowest, (took / (len(one.text) + 4000), one)], key=lambda s: s[0], reverse=True)[
            :5
        ]
    print(
        f"{failures.total()} failures of {len(failures)} kinds; {total:.1f} s, {size / 1e6:.1f} M characters"
    )
    for failure, times in failures.most_common():
        print(f"  {times} x {failure}")
    print("slowest for their length:")
    for pace, one in slowest:
        took = pace * (len(one.text) + 4000)
        print(f"  case {one.number}: {took * 1000:.1f} ms for {len(one.text)} characters ({one.how})")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
