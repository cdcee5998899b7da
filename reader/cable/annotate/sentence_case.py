"""A text in capitals as a sentence is usually written: for the page only, and as long as the original."""

from __future__ import annotations

import re
from collections.abc import Iterable

from reader.cable.annotate.sentence_words import (
    COMMON_ENDING,
    ENDINGS,
    ENGLISH_GO,
    GOVERNMENT,
    MONTH_AFTER,
    MOST_LETTERS,
    NO_NAME_AFTER,
    NO_VOWEL,
    ORDINALS,
    PRONOUN_AFTER,
    PRONOUN_BEFORE,
    SHORTENED,
    SMALL_ENDS,
)
from reader.cable.annotate.word_forms import WordForms
from reader.cable.model import MarkKind, Paragraph
from reader.cable.span import Span

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_ENDS = re.compile(r"[.!?][\"”’')\]]*\s|\n")
"""What ends a sentence, between two words."""
_LABEL_ENDS = re.compile(r"\s*[:.—–-]+\s")
"""What ends a label such as ``COMMENT:`` or ``SUMMARY --`` at the start of a paragraph."""
_LABEL_WORDS = 2
_KEPT_MARKS = (MarkKind.PORTION, MarkKind.CAPTION, MarkKind.REDACTION, MarkKind.PROTECT)


def kept_spans(paragraph: Paragraph) -> tuple[Span, ...]:
    """What stays as it is: references, portion marks, captions, redactions, tables; by clean offsets."""
    kept = [link.span for link in paragraph.links]
    kept += [mark.span for mark in paragraph.marks if mark.kind in _KEPT_MARKS]
    return tuple(sorted((*kept, *paragraph.verbatim)))


def sentence_case(text: str, forms: WordForms, keep: Iterable[Span] = ()) -> str:
    """The text with small letters, except at the start of sentences, in names and in acronyms.

    Only words in capitals change, and each keeps its length. ``keep`` are spans, in order, that
    do not change.
    """
    made: list[str] = []
    at = 0
    begins = True
    words = 0
    waiting = iter(keep)
    kept = next(waiting, None)
    before = ""
    matches = list(_WORD.finditer(text))
    for index, match in enumerate(matches):
        start, end = match.span()
        word = match.group()
        gap = text[at:start]
        if at and _ENDS.search(gap) and not (gap[0] == "." and _no_end(before)):
            begins, words = True, 0
        elif words and words <= _LABEL_WORDS and _LABEL_ENDS.match(gap):
            begins = True
        made.append(gap)
        at = end
        while kept is not None and kept.end <= start:
            kept = next(waiting, None)
        if kept is not None and kept.start < end:
            made.append(word)
            begins = begins and words == 0 and text[end : end + 1] == ")"
        elif _is_letter(text, start, end):
            made.append(word)
            begins = begins and text[end : end + 1] in (")", ".")
        elif word in ORDINALS and text[start - 1 : start].isdigit():
            made.append(word.lower())
        elif not word.isupper() or _has_digit(text, start, end) or _is_defined(text, start, end, forms):
            made.append(word)
            begins = False
            words += 1
        else:
            follows = matches[index + 1] if index + 1 < len(matches) else None
            after = follows.group() if follows and text[end : follows.start()] in (" ", "\n") else ""
            touching = before if gap in (" ", "\n") else ""
            shown = _shown(word, touching, after, forms, number=_by_number(text, start, end))
            made.append(_beginning(shown) if begins else shown)
            begins = False
            words += 1
        before = "" if text[start - 1 : start].isdigit() else word
    made.append(text[at:])
    return "".join(made)


def _shown(word: str, before: str, after: str, forms: WordForms, *, number: bool) -> str:
    """A word in capitals as it is shown; ``number`` says that one stands next to it."""
    if word == "US":
        pronoun = before in PRONOUN_AFTER and (not after or after in PRONOUN_BEFORE)
        shown = "us" if pronoun else word
    elif word in ("MAY", "MARCH") and (number or before in MONTH_AFTER):
        shown = word.capitalize()
    elif (before, word) in forms.pairs or (word, after) in forms.pairs:
        known = forms.form(word)
        shown = word.capitalize() if known is None or known.islower() else known
    elif word == "GENERAL" and (before == "IN" or (forms.form(after) or "A").islower()):
        shown = word.lower()  # the adjective: the rank and the Attorney General are before or after a name
    else:
        shown = _cased(word, forms, plain=before in NO_NAME_AFTER)
    return shown if len(shown) == len(word) else word


def _beginning(word: str) -> str:
    """A word at the start of a sentence."""
    return word[0].upper() + word[1:] if word.islower() and len(word[0].upper()) == 1 else word


def _by_number(text: str, start: int, end: int) -> bool:
    """Whether a number precedes or follows a word: ``12 MAY``, ``MARCH 3``."""
    before, after = text[max(start - 2, 0) : start], text[end : end + 2]
    return (before[-1:] == " " and before[:1].isdigit()) or (after[:1] == " " and after[1:].isdigit())


def _is_defined(text: str, start: int, end: int, forms: WordForms) -> bool:
    """Whether a word is an acronym that its parentheses define: ``REPRESENTATIVES (ANRC)``."""
    return (
        end - start <= MOST_LETTERS
        and text[start - 1 : start] == "("
        and text[end : end + 1] == ")"
        and text[start:end].isalpha()
        and forms.form(text[start:end]) is None
    )


def _cased(word: str, forms: WordForms, *, plain: bool = False) -> str:
    """A word in the form the library knows; ``plain`` says that what precedes it rarely precedes a name."""
    known = forms.form(word)
    if known is not None:
        return known
    parts = re.split(r"([-’'])", word)
    if len(parts) == 1:
        return _unknown(word, forms, plain=plain)
    made = []
    for index, part in enumerate(parts):
        if index and parts[index - 1] != "-" and part in SMALL_ENDS:
            made.append(part.lower())
        elif index % 2 or part == "US":
            made.append(part)
        else:
            made.append(_cased(part, forms))
    if parts[1] != "-" and parts[0] in ("O", "D", "N") and len(parts[2]) > 2:  # O'Brien, N'Djamena
        made[0], made[2] = parts[0], parts[2].capitalize()
    return "".join(made)


def _unknown(word: str, forms: WordForms, *, plain: bool = False) -> str:
    """A word that neither library nor tables have: in a large library it is a name more often than not."""
    if _is_acronym(word):
        return word
    common = COMMON_ENDING.fullmatch(word) or _is_inflected(word, forms)
    if forms.many and len(word) > 2 and not common and not plain:
        return word.capitalize()
    return word.lower()


def _is_inflected(word: str, forms: WordForms) -> bool:
    """Whether the library knows the word with another ending: ``RESIGNS`` where it has ``resign``."""
    for ending in ENDINGS:
        stem = word.removesuffix(ending)
        if len(stem) > 2 and stem != word and (forms.form(stem) or stem).islower():
            return True
    return False


def _is_acronym(word: str) -> bool:
    """Whether an unknown word looks like an acronym."""
    return bool(NO_VOWEL.fullmatch(word) or (GOVERNMENT.fullmatch(word) and word not in ENGLISH_GO))


def _is_letter(text: str, start: int, end: int) -> bool:
    """Whether a word is a letter on its own: ``I``, ``U.S.``, ``(B)``; the article ``A`` is a word."""
    return end - start == 1 and (
        text[start] != "A" or text[end : end + 1] in (")", ".", "&") or text[max(start - 1, 0) : start] == "."
    )


def _has_digit(text: str, start: int, end: int) -> bool:
    """Whether a word is part of a code: ``F-16``, ``G-8``, ``9MM``."""
    before, after = text[max(start - 2, 0) : start], text[end : end + 2]
    return (
        before[-1:].isdigit()
        or (before[-1:] == "-" and before[:1].isdigit())
        or after[:1].isdigit()
        or (after[:1] == "-" and after[1:].isdigit())
    )


def _no_end(before: str) -> bool:
    """Whether a full stop after this word is that of an abbreviation."""
    return len(before) == 1 or before in SHORTENED
