"""What a printing system makes of a handout: CUPS's filters, where they are installed, and qpdf."""

import os
import shutil
import subprocess
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from pikepdf import Pdf

from handouts.patients import Patient
from tests.making import BLANK, PATIENT, RIVERSIDE, SIZES, Combination, made
from tests.reading import open_pdf, page_texts, words

PDFTOPDF = Path("/usr/lib/cups/filter/pdftopdf")
ADDED = {"q", "Q", "cm", "re", "W", "n", "Do"}  # what moves a page and cuts it to its place
QPDF = shutil.which("qpdf")
COMBINATIONS = [Combination(text=text, brand=RIVERSIDE) for text in SIZES]

pytestmark = pytest.mark.system


def filtered(data: bytes, tmp_path: Path, options: str) -> tuple[bytes, str]:
    """Return what CUPS's first filter makes of a file, and what it says; pages are joined anew."""
    source, settings = tmp_path / "in.pdf", os.environ | {"CONTENT_TYPE": "application/pdf"}
    source.write_bytes(data)
    command = [str(PDFTOPDF), "1", "somebody", "a title", "1", options, str(source)]
    ran = subprocess.run(command, capture_output=True, check=True, env=settings, timeout=60)
    told = ran.stderr.decode(errors="replace")
    return ran.stdout, told


def operators(pdf: Pdf) -> set[str]:
    """Return the operators of all pages and of the forms that they show."""
    forms = [form for page in pdf.pages for form in page.resources.get("/XObject", {}).values()]
    streams = [*pdf.pages, *(form for form in forms if form.get("/Subtype") == "/Form")]
    return {
        str(instruction.operator)
        for one in streams
        for instruction in pikepdf.parse_content_stream(one)
    }


def pixels(data: bytes) -> list[bytes]:
    document = pypdfium2.PdfDocument(data)
    try:
        return [bytes(page.render(scale=0.5).to_numpy().tobytes()) for page in document]
    finally:
        document.close()


@pytest.mark.skipif(not PDFTOPDF.exists(), reason="CUPS's filters are not installed")
@pytest.mark.parametrize("combination", COMBINATIONS, ids=str)
@pytest.mark.parametrize("options", ["", "number-up=2", "page-ranges=2-3"])
def test_a_handout_goes_through_cups_without_a_warning(
    combination: Combination, options: str, tmp_path: Path
) -> None:
    handout = made(combination)
    data, told = filtered(handout.pdf, tmp_path, options)
    for word in ("WARNING", "ERROR", "unknown operator", "unexpected"):
        assert word.lower() not in told.lower(), told
    with open_pdf(data) as pdf, open_pdf(handout.pdf) as ours:
        assert pdf.check_pdf_syntax() == []
        assert operators(pdf) <= operators(ours) | ADDED
    if not options:
        before, after = (words(" ".join(page_texts(one))) for one in (handout.pdf, data))
        assert after == before


@pytest.mark.skipif(QPDF is None, reason="qpdf is not installed")
@pytest.mark.parametrize("combination", COMBINATIONS, ids=str)
@pytest.mark.parametrize("patient", [PATIENT, BLANK], ids=["filled in", "blank"])
def test_the_streams_of_a_page_joined_as_they_are_draw_the_same(
    combination: Combination, patient: Patient, tmp_path: Path
) -> None:
    data = made(combination, patient).pdf
    source = tmp_path / "in.pdf"
    source.write_bytes(data)
    with open_pdf(data) as pdf:
        for page in pdf.pages:
            joined = b"".join(one.read_bytes() for one in page.Contents)
            page.Contents = pdf.make_stream(joined)
        pdf.save(tmp_path / "joined.pdf")
    for file in ("in.pdf", "joined.pdf"):
        checked = subprocess.run(
            [str(QPDF), "--check", tmp_path / file], capture_output=True, check=True, timeout=60
        )
        assert checked.stderr == b""
    assert pixels((tmp_path / "joined.pdf").read_bytes()) == pixels(data)
