import os

from reader.api import Library

__version__: str
__all__ = ["open"]

def open(path: str | os.PathLike[str] | None = None) -> Library: ...
