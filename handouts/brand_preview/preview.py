"""The sheet: A3 landscape, the brand's own things in the first cell, pages of handouts beside it.

Lengths are in millimetres from the sheet's upper left corner.
"""

from pathlib import Path

import handouts
from handouts.brand import load_brand
from handouts.brand_preview.pen import Pen
from handouts.brand_preview.picture import to_png
from handouts.brand_preview.portrait import draw_portrait
from handouts.brand_preview.samples import Sample, take_samples
from handouts.pdf.edition_data import About

A3 = (420.0, 297.0)
DPI = 150

_MARGIN = 11.0
_COLUMNS, _ROWS = 4, 2
_GAP = 7.0
_CAPTION = 7.0  # from the top of a cell to its page


def preview_brand(folder: Path, site: str = "", *, picture: bool = False) -> bytes:
    """Return one sheet that shows a brand, as PDF, or as PNG of 150 dots per inch.

    The same brand gives the same bytes. Raises BadInput where a handout cannot be made with it.
    """
    brand = load_brand(folder, site)
    samples = take_samples(folder, site, brand)
    pen = Pen(A3, samples.edition.glyphs, samples.pages[0].page)
    width = (A3[0] - 2 * _MARGIN - (_COLUMNS - 1) * _GAP) / _COLUMNS
    height = (A3[1] - 2 * _MARGIN - (_ROWS - 1) * _GAP) / _ROWS
    cells = [
        (_MARGIN + column * (width + _GAP), _MARGIN + row * (height + _GAP))
        for row in range(_ROWS)
        for column in range(_COLUMNS)
    ]
    draw_portrait(pen, brand, cells[0], (width, height))
    for number, (sample, place) in enumerate(zip(samples.pages, cells[1:], strict=False), 1):
        _draw_sample(pen, sample, number, place, (width, height))
    producer = f"handouts {handouts.__version__}"
    title = f"{brand.name or 'No name'}: preview of the brand"
    about = About(title, "Not for patients", brand.name, samples.edition.about.language, producer)
    pdf = pen.file(about, samples.date)
    return to_png(pdf, DPI) if picture else pdf


def _draw_sample(
    pen: Pen, sample: Sample, number: int, place: tuple[float, float], size: tuple[float, float]
) -> None:
    left, top = place
    pen.text(f"{number}  {sample.caption}", left, top + 4.2, 10.5)
    pen.page(sample.page, left, top + _CAPTION, (size[0], size[1] - _CAPTION))
