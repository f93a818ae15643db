"""Logos in SVG: read with suspicion, written anew in a small part of the language, rasterised.

A drawing may come by e-mail. Of what it says only shapes, colours, gradients and clips are kept
(an allow-list); the renderer gets a text that was written here, no file, no folder and no font.
What would change the look if it were left out is refused with its remedy; what only an editor
wants (layers, notes, metadata) is left behind.
"""

import io
from collections.abc import Iterable
from dataclasses import dataclass, field
from xml.sax.saxutils import quoteattr

import resvg_py
from PIL import Image, ImageChops

from handouts.brand.svg_frame import Frame, frame_of
from handouts.brand.svg_measures import measured
from handouts.brand.svg_style import PROPERTIES, Styles, declared
from handouts.brand.svg_tree import Element, SvgError, local_target, parse

MAX_SVG_BYTES = 1024 * 1024
# Each bound holds after copies by <use>. Together they keep the worst drawing at some seconds.
MAX_SHAPES = 2000
MAX_COSTLY = 50  # a gradient, a see-through group or a clip takes a hundred times a plain shape
MAX_COPIES = 12  # how deep copies of copies may go

_SHAPES: dict[str, tuple[str, ...]] = {
    "path": ("d",),
    "rect": ("x", "y", "width", "height", "rx", "ry"),
    "circle": ("cx", "cy", "r"),
    "ellipse": ("cx", "cy", "rx", "ry"),
    "line": ("x1", "y1", "x2", "y2"),
    "polyline": ("points",),
    "polygon": ("points",),
}
_GRADIENT = ("gradientUnits", "gradientTransform", "spreadMethod", "href")
_ATTRIBUTES: dict[str, tuple[str, ...]] = {
    **{name: (*own, "transform") for name, own in _SHAPES.items()},
    "g": ("transform",),
    "defs": (),
    "use": ("x", "y", "href", "transform"),
    "linearGradient": ("x1", "y1", "x2", "y2", *_GRADIENT),
    "radialGradient": ("cx", "cy", "r", "fx", "fy", "fr", *_GRADIENT),
    "stop": ("offset",),
    "clipPath": ("clipPathUnits", "transform"),
}
_HELPERS = ("defs", "linearGradient", "radialGradient", "clipPath")
# What draws nothing by itself: where something else asks for it, that is refused.
_LEFT_BEHIND = frozenset({
    "title", "desc", "metadata", "style", "view", "filter", "mask", "marker", "pattern", "symbol",
    "color-profile", "cursor", "font", "font-face",
})  # fmt: skip
_COMPARED = 240  # pixels on the longer side, to see whether something was lost
_ALIKE = 24  # of 255
_DPI = 96  # pixels of CSS in an inch: what lengths in mm and pt are measured by

Part = tuple[float, float, float, float]
WHOLE: Part = (0.0, 0.0, 1.0, 1.0)


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing that has been read; `small` is a PNG of it whose longer side has 240 pixels."""

    body: str = field(repr=False)
    frame: Frame
    small: bytes = field(repr=False)

    def rasterised(self, longest: int, part: Part = WHOLE) -> bytes:
        """Return it as the bytes of a transparent PNG whose longer side has `longest` pixels.

        `part` is what of it to draw: left, top, right and bottom as shares of its width and height.
        Raises SvgError where the renderer refuses it.
        """
        return _drawn(self.body, self.frame, longest, part)


def read_drawing(data: bytes) -> Drawing:
    """Return the drawing in the bytes of an SVG file.

    Raises SvgError for what cannot be read safely or would not look the same.
    """
    if len(data) > MAX_SVG_BYTES:
        raise SvgError(f"is a drawing of more than {MAX_SVG_BYTES // 1024} kB")
    root = parse(data)
    frame = frame_of(root, declared(root))
    writer = _Writer(root, Styles(root, frame.measure))
    body = writer.written()
    small = _drawn(body, frame, _COMPARED)
    _compare(small, _drawn(writer.everything(), frame, _COMPARED))
    return Drawing(body, frame, small)


def _drawn(body: str, frame: Frame, longest: int, part: Part = WHOLE) -> bytes:
    """Return what the renderer makes of a drawing's body, in its frame."""
    left, top, right, bottom = part
    width, height = frame.width * (right - left), frame.height * (bottom - top)
    scale = longest / max(width, height)
    # Both sides, so that no rounding makes a picture of no height.
    wide, tall = max(1, round(width * scale)), max(1, round(height * scale))
    size = f'xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{tall}"'
    text = f"<svg {size} {frame.view}>{body}</svg>"
    if part != WHOLE:  # a drawing in a drawing takes three times as long
        corner = f"{frame.width * left:.8g} {frame.height * top:.8g}"
        text = (
            f'<svg {size} viewBox="{corner} {width:.8g} {height:.8g}" preserveAspectRatio="none">'
            f'<svg width="{frame.width:.8g}" height="{frame.height:.8g}" {frame.view}>{body}</svg>'
            "</svg>"
        )
    try:
        return bytes(
            resvg_py.svg_to_bytes(
                svg_string=text, skip_system_fonts=True, width=wide, height=tall, dpi=_DPI
            )
        )
    except ValueError:
        raise SvgError("is a drawing that cannot be rendered") from None


def _compare(ours: bytes, whole: bytes) -> None:
    """Refuse a drawing that looks different without what was left behind.

    Both are PNG pictures of one size. Raises SvgError.
    """
    first, second = (_on_white(one) for one in (ours, whole))
    extremes = ImageChops.difference(first, second).getextrema()
    strongest = max(high for _, high in extremes)  # type: ignore[misc]
    if strongest > _ALIKE:
        raise SvgError("has something in it that would be lost")


def _on_white(png: bytes) -> Image.Image:
    """Return a picture on white, with how clear it is as its fourth channel."""
    picture = Image.open(io.BytesIO(png)).convert("RGBA")
    seen = Image.alpha_composite(Image.new("RGBA", picture.size, "white"), picture)
    seen.putalpha(picture.getchannel("A"))
    return seen


def _attributes(pairs: dict[str, str]) -> str:
    return " ".join(f"{key}={quoteattr(value)}" for key, value in pairs.items())


def _wanted(element: Element) -> bool:
    """Say whether an element is for every reader. Raises SvgError for one in some languages."""
    if element.attributes.get("systemLanguage"):
        raise SvgError("looks different in each language", "export it in one language")
    return not element.attributes.get("requiredExtensions")


class _Writer:
    """Writes the allowed part of a drawing, counting what it costs to draw."""

    def __init__(self, root: Element, styles: Styles) -> None:
        self._root = root
        self._styles = styles
        self._by_id = styles.by_id
        self._shapes = self._costly = 0
        self._open: list[str] = []

    def written(self) -> str:
        """Return the drawing's body, of its allowed parts. Raises SvgError."""
        looks = self._styles.of(self._root)
        self._count(self._root, looks, painted=False)
        # A look of the root holds for all: a group carries it.
        inside = "".join(part for child in self._root.children for part in self._element(child))
        return f"<g {_attributes(looks)}>{inside}</g>"

    def everything(self) -> str:
        """Return the drawing's body with all that the allowed parts are without."""

        def whole(element: Element) -> str:
            own = {
                key: value
                for key, value in element.attributes.items()
                if (key not in PROPERTIES | {"style", "class"} or key == "transform")
                and (key != "id" or self._by_id[value] is element)
            }
            inside = "".join(whole(child) for child in element.children if child.name != "style")
            looks = self._styles.of(element)
            return f"<{element.name} {_attributes({**own, **looks})}>{inside}</{element.name}>"

        inside = "".join(whole(child) for child in self._root.children if child.name != "style")
        return f"<g {_attributes(self._styles.of(self._root))}>{inside}</g>"

    def _element(self, element: Element) -> Iterable[str]:
        if element.name in _LEFT_BEHIND or not _wanted(element):
            return
        if element.name == "switch":
            yield from self._first(element)
            return
        name = "g" if element.name == "a" else element.name
        if name not in _ATTRIBUTES:
            raise SvgError(f"uses <{name}>, which is not read here")
        kept = dict(self._kept(name, element))
        if name == "use" and not self._drawable(kept.get("href", "")):
            return
        if local_target(kept.get("href", "")) not in self._by_id:
            kept.pop("href", None)
        looks = self._styles.of(element)
        if name in _HELPERS and looks.get("display") == "none":
            raise SvgError("hides what its shapes are painted with")
        pairs = {**kept, **looks}
        yield f"<{name} {_attributes(pairs)}>"
        for child in element.children:
            yield from self._element(child)
        yield f"</{name}>"

    def _kept(self, name: str, element: Element) -> Iterable[tuple[str, str]]:
        """Yield what an element says of itself that is kept. Raises SvgError."""
        for key, value in element.attributes.items():
            if key == "id" and self._by_id[value] is element:
                yield key, value
            elif key in _ATTRIBUTES[name]:
                said = measured(key, value)
                if said is not None:
                    yield key, said

    def _first(self, element: Element) -> Iterable[str]:
        """Yield the first child of a switch that is for every reader."""
        for child in element.children:
            if child.name not in _LEFT_BEHIND and _wanted(child):
                looks = _attributes(self._styles.of(element))
                yield f"<g {looks}>{''.join(self._element(child))}</g>"
                return

    def _drawable(self, reference: str) -> bool:
        """Say whether there is something that a copy can be made of. Raises SvgError."""
        found = self._by_id.get(local_target(reference))
        if found is not None and found.name not in (*_SHAPES, "g", "use", "a"):
            raise SvgError(f"copies <{found.name}>, which is not read here")
        return found is not None

    def _count(self, element: Element, looks: dict[str, str], *, painted: bool) -> None:
        """Add up what drawing costs; `painted`: a gradient is inherited. Raises SvgError."""
        for key in ("fill", "stroke"):
            if key in looks:
                painted = looks[key].startswith("url(")
        self._costly += "clip-path" in looks or looks.get("opacity", "1") != "1"
        self._shapes += 1
        self._costly += painted and element.name in _SHAPES
        if self._shapes > MAX_SHAPES:
            raise SvgError(f"has more than {MAX_SHAPES} shapes")
        if self._costly > MAX_COSTLY:
            message = f"has more than {MAX_COSTLY} gradients, clips and see-through groups"
            raise SvgError(message)
        clip = looks.get("clip-path", "none")
        for target in (element.attributes.get("href", ""), clip.removeprefix("url(").rstrip(")")):
            self._count_target(target, painted=painted)
        for child in element.children:
            if child.name not in _LEFT_BEHIND:
                self._count(child, self._styles.of(child), painted=painted)

    def _count_target(self, target: str, *, painted: bool) -> None:
        name = local_target(target)
        if not name or name not in self._by_id:
            return
        if name in self._open:
            raise SvgError("refers to itself", "export it again")
        if len(self._open) == MAX_COPIES:
            raise SvgError(f"has copies of copies, more than {MAX_COPIES} deep")
        self._open.append(name)
        found = self._by_id[name]
        self._count(found, self._styles.of(found), painted=painted)
        self._open.pop()
