"""Pictures as the file has them: drawings as Form XObjects, photos and logos as images."""

import hashlib
import io
from functools import lru_cache

from reportlab.lib.utils import ImageReader

from handouts.figures import Drawing, Palette, operators
from handouts.layout.stamp import Resource
from handouts.layout.streams import shared_stream
from handouts.pdf.objects import compressed, compressed_stream, stream

_JPEG = b"\xff\xd8"
_NAMED = 12  # hexadecimal digits of a picture's name
_SPACES = {"L": b" /ColorSpace /DeviceGray", "RGB": b" /ColorSpace /DeviceRGB"}


def drawing_form(drawing: Drawing, palette: Palette, scale: float) -> Resource:
    """Return a drawing at so many points per unit, its lower left corner at the origin."""
    return _form(operators(drawing, palette, scale), drawing.width * scale, drawing.height * scale)


@lru_cache(maxsize=160)  # as many pictures as a library has
def _form(content: str, width: float, height: float) -> Resource:
    entries = b"/Type /XObject /Subtype /Form /Resources <<>> /BBox [0 0 %.4f %.4f]"
    body = shared_stream(f"{content}\n".encode("ascii"), entries % (width, height))
    return Resource("XObject", _name(body), lambda _: (body,))


@lru_cache(maxsize=16)
def image(picture: bytes) -> Resource:
    """Return a PNG or JPEG in a square of one point; what is transparent in it stays so."""
    reader = ImageReader(io.BytesIO(picture))
    width, height = reader.getSize()
    entries = b"/Type /XObject /Subtype /Image /Width %d /Height %d /BitsPerComponent 8"
    entries %= (width, height)
    if picture.startswith(_JPEG):
        grey = reader._image.mode == "L"  # noqa: SLF001 - asking for its data would unpack it
        colours = _SPACES["L" if grey else "RGB"]
        body = stream(picture, entries + colours + b" /Filter /DCTDecode", compress=False)
        return Resource("XObject", _name(picture), lambda _: (body,))
    colours = reader.getRGBData()
    seen = reader._dataA  # noqa: SLF001 - as ReportLab's own canvas asks for it
    mask = shared_stream(seen.getRGBData(), entries + _SPACES["L"]) if seen else b""
    name, packed, head = _name(colours + mask), compressed(colours), entries + _SPACES[reader.mode]

    def objects(first: int) -> tuple[bytes, ...]:
        if not mask:
            return (compressed_stream(packed, head),)
        return compressed_stream(packed, head + b" /SMask %d 0 R" % (first + 1)), mask

    return Resource("XObject", name, objects)


def _name(content: bytes) -> str:
    """Return a name for a picture that is the same in all files."""
    return "P" + hashlib.sha256(content).hexdigest()[:_NAMED]
