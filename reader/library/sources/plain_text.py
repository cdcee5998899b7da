"""Reads plain text, Markdown and copies from the web, and recognises whether a text is a cable at all."""

from __future__ import annotations

import re

from reader.cable.frus import is_frus_text
from reader.cable.mrn import canonical
from reader.library.sources.decoding import without_quotes, without_web_marks
from reader.library.sources.documents import Container, Metadata, SourceDocument

NO_CABLE = "no cable found"

_SIGN = re.compile(
    r"""^[ \t>*_\#-]{0,8}(?:
        TAGS?[*_]{0,2}[ \t]{0,2}:?[ \t*]{1,4}[\[(]?[A-Z]{2,5}\b
      | E\.?[ \t]?[Oo]\.?[ \t]{0,3}(?:1[0-9]{4})\b
      | SUBJ(?:ECT)?[ \t*_]{0,3}:
      | VZCZC[A-Z]{3}[0-9]{3,4}\b
      | (?:[ZOPR][ \t]+){1,3}[0-9]{6}Z[ \t]+[A-Z]{3}[ \t]+[0-9]{2}\b
      | FM[ \t]+(?:AM|US|SEC|RPO|STATE)[A-Z]*
      | (?:UU?NCLAS(?:SIFIED)?|LIMITED\ OFFICIAL\ USE|S\ ?E\ ?C\ ?R\ ?E\ ?T|T\ ?O\ ?P\ +S\ ?E\ ?C\ ?R\ ?E\ ?T
          |C\ ?O\ ?N\ ?F\ ?I\ ?D\ ?E\ ?N\ ?T\ ?I\ ?A\ ?L)(?=\ +[A-Z]|[ \t\r]{0,9}$|//)
      | ¶[ \t]?[0-9A-Z]{1,3}\.
      | [0-9]{1,3}[.)]?[ \t]{0,3}\([ \t]?(?:U|C|S|SBU|TS|FOUO|LOU)(?:[ \t]?[/ -][^)\n]{1,30})?[ \t]?\)
      | [0-9]{1,2}\.[ \t]{1,3}(?:BEGIN\ )?SUMMARY\b
      | \((?:C|S|SBU|TS|LOU|[CS]//?NF)\)[ \t]
      | (?:Classified|CLASSIFIED)[ \t](?:By|BY)[ \t]?:
      | SIPDIS[ \t\r]{0,9}$
    )""",
    re.VERBOSE | re.MULTILINE,
)
_WEAK_SIGN = re.compile(
    r"""^[ \t>*_\#-]{0,8}(?:
        (?P<subject>Subject[ \t*_]{0,3}:) | (?P<reference>R(?:EF|ef)(?:S|TEL)?:)
      | (?P<number>[0-9]{1,3}\.[ \t]+[A-Z(]) | (?P<distribution>(?:INFO|ORIGIN|ACTION)[ \t])
    )""",
    re.VERBOSE | re.MULTILINE,
)
_ID = re.compile(r"(?<![0-9A-Za-z])(?:19|20)?[0-9]{2}[A-Z]{3,20}[0-9]{1,6}(?:_[a-e])?(?![0-9A-Za-z])")
_SEARCHED = 1 << 18


def looks_like_cable(text: str) -> bool:
    """Whether there are signs of a cable in the first 256 K characters of the text.

    One sign is enough if it hardly occurs in other texts: a TAGS line, an executive order, a date-time group,
    a classification line, a portion mark. Otherwise there must be two different common signs: ``Subject:``, a
    numbered paragraph, a message reference number. The text of a FRUS document is one by its first line.
    """
    if is_frus_text(text):
        return True
    text = text[:_SEARCHED]
    if _SIGN.search(text):
        return True
    weak = {match.lastgroup for match in _WEAK_SIGN.finditer(text)}
    return len(weak) + any(canonical(match[0]) is not None for match in _ID.finditer(text)) > 1


def read_plain(
    text: str, original: bytes, place: str, name: str, container: Container = Container.RAW
) -> SourceDocument | None:
    """The whole text as one cable; None if it does not look like one.

    An MRN in the file's ``name`` becomes metadata, as many texts contain none with a year.
    """
    text = without_quotes(without_web_marks(text))
    stem = name.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    mrn = stem if _ID.fullmatch(stem.upper()) and canonical(stem) else None
    if not looks_like_cable(text):
        return None
    return SourceDocument(text, Metadata(mrn=mrn), original, place, container)
