"""The clinic's logo: decoded here, brought to sRGB, written anew without anything else in it."""

import codecs
import io
import math
import warnings
import zlib
from dataclasses import dataclass, field
from functools import lru_cache

from PIL import Image, ImageCms, ImageFilter, ImageOps

from handouts.brand.svg_tree import SvgError
from handouts.colour import WHITE, contrast_ratio

MAX_BYTES = 20 * 1024 * 1024
MAX_PIXELS = 20_000_000
# At the widest place a logo gets on a page, about 66 mm, this is 600 dots per inch.
LONGEST_SIDE = 1600

_FORMATS = ("PNG", "JPEG", "WEBP", "GIF")
# How other files begin, with what they are and what to do.
_OTHERS = (
    (b"%PDF", "is a PDF (or an Illustrator file)", "open it and export the logo as SVG or PNG"),
    (b"%!PS", "is a PostScript file (EPS or AI)", "open it and export the logo as SVG or PNG"),
    (b"\xc5\xd0\xd3\xc6", "is an EPS file", "open it and export the logo as SVG or PNG"),
    (b"II*\0", "is a TIFF picture", "open it and save the logo as PNG"),
    (b"MM\0*", "is a TIFF picture", "open it and save the logo as PNG"),
    (b"8BPS", "is a Photoshop file", "open it and export the logo as PNG"),
    (b"BM", "is a BMP picture", "open it and save the logo as PNG"),
    (b"\0\0\1\0", "is an icon of a web page, too small to print", "ask for the logo as SVG or PNG"),
    (b"PK\x03\x04", "is a packed file or a document", "take the picture out of it, as SVG or PNG"),
)
_HEIF = {b"avif": "an AVIF", b"avis": "an AVIF", b"heic": "a HEIC", b"heix": "a HEIC",
         b"mif1": "a HEIC", b"msf1": "a HEIC", b"hevc": "a HEIC"}  # fmt: skip
_GZIP = b"\x1f\x8b"
_MOST_UNPACKED = 4 * 1024 * 1024  # bytes: more than any drawing that is read
_QUALITY = 88  # of a photo as JPEG, of 100
_WORTH = 0.5  # of a PNG's bytes: a JPEG that is not so small is no photo
_NEAR = 16  # pixels: so far from ink, clear pixels have its colour
_INKED = 32  # of 255: the colour of what is less seen is not exact
_SEEN = 8  # of 255: what is less seen is clear
_STRONG = 3.0  # to 1 on white (WCAG 2.1, 1.4.11): a colour that is there to be seen
_LEAST_CUT = 100  # pixels on the longer side: of less there is nothing to cut off
LEAST_FILLED = 0.4  # of a picture, by the box around its ink: a logo lost on more is cut free


class LogoError(ValueError):
    """Why a file cannot be a logo, in words that follow its source, and the remedy."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


Margins = tuple[float, float, float, float]
"""Empty shares of a picture at left, top, right and bottom, 0 to 1."""
NO_MARGINS: Margins = (0.0, 0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Pixels:
    """The bytes of a picture, row by row from the top: 1 or 3 channels; `alpha` may be empty."""

    channels: int
    colour: bytes = field(repr=False)
    alpha: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture: PNG bytes in sRGB, 8 bits, with or without transparency; its size in pixels.

    `file_digest` is the SHA-256, in hexadecimal, of the file that it was read from. `cut` are the
    empty shares that were cut off at left, top, right and bottom.
    """

    png: bytes = field(repr=False)
    width: int
    height: int
    file_digest: str = ""
    cut: Margins = NO_MARGINS

    def pixels(self) -> "Pixels":
        """Return the picture taken apart, for a file format that wants it so."""
        image = Image.open(io.BytesIO(self.png))
        alpha = image.getchannel("A").tobytes() if "A" in image.getbands() else b""
        grey = image.mode in ("L", "LA")
        return Pixels(1 if grey else 3, image.convert("L" if grey else "RGB").tobytes(), alpha)

    @property
    def compact(self) -> bytes:
        """A JPEG where that is much smaller and nothing is clear in it, as of a photo; the PNG."""
        return _compact(self.png)

    def in_grey(self) -> "Logo":
        """Return the logo without colour, for a handout printed in one ink."""
        image = Image.open(io.BytesIO(self.png))
        return _encoded(image.convert("LA" if image.mode == "RGBA" else "L"))


@lru_cache(maxsize=8)
def read_logo(data: bytes) -> Logo:
    """Return the logo in the bytes of a picture or a drawing of at most 20 million pixels.

    PNG, JPEG, WebP, GIF (its first picture), SVG or packed SVG. Turned upright as its EXIF data
    says, converted from its own colour profile or CMYK, cut free where it is lost on a large empty
    ground, shrunk to 1600 pixels on its longer side; a drawing is made that large.
    Raises LogoError.
    """
    return _read(data, cut_free=True)


@lru_cache(maxsize=8)
def read_picture(data: bytes) -> Logo:
    """Return a photo or a drawing that is no logo: the same, but whole, whatever is empty in it.

    Raises LogoError.
    """
    return _read(data, cut_free=False)


def _read(data: bytes, *, cut_free: bool) -> Logo:
    data = _unpacked(data)
    if not _is_drawing(data):
        picture = _decoded(data)
        cut = _margins(picture) if cut_free else NO_MARGINS
        return _encoded(_without(picture, cut), cut) if any(cut) else _encoded(picture)
    return _from_drawing(data, cut_free=cut_free)


def _from_drawing(data: bytes, *, cut_free: bool) -> Logo:
    from handouts.brand.svg import read_drawing  # noqa: PLC0415 - slow to import

    try:
        drawing = read_drawing(data)
        cut = _margins(_decoded(drawing.small)) if cut_free else NO_MARGINS
        left, top, right, bottom = cut
        picture = drawing.rasterised(LONGEST_SIDE, (left, top, 1 - right, 1 - bottom))
    except SvgError as error:
        raise LogoError(error.message, error.hint) from None
    return _encoded(_decoded(picture), cut)


def _decoded(data: bytes) -> Image.Image:
    """Return a picture upright in sRGB. Raises LogoError."""
    try:
        with warnings.catch_warnings():
            # Pillow warns of large pictures; the limit below is lower than Pillow's.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            image = Image.open(io.BytesIO(data), formats=_FORMATS)
    except Image.DecompressionBombError:
        raise _too_large() from None
    except (OSError, ValueError, SyntaxError):
        raise LogoError(*_other_kind(data)) from None
    if image.width * image.height > MAX_PIXELS:
        raise _too_large()
    try:
        return _upright_srgb(image)
    except (OSError, ValueError, SyntaxError):
        raise LogoError("is damaged or cut off", "export the picture again") from None


def _other_kind(data: bytes) -> tuple[str, str]:
    """Return what a file is that is no picture for us, and the remedy for that kind."""
    for start, what, remedy in _OTHERS:
        if data.startswith(start):
            return what, remedy
    heif = _HEIF.get(data[8:12]) if data[4:8] == b"ftyp" else None
    if heif:
        return f"is {heif} picture, as telephones take them", "open it and save the logo as PNG"
    return (
        "is not a PNG, JPEG, WebP, GIF or SVG picture",
        "save the logo as PNG; renaming a file does not change what it is",
    )


def _unpacked(data: bytes) -> bytes:
    """Return a packed drawing (SVGZ) unpacked, anything else as it is. Raises LogoError."""
    if not data.startswith(_GZIP):
        return data
    unpacking = zlib.decompressobj(wbits=31)
    try:
        made = unpacking.decompress(data, _MOST_UNPACKED)
    except zlib.error:
        raise LogoError("is damaged or cut off", "export the picture again") from None
    if unpacking.unconsumed_tail or not unpacking.eof:
        raise LogoError("is packed, and too large or cut off", "save it as a plain SVG")
    return made


def _margins(image: Image.Image) -> Margins:
    """Return the empty shares to cut off a picture: all where the ink is lost in it, else none."""
    from handouts.brand.logo_ink import look_at  # noqa: PLC0415 - it reads logos in its turn

    if max(image.size) < _LEAST_CUT:
        return NO_MARGINS
    margins = _clear_margins(image)
    if margins is None:
        seen = look_at(_encoded(image.copy()))
        if seen.box and contrast_ratio(seen.box, WHITE) >= _STRONG:
            return NO_MARGINS  # a card of a strong colour is a part of the logo
        margins = seen.margins
    left, top, right, bottom = margins
    filled = (1 - left - right) * (1 - top - bottom)
    return (left, top, right, bottom) if filled < LEAST_FILLED else NO_MARGINS


def _clear_margins(image: Image.Image) -> Margins | None:
    """Return the clear shares at the edges; None for a picture that is nowhere clear, or empty.

    What is white is ink too: the logo may be meant for a dark ground.
    """
    if image.mode != "RGBA":
        return None
    alpha = image.getchannel("A").point(lambda level: 255 if level >= _SEEN else 0)
    found = alpha.getbbox()
    if found is None or alpha.getextrema()[0] != 0:
        return None
    wide, tall = image.size
    return found[0] / wide, found[1] / tall, 1 - found[2] / wide, 1 - found[3] / tall


def _without(image: Image.Image, cut: Margins) -> Image.Image:
    left, top, right, bottom = cut
    wide, tall = image.size
    box = (wide * left, tall * top, wide * (1 - right), tall * (1 - bottom))
    return image.crop((int(box[0]), int(box[1]), math.ceil(box[2]), math.ceil(box[3])))


def _is_drawing(data: bytes) -> bool:
    """Say whether the bytes begin like XML, in UTF-8 or UTF-16, whatever the file's name is."""
    start = data[:64].removeprefix(codecs.BOM_UTF8).removeprefix(codecs.BOM_UTF16_LE)
    return start.removeprefix(codecs.BOM_UTF16_BE).replace(b"\0", b"").lstrip().startswith(b"<")


def _upright_srgb(image: Image.Image) -> Image.Image:
    image.load()
    profile = image.info.get("icc_profile")
    upright = ImageOps.exif_transpose(image)
    if upright.mode.startswith("I"):
        # 16 bits of grey; Pillow's own conversion would clip instead of scale.
        upright = upright.convert("I").point(lambda value: value / 256).convert("L")
    alpha = None
    if upright.has_transparency_data:
        upright = upright.convert("RGBA")
        alpha = upright.getchannel("A")
    if upright.mode not in ("L", "RGB", "CMYK", "LAB"):
        upright = upright.convert("RGB")
    coloured = _from_profile(upright, profile).convert("RGB")
    if alpha is not None:
        coloured.putalpha(alpha)
    return coloured


def _from_profile(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Convert from an embedded colour profile to sRGB; a broken one is passed over."""
    if not profile:
        return image
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        target = ImageCms.createProfile("sRGB")
        converted = ImageCms.profileToProfile(image, source, target, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError):
        return image
    return converted or image


def _encoded(image: Image.Image, cut: Margins = NO_MARGINS) -> Logo:
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    if image.mode == "RGBA":
        image = _bled(image)
    image.info = {}
    out = io.BytesIO()
    image.save(out, "PNG")
    return Logo(out.getvalue(), image.width, image.height, cut=cut)


@lru_cache(maxsize=32)
def _compact(png: bytes) -> bytes:
    image = Image.open(io.BytesIO(png))
    if "A" in image.getbands():
        return png
    out = io.BytesIO()
    image.save(out, "JPEG", quality=_QUALITY, optimize=True)
    return out.getvalue() if len(out.getvalue()) < _WORTH * len(png) else png


def _bled(image: Image.Image) -> Image.Image:
    """Return a picture whose clear pixels have the colour of the ink beside them.

    Viewers mix the colours of neighbours before they ask how clear they are: with black in what
    is clear, pale ink gets a dark edge. What can be seen stays as it is. The colours are those of
    squares, and white farther off, so that the file stays small.
    """
    levels = [_known(_known(image, _INKED).convert("RGBa").reduce(_NEAR).convert("RGBA"), 1)]
    near = levels[0].getchannel("A").filter(ImageFilter.MaxFilter(3))
    while max(levels[-1].size) > 1:
        levels.append(_known(levels[-1].convert("RGBa").reduce(2).convert("RGBA"), 1))
    filled = levels[-1]
    for level in reversed(levels[:-1]):
        wider = filled.resize(level.size, Image.Resampling.BILINEAR)
        filled = Image.composite(level, wider, level.getchannel("A"))
    squares = Image.composite(filled, Image.new("RGBA", filled.size, "white"), near)
    wide, tall = (side * _NEAR for side in squares.size)
    filled = squares.resize((wide, tall), Image.Resampling.NEAREST).crop((0, 0, *image.size))
    clear = image.getchannel("A").point(lambda level: 255 if level == 0 else 0)
    made = Image.composite(filled.convert("RGB"), image.convert("RGB"), clear)
    made.putalpha(image.getchannel("A"))
    return made


def _known(image: Image.Image, least: int) -> Image.Image:
    """Return a picture that is opaque where it is seen, and clear elsewhere."""
    known = image.copy()
    known.putalpha(image.getchannel("A").point(lambda level: 255 if level >= least else 0))
    return known


def _too_large() -> LogoError:
    return LogoError(
        f"has more than {MAX_PIXELS // 1_000_000} million pixels",
        "scale it down; 1600 pixels on the longer side are plenty",
    )
