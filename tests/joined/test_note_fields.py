"""Queries with fields about notes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader import paths
from reader.library.errors import QueryError
from reader.notes import triage
from reader.notes.anchoring.anchor import target_for
from reader.notes.codebook.operations import move, set_aliases
from reader.notes.model import Target, Verdict
from reader.notes.read_marks import mark_read, mark_unread
from reader.notes.repository import Notes
from reader.workspace import Workspace

PHNOM_PENH, BEIJING, RANGOON = "06PHNOMPENH977", "07BEIJING7545", "04RANGOON1422"


@pytest.fixture
def noted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workspace]:
    """The samples with notes, codes and a link on three of them."""
    for name in ("DATA", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path))
    monkeypatch.delenv(paths.LIBRARY_VARIABLE, raising=False)
    with Workspace.samples() as workspace:
        here, there, third = (workspace.cable(mrn) for mrn in (PHNOM_PENH, BEIJING, RANGOON))
        assert here
        assert there
        assert third
        notes = workspace.notes
        notes.annotate(target_for(here, 2), "Who drafted the Décret on visas?")
        notes.tag(target_for(there, 1), ["trafficking", "Mekong region"])
        notes.link(target_for(here, 2), target_for(third, 1), "continues", "the same plan")
        yield workspace


def found(workspace: Workspace, query: str) -> set[str]:
    listing = workspace.library.listing(query, notes=workspace.about_notes)
    return {row.mrn for row in listing.window(0, len(listing))}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("note:decret", {PHNOM_PENH}),
        ("note:VISA*", {PHNOM_PENH}),
        ("note:visa", set()),
        ('note:"décret on"', {PHNOM_PENH}),
        ('note:"same plan"', {PHNOM_PENH}),
        ("code:Trafficking", {BEIJING}),
        ("code:traff*", {BEIJING}),
        ('code:"mekong region"', {BEIJING}),
        ('code:"mekong re"*', {BEIJING}),
        ("has:notes", {PHNOM_PENH}),
        ("has:codes", {BEIJING}),
        ("has:link", {PHNOM_PENH, RANGOON}),
        ("has:notes OR has:code", {PHNOM_PENH, BEIJING}),
        ("from:beijing -code:trafficking", set()),
        ("has:links from:rangoon", {RANGOON}),
        (f"linked:{PHNOM_PENH}", {PHNOM_PENH, RANGOON}),
        ("linked:07BEIJING7545~6", {BEIJING}),
        ('chain:"Phnom Penh 977 (06)~1" -from:rangoon', {PHNOM_PENH}),
    ],
)
def test_cables_are_found_by_notes_codes_and_links(noted: Workspace, query: str, expected: set[str]) -> None:
    assert found(noted, query) == expected


def test_a_code_includes_those_below_it_and_is_found_by_its_aliases(noted: Workspace) -> None:
    trafficking, region = noted.notes.find_code("trafficking"), noted.notes.find_code("Mekong region")
    assert trafficking
    assert region
    move(noted.notes, region.id, trafficking.id)
    set_aliases(noted.notes, region.id, ["Greater Mekong"])
    cable = noted.cable(RANGOON)
    assert cable
    noted.notes.tag(target_for(cable, 2), ["Mekong region"])

    assert found(noted, "code:trafficking") == {BEIJING, RANGOON}
    assert found(noted, 'code:"greater mekong"') == {BEIJING, RANGOON}


def test_notes_are_found_by_author_and_date(noted: Workspace) -> None:
    ann = Notes.open(noted.notes_folder, author="Ann")
    ann.annotate(Target(PHNOM_PENH), "from a colleague")
    ann.close()
    noted.notes.refresh()
    today, day = dt.datetime.now(dt.UTC).date(), dt.timedelta(1)
    everywhere = {PHNOM_PENH, BEIJING}
    for query, expected in (
        ("author:ANN", {PHNOM_PENH}),
        ("author:an*", {PHNOM_PENH}),
        ("author:an", set()),
        ("author:me", everywhere),
        (f"changed:{today:%Y} OR changed:{today - day:%Y}", everywhere),
        (f"changed:{today - day}..{today + day}", everywhere),
        (f"changed:<{today - day}", set()),
        (f"changed:<={today - 2 * day}", set()),
        (f"changed:>={today - day}", everywhere),
        (f"changed:>{today + day}", set()),
        (f"changed:{today - day}..", everywhere),
        ("changed:..0001", set()),
    ):
        assert found(noted, query) == expected, query


def test_cables_are_found_by_judgement_and_read_mark(noted: Workspace) -> None:
    triage.judge(noted.notes, [PHNOM_PENH], Verdict.KEEP, query="visas")
    triage.judge(noted.notes, [BEIJING, RANGOON], Verdict.NO)
    triage.judge(noted.notes, [RANGOON], Verdict.MAYBE, query="visas")
    assert found(noted, "is:kept") == {PHNOM_PENH}
    assert found(noted, "is:no -is:maybe") == {BEIJING}
    assert found(noted, "is:judged") == {PHNOM_PENH, BEIJING, RANGOON}
    everything = found(noted, "")
    assert found(noted, "is:unread") == everything
    mark_read(noted.notes, [PHNOM_PENH, BEIJING, PHNOM_PENH])
    assert found(noted, "is:read") == {PHNOM_PENH, BEIJING}
    assert found(noted, "is:unread") == everything - {PHNOM_PENH, BEIJING}
    assert found(noted, "-is:unread") == {PHNOM_PENH, BEIJING}
    mark_unread(noted.notes, [BEIJING, RANGOON])
    assert found(noted, "is:read") == {PHNOM_PENH}
    assert noted.notes.undo() == "maybe for 04RANGOON1422", "reading is no step"


def test_notes_are_found_whose_words_are_gone_from_a_newer_text(noted: Workspace, tmp_path: Path) -> None:
    cable = noted.cable(PHNOM_PENH)
    assert cable
    first, second = cable.paragraphs[1], cable.paragraphs[2]
    noted.notes.annotate(target_for(cable, second.ordinal, 0, 40), "these words stay")
    newer = tmp_path / f"{PHNOM_PENH}.txt"
    other = "2. (C) " + "Another matter was put in its place at great length. " * 40
    newer.write_text(f"{cable.source[: first.span.start]}{other}\n\n{cable.source[first.span.end :]}")
    assert found(noted, "is:lost") == set()
    noted.import_paths([newer])
    assert found(noted, "is:lost OR is:unsure") == {PHNOM_PENH}
    assert found(noted, "has:notes -is:lost -is:unsure") == set()


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("code:traficking", "trafficking"),
        ("code:xyzzy", "Mekong region"),
        ("has:pictures", "has:notes"),
        ("note:...", "note:visas"),
        ("is:keptt", "kept, maybe"),
        ('is:"read now"', "unread"),
        ("changed:soon", "2026-11"),
        ("linked:nonsense", "linked:06PHNOMPENH977"),
        ("chain:06PHNOMPENH977~7", "~6"),
    ],
)
def test_an_unknown_value_is_reported_with_the_known_ones(noted: Workspace, query: str, said: str) -> None:
    with pytest.raises(QueryError) as raised:
        found(noted, f"vodka {query}")
    assert raised.value.position == len("vodka ")
    assert said in str(raised.value)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(field=st.sampled_from(["note", "code", "author", "changed", "has", "is"]), value=st.text(max_size=20))
def test_any_value_finds_cables_or_is_an_error(noted: Workspace, field: str, value: str) -> None:
    for written in (f"{field}:{value}", f'{field}:"{value}"'):
        mistake, mrns = None, set[str]()
        try:
            mrns = found(noted, written)
        except QueryError as error:
            mistake = error
        assert mistake is None or 0 <= mistake.position <= len(written)
        assert mrns <= {row.mrn for row in noted.library.listing().window(0, 99)}
