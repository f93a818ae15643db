"""The look of SVG elements: attributes, `style` attributes and simple style sheets made one.

Of CSS only `selector, selector { property: value }` is read, a selector being an element's name,
a class or an id. What comes out are presentation attributes with values from an allow-list.
"""

import re

from handouts.brand.svg_tree import Element, SvgError, local_target

LOOKS = frozenset({
    "clip-path", "clip-rule", "color", "display", "fill", "fill-opacity", "fill-rule", "opacity",
    "overflow", "stop-color", "stop-opacity", "stroke", "stroke-linecap", "stroke-linejoin",
    "stroke-miterlimit", "stroke-opacity", "stroke-width", "transform", "visibility",
})  # fmt: skip
# Left out, these would change the look: a filter blurs, a mask hides, dashes can be billions.
_REFUSED = {
    "filter": "filters", "mask": "a mask", "stroke-dasharray": "dashed lines",
    "mix-blend-mode": "blending", "marker": "markers", "marker-start": "markers",
    "marker-mid": "markers", "marker-end": "markers",
}  # fmt: skip
_NOTHING = ("none", "normal", "")

_COMMENT = re.compile(r"/\*.*?\*/|<!--|-->", re.DOTALL)
_RULE = re.compile(r"([^{}]*)\{([^{}]*)\}")
_SELECTOR = re.compile(r"[.#]?[A-Za-z_][\w-]*")
_URL = re.compile(r"url\(\s*['\"]?(#[^'\")]*)['\"]?\s*\)")
_VALUE = re.compile(r"[\w\s.,%#()+-]*")


class Rules:
    """The rules of a drawing's style sheets. Raises SvgError for what is not a simple rule."""

    def __init__(self, text: str) -> None:
        text = _COMMENT.sub("", text)
        if "@" in text or "\\" in text:
            raise SvgError("has a style sheet that fetches or escapes", "export it as a plain SVG")
        if _RULE.sub("", text).strip():
            raise SvgError("has a style sheet that is damaged", "export it again")
        self._rules: list[tuple[str, dict[str, str]]] = []
        for match in _RULE.finditer(text):
            for selector in match[1].split(","):
                if not _SELECTOR.fullmatch(selector.strip()):
                    hint = "export it with presentation attributes instead of CSS"
                    raise SvgError("has a style sheet that is not simple", hint)
                self._rules.append((selector.strip(), declarations(match[2])))

    def of(self, element: Element) -> dict[str, str]:
        """Return what the rules say of an element: ids over classes over names, later over former.

        That is CSS 2.2, 6.4.3.
        """
        wanted = [
            [element.name],
            [f".{name}" for name in element.attributes.get("class", "").split()],
        ]
        wanted.append([f"#{element.attributes.get('id', '')}"])
        found: dict[str, str] = {}
        for names in wanted:
            for selector, said in self._rules:
                if selector in names:
                    found.update(said)
        return found


def declarations(text: str) -> dict[str, str]:
    """Return `property: value; property: value` as a mapping."""
    pairs = (part.partition(":") for part in _COMMENT.sub("", text).split(";"))
    return {
        key.strip().lower(): value.replace("!important", "").strip()
        for key, colon, value in pairs
        if colon
    }


def looks_of(element: Element, rules: Rules) -> dict[str, str]:
    """Return an element's allowed presentation attributes: style over rules over attributes.

    Raises SvgError for a value that is refused.
    """
    said = {
        **element.attributes,
        **rules.of(element),
        **declarations(element.attributes.get("style", "")),
    }
    for key, what in _REFUSED.items():
        if said.get(key, "").strip() not in _NOTHING:
            raise SvgError(f"uses {what}, which would be lost")
    looks = {key: value for key, value in said.items() if key in LOOKS - {"transform"}}
    return {key: _checked(value) for key, value in looks.items()}


def _checked(value: str) -> str:
    """Return a value; a reference in it is written as url(#id) and nothing behind it."""
    if "url" in value.lower():
        match = _URL.match(value)
        if match is None:
            raise SvgError("refers to something outside of it", "export it as a plain SVG")
        return f"url(#{local_target(match[1])})"
    if not _VALUE.fullmatch(value):
        raise SvgError("has a value that is not plain", "export it as a plain SVG")
    return value
