"""Exercise pictures on the page: how large they stand, and how they are drawn.

A picture is one Form XObject, written once into the file however often it is used, and one
Figure with an alternative text.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from handouts.figures import UNITS_PER_STATURE, Drawing, Palette
from handouts.layout.boxes import Uncut
from handouts.layout.pen import Pen
from handouts.layout.tags import Tag
from handouts.units import MM

_TALLEST_PERSON = 50 * MM  # a person standing is never drawn taller, so that people match
_BESIDE = (62 * MM, 40 * MM)  # the box of a picture beside the text (design: 62-66 mm wide)
_COARSEST = 72 / 100  # points for each pixel: a small picture is not blown up beyond 100 dpi
_CLEARLY = 1.15  # text beside a picture saves room, so across must be worth it
_ACROSS_HEIGHT = 29 * MM  # the height of a picture across a card
_LARGE_HEIGHT = 60 * MM  # the height of a picture in large print


@dataclass(frozen=True, slots=True)
class Illustration:
    """A drawing, its colours, and what a reader who cannot see it hears instead."""

    drawing: Drawing
    palette: Palette
    alt: str

    def __hash__(self) -> int:
        """Return the same for illustrations that are equal; palettes are few."""
        return hash((self.drawing, self.alt))


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture of a clinic's own: PNG bytes, width and height in pixels, and what it shows."""

    png: bytes = field(repr=False)
    pixels: tuple[int, int]
    alt: str


Illustrations = Mapping[str, Illustration | Photo]
"""Illustrations by the id of their exercise."""


@dataclass(frozen=True, slots=True)
class DrawnBox(Uncut):
    """An illustration at its size on the page (points); `scale` is points per unit."""

    name: str
    illustration: Illustration
    scale: float
    tag: Tag

    @property
    def width(self) -> float:
        """The drawing's width on the page."""
        return self.illustration.drawing.width * self.scale

    @property
    def height(self) -> float:
        """The drawing's height on the page."""
        return self.illustration.drawing.height * self.scale

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Draw the picture as its tag's figure."""
        pen.drawing(self, x, top)


@dataclass(frozen=True, slots=True)
class PhotoBox(Uncut):
    """A photo at its size on the page (points)."""

    photo: Photo
    width: float
    height: float
    tag: Tag

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Draw the picture as its tag's figure."""
        size = (self.width, self.height)
        pen.picture(self.photo.png, self.photo.pixels, x, top, size, self.tag)


def is_wide(illustration: Illustration | Photo, width: float) -> bool:
    """Say whether it prints clearly larger across a card of that width than beside text."""
    wide, narrow = (_scale(illustration, room) for room in (across(width), _BESIDE))
    return wide > _CLEARLY * narrow


def drawn(
    name: str, illustration: Illustration | Photo, room: tuple[float, float], tag: Tag
) -> DrawnBox | PhotoBox:
    """Return an illustration as large as its room (width, height) and its kind allow."""
    scale = _scale(illustration, room)
    if isinstance(illustration, Photo):
        scale = min(scale, _COARSEST)
        width, height = illustration.pixels
        return PhotoBox(illustration, width * scale, height * scale, tag)
    return DrawnBox(name, illustration, min(scale, _TALLEST_PERSON / UNITS_PER_STATURE), tag)


def _scale(illustration: Illustration | Photo, room: tuple[float, float]) -> float:
    """Return how many points one unit or pixel gets when it fills the room."""
    if isinstance(illustration, Photo):
        width, height = illustration.pixels
    else:
        width, height = illustration.drawing.width, illustration.drawing.height
    return min(room[0] / width, room[1] / height)


def beside() -> tuple[float, float]:
    """Return the box (width, height) of a picture with text at its side."""
    return _BESIDE


def across(width: float) -> tuple[float, float]:
    """Return the box of a picture across a card of that width."""
    return width, _ACROSS_HEIGHT


def above(width: float) -> tuple[float, float]:
    """Return the box of a picture over the text, in large print."""
    return width, _LARGE_HEIGHT
