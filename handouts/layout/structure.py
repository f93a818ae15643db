"""The structure tree as objects: made once for each galley, numbered anew in each file.

Elements are most of a handout's objects, and most are alike but for numbers: their own, their
parent's, their page's, those of their marks. So the elements of a galley are one template.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from handouts.layout.stamp import Area, Mark, Stamp
from handouts.layout.tags import Tag
from handouts.pdf.objects import array, literal

_END = b"\0"  # between two elements of a template


@dataclass(frozen=True, slots=True)
class Place:
    """Where a stamp was put, for the elements that it has content of.

    `page` is the page's object, `mark` the number of its first mark, `area` the object of the
    first of its links' areas; `rise` is how far its upper edge is from the page's lower one, in
    points.
    """

    page: int
    mark: int
    area: int
    rise: float


@dataclass(frozen=True, slots=True)
class Elements:
    """The elements below some tags, numbered from 0 in reading order.

    `tops` are the tags' own, `marks` and `areas` those of each stamp's marks and areas.
    """

    count: int
    tops: tuple[int, ...]
    marks: tuple[tuple[int, ...], ...]
    areas: tuple[tuple[int, ...], ...]
    _template: bytes
    _pick: Any
    _stamps: tuple[Stamp, ...]

    def bodies(self, first: int, parent: int, places: Sequence[Place]) -> list[bytes]:
        """Return the elements' objects, numbered from `first`; there is a place for each stamp."""
        if not self.count:
            return []
        values: list[Any] = [parent, *range(first, first + self.count)]
        for stamp, place in zip(self._stamps, places, strict=True):
            values.append(place.page)
            values += range(place.mark, place.mark + len(stamp.marks))
            values += range(place.area, place.area + len(stamp.areas))
            values += [_box(box, place.rise) for _, box in stamp.figures]
        made: bytes = self._template % self._pick(values)
        return made.split(_END)


def elements(tops: Sequence[Tag], stamps: Sequence[Stamp]) -> Elements:
    """Return the elements below some tags, which stamps have the content of, in reading order."""
    tags = [tag for top in tops for tag in _all_below(top)]
    indices = {tag: index for index, tag in enumerate(tags)}
    for stamp in stamps:
        for _, kid in stamp.kids:
            if isinstance(kid, Tag) and kid not in indices:  # a link
                indices[kid] = len(tags)
                tags.append(kid)
    maker = _Maker(tags, indices, stamps)
    bodies = [maker.body(tag) for tag in tags]
    return Elements(
        len(tags),
        tuple(indices[tag] for tag in tops),
        tuple(tuple(indices[tag] for tag in stamp.marks) for stamp in stamps),
        tuple(maker.areas[number] for number in range(len(stamps))),
        _END.join(bodies),
        itemgetter(*maker.picked) if len(maker.picked) > 1 else lambda values: (values[0],),
        tuple(stamps),
    )


def _all_below(tag: Tag) -> Iterator[Tag]:
    """Yield a tag, then each tag below it, in reading order."""
    yield tag
    for kid in tag.kids:
        yield from _all_below(kid)


class _Maker:
    """Writes elements as a template; `picked` says which value goes into each of its gaps.

    Values come in the order of `Elements.bodies`: the parent, the elements, then for each stamp its
    page, its marks, its areas, its figures' boxes.
    """

    def __init__(
        self, tags: Sequence[Tag], indices: dict[Tag, int], stamps: Sequence[Stamp]
    ) -> None:
        self.picked: list[int] = []
        self.areas: dict[int, tuple[int, ...]] = {}
        self._indices = indices
        self._parents: dict[Tag | Mark | Area, Tag] = {k: tag for tag in tags for k in tag.kids}
        self._drawn: dict[Tag, list[tuple[int, Tag | Mark | Area]]] = {}
        self._pages: list[int] = []  # where each stamp's page stands among the values
        self._boxes: dict[Tag, int] = {}
        at = 1 + len(tags)
        for number, stamp in enumerate(stamps):
            self._pages.append(at)
            owners = {}
            for tag, kid in stamp.kids:
                if kid in self._parents:  # a link that goes on behind a page's end
                    continue
                self._drawn.setdefault(tag, []).append((number, kid))
                if isinstance(kid, Tag):
                    self._parents[kid] = tag
                elif isinstance(kid, Area):
                    owners[kid.index] = indices[tag]
            self.areas[number] = tuple(owners[index] for index in range(len(stamp.areas)))
            at += 1 + len(stamp.marks) + len(stamp.areas)
            for tag, _ in stamp.figures:
                self._boxes[tag] = at
                at += 1
        self._stamps = stamps

    def body(self, tag: Tag) -> bytes:
        """Return an element: a dictionary, its keys in alphabetical order."""
        drawn = self._drawn.get(tag, ())
        if not (drawn or tag.kids or tag.alt or tag.attributes):  # an empty cell, most often
            return b"<</P %s /S /%s>>" % (self._parent(tag), tag.role.encode())
        entries = []
        if tag.attributes or tag in self._boxes:
            entries.append(b"/A <<%s>>" % b" ".join(self._attributes(tag)))
        if tag.alt:
            entries.append(b"/Alt " + literal(tag.alt).replace(b"%", b"%%"))
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
        return self._gap(1 + self._indices[tag])

    def _gap(self, value: int) -> bytes:
        self.picked.append(value)
        return b"%d 0 R"


def _box(box: tuple[float, float, float, float], rise: float) -> bytes:
    x0, y0, x1, y1 = box
    return b"%g %g %g %g" % (round(x0, 2), round(y0 + rise, 2), round(x1, 2), round(y1 + rise, 2))
