"""What carriers have done to cables, done again on purpose.

Each damage is a pure function ``(text, rng) -> text`` of a clean cable's source; one that finds nothing to
spoil gives the text back. They copy what is seen in the samples (a digit where the publisher's pilcrow
stood, list bullets, lost numbers, glued headers) and in thousands of converted cables (wraps, page lines,
commas for apostrophes). ``mixed`` strings several together in the order in which a carrier would do them.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from tests.cable.damage.layout import (
    blank_lines_hold_spaces,
    blank_lines_in_sentences,
    breaks_lost,
    carriage_returns,
    hard_breaks,
    header_glued,
    header_lost,
    headings_marked,
    page_lines,
    rewrapped,
    underlines_joined,
    underlines_lost,
    underlines_short,
    unwrapped,
)
from tests.cable.damage.number_labels import (
    bold,
    digit_after_pilcrow,
    digit_for_pilcrow,
    link_for_pilcrow,
    list_bullets,
    numbers_in_mid_line,
    numbers_lost,
    pilcrows_lost,
    portions_lost,
    spaces_lost,
    stops_lost,
)
from tests.cable.damage.running_text import (
    ampersands_for_quotes,
    commas_for_apostrophes,
    entities,
    false_marks_at_line_start,
    false_marks_in_mid_line,
    redactions,
    stray_sipdis,
    tags_linked,
)

Damage = Callable[[str, Random], str]

_STAGES: tuple[tuple[Damage, ...], ...] = (
    (commas_for_apostrophes, ampersands_for_quotes, redactions, entities),
    (false_marks_in_mid_line, false_marks_at_line_start, stray_sipdis, blank_lines_in_sentences),
    (rewrapped, unwrapped),
    (page_lines,),
    (headings_marked, underlines_lost, underlines_short, underlines_joined),
    (portions_lost,),
    (
        digit_for_pilcrow,
        digit_after_pilcrow,
        link_for_pilcrow,
        pilcrows_lost,
        spaces_lost,
        stops_lost,
        numbers_lost,
        numbers_in_mid_line,
        list_bullets,
        bold,
    ),
    (tags_linked,),
    (header_glued, header_lost),
    (blank_lines_hold_spaces, hard_breaks, carriage_returns),
)

_ALONE: tuple[Damage, ...] = (breaks_lost,)
"""Damages that leave nothing for others to spoil."""
DAMAGES: dict[str, Damage] = {damage.__name__: damage for stage in (*_STAGES, _ALONE) for damage in stage}


def mixed(text: str, rng: Random) -> str:
    """Several damages at once: at each stage of the way one of its damages, or none."""
    for stage in _STAGES:
        if rng.random() < 0.5:
            text = rng.choice(stage)(text, rng)
    return text


def seeded(name: str, key: str) -> Random:
    """A generator for this damage of this cable: the same today and tomorrow, whatever the order."""
    return Random(f"{name} {key}")
