"""Exercise pictures on the page: how large they stand, and how they are drawn.

A picture is one Form XObject, written once into the file however often it is used, and one
Figure with an alternative text.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from math import ceil

from handouts.document import Span
from handouts.figures import UNITS_PER_STATURE, Drawing, Palette, widened
from handouts.layout.boxes import Uncut
from handouts.layout.pen import Pen
from handouts.layout.tags import Tag
from handouts.layout.theme import TextStyle, Theme
from handouts.layout.typeset import Line, text_width, typeset
from handouts.units import MM

_TALLEST_PERSON = 50 * MM  # a person standing is never drawn taller at the standard size of type
_BESIDE = (62 * MM, 40 * MM)  # the box of a picture beside the text (design: 62-66 mm wide)
_COARSEST = 72 / 100  # points for each pixel: a small picture is not blown up beyond 100 dpi
_CLEARLY = 1.15  # text beside a picture saves room, so across must be worth it
_ACROSS_HEIGHT = 28.5 * MM  # the height of a picture across a card
_LEAST_HEIGHT = 0.3  # of its room: a drawing over captions of many lines
_ROUNDS = 6  # to find the size of a drawing with captions
_LOOSE = 1.02  # so that these rounds end
_SIDE_BY_SIDE = 0.9  # of the width: what captions on one line may take, the rest is between them
_HAIR = 0.5  # points: what rounding may cost a caption
_ABOVE_HEIGHT = 40 * MM  # of a picture above its text; heights grow with the type
_LARGE_HEIGHT = 60 * MM  # of a picture to write on or to look at closely
_LARGEST = 1.5  # times that height, in giant print


@dataclass(frozen=True, slots=True)
class Illustration:
    """A drawing, its colours, and what a reader who cannot see it hears instead.

    `captions` stand under its panels; they are shown where there are as many.
    """

    drawing: Drawing
    palette: Palette
    alt: str
    captions: tuple[str, ...] = ()

    def __hash__(self) -> int:
        """Return the same for illustrations that are equal; palettes are few."""
        return hash((self.drawing, self.alt, self.captions))


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture of a clinic's own: a PNG or JPEG, its size in pixels, and what it shows."""

    png: bytes = field(repr=False)
    pixels: tuple[int, int]
    alt: str


@dataclass(frozen=True, slots=True)
class Caption:
    """Words under one panel of a drawing, in lines."""

    lines: tuple[Line, ...]


Illustrations = Mapping[str, Illustration | Photo]
"""Illustrations by the id of their exercise."""


@dataclass(frozen=True, slots=True)
class DrawnBox(Uncut):
    """An illustration at its size on the page (points); `scale` is points per unit.

    `captions` are the words under its panels, `look` how they are set.
    """

    name: str
    illustration: Illustration
    scale: float
    tag: Tag
    look: TextStyle
    captions: tuple[Caption, ...] = ()

    @property
    def width(self) -> float:
        """The drawing's width on the page."""
        return self.illustration.drawing.width * self.scale

    @property
    def height(self) -> float:
        """The drawing's height on the page, with its captions."""
        return self.illustration.drawing.height * self.scale + self.caption_height

    @property
    def caption_height(self) -> float:
        """The height of the captions: of the one with the most lines."""
        return self.look.leading * max((len(one.lines) for one in self.captions), default=0)

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
    name: str, illustration: Illustration | Photo, room: tuple[float, float], tag: Tag, theme: Theme
) -> DrawnBox | PhotoBox:
    """Return an illustration as large as its room (width, height) and its kind allow."""
    if isinstance(illustration, Photo):
        scale = min(_scale(illustration, room), _COARSEST)
        width, height = illustration.pixels
        return PhotoBox(illustration, width * scale, height * scale, tag)
    words = illustration.captions
    if len(words) != len(illustration.drawing.panels):
        words = ()
    roomy, scale, captions = _captioned(illustration.drawing, words, room, theme)
    shown = replace(illustration, drawing=roomy)
    return DrawnBox(name, shown, scale, tag, theme.label, captions)


def _captioned(
    drawing: Drawing, words: tuple[str, ...], room: tuple[float, float], theme: Theme
) -> tuple[Drawing, float, tuple[Caption, ...]]:
    """Return a drawing with room for its captions, its scale, and the captions in lines.

    Where not all fit side by side they are broken into lines, words whole.
    """
    style, typeface = theme.label, theme.typeface
    widths = tuple(text_width(one, style, typeface) for one in words)
    if sum(widths) > _SIDE_BY_SIDE * room[0]:
        widths = tuple(max(text_width(w, style, typeface) for w in one.split()) for one in words)
    lines = min(1, len(words))
    while True:
        tallest = _TALLEST_PERSON * theme.times
        roomy, scale = _with_room(drawing, widths, room, (lines * style.leading, tallest))
        slots = zip(words, roomy.panels, strict=False)
        captions = tuple(
            Caption(typeset((Span(one),), style, slot.width * scale + _HAIR, typeface))
            for one, slot in slots
        )
        taken = max((len(one.lines) for one in captions), default=0)
        if taken <= lines:
            return roomy, scale, captions
        lines = taken


@lru_cache(maxsize=160)  # as many as a library has
def _with_room(
    drawing: Drawing,
    captions: tuple[float, ...],
    room: tuple[float, float],
    heights: tuple[float, float],
) -> tuple[Drawing, float]:
    """Return a drawing with room for its captions (their widths), and its scale.

    `heights` are those of the captions and of the tallest person.

    The smaller it is drawn, the more of its own width a caption takes: a few rounds find the size.
    """
    line, tallest = heights

    def fitting(one: Drawing) -> float:
        left = max(room[1] - line, _LEAST_HEIGHT * room[1])
        scale = min(room[0] / one.width, left / one.height)
        return min(scale, tallest / UNITS_PER_STATURE)

    roomy, scale = drawing, fitting(drawing)
    for _ in range(_ROUNDS):
        panels = zip(roomy.panels, captions, strict=False)
        if all(panel.width * scale >= wide for panel, wide in panels):
            break
        roomy = widened(drawing, [ceil(wide / scale * _LOOSE) for wide in captions])
        scale = fitting(roomy)
    return roomy, scale


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


def above(width: float, theme: Theme, growth: float = 1) -> tuple[float, float]:
    """Return the box of a picture over the text, in large print; it grows with the type."""
    return width, _ABOVE_HEIGHT * theme.times * growth


def large(width: float, theme: Theme) -> tuple[float, float]:
    """Return the box of a picture to write on or to look at closely."""
    return width, _LARGE_HEIGHT * min(theme.times, _LARGEST)
