"""What a value of CSS means in a drawing: read as a browser reads it, written in plain SVG.

Each reader takes the parts of a value and gives it in the plain form of a presentation attribute:
None for what a browser passes over as invalid. What a browser understands and we do not is refused.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from tinycss2 import color4, parse_component_value_list, serialize

from handouts.brand.svg_tree import Element, SvgError

Parts = Sequence[Any]

PX: Mapping[str, float] = {
    "": 1, "px": 1, "pt": 4 / 3, "pc": 16, "in": 96, "mm": 96 / 25.4, "cm": 96 / 2.54,
    "q": 96 / 101.6,
}  # fmt: skip
_DEGREES = {"deg": 1.0, "grad": 0.9, "rad": 180 / math.pi, "turn": 360.0}
_PLAIN = "export it as a plain SVG with RGB colours, or save the logo as PNG"
GRADIENTS = ("linearGradient", "radialGradient")
_SPACES = ("srgb", "hsl", "hwb")


def parts(text: str) -> list[Any]:
    """Return the parts of a value, without white space and comments."""
    return significant(parse_component_value_list(text, skip_comments=True))


def significant(tokens: Parts) -> list[Any]:
    """Return tokens without white space and comments."""
    return [token for token in tokens if token.type not in ("whitespace", "comment")]


def keyword(*known: str) -> Callable[[Parts], str | None]:
    """Return a reader of one of these words."""

    def read(value: Parts) -> str | None:
        found = _word(value)
        return found if found in known else None

    return read


def some_keywords(*known: str) -> Callable[[Parts], str | None]:
    """Return a reader of one or more of these words."""

    def read(value: Parts) -> str | None:
        words = [_word([part]) for part in value]
        return " ".join(words) if words and all(word in known for word in words) else None

    return read


def share(value: Parts) -> str | None:
    """Read an opacity: a number, or a percentage."""
    match [part.type for part in value]:
        case ["number"]:
            amount = value[0].value
        case ["percentage"]:
            amount = value[0].value / 100
        case _:
            return _invalid(value)
    return f"{min(1.0, max(0.0, amount)):.6g}"


def amount(value: Parts) -> str | None:
    """Read a number of 0 or more."""
    if [part.type for part in value] != ["number"] or value[0].value < 0:
        return _invalid(value)
    return f"{value[0].value:g}"


def width(value: Parts) -> str | None:
    """Read a length of 0 or more, or a share of the drawing's size."""
    if [part.type for part in value] == ["percentage"]:
        return f"{value[0].value:g}%" if value[0].value >= 0 else None
    found = length(value[0]) if len(value) == 1 else None
    if found is not None and found >= 0:
        return f"{found:.6g}"
    return _invalid(value)


def length(part: Any) -> float | None:
    """Return a length in pixels of CSS, None for what is none.

    Raises SvgError for one that hangs on a typeface or a window.
    """
    if part.type == "number":
        return float(part.value)
    if part.type != "dimension":
        return None
    if part.lower_unit not in PX:
        raise SvgError(f"has a length in {part.lower_unit}", "export it with sizes in pixels")
    return float(part.value) * PX[part.lower_unit]


def colour(value: Parts) -> str | None:
    """Read one colour, of any form that says it in red, green and blue."""
    if len(value) != 1:
        return _invalid(value)
    found = color4.parse_color(value[0])
    if found is None:
        return _invalid(value)
    if found == "currentcolor":
        return "currentColor"
    if found.space not in _SPACES:
        raise SvgError("has colours for screens alone", _PLAIN)
    *levels, alpha = _clamped(found).to("srgb")
    red, green, blue = (round(min(1.0, max(0.0, level)) * 255) for level in levels)
    if alpha >= 1:
        return f"#{red:02x}{green:02x}{blue:02x}"
    return f"rgba({red},{green},{blue},{max(0.0, alpha):.4g})"


def _clamped(found: color4.Color) -> color4.Color:
    """Return a colour whose saturation and lightness are at most whole (CSS Color 4, 7)."""
    if found.space != "hsl":
        return found
    hue, saturation, lightness = (level or 0.0 for level in found.coordinates)
    levels = (hue, *(min(100.0, max(0.0, level)) for level in (saturation, lightness)))
    return color4.Color("hsl", levels, found.alpha)


def url(part: Any) -> str | None:
    """Return the address in `url(...)`, None for what is none."""
    if part.type == "url":
        return str(part.value)
    if part.type == "function" and part.lower_name == "url":
        inside = significant(part.arguments)
        return str(inside[0].value) if [one.type for one in inside] == ["string"] else None
    return None


def paint(value: Parts, servers: Mapping[str, Element]) -> str | None:
    """Read what fills a shape: none, a colour, or a gradient with what stands in for it."""
    if any(part.type == "function" and part.lower_name in ("icc-color", "device-cmyk")
           for part in value):  # fmt: skip
        raise SvgError("has colours for a printing press", _PLAIN)
    address = url(value[0]) if value else None
    if address is None:
        if _word(value) in ("context-fill", "context-stroke"):
            raise SvgError("has shapes that take their colour from elsewhere", _PLAIN)
        return "none" if _word(value) == "none" else colour(value)
    instead = paint(value[1:], {}) if len(value) > 1 else "none"
    if instead is None or (len(value) > 1 and url(value[1]) is not None):
        return None
    server = servers.get(local(address))
    if server is None:
        return instead
    if server.name not in GRADIENTS:
        if server.name == "pattern":
            raise SvgError("uses <pattern>, which is not read here")
        return instead
    painted = f"url(#{server.attributes['id']})"
    # A shape without a height has no box to lay a gradient in. One of no colours paints nothing.
    return f"{painted} {instead}" if len(value) > 1 and server.children else painted


def clip(value: Parts, clips: Mapping[str, Element]) -> str | None:
    """Read what a shape is cut to: one that is not there cuts nothing."""
    address = url(value[0]) if len(value) == 1 else None
    if address is None:
        return "none" if _word(value) == "none" else _invalid(value)
    found = clips.get(local(address))
    return f"url(#{found.attributes['id']})" if found and found.name == "clipPath" else "none"


def local(address: str) -> str:
    """Return the id that an address names. Raises SvgError for one that leads elsewhere."""
    if not address.startswith("#"):
        raise SvgError("refers to something outside of it", "export it as a plain SVG")
    return address[1:]


def transform(value: Parts) -> str | None:
    """Read a move of CSS, and write it as SVG does: numbers alone."""
    if _word(value) == "none":
        return ""
    moves = []
    for part in value:
        if part.type != "function":
            return None
        found = _move(part.lower_name, numbers(part))
        if found is None:
            return None
        moves.append(found)
    return " ".join(moves) if moves else None


_COUNTS = {
    "matrix": (6,), "translate": (1, 2), "translatex": (1,), "translatey": (1,), "scale": (1, 2),
    "scalex": (1,), "scaley": (1,), "rotate": (1,), "skew": (1, 2), "skewx": (1,),
    "skewy": (1,),
}  # fmt: skip


def _move(name: str, given: list[float]) -> str | None:
    if name not in _COUNTS:
        raise SvgError(f"is moved by {name}(), which is not read here")
    if len(given) not in _COUNTS[name]:
        return None
    first, second = given[0], given[1] if len(given) > 1 else 0.0
    if name == "skew":
        across, down = (math.tan(math.radians(angle)) for angle in (first, second))
        return f"matrix(1 {down:.8g} {across:.8g} 1 0 0)"
    written = {
        "translatex": ("translate", (first, 0.0)),
        "translatey": ("translate", (0.0, first)),
        "scalex": ("scale", (first, 1.0)),
        "scaley": ("scale", (1.0, first)),
        "skewx": ("skewX", (first,)),
        "skewy": ("skewY", (first,)),
    }
    word, values = written.get(name, (name, tuple(given)))
    return f"{word}({' '.join(f'{one:.8g}' for one in values)})"


def numbers(function: Any) -> list[float]:
    """Return the arguments of a move: pixels, degrees or plain numbers."""
    found_numbers = []
    for part in significant(function.arguments):
        if part.type == "literal" and part.value == ",":
            continue
        if part.type == "dimension" and part.lower_unit in _DEGREES:
            found_numbers.append(part.value * _DEGREES[part.lower_unit])
            continue
        found = length(part)
        if found is None:
            raise SvgError("has a move that is no plain number", "export it as a plain SVG")
        found_numbers.append(found)
    return found_numbers


def origin(value: Parts, size: tuple[float, float]) -> tuple[float, float] | None:
    """Read the point about which a shape is turned, in a drawing of this size, from its corner.

    The size is that of the drawing's viewBox (CSS Transforms 1, section 8, for SVG).
    """
    if not 1 <= len(value) <= 2:  # noqa: PLR2004 - across and down; more is a depth
        return None
    words = [_word([part]) for part in value]
    if words[0] in ("top", "bottom") or (len(words) > 1 and words[1] in ("left", "right")):
        value = [*value[1:], value[0]] if len(value) > 1 else [_CENTRE, value[0]]
    elif len(value) == 1:
        value = [value[0], _CENTRE]
    across, down = (_place(part, side) for part, side in zip(value, size, strict=True))
    return None if across is None or down is None else (across, down)


_CENTRE = parse_component_value_list("center")[0]
_PLACES = {"left": 0.0, "top": 0.0, "center": 0.5, "right": 1.0, "bottom": 1.0}


def _place(part: Any, side: float) -> float | None:
    if part.type == "percentage":
        return float(part.value) / 100 * side
    if part.type == "ident":
        found = _PLACES.get(part.lower_value)
        return None if found is None else found * side
    return length(part)


def _word(value: Parts) -> str:
    """Return the one word that a value is, in small letters, else nothing."""
    return value[0].lower_value if [part.type for part in value] == ["ident"] else ""


def _invalid(value: Parts) -> str | None:
    """Return None for what no browser understands. Raises SvgError for what one may compute."""
    for part in value:
        if part.type == "function" and part.lower_name not in ("rgb", "rgba", "hsl", "hsla"):
            raise SvgError(f"uses {part.lower_name}(), which is not read here", _PLAIN)
    return None


def text_of(value: Parts) -> str:
    """Return parts as text again."""
    return str(serialize(value))
