"""Measures of agreement between people who put the same units into categories. Pure.

A unit is a mapping from person to category; a person who did not rate it is missing. The tests check each
measure against the worked examples of the publications named here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

Unit = Mapping[str, str]
"""The category that each person chose."""


def observed_agreement(units: Iterable[Unit]) -> float | None:
    """The share of pairs of people that agree, from 0 to 1; None if no unit was rated by two.

    Units count alike, however many people rated them beyond two, as in Krippendorff's coincidences.
    """
    total = agreeing = 0.0
    for unit in _pairable(units):
        raters = len(unit)
        total += raters
        agreeing += sum(n * (n - 1) for n in Counter(unit.values()).values()) / (raters - 1)
    return agreeing / total if total else None


def cohen_kappa(units: Iterable[Unit], first: str, second: str) -> float | None:
    """Cohen's kappa of two people, over the units that both rated.

    ``(p_o - p_e) / (1 - p_e)``: the agreement found and that expected by chance from how often each of the
    two used each category. None if there is no such unit, or if both used only one and the same category.
    J. Cohen, "A Coefficient of Agreement for Nominal Scales", *Educational and Psychological Measurement* 20
    (1960), 37-46.
    """
    pairs = [(unit[first], unit[second]) for unit in units if first in unit and second in unit]
    if not pairs:
        return None
    ours, theirs = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    expected = sum(ours[category] * theirs[category] for category in ours)
    if expected == len(pairs) ** 2:
        return None
    by_chance = expected / len(pairs) ** 2
    found = sum(one == other for one, other in pairs) / len(pairs)
    return (found - by_chance) / (1 - by_chance)


def krippendorff_alpha(units: Iterable[Unit]) -> float | None:
    """Krippendorff's alpha for nominal categories: any number of people, with or without gaps.

    ``1 - (n - 1) (n - sum of o_cc) / (n² - sum of n_c²)``, where ``o_cc`` counts the pairs that agree on a
    category, ``n_c`` its uses, and ``n`` all of them, in units rated by two or more. None if there is no such
    unit, or if only one category was used. K. Krippendorff, *Computing Krippendorff's Alpha-Reliability*
    (University of Pennsylvania, 2011), section D.
    """
    agreeing, uses = 0.0, Counter[str]()
    for unit in _pairable(units):
        counted = Counter(unit.values())
        uses.update(counted)
        agreeing += sum(n * (n - 1) for n in counted.values()) / (len(unit) - 1)
    total = uses.total()
    by_chance = total**2 - sum(n**2 for n in uses.values())
    return 1 - (total - 1) * (total - agreeing) / by_chance if by_chance else None


def _pairable(units: Iterable[Unit]) -> Sequence[Unit]:
    return [unit for unit in units if len(unit) > 1]
