"""Comparing quoted words with a cable's as an editor would.

Kinds of quotation marks and dashes, line breaks, ellipses, brackets, the case of the first letter and the
punctuation before a closing quotation mark may differ; words may not.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import Match, SequenceMatcher
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

CLOSE = 0.8
"""Share of matching words above which a passage is the one that was meant."""
LIKELY = 0.55
"""Share of matching words below which there is no telling what was meant."""
SLACK = 3
"""Words that may be left out or put in on either side of the longest match."""
LEAST_SHUFFLED = 6
"""Words of a quotation that may be recognised in another order; fewer are found together anywhere."""
GAP = 400
"""Characters of the cable that a bracket may stand for; an ellipsis may stand for any number."""

_SAME = str.maketrans(
    {
        **dict.fromkeys('‘’‚‛`´“”„‟"«»', "'"),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("\u00a0\u2007\u202f\u2009\u200a", " "),
        "…": "...",
        "\u00ad": "",
        "\u200b": "",
    }
)
_CUT = re.compile(r"\[\s*(?:\.\s*){3,}\]|\(\s*(?:\.\s*){3}\)|(?:\.\s?){3,4}|\[[^\[\]]{0,200}\]")
_CAPITALS, _SMALL = re.compile("[A-Z]"), re.compile("[a-z]")
_LETTER = re.compile(r"\[([A-Za-z])\](?=\w)")


def normal(text: str) -> str:
    """The text with all that may differ made alike, case aside."""
    text = " ".join(text.translate(_SAME).split())
    text = re.sub(r" ?-+ ?", "-", text)
    return re.sub(r"''+", "'", text)


class Segment(NamedTuple):
    """A stretch of a quotation between cuts."""

    text: str
    after_bracket: bool
    """Whether what precedes it is a bracket, which stands for few words, rather than an ellipsis."""


def segments(quotation: str) -> tuple[Segment, ...]:
    """A quotation cut at its ellipses and brackets; ``[T]he`` is ``the`` with another case."""
    text = _LETTER.sub(r"\1", normal(quotation))
    found = []
    end, bracket = 0, False
    for cut in _CUT.finditer(text):
        found.append(Segment(text[end : cut.start()], bracket))
        end, bracket = cut.end(), cut.group().startswith("[") and "..." not in cut.group().replace(" ", "")
    found.append(Segment(text[end:], bracket))
    trimmed = (Segment(segment.text.strip(" -"), segment.after_bracket) for segment in found)
    return tuple(segment for segment in trimmed if re.search(r"\w", segment.text))


@dataclass(frozen=True, slots=True)
class Page:
    """A cable's paragraphs, made alike."""

    texts: tuple[str, ...]
    folded: str
    """All of them in small letters: what is not in it is in none of them."""

    @classmethod
    def of(cls, texts: Iterable[str]) -> Page:
        """Normalise every paragraph once."""
        alike = tuple(map(normal, texts))
        return cls(alike, " ".join(alike).lower())

    def find(self, quotation: str, *, prefer: int | None = None) -> int | None:
        """The ordinal of the paragraph that has these words, ``prefer`` first; None if none has.

        Words that run over several paragraphs are found in the first of them.
        """
        whole, cut = normal(quotation), segments(quotation)
        if not cut or not (self._may_have([Segment(whole, False)]) or self._may_have(cut)):
            return None
        order = sorted(range(len(self.texts)), key=lambda index: (index + 1 != prefer, index))
        for index in order:
            if contains(self.texts[index], [Segment(whole, False)]) or contains(self.texts[index], cut):
                return index + 1
        for index in order:
            joined = " ".join(self.texts[index : index + 4])
            if contains(joined, cut) and not contains(" ".join(self.texts[index + 1 : index + 4]), cut):
                return index + 1
        return None

    def _may_have(self, cut: Sequence[Segment]) -> bool:
        return all(_core(segment.text).lower() in self.folded for segment in cut)


def contains(text: str, cut: Sequence[Segment]) -> bool:
    """Whether the segments occur in the text, in order."""
    caps = _is_in_capitals(text)
    haystack = text.lower() if caps else text
    at = 0
    for number, segment in enumerate(cut):
        found = _find(segment.text.lower() if caps else segment.text, haystack, at)
        if found is None or (number and segment.after_bracket and found[0] - at > GAP):
            return False
        at = found[1]
    return True


@lru_cache(maxsize=4096)
def _is_in_capitals(text: str) -> bool:
    """Whether a text is typed in capitals, so that nobody has to quote it in them."""
    capitals = len(_CAPITALS.findall(text))
    return text.upper() == text or capitals > 0.7 * max(1, capitals + len(_SMALL.findall(text)))


def _find(text: str, haystack: str, at: int) -> tuple[int, int] | None:
    """The words from an offset on, with either case of the first letter."""
    text = _core(text)
    first, rest = {text[0], text[0].lower(), text[0].upper()}, text[1:]
    while True:
        # The rest is looked for first: a plain search takes a tenth of a pattern's time.
        found = haystack.find(rest, at + 1)
        if found < 0:
            return None
        start, end = found - 1, found + len(rest)
        if haystack[start] in first and not (
            (text[0].isalnum() and start > 0 and _is_word(haystack[start - 1]))
            or (text[-1].isalnum() and end < len(haystack) and _is_word(haystack[end]))
        ):
            return start, end
        at = start + 1


def _core(text: str) -> str:
    """Without final punctuation, which is the editor's."""
    return text.rstrip(" .,;:'!?").lstrip(" '") or text


def _is_word(character: str) -> bool:
    return character.isalnum() or character == "_"


class Difference(NamedTuple):
    """One place where quoted words and the cable's differ."""

    quoted: str
    cable: str


class Closest(NamedTuple):
    """The paragraph most like a quotation."""

    ordinal: int
    likeness: float
    """Share of the quotation's words that match, 0 to 1."""
    differences: tuple[Difference, ...]


def closest(page: Page, quotation: str, *, prefer: int | None = None) -> Closest | None:
    """The paragraph most like the quotation, and how they differ word by word; None if none is alike."""
    best: Closest | None = None
    words = [word for segment in segments(quotation) for word in segment.text.split()]
    keys = [_key(word) for word in words]
    wanted = set(keys)
    for index, text in enumerate(page.texts):
        there = text.split()
        if len(wanted & set(map(_key, there))) < LIKELY * len(wanted):
            continue
        found = _compare(index + 1, words, there, cuts=len(segments(quotation)) - 1)
        if best is None or (found.likeness, found.ordinal == prefer) > (
            best.likeness,
            best.ordinal == prefer,
        ):
            best = found
    return best if best and best.likeness >= LIKELY else None


def _key(word: str) -> str:
    return word.strip(".,;:'!?()[]").lower()


def _compare(ordinal: int, words: list[str], there: list[str], *, cuts: int) -> Closest:
    keys, keys_there = [_key(word) for word in words], [_key(word) for word in there]
    matcher = SequenceMatcher(None, keys, keys_there, autojunk=False)
    if not cuts:
        # Words left and right of the longest match are looked for near it, not at their first occurrence.
        longest = matcher.find_longest_match()
        start = max(0, longest.b - longest.a - SLACK)
        there = there[start : longest.b + len(words) - longest.a + SLACK]
        matcher = SequenceMatcher(None, keys, [_key(word) for word in there], autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    if not blocks:
        return Closest(ordinal, 0, ())
    matched = sum(block.size for block in blocks)
    differences = []
    before = blocks[0]
    if before.a:
        missed = there[max(0, before.b - before.a) : before.b]
        differences.append(Difference(" ".join(words[: before.a]), " ".join(missed)))
    for one, other in pairwise(blocks):
        differences.extend(_spelt_differently(one, words, there))
        quoted = words[one.a + one.size : other.a]
        cable = there[one.b + one.size : other.b]
        if cuts and not quoted:
            cuts -= 1  # left out at an ellipsis, as it says
            continue
        differences.append(Difference(" ".join(quoted), " ".join(cable)))
    last = blocks[-1]
    differences.extend(_spelt_differently(last, words, there))
    if rest := words[last.a + last.size :]:
        missed = there[last.b + last.size : last.b + last.size + len(rest)]
        differences.append(Difference(" ".join(rest), " ".join(missed)))
    likeness = matched / len(words)
    if likeness < CLOSE and _in_another_order(keys, keys_there):
        likeness = CLOSE
    return Closest(ordinal, likeness, tuple(differences))


def _spelt_differently(block: Match, words: list[str], there: list[str]) -> Iterator[Difference]:
    """Words of a match that differ in case or punctuation, where an editor may not change it."""
    for number in range(block.size):
        quoted, cable = words[block.a + number], there[block.b + number]
        at_edge = number in (0, block.size - 1)
        if quoted != cable and not at_edge and not cable.isupper():
            yield Difference(quoted, cable)


def _in_another_order(keys: list[str], there: list[str]) -> bool:
    """Whether a few words in a row of the cable are these words, in another order."""
    if len(keys) < LEAST_SHUFFLED or not set(keys) <= set(there):
        return False
    width = len(keys) + 2 * SLACK
    sought = Counter(keys)
    return any(not sought - Counter(there[at : at + width]) for at in range(len(there) - len(keys) + 1))
