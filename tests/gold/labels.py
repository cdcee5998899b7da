"""Reads the labels and holds a parsed cable against them, field by field."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from reader.cable.model import Cable, Paragraph

Labels = dict[str, Any]
"""One label file: see ``README.md`` beside it."""

_FOLD = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "¶": None})


class Verdict(NamedTuple):
    """What became of one labelled thing."""

    field: str
    outcome: str
    """``right``, ``wrong``, ``missing`` or ``extra`` (found, and nobody's label)."""
    what: str
    """Expected and found, in a few words; empty when right."""


def read(*, held_back: bool) -> list[Labels]:
    """The labels to tune on, or those held back, in order of MRN."""
    folder = Path(__file__).parent / ("held_back" if held_back else ".")
    return [json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.json"))]


def compare(labels: Labels, cable: Cable) -> Iterator[Verdict]:
    """One verdict for each labelled field, paragraph, heading and reference; one for each thing too many."""
    yield _one("level", labels["level"], cable.classification and cable.classification.level.name)
    yield _one("origin", labels["origin"], cable.origin)
    yield _one("tags", " ".join(labels["tags"]), " ".join(tag.code for tag in cable.tags))
    yield _one("subject", labels["subject"], cable.subject)
    yield _one("classified by", labels["classified_by"], cable.classified_by is not None)
    yield _one("signer", labels["signer"], ", ".join(cable.signers) or None)
    yield from _references(labels, cable)
    yield from _headings(labels, cable)
    yield from _paragraphs(labels["paragraphs"], list(cable.paragraphs))


def _one(field: str, expected: Any, found: Any) -> Verdict:
    if isinstance(expected, str) and isinstance(found, str) and _words(expected) == _words(found):
        found = expected
    if expected == found:
        return Verdict(field, "right", "")
    outcome = "missing" if found in (None, "", False) else "extra" if expected in (None, "") else "wrong"
    return Verdict(field, outcome, f"{expected!r} read as {found!r}")


def _references(labels: Labels, cable: Cable) -> Iterator[Verdict]:
    rest = list(cable.references)
    for item in labels["references"]:
        mrns = {item["mrn"], *item.get("mrn_or", ())} - {None}
        told = f"{item['letter'] or ''} {item['mrn'] or item['printed']}".strip()
        for found in rest:
            if (mrns and found.mrn in mrns) or (not mrns and _same_item(item["printed"], found.printed)):
                rest.remove(found)
                letter = item["letter"] == found.letter
                yield Verdict(
                    "references",
                    "right" if letter else "wrong",
                    "" if letter else f"{told} has letter {found.letter}",
                )
                break
        else:
            yield Verdict("references", "missing", told)
    for found in rest:
        yield Verdict("references", "extra", f"{found.letter or ''} {found.mrn or found.printed}".strip())


def _same_item(expected: str, found: str) -> bool:
    first, second = _letters(expected), _letters(found)
    return bool(first and second) and (first in second or second in first)


def _headings(labels: Labels, cable: Cable) -> Iterator[Verdict]:
    rest = [_letters(heading.text) for heading in cable.headings]
    for expected in labels["headings"]:
        right = _letters(expected) in rest
        if right:
            rest.remove(_letters(expected))
        yield Verdict("headings", "right" if right else "missing", "" if right else expected)
    either = {_letters(heading) for heading in labels.get("headings_or", ())}
    for found in rest:
        if found not in either:
            yield Verdict("headings", "extra", found)


def _paragraphs(expected: list[Labels], rest: list[Paragraph]) -> Iterator[Verdict]:
    for item in expected:
        name = f"¶{item['number']}" if item["number"] is not None else f"{item['starts']!r}"
        found = _find(item, rest)
        if found is None:
            if not item.get("may"):
                yield Verdict("number", "missing", name)
            continue
        rest.remove(found)
        if item.get("may"):
            continue
        yield _about("number", name, item["number"], found.number)
        yield _about("label", name, item["printed"], found.printed and found.printed.strip())
        portion = found.portion.normal.replace("//", "/") if found.portion else None
        if found.portion and found.portion.inherited and item["portion"] is None:
            portion = None
        allowed = item.get("portion_or", [item["portion"]])
        yield _about("portion", name, portion if portion in allowed else item["portion"], portion)
        text = _words(found.text)
        starts = any(text.startswith(_words(words)) for words in _either(item, "starts"))
        yield Verdict("first words", *_bound(starts, name, item["starts"], text[:40]))
        ends = any(text.endswith(_words(words)) for words in _either(item, "ends"))
        yield Verdict("last words", *_bound(ends, name, item["ends"], text[-40:]))
    may = [words for item in expected if item.get("may") for words in _either(item, "starts")]
    for found in rest:
        if not any(_words(found.text).startswith(_words(words)) for words in may):
            yield Verdict("number", "extra", f"{found.label} {found.text[:40]!r}")


def _find(item: Labels, rest: Iterable[Paragraph]) -> Paragraph | None:
    """The paragraph with these first words and this number; else with these words; else with this number."""

    number: int | None = item["number"]
    # What need not be there must not take the place of another that opens with the same words.
    sure = not item.get("may")

    def opens(paragraph: Paragraph) -> bool:
        text = _letters(paragraph.text[:400])
        return any(text.startswith(_letters(words)) for words in _either(item, "starts"))

    def same(paragraph: Paragraph) -> bool:
        return paragraph.number == number and opens(paragraph)

    def elsewhere(paragraph: Paragraph) -> bool:
        return bool(item["starts"]) and opens(paragraph) and (sure or paragraph.number is None)

    def numbered(paragraph: Paragraph) -> bool:
        return sure and number is not None and paragraph.number == number

    for test in (same, elsewhere, numbered):
        for paragraph in rest:
            if test(paragraph):
                return paragraph
    return None


def _about(field: str, name: str, expected: Any, found: Any) -> Verdict:
    verdict = _one(field, expected, found)
    return verdict if verdict.outcome == "right" else verdict._replace(what=f"{name}: {verdict.what}")


def _bound(right: bool, name: str, expected: str, found: str) -> tuple[str, str]:
    return ("right", "") if right else ("wrong", f"{name}: {expected!r}, text has {found!r}")


def _either(item: Labels, key: str) -> tuple[str, ...]:
    return (item[key], *item.get(f"{key}_or", ()))


def _words(text: str) -> str:
    return " ".join(text.translate(_FOLD).split())


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).lower()
