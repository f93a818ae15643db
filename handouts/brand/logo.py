"""The clinic's logo: decoded here, brought to sRGB, written anew without anything else in it."""

import codecs
import io
import warnings
from dataclasses import dataclass, field
from functools import lru_cache

from PIL import Image, ImageCms, ImageOps

from handouts.brand.svg_tree import SvgError

MAX_BYTES = 20 * 1024 * 1024
MAX_PIXELS = 20_000_000
# At the widest place a logo gets on a page, about 66 mm, this is 600 dots per inch.
LONGEST_SIDE = 1600

_FORMATS = ("PNG", "JPEG")


class LogoError(ValueError):
    """Why a file cannot be a logo, in words that follow its source, and the remedy."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Pixels:
    """The bytes of a picture, row by row from the top: 1 or 3 channels; `alpha` may be empty."""

    channels: int
    colour: bytes = field(repr=False)
    alpha: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture: PNG bytes in sRGB, 8 bits, with or without transparency; its size in pixels.

    `file_digest` is the SHA-256, in hexadecimal, of the file that it was read from.
    """

    png: bytes = field(repr=False)
    width: int
    height: int
    file_digest: str = ""

    def pixels(self) -> "Pixels":
        """Return the picture taken apart, for a file format that wants it so."""
        image = Image.open(io.BytesIO(self.png))
        alpha = image.getchannel("A").tobytes() if "A" in image.getbands() else b""
        grey = image.mode in ("L", "LA")
        return Pixels(1 if grey else 3, image.convert("L" if grey else "RGB").tobytes(), alpha)

    def in_grey(self) -> "Logo":
        """Return the logo without colour, for a handout printed in one ink."""
        image = Image.open(io.BytesIO(self.png))
        return _encoded(image.convert("LA" if image.mode == "RGBA" else "L"))


@lru_cache(maxsize=8)
def read_logo(data: bytes) -> Logo:
    """Return the logo in the bytes of a PNG, JPEG or SVG file of at most 20 million pixels.

    Turned upright as its EXIF data says, converted from its own colour profile or CMYK,
    shrunk to 1600 pixels on its longer side; a drawing is made that large. Raises LogoError.
    """
    if _is_drawing(data):
        from handouts.brand.svg import rasterise  # noqa: PLC0415 - slow to import

        try:
            data = rasterise(data, LONGEST_SIDE)
        except SvgError as error:
            raise LogoError(error.message, error.hint) from None
    try:
        with warnings.catch_warnings():
            # Pillow warns of large pictures; the limit below is lower than Pillow's.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            image = Image.open(io.BytesIO(data), formats=_FORMATS)
    except Image.DecompressionBombError:
        raise _too_large() from None
    except (OSError, ValueError, SyntaxError):
        raise LogoError(
            "is not a PNG, JPEG or SVG picture",
            "save the logo as PNG; renaming a file does not change what it is",
        ) from None
    if image.width * image.height > MAX_PIXELS:
        raise _too_large()
    try:
        return _encoded(_upright_srgb(image))
    except (OSError, ValueError, SyntaxError):
        raise LogoError("is damaged or cut off", "export the picture again") from None


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


def _encoded(image: Image.Image) -> Logo:
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    image.info = {}
    out = io.BytesIO()
    image.save(out, "PNG")
    return Logo(out.getvalue(), image.width, image.height)


def _too_large() -> LogoError:
    return LogoError(
        f"has more than {MAX_PIXELS // 1_000_000} million pixels",
        "scale it down; 1600 pixels on the longer side are plenty",
    )
