"""What a logo's picture shows: where its ink is, what is behind it, how well one sees it.

Ink is every pixel that can be told from the picture's own ground. The ground is what shows
through where the picture is clear, else the colour of its four corners. A card of the colour of
the paper, with ink on it, is ground too; so is a part of that colour left open in the ink.
"""

import io
from dataclasses import dataclass

from PIL import Image, ImageChops

from handouts.brand.logo import Logo
from handouts.colour import WHITE, Colour, contrast_ratio

_SAMPLE = 160  # pixels on the longer side: enough to judge, quick to count
_CLEAR = 8  # alpha below this cannot be seen
_SAME = 24  # of 255: JPEG noise around a flat ground stays below


@dataclass(frozen=True, slots=True)
class LogoInk:
    """A logo as it looks on a ground.

    `box` is the colour of a box around it, None where the ground shows through. `margins` are
    the empty shares at left, top, right and bottom, 0 to 1. `covered` is the share of the picture
    with ink on it; `contrast` is reached by at least a quarter of the ink, 1 where there is none.
    `fainter` is reached by all but a tenth.
    """

    box: Colour | None
    margins: tuple[float, float, float, float]
    covered: float
    contrast: float
    fainter: float


def look_at(logo: Logo, ground: Colour = WHITE) -> LogoInk:
    """Return how a logo looks on a ground."""
    image = Image.open(io.BytesIO(logo.png)).convert("RGBA")
    # Asked before shrinking, which would fill small gaps.
    see_through = image.getchannel("A").getextrema()[0] < _CLEAR  # type: ignore[operator]
    image.thumbnail((_SAMPLE, _SAMPLE), Image.Resampling.BOX)
    box = None if see_through else _box(image)
    behind = box or ground
    paper = Image.new("RGBA", image.size, (behind.red, behind.green, behind.blue, 255))
    seen = Image.alpha_composite(paper, image).convert("RGB")
    mask = _ink(image, seen, paper.convert("RGB"), box)
    if box is None:
        mask = _without_card(mask, seen, paper.convert("RGB"))
    found = mask.getbbox()
    if found is None:
        return LogoInk(box, (0.0, 0.0, 0.0, 0.0), 0.0, 1.0, 1.0)
    levels = _contrasts(seen, mask, behind)
    wide, tall = image.size
    return LogoInk(
        box=box,
        margins=(
            found[0] / wide,
            found[1] / tall,
            (wide - found[2]) / wide,
            (tall - found[3]) / tall,
        ),
        covered=len(levels) / (wide * tall),
        contrast=levels[len(levels) * 3 // 4],
        fainter=levels[len(levels) // 10],
    )


def _box(image: Image.Image) -> Colour | None:
    """Return the one opaque colour of all four corners, None where they are clear or differ."""
    wide, tall = image.width - 1, image.height - 1
    corners = [_pixel(image, place) for place in ((0, 0), (wide, 0), (0, tall), (wide, tall))]
    first = corners[0]
    alike = all(
        abs(one - other) <= _SAME
        for corner in corners
        for one, other in zip(corner, first, strict=True)
    )
    if not alike or min(corner[3] for corner in corners) < 255 - _SAME:
        return None
    return Colour(*first[:3])


def _pixel(image: Image.Image, place: tuple[int, int]) -> tuple[int, ...]:
    found = image.getpixel(place)
    return found if isinstance(found, tuple) else (int(found or 0),)


def _ink(
    image: Image.Image, seen: Image.Image, ground: Image.Image, box: Colour | None
) -> Image.Image:
    """Return a mask of the ink: what is not clear, and inside a box what differs from it."""
    if box is None:
        return image.getchannel("A").point(lambda level: 255 if level >= _CLEAR else 0)
    return _told_from(seen, ground)


def _told_from(seen: Image.Image, ground: Image.Image) -> Image.Image:
    """Return a mask of the pixels that can be told from a ground."""
    difference = ImageChops.difference(seen, ground).split()
    strongest = ImageChops.lighter(ImageChops.lighter(difference[0], difference[1]), difference[2])
    return strongest.point(lambda level: 255 if level > _SAME else 0)


def _without_card(mask: Image.Image, seen: Image.Image, ground: Image.Image) -> Image.Image:
    """Return a mask of ink without what has the ground's colour, where that lies behind or within.

    Ink of that colour that stands beside the rest, such as white letters, stays: it is not seen.
    """
    strong = ImageChops.darker(mask, _told_from(seen, ground))
    like_ground = ImageChops.subtract(mask, strong).getbbox()
    ink = strong.getbbox()
    if like_ground is None or ink is None:
        return mask
    return strong if _within(ink, like_ground) or _within(like_ground, ink) else mask


def _within(inner: tuple[int, int, int, int], outer: tuple[int, int, int, int]) -> bool:
    return (
        inner[0] >= outer[0] and inner[1] >= outer[1]
        and inner[2] <= outer[2] and inner[3] <= outer[3]
    )  # fmt: skip


def _contrasts(seen: Image.Image, mask: Image.Image, ground: Colour) -> list[float]:
    """Return the contrast with the ground of every pixel of ink, least first."""
    known: dict[bytes, float] = {}
    levels = []
    pixels, inked = seen.tobytes(), mask.tobytes()
    for index, there in enumerate(inked):
        if not there:
            continue
        pixel = pixels[3 * index : 3 * index + 3]
        if pixel not in known:
            known[pixel] = contrast_ratio(Colour(*pixel), ground)
        levels.append(known[pixel])
    return sorted(levels)
