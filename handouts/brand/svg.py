"""Logos in SVG: read with suspicion, written anew in a small part of the language, rasterised.

A drawing may come by e-mail. Of what it says only shapes, colours, gradients and clips are kept
(an allow-list); the renderer gets a text that was written here, no file, no folder and no font.
What would change the look if it were left out is refused with its remedy; what only an editor
wants (layers, notes, metadata) is left behind.
"""

from collections.abc import Iterable
from xml.sax.saxutils import quoteattr

import resvg_py

from handouts.brand.svg_style import Rules, looks_of
from handouts.brand.svg_tree import Element, SvgError, local_target, number, parse

MAX_SVG_BYTES = 1024 * 1024
# Each bound holds after copies by <use>. Together they keep the worst drawing at some seconds.
MAX_SHAPES = 2000
MAX_COSTLY = 50  # a gradient, a see-through group or a clip takes a hundred times a plain shape
MAX_COPIES = 12  # how deep copies of copies may go
MAX_LONGER = 20  # how many times one side may be longer than the other

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
_LEFT_BEHIND = frozenset({"title", "desc", "metadata", "style", "view"})


def rasterise(data: bytes, longest: int) -> bytes:
    """Return a drawing as the bytes of a transparent PNG whose longer side has `longest` pixels.

    Raises SvgError for what cannot be read safely or would not look the same.
    """
    if len(data) > MAX_SVG_BYTES:
        raise SvgError(f"is a drawing of more than {MAX_SVG_BYTES // 1024} kB")
    root = parse(data)
    width, height, view = _frame(root)
    body = "".join(_Writer(root).children())
    scale = longest / max(width, height)
    # Both sides, so that no rounding makes a picture of no height.
    wide, tall = max(1, round(width * scale)), max(1, round(height * scale))
    size = f'{view} width="{wide}" height="{tall}"'
    text = f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{body}</svg>'
    try:
        png = resvg_py.svg_to_bytes(
            svg_string=text, skip_system_fonts=True, width=wide, height=tall
        )
    except ValueError:
        raise SvgError("is a drawing that cannot be rendered") from None
    return bytes(png)


def _frame(root: Element) -> tuple[float, float, str]:
    """Return a drawing's width and height, in any unit, and its viewBox as an attribute."""
    if root.name != "svg":
        raise SvgError("is XML but no SVG drawing", "export the logo as SVG or PNG")
    written = root.attributes.get("viewBox", "").replace(",", " ").split()
    if written:
        numbers = [number(part) for part in written]
        if len(numbers) != 4:  # noqa: PLR2004 - x, y, width, height
            raise SvgError("has a viewBox that is not four numbers", "export it again")
    else:
        sides = (number(root.attributes.get(key, "")) for key in ("width", "height"))
        numbers = [0.0, 0.0, *sides]
    width, height = numbers[2:]
    if not (width > 0 and height > 0):
        raise SvgError("says no size", "export it with a viewBox or with width and height")
    if max(width, height) > MAX_LONGER * min(width, height):
        raise SvgError(f"is more than {MAX_LONGER} times longer than it is wide", "crop it")
    return width, height, f'viewBox="{" ".join(f"{part:g}" for part in numbers)}"'


def _attributes(pairs: dict[str, str]) -> str:
    return " ".join(f"{key}={quoteattr(value)}" for key, value in pairs.items())


class _Writer:
    """Writes the allowed part of a drawing, counting what it costs to draw."""

    def __init__(self, root: Element) -> None:
        self._root = root
        self._rules = Rules(self._style_texts(root))
        self._by_id = {e.attributes["id"]: e for e in root.walk() if "id" in e.attributes}
        self._shapes = self._costly = 0
        self._open: list[str] = []

    def children(self) -> Iterable[str]:
        """Yield the root's children as text. Raises SvgError."""
        looks = self._looks(self._root)
        # A look of the root holds for all: a group carries it.
        yield f"<g {_attributes(looks)}>"
        self._count(self._root, looks, painted=False)
        for child in self._root.children:
            yield from self._element(child)
        yield "</g>"

    def _style_texts(self, root: Element) -> str:
        return "\n".join(element.text for element in root.walk() if element.name == "style")

    def _element(self, element: Element) -> Iterable[str]:
        if element.name in _LEFT_BEHIND:
            return
        if element.name not in _ATTRIBUTES:
            raise SvgError(f"uses <{element.name}>, which is not read here")
        kept = {
            key: value
            for key, value in element.attributes.items()
            if key in ("id", *_ATTRIBUTES[element.name])
        }
        yield f"<{element.name} {_attributes({**kept, **self._looks(element)})}>"
        for child in element.children:
            yield from self._element(child)
        yield f"</{element.name}>"

    def _looks(self, element: Element) -> dict[str, str]:
        return looks_of(element, self._rules)

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
                self._count(child, self._looks(child), painted=painted)

    def _count_target(self, target: str, *, painted: bool) -> None:
        name = local_target(target)
        if not name:
            return
        if name not in self._by_id:
            raise SvgError("refers to a part that is not there", "export it again")
        if name in self._open:
            raise SvgError("refers to itself", "export it again")
        if len(self._open) == MAX_COPIES:
            raise SvgError(f"has copies of copies, more than {MAX_COPIES} deep")
        self._open.append(name)
        found = self._by_id[name]
        self._count(found, self._looks(found), painted=painted)
        self._open.pop()
