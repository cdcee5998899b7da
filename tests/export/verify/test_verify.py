"""Drafts with and without faults, in every format."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.cable.parse import parse
from reader.errors import CablesError
from reader.export.markdown import build_page
from reader.export.styles.choice import STYLE_NAMES, style_named
from reader.export.verify.checker import FAULTS, Checker
from reader.export.verify.draft import Block
from reader.export.verify.matching import Difference, closest, normal, segments
from reader.export.verify.read_draft import read_draft, read_file
from reader.export.verify.read_text import plain_markdown
from tests.export.builders import Bundle, a_note, on
from tests.export.verify.builders import CABLES, Source, check, docx, verdicts
from tests.tree import ROOT

CITED = "(telegram 09MUNICH273, ¶1 (SBU))"


@pytest.mark.parametrize(
    "quoted",
    [
        "“Seehofer has signaled that he expects to be working with the ‘FDP’ for a long time”",
        '"Seehofer has signaled that he expects\nto be working"',
        "“seehofer has signaled that he expects”",
        "“Seehofer … expects to be working”",
        "“Seehofer has signaled . . . that the new coalition will last”",
        "“Seehofer has signaled [...] that the new coalition will last.”",
        "“[Seehofer] has signaled that [the minister] expects to be working”",
        "“[H]e expects to be working with the ‘FDP’ for a long time”",
        "“for a long time—and that the new coalition will last,”",
        "“for a long time – and that the new coalition will last”",
        "“He did not say why.”",
    ],
)
def test_what_editors_may_change_is_exact(quoted: str) -> None:
    assert verdicts(f"He wrote {quoted} {CITED}.") == [(1, "exact")]


@pytest.mark.parametrize(
    ("quoted", "difference"),
    [
        ("“Seehofer has signalled that he expects to be working”", ("signalled", "signaled")),
        ("“Seehofer has signaled that he never expects to be working”", ("never", "")),
        ("“Seehofer has signaled that he expects be working with them”", ("", "to")),
        ("“that the old coalition will last”", ("old", "new")),
    ],
)
def test_altered_words_are_named(quoted: str, difference: tuple[str, str]) -> None:
    (finding,) = check(f"He wrote {quoted} {CITED}.")
    assert finding.verdict == "differs"
    assert Difference(*difference) in finding.differences
    assert finding.found == "09MUNICH273 ¶1 (SBU)"


def test_words_of_another_paragraph_or_cable_are_located() -> None:
    (finding,) = check("“taxes would be cut in two steps” (09MUNICH273, ¶1 (SBU)).")
    assert (finding.verdict, finding.found) == ("elsewhere", "09MUNICH273 ¶2 (C)")
    (finding,) = check("“the health fund should remain as it is” (09MUNICH273, ¶1 (SBU)).")
    assert (finding.verdict, finding.found) == ("elsewhere", "09BERLIN1340 ¶1 (C)")


def test_invented_words_are_not_found() -> None:
    assert verdicts("“a sentence that nobody ever wrote anywhere” (09MUNICH273, ¶1 (SBU)).") == [
        (1, "not found")
    ]


def test_a_portion_mark_that_is_wrong_or_missing_is_reported() -> None:
    (wrong,) = check("“he expects to be working” (09MUNICH273, ¶1 (C)).")
    assert (wrong.verdict, wrong.remark) == ("portion wrong", "The portion mark is (SBU), not (C).")
    (missing,) = check("“he expects to be working” (09MUNICH273, ¶1).")
    assert missing.verdict == "portion missing"


def test_a_citation_is_checked_for_paragraph_date_and_cable() -> None:
    text = (
        "A. See telegram 09MUNICH273, November 6, 2009, ¶1.\n\n"
        "B. See telegram 09MUNICH273, November 7, 2009.\n\n"
        "C. See 09MUNICH273, para. 9.\n\n"
        "D. See 08PARIS1234.\n"
    )
    findings = check(text)
    assert [(one.line, str(one.verdict)) for one in findings] == [
        (3, "citation wrong"),
        (5, "citation wrong"),
        (7, "not in library"),
    ]
    assert findings[0].remark == "09MUNICH273 is dated November 6, 2009."
    assert findings[1].remark == "09MUNICH273 has no paragraph 9."


def test_a_number_that_was_used_twice_is_one_address_with_its_occurrence_and_either_without() -> None:
    words = "“He would stay for two days and speak to the press”"
    assert verdicts(f"{words} (09BERLIN1341, ¶2 (second) (C)).") == [(1, "exact")]
    assert verdicts(f"{words} (09BERLIN1341, ¶2 (2nd) (C)).") == [(1, "exact")]
    assert verdicts(f"{words} (09BERLIN1341, ¶2 (C)).") == [(1, "exact")]
    (elsewhere,) = check("“the health fund should remain as it is” (09BERLIN1341, ¶2 (second) (C)).")
    assert (elsewhere.verdict, elsewhere.cited) == ("elsewhere", "09BERLIN1341 ¶2 (second)")
    (wrong,) = check("See 09MUNICH273, ¶1 (second).")
    assert wrong.remark == "09MUNICH273 has no paragraph 1 (second)."


def test_a_quotation_without_citation_is_found_and_said_to_have_none() -> None:
    (finding,) = check("She read: “Negotiators agreed late on Friday that the health fund should remain”.")
    assert (finding.verdict, finding.remark) == ("exact", "No cable is cited.")


def test_capitals_of_a_telegram_may_be_quoted_in_small_letters() -> None:
    assert verdicts("“The Chancellor said that she would travel to Washington” (09BERLIN1340, ¶2 (U)).") == [
        (1, "exact")
    ]


def test_footnotes_and_blockquotes_are_followed() -> None:
    text = """\
The consulate was sure.[^1]

> Seehofer has *signaled* that he expects to be working with the \\"FDP\\" for
> a long time

(09MUNICH273, ¶1 (SBU))

He said that “nobody in the party doubted it”.[^2]

[^1]: Consulate Munich, telegram 09MUNICH273, ¶1.
[^2]: Consulate Munich, telegram 09MUNICH273, ¶2 (C).
"""
    assert verdicts(text) == [(3, "exact"), (8, "exact")]


QUOTE = "> nobody in the party doubted it"


@pytest.mark.parametrize(
    ("below", "verdict"),
    [
        ("Compare [[09BERLIN1340]]: a year on, nobody mentions it.", "exact"),
        ("See 09BERLIN1340 ¶1, and 09MUNICH273 for more.", "exact"),
        ("Compare 09BERLIN1340.[^1]", "exact"),
        ("— 09BERLIN1340 ¶1", "elsewhere"),
        ("(09BERLIN1340 ¶1)", "elsewhere"),
        ("09BERLIN1340 ¶1", "elsewhere"),
        ("Embassy Berlin to Department of State, telegram 09BERLIN1340, ¶1.", "elsewhere"),
        ("As we know.[^2]", "elsewhere"),
    ],
)
def test_a_cable_that_a_note_below_a_quotation_names_is_not_its_source(below: str, verdict: str) -> None:
    footnotes = "[^1]: 09MUNICH273 ¶2.\n\n[^2]: 09BERLIN1340 ¶1.\n"

    found = verdicts(f"## 09MUNICH273 ¶2 (C)\n\n{QUOTE}\n\n{below}\n\n{footnotes}")

    assert found == [(3, verdict)]


def test_without_a_heading_that_names_a_cable_it_is_the_first_one_below() -> None:
    assert verdicts(f"{QUOTE}\n\nSo we read in 09BERLIN1340.") == [(1, "elsewhere")]


def test_a_wikilink_is_read_as_it_is_shown_where_that_names_its_page() -> None:
    assert plain_markdown("[[09MUNICH273#^n1|09MUNICH273 ¶2]] (C)") == "09MUNICH273 ¶2 (C)"
    assert plain_markdown("[[09MUNICH273|the consulate]]") == "09MUNICH273"


def test_lists_of_searches_and_of_missing_cables_quote_and_cite_nothing() -> None:
    line = '- "nobody asked them for it", 09PARIS1'
    marked = "<!-- generated:{} index-{}-9a01860d text=1 -->"

    def page(name: str) -> str:
        return f"{marked.format('begin', name)}\n{line}\n{marked.format('end', name)}\n\n{line}\n"

    assert verdicts(page("searches")) == verdicts(page("missing")) == [(5, "not in library")]
    assert [at for at, _ in verdicts(page("dates"))] == [2, 5]
    assert [at for at, _ in verdicts(f"{marked.format('begin', 'missing')}\n{line}\n")] == [2]


def test_the_example_has_nothing_to_correct() -> None:
    samples = (parse(path.read_text("utf-8")) for path in sorted((ROOT / "samples").glob("*.txt")))
    checker = Checker(Source({cable.mrn: cable for cable in samples if cable.mrn}))
    pages = sorted((ROOT / "docs" / "example").glob("*/*.md"))

    found = [(page.name, one) for page in pages for one in checker.check(read_file(page, page.name))]

    assert len(found) > 100
    assert [(name, one) for name, one in found if one.verdict in FAULTS] == []


def test_short_words_in_quotation_marks_are_no_quotations() -> None:
    assert verdicts("The “old guard” and the “FDP” (09MUNICH273).") == []


@pytest.mark.parametrize("style", STYLE_NAMES)
def test_our_own_export_has_no_fault(style: str) -> None:
    cable = CABLES["09MUNICH273"]
    notes = Bundle(
        (
            a_note(on(cable, 1), "A note.", number=1),
            a_note(on(cable, 2, "taxes would be cut"), "More.", number=2),
            a_note(on(cable, 3), "", number=3),
        )
    )
    text = build_page(cable, "09MUNICH273", notes, {}, style=style_named(style)).text()
    found = [finding for finding in check(text) if finding.verdict != "not in library"]
    assert [str(finding.verdict) for finding in found[:3]] == ["exact"] * 3
    assert {str(finding.verdict) for finding in found} == {"exact"}
    altered = text.replace("taxes would be cut", "taxes could be cut")
    assert "differs" in {str(finding.verdict) for finding in check(altered)}


def test_html_is_read_with_its_line_numbers() -> None:
    page = """<!doctype html><html><head><style>“not quoted at all here”</style></head><body>
<h1>09MUNICH273</h1>
<script>"never read this text at all"</script>
<blockquote><p>Seehofer has signaled that he
expects to be working</p></blockquote><p>(09MUNICH273, ¶1 (SBU))</p>
<p>and <q>nobody in the party doubts it</q> (09MUNICH273, ¶2 (C)) &amp; so on</p>
</body></html>"""
    assert verdicts(page, "draft.html") == [(4, "exact"), (6, "differs")]


def test_plain_text_is_read_with_its_indented_quotations() -> None:
    quoted = "    Seehofer has signaled that he expects\n    to be working"
    text = f"He wrote\n\n{quoted}\n\n(09MUNICH273, ¶1 (SBU)).\n"
    assert verdicts(text, "draft.txt") == [(3, "exact")]


def test_docx_is_read_with_styles_and_footnotes() -> None:
    data = docx(
        ("Heading1", "Bavaria"),
        ("Quote", "Seehofer has signaled that he expects to be working{1}"),
        ("Normal", "and “nobody in the party doubts it”{2} he said."),
        footnotes=["Telegram 09MUNICH273, ¶1 (SBU).", "Telegram 09MUNICH273, ¶2 (C)."],
    )
    assert verdicts(data, "draft.docx") == [(2, "exact"), (3, "differs")]


def test_a_docx_that_could_do_harm_is_refused() -> None:
    bomb = docx(("Normal", "x"), prologue='<!DOCTYPE d [<!ENTITY a "aaaa">]>')
    for data in (bomb, b"PK\x03\x04 broken", docx()[:60]):
        with pytest.raises(CablesError):
            read_draft(data, "draft.docx")


def test_thirty_planted_faults_are_found_and_nothing_else() -> None:
    cable = CABLES["09MUNICH273"]
    text = cable.paragraphs[1].text
    words = text.split()
    right, faults = [], []
    for start in range(10):
        run = words[start : start + 12]
        right.append(" ".join(run))
        altered = [*run]
        altered[5] = "certainly"
        faults += [
            " ".join(altered),
            " ".join([*run[:6], *run[7:]]),
            " ".join([*run[:4], "almost", *run[4:]]),
        ]
    lines = [f"“{quoted}” (09MUNICH273, ¶2 (C)).\n" for quoted in (*right, *faults)]
    found = verdicts("\n".join(lines))
    assert [verdict for _, verdict in found] == ["exact"] * 10 + ["differs"] * 30
    assert [line for line, _ in found] == list(range(1, 80, 2))


@given(st.binary(max_size=400), st.sampled_from(["a.md", "a.html", "a.txt", "a.docx", "-"]))
def test_no_file_makes_the_reader_fail_otherwise_than_in_words(data: bytes, name: str) -> None:
    blocks: tuple[Block, ...] = ()
    with suppress(CablesError):
        blocks = read_draft(data, name)
    assert all(block.text and block.line_at(0) >= 0 for block in blocks)


@given(st.text(st.characters(codec="utf-8"), max_size=200))
def test_no_draft_makes_the_checker_fail(text: str) -> None:
    for finding in check(f"> {text}\n\n“{text}” 09MUNICH273 {text}"):
        assert finding.line >= 1
        assert finding.text


@given(st.integers(0, 20), st.integers(3, 12))
def test_any_run_of_words_of_a_paragraph_is_exact(start: int, count: int) -> None:
    words = CABLES["09MUNICH273"].paragraphs[1].text.split()
    run = words[min(start, len(words) - count) :][:count]
    assert verdicts(f"“{' '.join(run)}” (09MUNICH273, ¶2 (C)).") == [(1, "exact")]


def test_segments_are_cut_at_ellipses_and_brackets() -> None:
    assert [part.text for part in segments("A b ... c [d] e. . . . [F]oo")] == ["A b", "c", "e", "Foo"]
    assert normal("“a”  ‘b’ — c") == "'a' 'b'-c"


def test_nothing_alike_is_no_closest() -> None:
    from reader.export.verify.matching import Page

    page = Page.of(one.text for one in CABLES["09MUNICH273"].paragraphs)
    assert closest(page, "entirely unrelated words about cooking dinner") is None
