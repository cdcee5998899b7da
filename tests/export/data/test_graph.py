"""Graphs of references and links, read back; the text in them is text."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

from reader.export.data.entries import Entry, Summary
from reader.export.data.graph.dot import dot
from reader.export.data.graph.graphml import NAMESPACE, graphml
from reader.export.data.graph.network import network, node_id
from reader.notes.model import Target
from tests.export.builders import a_link, a_note
from tests.export.data.builders import HOSTILE, INERT, Some, no_cable

HERE, THERE = Target("06PARIS1", number=2, ordinal=2), Target("09MUNICH273")
LINK = a_link(HERE, THERE, "supports / supported by", "as said")
ENTRIES = Some(
    [Entry(HERE.mrn, no_cable, (a_note(HERE, "A note."),), (LINK,)), Entry(THERE.mrn, no_cable)],
    references={HERE.mrn: ["06PARIS1", "04RANGOON1422", "09MUNICH273"]},
    summaries={THERE.mrn: Summary("ELECTIONS", "2009-11-06", "AMCONSUL MUNICH", "C")},
)
SPACE = f"{{{NAMESPACE}}}"


def parsed(entries: Some) -> tuple[dict[str, dict[str, str]], list[tuple[str, str, dict[str, str]]]]:
    """The nodes and edges of the GraphML of these entries."""
    graph = ET.fromstring("".join(graphml(network(entries)))).find(f"{SPACE}graph")
    assert graph is not None

    def said(one: ET.Element) -> dict[str, str]:
        return {data.attrib["key"].partition("-")[2]: data.text or "" for data in one}

    nodes = {one.attrib["id"]: said(one) for one in graph.findall(f"{SPACE}node")}
    edges = graph.findall(f"{SPACE}edge")
    return nodes, [(one.attrib["source"], one.attrib["target"], said(one)) for one in edges]


def test_cables_are_nodes_and_references_and_links_are_edges() -> None:
    nodes, edges = parsed(ENTRIES)
    assert list(nodes) == ["06PARIS1", "09MUNICH273", "04RANGOON1422"]
    assert nodes["09MUNICH273"] == {
        "label": "09MUNICH273",
        "title": "ELECTIONS",
        "date": "2009-11-06",
        "sender": "AMCONSUL MUNICH",
        "level": "C",
        "in_library": "true",
        "notes": "0",
    }
    assert (nodes["06PARIS1"]["notes"], nodes["04RANGOON1422"]["in_library"]) == ("1", "false")
    assert [(source, target, said["kind"]) for source, target, said in edges] == [
        ("06PARIS1", "06PARIS1", "citation"),
        ("06PARIS1", "04RANGOON1422", "citation"),
        ("06PARIS1", "09MUNICH273", "citation"),
        ("06PARIS1", "09MUNICH273", "link"),
    ]
    link = edges[-1][2]
    assert (link["relation"], link["comment"], link["from"], "to" in link) == (
        "supports",
        "as said",
        "¶2",
        False,
    )


def test_hostile_text_is_text_in_graphml() -> None:
    link = a_link(Target(HOSTILE), THERE, HOSTILE, HOSTILE)
    about = Summary(HOSTILE, HOSTILE, HOSTILE, HOSTILE)
    entries = Some([Entry(HOSTILE, no_cable, outgoing=(link,))], summaries={HOSTILE: about})
    nodes, ((source, _, said),) = parsed(entries)
    assert nodes[source]["label"] == nodes[source]["title"] == said["relation"] == said["comment"] == INERT
    assert re.fullmatch("[A-Za-z0-9_-]+", source)


def test_hostile_text_is_in_quotes_in_dot() -> None:
    name = 'x"]; node [shape=circle, label="\\N \\" \\\\" &lt; {a|b} <b>\\'
    link = a_link(Target(name), Target(HOSTILE), name, HOSTILE)
    text = "".join(dot(network(Some([Entry(name, no_cable, outgoing=(link,))]))))
    strings = re.findall(r'"(?:[^"\\]|\\.)*"', text)
    outside = re.sub(r'"(?:[^"\\]|\\.)*"', "S", text)
    assert outside == (
        "digraph cables {\n  graph [rankdir=S]\n  node [shape=S]\n"
        "  S [label=S, tooltip=S, style=S]\n  S -> S [label=S, tooltip=S, style=S]\n"
        "  S [label=S, tooltip=S, style=S]\n}\n"
    )
    shown = {
        one[1:-1].replace("&amp;lt;", "&lt;").replace('\\"', '"').replace("\\\\", "\\") for one in strings
    }
    assert name in shown


def test_ids_of_cables_are_different_for_different_cables() -> None:
    names = ["a", "A", "a b", "a_b", "a_20_b", "", "_", "¶", HOSTILE]
    assert len({node_id(name) for name in names}) == len(names)
    assert all(re.fullmatch("[A-Za-z0-9_-]+", node_id(name)) for name in names)
