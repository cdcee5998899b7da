"""Damage to running text: garbled signs, false numbers, redactions."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

from tests.cable.damage.truth import inside

_ENTITIES = {"&": "&amp;", '"': "&quot;", "'": "&#39;"}
_FALSE = (43, 99, 1737, 2006)
"""Numbers that end a sentence; none that the count of paragraphs could reach."""


def spoil(text: str, rng: Random, pattern: str, put: Callable[[re.Match[str]], str], share: float) -> str:
    """Replace a share of the matches inside running text."""
    compiled = re.compile(pattern)
    for start, end in inside(text):
        changed = compiled.sub(lambda m: put(m) if rng.random() < share else m[0], text[start:end])
        text = text[:start] + changed + text[end:]
    return text


def _false_mark(text: str, rng: Random, space: str) -> str:
    return spoil(
        text,
        rng,
        r"(?<=[a-z])\. (?=[A-Z])",
        lambda _: f" for{space}¶{rng.choice(_FALSE)}. ",
        0.15,
    )


def false_marks_in_mid_line(text: str, rng: Random) -> str:
    """``held trials for ¶43. The``: the line break that made the mark is lost."""
    return _false_mark(text, rng, " ")


def false_marks_at_line_start(text: str, rng: Random) -> str:
    """``held trials for`` / ``¶43. The``: a sentence whose last word is a number that starts a line."""
    return _false_mark(text, rng, "\n")


def commas_for_apostrophes(text: str, rng: Random) -> str:
    """``Taylor,s``, ``we,re``."""
    return spoil(text, rng, r"(?<=[a-z])['’](?=(?:s|t|re|ve|ll|d)\b)", lambda _: ",", 0.8)


def ampersands_for_quotes(text: str, rng: Random) -> str:
    """``&middle power8``."""
    return spoil(text, rng, r"[\"“]([^\"“”\n]{2,40})[\"”]", lambda m: f"&{m[1]}8", 0.7)


def entities(text: str, rng: Random) -> str:
    """Entities left undecoded."""
    return spoil(text, rng, "[&\"']", lambda m: _ENTITIES[m[0]], 1)


def redactions(text: str, rng: Random) -> str:
    """Names struck out by the publisher."""
    return spoil(text, rng, r"\b[A-Z][a-z]{3,}\b", lambda _: rng.choice(("XXXXXXXXXXXX", "xxxxx")), 0.1)


def stray_sipdis(text: str, rng: Random) -> str:
    """A relay's ``SIPDIS`` line inside a sentence."""
    return spoil(text, rng, r"(?<=[a-z]{2})\s(?=[a-z]{2})", lambda _: "\n\nSIPDIS\n", 0.003)


def tags_linked(text: str, rng: Random) -> str:
    """``TAGS: [PHUM](#)``."""
    return re.sub(
        r"^(TAGS:? )(.*)$", lambda m: m[1] + re.sub(r"\b[A-Z]{2,4}\b", r"[\g<0>](#)", m[2]), text, flags=re.M
    )
