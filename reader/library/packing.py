"""How texts lie on the disk: compressed, and the original only as far as it differs from the text."""

from __future__ import annotations

import zlib

LEVEL = 6
_WINDOW = 32_768  # zlib looks back no further


def pack_text(text: str) -> bytes:
    """The normalised text, compressed."""
    return zlib.compress(text.encode(errors="surrogatepass"), LEVEL)


def unpack_text(packed: bytes) -> str:
    """The text that :func:`pack_text` packed. Raises zlib.error when the bytes are damaged."""
    return zlib.decompress(packed).decode(errors="surrogatepass")


def pack_original(original: bytes, text: str) -> bytes | None:
    """The original, compressed with the text as a dictionary; None when the text's UTF-8 is the original.

    An original mostly repeats its text, so it costs a few bytes a line, and can be had back exactly.
    """
    known = text.encode(errors="surrogatepass")
    if original == known:
        return None
    packer = zlib.compressobj(LEVEL, zdict=known[-_WINDOW:]) if known else zlib.compressobj(LEVEL)
    return packer.compress(original) + packer.flush()


def unpack_original(packed: bytes | None, text: str) -> bytes:
    """The original bytes. Raises zlib.error when the bytes are damaged."""
    known = text.encode(errors="surrogatepass")
    if packed is None:
        return known
    unpacker = zlib.decompressobj(zdict=known[-_WINDOW:]) if known else zlib.decompressobj()
    return unpacker.decompress(packed) + unpacker.flush()
