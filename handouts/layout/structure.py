"""The structure tree as objects: made once for each galley, numbered anew in each file.

Elements are most of a handout's objects, and most are alike but for numbers: their own, their
parent's, their page's, those of their marks. So the elements of a galley are one template.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter
from typing import Any

from handouts.identity import Same
from handouts.layout.stamp import Area, Corners, Mark, PutStamp, Stamp, moved
from handouts.layout.tags import Tag
from handouts.pdf.objects import array, literal

_END = b"\0"  # between two elements of a template


@dataclass(frozen=True, slots=True)
class Place:
    """Where a stamp was put, for the elements that it has content of.

    `page` is the page's object, `mark` the number of its first mark, `area` the object of the
    first of its links' areas; `x` and `rise` are how far it was moved to the right and up from the
    page's lower left corner, in points.
    """

    page: int
    mark: int
    area: int
    x: float
    rise: float


@dataclass(frozen=True, slots=True)
class _Part:
    """The elements of an inset: on which stamp it was put, the first number, the parent's."""

    elements: "Elements"
    stamp: int
    put: PutStamp
    first: int
    parent: int


@dataclass(frozen=True, slots=True)
class Elements:
    """The elements below some tags, numbered from 0.

    `tops` are the tags' own, `marks` and `areas` those of each stamp's marks and areas.
    """

    count: int
    tops: tuple[int, ...]
    marks: tuple[tuple[int, ...], ...]
    areas: tuple[tuple[int, ...], ...]
    _own: int
    _template: bytes
    _pick: Callable[[list[Any]], tuple[Any, ...]]
    _stamps: tuple[Stamp, ...]
    _parts: tuple[_Part, ...]

    def bodies(self, first: int, parent: int, places: Sequence[Place]) -> list[bytes]:
        """Return the elements' objects, numbered from `first`; there is a place for each stamp."""
        if not self.count:
            return []
        values: list[Any] = [parent, *range(first, first + self._own)]
        values += [first + part.first + top for part in self._parts for top in part.elements.tops]
        for stamp, place in zip(self._stamps, places, strict=True):
            values.append(place.page)
            values += range(place.mark, place.mark + len(stamp.marks))
            values += range(place.area, place.area + len(stamp.areas))
            values += [_box(moved(box, place.x, place.rise)) for _, box in stamp.figures]
        own: bytes = self._template % self._pick(values)
        bodies = own.split(_END)
        for part in self._parts:
            on, put = places[part.stamp], part.put
            place = Place(
                on.page, on.mark + put.mark, on.area + put.area, on.x + put.x, on.rise + put.rise
            )
            bodies += part.elements.bodies(first + part.first, first + part.parent, [place])
        return bodies


def elements(tops: Sequence[Tag], stamps: Sequence[Stamp]) -> Elements:
    """Return the elements below some tags, which stamps have the content of, in reading order.

    Those of insets come after all others: they are made once for each inset.
    """
    puts = [(number, put) for number, stamp in enumerate(stamps) for put in stamp.insets]
    apart = [top for _, put in puts for top in put.tops]
    tags = _tags(tops, stamps, set(apart))
    indices = {tag: index for index, tag in enumerate(tags)}
    parents = {kid: tag for tag in tags for kid in tag.kids}
    maker = _Maker(tags, parents, apart, stamps)
    template = _END.join([maker.body(tag) for tag in tags])
    marks = [[-1 if tag is None else indices[tag] for tag in stamp.marks] for stamp in stamps]
    areas = [maker.owners(number) for number in range(len(stamps))]
    parts: list[_Part] = []
    count = len(tags)
    for number, put in puts:
        made = _of_inset(put)
        parts.append(_Part(made, number, put, count, indices[parents[put.tops[0]]]))
        _number_part(marks[number], put.mark, made.marks[0], count)
        _number_part(areas[number], put.area, made.areas[0], count)
        count += made.count
    return Elements(
        count,
        tuple(indices[tag] for tag in tops),
        tuple(map(tuple, marks)),
        tuple(map(tuple, areas)),
        len(tags),
        template,
        _picking(maker.picked),
        tuple(stamps),
        tuple(parts),
    )


def _tags(tops: Sequence[Tag], stamps: Sequence[Stamp], apart: Collection[Tag]) -> list[Tag]:
    """Return the tags below some, then the links of stamps, each once."""
    tags = [tag for top in tops for tag in _all_below(top, apart)]
    tags += [kid for stamp in stamps for _, kid in stamp.kids if isinstance(kid, Tag)]
    return list(dict.fromkeys(tags))


def _number_part(owners: list[int], at: int, inner: Sequence[int], first: int) -> None:
    """Put the elements of an inset, which are numbered from `first`, among those of its stamp."""
    owners[at : at + len(inner)] = [first + index for index in inner]


def _picking(picked: Sequence[int]) -> Callable[[list[Any]], tuple[Any, ...]]:
    """Return what picks the values at these places."""
    if len(picked) > 1:
        return itemgetter(*picked)
    return lambda values: tuple(values[place] for place in picked)


@lru_cache(maxsize=4096)
def _made_once(stamp: Same[Stamp], tops: tuple[Tag, ...]) -> Elements:
    return elements(tops, [stamp.value])


def _of_inset(put: PutStamp) -> Elements:
    return (
        elements(put.tops, [put.stamp]) if put.stamp.rare else _made_once(Same(put.stamp), put.tops)
    )


def _all_below(tag: Tag, apart: Collection[Tag]) -> Iterator[Tag]:
    """Yield a tag, then each tag below it, in reading order, without those that are apart."""
    yield tag
    for kid in tag.kids:
        if kid not in apart:
            yield from _all_below(kid, apart)


class _Maker:
    """Writes elements as a template; `picked` says which value goes into each of its gaps.

    Values come in the order of `Elements.bodies`: the parent, the elements, those that are made
    apart and have one of these as parent, then for each stamp its page, its marks, its areas, its
    figures' boxes.
    """

    def __init__(
        self,
        tags: Sequence[Tag],
        parents: dict[Tag, Tag],
        apart: Sequence[Tag],
        stamps: Sequence[Stamp],
    ) -> None:
        self.picked: list[int] = []
        self._values = {tag: at for at, tag in enumerate((*tags, *apart), 1)}
        self._parents = parents
        self._drawn: dict[Tag, list[tuple[int, Tag | Mark | Area]]] = {}
        self._pages: list[int] = []  # where each stamp's page stands among the values
        self._boxes: dict[Tag, int] = {}
        self._stamps = stamps
        at = 1 + len(self._values)
        for number, stamp in enumerate(stamps):
            self._pages.append(at)
            for tag, kid in stamp.kids:
                if isinstance(kid, Tag):
                    if kid in parents:  # a link that goes on behind a page's end
                        continue
                    parents[kid] = tag
                self._drawn.setdefault(tag, []).append((number, kid))
            at += 1 + len(stamp.marks) + len(stamp.areas)
            for tag, _ in stamp.figures:
                self._boxes[tag] = at
                at += 1

    def owners(self, number: int) -> list[int]:
        """Return the elements of a stamp's areas, -1 for those of insets."""
        owners = [-1] * len(self._stamps[number].areas)
        for tag, kid in self._stamps[number].kids:
            if isinstance(kid, Area):
                owners[kid.index] = self._values[tag] - 1
        return owners

    def body(self, tag: Tag) -> bytes:
        """Return an element: a dictionary, its keys in alphabetical order."""
        drawn = self._drawn.get(tag, ())
        if not any((drawn, tag.kids, tag.alt, tag.attributes, tag.said)):  # an empty cell
            return b"<</P %s /S /%s>>" % (self._parent(tag), tag.role.encode())
        entries = []
        if tag.attributes or tag in self._boxes:
            entries.append(b"/A <<%s>>" % b" ".join(self._attributes(tag)))
        if tag.alt:
            entries.append(b"/Alt " + literal(tag.alt).replace(b"%", b"%%"))
        if tag.said:
            words = literal(tag.said.words).replace(b"%", b"%%")
            entries.append(b"/%s %s" % (tag.said.key.encode(), words))
        home = next((number for number, kid in drawn if isinstance(kid, Mark)), None)
        kids = [self._reference(kid) for kid in tag.kids]
        kids += [self._kid(number, kid, home) for number, kid in drawn]
        if kids:
            entries.append(b"/K " + array(kids))
        entries.append(b"/P " + self._parent(tag))
        if home is not None:
            entries.append(b"/Pg " + self._gap(self._pages[home]))
        entries.append(b"/S /" + tag.role.encode())
        return b"<<%s>>" % b" ".join(entries)

    def _attributes(self, tag: Tag) -> Iterator[bytes]:
        for key, value in tag.attributes.items():
            yield f"/{key} {value}".encode()
        if tag in self._boxes:
            self.picked.append(self._boxes[tag])
            yield b"/O /Layout /Placement /Block /BBox [%s]"

    def _kid(self, number: int, kid: Tag | Mark | Area, home: int | None) -> bytes:
        """Return an entry of an element's kids; `home` is the stamp whose page it names itself."""
        page = self._pages[number]
        match kid:
            case Tag():
                return self._reference(kid)
            case Mark() if number == home:
                self.picked.append(page + 1 + kid.index)
                return b"%d"
            case Mark():
                self.picked.append(page + 1 + kid.index)
                return b"<</MCID %%d /Pg %s /Type /MCR>>" % self._gap(page)
            case Area():
                self.picked.append(page + 1 + len(self._stamps[number].marks) + kid.index)
                return b"<</Obj %%d 0 R /Pg %s /Type /OBJR>>" % self._gap(page)

    def _parent(self, tag: Tag) -> bytes:
        above = self._parents.get(tag)  # none of a galley's tops
        return self._gap(0) if above is None else self._reference(above)

    def _reference(self, tag: Tag) -> bytes:
        return self._gap(self._values[tag])

    def _gap(self, value: int) -> bytes:
        self.picked.append(value)
        return b"%d 0 R"


def _box(box: Corners) -> bytes:
    return b"%g %g %g %g" % tuple(round(edge, 2) for edge in box)
