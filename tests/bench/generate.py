"""Makes cables of any number for the benchmarks: shaped like real ones, of our own words.

The same count and seed give the same cables. Streams: the memory does not grow with the count.

    python -m tests.bench.generate 251287 cables.csv [--seed 1]
"""

from __future__ import annotations

import argparse
import datetime as dt
import itertools
import random
import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from reader.cable import facts

COMMON = """
the of to and in a that for on is with was as by it be said this at from are has have not will an he
were which its government but would they had been also their or who more his than we one other new
all about minister there political can some foreign no president two security if our us support
during should people meeting between these while into after when up however officials first over
international party including time most many only military such elections country economic public
law state embassy trade could made local officer members national police human rights well million
before years process now both group agreement several next any against her still nuclear under year
those where do may used cooperation even defense report assistance through issues did told noted
added comment visit ambassador work war opposition policy development need level recent leaders
energy court media forces deputy region talks him media part because each second remain month week
office department so issue senior three poloff econoff told continued program working peace
parliament prime concerns interest progress given major key regional committee plan very being
strong early possible press future border gas oil election trafficking visa fraud vodka export bank
market water council treaty sanctions drug refugee church student women children labor health food
aid army navy aircraft training investigation corruption reform budget tax investment company
industry contract airport road school university village city province governor mayor judge lawyer
journalist newspaper radio television protest strike violence attack bomb killed arrested prison
release trial sentence appeal decision vote ballot candidate coalition cabinet speech statement
draft resolution article commission union alliance neighbor threat crisis conflict ceasefire mission
monitor
"""
"""The most frequent words first, as a Zipf law has them."""

_ONSETS = (*"bdfghjklmnprstvyz", "br", "ch", "dr", "gr", "kh", "sh", "st", "tr")
_VOWELS = (*"aeiou", "ai", "ou")
_CODAS = ["", "", "", "n", "r", "s", "l", "k", "m", "sh", "v", "t"]
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
_CLASSES = [
    ("UNCLASSIFIED", "UNCLAS", "U", 30),
    ("UNCLASSIFIED//FOR OFFICIAL USE ONLY", "UNCLAS", "SBU", 24),
    ("CONFIDENTIAL", "C O N F I D E N T I A L", "C", 38),
    ("CONFIDENTIAL//NOFORN", "C O N F I D E N T I A L", "C/NF", 2),
    ("SECRET", "S E C R E T", "S", 4.5),
    ("SECRET//NOFORN", "S E C R E T", "S/NF", 1.5),
]
_SUBJECT_TAGS = (
    *("PREL", "PGOV", "PHUM", "ECON", "PTER", "MARR", "EFIN", "ETRD", "SNAR"),
    *("KDEM", "SMIG", "EAID", "ENRG", "MASS", "MNUC", "KCRM", "SOCI", "KPAO"),
)
_SHORTEST, _MEDIAN, _LONGEST = 1_000, 8_000, 70_000
_WIDTH = re.compile(r"(.{1,64})(?:\s+|$)")


@dataclass(frozen=True, slots=True)
class GeneratedCable:
    """One row of the CSV of 2011."""

    number: int
    date: dt.datetime
    mrn: str
    origin: str
    classification: str
    references: tuple[str, ...]
    header: str
    body: str

    def row(self) -> str:
        """The row as the file had it: all quoted, backslash before quote and backslash."""
        date = f"{self.date.month}/{self.date.day}/{self.date.year} {self.date.hour}:{self.date.minute:02}"
        fields = (
            str(self.number),
            date,
            self.mrn,
            self.origin,
            self.classification,
            "|".join(self.references),
            self.header,
            self.body,
        )
        return ",".join('"' + re.sub(r'(["\\])', r"\\\1", field) + '"' for field in fields) + "\n"


@dataclass(frozen=True, slots=True)
class _Post:
    code: str
    words: str
    display: str
    tag: str
    prefix: str


def generate(count: int, seed: int = 1) -> Iterator[GeneratedCable]:
    """``count`` cables in the order of their dates."""
    chance = random.Random(seed)
    writer = _Drafter(chance)
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
    """Write them as the CSV of 2011; returns its size in bytes."""
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


def _posts(chance: random.Random) -> list[_Post]:
    """The posts, busy ones first."""
    prefixes = {"embassy": "AMEMBASSY", "consulate": "AMCONSUL"}
    found = [
        _Post(code, fact.city.upper(), fact.display_name, fact.country[:2].upper(), prefixes[fact.kind])
        for code, fact in facts.posts().items()
        if fact.kind in prefixes and fact.city.upper().replace(" ", "") == code
    ]
    chance.shuffle(found)
    return found


def _cited(
    recent: Sequence[str], date: dt.datetime, posts: Sequence[_Post], chance: random.Random
) -> tuple[str, ...]:
    """What a cable refers to: half of them nothing, others mostly recent cables, one in ten not held."""
    if chance.random() < 0.45 or not recent:
        return ()
    cited = []
    for _ in range(min(int(chance.expovariate(0.5)) + 1, 9)):
        if chance.random() < 0.1:
            cited.append(f"{date.year % 100:02}{chance.choice(posts).code}{chance.randint(20000, 29999)}")
        else:
            cited.append(recent[-1 - min(int(chance.expovariate(0.004)), len(recent) - 1)])
    return tuple(dict.fromkeys(cited))


class _Drafter:
    """Writes the texts."""

    def __init__(self, chance: random.Random, *, words: int = 60_000, sentences: int = 120_000) -> None:
        self._chance = chance
        vocabulary = list(dict.fromkeys([*COMMON.split(), *(self._name() for _ in range(words))]))
        weights = list(itertools.accumulate((rank + 2.7) ** -1.22 for rank in range(len(vocabulary))))
        # Drawing word for word would take most of the time; drawing sentences keeps the frequencies.
        self._sentences = [
            " ".join(chance.choices(vocabulary, cum_weights=weights, k=chance.randint(8, 30))).capitalize()
            + "."
            for _ in range(sentences)
        ]

    def _name(self) -> str:
        chance = self._chance
        syllables = (
            chance.choice(_ONSETS) + chance.choice(_VOWELS) + chance.choice(_CODAS)
            for _ in range(chance.randint(1, 3))
        )
        return "".join(syllables)

    def cable(
        self, number: int, date: dt.datetime, post: _Post, serial: int, mrn: str, references: tuple[str, ...]
    ) -> GeneratedCable:
        chance = self._chance
        given, printed, portion, _ = chance.choices(_CLASSES, [weight for *_, weight in _CLASSES])[0]
        size = min(max(int(chance.lognormvariate(0, 0.75) * _MEDIAN), _SHORTEST), _LONGEST)
        sections = size // 6000 + 1
        tags = ", ".join([*chance.sample(_SUBJECT_TAGS, chance.randint(1, 4)), post.tag])
        section = f" SECTION 01 OF {sections:02}" if sections > 1 else ""
        head = [
            f"{printed}{section} {post.words} {serial:06} \n \nSIPDIS \n",
            f"E.O. 12958: DECL: {date:%m/%d}/{date.year + 10}" if printed != "UNCLAS" else "E.O. 12958: N/A",
            f"TAGS: {tags} ",
            f"SUBJECT: {self._subject()} \n ",
        ]
        if references:
            head.append(f"REF: {self._printed(references, mrn)} \n ")
        if printed != "UNCLAS":
            head.append(f"Classified By: DCM {self._name().capitalize()} for reasons 1.4 (b) and (d). \n ")
        body = "\n".join([*head, *self._paragraphs(size, portion, references, post, serial, sections)])
        return GeneratedCable(
            number,
            date,
            mrn,
            post.display,
            given,
            references,
            self._header(date, post),
            f"{body}\n{self._name().upper()}\n",
        )

    def _header(self, date: dt.datetime, post: _Post) -> str:
        chance = self._chance
        info = "\n".join(
            f"RUEH{''.join(chance.choices('ABCDEFGHJK', k=2))}/{name} {chance.randint(1, 9999):04} "
            for name in chance.sample(_COLLECTIVES, chance.randint(1, len(_COLLECTIVES)))
        )
        return (
            f"VZCZCXRO{chance.randint(0, 9999):04}\nPP RUEHWEB\n \nDE RUEH #{chance.randint(0, 9999):04} \n"
            f"ZNY CCCCC ZZH\n{chance.choice('OPR')} {date:%d%H%M}Z {date:%b %y}\n"
            f"FM {post.prefix} {post.words}\n"
            f"TO RUEHC/SECSTATE WASHDC PRIORITY {chance.randint(1, 9999):04}\nINFO {info}"
        ).upper()

    def _subject(self) -> str:
        return " ".join(self._chance.choice(self._sentences).split()[: self._chance.randint(4, 9)]).upper()

    def _printed(self, references: Sequence[str], mrn: str) -> str:
        """As drafters write them: lettered when there are several."""
        parts = [re.fullmatch(r"(\d\d)([A-Z]+)(\d+)", each) for each in references]
        written = [f"{part[1]} {part[2]} {part[3]}" for part in parts if part]
        if len(written) == 1:
            return written[0]
        return " \n     ".join(f"{chr(65 + place)}. {each}" for place, each in enumerate(written))

    def _paragraphs(
        self, size: int, portion: str, references: Sequence[str], post: _Post, serial: int, sections: int
    ) -> Iterator[str]:
        chance = self._chance
        written = 0
        page = 2
        for number in itertools.count(1):
            if written >= size:
                return
            mark = portion if chance.random() < 0.85 else chance.choice(["U", "SBU"])
            start = chance.randrange(len(self._sentences))
            text = " ".join(self._sentences[start : start + chance.randint(2, 7)])
            if number == 1:
                text = f"SUMMARY: {text} {self._rare()} END SUMMARY."
            elif references and chance.random() < 0.2:
                text += (
                    f" (ref {chr(65 + chance.randrange(len(references)))})"
                    if len(references) > 1
                    else " (reftel)"
                )
            elif chance.random() < 0.3:
                text += f" {self._rare()}"
            wrapped = _WIDTH.sub(r"\1 \n", f"\u00b6{number}. ({mark}) {text}")
            yield wrapped + " "
            written += len(wrapped)
            if written > page * 6000 and page <= sections:
                yield f"{post.words} {serial:08}  {page:03} OF {sections:03} \n \n"
                page += 1

    def _rare(self) -> str:
        """A name that few cables hold."""
        return f"{(self._name() + self._name()).capitalize()} spoke."


_COLLECTIVES = [
    "ASEAN COLLECTIVE PRIORITY",
    "NATO EU COLLECTIVE",
    "AMEMBASSY BEIJING",
    "AMEMBASSY MOSCOW PRIORITY",
    "AMEMBASSY PARIS",
    "AMEMBASSY LONDON",
    "USMISSION GENEVA",
    "HQ USPACOM HONOLULU HI",
    "SECDEF WASHDC",
    "NSC WASHDC",
    "CIA WASHDC",
]


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int)
    parser.add_argument("path", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    print(f"{write_csv(chosen.path, chosen.count, chosen.seed):,} bytes")


if __name__ == "__main__":
    main()
