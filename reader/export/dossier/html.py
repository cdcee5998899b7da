"""A dossier as one HTML file: no script, nothing loaded, readable on a phone, on paper, in dark and in light.

Every text is escaped. The Content-Security-Policy allows our own style sheet, by its hash, and nothing else.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from html import escape
from itertools import pairwise

from reader.export.dossier.dossier_model import (
    NOT_HELD,
    CableInDossier,
    Dossier,
    Note,
    Quotation,
    Spans,
    TextPart,
)
from reader.export.escape import escape_controls

STYLE = """
:root { color-scheme: light dark; --ink: #1c1b19; --paper: #fbfaf7; --dim: #5d5a54; --line: #d6d1c6;
  --quote: #f1ede3; --mark: #ffe9a8; --more: #ffd060; --link: #1d4f91; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e2d9; --paper: #191815; --dim: #a8a396;
  --line: #45423b; --quote: #24221d; --mark: #574610; --more: #7d6414; --link: #8fb8f0; } }
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body { margin: 0 auto; max-width: 44rem; padding: 1rem 1rem 4rem; color: var(--ink);
  background: var(--paper); font: 1.0625rem/1.55 Georgia, "Times New Roman", serif;
  overflow-wrap: break-word; }
h1, h2, h3 { line-height: 1.25; text-wrap: balance; }
h2 { margin-top: 3rem; border-top: 1px solid var(--line); padding-top: 1.5rem; }
h3 { margin: 2rem 0 .5rem; font-size: 1.0625rem; }
a { color: var(--link); text-underline-offset: .15em; }
blockquote { margin: .5rem 0; padding: .5rem 1rem; background: var(--quote);
  border-left: .25rem solid var(--line); }
p { margin: .5rem 0; }
p, blockquote, td { unicode-bidi: isolate; }
pre { overflow-x: auto; font-size: .8125rem; line-height: 1.4; }
.wrap { white-space: pre-wrap; }
.dim, .cite { color: var(--dim); font-size: .9375rem; }
.note { margin: .75rem 0; padding-left: 1rem; border-left: .125rem solid var(--line); }
mark { color: inherit; background: var(--mark); text-decoration: underline dotted; }
mark.more { background: var(--more); }
.part { display: grid; grid-template-columns: 5.5rem 1fr; gap: .75rem; margin: .75rem 0; }
.part:target, article:target { outline: .125rem solid var(--link); outline-offset: .25rem; }
@media (max-width: 34rem) { .part { display: block; } }
@media print { body { max-width: none; font-size: 11pt; } a { color: inherit; }
  h2, h3 { break-after: avoid; } blockquote { break-inside: avoid; } }
"""


def html_lines(dossier: Dossier) -> Iterator[str]:
    """The lines of the file; a text may have line breaks of its own."""
    digest = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    yield "<!DOCTYPE html>"
    yield '<html lang="en">'
    yield '<head><meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield '<meta name="referrer" content="no-referrer">'
    yield f"<title>{_safe(dossier.title)}</title>"
    yield f"<style>{STYLE}</style></head>"
    yield "<body>"
    yield f"<header><h1>{_safe(dossier.title)}</h1>"
    yield f'<p class="dim">{_safe(dossier.author)}, {dossier.changed:%Y-%m-%d}</p></header>'
    yield '<nav aria-label="Contents"><ol>'
    known: dict[str, str] = {}
    references: set[str] = set()
    for cable in dossier.cables:
        known[cable.mrn] = cable.anchor
        references.add(cable.reference)
        yield f'<li><a href="#{cable.anchor}">{_safe(_name(cable))}</a></li>'
    yield '<li><a href="#bibliography">Bibliography</a></li></ol></nav>'
    yield "<main>"
    for cable in dossier.cables:
        yield from _cable(cable, known)
    yield '<section id="bibliography"><h2>Bibliography</h2>'
    for entry in sorted(references):
        yield f"<p>{_safe(entry)}</p>"
    yield "</section>"
    for cable in dossier.cables:
        if cable.text:
            yield from _text(cable)
    yield "</main></body></html>"


def _safe(text: str) -> str:
    return escape(escape_controls(text))


def _name(cable: CableInDossier) -> str:
    return f"{cable.mrn}: {cable.title}" if cable.title else cable.mrn


def _cable(cable: CableInDossier, known: dict[str, str]) -> Iterator[str]:
    yield f'<section id="{cable.anchor}"><h2>{_safe(_name(cable))}</h2>'
    to_text = f' · <a href="#text-{cable.anchor}">Full text</a>' if cable.text else ""
    yield f'<p class="dim">{_safe(cable.facts)}{to_text}</p>'
    if not cable.is_held:
        yield f'<p class="dim">{NOT_HELD}</p>'
    if cable.left_out:
        yield f'<p class="dim">{_safe(cable.left_out)}</p>'
    for quotation in cable.quotations:
        yield from _quotation(cable, quotation, known)
    yield "</section>"


def _quotation(cable: CableInDossier, quotation: Quotation, known: dict[str, str]) -> Iterator[str]:
    ids = [note.id for note in quotation.notes]
    yield f'<article id="{ids[0]}">' if ids else "<article>"
    yield f"<h3>{_safe(quotation.heading)}</h3>"
    if quotation.words:
        yield f"<blockquote>{_blocks(quotation.words, quotation.tables, ())}</blockquote>"
    place = ""
    if quotation.paragraph is not None:
        place = f' <a href="#{cable.anchor}-p{quotation.paragraph}">In the text</a>'
    yield f'<p class="cite">{_safe(quotation.citation)}{place}</p>'
    if quotation.remark:
        yield f'<p class="dim"><em>{_safe(quotation.remark)}</em></p>'
    for number, note in enumerate(quotation.notes):
        yield from _note(note, is_first=number == 0)
    if quotation.links:
        yield "<ul>"
        for link in quotation.links:
            place = f"{_safe(link.mrn)} {_safe(link.label)}".rstrip()
            if link.mrn in known:
                place = f'<a href="#{known[link.mrn]}">{place}</a>'
            comment = f": {_safe(link.comment)}" if link.comment else ""
            yield f"<li>{_safe(link.relation)} {place}{comment}</li>"
        yield "</ul>"
    yield "</article>"


def _note(note: Note, *, is_first: bool) -> Iterator[str]:
    place = "" if is_first else f' id="{note.id}"'
    text = note.text or (f"Tagged {', '.join(note.codes)}." if note.codes else "Highlighted.")
    yield f'<div class="note"{place}><p class="wrap">{_safe(text)}</p>'
    yield f'<p class="dim">{_safe(note.author)}, {note.date:%Y-%m-%d}</p></div>'


def _text(cable: CableInDossier) -> Iterator[str]:
    yield f'<section id="text-{cable.anchor}"><h2>Text of {_safe(_name(cable))}</h2>'
    yield f'<p class="dim">{_safe(cable.facts)} · <a href="#{cable.anchor}">Quotations</a></p>'
    for part in cable.text:
        yield from _part(cable, part)
    yield "</section>"


def _part(cable: CableInDossier, part: TextPart) -> Iterator[str]:
    if part.ordinal is None:
        yield f"<h3>{_safe(part.text)}</h3>"
        return
    yield f'<div class="part" id="{cable.anchor}-p{part.ordinal}"><div class="dim">{_safe(part.label)}</div>'
    yield f"<div>{_blocks(part.text, part.tables, part.quoted)}</div></div>"


def _blocks(text: str, tables: Spans, quoted: Spans) -> str:
    """The text as paragraphs, and its tables with their columns kept; what is quoted is marked."""
    cuts = sorted(
        {0, len(text), *(cut for span in (*tables, *quoted) for cut in span if 0 < cut < len(text))}
    )
    out, kind = "", ""
    for start, end in pairwise(cuts):
        wanted = "pre" if any(first <= start < last for first, last in tables) else "p"
        if wanted != kind:
            out += f"</{kind}>" if kind else ""
            out += "<pre>" if wanted == "pre" else '<p class="wrap">'
            kind = wanted
        piece = _safe(text[start:end])
        depth = sum(first <= start < last for first, last in quoted)
        more = ' class="more"' if depth > 1 else ""
        out += f"<mark{more}>{piece}</mark>" if depth else piece
    return f"{out}</{kind}>" if kind else ""
