"""The stories run as the tests of the screen do, and share their folders and their haste."""

from tests.tui.conftest import own_folders, rare_garbage_collection, style_sheets_are_parsed_once

__all__ = ["own_folders", "rare_garbage_collection", "style_sheets_are_parsed_once"]
