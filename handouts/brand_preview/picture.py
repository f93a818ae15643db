"""A PDF page as a picture: PDFium paints it, the standard library writes the PNG."""

import struct
import zlib

import pypdfium2


def to_png(pdf: bytes, dpi: int) -> bytes:
    """Return the first page of a file as PNG with so many dots per inch."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        bitmap = document[0].render(scale=dpi / 72, rev_byteorder=True)
        stride, width, height = bitmap.stride, bitmap.width, bitmap.height
        data = bytes(bitmap.buffer)
    finally:
        document.close()
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
