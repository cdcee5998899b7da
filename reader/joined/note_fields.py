"""What the fields of a query that are about notes stand for, for a cable and for a single note."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from functools import cached_property

from reader.joined import conditions
from reader.joined.conditions import NoteCondition
from reader.joined.doubts import confidence_by_id
from reader.joined.protocol import LibraryAndNotes
from reader.library.errors import QueryError
from reader.library.query.fields import read_date
from reader.library.query.tree import Comparison, Field, Phrase, Prefix, Range, Term, Value, Word
from reader.library.search.plan import AllExcept
from reader.notes.codes import name_key, nearest
from reader.notes.model import Code, Confidence, Document, Verdict
from reader.notes.queries.index import mrn_of
from reader.notes.read_marks import read
from reader.notes.triage import verdicts_for_any

_JUDGED = {"kept": Verdict.KEEP, "keep": Verdict.KEEP, "maybe": Verdict.MAYBE, "no": Verdict.NO}
_PLACES = {one.value: one for one in (Confidence.MOVED, Confidence.UNSURE, Confidence.LOST)}


class Fields:
    """Answers fields about notes for one query. What takes long is worked out once, when it is asked for."""

    def __init__(self, workspace: LibraryAndNotes) -> None:
        self._workspace = workspace
        self._notes = workspace.notes
        self._makers: Mapping[str, Callable[[Field], NoteCondition]] = {
            "note": self._note,
            "code": self._code,
            "author": self._author,
            "changed": self._changed,
            "has": self._has,
            "is": self._is,
        }

    def part(self, field: Field) -> NoteCondition:
        """The condition on a note. Raises QueryError for a value that names nothing."""
        return self._makers[field.name](field)

    def numbers(self, field: Field) -> Collection[str]:
        """The cables with a note that the field asks for, by number. Raises QueryError.

        Some 0.1 s for a word among 100,000 notes, less for a code, up to a second where all must be read.
        """
        if field.name == "is" and (numbers := self._standing(field)) is not None:
            return numbers
        found = set()
        for mrn, document in documents(self._workspace, self.part(field)):
            found.add(mrn)
            if field.name == "has" and document.get("kind") == "cross-reference":
                found |= {str(end.get("mrn")) for end in conditions.targets(document)}
        return found

    # -- the fields ----------------------------------------------------------------------------------

    def _note(self, field: Field) -> NoteCondition:
        """Words of a note, or of what was said to a link."""
        part = conditions.saying(_term(field), conditions.note_texts)
        if part is None:
            raise QueryError(
                "note: takes words", field.position, advice='For example note:visas or note:"two words"'
            )
        return part

    def _code(self, field: Field) -> NoteCondition:
        """A code by a name of its, or all whose names begin so; those below it count as it."""
        term = _term(field)
        codes = {code.id: code for code in self._notes.codes()}
        asked = name_key(term.text)
        chosen = {code.id for code in self._notes.codebook().named(asked)}
        if _is_open(term):
            chosen |= {
                code.id
                for code in codes.values()
                if any(name_key(name).startswith(asked) for name in (*code.aliases, code.name))
            }
        if not chosen:
            near = nearest(codes.values(), asked) or list(codes.values())[:5]
            known = [code.name for code in near]
            raise QueryError(
                f"There is no code {field.value}",
                field.position,
                advice=f"There are: {', '.join(known)}." if known else "You have no codes yet.",
            )
        wanted = {identity for identity in codes if _line(identity, codes) & chosen}
        return conditions.where(lambda document: not wanted.isdisjoint(document.get("codes", ())), *wanted)

    def _author(self, field: Field) -> NoteCondition:
        """Who wrote it, by the whole name or the beginning of it; ``me`` is who writes here."""
        term = _term(field)
        me = name_key(term.text) == "me" and not _is_open(term)
        asked = name_key(self._notes.author if me else term.text)

        def wrote(document: Document) -> bool:
            name = name_key(str(document.get("author", "")))
            return name.startswith(asked) if _is_open(term) else name == asked

        return conditions.where(wrote)

    def _changed(self, field: Field) -> NoteCondition:
        """The day (UTC) of its last change."""
        low, high = _days(field.value)
        return conditions.where(lambda document: low <= str(document.get("changed", ""))[:10] < high)

    def _has(self, field: Field) -> NoteCondition:
        match _term(field):
            case Word(text) if (kind := text.lower().removesuffix("s")) in ("note", "code", "link"):
                pass
            case _:
                raise QueryError(
                    f"has: takes notes, codes or links, not {field.value}",
                    field.position,
                    advice="For example has:notes, or -has:notes for cables without any",
                )
        if kind == "link":
            return conditions.where(lambda document: document["kind"] == "cross-reference", "cross-reference")
        name = "body" if kind == "note" else "codes"
        return conditions.where(lambda document: bool(document.get(name)), name)

    def _is(self, field: Field) -> NoteCondition:
        numbers = self._standing(field)
        if numbers is not None:
            return conditions.among(numbers)
        wanted = _PLACES[_term(field).text.lower()]
        return conditions.one_of({identity for identity, state in self._anchors.items() if state is wanted})

    def _standing(self, field: Field) -> Collection[str] | None:
        """The cables that were judged or read as ``is:`` asks; None where it asks for a place."""
        word = _term(field).text.lower() if isinstance(_term(field), Word) else ""
        if word in _PLACES:
            return None
        if word in ("read", "unread"):
            numbers = read(self._notes)
            return AllExcept(numbers) if word == "unread" else numbers
        if word in _JUDGED or word in ("judged", "unjudged"):
            given = verdicts_for_any(self._notes)
            if word == "unjudged":
                return AllExcept(given)
            return {mrn for mrn, said in given.items() if word == "judged" or _JUDGED[word] in said}
        raise QueryError(
            f"is: does not know {field.value}",
            field.position,
            advice="It takes kept, maybe, no, judged, unjudged, read, unread, moved, unsure or lost.",
        )

    @cached_property
    def _anchors(self) -> Mapping[str, Confidence]:
        return confidence_by_id(self._workspace)


def documents(workspace: LibraryAndNotes, part: NoteCondition) -> Iterator[tuple[str, Document]]:
    """The live notes and links for which a condition holds, each with the number of its cable."""
    for table, docs in workspace.notes.tables(
        lambda table, raw: (mrn := mrn_of(table)) is not None and part.may(mrn, raw)
    ):
        mrn = mrn_of(table) or ""
        for document in docs.values():
            if conditions.is_shown(document) and part.holds(mrn, document):
                yield mrn, document


def _term(field: Field) -> Term:
    assert isinstance(field.value, Word | Prefix | Phrase)  # the parser gives ranges to ordered fields only
    return field.value


def _is_open(term: Term) -> bool:
    return term.is_prefix


def _line(identity: str, codes: Mapping[str, Code]) -> set[str]:
    """A code and those above it; files written by others may go round in a circle."""
    line: set[str] = set()
    above: str | None = identity
    while above is not None and above in codes and above not in line:
        line.add(above)
        above = codes[above].parent
    return line


def _days(value: Value) -> tuple[str, str]:
    """Where the days (in ISO form) that a value allows begin, and what they come before."""
    match value:
        case Range(low, high):
            return (_day(low, 0) if low else ""), (_after(high) if high else _NEVER)
        case Comparison(">=", text):
            return _day(text, 0), _NEVER
        case Comparison(">", text):
            return _after(text), _NEVER
        case Comparison("<=", text):
            return "", _after(text)
        case Comparison("<", text):
            return "", _day(text, 0)
        case Word(text) | Phrase(text):
            return _day(text, 0), _after(text)
    raise AssertionError(value)


_NEVER = "~"


def _after(text: str) -> str:
    """What sorts behind the last day of a date and before the next."""
    return _day(text, 1) + _NEVER


def _day(text: str, end: int) -> str:
    found = read_date(text)
    assert found is not None  # checked by the parser
    return found[end].isoformat()
