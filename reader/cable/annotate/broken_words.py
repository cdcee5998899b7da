"""Words in capitals that were broken with a hyphen at the end of a line: ``JURIS-`` and ``DICTION``.

The clean text keeps the hyphen, which may belong to the word (``DRAFT-LAW``). The page shows the word whole
where the cable or the library has the whole elsewhere, and neither has the form with the hyphen. It is an
overlay: a hidden character takes the place of the hyphen, so offsets, quotes and exports stay as sent.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from reader.cable.text_model import Paragraph

if TYPE_CHECKING:
    from reader.cable.annotate.word_forms import WordForms

HIDDEN = "\u034f"
"""Takes the place of a hyphen that is not shown. It has no width and joins what is beside it."""

_HYPHEN = re.compile(r"-(?= ?[A-Z]{2})(?<=[A-Z]{2}-)")
_FIRST = re.compile(r"[A-Z]{2,30}-\Z")
_SECOND = re.compile(r"(?P<gap> ?)(?P<rest>[A-Z]{2,30})(?![a-z])(?:['’-][A-Z]+)*")
_LEAST = 4
"""Letters of a word that may be the whole of a broken one."""
_WORD = re.compile(rf"(?<![\w-])[A-Z]{{{_LEAST},}}(?![\w-])")
_FEW = 10
"""Up to this many words, searching for one after the other is faster than finding all that there are."""
_LONGEST_PART = 31
"""Characters of the first part with its hyphen."""


class BrokenWord(NamedTuple):
    """A word that can be joined; offsets in the clean text."""

    hyphen: int
    """Of the hyphen."""
    rest: int
    """Of the second part."""
    end: int
    """After the second part, with what hangs on it: ``-RELATED``, ``'S``."""
    whole: str
    """The word without the hyphen."""
    parted: str
    """The word with it."""


class KnownWords:
    """The words of a cable that are written whole, and those with a hyphen that belongs to them."""

    def __init__(self, paragraphs: Sequence[Paragraph]) -> None:
        self.candidates: dict[int, tuple[BrokenWord, ...]] = {}
        """By the ordinal of their paragraph."""
        self._parted: set[str] = set()
        for paragraph in paragraphs:
            broken = []
            for word in _hyphens(paragraph.text):
                if _is_broken(paragraph, word):
                    broken.append(word)
                else:
                    self._parted.add(word.parted)
            if broken:
                self.candidates[paragraph.ordinal] = tuple(broken)
        wanted = {form for broken in self.candidates.values() for word in broken for form in _forms(word)}
        self._words = _found(wanted, "\n".join(one.text for one in paragraphs)) if wanted else frozenset()

    def joined(self, ordinal: int, forms: WordForms | None) -> tuple[BrokenWord, ...]:
        """The broken words of a paragraph whose whole is known here or in the library."""
        return tuple(word for word in self.candidates.get(ordinal, ()) if self._is_known(word, forms))

    def _is_known(self, word: BrokenWord, forms: WordForms | None) -> bool:
        library = forms.words if forms else {}
        if word.parted in self._parted or word.parted in library:
            return False
        return any(form in self._words or form in library for form in _forms(word))


def has_hyphens(text: str) -> bool:
    """Whether a text has words in capitals with a hyphen, some of which may be broken. Fast."""
    return "-" in text and _HYPHEN.search(text) is not None


def moved_together(text: str, broken: Iterable[BrokenWord]) -> str:
    """The text, as long as before, with each hyphen behind its word: for what decides by whole words."""
    for hyphen, rest, end, *_ in broken:
        text = f"{text[:hyphen]}{text[rest:end]}{text[hyphen:rest]}{text[end:]}"
    return text


def hidden_hyphens(text: str, broken: Iterable[BrokenWord]) -> str:
    """The text of ``moved_together`` with its letters back in place, and hidden characters between them."""
    for hyphen, rest, end, *_ in broken:
        size = rest - hyphen
        text = f"{text[:hyphen]}{HIDDEN * size}{text[hyphen : end - size]}{text[end:]}"
    return text


def _hyphens(text: str) -> Iterator[BrokenWord]:
    """Hyphens between parts in capitals, those inside of words too."""
    for match in _HYPHEN.finditer(text):
        at = match.start()
        first = _FIRST.search(text, max(0, at + 1 - _LONGEST_PART), at + 1)
        second = _SECOND.match(text, at + 1)
        if first and second:
            parts = first[0].removesuffix("-"), second["rest"]
            yield BrokenWord(at, second.start("rest"), second.end(), "".join(parts), "-".join(parts))


def _is_broken(paragraph: Paragraph, word: BrokenWord) -> bool:
    """Whether the line ends after a hyphen, in the source or in the copy it was made from."""
    to_source = paragraph.map.to_source
    return word.rest > word.hyphen + 1 or to_source(word.rest) > to_source(word.hyphen) + 1


def _forms(word: BrokenWord) -> tuple[str, str]:
    """The word without the hyphen, and that without a plural's ending."""
    return word.whole, word.whole.removesuffix("S")


def _found(words: set[str], text: str) -> frozenset[str]:
    """Those of the words that are in a text by themselves. Linear."""
    if len(words) > _FEW:
        return frozenset(words.intersection(_WORD.findall(text)))
    alone = ((word, rf"{word}(?![\w-])(?<![\w-]{word})") for word in words if len(word) >= _LEAST)
    return frozenset(word for word, pattern in alone if re.search(pattern, text))
