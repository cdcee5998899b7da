"""Peeking at references, codes and names: what there is, what is said, and how the box is left."""

from __future__ import annotations

from reader.cable.model import Span
from reader.cable.parse import parse
from reader.config.settings import Config
from reader.notes.anchoring.anchor import target_for
from reader.tui.core.user_settings import UserSettings
from reader.tui.features.peek.answers import answer, query_for
from reader.tui.features.peek.controller import tip
from reader.tui.features.peek.popup import Popup
from reader.tui.features.peek.things import Thing, ThingKind, thing_at, thing_under, things_in
from reader.workspace import Workspace
from tests.tui.build import Draft, cable_of
from tests.tui.stage import Stage, playing

CABLE = cable_of(
    Draft("The RTG met G/TIP, as in ref a and para 2; the RTG agreed.", portion="C/NF",
          acronyms=("RTG", "G/TIP"), refs={"ref a": "06HANOI1"}, paras={"para 2": 2}),
    "Nothing.",
    tags="PHUM BM",
    references=("06HANOI1",),
    signers=("STORELLA",),
    origin="AMEMBASSY BANGKOK",
)  # fmt: skip


def tip_of(stage: Stage) -> str:
    """What Textual shows beside the mouse."""
    return str(stage.main.reader.tooltip or "")


def words(ordinal: int | None) -> list[str]:
    return [thing.words for thing in things_in(CABLE, ordinal)]


def test_things_are_in_the_order_of_the_text_each_once_and_the_portion_mark_last() -> None:
    assert words(1) == ["RTG", "G/TIP", "ref a", "para 2", "(C/NF)"]
    assert words(2) == ["STORELLA", "(SBU)"]
    assert words(None) == ["AMEMBASSY BANGKOK", "PHUM", "BM", "REF A", "STORELLA"]


def test_selected_words_are_the_thing_they_are_part_of_or_a_code_of_their_own() -> None:
    things = things_in(CABLE, 1)
    assert thing_at(things, Span(29, 30), "a").value == "06HANOI1"
    assert thing_at(things, Span(8, 11), "met") == Thing(ThingKind.CODE, "met", "met", Span(8, 11))


def test_the_thing_under_the_mouse_is_the_one_the_character_belongs_to() -> None:
    text = CABLE.paragraphs[0].text
    assert thing_under(CABLE, 1, 6, "") == Thing(ThingKind.CODE, "RTG", "RTG", Span(4, 7))
    assert thing_under(CABLE, 1, 7, "") is None
    assert thing_under(CABLE, 1, text.index("met"), "") is None
    assert thing_under(CABLE, 1, 10**9, "") is None

    head = "PHUM, BMX, BM · AMEMBASSY BANGKOK"
    tag, post = thing_under(CABLE, None, head.index("BM ·"), head), thing_under(CABLE, None, 20, head)
    assert tag is not None
    assert post is not None
    assert (tag.kind, tag.value) == (ThingKind.TAG, "BM")
    assert (post.kind, post.value) == (ThingKind.POST, "AMEMBASSY BANGKOK")
    assert thing_under(CABLE, None, head.index("BMX"), head) is None


def test_the_words_beside_the_mouse_are_short_and_no_markup() -> None:
    words = tip("[b]MOU[/]\x1b", "one [i]line[/]\n" + "word " * 200).plain.split("\n")
    assert words[:2] == ["[b]MOU[/]␛", "one [i]line[/]"]
    assert len(words) == 6
    assert words[-1].endswith("…")


def test_persons_of_a_frus_volume_are_things() -> None:
    text = "MRN: FRUS1969-76V22D15\nPerson: Bunker = Bunker, Ellsworth, envoy\nSubject: X\n\nBunker left.\n"
    (person,) = (one for one in things_in(parse(text), 1) if one.kind is ThingKind.EXPLAINED)
    assert (person.words, person.value) == ("Bunker", "Bunker, Ellsworth, envoy")


def test_what_is_known_is_said_in_lines() -> None:
    with Workspace.samples() as workspace:
        cable = workspace.cable("06PHNOMPENH977")
        assert cable is not None

        def said(kind: ThingKind, value: str, **more: object) -> list[str]:
            thing = Thing(kind, value, value, **more)  # type: ignore[arg-type]
            return answer(workspace, cable, "06PHNOMPENH977", thing).split("\n")

        assert said(ThingKind.CODE, "G/TIP") == ["Office to Monitor and Combat Trafficking in Persons"]
        assert said(ThingKind.CODE, "EUR/WE") == ["EUR: Bureau of European and Eurasian Affairs"]
        assert said(ThingKind.CODE, "Ekberg")[:2] == [
            "Not in the tables of codes.",
            "0 cables with these words in your library",
        ]
        assert said(ThingKind.CODE, "!?") == ["Not in the tables of codes."]
        tag = said(ThingKind.TAG, "PHUM")
        assert tag[0].startswith("Human Rights")
        assert tag[1] == "5 cables with this TAG in your library:"
        assert not any("06PHNOMPENH977" in line for line in tag)
        assert said(ThingKind.SIGNER, "STORELLA") == ["1 cable signed so in your library"]
        assert said(ThingKind.POST, "AMEMBASSY PHNOM PENH")[1] == "3 cables from there in your library:"
        assert said(ThingKind.CABLE, "04RANGOON1422", choices=("04RANGOON1422",))[0].startswith("MAINLAND SE")
        (ghost,) = said(ThingKind.CABLE, "99HANOI1", choices=("99HANOI1",))
        assert ghost.startswith("Not in your library.")
        assert said(ThingKind.PARAGRAPH, "2", number=2)[0].startswith("¶2 Cambodia:")
        assert said(ThingKind.PARAGRAPH, "77", number=77) == ["There is no ¶77 in this cable."]
        for body in ("first", "second\nline", "third"):
            workspace.notes.annotate(target_for(cable, 2), body)
        noted = "3 notes: first | second line and 1 more"
        assert said(ThingKind.PARAGRAPH, "2", number=2)[1] == noted
        assert said(ThingKind.CABLE, "06PHNOMPENH977", choices=("06PHNOMPENH977", "05PHNOMPENH977"))[2:] == [
            "The year is a guess; it may also be 05PHNOMPENH977.",
            noted,
        ]


def test_the_query_for_a_name_is_one_that_the_library_reads() -> None:
    assert query_for(Thing(ThingKind.POST, "AMEMBASSY PHNOM PENH", "AMEMBASSY PHNOM PENH")).startswith(
        'from:"'
    )
    assert query_for(Thing(ThingKind.SIGNER, 'O"NEIL', 'O"NEIL')) == 'signer:"O NEIL"'
    assert query_for(Thing(ThingKind.CODE, "RTG", "RTG")) == ""


async def test_the_box_shows_one_thing_after_the_other_and_a_key_for_the_page_closes_it() -> None:
    async with playing() as stage:
        await stage.open("04RANGOON1422")
        await stage.press("p")
        await stage.until(lambda: isinstance(stage.app.screen, Popup), "the box")
        await stage.shows("COMMIT · 1 of ", "p next · Esc closes")
        await stage.press("p")
        await stage.shows("MOU · 2 of ", "Memorandum of Understanding")
        await stage.press("}")
        await stage.until(lambda: stage.app.screen is stage.main and stage.main.reader.current == 2, "¶2")

        # beside the mouse, as long as it rests there
        row, line = next(pair for pair in enumerate(stage.screen_text().split("\n")) if " MOU" in pair[1])
        await stage.pilot.hover(offset=(line.index(" MOU") + 2, row))
        await stage.until(lambda: "Memorandum of Understanding" in tip_of(stage), "the tip")
        assert stage.main.reader.has_focus
        await stage.pilot.hover(offset=(line.index(" MOU") + 2, 0))
        await stage.until(lambda: not tip_of(stage), "its end")
        state = stage.main.state
        for config, tips in ((Config(motion="reduced"), 0), (Config(layout="linear"), 0), (Config(), 1)):
            state.settings = UserSettings(config)
            stage.main.controllers.peek.mouse_rested(None, 0, "PHUM", None)
            assert len([each for each in stage.app.workers if each.group == "tip"]) == tips

        await stage.press("g", "p")
        await stage.until(lambda: isinstance(stage.app.screen, Popup), "the box")
        await stage.type("ppp")
        await stage.shows("TAG · ", "Enter lists the cables")
        await stage.press("enter")
        await stage.until(lambda: stage.main.state.query.startswith("tag:"), "the cables with the TAG")
