"""Pictures of a clinic's own sections: where they stand on the page."""

import io

import pypdfium2
from PIL import Image
from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE

from handouts.document import BulletList, OwnPicture
from handouts.layout.pictures import Photo
from handouts.personalise import personalise
from tests.layout.laying_out import BLANK, DATES, edition_of, text
from tests.reading import text_boxes


def test_a_list_does_not_touch_the_picture_before_it() -> None:
    out = io.BytesIO()
    Image.new("RGB", (1000, 500), "navy").save(out, "PNG")
    shown = {"p.png": Photo(out.getvalue(), (1000, 500), "A door")}
    blocks = (OwnPicture("p.png", "A door", width=60), BulletList((text("Point 1"),)))
    pdf = personalise(edition_of(*blocks, illustrations=shown), BLANK, DATES)[0]
    page = pypdfium2.PdfDocument(io.BytesIO(pdf))[0]
    (picture,) = page.get_objects(filter=[FPDF_PAGEOBJ_IMAGE])
    foot = picture.get_bounds()[1]
    (point,) = (box for box in text_boxes(pdf)[0] if "Point 1" in box.text)
    assert foot - point.top > 5  # points
