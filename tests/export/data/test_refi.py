"""REFI-QDA projects: every passage is where its offsets say, ids stay, and texts of others are inert."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from reader.export.data.entries import Entry
from reader.export.data.refi.elements import NAMESPACE
from reader.export.data.refi.project import write_project
from reader.notes.model import Quote, Target
from tests.export.builders import TEXT, a_cable, a_code, a_link, a_note, on
from tests.export.data.builders import HOSTILE, INERT, Some, no_cable

CABLE = a_cable(TEXT.replace("The third.", "The third has a 🎉 and\n   more."))
ABUSE = replace(a_code("abuse"), colour="#c26d63", definition="<b> & ]]>")
PRISON = replace(a_code("in prison", 901), parent=ABUSE.id)
SPACE = f"{{{NAMESPACE}}}"


@dataclass(frozen=True)
class Project:
    """A project read by other means than those that wrote it."""

    root: ET.Element
    texts: Mapping[str, str]

    def all(self, tag: str) -> list[ET.Element]:
        return list(self.root.iter(SPACE + tag))

    def selected(self) -> dict[str, str]:
        """The text of each selection by its id."""
        return {
            one.attrib["guid"]: self.texts[source.attrib["guid"]][
                int(one.attrib["startPosition"]) : int(one.attrib["endPosition"])
            ]
            for source in self.all("TextSource")
            for one in source.iter(f"{SPACE}PlainTextSelection")
        }


def project(folder: Path, entries: Some) -> Project:
    path = folder / "project.qdpx"
    write_project(path, replace(entries, codes={ABUSE.id: ABUSE, PRISON.id: PRISON}), "cables 1")
    with zipfile.ZipFile(path) as archive:
        root = ET.fromstring(archive.read("project.qde"))
        texts = {
            name.removeprefix("sources/").removesuffix(".txt"): archive.read(name).decode()
            for name in archive.namelist()
            if name.startswith("sources/")
        }
    return Project(root, texts)


def entry(*notes: object, **links: object) -> Entry:
    return Entry("09MUNICH273", lambda: CABLE, notes, **links)  # type: ignore[arg-type]


def test_a_passage_is_at_its_code_points_in_the_text_and_has_its_codes(tmp_path: Path) -> None:
    words = a_note(on(CABLE, 3, "🎉 and more"), "A note.", ABUSE, PRISON)
    whole = a_note(on(CABLE, 2), "", ABUSE, number=2)
    found = project(tmp_path, Some([entry(words, whole)]))
    assert found.selected() == {
        words.id: "🎉 and\n   more",
        whole.id: "The second paragraph names_nobody [sic].",
    }
    coded = next(one for one in found.all("PlainTextSelection") if one.attrib["guid"] == words.id)
    codes = {code.attrib["guid"]: code.attrib["name"] for code in found.all("Code")}
    assert [codes[one.attrib["targetGUID"]] for one in coded.iter(f"{SPACE}CodeRef")] == [
        "abuse",
        "in prison",
    ]
    (above,) = found.root.findall(f"{SPACE}CodeBook/{SPACE}Codes/{SPACE}Code")
    assert (above.attrib["color"], above[0].text) == ("#c26d63", "<b> & ]]>")
    assert [child.attrib["name"] for child in above.findall(f"{SPACE}Code")] == ["in prison"]


def test_notes_of_one_author_on_one_passage_are_one_selection_with_a_lasting_id(tmp_path: Path) -> None:
    first, second = a_note(on(CABLE, 2), "One."), a_note(on(CABLE, 2), "Two.", number=2)
    alone = project(tmp_path, Some([entry(first)]))
    both = project(tmp_path, Some([entry(second, first)]))
    assert list(alone.selected()) == list(both.selected()) == [first.id]
    (selection,) = both.all("PlainTextSelection")
    assert selection[0].text == "One.\n\nTwo."
    notes = {note.attrib["guid"]: note[0].text for note in both.all("Note")}
    assert [notes[one.attrib["targetGUID"]] for one in selection.iter(f"{SPACE}NoteRef")] == ["One.", "Two."]


def test_the_same_notes_make_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        write_project(tmp_path / name, Some([entry(a_note(on(CABLE, 1), "A note."))], codes={}), "cables 1")
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_a_link_joins_the_selections_at_its_ends(tmp_path: Path) -> None:
    link = a_link(on(CABLE, 2), Target("06PARIS1", number=7, ordinal=7), "supports", "as said")
    there = Entry("06PARIS1", no_cable, incoming=(link,))
    found = project(tmp_path, Some([entry(outgoing=(link,))], [there]))
    (element,) = found.all("Link")
    texts = found.selected()
    assert (element.attrib["name"], element.attrib["direction"]) == ("supports", "OneWay")
    assert texts[element.attrib["originGUID"]] == "The second paragraph names_nobody [sic]."
    assert texts[element.attrib["targetGUID"]] == "¶7"
    said = [one[0].text for one in found.all("PlainTextSelection")]
    assert said == ["supports 06PARIS1 ¶7: as said", "supported by 09MUNICH273 ¶2: as said"]


def test_words_without_a_known_place_are_in_a_text_of_their_own(tmp_path: Path) -> None:
    gone = a_note(
        Target("09MUNICH273", number=1, ordinal=1, quote=Quote("nowhere in it"), start=0, end=3), "x"
    )
    elsewhere = a_note(Target("06PARIS1", number=2, ordinal=2, quote=Quote("in Paris")), number=2)
    found = project(tmp_path, Some([Entry("06PARIS1", no_cable, (elsewhere,)), entry(gone)]))
    assert {source.attrib["name"]: text for source, text in _texts(found)} == {
        "06PARIS1 (not in the library)": "¶2: in Paris\n\n",
        "09MUNICH273": CABLE.source,
        "09MUNICH273 (words without a known place)": "¶1: nowhere in it\n\n",
    }
    assert set(found.selected().values()) == {"in Paris", "nowhere in it"}


def _texts(found: Project) -> Iterator[tuple[ET.Element, str]]:
    for source in found.all("TextSource"):
        yield source, found.texts[source.attrib["guid"]]


ORDER = {
    "Project": "Users CodeBook Variables Sources Notes Links",
    "Code": "Description Code",
    "TextSource": "Description PlainTextSelection VariableValue",
    "PlainTextSelection": "Description Coding NoteRef",
    "Coding": "CodeRef",
    "VariableValue": "VariableRef DateValue TextValue",
    "Note": "PlainTextContent",
    "Link": "NoteRef",
}
"""The children of each element in the order that Project.xsd requires, of those that are written."""
GUID = re.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def test_elements_are_in_the_order_of_the_schema_and_refer_to_each_other(tmp_path: Path) -> None:
    link = a_link(on(CABLE, 1), on(CABLE, 2), "supports", "as said")
    note = a_note(on(CABLE, 2), "A note.", ABUSE, PRISON)
    found = project(tmp_path, Some([entry(note, outgoing=(link,), incoming=(link,))]))
    ids = {one.attrib["guid"] for one in found.root.iter() if "guid" in one.attrib}
    for one in found.root.iter():
        tag = one.tag.removeprefix(SPACE)
        children = [child.tag.removeprefix(SPACE) for child in one]
        if tag in ORDER:
            assert children == sorted(children, key=ORDER[tag].split().index)
        for name, value in one.attrib.items():
            if "guid" in name.lower() or name.endswith("User"):
                assert GUID.fullmatch(value)
                assert value in ids
            elif name.endswith("DateTime"):
                assert TIME.fullmatch(value)


def test_hostile_text_is_text(tmp_path: Path) -> None:
    target = Target(f"../{HOSTILE}", number=1, ordinal=1, quote=Quote(HOSTILE), start=0, end=9)
    note = replace(a_note(target, HOSTILE), author=HOSTILE, editor=HOSTILE, id=HOSTILE)
    link = a_link(target, target, HOSTILE, HOSTILE)
    found = project(tmp_path, Some([Entry(target.mrn, no_cable, (note,), (link,), (link,))]))
    assert [one[0].text for one in found.all("Note")] == [INERT, INERT]
    assert INERT in [one.attrib["name"] for one in found.all("User")]
    assert {source.attrib["name"][:3] for source in found.all("TextSource")} == {"-=1"}
    assert set(found.selected().values()) == {INERT}
    ids = [one.attrib["guid"] for one in found.root.iter() if "guid" in one.attrib]
    assert len(ids) == len(set(ids))
