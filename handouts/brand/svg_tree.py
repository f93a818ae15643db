"""Reading an SVG file into a plain tree, without references to elsewhere.

Expat never opens anything by itself; here it also refuses whatever would make it want to. Short
names for plain words, which drawing programs declare at the top for namespaces, are filled in.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

MAX_ELEMENTS = 4000
MAX_DEPTH = 24
MAX_ENTITIES = 50
MAX_ATTRIBUTES = 4 * 1024 * 1024  # characters of all attributes together, entities filled in

_SVG = "http://www.w3.org/2000/svg"
_XLINK = "http://www.w3.org/1999/xlink"
_XML = "http://www.w3.org/XML/1998/namespace"
# What old versions of drawing programs write at the top. It is named, never fetched.
_KNOWN_TYPES = re.compile(r"-//W3C//DTD SVG 1\.[01](?: (?:Basic|Tiny))?//EN")
_PLAIN_WORDS = re.compile(r"[^&<%]{0,200}")
_LOCAL = re.compile(r"#([A-Za-z_][\w.:-]*)")
_OUTSIDE = re.compile(r"javascript:|https?:|file:|data:|\.\./|//", re.IGNORECASE)
FLATTEN = "flatten the drawing to plain shapes, or save the logo as PNG"
_PLAIN = "export it as a plain SVG"
_OUTLINES = (
    "convert the text to outlines: select it, then Path > Object to Path in Inkscape, Type > "
    "Create Outlines in Illustrator; or save the picture as PNG"
)
_REFUSED = {
    "text": ("has text, which looks different on every machine", _OUTLINES),
    "image": ("has a photograph or scan in it", "save the logo as PNG instead"),
    "script": ("has a script in it", _PLAIN),
}


class SvgError(ValueError):
    """Why a drawing is refused, in words that follow its source, and the remedy."""

    def __init__(self, message: str, hint: str = FLATTEN) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


@dataclass(slots=True)
class Element:
    """An element of SVG's namespace: attributes without namespace, text of itself alone."""

    name: str
    attributes: dict[str, str]
    children: list["Element"] = field(default_factory=list)
    text: str = ""

    def walk(self) -> Iterator["Element"]:
        """Yield the element and all below it, in order."""
        yield self
        for child in self.children:
            yield from child.walk()


def local_target(reference: str) -> str:
    """Return the id in `#id`, or "" for nothing. Raises SvgError for any other reference."""
    reference = reference.strip()
    if not reference or reference == "none":
        return ""
    match = _LOCAL.fullmatch(reference)
    if match is None:
        raise SvgError("refers to something outside of it", "embed nothing; export plain shapes")
    return match[1]


def parse(data: bytes) -> Element:
    """Return the root element of a drawing. Raises SvgError."""
    reader = _Reader()
    try:
        reader.parser.Parse(data, True)  # noqa: FBT003 - expat takes it by position: this is all
    except expat.ExpatError as error:
        message = f"is damaged: no well-formed XML at line {error.lineno}"
        raise SvgError(message, "export it again") from None
    except (LookupError, UnicodeError, ValueError) as error:
        if isinstance(error, SvgError):
            raise
        raise SvgError("is in an encoding that is not known", "save it as UTF-8") from None
    if reader.root is None:
        raise SvgError("is XML but no SVG drawing", "export the logo as SVG or PNG")
    return reader.root


class _Reader:
    """Builds the tree; passes over what is in other namespaces, with all that is in it."""

    def __init__(self) -> None:
        self.root: Element | None = None
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.EntityDeclHandler = self._declared
        self.parser.ExternalEntityRefHandler = self._entity
        self.parser.SkippedEntityHandler = self._entity
        self.parser.ProcessingInstructionHandler = self._instruction
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self._open: list[Element] = []
        self._foreign = 0
        self._count = self._entities = self._length = 0

    def _doctype(
        self, _name: str, system: str | None, public: str | None, _has_subset: object
    ) -> None:
        if (system or public) and not _KNOWN_TYPES.fullmatch(public or ""):
            raise SvgError("has a document type of its own", _PLAIN)

    def _declared(self, _name: str, is_parameter: object, value: str | None, *_: object) -> None:
        self._entities += 1
        plain = not is_parameter and value is not None and _PLAIN_WORDS.fullmatch(value)
        if not plain or self._entities > MAX_ENTITIES:
            raise SvgError("has a document type of its own", _PLAIN)

    def _entity(self, *_: object) -> int:
        raise SvgError("defines or uses entities", _PLAIN)

    def _instruction(self, target: str, _data: str) -> None:
        if target == "xml-stylesheet":
            raise SvgError("refers to something outside of it", _PLAIN)

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        self._count += 1
        self._length += sum(map(len, attributes.values()))
        if self._count > MAX_ELEMENTS or self._length > MAX_ATTRIBUTES:
            raise SvgError(f"has more than {MAX_ELEMENTS} elements, or too much in them")
        space, _, name = tag.rpartition(" ")
        if self._foreign or (space not in (_SVG, "")):
            self._foreign += 1
            return
        if name in _REFUSED:
            raise SvgError(*_REFUSED[name])
        element = Element(name, _own(attributes))
        if self._open:
            self._open[-1].children.append(element)
        else:
            self.root = element
        self._open.append(element)
        if len(self._open) > MAX_DEPTH:
            raise SvgError(f"nests its elements more than {MAX_DEPTH} deep")

    def _end(self, _tag: str) -> None:
        if self._foreign:
            self._foreign -= 1
        else:
            self._open.pop()

    def _text(self, text: str) -> None:
        if self._open and not self._foreign and self._open[-1].name == "style":
            self._open[-1].text += text


def _own(attributes: dict[str, str]) -> dict[str, str]:
    """Return SVG's own attributes. Raises SvgError for scripts and references to elsewhere."""
    own = {}
    for key, written in attributes.items():
        value = written.strip()
        space, _, name = key.rpartition(" ")
        if space == _XML and name == "base":
            raise SvgError("refers to something outside of it", _PLAIN)
        if space not in ("", _XLINK) or (space == _XLINK and name != "href"):
            continue
        if name.lower().startswith("on"):
            raise SvgError("has a script in it", _PLAIN)
        if name == "href":
            local_target(value)
        elif _OUTSIDE.search(value):
            if name.startswith("data-") or name in ("class", "version", "baseProfile"):
                continue
            raise SvgError("refers to something outside of it", _PLAIN)
        own[name] = value
    return own
