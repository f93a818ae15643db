"""The look of SVG elements: attributes, style sheets and `style` made one, as a browser does.

What comes out are presentation attributes in a plain form. What a browser passes over is passed
over; what it would do and we cannot is refused (CSS Cascading 4; CSS Custom Properties 1).
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from xml.etree import ElementTree as ET

import cssselect2
import tinycss2

from handouts.brand import svg_values as values
from handouts.brand.svg_tree import Element, SvgError

_PLAIN = "export it as a plain SVG"
_READERS: dict[str, Callable[[values.Parts], str | None]] = {
    "clip-rule": values.keyword("nonzero", "evenodd"),
    "color": values.colour,
    "display": lambda value: "none" if values.keyword("none")(value) else "inline",
    "fill-opacity": values.share,
    "fill-rule": values.keyword("nonzero", "evenodd"),
    "opacity": values.share,
    "paint-order": values.some_keywords("normal", "fill", "stroke", "markers"),
    "stop-color": values.colour,
    "stop-opacity": values.share,
    "stroke-linecap": values.keyword("butt", "round", "square"),
    "stroke-linejoin": values.keyword("miter", "round", "bevel"),
    "stroke-miterlimit": values.amount,
    "stroke-opacity": values.share,
    "stroke-width": values.width,
    "transform": values.transform,
    "transform-origin": values.text_of,
    "visibility": values.keyword("visible", "hidden", "collapse"),
}
_REFERRING = ("fill", "stroke", "clip-path")
PROPERTIES = frozenset((*_READERS, *_REFERRING))
# What a style sheet may say that would change the look, with the words in which it is harmless.
_REFUSED: dict[str, tuple[str, tuple[str, ...]]] = {
    "filter": ("filters", ()), "backdrop-filter": ("filters", ()), "mask": ("a mask", ()),
    "mask-image": ("a mask", ()), "-webkit-mask": ("a mask", ()), "mask-border": ("a mask", ()),
    "stroke-dasharray": ("dashed lines", ("0",)), "mix-blend-mode": ("blending", ()),
    "marker": ("markers", ()), "marker-start": ("markers", ()), "marker-mid": ("markers", ()),
    "marker-end": ("markers", ()), "vector-effect": ("lines whose width is fixed", ()),
    "transform-box": ("moves about a shape's own box", ("view-box",)),
    "translate": ("moves of CSS", ()), "rotate": ("moves of CSS", ()),
    "scale": ("moves of CSS", ()),
    "offset-path": ("moves of CSS", ()), "perspective": ("depth", ()), "zoom": ("zoom", ("1",)),
    "animation": ("animation", ()), "animation-name": ("animation", ()),
    "clip": ("a clip of CSS", ()), "all": ("CSS that undoes all else", ()),
    "content-visibility": ("hidden parts", ("visible",)),
}  # fmt: skip
_SHAPE = ("d", "x", "y", "cx", "cy", "r", "rx", "ry", "width", "height")  # CSS may say them too
_MOVES = ("transform", "transform-origin")
_NOTHING = ("none", "normal", "auto", "")
_WIDE = ("inherit", "initial", "unset", "revert", "revert-layer")
_INITIAL = {
    "fill": "black", "stroke": "none", "color": "black", "clip-rule": "nonzero",
    "fill-rule": "nonzero", "fill-opacity": "1", "stroke-opacity": "1", "stroke-width": "1",
    "stroke-linecap": "butt", "stroke-linejoin": "miter", "stroke-miterlimit": "4",
    "visibility": "visible", "paint-order": "normal",
}  # fmt: skip
_HARMLESS_RULES = ("charset", "namespace", "font-face", "keyframes", "-webkit-keyframes", "page")
_DEPTH = 8  # how deep one variable may stand in another


@dataclass(slots=True)
class Look:
    """The look of an element as presentation attributes, and what its variables are."""

    attributes: dict[str, str] = field(default_factory=dict)
    variables: Mapping[str, list[Any]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Said:
    """One thing that is said of an element; a higher rank holds."""

    name: str
    value: list[Any]
    rank: tuple[Any, ...]


class Styles:
    """The looks of all elements of a drawing. Raises SvgError for style sheets that are refused.

    `by_id` has the elements that have a name; the first of several counts.
    """

    def __init__(self, root: Element, measure: tuple[float, float]) -> None:
        self.by_id: dict[str, Element] = {}
        for element in root.walk():
            self.by_id.setdefault(element.attributes.get("id", ""), element)
        self._measure = measure
        self._matcher = cssselect2.Matcher()
        for element in root.walk():
            if element.name == "style" and element.attributes.get("type", "text/css") == "text/css":
                wanted = _applies(element.attributes.get("media", ""))
                self._read(tinycss2.parse_stylesheet(element.text, True, True) if wanted else [])  # noqa: FBT003
        self._looks: dict[int, Look] = {}
        self._give(root, cssselect2.ElementWrapper.from_xml_root(_xml(root)), Look())

    def of(self, element: Element) -> dict[str, str]:
        """Return an element's look as presentation attributes."""
        return self._looks[id(element)].attributes

    def _read(self, rules: list[Any]) -> None:
        for rule in rules:
            match rule.type:
                case "at-rule":
                    self._at_rule(rule)
                case "qualified-rule":
                    said = list(_declarations(rule.content))
                    self._select(rule.prelude, said)
                case "error":
                    raise SvgError("has a style sheet that is damaged", "export it again")

    def _at_rule(self, rule: Any) -> None:
        name = rule.lower_at_keyword
        if name == "media":
            if _applies(values.text_of(rule.prelude)):
                self._read(tinycss2.parse_rule_list(rule.content or [], True, True))  # noqa: FBT003
        elif name == "import":
            raise SvgError("has a style sheet that fetches another", _PLAIN)
        elif name not in _HARMLESS_RULES:
            raise SvgError(f"has a style sheet with @{name}, which is not read here", _PLAIN)

    def _select(self, prelude: list[Any], said: list[Any]) -> None:
        try:
            selectors = cssselect2.compile_selector_list(prelude)
        except cssselect2.SelectorError:
            hint = "export it with presentation attributes instead of CSS"
            raise SvgError("has a style sheet that is not simple", hint) from None
        for selector in selectors:
            if not selector.pseudo_element:
                self._matcher.add_selector(selector, said)

    def _give(self, element: Element, wrapped: Any, parent: Look) -> None:
        look = self._looks[id(element)] = self._look(element, wrapped, parent)
        below = list(wrapped.iter_children())
        for child, wrapped_child in zip(element.children, below, strict=True):
            self._give(child, wrapped_child, look)

    def _look(self, element: Element, wrapped: Any, parent: Look) -> Look:
        said = sorted(self._said(element, wrapped), key=lambda one: one.rank)
        variables = dict(parent.variables)
        for one in said:
            if one.name.startswith("--"):
                variables[one.name] = one.value
        look = Look(variables=variables)
        origin = ""
        for one in said:
            if one.name in _MOVES and element.name in ("clipPath", *values.GRADIENTS):
                raise SvgError("moves a gradient or a clip by CSS", _PLAIN)
            if one.name == "transform-origin":
                origin = self._value(one, variables) or origin
            elif not one.name.startswith("--"):
                self._put(look, one)
        if origin:
            _turn_about(look, element, values.origin(values.parts(origin), self._measure))
        return look

    def _put(self, look: Look, one: _Said) -> None:
        """Add what is said to a look, over what was said with less weight."""
        found = self._value(one, look.variables)
        if found is None:
            return
        if found in _WIDE:
            look.attributes.pop(one.name, None)
            if found == "inherit" or (found == "initial" and one.name in _INITIAL):
                look.attributes[one.name] = found if found == "inherit" else _INITIAL[one.name]
        else:
            look.attributes[one.name] = found

    def _value(self, one: _Said, variables: Mapping[str, list[Any]]) -> str | None:
        """Return a value in its plain form, None for one that a browser passes over."""
        value = one.value
        if any(_asks(part) for part in value):
            resolved = _resolve(value, variables, _DEPTH)
            if resolved is None:
                return "unset"
            value = values.significant(resolved)
            return self._plain(one.name, value) or "unset"
        return self._plain(one.name, value)

    def _plain(self, name: str, value: list[Any]) -> str | None:
        word = values.keyword(*_WIDE)(value)
        if word:
            return word
        if name in ("fill", "stroke"):
            return values.paint(value, self.by_id)
        if name == "clip-path":
            return values.clip(value, self.by_id)
        return _READERS[name](value)

    def _said(self, element: Element, wrapped: Any) -> Iterator[_Said]:
        """Yield all that is said of an element, with its weight."""
        for name, text in element.attributes.items():
            if name in _REFUSED and values.parts(text):
                _check(name, values.parts(text))
            if name != "transform" and (name in _READERS or name in _REFERRING):
                yield _Said(name, values.parts(text), (False, 0, (0, 0, 0), 0))
        for specificity, order, _, declarations in self._matcher.match(wrapped):
            for one in declarations:
                yield from _weighed(one, element, 1, (specificity, order))
        text = element.attributes.get("style", "")
        for one in _declarations(tinycss2.parse_component_value_list(text)) if text else ():
            yield from _weighed(one, element, 2, ((0, 0, 0), 0))


def declared(element: Element) -> dict[str, str]:
    """Return what an element's own `style` says, by property."""
    content = tinycss2.parse_component_value_list(element.attributes.get("style", ""))
    return {one.lower_name: values.text_of(one.value).strip() for one in _declarations(content)}


def _weighed(one: Any, element: Element, place: int, order: tuple[Any, int]) -> Iterator[_Said]:
    name, value = one.lower_name, values.significant(one.value)
    _check(name, value)
    if name in _SHAPE and element.name not in ("svg", "style"):
        raise SvgError("gives shapes their size by CSS", _PLAIN)
    if element.name == "svg" and name in ("background", "background-color"):
        _check_ground(value)
    if name.startswith("--"):
        yield _Said(one.name, list(one.value), (one.important, place, *order))
    elif name in _READERS or name in _REFERRING:
        yield _Said(name, value, (one.important, place, *order))


def _check(name: str, value: list[Any]) -> None:
    """Refuse what would change the look and is not read here."""
    what, harmless = _REFUSED.get(name, ("", ()))
    said = values.text_of(value).strip().lower()
    if what and said not in (*_NOTHING, *harmless, *_WIDE):
        raise SvgError(f"uses {what}, which would be lost")


def _check_ground(value: list[Any]) -> None:
    said = values.text_of(value).strip().lower()
    if said not in (*_NOTHING, *_WIDE, "transparent") and values.colour(value) != "#ffffff":
        raise SvgError("has a ground that is painted by CSS", "draw a rectangle behind the logo")


def _declarations(content: list[Any]) -> Iterator[Any]:
    for one in tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True):
        if one.type in ("qualified-rule", "at-rule"):
            raise SvgError("has a style sheet that is not simple", _PLAIN)
        if one.type == "declaration":
            yield one


def _applies(media: str) -> bool:
    """Say whether a style sheet for some media is for paper: with a white ground, and all."""
    asked = "".join(media.lower().split())
    if asked in ("", "all", "screen", "(prefers-color-scheme:light)"):
        return True
    if asked in ("(prefers-color-scheme:dark)", "screenand(prefers-color-scheme:dark)"):
        return False
    raise SvgError("has a style sheet for some media alone", _PLAIN)


def _asks(part: Any) -> bool:
    """Say whether a part of a value asks for a variable, itself or within."""
    if part.type != "function":
        return False
    return part.lower_name == "var" or any(map(_asks, part.arguments))


def _resolve(value: list[Any], variables: Mapping[str, list[Any]], deep: int) -> list[Any] | None:
    """Return a value with its variables filled in, None where one is nowhere said."""
    if not deep:
        return None
    made: list[Any] = []
    for part in value:
        if not _asks(part):
            made.append(part)
            continue
        if part.lower_name != "var":
            raise SvgError("computes its colours", _PLAIN)
        name, instead = _divided(part.arguments)
        known = variables.get(name)
        found = _resolve(known, variables, deep - 1) if known is not None else None
        if found is None and instead is not None:
            found = _resolve(instead, variables, deep - 1)
        if found is None:
            return None
        made += found
    return made


def _divided(arguments: list[Any]) -> tuple[str, list[Any] | None]:
    """Return the name of a variable, and what is to stand in for it, if that is said."""
    inside = values.significant(arguments)
    name = inside[0].value if inside and inside[0].type == "ident" else ""
    commas = [n for n, part in enumerate(arguments) if part.type == "literal" and part.value == ","]
    return name, list(arguments[commas[0] + 1 :]) if commas else None


def _turn_about(look: Look, element: Element, point: tuple[float, float] | None) -> None:
    """Write a move about a point as a move there, the move, and a move back."""
    move = look.attributes.get("transform", element.attributes.get("transform", ""))
    if point and move and point != (0.0, 0.0):
        x, y = point
        look.attributes["transform"] = (
            f"translate({x:.8g} {y:.8g}) {move} translate({-x:.8g} {-y:.8g})"
        )


def _xml(element: Element) -> ET.Element:
    """Return an element with all below it as the selectors want it."""
    made = ET.Element(element.name, {**element.attributes})
    made.extend(_xml(child) for child in element.children)
    return made
