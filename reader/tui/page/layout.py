"""Laying a cable out in lines for a given width. Pure: from a cable to a page."""

from __future__ import annotations

from reader.cable.model import Cable
from reader.tui.page.as_sent import lay_source
from reader.tui.page.body import lay_body
from reader.tui.page.builder import Page
from reader.tui.page.header import lay_header
from reader.tui.page.model import Layout, Options

FOLDED = Options()
"""The page as it opens: header folded, body reflowed."""


def layout(cable: Cable, width: int, options: Options = FOLDED) -> Layout:
    """Lay a cable out for a pane of ``width`` cells.

    Any cable, any width from 1 up; a text without any part of a cable is shown unchanged. All
    lines are broken at once, so that the length is exact: some 0.5 ms for the median cable, 20 ms for 1 MB.
    What is printed in a row, and where the links are, is worked out when asked for.
    """
    page = Page(cable, max(width, 1), options)
    if not options.as_sent:
        lay_header(page)
    if options.as_sent or not cable.body:
        page.blank()
        lay_source(page)
    else:
        lay_body(page)
    return page.finish()
