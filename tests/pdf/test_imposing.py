import io

import pikepdf
import pypdfium2
import pytest

from handouts.pdf.imposing import Sheet, page_forms
from handouts.pdf.reading import MalformedFile
from tests.making import RIVERSIDE, Combination, made

HANDOUT = Combination("acute", brand=RIVERSIDE)


def words_of(pdf: bytes, index: int) -> str:
    document = pypdfium2.PdfDocument(pdf)
    text = str(document[index].get_textpage().get_text_bounded())
    document.close()
    return " ".join(text.split())


def imposed(index: int) -> bytes:
    """Return a sheet of a page's own size with nothing but the page."""
    form = page_forms(made(HANDOUT).pdf)[index]
    sheet = Sheet(form.width, form.height)
    sheet.operators.append(b"%s Do" % sheet.form(form))
    return sheet.file(b"<</Title (x)>>", "en")


def test_every_page_becomes_a_form_of_its_size() -> None:
    handout = made(HANDOUT)
    forms = page_forms(handout.pdf)
    assert len(forms) == handout.pages
    assert {(round(form.width), round(form.height)) for form in forms} == {(595, 842)}


@pytest.mark.parametrize("index", [0, 2, -1])
def test_an_imposed_page_has_the_same_words_and_looks_the_same(index: int) -> None:
    pdf, sheet = made(HANDOUT).pdf, imposed(index)
    index %= made(HANDOUT).pages
    assert words_of(sheet, 0) == words_of(pdf, index)
    pictures = []
    for data, page in ((pdf, index), (sheet, 0)):
        document = pypdfium2.PdfDocument(data)
        pictures.append(bytes(document[page].render(scale=0.5, draw_annots=False).buffer))
        document.close()
    assert pictures[0] == pictures[1]


def test_fonts_are_kept_once_however_many_pages_use_them() -> None:
    forms = page_forms(made(HANDOUT).pdf)
    sheet = Sheet(100, 100)
    for form in forms:
        sheet.form(form)
    with pikepdf.open(io.BytesIO(sheet.file(b"<<>>", "en"))) as pdf:
        assert pdf.check_pdf_syntax() == []
        files = [o for o in pdf.objects if isinstance(o, pikepdf.Stream) and "/Length1" in o]
    with pikepdf.open(io.BytesIO(made(HANDOUT).pdf)) as pdf:
        whole = [o for o in pdf.objects if isinstance(o, pikepdf.Stream) and "/Length1" in o]
    assert 0 < len(files) <= len(whole)


def test_what_is_no_handout_is_refused() -> None:
    with pytest.raises(MalformedFile):
        page_forms(b"%PDF-1.7\nnothing of ours")
