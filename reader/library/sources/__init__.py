"""Where cables are read from: files, folders, archives and pages of every form, one document after another.

Nothing is written, except that an archive inside an archive may be copied to an unnamed temporary file. File
names inside archives are shown, never used as paths.
"""

from reader.library.sources.dispatch import read
from reader.library.sources.documents import (
    Container,
    Limits,
    Metadata,
    Notice,
    Precision,
    Skipped,
    SourceDocument,
)

__all__ = ["Container", "Limits", "Metadata", "Notice", "Precision", "Skipped", "SourceDocument", "read"]
