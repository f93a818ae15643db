"""What of an edition is printed: its pages' content and resources, without tags and links.

A link's place has no ink of its own; the structure tree, the outline and the tab order are for
readers of the single files.
"""

from dataclasses import dataclass, replace

from handouts.pdf.edition_data import Edition, FieldBox
from handouts.pdf.values import Value, parse, reference, references, unpacked


@dataclass(frozen=True, slots=True)
class PrintablePage:
    """A page's width and height in points, and the objects of its content without a patient's.

    `fields` are indices of the boxes to fill in, in their order.
    """

    size: tuple[float, float]
    content: tuple[int, ...]
    fields: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Printable:
    """An edition's pages, the resources that they all share, which colours are meant.

    `boxes` are all different ones, whatever pages they are on: the same running line stands on
    most pages and is filled in once. `objects` are those that these need, by number.
    """

    pages: tuple[PrintablePage, ...]
    resources: Value
    output_intents: Value
    boxes: tuple[FieldBox, ...]
    objects: dict[int, bytes]


def printable(edition: Edition) -> Printable:
    """Return what of an edition is printed."""
    objects = unpacked(edition.objects)
    catalog = _dictionary(objects, b"%d 0 R" % edition.root)
    tree = _dictionary(objects, catalog[b"/Pages"])
    boxes = {_anywhere(box): None for box in edition.fields}
    places = {box: index for index, box in enumerate(boxes)}
    pages: list[PrintablePage] = []
    shared: dict[bytes, Value] = {}
    for number, kid in enumerate(_array(objects, tree[b"/Kids"])):
        page = _dictionary(objects, kid)
        own = {box.object_number: box for box in edition.fields if box.page == number}
        filled = tuple(places[_anywhere(box)] for box in own.values())
        pages.append(_page(objects, page, set(own), filled))
        _unite(shared, objects, page[b"/Resources"])
    intents = catalog[b"/OutputIntents"]
    content = [b"%d 0 R" % number for page in pages for number in page.content]
    needed = _needed(objects, [shared, intents, *content])
    return Printable(tuple(pages), shared, intents, tuple(boxes), needed)


def _anywhere(box: FieldBox) -> FieldBox:
    """Return a box without its page and object: what it looks like and where on a page it is."""
    return replace(box, page=0, object_number=0)


def _needed(objects: dict[int, bytes], values: list[Value]) -> dict[int, bytes]:
    """Return the objects that values refer to, and those that these refer to."""
    needed: dict[int, bytes] = {}
    asked = [number for value in values for number in references(value)]
    while asked:
        number = asked.pop()
        if number not in needed:
            needed[number] = objects[number]
            asked += references(parse(objects[number]))
    return needed


def _page(
    objects: dict[int, bytes],
    page: dict[bytes, Value],
    of_fields: set[int],
    filled: tuple[int, ...],
) -> PrintablePage:
    left, bottom, right, top = (float(_token(edge)) for edge in _array(objects, page[b"/MediaBox"]))
    content = map(reference, _array(objects, page[b"/Contents"]))
    static = tuple(number for number in content if number not in of_fields)
    return PrintablePage((right - left, top - bottom), static, filled)


def _unite(shared: dict[bytes, Value], objects: dict[int, bytes], of_page: Value) -> None:
    """Add a page's resources to those of all pages: in one edition a name means one thing."""
    for kind, value in _dictionary(objects, of_page).items():
        if kind == b"/ProcSet":  # of no use since PDF 1.4
            continue
        known = shared.setdefault(kind, {})
        named = _dictionary(objects, value)
        if not isinstance(known, dict) or any(known.get(k, v) != v for k, v in named.items()):
            raise ValueError("two pages of an edition give one name to two resources")
        known.update(named)


def _resolved(objects: dict[int, bytes], value: Value) -> Value:
    number = reference(value)
    return parse(objects[number]) if number else value


def _dictionary(objects: dict[int, bytes], value: Value) -> dict[bytes, Value]:
    found = _resolved(objects, value)
    if not isinstance(found, dict):
        raise TypeError("an edition has another object where a dictionary belongs")
    return found


def _array(objects: dict[int, bytes], value: Value) -> list[Value]:
    found = _resolved(objects, value)
    if not isinstance(found, list):
        raise TypeError("an edition has another object where an array belongs")
    return found


def _token(value: Value) -> bytes:
    if not isinstance(value, bytes):
        raise TypeError("an edition has a list where a number belongs")
    return value
