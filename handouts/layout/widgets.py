"""The fields of a form as objects (ISO 32000-1, 12.7): boxes to tick and lines to write on.

Each has its look with it, ticked and not, so that no program has to make one up: PDF/A wants
that, and viewers differ. Nothing in a form does anything; there are no actions and no scripts.
"""

from collections.abc import Callable, Sequence

from handouts.layout.stamp import Blank, Corners, Resource, ToTick, ToWrite
from handouts.pdf.objects import array, literal, stream

_FONT = b"F"  # the name of the form's font
_USUAL_SIZE = 12  # points: of what some program adds to the form
_MULTILINE, _CENTRED = 1 << 12, 1
_TICK = ((0.14, 0.52), (0.4, 0.2), (0.88, 0.86))  # where a tick bends, of its square
_STROKE = 0.14  # of its square: the width of a tick
_THINNEST = 1.2  # points


class Widgets:
    """Writes the fields of one form.

    `add` writes objects and returns their numbers, `free` tells the next number; `font` is what is
    typed in.
    """

    def __init__(
        self, add: Callable[[Sequence[bytes]], range], free: Callable[[], int], font: Resource
    ) -> None:
        self._add, self._free, self._font = add, free, font
        self._fields: list[int] = []
        self._counts = {ToTick: 0, ToWrite: 0}
        self._looks: dict[bytes, int] = {}

    def widget(self, blank: Blank, number: int, place: Corners, page: int, key: int) -> bytes:
        """Return a field, which is its own widget: object `number` at a place on a page.

        Its name counts and tells nothing. It has that key in the tree of parents.
        """
        self._fields.append(number)
        kind = type(blank.how)
        self._counts[kind] += 1
        size = place[2] - place[0], place[3] - place[1]
        if isinstance(blank.how, ToTick):
            name, own = f"box-{self._counts[kind]}", self._to_tick(blank.how, size, blank.colour)
        else:
            name, own = f"line-{self._counts[kind]}", self._to_write(blank.how, size, blank.colour)
        return (
            b"<<%s /Border [0 0 0] /F 4 /P %d 0 R /Rect [%.2f %.2f %.2f %.2f] /StructParent %d"
            b" /Subtype /Widget /T %s /TU %s /Type /Annot>>"
            % (own, page, *place, key, literal(name), literal(blank.words))
        )

    def form(self) -> bytes:
        """Write the form and its font; return the catalog's entry, nothing where it is none."""
        if not self._fields:
            return b""
        font = self._add(self._font.objects(self._free())).start
        form = b"<</DA (/%s %d Tf 0 g) /DR <</Font <</%s %d 0 R>>>> /Fields %s>>" % (
            _FONT, _USUAL_SIZE, _FONT, font, array(b"%d 0 R" % one for one in self._fields),
        )  # fmt: skip
        return b"/AcroForm %d 0 R " % self._add([form]).start

    def _to_tick(
        self, how: ToTick, size: tuple[float, float], colour: tuple[float, float, float]
    ) -> bytes:
        bends = [(how.x + x * how.side, how.y + y * how.side) for x, y in _TICK]
        tick = b"q 1 J 1 j %.4f %.4f %.4f RG %.2f w %s S Q" % (
            *colour, max(_THINNEST, _STROKE * how.side),
            b" ".join(
                b"%.2f %.2f %s" % (x, y, b"l" if at else b"m") for at, (x, y) in enumerate(bends)
            ),
        )  # fmt: skip
        ticked, empty = self._look(tick, size), self._look(b"", size)
        return b"/AP <</N <</Off %d 0 R /Yes %d 0 R>>>> /AS /Off /FT /Btn /V /Off" % (empty, ticked)

    def _to_write(
        self, how: ToWrite, size: tuple[float, float], colour: tuple[float, float, float]
    ) -> bytes:
        look = self._look(b"/Tx BMC\nEMC", size)
        letters = b"(/%s %g Tf %.4f %.4f %.4f rg)" % (_FONT, how.size, *colour)
        flags = b" /Ff %d" % _MULTILINE if how.several else b""
        side = b" /Q %d" % _CENTRED if how.centred else b""
        return b"/AP <</N %d 0 R>> /DA %s%s /FT /Tx%s" % (look, letters, flags, side)

    def _look(self, operators: bytes, size: tuple[float, float]) -> int:
        """Write what a field looks like, once for all that look alike; return its number."""
        entries = b"/BBox [0 0 %.2f %.2f] /Resources <<>> /Subtype /Form /Type /XObject" % size
        look = stream(operators, entries, compress=False)
        if look not in self._looks:
            self._looks[look] = self._add([look]).start
        return self._looks[look]
