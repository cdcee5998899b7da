"""The notes that match a query."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader import paths
from reader.joined.note_search import find
from reader.library.errors import QueryError
from reader.notes.anchoring.anchor import target_for
from reader.notes.model import Annotation, Target
from reader.workspace import Workspace

PHNOM_PENH, BEIJING, RANGOON = "06PHNOMPENH977", "07BEIJING7545", "04RANGOON1422"


@pytest.fixture
def noted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workspace]:
    """The samples with notes on three of them, and one on a cable outside the library."""
    for name in ("DATA", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path))
    monkeypatch.delenv(paths.LIBRARY_VARIABLE, raising=False)
    with Workspace.samples() as workspace:
        here, there = workspace.cable(PHNOM_PENH), workspace.cable(BEIJING)
        assert here
        assert there
        notes = workspace.notes
        notes.annotate(target_for(here, 2), "Who drafted the Décret on visas?")
        notes.annotate(target_for(here, 3), "nothing new")
        notes.tag(target_for(there, 1), ["visas"])
        notes.link(target_for(there, 2), Target(RANGOON), "continues", "the same plan")
        notes.annotate(Target("05MADEUP1"), "seen in an archive")
        yield workspace


def found(workspace: Workspace, query: str) -> list[str]:
    """The text, comment or first code of each."""
    names = {code.id: code.name for code in workspace.notes.codes()}
    return [
        (record.body or f"#{names[record.codes[0]]}") if isinstance(record, Annotation) else record.comment
        for record in find(workspace, query)
    ]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (
            "",
            [
                "seen in an archive",
                "Who drafted the Décret on visas?",
                "nothing new",
                "#visas",
                "the same plan",
            ],
        ),
        ("decret", ["Who drafted the Décret on visas?"]),
        ("visa*", ["Who drafted the Décret on visas?"]),
        ('"same plan"', ["the same plan"]),
        ("NEAR(drafted visas, 3)", ["Who drafted the Décret on visas?"]),
        ("code:visas", ["#visas"]),
        ("has:links", ["the same plan"]),
        ("has:notes -decret from:PHNOM*", ["nothing new"]),
        ("from:beijing", ["#visas", "the same plan"]),
        ("from:beijing year:2007 -has:links", ["#visas"]),
        ("decret OR code:visas", ["Who drafted the Décret on visas?", "#visas"]),
        ("mrn:05MADEUP1", ["seen in an archive"]),
        ("-mrn:06PHNOM* has:notes", []),
        ("is:unread has:codes", ["#visas"]),
    ],
)
def test_notes_are_found_by_their_words_and_by_their_cables(
    noted: Workspace, query: str, expected: list[str]
) -> None:
    assert found(noted, query) == expected


def test_quoted_words_find_their_note(noted: Workspace) -> None:
    cable = noted.cable(PHNOM_PENH)
    assert cable
    text = cable.paragraphs[1].text
    word = max(re.findall(r"[a-z]+", text), key=len)
    start = text.index(word)
    noted.notes.annotate(target_for(cable, 2, start, start + len(word)), "on words")
    assert "on words" in found(noted, word)
    assert found(noted, f"note:{word}") == []


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from([*"-() ", "OR", "visas", "has:notes", "from:x", "is:read", "*", '"']), max_size=8
    )
)
def test_any_query_finds_notes_or_is_an_error(noted: Workspace, words: list[str]) -> None:
    query = " ".join(words)
    with suppress(QueryError):
        every = found(noted, "")
        assert set(found(noted, query)) <= set(every)
    with suppress(QueryError):
        found_, others = found(noted, f"({query})"), found(noted, f"-({query})")
        assert not set(found_) & set(others)
