"""Draw the pictures of the documents from real handouts: `make docs-pictures`.

With names of pictures on the command line, only these are drawn.
"""

import io
import sys
import tempfile
from functools import partial
from pathlib import Path

import pypdfium2
from PIL import Image

from handouts.brand import load_brand
from handouts.brand_preview import PATIENT, preview_brand
from handouts.editions.request import EditionRequest
from handouts.personalise import make_handout
from handouts.prescription import PrescriptionRequest
from handouts.units import MM

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
_HEAD_SCALE, _HEAD_SHARE = 0.85, 0.3  # pixels a point, share of a page
_PRINTED = "#DDE3E6"  # what is on the paper before a handout is printed

_WAVE = '<path d="M50 18c14 10 14 22 0 32s-14 22 0 32" fill="none" stroke="{}" stroke-width="9"/>'
_BARS = "".join(f'<path d="M{84 + 38 * i} 14h24v42h-24z" fill="#20465A"/>' for i in range(7))
_LOGOS = {
    "square": ("100 100", '<rect width="100" height="100" rx="18" fill="#0A4B62"/>'
               + _WAVE.format("#00B5E2")),
    "light": ("100 100", '<circle cx="50" cy="50" r="50" fill="#FFF"/>' + _WAVE.format("#4A2352")),
    "wide": ("350 70", f'<circle cx="34" cy="35" r="32" fill="#E07A1F"/>{_BARS}'),
    "shield": ("80 100", ('<path d="M4 4h72v52c0 22-18 32-36 40C22 88 4 78 4 56z" fill="#7A1F3D"/>'
               '<path d="M16 30h48v8H16zM16 46h48v8H16z" fill="#F2D9A0"/>')),
    "lozenge": ("100 40", ('<rect width="100" height="40" fill="#1D6B57"/>'
                '<path d="M12 10h16v20H12zM36 10h16v20H36zM60 10h16v20H60z" fill="#FFF"/>')),
}  # fmt: skip
_CLINIC = (
    'name = "{0}"\nphone = "01632 960140"\nweb = "{1}.example.org"\n'
    'email = "desk@{1}.example.org"\n'
    'address = ["12 Oak Lane", "Millbrook", "AB1 2CD"]\n'
)
_HEADS = {
    "square": _CLINIC.format("Oak Lane Physiotherapy", "oaklane")
    + 'logo = "square.svg"\npage = { logo_height = 22, address = true }\n'
    'colours = { main = "#0A4B62", bright = "#00B5E2" }\n',
    "partners": _CLINIC.format("Millbrook Back Pain Service", "millbrook")
    + 'logo = "wide.svg"\npartners = [{ file = "lozenge.svg", name = "The Trust" }, '
    '{ file = "shield.svg", name = "The University" }]\ncolours.main = "#20465A"\n',
    "filled": _CLINIC.format("Cinder Street Practice", "cinder")
    + 'logo = "light.svg"\nlogo_light = "light.svg"\n'
    'partners = [{ file = "lozenge.svg", name = "The Trust" }]\n'
    'page = { band = "filled", logo_height = 18 }\n'
    'colours = { main = "#4A2352", bright = "#F5B700" }\n',
    "letterhead": _CLINIC.format("Royal Example Hospital", "royal")
    + 'letterhead = { top = 35 }\ncolours.main = "#23408E"\n',
}


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


def heads() -> Image.Image:
    """Return the heads of page 1 under brands with logos of different shapes, and a letterhead."""
    with tempfile.TemporaryDirectory() as folder:
        made = [_head(Path(folder) / name, keys) for name, keys in _HEADS.items()]
    return _rows(made, 2)


def _head(folder: Path, keys: str) -> Image.Image:
    """Return the upper part of page 1 under a brand; printed paper is shown as a tint."""
    folder.mkdir()
    for name, drawing in _LOGOS.items():
        size, shapes = drawing
        head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size}">'
        (folder / f"{name}.svg").write_text(f"{head}{shapes}</svg>", encoding="utf-8")
    (folder / "brand.toml").write_text(keys, encoding="utf-8")
    page = pages("acute", _HEAD_SCALE, folder)[0]
    paper = load_brand(folder).look.letterhead
    if paper:
        kept = (0, 0, page.width, round(paper.top * MM * _HEAD_SCALE))
        page.paste(Image.new("RGB", kept[2:], _PRINTED), kept)
    return page.crop((0, 0, page.width, round(page.height * _HEAD_SHARE)))


def brand_preview() -> Image.Image:
    """Return the preview of an example brand, at half its size."""
    with Image.open(io.BytesIO(preview_brand(BRAND, picture=True))) as sheet:
        half = (sheet.width // 2, sheet.height // 2)
        return sheet.convert("RGB").resize(half, Image.Resampling.LANCZOS)


DRAWN = {
    "page-1.png": page_one,
    **{f"handout-{stage}.png": partial(overview, stage) for stage in _STAGES},
    "brands.png": brands,
    "heads.png": heads,
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
