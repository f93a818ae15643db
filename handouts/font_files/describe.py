"""The faces in a font file: one, those of a collection, or those that a variable font can make."""

import io
import re
import string
import types
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import brotli
from fontTools.ttLib import TTCollection, TTFont, woff2

from handouts.font_files.model import FontFile

MOST_UNPACKED = 64 * 1024 * 1024
REGULAR, BOLD = 400, 700
_LEAST_BOLD = 600
_TEXT_SIZE = 12  # points, for fonts with an axis of optical sizes

# OpenType 1.9, OS/2, usWeightClass; the longer words come first.
_WEIGHTS = {
    "extralight": 200, "ultralight": 200, "semilight": 350, "semibold": 600, "demibold": 600,
    "extrabold": 800, "ultrabold": 800, "hairline": 100, "thin": 100, "light": 300, "medium": 500,
    "demi": 600, "bold": 700, "black": 900, "heavy": 900, "regular": 400, "book": 400,
    "normal": 400, "roman": 400,
}  # fmt: skip
_SLANTED = ("italic", "oblique", "kursiv", "slanted")
_NARROW = ("condensed", "narrow", "compressed")
_LETTERS = frozenset(map(ord, string.ascii_letters + string.digits))
_NAMES_OF_FAMILY, _NAMES_OF_STYLE = (16, 1), (17, 2)


@dataclass(frozen=True, slots=True)
class Found:
    """One face that a file can give: where it is, and what it is for.

    `place` says where on the axes of a variable font it lies; `whole` that it has every plain
    letter and digit; `order` is its place among all.
    """

    file: FontFile
    index: int
    family: str
    weight: int
    italic: bool
    width: int
    whole: bool
    place: dict[str, float] = field(default_factory=dict)
    order: int = 0

    @property
    def called(self) -> str:
        """The file, and which of its faces if it has several."""
        return f"{self.file.name} ({self.family})" if self.index else self.file.name


def open_font(file: FontFile, index: int = 0) -> TTFont:
    """Open a face of a file; what is packed is unpacked up to a limit."""
    # Without a bound, a small file of WOFF2 unpacks to whatever its sender likes.
    woff2.brotli = types.SimpleNamespace(decompress=unpacked)
    _check_woff(file.data)
    number = index if file.data[:4] == b"ttcf" else -1
    font = TTFont(io.BytesIO(file.data), fontNumber=number, recalcTimestamp=False)
    font.flavor = None
    return font


def faces_in(file: FontFile) -> Iterator[Found]:
    """Yield the faces of a file."""
    count = 1
    if file.data[:4] == b"ttcf":
        count = len(TTCollection(io.BytesIO(file.data), lazy=True).fonts)
    for index in range(min(count, 64)):
        font = open_font(file, index)
        base = _described(font, file, index)
        yield from _instances(font, base) if "fvar" in font else (base,)


def _described(font: TTFont, file: FontFile, index: int) -> Found:
    style = f"{_name(font, _NAMES_OF_STYLE)} {_name(font, (4,))}"
    plain = re.sub(r"[\s_-]", "", style.lower())
    os2 = font.get("OS/2")
    weight = getattr(os2, "usWeightClass", 0) or REGULAR
    weight = weight * 100 if weight < 10 else weight  # noqa: PLR2004 - as old fonts count
    worded = next((value for word, value in _WEIGHTS.items() if word in plain), 0)
    is_bold = bool(font["head"].macStyle & 1 or getattr(os2, "fsSelection", 0) & 0x20)
    if weight == REGULAR and (worded >= _LEAST_BOLD or is_bold):
        weight = max(worded, BOLD if is_bold else 0)
    slanted = font["head"].macStyle & 2 or getattr(os2, "fsSelection", 0) & 0x201
    italic = bool(slanted or any(word in plain for word in _SLANTED))
    width = getattr(os2, "usWidthClass", 5) or 5
    if width == 5 and any(word in plain for word in _NARROW):  # noqa: PLR2004 - normal
        width = 3
    cmap = font.getBestCmap() or {}
    family = _name(font, _NAMES_OF_FAMILY) or re.split(r"[-_.]", file.name)[0]
    return Found(file, index, family, weight, italic, width, cmap.keys() >= _LETTERS)


def _instances(font: TTFont, base: Found) -> Iterator[Found]:
    """Yield regular and bold, upright and italic, as far as the axes go."""
    axes = {axis.axisTag: axis for axis in font["fvar"].axes}
    wanted = {"wdth": 100.0, "opsz": float(_TEXT_SIZE), "ital": 0.0, "slnt": 0.0}
    still = {tag: _within(axis, wanted.get(tag, axis.defaultValue)) for tag, axis in axes.items()}
    weights = [base.weight]
    if "wght" in axes:
        most = axes["wght"].maxValue
        weights = [REGULAR, *([BOLD] if most >= _LEAST_BOLD else [])]
    slants = [(base.italic, still)]
    if not base.italic and ("ital" in axes or "slnt" in axes):
        tag = "ital" if "ital" in axes else "slnt"
        end = axes[tag].maxValue if tag == "ital" else axes[tag].minValue
        slants.append((True, still | {tag: end}))
    for italic, place in slants:
        for weight in weights:
            at = place | ({"wght": _within(axes["wght"], weight)} if "wght" in axes else {})
            actual = round(at.get("wght", weight))
            yield Found(
                base.file, base.index, base.family, actual, italic, base.width, base.whole, at
            )


def _within(axis: object, value: float) -> float:
    lowest, highest = getattr(axis, "minValue", value), getattr(axis, "maxValue", value)
    return float(min(max(value, lowest), highest))


def _name(font: TTFont, kinds: Iterable[int]) -> str:
    if "name" not in font:
        return ""
    found = (font["name"].getDebugName(kind) for kind in kinds)
    return next((text.strip() for text in found if text and text.strip()), "")


def unpacked(data: bytes) -> bytes:
    """Return what Brotli packed; raise ValueError for more than a font needs."""
    unpacking = brotli.Decompressor()
    parts, size, given = [], 0, data
    while not unpacking.is_finished():
        part = unpacking.process(given, output_buffer_limit=MOST_UNPACKED)
        given = b""
        size += len(part)
        if size > MOST_UNPACKED:
            raise ValueError("unpacks to more than a font needs")
        if not part and unpacking.can_accept_more_data():
            raise ValueError("is cut off")
        parts.append(part)
    return b"".join(parts)


def _check_woff(data: bytes) -> None:
    """Raise ValueError for a WOFF that says it is far too large (WOFF 1.0, 4)."""
    if data[:4] != b"wOFF":
        return
    count = int.from_bytes(data[12:14], "big")
    sizes = [int.from_bytes(data[44 + 20 * i + 12 : 44 + 20 * i + 16], "big") for i in range(count)]
    if sum(sizes) > MOST_UNPACKED:
        raise ValueError("unpacks to more than a font needs")
