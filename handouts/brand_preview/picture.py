"""A PDF page as a picture: PDFium paints it, the standard library writes the PNG."""

import struct
import zlib
from collections.abc import Iterator

import pypdfium2


def to_png(pdf: bytes, dpi: int) -> bytes:
    """Return the first page of a file as PNG with so many dots per inch."""
    return next(_pages(pdf, dpi))


def pages_as_png(pdf: bytes, dpi: int) -> list[bytes]:
    """Return every page of a file as PNG with so many dots per inch."""
    return list(_pages(pdf, dpi))


def _pages(pdf: bytes, dpi: int) -> Iterator[bytes]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        for page in document:
            yield _painted(page, dpi)
    finally:
        document.close()


def _painted(page: pypdfium2.PdfPage, dpi: int) -> bytes:
    bitmap = page.render(scale=dpi / 72, rev_byteorder=True)
    stride, width, height = bitmap.stride, bitmap.width, bitmap.height
    data = bytes(bitmap.buffer)
    rows = (data[row * stride : row * stride + width * 3] for row in range(height))
    return _png(width, height, b"".join(b"\0" + row for row in rows), dpi)


def _png(width: int, height: int, rows: bytes, dpi: int) -> bytes:
    """Return a PNG (ISO 15948) of 8-bit RGB rows, each behind its filter byte."""
    metre = round(dpi / 0.0254)
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)),
        (b"pHYs", struct.pack(">IIB", metre, metre, 1)),
        (b"IDAT", zlib.compress(rows, 9)),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )
