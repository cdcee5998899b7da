"""GraphML, for Gephi, yEd, Cytoscape and networkx."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

from reader.export.data.graph.network import Edge, Node, node_id
from reader.export.escape import escape_controls

NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
NODE_KEYS = {
    "label": "string",
    "title": "string",
    "date": "string",
    "sender": "string",
    "level": "string",
    "in_library": "boolean",
    "notes": "int",
}
EDGE_KEYS = {
    "kind": "string",
    "relation": "string",
    "comment": "string",
    "from": "string",
    "to": "string",
    "author": "string",
    "sure": "boolean",
}
"""Names and types of what is said about nodes and edges."""


def graphml(parts: Iterable[Node | Edge]) -> Iterator[str]:
    """The lines of the file."""
    yield '<?xml version="1.0" encoding="utf-8"?>\n'
    yield f"<graphml xmlns={quoteattr(NAMESPACE)}>\n"
    for domain, keys in (("node", NODE_KEYS), ("edge", EDGE_KEYS)):
        for name, kind in keys.items():
            key = f"{domain}-{name}"
            yield f'<key id="{key}" for="{domain}" attr.name="{name}" attr.type="{kind}"/>\n'
    yield '<graph id="cables" edgedefault="directed">\n'
    edges = 0
    for part in parts:
        if isinstance(part, Node):
            yield f'<node id="{node_id(part.mrn)}">\n'
            yield from _data("node", _about(part))
            yield "</node>\n"
        else:
            edges += 1
            ends = f'source="{node_id(part.source)}" target="{node_id(part.target)}"'
            yield f'<edge id="e{edges}" {ends}>\n'
            yield from _data("edge", _of_edge(part))
            yield "</edge>\n"
    yield "</graph>\n</graphml>\n"


def _about(node: Node) -> dict[str, str]:
    about = node.about._asdict() if node.about else {}
    held = "true" if node.about else "false"
    return {"label": node.mrn, **about, "in_library": held, "notes": str(node.notes)}


def _of_edge(edge: Edge) -> dict[str, str]:
    return {
        "kind": edge.kind,
        "relation": edge.relation,
        "comment": edge.comment,
        "from": edge.from_place,
        "to": edge.to_place,
        "author": edge.author,
        "sure": "true" if edge.sure else "false",
    }


def _data(domain: str, values: dict[str, str]) -> Iterator[str]:
    for name, value in values.items():
        if value:
            yield f'<data key="{domain}-{name}">{escape(escape_controls(value))}</data>\n'
