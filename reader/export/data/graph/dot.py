"""The language of Graphviz, drawn by its program ``dot``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from reader.export.data.graph.network import LINK, Edge, Node, node_id
from reader.export.escape import escape_controls

_LONGEST = 60
"""Characters of a title in a label."""


def dot(parts: Iterable[Node | Edge]) -> Iterator[str]:
    """The lines of the file. Cables outside the library have a dashed frame, links a thick line."""
    yield "digraph cables {\n"
    yield '  graph [rankdir="LR"]\n  node [shape="box"]\n'
    for part in parts:
        if isinstance(part, Node):
            given = {
                "label": _label(part),
                "tooltip": part.about.title if part.about else "not in the library",
            }
            given |= {} if part.about else {"style": "dashed"}
            yield f'  "{node_id(part.mrn)}"{_attributes(given)}\n'
        else:
            given = {"label": part.relation, "tooltip": part.comment or part.relation}
            given |= {"style": "bold"} if part.kind == LINK else {} if part.sure else {"style": "dotted"}
            yield f'  "{node_id(part.source)}" -> "{node_id(part.target)}"{_attributes(given)}\n'
    yield "}\n"


def _label(node: Node) -> str:
    title = node.about.title if node.about else ""
    short = title if len(title) <= _LONGEST else f"{title[: _LONGEST - 1]}…"
    return "\n".join(filter(None, (node.mrn, node.about.date if node.about else "", short)))


def _attributes(given: dict[str, str]) -> str:
    return f" [{', '.join(f'{name}={_quoted(value)}' for name, value in given.items())}]"


def _quoted(text: str) -> str:
    """A string that Graphviz shows as it is; it reads backslashes and HTML entities in strings."""
    text = escape_controls(text).replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{_ENTITY.sub("&amp;", text)}"'


_ENTITY = re.compile(r"&(?=#?[0-9A-Za-z]+;)")
