"""What a place is called in cables: its name, its code on the TAGS line, and its cities with posts."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from reader.cable.reference import tables

_REMARK = re.compile(r" \(([^()]*)\)")
_OTHER_NAMES = {
    "Burma": ("Myanmar",),
    "Cote d'Ivoire": ("Ivory Coast",),
    "Czech Republic": ("Czechoslovakia",),
    "East Timor": ("Timor-Leste",),
    "Korea (North)": ("North Korea", "DPRK"),
    "Korea (South)": ("South Korea", "ROK"),
    "China (mainland)": ("PRC",),
    "Macedonia": ("FYROM",),
    "United Arab Emirates": ("UAE",),
    "United Kingdom": ("UK", "Great Britain"),
}
"""By the name in the table of TAGS; only names that are no words of another meaning."""
FEWEST_LETTERS = 3
"""Letters of a beginning that is completed to the names of places."""


@dataclass(frozen=True, slots=True)
class Place:
    """A country or a city."""

    name: str
    codes: tuple[str, ...]
    """Its codes on the TAGS line."""
    names: tuple[str, ...]
    """What a text calls it; of a country, the names of its cities with posts, too."""


def places_named(name: str, *, prefix: bool = False) -> list[Place]:
    """The places with this name, in any case; with ``prefix``, also those whose names begin with it."""
    key = _key(name)
    found = [place for known, place in _places().items() if known == key]
    if prefix and len(key) >= FEWEST_LETTERS:
        found += [p for known, p in _places().items() if known.startswith(key) and p not in found]
    return list(dict.fromkeys(found))


def all_places() -> list[Place]:
    """Every country and city, each once."""
    return list(dict.fromkeys(_places().values()))


@cache
def _places() -> dict[str, Place]:
    cities: dict[str, list[str]] = {}
    for post in tables.posts().values():
        if post.city and post.country and post.city not in cities.setdefault(_key(post.country), []):
            cities[_key(post.country)].append(post.city)
    countries: dict[str, tuple[list[str], list[str]]] = {}
    for tag in tables.tags().values():
        if tag.kind != "geographic" or not tag.description:
            continue
        description = tag.description.partition(",")[0]
        plain = _REMARK.sub("", description) or description
        printed = _printed(description)
        codes, names = countries.setdefault(printed, ([], []))
        codes.append(tag.code)
        names += [each for each in (printed, *_OTHER_NAMES.get(description, ())) if each not in names]
        names += [city for city in cities.get(_key(plain), ()) if city not in names and plain == printed]
    found: dict[str, Place] = {}
    for name, (codes, called) in countries.items():
        place = Place(name, tuple(codes), tuple(dict.fromkeys(called)))
        others = [other for names in _OTHER_NAMES.values() if names[0] in place.names for other in names]
        found |= {_key(each): place for each in (name, *others)}
    for names_of_cities in cities.values():
        for city in names_of_cities:
            found.setdefault(_key(city), Place(city, (), (city,)))
    return found


def _printed(description: str) -> str:
    """``Holy See``, ``North Korea``: the name a text has, without the remark in the table."""
    remark = _REMARK.search(description)
    plain = _REMARK.sub("", description)
    return f"{remark[1]} {plain}" if remark and remark[1] in ("North", "South") else plain


def _key(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.casefold())
    return " ".join(
        re.sub(r"[^\w\s]", " ", "".join(c for c in plain if not unicodedata.combining(c))).split()
    )
