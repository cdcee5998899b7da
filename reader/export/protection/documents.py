"""Stored documents, as JSON Lines have them, with protected names masked or left out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from reader.cable.model import Cable
from reader.export.protection.names import MASK, NOBODY, Names, Place, Why, names_in
from reader.export.protection.own_names import OwnNames
from reader.export.protection.policy import Protection, Treatment
from reader.notes.model import Docs
from reader.notes.queries.index import mrn_of
from reader.notes.undo.steps import step_tables

_TRAILS = "trails"
"""The table of trails, whose stops are at many cables."""
_PERSONS = "persons"
"""The table of merged spellings."""
_NO_TEXT = frozenset(("id", "kind", "created", "changed", "mrn", "text_hash", "codes", "parent"))
"""Fields that have no words of a cable or a user."""


def protected_tables(
    tables: Iterable[tuple[str, Docs]], protection: Protection, cable: Callable[[str], Cable | None]
) -> Iterator[tuple[str, Docs]]:
    """The tables as they may be written. Names that a cable protects are looked for in the notes on it.

    What is on no cable comes last, when all names are known. Undo steps are left out, as they have what
    notes said before.
    """
    if protection.keeps:
        yield from tables
        return
    beside: list[tuple[str, Docs]] = []
    for table, documents in tables:
        mrn = mrn_of(table)
        if table == _TRAILS:
            yield table, _protected_trails(documents, protection, cable)
        elif mrn is None:
            beside.append((table, documents))
        else:
            names = names_in(cable(mrn), protection.own, _quotes(documents))
            yield table, _protected(documents, protection, names, mrn)
    listed = names_in(None, protection.own)
    for table, documents in beside:
        shown = _protected(documents, protection, listed)
        if table == _PERSONS:
            yield table, _protected_persons(shown, protection)
        elif not step_tables((table,)):
            yield table, _with_protected_queries(shown, protection)


def _protected(documents: Docs, protection: Protection, names: Names, mrn: str = "") -> Docs:
    if names is NOBODY:
        return documents
    shown: Docs = {}
    for number, document in documents.items():
        places: list[Place] = []
        masked = _masked(document, names, places)
        protection.count(mrn, "", places)
        if not places:
            shown[number] = document
        elif protection.treatment is Treatment.MASK:
            shown[number] = masked
    return shown


def _with_protected_queries(documents: Docs, protection: Protection) -> Docs:
    """Saved queries and the research log: any word of a name counts, in any case."""
    shown: Docs = {}
    for number, document in documents.items():
        query = document.get("query")
        protected = protection.query(query) if isinstance(query, str) else query
        if protected == query:
            shown[number] = document
        elif protection.treatment is Treatment.MASK:
            shown[number] = document | {"query": protected}
    return shown


def _protected_persons(documents: Docs, protection: Protection) -> Docs:
    """The persons of whom no spelling was found: two who are masked would be one person."""
    found = (one.words for one in protection.found if one.why is not Why.UNNAMED)
    names = names_in(None, OwnNames(tuple(found), protection.own.merged))
    return {
        number: document
        for number, document in documents.items()
        if MASK not in str(document.get("name")) and not _places(document, names)
    }


def _places(document: Docs, names: Names) -> list[Place]:
    places: list[Place] = []
    _masked(document, names, places)
    return places


def names_beside_cables(
    tables: Iterable[tuple[str, Docs]], own: OwnNames, cable: Callable[[str], Cable | None]
) -> Protection:
    """Has found the protected names in tables that are not of one cable, such as trails."""
    beside = ((table, documents) for table, documents in tables if mrn_of(table) is None)
    counting = Protection(Treatment.MASK, own)
    for _ in protected_tables(beside, counting, cable):
        pass
    return counting


def _protected_trails(documents: Docs, protection: Protection, cable: Callable[[str], Cable | None]) -> Docs:
    """The trails; the names that a cable protects are looked for in the stops at it."""
    listed = names_in(None, protection.own)
    shown: Docs = {}
    for number, document in documents.items():
        stops, places = [], list[Place]()
        given = document.get("stops")
        for stop in given if isinstance(given, list) else ():
            target = stop.get("target") if isinstance(stop, dict) else None
            mrn = str(target.get("mrn", "")) if isinstance(target, dict) else ""
            found: list[Place] = []
            masked = _masked(stop, names_in(cable(mrn), protection.own, _quotes({"": stop})), found)
            protection.count(mrn, "", found)
            if not found or protection.treatment is Treatment.MASK:
                stops.append(masked)
        rest = {key: value for key, value in document.items() if key != "stops"}
        masked = _masked(rest, listed, places)
        protection.count("", "", places)
        if not places or protection.treatment is Treatment.MASK:
            shown[number] = masked | ({"stops": stops} if stops else {})
    return shown


def _masked(value: Any, names: Names, places: list[Place]) -> Any:
    if isinstance(value, str):
        masked = names.mask(value)
        places.extend(masked.places)
        return masked.text
    if isinstance(value, list):
        return [_masked(one, names, places) for one in value]
    if isinstance(value, dict):
        return {key: one if key in _NO_TEXT else _masked(one, names, places) for key, one in value.items()}
    return value


def _quotes(documents: Docs) -> Iterator[str]:
    for document in documents.values():
        target = document.get("target") or document.get("source")
        quote = target.get("quote") if isinstance(target, dict) else None
        if isinstance(quote, dict):
            yield "".join(str(quote.get(part, "")) for part in ("prefix", "exact", "suffix"))
