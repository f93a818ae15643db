"""Stamps: what drawing a piece leaves, ready to be put on any page at any height.

Most of a handout's pieces are in the next patient's handout too, only further up or down, on
another page, and with other numbers. So a piece is drawn once, its upper edge at height 0, and
what it left is kept: operators with gaps for the numbers of its marks, and what it does besides
ink. Putting it on a page is filling in numbers. A stamp may hold others, such as rows of a table.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from handouts.layout.tags import Tag
from handouts.pdf.edition_data import FieldBox

GAP = "%d"
"""Stands in operators where the number of a mark goes; a percent sign of a text is doubled."""

CUT = "\f"
"""Stands alone in a line of operators where a field's own stream comes between two parts of them.

Each part leaves the graphics state as it was, and needs nothing that another one set.
"""

Corners = tuple[float, float, float, float]
"""The edges x0, y0, x1, y1 of a rectangle, in points."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked-content sequence, by its place among those of its stamp."""

    index: int


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle (x0, y0, x1, y1 in points) that leads somewhere: a part of a link.

    `target` is an address, or `#` and the anchor of a bookmark in the same file; blanks have none.
    """

    index: int
    target: str
    words: str
    box: Corners


@dataclass(frozen=True, slots=True)
class ToTick:
    """A box to tick: where the tick goes, from the lower left corner of what can be touched."""

    x: float
    y: float
    side: float


@dataclass(frozen=True, slots=True)
class ToWrite:
    """A place to write in: the size of letters in points, 0 for as large as there is room."""

    size: float = 0
    several: bool = False
    centred: bool = False


@dataclass(frozen=True, slots=True)
class Blank(Area):
    """A field of a form: a rectangle to fill in on a screen. Its `words` are what a reader hears.

    `colour` is that of what is filled in.
    """

    how: ToTick | ToWrite
    colour: tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Bookmark:
    """An entry of the outline: its level from 1, and the height that it leads to.

    Links in the same file lead there by its `anchor`, if it has one.
    """

    words: str
    level: int
    top: float
    anchor: str = ""


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

    `operators` has a `GAP` for each number of a mark, `gaps` which: fields' marks are elsewhere,
    and a `CUT` for each field.
    `marks` are the elements of the marks, `kids` what drawing gave to elements, in order; `figures`
    says where figures are. `areas` are those of links and blanks, `fields` boxes with their mark,
    if they have one. What is put on it as `insets` has its own elements (None among the marks),
    figures and notes; the rest is here too.
    """

    operators: str
    gaps: tuple[int, ...] = ()
    marks: tuple[Tag | None, ...] = ()
    areas: tuple[Area, ...] = ()
    kids: tuple[tuple[Tag, "Tag | Mark | Area"], ...] = ()
    figures: tuple[tuple[Tag, Corners], ...] = ()
    fields: tuple[tuple[FieldBox, Mark | None], ...] = ()
    bookmarks: tuple[Bookmark, ...] = ()
    notes: tuple["Note | PutStamp", ...] = ()
    insets: tuple["PutStamp", ...] = ()
    resources: frozenset[Resource] = frozenset()
    danger: bool = False

    @property
    def rare(self) -> bool:
        """Say whether it names something that only one document has."""
        return any(resource.rare for resource in self.resources)

    def every_note(self, x: float, rise: float) -> Iterator[Note]:
        """Yield the notes in order, so far to the right and up (points)."""
        for note in self.notes:
            if isinstance(note, PutStamp):
                yield from note.stamp.every_note(x + note.x, rise + note.rise)
            else:
                yield replace(note, x=note.x + x, top=note.top + rise)


@dataclass(frozen=True, slots=True)
class PutStamp:
    """A stamp on another one: how far to the right and up (points), its first mark and area there.

    `tops` are the elements that it has the content of.
    """

    stamp: Stamp
    tops: tuple[Tag, ...]
    x: float
    rise: float
    mark: int
    area: int


def placed(operators: str, x: float, rise: float) -> list[str]:
    """Return the parts of operators, each so far to the right and up by itself (points)."""
    move = f"q 1 0 0 1 {x:.3f} {rise:.3f} cm" if x or rise else "q"
    parts = [part.strip("\n") for part in operators.split(CUT)]
    return [f"{move}\n{part}\nQ" if part else "" for part in parts]


def moved(box: Corners, x: float, rise: float) -> Corners:
    """Return a rectangle so far to the right and up (points)."""
    x0, y0, x1, y1 = box
    return x0 + x, y0 + rise, x1 + x, y1 + rise
