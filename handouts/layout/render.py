"""Laying out a document: boxes, pages, one tagged file with empty boxes for a patient."""

import hashlib

from handouts.document import Document
from handouts.layout.band import Masthead
from handouts.layout.canvas import TaggedCanvas
from handouts.layout.errors import CannotLayOut
from handouts.layout.maker import Maker
from handouts.layout.page import PageFrame
from handouts.layout.paginate import Placed, paginate
from handouts.layout.pen import Pen
from handouts.layout.pictures import Illustrations
from handouts.layout.story import make, tell
from handouts.layout.tags import Tag
from handouts.layout.theme import Theme
from handouts.pdf.edition_data import About, Edition
from handouts.pdf.object_streams import pack
from handouts.pdf.objects import static_part


def lay_out(
    document: Document,
    theme: Theme,
    masthead: Masthead,
    illustrations: Illustrations,
    producer: str,
    profile: bytes,
) -> Edition:
    """Return the laid-out edition of a document; cards without an illustration do without.

    `profile` is the ICC profile of the file's colours. Raises CannotLayOut for a piece that fits
    on no page, and where the danger signs do not stand whole on page 1.
    """
    root = Tag("Document")
    frame = PageFrame(theme, document, masthead)
    band = root.add("Sect")
    measure = min(theme.width, theme.scale.measure)
    maker = Maker(theme, theme.width, measure, frame.heights[1], root, illustrations, make)
    placed = paginate(tell(maker, document.blocks), frame.heights)
    canvas = TaggedCanvas(
        (theme.paper.width, theme.paper.height), theme.typeface, document.language
    )
    pen = Pen(canvas, theme)
    _draw(pen, frame, placed, band)
    _require_danger_first(pen.danger_pages)
    file = canvas.finish(root, document.title, profile)
    of_patient = {box.object_number for box in file.fields} | {file.metadata, file.info}
    static = {number: body for number, body in file.objects.items() if number not in of_patient}
    packed = pack(static, max(file.objects) + 1)
    return Edition(
        digest=_digest(static),
        about=About(document.title, document.subject, masthead.name, document.language, producer),
        pages=placed[-1].page + 1,
        static=static_part(packed.objects, packed.rows),
        root=file.root,
        info_number=file.info,
        metadata_number=file.metadata,
        fields=file.fields,
        glyphs=canvas.glyphs,
        trace=tuple(pen.trace),
    )


def _require_danger_first(pages: list[int]) -> None:
    """Refuse danger signs on another page than the first, wherever among the blocks they were.

    That a handout has them at all is for templating to see to.
    """
    if any(page != 1 for page in pages):
        raise CannotLayOut("the danger signs do not fit on page 1")


def _draw(pen: Pen, frame: PageFrame, placed: list[Placed], band: Tag) -> None:
    pages = placed[-1].page + 1
    left = frame.theme.margin
    frame.draw_band(pen, band)
    for page in range(pages):
        for piece in placed:
            if piece.page == page:
                piece.box.draw(pen, left, frame.top(page) - piece.down)
        frame.draw_running(pen, page, pages)
        pen.end_page()


def _digest(objects: dict[int, bytes]) -> str:
    """Return a name for the content: the same bytes, the same name."""
    digest = hashlib.sha256()
    for number in sorted(objects):
        digest.update(b"%d %d\n" % (number, len(objects[number])))
        digest.update(objects[number])
    return digest.hexdigest()
