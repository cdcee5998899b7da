"""The picture of a timeline: well-formed, inert, and complete in words."""

from __future__ import annotations

import datetime as dt
from xml.etree.ElementTree import fromstring

from reader.joined.timeline.splitting import split_timeline
from reader.joined.timeline.svg import svg
from reader.library.discovery.day_counts import DayCounts

DAYS = {dt.date(2001, 3, 1): 2, dt.date(2004, 5, 6): 5, dt.date(2010, 1, 1): 1}
HOSTILE = '<script>alert(1)</script>"&\x1b[31m'


def test_a_picture_says_what_it_shows_and_runs_nothing() -> None:
    found = split_timeline(DayCounts(DAYS, undated=3, groups={HOSTILE: {dt.date(2004, 5, 6): 2}}))
    text = svg(found, HOSTILE)
    drawing = fromstring(text)
    kinds = {element.tag.rpartition("}")[2] for element in drawing.iter()}
    assert kinds == {"svg", "title", "desc", "style", "text", "rect", "line"}
    assert "\x1b" not in text
    assert not [name for element in drawing.iter() for name in element.attrib if name.startswith("on")]
    assert "href" not in text
    assert "url(" not in text
    words = [element.text or "" for element in drawing.iter()]
    assert "2004: 5 cables" in words
    assert "▲ 5" in words
    assert "No cables for 6 years, from 7 may 2004 to 31 december 2009".lower() in [w.lower() for w in words]
    assert "3 without a date are not shown" in next(word for word in words if word.startswith("11 cables"))
    assert "prefers-color-scheme: dark" in text
