"""A terminal reader for US diplomatic cables.

``reader.open()`` is the public Python interface; see ``docs/python.md``. ``__init__.pyi`` has its types: an
import of ``reader.api`` here would make everything in the package depend on it.
"""

from importlib import import_module

__version__ = "0.1.0"
__all__ = ["open"]


def open(path=None):  # type: ignore[no-untyped-def]
    """The library in a folder, or the user's own if no folder is given; see ``reader.api.Library``."""
    return import_module("reader.api").open_library(path)
