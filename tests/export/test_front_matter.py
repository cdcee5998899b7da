"""Properties are written so that every reader of YAML takes them for what they are, and survive the user."""

from __future__ import annotations

import datetime as dt
import re

from hypothesis import given
from hypothesis import strategies as st

from reader.export.escape import one_line
from reader.export.front_matter import (
    Value,
    fingerprint,
    format_property,
    parse_value,
    split_front_matter,
    update_properties,
    yaml_string,
)

anything = st.text(st.characters(), max_size=60)
WRITTEN: dict[str, Value] = {
    "title": "A title: with # and NO",
    "date": dt.date(2009, 11, 6),
    "aliases": ("MUNICH 273",),
    "cable_tags": ("PGOV", "NO"),
    "tags": ("coalition",),
}
LINES = [format_property(key, value) for key, value in WRITTEN.items()]


def again(lines: list[str], front: dict[str, Value], tags: tuple[str, ...] = ("coalition",)) -> list[str]:
    return update_properties(lines, front, recorded=fingerprint(WRITTEN), tags=tags)


def test_strings_are_quoted_and_dates_are_not() -> None:
    assert LINES == [
        'title: "A title: with # and NO"',
        "date: 2009-11-06",
        'aliases: ["MUNICH 273"]',
        'cable_tags: ["PGOV", "NO"]',
        'tags: ["coalition"]',
    ]


@given(anything)
def test_every_string_comes_back_from_its_property(text: str) -> None:
    assert parse_value([format_property("title", text)]) == one_line(text)


@given(st.lists(anything.filter(lambda text: bool(one_line(text))), max_size=5))
def test_every_list_comes_back_from_its_property(items: list[str]) -> None:
    assert parse_value([format_property("tags", tuple(items))]) == tuple(one_line(item) for item in items)


@given(anything)
def test_a_property_is_one_line_of_characters_yaml_allows(text: str) -> None:
    allowed = re.compile("[\x20-\x7e\xa1-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]*")
    assert allowed.fullmatch(yaml_string(text))


def test_nothing_changes_where_nothing_changed() -> None:
    assert again(LINES, WRITTEN) == LINES


def test_a_key_of_the_users_own_stays_where_it_is() -> None:
    own = [LINES[0], "status: draft", "people:", "  - Seehofer", *LINES[1:], "# a remark"]
    assert again(own, WRITTEN) == own


def test_our_keys_follow_the_cable() -> None:
    assert 'title: "Better"' in again(LINES, {**WRITTEN, "title": "Better"})


def test_a_key_we_have_changed_by_the_user_stays_theirs() -> None:
    theirs = ['title: "Mine"', *LINES[1:]]
    assert again(theirs, {**WRITTEN, "title": "Better"})[0] == 'title: "Mine"'


def test_another_spelling_of_the_same_is_no_change() -> None:
    respelled = [
        LINES[0],
        LINES[1],
        "aliases:",
        "  - MUNICH 273",
        "cable_tags:",
        "- PGOV",
        "- 'NO'",
        "tags:",
        "- coalition",
    ]
    assert again(respelled, WRITTEN) == respelled


def test_tags_of_ours_come_and_go_while_the_users_stay() -> None:
    theirs = [*LINES[:4], 'tags: ["coalition", "draft"]']
    assert again(theirs, {**WRITTEN, "tags": ("bavaria",)})[4] == 'tags: ["draft", "bavaria"]'


def test_a_tag_of_ours_that_the_user_took_out_stays_out() -> None:
    theirs = [*LINES[:4], "tags: []"]
    assert again(theirs, {**WRITTEN, "tags": ("coalition", "bavaria")})[4] == 'tags: ["bavaria"]'


def test_an_alias_of_the_users_own_stays() -> None:
    theirs = [*LINES[:2], 'aliases: ["MUNICH 273", "the Bavarian one"]', *LINES[3:]]
    assert again(theirs, WRITTEN) == theirs


def test_what_cannot_be_read_is_kept() -> None:
    odd = [*LINES[:4], "tags: &anchor [a, {b: c}]"]
    assert again(odd, WRITTEN) == odd


@given(st.lists(anything.map(lambda text: text.replace("\n", " ")), max_size=8))
def test_no_front_matter_makes_us_fail_or_lose_a_foreign_line(lines: list[str]) -> None:
    kept = again(lines, WRITTEN)
    assert [one for one in lines if ":" not in one] == [
        one for one in kept if one in lines and ":" not in one
    ]


@given(anything)
def test_cutting_a_file_at_its_front_matter_and_joining_gives_it_back(text: str) -> None:
    whole = f"---\n{text}\n---\nrest"
    cut = split_front_matter(whole)
    assert cut is not None
    assert cut.text() == whole
