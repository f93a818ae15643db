"""How large a drawing is, and how its own measure fills that: width, height and viewBox (SVG 2, 8).

What is drawn outside the viewBox is seen where the width and height leave room for it.
"""

import re
from dataclasses import dataclass

from handouts.brand.svg_tree import Element, SvgError
from handouts.brand.svg_values import PX

MAX_LONGER = 20  # how many times one side may be longer than the other

_LENGTH = re.compile(r"([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,2})?)([a-z]*)", re.IGNORECASE)
_FITS = re.compile(r"(?:none|x(?:Min|Mid|Max)Y(?:Min|Mid|Max))(?:\s+(?:meet|slice))?")
_UNITS = {**PX, "em": 16.0, "rem": 16.0, "ex": 8.0}  # of a browser's own typeface
_EXPORT = "export it with a viewBox or with width and height"


@dataclass(frozen=True, slots=True)
class Frame:
    """A drawing's width and height in pixels of CSS; how what is in it is measured, as attributes.

    `measure` is the width and height of the viewBox, to which shares in the drawing refer.
    """

    width: float
    height: float
    view: str
    measure: tuple[float, float]


def frame_of(root: Element, style: dict[str, str]) -> Frame:
    """Return the frame of a drawing; `style` is what its style says of its own width and height.

    Raises SvgError for a root that is no drawing or has no size.
    """
    if root.name != "svg":
        raise SvgError("is XML but no SVG drawing", "export the logo as SVG or PNG")
    box = _view_box(root.attributes.get("viewBox", ""))
    sides = [_side(style.get(key) or root.attributes.get(key, "")) for key in ("width", "height")]
    width, height = _whole(sides[0], sides[1], box)
    if max(width, height) > MAX_LONGER * min(width, height):
        raise SvgError(f"is more than {MAX_LONGER} times longer than it is wide", "crop it")
    numbers = box or (0.0, 0.0, width, height)
    fit = root.attributes.get("preserveAspectRatio", "").strip()
    view = f'viewBox="{" ".join(f"{part:g}" for part in numbers)}"'
    if _FITS.fullmatch(fit):
        view += f' preserveAspectRatio="{fit}"'
    return Frame(width, height, view, (numbers[2], numbers[3]))


def _view_box(written: str) -> tuple[float, float, float, float] | None:
    numbers = written.replace(",", " ").split()
    if not numbers:
        return None
    found = [_LENGTH.fullmatch(part) for part in numbers]
    if len(numbers) != 4 or not all(one and not one[2] for one in found):  # noqa: PLR2004
        raise SvgError("has a viewBox that is not four numbers", "export it again")
    x, y, width, height = map(float, numbers)
    if not (width > 0 and height > 0):
        raise SvgError("says no size", _EXPORT)
    return x, y, width, height


def _side(text: str) -> float | None:
    """Return a length in pixels, None where the page around decides: nothing, auto or a share."""
    found = _LENGTH.fullmatch(text.strip())
    unit = found[2].lower() if found else ""
    if not found or unit not in _UNITS:
        return None
    return float(found[1]) * _UNITS[unit]


def _whole(
    width: float | None, height: float | None, box: tuple[float, float, float, float] | None
) -> tuple[float, float]:
    """Return width and height, one made from the other, or both from the viewBox."""
    if (width is not None and width <= 0) or (height is not None and height <= 0):
        raise SvgError("says no size", _EXPORT)
    if width and height:
        return width, height
    if box is None:
        raise SvgError("says no size", _EXPORT)
    shape = box[2] / box[3]
    if width:
        return width, width / shape
    return (height * shape, height) if height else (box[2], box[3])
