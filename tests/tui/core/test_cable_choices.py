"""Cables as choices in a picker."""

from __future__ import annotations

from pathlib import Path

from reader.notes.model import Target
from reader.tui.core.cable.cable_choices import cable_source
from tests.tui.features.links.test_references import FIRST, GHOST, SECOND, library

THIRD = "06PHNOMPENH981"


def test_related_cables_are_offered_first_and_say_why(tmp_path: Path) -> None:
    with library(tmp_path) as workspace:
        workspace.notes.link(Target(FIRST), Target(THIRD), "continues", "")
        offered = [(one.value, one.detail.split("  ")[0]) for one in cable_source(workspace, FIRST)("")]
        assert offered == [(THIRD, "continues"), (SECOND, "cites this one")]
        assert next(one.value for one in cable_source(workspace, SECOND)("")) == FIRST
        assert {one.value for one in cable_source(workspace, None)("")} == {FIRST, SECOND, THIRD}


def test_only_a_link_may_lead_to_the_same_cable_or_out_of_the_library(tmp_path: Path) -> None:
    with library(tmp_path) as workspace:
        compare, link = cable_source(workspace, FIRST), cable_source(workspace, FIRST, linking=True)
        for number in (FIRST, GHOST):
            assert [one.value for one in compare(number)] == []
            assert [one.value for one in link(number)] == [number]
        assert [one.value for one in compare("phnom penh 980")] == [SECOND]
        assert {one.value for one in compare("phnom penh")} == {SECOND, THIRD}
        assert compare('"') == []
