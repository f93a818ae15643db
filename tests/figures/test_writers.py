import xml.etree.ElementTree as ET
from io import BytesIO

import pikepdf
import pypdfium2
import pytest

from handouts.figures import PEOPLE, Drawing, Mark, Palette, operators, palette, to_svg
from handouts.figures.sheet import CELL, MM, Item, pages, to_pdf

SQUARE = Mark("fill", "skin.feel", 0, "mlllz", (0, 0, 100, 0, 100, 200, 0, 200))
LINE = Mark("line", "line", 0.24, "mc", (0, 0, 10, 20, 30, 40, 50, 60))
DRAWING = Drawing(100, 200, (SQUARE, LINE))
COLOURS = palette("#1f77b4", PEOPLE[0])
GREYS = palette("#1f77b4", PEOPLE[0], mono=True)


def test_svg_turns_y_over_and_keeps_line_widths_in_millimetres() -> None:
    root = ET.fromstring(to_svg(DRAWING, COLOURS, 50, "A <wave>"))  # noqa: S314 - our own
    paths = [e for e in root.iter() if e.tag.endswith("path")]
    assert root.get("viewBox") == "0 0 100 200"
    assert root.get("height") == "100mm"
    assert paths[0].get("d") == "M0 200L100 200L100 0L0 0Z"
    assert float(paths[1].get("stroke-width", "")) == pytest.approx(0.24 * 100 / 50)
    assert next(e.text for e in root.iter() if e.tag.endswith("title")) == "A <wave>"


def test_svg_hatches_what_is_felt_in_black_and_white() -> None:
    assert "url(#hatch-skin-feel)" in to_svg(DRAWING, GREYS, 50)
    assert "url(#" not in to_svg(DRAWING, COLOURS, 50)


def test_pdf_operators_paint_in_order_and_leave_the_state_as_it_was() -> None:
    lines = operators(DRAWING, COLOURS, 0.5).splitlines()
    assert lines[0] == "q 0.500000 0 0 0.500000 0 0 cm 1 J 1 j"
    assert lines[2] == "0 0 m 100 0 l 100 200 l 0 200 l h f"
    assert lines[-2] == "0 0 m 10 20 30 40 50 60 c S"
    assert lines[-1] == "Q"
    width = next(float(line.split()[0]) for line in lines if line.endswith(" w"))
    assert width == pytest.approx(0.24 * MM / 0.5, abs=0.05)


def test_pdf_hatching_is_clipped_to_its_area() -> None:
    text = operators(DRAWING, GREYS, 0.5)
    assert text.count("W n") == 1
    assert text.count("q ") == text.count("Q") == 2


def test_a_contact_sheet_prints_each_drawing_at_its_size() -> None:
    items = [Item(f"pose {n}", DRAWING, COLOURS) for n in range(40)]
    sheet = pages(items)
    placed = [p for page in sheet for p in page]
    assert [p.item for p in placed] == items
    assert all(p.width <= CELL and p.x > 0 and p.y > 0 for p in placed)
    with pikepdf.open(BytesIO(to_pdf(sheet))) as pdf:
        assert len(pdf.pages) == len(sheet) > 1


@pytest.mark.parametrize("colours", [COLOURS, GREYS], ids=["colour", "grey"])
def test_no_line_is_printed_thinner_than_half_a_point(colours: Palette) -> None:
    hair = Mark("line", "line", 0.05, "ml", (0, 0, 100, 0))
    drawn = operators(Drawing(100, 200, (SQUARE, hair)), colours, 0.2).split()

    widths = [float(drawn[at - 1]) * 0.2 for at, word in enumerate(drawn) if word == "w"]
    assert min(widths) >= 0.5


def test_words_stand_under_a_drawing_in_lines_and_nothing_meets() -> None:
    words = ("an-id", "a (long) text " * 6, "back\\slash, and a curly \u2019 too")
    items = [Item(f"pose {n}", DRAWING, COLOURS, words) for n in range(30)]
    sheet = pages(items)
    assert max(len(line) for line in items[0].lines) < 40
    bare = pages([Item(item.title, DRAWING, COLOURS) for item in items])
    assert sheet[0][4].y < bare[0][4].y - len(items[0].lines) * 3
    assert min(p.y for page in sheet for p in page) > len(items[0].lines) * 3
    first, second = sheet[0][:2]
    assert first.words_x + CELL < second.words_x
    document = pypdfium2.PdfDocument(to_pdf(sheet))
    text = document[0].get_textpage().get_text_bounded()
    document.close()
    for told in ("pose 0", "an-id", "a (long) text", "back\\slash, and a curly \u2019 too"):
        assert told in text
