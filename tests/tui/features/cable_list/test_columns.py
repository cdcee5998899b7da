"""The columns of the list are those that the settings offer."""

from __future__ import annotations

from reader.config import settings
from reader.tui.features.cable_list.row_lines import COLUMNS, DEFAULT_COLUMNS


def test_every_column_can_be_named_in_the_settings_in_the_order_of_the_list() -> None:
    assert tuple(column.name for column in COLUMNS) == settings.COLUMNS
    assert DEFAULT_COLUMNS == ("date", "number", "level", "notes", "subject")
