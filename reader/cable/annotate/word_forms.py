"""How the words of a library are written in cables that are not all in capitals.

A cable sent in capitals does not say which of its words are names. Other cables do: in the middle of their
sentences it is *Rangoon* and *NGO*, but *policy*. The forms are counted, and the most frequent one of each
word wins.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

from reader.cable.annotate.sentence_words import SMALL
from reader.cable.reference import tables

_WORD = r"[^\W\d_]+(?:['’-][^\W\d_]+)*"
_IN_SENTENCE = re.compile(rf"(?:(?<=[a-z][ \n])|(?<=[a-z][,;][ \n])){_WORD}")
"""A word after one in small letters, which no heading in capitals and no first word of a sentence is."""
_BOTH_CAPITAL = re.compile(r"(?<=[a-z][ \n])([A-Z][a-z]+)[ \n](?=([A-Z][a-z]+)\b)")
_BOTH_SMALL = re.compile(r"(?<=[a-z][ \n])([a-z]+)[ \n](?=([a-z]+)\b)")
_ANYWHERE = re.compile(r"(?<![\w'’-])[A-Z]?[a-z]{2,}(?![\w'’])")
_PARTS = re.compile(r"[-’']")
_ENOUGH = 5_000
"""Words that a library must know for one it does not know to be taken for a name."""
_LEAST_PAIRS = 3
"""Times that two words must both have a capital: once or twice may be the title of a section."""
_ALWAYS = (
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February April June July August "
    "September October November December Mr Mrs Ms Dr St Lt Sgt Capt Maj Gen Ltd"
)


@dataclass(frozen=True, slots=True)
class WordForms:
    """The forms of words, by the word in capitals."""

    words: dict[str, str] = field(default_factory=dict)
    """``RANGOON`` to ``Rangoon``, ``NGO`` to ``NGO``, ``POLICY`` to ``policy``."""
    pairs: frozenset[tuple[str, str]] = frozenset()
    """Words that each have a capital next to the other: ``("WHITE", "HOUSE")``."""

    def form(self, word: str) -> str | None:
        """The form of a word in capitals: the library's, else that of the tables, if any."""
        return self.words.get(word) or table_forms().get(word)

    @property
    def many(self) -> bool:
        """Whether the forms of so many words are known that another one is rather a name."""
        return len(self.words) >= _ENOUGH


def count_forms(texts: Iterable[str]) -> WordForms:
    """The most frequent form of each word, by the cables that are not all in capitals. Linear."""
    forms: Counter[str] = Counter()
    capital: Counter[tuple[str, str]] = Counter()
    small: Counter[tuple[str, str]] = Counter()
    anywhere: set[str] = set()
    for text in texts:
        forms.update(_IN_SENTENCE.findall(text))
        capital.update(_BOTH_CAPITAL.findall(text))
        small.update(_BOTH_SMALL.findall(text))
        anywhere.update(_ANYWHERE.findall(text))
    for word, times in list(forms.items()):
        if "-" in word or "'" in word or "’" in word:
            for part in _PARTS.split(word):
                if len(part) > 1:
                    forms[part] += times
    best: dict[str, str] = {}
    for word, times in forms.items():
        known = best.get(word.upper())
        if known is None or times > forms[known]:
            best[word.upper()] = word
    for word in anywhere:
        if word.islower() or (len(anywhere) >= _ENOUGH and word.lower() not in anywhere):
            best.setdefault(word.upper(), word)
    pairs = {
        (first.upper(), second.upper())
        for (first, second), times in capital.items()
        if times >= _LEAST_PAIRS and times > small[first.lower(), second.lower()]
    }
    return WordForms({word: form for word, form in best.items() if len(word) == len(form)}, frozenset(pairs))


@cache
def table_forms() -> dict[str, str]:
    """The forms of words without a library: common words, months, countries and cities, TAGS and acronyms."""
    names = [_ALWAYS]
    names += [fact.where for fact in tables.posts().values()]
    names += [fact.description for fact in tables.tags().values() if fact.kind == "geographic"]
    found = {
        word.upper(): word
        for name in names
        for word in re.findall(r"[^\W\d_]{2,}", name)
        if word[0].isupper() and len(word.upper()) == len(word)
    }
    acronyms = {word for word in (*tables.acronyms(), *tables.tags()) if word.isalpha() and word.isupper()}
    forms = {**{word: word for word in acronyms}, **found}
    return {**forms, **{word: word.lower() for word in SMALL}}
