"""Stamps: what drawing a piece leaves, ready to be put on any page at any height.

Most of a handout's pieces are in the next patient's handout too, only further up or down, on
another page, and with other numbers. So a piece is drawn once, its upper edge at height 0, and
what it left is kept: operators with gaps for the numbers of its marks, and what it does besides
ink. Putting it on a page is filling in numbers. A stamp may hold others, such as rows of a table.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from handouts.layout.tags import Tag
from handouts.pdf.edition_data import FieldBox

GAP = "%d"
"""Stands in operators where the number of a mark goes; a percent sign of a text is doubled."""

Corners = tuple[float, float, float, float]
"""The edges x0, y0, x1, y1 of a rectangle, in points."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked-content sequence, by its place among those of its stamp."""

    index: int


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle (x0, y0, x1, y1 in points) that leads somewhere: a part of a link."""

    index: int
    target: str
    words: str
    box: Corners


@dataclass(frozen=True, slots=True)
class Bookmark:
    """An entry of the outline: its level from 1, and the height that it leads to."""

    words: str
    level: int
    top: float


@dataclass(frozen=True, slots=True)
class Note:
    """What stands where, for tests and people."""

    what: str
    x: float
    top: float
    words: str


@dataclass(frozen=True, slots=True)
class Resource:
    """Something that operators name: a font or a picture. `kind` is its key in a page's resources.

    `objects` makes its objects when they are numbered from the number that it gets; operators name
    the first of them. One that is `rare` is another in each document.
    """

    kind: str
    name: str
    objects: Callable[[int], tuple[bytes, ...]] = field(repr=False, compare=False)
    rare: bool = False


@dataclass(frozen=True, slots=True)
class Stamp:
    """What drawing left; heights are distances from the upper edge, downwards below 0.

    `operators` has a `GAP` for each number of a mark, `gaps` which: fields' marks are elsewhere.
    `marks` and `areas` are the elements of the
    marks and areas, `kids` what drawing gave to elements, in order; `figures` says where figures
    are. `fields` are boxes with their mark, if they have one.
    """

    operators: str
    gaps: tuple[int, ...] = ()
    marks: tuple[Tag, ...] = ()
    areas: tuple[Area, ...] = ()
    kids: tuple[tuple[Tag, "Tag | Mark | Area"], ...] = ()
    figures: tuple[tuple[Tag, Corners], ...] = ()
    fields: tuple[tuple[FieldBox, Mark | None], ...] = ()
    bookmarks: tuple[Bookmark, ...] = ()
    notes: tuple[Note, ...] = ()
    resources: frozenset[Resource] = frozenset()
    danger: bool = False

    @property
    def rare(self) -> bool:
        """Say whether it names something that only one document has."""
        return any(resource.rare for resource in self.resources)

    def moved(self, x: float, rise: float) -> "Stamp":
        """Return it with all but its operators so far to the right and up (points)."""
        return replace(
            self,
            areas=tuple(replace(a, box=_moved(a.box, x, rise)) for a in self.areas),
            figures=tuple((tag, _moved(box, x, rise)) for tag, box in self.figures),
            fields=tuple(
                (replace(box, x=box.x + x, baseline=box.baseline + rise), mark)
                for box, mark in self.fields
            ),
            bookmarks=tuple(replace(mark, top=mark.top + rise) for mark in self.bookmarks),
            notes=tuple(Note(n.what, n.x + x, n.top + rise, n.words) for n in self.notes),
        )


def _moved(box: Corners, x: float, rise: float) -> Corners:
    x0, y0, x1, y1 = box
    return x0 + x, y0 + rise, x1 + x, y1 + rise
