"""Drafts the texts of generated cables: invented words in the layout of real ones."""

from __future__ import annotations

import datetime as dt
import itertools
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

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
"""The most frequent words first, as in Zipf's law."""

_ONSETS = (*"bdfghjklmnprstvyz", "br", "ch", "dr", "gr", "kh", "sh", "st", "tr")
_VOWELS = (*"aeiou", "ai", "ou")
_CODAS = ["", "", "", "n", "r", "s", "l", "k", "m", "sh", "v", "t"]
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
        """The row as in the file of 2011: all fields quoted, quotes and backslashes escaped."""
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
class Post:
    """A post that sends cables."""

    code: str
    words: str
    display: str
    tag: str
    prefix: str


class Drafter:
    """Writes the texts."""

    def __init__(self, chance: random.Random, *, words: int = 60_000, sentences: int = 120_000) -> None:
        self._chance = chance
        self._signers: dict[tuple[str, int, int], str] = {}
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
        self, number: int, date: dt.datetime, post: Post, serial: int, mrn: str, references: tuple[str, ...]
    ) -> GeneratedCable:
        """A cable with this number, date, post and serial that refers to these."""
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
            f"{body}\n{self._signer(post, date)}\n",
        )

    def _signer(self, post: Post, date: dt.datetime) -> str:
        """The ambassador, who stays three years, or a deputy."""
        stands_in = self._chance.randrange(3) if self._chance.random() < 0.3 else -1
        key = (post.code, date.year // 3, stands_in)
        if key not in self._signers:
            self._signers[key] = (self._name() + self._name()).upper()
        return self._signers[key]

    def _header(self, date: dt.datetime, post: Post) -> str:
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
        """The references as drafters write them: lettered if there are several."""
        parts = [re.fullmatch(r"(\d\d)([A-Z]+)(\d+)", each) for each in references]
        written = [f"{part[1]} {part[2]} {part[3]}" for part in parts if part]
        if len(written) == 1:
            return written[0]
        return " \n     ".join(f"{chr(65 + place)}. {each}" for place, each in enumerate(written))

    def _paragraphs(
        self, size: int, portion: str, references: Sequence[str], post: Post, serial: int, sections: int
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
        """A name that occurs in few cables."""
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
