"""Streams that many files share: fonts, pictures, the colour profile. Compressed once."""

import zlib
from functools import lru_cache
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFStream


def shared_stream(content: bytes, entries: dict[str, Any] | None = None) -> Any:
    """Return a stream with these entries in its dictionary, whose content other files have too."""
    filters = PDFArray([PDFName("FlateDecode")])
    return PDFStream(PDFDictionary({**(entries or {}), "Filter": filters}), _compressed(content))


@lru_cache(maxsize=256)  # every picture of a library in one brand's colours, and the fonts
def _compressed(content: bytes) -> bytes:
    return zlib.compress(content)
