"""Which column of a table, or key of a record, is the text, the number, the date: by its name, or as told.

The names are those of published exports: the lists and files of the National Archives' Access to Archival
Databases (``Document Number``, ``Draft Date``, ``Film Number``), the Declassification Engine's interface of
Columbia University's History Lab (``id``, ``body``, ``from_field``, ``cable_references``; its documentation
of version 0.4), and the tables of 2011.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple


class Field(StrEnum):
    """What a column can be, with the name that ``--map`` has for it."""

    BODY = "body"
    HEADER = "header"
    ID = "id"
    DATE = "date"
    FROM = "from"
    TO = "to"
    CLASSIFICATION = "classification"
    SUBJECT = "subject"
    TAGS = "tags"
    REFERENCES = "references"
    FILM = "film"
    CONCEPTS = "concepts"
    LOCATOR = "locator"
    HANDLING = "handling"


_NAMES: Mapping[Field, str] = {
    Field.BODY: "body text bodytext messagetext msgtext fulltext rawtext rawcontent cabletext content"
    " message",
    Field.HEADER: "header head routing",
    Field.ID: "mrn documentnumber docnbr docnumber docnum docid canonicalid referenceid refid identifier"
    " cableid id",
    Field.DATE: "date draftdate datesent sentdate datetime created createdat published",
    Field.FROM: "from fromfield origin sender source",
    Field.TO: "to tofield recipient recipients addressee",
    Field.CLASSIFICATION: "originalclassification origclassification origclass classification class"
    " currentclassification",
    Field.SUBJECT: "subject title",
    Field.TAGS: "tags",
    Field.REFERENCES: "references reference cablereferences refs docrefs",
    Field.FILM: "filmnumber filmnbr film microfilmnumber",
    Field.CONCEPTS: "concepts concept",
    Field.LOCATOR: "locator",
    Field.HANDLING: "originalhandlingrestrictions handlingrestrictions handling captions",
}
"""The names of each field in small letters without spaces and signs, the surest first."""
_PRIORITY: Mapping[str, tuple[Field, int]] = {
    name: (field, at) for field, names in _NAMES.items() for at, name in enumerate(names.split())
}
_ITEM = re.compile(rf"(?:^|,)\s*({'|'.join(Field)})\s*=")
OR = "|"
"""Between the names that a field has in different files."""
_MOST_SHOWN = 12
"""Columns that a message names; the others are counted."""


class ColumnMap(NamedTuple):
    """The column of each field that a table has."""

    columns: Mapping[Field, str]
    guessed: frozenset[Field] = frozenset()
    """The fields whose column was recognised by its name; the others were given."""
    unused: tuple[str, ...] = ()

    @property
    def is_readable(self) -> bool:
        """Whether there is a text, or enough of an index: a number with a subject, a date or a sender."""
        has = self.columns.keys()
        return Field.BODY in has or (Field.ID in has and bool(has & {Field.SUBJECT, Field.DATE, Field.FROM}))

    def values(self, record: Mapping[str, str]) -> dict[Field, str]:
        """The values of a record that are not empty."""
        return {
            field: value for field, name in self.columns.items() if (value := record.get(name, "").strip())
        }

    def in_words(self) -> str:
        """``body=Text; guessed: id=DocNum, date=When; not used: Page``."""
        given = {field: name for field, name in self.columns.items() if field not in self.guessed}
        guesses = {field: name for field, name in self.columns.items() if field in self.guessed}
        parts = [
            map_words(given, ", "),
            f"guessed: {map_words(guesses, ', ')}" if guesses else "",
            f"not used: {listed(self.unused)}" if self.unused else "",
        ]
        return "; ".join(filter(None, parts))


_MOST_SHAPES = 64
"""Sets of names that are remembered; in a dump there are some."""


def column_maps(given: Mapping[Field, str]) -> Callable[[tuple[str, ...]], ColumnMap]:
    """``map_columns`` for records that each have their own names, remembering what it found."""
    return lru_cache(_MOST_SHAPES)(lambda names: map_columns(names, given))


def map_columns(names: Sequence[str], given: Mapping[Field, str]) -> ColumnMap:
    """Find the column of each field among the ``names`` of a table. ``given`` takes precedence.

    A given column that the table does not have is left out, as the files of a folder may differ; of several
    (``Wortlaut|Inhalt``) the first that it has counts.
    """
    folded: dict[str, str] = {}
    for name in names:
        folded.setdefault(_fold(name), name)
    columns = {
        field: chosen if chosen in names else folded[_fold(chosen)]
        for field, words in given.items()
        if (chosen := _first_of(words, names, folded)) is not None
    }
    taken = set(columns.values())
    best: dict[Field, tuple[int, str]] = {}
    for key, name in folded.items():
        if name in taken or key not in _PRIORITY:
            continue
        field, at = _PRIORITY[key]
        if field not in columns and (field not in best or at < best[field][0]):
            best[field] = (at, name)
    guesses = {field: name for field, (_, name) in best.items()}
    all_columns = {field: found for field in Field if (found := columns.get(field) or guesses.get(field))}
    used = set(all_columns.values())
    return ColumnMap(all_columns, frozenset(guesses), tuple(name for name in names if name not in used))


def _first_of(words: str, names: Sequence[str], folded: Mapping[str, str]) -> str | None:
    """The first of the given names that the table has."""
    given = (words, *(words.split(OR) if OR in words else ()))
    return next((name for name in given if name in names or _fold(name) in folded), None)


def joined_maps(first: Mapping[Field, str], second: Mapping[Field, str]) -> dict[Field, str]:
    """Both maps in one, for files that differ: each name counts where the table has it."""
    joined = dict(first)
    for field, name in second.items():
        known = joined.get(field, "").split(OR)
        joined[field] = OR.join((*filter(None, known), *([] if name in known else [name])))
    return joined


def read_map(words: Iterable[str]) -> dict[Field, str]:
    """Read ``body=Text,id=DocNum``, one or several; a name may contain commas. Raises ValueError."""
    given: dict[Field, str] = {}
    for text in words:
        items = list(_ITEM.finditer(text))
        if not items or items[0].start():
            raise ValueError(f"{text!r} names no field: {', '.join(Field)}")
        ends = [item.start() for item in items[1:]] + [len(text)]
        for item, end in zip(items, ends, strict=True):
            name = text[item.end() : end].strip()
            if not name:
                raise ValueError(f"no column is named for {item[1]}")
            given[Field(item[1])] = name
    return given


def map_words(given: Mapping[Field, str], between: str = ",") -> str:
    """The map as ``read_map`` reads it."""
    return between.join(f"{field}={name}" for field, name in given.items())


def listed(names: Sequence[str]) -> str:
    """The names, or the first of them and how many more."""
    shown = ", ".join(name[:40] for name in names[:_MOST_SHOWN])
    more = len(names) - _MOST_SHOWN
    return f"{shown} and {more} more" if more > 0 else shown


def is_known_name(name: str) -> bool:
    """Whether a column with this name is recognised."""
    return _fold(name) in _PRIORITY


def _fold(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name[:200].lower())
