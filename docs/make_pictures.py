"""Draw the pictures of the documents from real handouts: `make docs-pictures`.

With names of pictures on the command line, only these are drawn.
"""

import io
import sys
from functools import partial
from pathlib import Path

import pypdfium2
from PIL import Image

from handouts.brand_preview import PATIENT, preview_brand
from handouts.edition import EditionRequest
from handouts.personalise import make_handout
from handouts.prescription import PrescriptionRequest

DOCS = Path(__file__).resolve().parent
PICTURES = DOCS / "pictures"
BRANDS = DOCS.parent / "examples" / "brands"
BRAND = BRANDS / "riverside"

_STAGES = ("acute", "subacute", "chronic")
_ROW = 5  # pages side by side in the overview
_BRANDS = ("riverside", "harbour-hospital", "cinder-peak")
_GAP = 12  # pixels between them
_GROUND = "#8A9399"
_COLOURS = 200  # keeps the tints; the files stay small


def pages(stage: str, scale: float, brand: Path = BRAND) -> list[Image.Image]:
    """Return each page of a stage's handout as a picture of `scale` pixels a point."""
    request = EditionRequest(PrescriptionRequest(stage), brand=brand, paper="a4")
    document = pypdfium2.PdfDocument(make_handout(request, PATIENT).pdf)
    try:
        return [page.render(scale=scale).to_pil().convert("RGB") for page in document]
    finally:
        document.close()


def page_one() -> Image.Image:
    """Return page 1 with a line around it, so that white paper shows on a white screen."""
    page = pages("subacute", 1.3)[0]
    framed = Image.new("RGB", (page.width + 2, page.height + 2), _GROUND)
    framed.paste(page, (1, 1))
    return framed


def overview(stage: str) -> Image.Image:
    """Return all pages of a stage's handout, small, in rows."""
    return _rows(pages(stage, 0.42), _ROW)


def brands() -> Image.Image:
    """Return two pages of each example brand, those of one brand below one another."""
    made = [pages("acute", 0.62, BRANDS / name) for name in _BRANDS]
    return _rows([each[page] for page in (0, 2) for each in made], len(_BRANDS))


def _rows(small: list[Image.Image], across: int) -> Image.Image:
    """Return pictures side by side in rows."""
    width, height = small[0].size
    rows = -(-len(small) // across)
    size = (across * (width + _GAP) + _GAP, rows * (height + _GAP) + _GAP)
    sheet = Image.new("RGB", size, _GROUND)
    for index, page in enumerate(small):
        row, column = divmod(index, across)
        sheet.paste(page, (_GAP + column * (width + _GAP), _GAP + row * (height + _GAP)))
    return sheet


def brand_preview() -> Image.Image:
    """Return the preview of an example brand, at half its size."""
    with Image.open(io.BytesIO(preview_brand(BRAND, picture=True))) as sheet:
        half = (sheet.width // 2, sheet.height // 2)
        return sheet.convert("RGB").resize(half, Image.Resampling.LANCZOS)


DRAWN = {
    "page-1.png": page_one,
    **{f"handout-{stage}.png": partial(overview, stage) for stage in _STAGES},
    "brands.png": brands,
    "brand-preview.png": brand_preview,
}


def main() -> None:
    """Write the pictures that are asked for, or all, and print their paths."""
    PICTURES.mkdir(exist_ok=True)
    wanted = sys.argv[1:] or list(DRAWN)
    for name, draw in ((name, DRAWN[name]) for name in wanted):
        draw().quantize(_COLOURS, kmeans=1).save(PICTURES / name, optimize=True)
        sys.stdout.write(f"{PICTURES / name}\n")


if __name__ == "__main__":
    main()
