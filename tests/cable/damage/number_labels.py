"""Damage to paragraph labels: numbers, stops, pilcrows and portion marks."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from random import Random

from tests.cable.damage.layout import PAGE_LINE, RULE, unwrapped
from tests.cable.damage.truth import Label, labels


def _relabel(text: str, rng: Random, share: float, label: Callable[[Label], str]) -> str:
    """Write a share of the labels, number and stop and space, anew; the portion mark stays."""
    for at in reversed(labels(text)):
        if rng.random() < share:
            text = text[: at.start] + label(at) + text[at.portion :]
    return text


def digit_for_pilcrow(text: str, rng: Random) -> str:
    """``12.`` for 2: the anchor was rendered as a 1."""
    return _relabel(text, rng, 0.5, lambda at: f"1{at.number}. ")


def digit_after_pilcrow(text: str, rng: Random) -> str:
    """``¶12.`` for 2."""
    return _relabel(text, rng, 0.5, lambda at: f"¶1{at.number}. ")


def link_for_pilcrow(text: str, rng: Random) -> str:
    """``[1](#)2.`` for 2."""
    return _relabel(text, rng, 0.5, lambda at: f"[1](#){at.number}. ")


def pilcrows_lost(text: str, rng: Random) -> str:
    """``2.`` for ``¶2.``, and ``B.`` for ``¶B.``, everywhere."""
    return text.replace("¶", "")


def spaces_lost(text: str, rng: Random) -> str:
    """``2.(C)``, without the space that a mark needs."""
    found = {at.number for at in labels(text) if at.marked}
    return _relabel(text, rng, 0.5, lambda at: f"{at.number}." if at.number in found else f"¶{at.number}. ")


def stops_lost(text: str, rng: Random) -> str:
    """``2 (C)`` without the stop."""
    found = {at.number for at in labels(text) if at.marked}
    return _relabel(text, rng, 0.2, lambda at: f"{at.number} " if at.number in found else f"¶{at.number}. ")


def numbers_lost(text: str, rng: Random) -> str:
    """``(C) text``: the number is gone, the portion mark stands."""
    found = {at.number for at in labels(text) if at.marked}
    return _relabel(text, rng, 0.25, lambda at: "" if at.number in found else f"¶{at.number}. ")


def portions_lost(text: str, rng: Random) -> str:
    """``2. text``: the portion mark is gone."""
    for at in reversed(labels(text)):
        if rng.random() < 0.3:
            text = text[: at.portion] + text[at.end :]
    return text


def numbers_in_mid_line(text: str, rng: Random) -> str:
    """``... sentence. 12. (C) text``: the paragraph runs on from the one before."""
    marks = labels(text)
    for before, at in reversed(list(pairwise(marks))):
        between = text[before.end : at.start]
        if at.marked and re.search(r'[.!?)"]\s*$', between) and rng.random() < 0.25:
            last = between.rstrip().rpartition("\n")[2]
            if not RULE.match(last) and not PAGE_LINE.match(last):
                text = f"{text[: before.end]}{between.rstrip()} {at.number}. {text[at.portion :]}"
    return text


def list_bullets(text: str, rng: Random) -> str:
    """``- 12. (C) text``: taken for a list; some items lose the number, a few the portion too."""
    text = unwrapped(text, rng)
    for at in reversed(labels(text)):
        chance = rng.random()
        if at.marked and chance < 0.1:
            text = f"{text[: at.start]}- {text[at.portion :]}"
        elif chance < 0.13 and at.number > 1:
            text = f"{text[: at.start]}- {text[at.end :]}"
        elif chance < 0.9:
            text = f"{text[: at.start]}- 1{at.number}. {text[at.portion :]}"
    return text


def bold(text: str, rng: Random) -> str:
    """``**¶1. (SBU) Summary:** text`` and ``**4.** (SBU)``."""
    for at in reversed(labels(text)):
        head = re.compile(r"[\w ]{1,30}[:.]").match(text, at.end)
        if head and rng.random() < 0.6:
            text = f"{text[: at.start]}**{text[at.start : head.end()]}**{text[head.end() :]}"
        elif rng.random() < 0.6:
            text = f"{text[: at.start]}**{at.number}.** {text[at.portion :]}"
    return text
