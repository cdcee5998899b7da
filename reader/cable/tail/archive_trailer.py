"""What the National Archives print below telegrams of 1973-79: the handling now, and the attributes.

``*** Current Handling Restrictions *** n/a`` and ``*** Current Classification *** UNCLASSIFIED`` are the last
lines of the text in the archives' files; the attributes follow under ``Message Attributes``. In copies the
heading is often missing, so lines with several of the archives' keys are known by these. The keys are those
of the files of Access to Archival Databases (series Central Foreign Policy Files).
"""

from __future__ import annotations

import re

from reader.cable.source.source_lines import Lines

CURRENT_HANDLING = r"\*{0,3}\ ?Current\ (?:Handling\ Restrictions|Classification)\b.{0,80}$"
"""The lines that end the text, with their stars or without; part of a verbose pattern."""
_HEADING = "message attributes"
_KEY = re.compile(
    r"""(?:Automatic\ Decaptioning|Capture\ Date|Channel\ Indicators|Concepts|Control\ Number|Copy
      |Current\ (?:Classification|Handling\ Restrictions)|Decaption\ (?:Date|Note)
      |Disposition\ (?:Action|Approved\ on\ Date|Authority|Case\ Number|Comment|Date|Event|History|Reason
        |Remarks)
      |Document\ (?:Number|Source|Unique\ ID)|Draft\ Date|Drafter|Enclosure|Errors|Executive\ Order
      |Film\ Number|Handling\ Restrictions|Image\ Path|ISecure|Legacy\ Key|Line\ Count|Locator|Markings
      |Office|Original\ (?:Previous\ )?(?:Classification|Handling\ Restrictions)|Page\ Count
      |Previous\ (?:Channel\ Indicators|Classification|Handling\ Restrictions)
      |Review\ (?:Action|Authority|Comment|Content\ Flags|Date|Event|Exemptions|History|Markings
        |Media\ Identifier|Referrals|Release\ Date|Release\ Event|Transfer\ Date|Withdrawn\ Fields)
      |Secure|Sent\ Date|Status)[ ]?:""",
    re.VERBOSE,
)
_WORDS = ("Review", "ttributes", "TTRIBUTES")
"""Words that every record has one of."""
_HINTS = ("Capture Date:", "Document Number:", "Review Action:", "Original Classification:")
_FEWEST_KEYS = 3
"""Lines with keys that are attributes without a heading; a telegram has none, as it is in capitals."""
_WITHIN = 12
"""Lines among which they are, as values go on below their keys."""


def archive_end(lines: Lines, first: int) -> int:
    """The line where the archives' attributes begin, not above line ``first``; the end if there are none."""
    if not any(word in lines.source for word in _WORDS):  # as in nearly all cables
        return len(lines)
    # The small letters of a text that is not all ASCII take twelve times its memory.
    has_heading = any(form in lines.source for form in (_HEADING, _HEADING.title(), _HEADING.upper()))
    if not has_heading and not any(hint in lines.source for hint in _HINTS):
        return len(lines)
    for at in range(first, len(lines)):
        text = lines.text[at]
        if has_heading and text.rstrip(" :").lower() == _HEADING:
            return at
        if _KEY.match(text) and _are_attributes(lines.text[at : at + _WITHIN]):
            return at
    return len(lines)


def _are_attributes(texts: list[str]) -> bool:
    return sum(bool(_KEY.match(text)) for text in texts) >= _FEWEST_KEYS
