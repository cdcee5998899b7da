r"""Pandoc: ids on headings, ordinary links, footnotes or citation keys.

Pandoc's markdown acts on more than CommonMark does: ``@name`` is a citation, ``{...}`` an attribute,
``--``, ``...`` and straight quotes become typography (the ``smart`` extension), ``Mr.`` binds to the next
word, ``a.`` and ``(1)`` start lists, and every string in the front matter is markdown too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar

from reader.export.escape import escape_inline, escape_line
from reader.export.file_names import file_name, file_stem
from reader.export.styles.base import Style, with_mark

_ACTIVE = re.compile(r"\\[\s\S]|([@{}\"']|(?<=-)-|(?<=\.)\.)")
_ABBREVIATIONS = (
    "aet aetat al Apr Aug bk Bros c Capt cf ch chap chs Co col Corp cp d Dec Dr e.g ed eds esp f fasc Feb "
    "ff fig fl fol fols Fr Gen Gov Hon i.e ill Inc incl Jan Jr Jul Jun Ltd M.A M.D Mar Mr Mrs Ms n n.b nn No "
    "Nov Oct p Ph.D pp Pres Prof pt q.v Rep Rev s.v s.vv saec sec Sen Sep Sept Sgt Sr St univ viz vol vs"
)
"""Pandoc's list (``pandoc --print-default-data-file=abbreviations``), each followed by a full stop."""
_ABBREVIATION = re.compile(
    rf"(?<![\w.])({'|'.join(re.escape(word) for word in _ABBREVIATIONS.split())})\.(?=\s)"
)
_LIST_START = re.compile(r"\((?=[0-9A-Za-z]{1,9}\))|(?:[A-Za-z]{1,9}|#|\\#)(?=[.)](?:\s|$))")
_BARE_CITATION = re.compile(r"(?<![\w\\\[@;-])@(?=[\w{*])")


class PandocStyle(Style):
    """Markdown for pandoc."""

    name: ClassVar[str] = "pandoc"
    cites_below_quotations: ClassVar[bool] = False

    def __init__(self, *, citation_keys: bool = False) -> None:
        self._citation_keys = citation_keys
        """Whether notes cite ``[@09MUNICH273, para. 1]``, for a bibliography file, instead of footnotes."""

    @property
    def key(self) -> str:
        """Its name and options."""
        return f"{self.name} {self._citation_keys}"

    def inline(self, text: str) -> str:
        """Escape pandoc's own syntax as well."""
        return _escape_more(escape_inline(text))

    def line(self, text: str) -> str:
        """Escape the list markers only pandoc knows as well."""
        escaped = _escape_more(escape_line(text))
        if found := _LIST_START.match(escaped):
            return f"\\{escaped}" if found.group() == "(" else f"{found.group()}\\{escaped[found.end() :]}"
        return escaped

    def property_text(self, text: str) -> str:
        """Escaped: pandoc reads strings in the front matter as markdown."""
        return self.line(text)

    def own_text(self, body: str) -> str:
        """The user's own note; ``@name`` outside brackets is a name, not a citation."""
        return "\n".join(_without_pandoc_blocks(super().own_text(body).split("\n")))

    def passage_link(self, mrn: str, block_id: str, label: str) -> str:
        """A link to the id."""
        return f"[{self.inline(f'{mrn} {label}')}]({file_name(mrn)}#{block_id})"

    def heading(self, text: str, block_ids: Sequence[str]) -> str:
        """The heading with the id of its first note."""
        return f"## {text} {{#{block_ids[0]}}}" if block_ids else f"## {text}"

    def note(self, body: str, block_id: str, mark: str, *, first: bool) -> str:
        """The first note of a passage has its id on the heading, the others in an empty span."""
        text = with_mark(body, mark)
        if first:
            return text
        joint = "" if body[:1].isalnum() else "\n\n"
        return f"[]{{#{block_id}}}{joint}{text}"

    def list_item(self, text: str, block_id: str) -> str:
        """The id in an empty span."""
        return f"- []{{#{block_id}}}{text}"

    def citation_mark(self, block_id: str, mrn: str, locator: str) -> str:
        """A citation key with the paragraph, or a footnote reference."""
        if not self._citation_keys:
            return f"[^{block_id}]"
        paragraph = f", para. {locator[1:]}" if locator.startswith("¶") else ""
        return f" [@{citation_key(mrn)}{paragraph}]"

    def footnote(self, block_id: str, citation: str) -> str:
        """The citation as a footnote, unless citation keys are used."""
        return "" if self._citation_keys else f"[^{block_id}]: {self.inline(citation)}"


def citation_key(mrn: str) -> str:
    """The key of a cable in a bibliography: the same as the stem of its file."""
    return file_stem(mrn)


_LANGUAGE = re.compile(r"[\w+#-]*")
_ATTRIBUTES = re.compile(r"(?<!\\)\{(?!\s*[#.][\w-]+\s*\})")
_ATTRIBUTES_AFTER_CODE = re.compile(r"(?<=[`\])])(\s*)\{(?!\s*[#.][\w-]+\s*\})")
"""Attributes other than an id or a class: raw formats, event handlers."""
_TEX = re.compile(r"\\(?=[A-Za-z])")
_TEX_IN_MATH = re.compile(
    r"\\(?=(?:begin|end|input|include|open(?:in|out)|read|write|immediate|catcode|special|def|let|csname|"
    r"directlua|verbatiminput|lstinputlisting|usepackage)(?![a-z]))"
)
"""TeX that reads or writes files or changes the language; in a formula all else is left to the user."""


def _without_pandoc_blocks(lines: Iterable[str]) -> Iterator[str]:
    """Lines of a note in which raw HTML or TeX, metadata and divs are text, and ``@name`` is a name."""
    fence = ""
    for line in lines:
        run = re.match(r"`{3,}|~{3,}", line)
        if run and not fence:
            fence = run.group()
            info = line[len(fence) :].strip()
            yield line if _LANGUAGE.fullmatch(info) else fence
        elif fence:
            if line.startswith(fence) and not line.strip(fence[0] + " \t"):
                fence = ""
            yield line
        else:
            after_code = _ATTRIBUTES_AFTER_CODE.sub(r"\1\\{", line)
            text = after_code if "`" in line or "$" in line else _ATTRIBUTES.sub(r"\\{", line)
            text = (_TEX_IN_MATH if "$" in text else _TEX).sub(r"\\\\", text)
            text = re.sub(r"^(\s*)(?=:::)", r"\1\\", text)
            text = "***" if re.fullmatch(r"-{3}\s*", text) else text
            yield text if "`" in text else _BARE_CITATION.sub(r"\\@", text)


def _escape_more(escaped: str) -> str:
    def escape(found: re.Match[str]) -> str:
        return f"\\{found.group()}" if found.group(1) else found.group()

    return _ABBREVIATION.sub(r"\1\\.", _ACTIVE.sub(escape, escaped))
