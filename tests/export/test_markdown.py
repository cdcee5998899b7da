"""A cable and its notes as a page of markdown."""

from __future__ import annotations

import dataclasses
import re

import pytest
from hypothesis import given
from markdown_it import MarkdownIt

from reader.cable.model import Cable
from reader.export.generated_page import parse_page
from reader.export.markdown import build_page
from reader.export.styles.choice import style_named
from reader.notes.model import Code, Target
from tests.export.builders import TEXT, Bundle, a_cable, a_code, a_link, a_note, on
from tests.export.test_escape import pieces

MUNICH = "09MUNICH273"
CABLE = a_cable()
COALITION = a_code("coalition")


def codes(*given: Code) -> dict[str, Code]:
    return {code.id: code for code in given}


def part(cable: Cable | None, notes: Bundle, *given: Code, mrn: str = MUNICH) -> list[str]:
    """Our part as its blocks."""
    return build_page(cable, mrn, notes, codes(*given)).generated.split("\n\n")


def test_the_page_of_one_note_is_as_promised() -> None:
    note = a_note(
        on(CABLE, 1), "My note text, as typed. See also [[09BERLIN1340]].", COALITION, number=0x7F3A2C11
    )
    text = build_page(CABLE, MUNICH, Bundle((note,)), codes(COALITION), text_hash="5d1c").text()
    assert re.sub(r"(?<=begin 09MUNICH273) .* -->", " -->", text) == (
        """\
---
title: "GERMAN ELECTIONS: BAVARIA \\"WINS\\" #1"
cable: "09MUNICH273"
aliases: ["MUNICH 273", "09MUNICH273_a"]
date: 2009-11-06
origin: "Consulate Munich"
classification: "CONFIDENTIAL"
cable_tags: ["PGOV", "PREL", "NO", "GM"]
tags: ["coalition"]
references: ["[[09BERLIN1340]]"]
text_sha256: "5d1c"
---
# 09MUNICH273: GERMAN ELECTIONS: BAVARIA "WINS" \\#1
<!-- generated:begin 09MUNICH273 -->
## ¶1 (SBU) · coalition

> Seehofer has \\*signaled\\* that he expects to be working with the FDP for a long time.

My note text, as typed. See also [[09BERLIN1340]].[^n7f3a2c] ^n7f3a2c

[^n7f3a2c]: Consulate Munich to Department of State, "GERMAN ELECTIONS: BAVARIA 'WINS' \\#1," \
telegram 09MUNICH273, November 6, 2009, confidential, ¶1.
<!-- generated:end 09MUNICH273 -->
"""
    )


def test_notes_stand_in_the_order_of_the_text_whenever_they_were_made() -> None:
    notes = [
        a_note(on(CABLE, 3), "third", number=1),
        a_note(on(CABLE, 1, "FDP"), "words", number=2),
        a_note(on(CABLE, 1), "first", number=3),
        a_note(on(CABLE), "all", number=4),
    ]
    blocks = part(CABLE, Bundle(tuple(notes)))
    assert [block for block in blocks if block.startswith("##")] == [
        "## Whole cable",
        "## ¶1 (SBU)",
        "## ¶1 (SBU)",
        "## ¶3 (C)",
    ]
    assert blocks[6] == "> FDP"


def test_notes_on_the_same_words_share_one_quotation() -> None:
    notes = [a_note(on(CABLE, 2), "one", number=1), a_note(on(CABLE, 2), "two", number=2)]
    blocks = part(CABLE, Bundle(tuple(notes)))
    assert [block[:8] for block in blocks[:4]] == ["## ¶2 (C", "> The se", "one[^n00", "two[^n00"]


def test_tags_alone_are_said_and_can_be_linked_to() -> None:
    blocks = part(
        CABLE, Bundle((a_note(on(CABLE, 3), "", COALITION, a_code("mou"), number=0xABCDEF00),)), COALITION
    )
    assert blocks[0] == "## ¶3 (C) · coalition"
    assert blocks[2] == "Tagged coalition.[^nabcdef] ^nabcdef"


def test_a_note_that_ends_in_a_list_has_its_mark_below() -> None:
    blocks = part(CABLE, Bundle((a_note(on(CABLE, 3), "- a\n- b", number=1),)))
    assert blocks[2:4] == ["- a\n- b", "[^n000000] ^n000000"]


def test_two_notes_never_share_a_name() -> None:
    notes = [a_note(on(CABLE, 3), str(n), number=0xABCDEF00 + n) for n in range(3)]
    text = "\n".join(part(CABLE, Bundle(tuple(notes))))
    assert len(set(re.findall(r" \^(\w+)$", text, re.MULTILINE))) == 3


def test_links_say_relation_place_and_comment() -> None:
    other = Target(mrn="07BEIJING7545", number=4, ordinal=4)
    link = a_link(on(CABLE, 2), other, "continues", "same *plan*\n## forged", number=0x11223344)
    blocks = part(CABLE, Bundle(outgoing=(link,)))
    assert blocks[0] == "## ¶2 (C)"
    assert blocks[2].startswith("— Consulate Munich to Department of State, ")
    assert blocks[3] == "- continues [[07BEIJING7545]] ¶4: same \\*plan\\* \\#\\# forged ^n112233"


def test_links_from_elsewhere_are_listed() -> None:
    link = a_link(Target(mrn="06PARIS1", number=7, ordinal=7), on(CABLE, 2), "supports")
    text = build_page(CABLE, MUNICH, Bundle(incoming=(link,)), {}, cited_by=["06ROME5"]).generated
    assert text.startswith(
        "## Referred to by\n\n- [[06PARIS1]] ¶7 supports ¶2\n- [[06ROME5]] cites this cable"
    )


def test_a_cable_without_notes_says_so() -> None:
    assert part(CABLE, Bundle()) == ["*No notes on this cable yet.*"]


def test_a_subject_that_is_missing_is_not_invented() -> None:
    text = build_page(a_cable("1. (U) Only a paragraph."), "TEXT-0a1b2c3d4e", Bundle(), {}).text()
    assert 'title: "TEXT-0a1b2c3d4e"' in text
    assert "\n# TEXT-0a1b2c3d4e\n" in text


def test_a_paragraph_without_a_number_is_cited_by_our_count() -> None:
    cable = a_cable("SUBJECT: X\n\nA paragraph that nobody numbered, long enough to be one.\n")
    assert cable.paragraphs[0].number is None
    blocks = part(cable, Bundle((a_note(on(cable, 1), "note."),)), mrn="TEXT-0a1b2c3d4e")
    assert blocks[0] == "## §1"
    assert blocks[-1].endswith("paragraph 1 as counted, unnumbered.")


def test_words_that_moved_say_so_and_stand_where_they_are_now() -> None:
    target = on(CABLE, 2, "names_nobody [sic]")
    moved = a_cable(
        TEXT.replace("2. (C)", "2. (C) A paragraph put in.\n\n3. (C)").replace(
            "3. (C) The third", "4. (C) The third"
        )
    )
    blocks = part(moved, Bundle((a_note(target, "note."),)))
    assert blocks[0] == "## ¶3 (C)"
    assert blocks[1] == "> names\\_nobody \\[sic\\]"
    assert blocks[2].startswith("*Moved. The text has changed since this was noted at ¶2;")


def test_words_that_are_gone_are_kept_and_said_to_be_lost() -> None:
    target = on(CABLE, 2, "names_nobody [sic]")
    cut = a_cable(re.sub(r"2\. \(C\).*?\n\n", "", TEXT, flags=re.DOTALL))
    blocks = part(cut, Bundle((a_note(target, "note."),)))
    assert blocks[0] == "## ¶2"
    assert blocks[1] == "> names\\_nobody \\[sic\\]"
    assert blocks[2].startswith("*Place lost. The text has changed since this was noted at ¶2;")
    assert blocks[3].startswith("note.[^")


def test_notes_on_a_cable_that_is_not_held_are_exported_with_the_words_kept() -> None:
    blocks = part(None, Bundle((a_note(on(CABLE, 2, "names_nobody"), "note."),)))
    assert blocks[0].startswith("*This cable is not in the library")
    assert blocks[1:3] == ["## ¶2", "> names\\_nobody"]
    assert blocks[-1].endswith("]: Consulate Munich, telegram 09MUNICH273, n.d., ¶2.")


def test_deleted_notes_are_left_out() -> None:
    gone = dataclasses.replace(a_note(on(CABLE, 1), "gone"), deleted=True)
    assert part(CABLE, Bundle((gone,))) == ["*No notes on this cable yet.*"]


def test_bullets_and_lines_of_the_cable_stay_lines() -> None:
    cable = a_cable("SUBJECT: X\n\n1. (U) Points:\n\n-- one\n-- two\n\n2. (U) End.\n")
    quoted = part(cable, Bundle((a_note(on(cable, 1), "n."),)))[1]
    assert quoted.startswith("> Points:")
    assert "> \\-- one" in quoted


@given(body=pieces, comment=pieces, code=pieces, relation=pieces)
def test_nothing_a_user_types_breaks_the_page(body: str, comment: str, code: str, relation: str) -> None:
    coded = a_code(code)
    notes = Bundle(
        (a_note(on(CABLE, 1), body, coded, number=1), a_note(on(CABLE, 3), "The last note.", number=2)),
        (a_link(on(CABLE, 2), Target(mrn=body or "X"), relation, comment),),
        (a_link(Target(mrn=comment or "X", ordinal=3), on(CABLE, 3), relation, comment, number=51),),
    )
    one = build_page(CABLE, MUNICH, notes, codes(coded))
    taken = parse_page(one.text(), one.name)
    assert taken is not None
    assert taken.generated == one.generated
    assert not taken.edited
    assert taken.after == "\n"
    tokens = MarkdownIt("commonmark").parse(one.block)
    headings = [tokens[i + 1].content for i, token in enumerate(tokens) if token.type == "heading_open"]
    assert [heading[:3] for heading in headings] == ["¶1 ", "¶2 ", "¶3 ", "Ref"]
    assert [token.content.strip()[:16] for token in tokens if token.type == "html_block"] == [
        "<!-- generated:b",
        "<!-- generated:e",
    ]
    assert one.text().encode("utf-8")


@pytest.mark.parametrize("mrn", ["../../x", "a|b]]", "C:\\x", "", "--> x", "09MUNICH273\n---"])
def test_no_number_breaks_the_page(mrn: str) -> None:
    one = build_page(CABLE, mrn, Bundle((a_note(on(CABLE, 1), "n."),)), {})
    taken = parse_page(one.text(), one.name)
    assert taken is not None
    assert taken.generated == one.generated


@pytest.mark.parametrize("style", ["obsidian", "pandoc", "plain"])
def test_a_quotation_with_only_a_link_is_cited_too(style: str) -> None:
    link = a_link(on(CABLE, 1, "FDP"), Target("09BERLIN1340"))
    text = build_page(CABLE, MUNICH, Bundle(outgoing=(link,)), {}, style=style_named(style)).generated
    assert "telegram 09MUNICH273, November 6, 2009, confidential, ¶1." in text


@pytest.mark.parametrize("style", ["obsidian", "pandoc", "plain"])
def test_a_wikilink_before_a_colon_stays_a_link(style: str) -> None:
    note = a_note(on(CABLE, 1), "Compare [[09STATE1]]: three years on.\n\n[[09STATE1]]: and again")
    text = build_page(CABLE, MUNICH, Bundle((note,)), {}, style=style_named(style)).generated
    assert text.count("[[09STATE1]]:" if style == "obsidian" else "[09STATE1](09STATE1.md):") == 2


@pytest.mark.parametrize("label", ["[a]", "[a\\]]", "[[a\\]]", "[[#a]]", "[[[a]]"])
def test_a_definition_with_an_odd_scheme_is_none(label: str) -> None:
    note = a_note(on(CABLE, 1), f"{label}: javascript:alert(1)")
    for style in ("obsidian", "pandoc", "plain"):
        text = build_page(CABLE, MUNICH, Bundle((note,)), {}, style=style_named(style)).generated
        assert "]: javascript" not in text
