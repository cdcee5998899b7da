"""Where cables are read from: files, folders, archives and pages of every form, one document after another.

Nothing here writes, except archives inside archives into a nameless temporary file; the names inside an
archive are only ever shown.
"""

from reader.library.sources.dispatch import read
from reader.library.sources.documents import Container, Given, Limits, Precision, Skipped, SourceDocument

__all__ = ["Container", "Given", "Limits", "Precision", "Skipped", "SourceDocument", "read"]
