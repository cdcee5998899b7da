"""Generates any number of cables for the benchmarks: laid out like real ones, with invented words.

The same count and seed give the same cables. Memory does not grow with the count.

    python -m tests.bench.generate 251287 cables.csv [--seed 1]
"""

from __future__ import annotations

import argparse
import datetime as dt
import itertools
import random
from collections import deque
from collections.abc import Iterator, Sequence
from pathlib import Path

from reader.cable.reference import tables
from tests.bench.drafting import Drafter, GeneratedCable, Post

_YEARS = {
    **dict.fromkeys(range(1972, 2000), 0.05),
    2000: 0.4,
    2001: 0.6,
    2002: 1.2,
    2003: 3.5,
    2004: 5.5,
    2005: 12,
    2006: 17,
    2007: 17,
    2008: 18,
    2009: 20,
    2010: 3.5,
}
_BUSIEST = (
    *("ANKARA", "BAGHDAD", "TOKYO", "AMMAN", "PARIS", "KUWAIT", "MADRID", "MOSCOW", "BEIJING", "TELAVIV"),
    *("CAIRO", "ISLAMABAD", "JAKARTA", "KABUL", "NEWDELHI", "MANAMA", "LONDON", "BANGKOK", "BOGOTA", "LIMA"),
)
"""Posts that sent most of the cables published in 2010 and 2011; the others follow in any order."""


def generate(count: int, seed: int = 1) -> Iterator[GeneratedCable]:
    """``count`` cables, in the order of their dates."""
    chance = random.Random(seed)
    # Few cables repeat no sentence of a short list, and drawing the long one takes seconds.
    writer = Drafter(chance, sentences=min(1000 + 50 * count, 120_000))
    posts = _posts(chance)
    weights = list(itertools.accumulate(1 / (rank + 3) for rank in range(len(posts))))
    serials: dict[tuple[str, int], int] = {}
    recent: deque[str] = deque(maxlen=3000)
    for number, date in enumerate(_dates(count, chance), 1):
        post = chance.choices(posts, cum_weights=weights)[0]
        serial = serials[post.code, date.year] = serials.get((post.code, date.year), 0) + chance.randint(1, 3)
        mrn = f"{date.year % 100:02}{post.code}{serial}"
        yield writer.cable(number, date, post, serial, mrn, _cited(recent, date, posts, chance))
        recent.append(mrn)


def write_csv(path: Path, count: int, seed: int = 1) -> int:
    """Write them in the CSV format of 2011; returns its size in bytes."""
    with path.open("w", encoding="utf-8", newline="") as file:
        file.writelines(cable.row() for cable in generate(count, seed))
    return path.stat().st_size


def _dates(count: int, chance: random.Random) -> Iterator[dt.datetime]:
    total = sum(_YEARS.values())
    made = 0
    share = 0.0
    for year, weight in _YEARS.items():
        share += weight / total
        until = count if year == max(_YEARS) else round(count * share)
        first = dt.datetime(year, 1, 1)
        # Cables of 2010 end in February, like the collection.
        minutes = (58 if year == 2010 else 365) * 1440
        for minute in sorted(chance.randrange(minutes) for _ in range(until - made)):
            yield first + dt.timedelta(minutes=minute)
        made = until


def _posts(chance: random.Random) -> list[Post]:
    """The posts, busy ones first."""
    prefixes = {"embassy": "AMEMBASSY", "consulate": "AMCONSUL"}
    found = [
        Post(code, fact.city.upper(), fact.display_name, fact.country[:2].upper(), prefixes[fact.kind])
        for code, fact in tables.posts().items()
        if fact.kind in prefixes and fact.city.upper().replace(" ", "") == code
    ]
    chance.shuffle(found)
    return sorted(
        found, key=lambda post: _BUSIEST.index(post.code) if post.code in _BUSIEST else len(_BUSIEST)
    )


def _cited(
    recent: Sequence[str], date: dt.datetime, posts: Sequence[Post], chance: random.Random
) -> tuple[str, ...]:
    """The references of a cable: half have none, others mostly recent ones, one in ten not in the library."""
    if chance.random() < 0.45 or not recent:
        return ()
    cited = []
    for _ in range(min(int(chance.expovariate(0.5)) + 1, 9)):
        if chance.random() < 0.1:
            cited.append(f"{date.year % 100:02}{chance.choice(posts).code}{chance.randint(20000, 29999)}")
        else:
            cited.append(recent[-1 - min(int(chance.expovariate(0.004)), len(recent) - 1)])
    return tuple(dict.fromkeys(cited))


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int)
    parser.add_argument("path", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    print(f"{write_csv(chosen.path, chosen.count, chosen.seed):,} bytes")


if __name__ == "__main__":
    main()
