"""Streams that many files share: fonts, pictures, the colour profile. Compressed once."""

from functools import lru_cache

from handouts.pdf.objects import stream


@lru_cache(maxsize=256)  # every picture of a library in one brand's colours, and the fonts
def shared_stream(content: bytes, entries: bytes = b"") -> bytes:
    """Return a stream's body with these entries in its dictionary: other files have it too."""
    return stream(content, entries)
