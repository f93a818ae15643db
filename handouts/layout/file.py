"""The objects of a file: its pages, what they show, its outline and its structure tree.

ReportLab draws and cuts fonts; putting a file together is ours, because most of it was made for
other files before and needs only numbers.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import itemgetter

from handouts.document import INSIDE, Document
from handouts.layout.galley import Galley
from handouts.layout.outline import Entry, outline
from handouts.layout.sheet import PlacedStamp, Sheet
from handouts.layout.stamp import Area, Blank, Corners, Resource, moved
from handouts.layout.streams import shared_stream
from handouts.layout.structure import Place
from handouts.layout.widgets import Widgets
from handouts.pdf.edition_data import FieldBox
from handouts.pdf.objects import array, literal, stream

_LEVEL = 4  # of compression: the highest takes half as long again and saves a twentieth


@dataclass(frozen=True, slots=True)
class WrittenObjects:
    """The objects of a file by number, short of those that depend on a patient.

    `root`, `info` and `metadata` are the numbers of what others ask for; `end` is the first number
    that is free.
    """

    objects: dict[int, bytes]
    fields: tuple[FieldBox, ...]
    root: int
    info: int
    metadata: int
    end: int


def write_objects(
    document: Document,
    sheets: Sequence[Sheet],
    galleys: Sequence[Galley],
    size: tuple[float, float],
    fonts: Iterable[Resource],
    profile: bytes,
    form_font: Resource,
) -> WrittenObjects:
    """Return the objects of a file of pages of that size (points).

    `galleys` are in reading order, `fonts` what the fields need besides; `profile` is an ICC
    profile of the colours. What is typed into a form is set in `form_font`.
    """
    writer = _Writer(sheets, form_font)
    resources = writer.resources(fonts)
    fields = writer.pages(size, resources)
    tree = writer.structure(galleys)
    root = writer.add(
        b"<<%s/Lang %s /MarkInfo <</Marked true>> /Metadata %d 0 R /Outlines %d 0 R"
        b" /OutputIntents %s /PageMode /UseNone /Pages %d 0 R /StructTreeRoot %d 0 R"
        b" /Type /Catalog /ViewerPreferences <</DisplayDocTitle true /PrintScaling /None>>>>"
        % (
            writer.form(), literal(document.language), writer.metadata, writer.outline(),
            writer.intents(profile), writer.tree, tree,
        )
    )  # fmt: skip
    return WrittenObjects(writer.objects, fields, root, writer.info, writer.metadata, writer.end)


@dataclass(frozen=True, slots=True)
class _Spot:
    """A stamp on a page, and the objects of the page and of the stamp's links' areas."""

    on: PlacedStamp
    sheet: Sheet
    page: int
    areas: range

    @property
    def place(self) -> Place:
        return Place(self.page, self.on.mark, self.areas.start, 0, self.on.rise)


class _Writer:
    """Gives objects their numbers: what others name gets its number before it is written."""

    def __init__(self, sheets: Sequence[Sheet], form_font: Resource) -> None:
        self.objects: dict[int, bytes] = {}
        self._widgets = Widgets(self._add_all, lambda: self.end, form_font)
        self.end = 1
        self.info, self.metadata, self.tree = self._numbers(3)
        self._sheets = sheets
        self._pages = self._numbers(len(sheets))
        self._spots = [
            _Spot(on, sheet, page, self._numbers(len(on.stamp.areas)))
            for sheet, page in zip(sheets, self._pages, strict=True)
            for on in sheet.placed
        ]

    def _numbers(self, count: int) -> range:
        """Return the next free numbers."""
        self.end += count
        return range(self.end - count, self.end)

    def add(self, body: bytes) -> int:
        """Give an object the next number; return that."""
        return self._add_all([body]).start

    def _add_all(self, bodies: Sequence[bytes]) -> range:
        numbers = self._numbers(len(bodies))
        self.objects.update(zip(numbers, bodies, strict=True))
        return numbers

    # -- what pages show

    def resources(self, fonts: Iterable[Resource]) -> dict[Resource, bytes]:
        """Write what operators name, and the fonts; return references."""
        used = set(fonts).union(*(sheet.resources for sheet in self._sheets))
        return {
            one: b"%d 0 R" % self._add_all(one.objects(self.end)).start
            for one in sorted(used, key=lambda one: (one.kind, one.name))
        }

    def pages(
        self, size: tuple[float, float], references: dict[Resource, bytes]
    ) -> tuple[FieldBox, ...]:
        """Write the pages and their tree; return the fields, whose streams have numbers too."""
        box = b"[0 0 %.4f %.4f]" % size
        fonts = self.add(_named(references, "Font"))
        fields: list[FieldBox] = []
        for sheet, number in zip(self._sheets, self._pages, strict=True):
            boxes = self._fields(sheet)
            fields += boxes
            streams = self._streams(sheet, boxes)
            pictures = {one: references[one] for one in sheet.resources if one.kind == "XObject"}
            shown = b" /XObject " + _named(pictures, "XObject") if pictures else b""
            links = [n for spot in self._spots if spot.sheet is sheet for n in spot.areas]
            self.objects[number] = (
                b"<<%s/Contents %s /MediaBox %s /Parent %d 0 R /Resources <</Font %d 0 R%s>>"
                b" /StructParents %d /Tabs /S /Type /Page>>"
                % (
                    b"/Annots %s " % _references(links) if links else b"", _references(streams),
                    box, self.tree, fonts, shown, sheet.index,
                )
            )  # fmt: skip
        kids = _references(self._pages)
        self.objects[self.tree] = b"<</Count %d /Kids %s /Type /Pages>>" % (len(self._sheets), kids)
        return tuple(fields)

    def _streams(self, sheet: Sheet, boxes: Sequence[FieldBox]) -> list[int]:
        """Write what a page shows; return its streams, those of fields where they are read."""
        before, *behind = sheet.contents()
        streams = [self._stream(before)]
        for box, content in zip(boxes, behind, strict=True):
            streams += [box.object_number, self._stream(content)]
        return [number for number in streams if number]

    def _stream(self, content: bytes) -> int:
        """Write a stream; return its number, 0 for one without content."""
        return self.add(stream(content, level=_LEVEL)) if content else 0

    def _fields(self, sheet: Sheet) -> list[FieldBox]:
        """Return the boxes of a page where they stand; their streams depend on the patient."""
        return [
            replace(
                box,
                page=sheet.index,
                object_number=self._numbers(1).start,
                mcid=None if mark is None else on.mark + mark.index,
                baseline=box.baseline + on.rise,
            )
            for on in sheet.placed
            for box, mark in on.stamp.fields
        ]

    def intents(self, profile: bytes) -> bytes:
        """Write the profile; return what says that colours are meant as it says."""
        number = self.add(shared_stream(profile, b"/N 3"))
        return (
            b"[<</DestOutputProfile %d 0 R /Info (sRGB IEC61966-2.1) /OutputConditionIdentifier"
            b" (sRGB) /S /GTS_PDFA1 /Type /OutputIntent>>]" % number
        )

    # -- what readers follow

    def outline(self) -> int:
        """Write the outline; return its number."""
        entries = [
            Entry(mark.words, mark.level, spot.page, mark.top + spot.on.rise)
            for spot in self._spots
            for mark in spot.on.stamp.bookmarks
        ]
        return self._add_all(outline(entries, self.end)).start

    def _anchors(self) -> dict[str, bytes]:
        """Return the places that links of this file lead to, the first of each name."""
        marks = [(mark, spot) for spot in self._spots for mark in spot.on.stamp.bookmarks]
        return {
            mark.anchor: b"[%d 0 R /XYZ null %.4f null]" % (spot.page, mark.top + spot.on.rise)
            for mark, spot in reversed(marks)
            if mark.anchor
        }

    def structure(self, galleys: Sequence[Galley]) -> int:
        """Write the structure tree and the links' areas; return its root's number."""
        spots: dict[Galley | None, list[_Spot]] = {galley: [] for galley in galleys}
        for spot in self._spots:
            spots.setdefault(spot.on.galley, []).append(spot)
        root, parents, document = self._numbers(3)
        tops: list[int] = []
        owners: dict[int, bytes] = {}  # of areas
        marks: dict[int, list[tuple[int, list[bytes]]]] = {page: [] for page in self._pages}
        for galley in galleys:
            mine = spots[galley]
            made = galley.elements([spot.on.stamp for spot in mine])
            bodies = made.bodies(self.end, document, [spot.place for spot in mine])
            first = self._add_all(bodies).start
            tops += [first + top for top in made.tops]
            for spot, marked, led in zip(mine, made.marks, made.areas, strict=True):
                of_stamp = [b"%d 0 R" % (first + index) for index in marked]
                marks[spot.page].append((spot.on.mark, of_stamp))
                for number, index in zip(spot.areas, led, strict=True):
                    owners[number] = b"%d 0 R" % (first + index)
        self.objects[document] = b"<</K %s /P %d 0 R /S /Document>>" % (_references(tops), root)
        self._write_areas()
        # What is read first is not what is drawn first, where words stand across the page.
        in_order = [sorted(marks[page], key=itemgetter(0)) for page in self._pages]
        leaves = [array(one for _, of_stamp in each for one in of_stamp) for each in in_order]
        leaves += [owners[n] for spot in self._spots for n in spot.areas]
        listed = array(b"%d %s" % leaf for leaf in enumerate(leaves))
        self.objects[parents] = b"<</Nums %s>>" % listed
        self.objects[root] = (
            b"<</K %d 0 R /ParentTree %d 0 R /ParentTreeNextKey %d /Type /StructTreeRoot>>"
            % (document, parents, len(leaves))
        )
        return root

    def form(self) -> bytes:
        """Write what the fields of a form share; return the catalog's entry, nothing without."""
        return self._widgets.form()

    def _write_areas(self) -> None:
        """Write links' areas and blanks; behind the pages each has a key in the tree of parents."""
        key = len(self._pages)
        anchors = self._anchors()
        for spot in self._spots:
            for area, number in zip(spot.on.stamp.areas, spot.areas, strict=True):
                place = moved(area.box, 0, spot.on.rise)
                if isinstance(area, Blank):
                    widget = self._widgets.widget(area, number, place, spot.page, key)
                    self.objects[number] = widget
                else:
                    self.objects[number] = _link(area, place, key, anchors)
                key += 1


def _link(area: Area, place: Corners, key: int, anchors: Mapping[str, bytes]) -> bytes:
    """Return a link's area, which has that key in the tree of parents."""
    return (
        b"<<%s /Border [0 0 0] /Contents %s /F 4"
        b" /Rect [%.2f %.2f %.2f %.2f] /StructParent %d /Subtype /Link /Type /Annot>>"
        % (_leading(area.target, anchors), literal(area.words), *place, key)
    )


def _leading(target: str, anchors: Mapping[str, bytes]) -> bytes:
    """Return where a link leads: to a place in this file, or to an address."""
    if target.startswith(INSIDE):
        return b"/Dest " + anchors[target.removeprefix(INSIDE)]
    return b"/A <</S /URI /URI %s>>" % literal(target)


def _references(numbers: Iterable[int]) -> bytes:
    return array(b"%d 0 R" % number for number in numbers)


def _named(references: dict[Resource, bytes], kind: str) -> bytes:
    """Return a dictionary of the resources of a kind."""
    named = sorted(
        (one.name, reference) for one, reference in references.items() if one.kind == kind
    )
    return b"<<%s>>" % b" ".join(b"/%s %s" % (name.encode(), number) for name, number in named)
