"""What each person judged and coded, as units that can be compared.

Judgements are compared for each query, cable by cable. Codes are compared by name, paragraph by paragraph (or
cable by cable): a unit is a paragraph that somebody coded, or the cable where a code is on the whole of it,
and the categories are "yes" and "no". Only people with a code somewhere in the cable count for it: whoever
has none there has not coded it, which is a gap and not a "no".
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from reader.notes.agreement.coefficients import cohen_kappa, krippendorff_alpha, observed_agreement
from reader.notes.codes import name_key
from reader.notes.model import Annotation
from reader.notes.repository import Notes

YES, NO = "yes", "no"
Place = tuple[str, int | None]
"""A cable, and the position of a paragraph in it; None for the whole cable."""


@dataclass(frozen=True, slots=True)
class Rated:
    """What people chose for one cable or paragraph."""

    mrn: str
    ordinal: int | None
    given: Mapping[str, str]
    """The category of each person who rated it."""
    passages: Mapping[str, tuple[Annotation, ...]]
    """What each person marked there with the code; empty for judgements."""

    @property
    def is_disputed(self) -> bool:
        """Whether two people differ."""
        return len(set(self.given.values())) > 1


class Agreement(NamedTuple):
    """How far people agree on one code, or on the judgements for one query."""

    people: Mapping[str, int]
    """How many units each of them rated."""
    units: int
    """Units that two or more rated."""
    observed: float | None
    """The share of pairs that agree, from 0 to 1."""
    kappa: float | None
    """Cohen's kappa, for two people."""
    alpha: float | None
    """Krippendorff's alpha, for any number."""
    disputed: tuple[Rated, ...]


def agreement(rated: Collection[Rated]) -> Agreement:
    """Measure the agreement. What only one person rated is counted but not compared."""
    people: dict[str, int] = {}
    for one in rated:
        for name in one.given:
            people[name] = people.get(name, 0) + 1
    units = [one.given for one in rated]
    names = sorted(people)
    return Agreement(
        {name: people[name] for name in names},
        sum(len(unit) > 1 for unit in units),
        observed_agreement(units),
        cohen_kappa(units, *names) if len(names) == 2 else None,
        krippendorff_alpha(units),
        tuple(one for one in rated if one.is_disputed),
    )


def judged(notes: Notes, people: Collection[str] = ()) -> dict[str, list[Rated]]:
    """For each query that two people judged (empty: overall), the verdicts on each cable.

    ``people`` limits it to these. Waits for the index.
    """
    found = {}
    with notes.guard:
        for query, by_mrn in sorted(notes.index().verdicts.items()):
            rated = []
            for mrn, verdicts in sorted(by_mrn.items()):
                last = sorted(verdicts, key=lambda each: (each.author, each.changed))
                given = {each.author: each.verdict for each in last if not people or each.author in people}
                if given:
                    rated.append(Rated(mrn, None, given, {}))
            if len({name for one in rated for name in one.given}) > 1:
                found[query] = rated
    return found


def coded(notes: Notes, people: Collection[str] = (), *, by_cable: bool = False) -> dict[str, list[Rated]]:
    """For each code, by name, whether each person gave it to each coded paragraph, or with ``by_cable`` to
    each cable.

    ``people`` limits it to these. Codes with the same name are one.
    """
    codes = {code.id: code for code in notes.codes()}
    names: dict[str, str] = {}
    places: dict[Place, dict[str, dict[str, list[Annotation]]]] = {}
    coders: dict[str, set[str]] = {}
    for note in notes.annotations():
        if people and note.author not in people:
            continue
        place = note.target.mrn, None if by_cable else note.target.ordinal
        for code in filter(None, map(codes.get, note.codes)):
            key = name_key(code.name)
            names.setdefault(key, code.name)
            places.setdefault(place, {}).setdefault(key, {}).setdefault(note.author, []).append(note)
            coders.setdefault(note.target.mrn, set()).add(note.author)
    shared = {place: by_code for place, by_code in places.items() if len(coders[place[0]]) > 1}
    used = sorted({key for by_code in shared.values() for key in by_code})
    return {names[key]: list(_on_each(shared, key, coders)) for key in used}


def _on_each(
    places: Mapping[Place, Mapping[str, Mapping[str, list[Annotation]]]],
    key: str,
    coders: Mapping[str, Collection[str]],
) -> Iterator[Rated]:
    for (mrn, ordinal), by_code in sorted(places.items(), key=lambda item: (item[0][0], item[0][1] or 0)):
        marked = by_code.get(key, {})
        given = {name: YES if name in marked else NO for name in sorted(coders[mrn])}
        yield Rated(mrn, ordinal, given, {name: tuple(notes) for name, notes in marked.items()})


def disputed_cables(notes: Notes, *, judgements: bool = True, code: str | None = "") -> set[str]:
    """The cables on which two people differ: in judgements, in any code (an empty ``code``), or in this one.

    ``code`` is None to leave codes out.
    """
    rated = [one for each in judged(notes).values() for one in each] if judgements else []
    if code is not None:
        chosen = {name_key(one.name) for one in notes.codebook().named(code)} if code else None
        rated += [
            one
            for name, each in coded(notes).items()
            if chosen is None or name_key(name) in chosen
            for one in each
        ]
    return {one.mrn for one in rated if one.is_disputed}
