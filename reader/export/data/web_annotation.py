"""Notes and links as W3C Web Annotations (JSON-LD), for other annotation tools.

A note targets its cable through selectors of the model: the paragraph as a fragment, refined by the quoted
words with their neighbours and by their offsets in the paragraph's clean text.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import quote

from reader.notes.codec import time_text
from reader.notes.model import Annotation, Code, CrossReference, Record, Target
from reader.notes.web_annotations.model import CABLE_IRI, PARAGRAPH

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
Json = dict[str, Any]


def web_annotations(
    records: Iterable[Annotation | CrossReference], codes: Mapping[str, Code]
) -> Iterator[str]:
    """An annotation page of these records, in pieces."""
    head = {"@context": CONTEXT, "id": "urn:cables:notes", "type": "AnnotationPage"}
    yield f'{json.dumps(head)[:-1]}, "items": ['
    between = "\n"
    for record in records:
        item = _note(record, codes) if isinstance(record, Annotation) else _link(record)
        yield between + json.dumps(item)
        between = ",\n"
    yield "\n]}\n"


def _note(note: Annotation, codes: Mapping[str, Code]) -> Json:
    bodies: list[Json] = []
    if note.body:
        bodies.append(
            {"type": "TextualBody", "value": note.body, "format": "text/markdown", "purpose": "commenting"}
        )
    bodies.extend(_words(codes[code].name, "tagging") for code in note.codes if code in codes)
    motivation = bodies[0]["purpose"] if bodies else "highlighting"
    return _annotation(note, motivation, bodies, note.target)


def _link(link: CrossReference) -> Json:
    bodies: list[Json] = [
        {"type": "SpecificResource", "source": cable_iri(link.target.mrn), "purpose": "linking"}
    ]
    if selector := _selector(link.target):
        bodies[0]["selector"] = selector
    bodies.append(_words(link.relation, "classifying"))
    if link.comment:
        bodies.append(_words(link.comment, "describing"))
    return _annotation(link, "linking", bodies, link.source)


def _words(text: str, purpose: str) -> Json:
    return {"type": "TextualBody", "value": text, "format": "text/plain", "purpose": purpose}


def _annotation(record: Record, motivation: str, bodies: list[Json], target: Target) -> Json:
    item: Json = {
        "id": f"urn:uuid:{quote(record.id.encode('utf-8', 'replace'), safe='-')}",
        "type": "Annotation",
        "motivation": motivation,
        "creator": {"type": "Person", "name": record.author},
        "created": time_text(record.created),
        "modified": time_text(record.changed),
    }
    if bodies:
        item["body"] = bodies
    selector = _selector(target)
    source = cable_iri(target.mrn)
    item["target"] = {"source": source, "selector": selector} if selector else source
    return item


def cable_iri(mrn: str) -> str:
    """The IRI of a cable: ``urn:cable:09MUNICH273``."""
    return f"{CABLE_IRI}{quote(mrn.encode('utf-8', 'replace'), safe='-')}"


def _selector(target: Target) -> Json | None:
    if target.ordinal is None:
        return None
    selector: Json = {"type": "FragmentSelector", "value": f"{PARAGRAPH}{target.ordinal}"}
    refined: list[Json] = []
    if target.quote:
        words: Json = {"type": "TextQuoteSelector", "exact": target.quote.exact}
        sides = (("prefix", target.quote.prefix), ("suffix", target.quote.suffix))
        words |= {name: text for name, text in sides if text}
        refined.append(words)
    if target.start is not None and target.end is not None:
        refined.append({"type": "TextPositionSelector", "start": target.start, "end": target.end})
    if refined:
        selector["refinedBy"] = refined if len(refined) > 1 else refined[0]
    return selector
