from pathlib import Path

import pypdfium2
import pytest

from benchmarks.as_html import as_html
from benchmarks.cases import DETAILS, ID_MARK, numbered_id, numbered_name
from benchmarks.sheet import make_sheet, request

with_fullbleed = pytest.importorskip(
    "benchmarks.with_fullbleed", reason="fullbleed is not installed: make bench"
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with one plan, prepared as the benchmark does."""
    prepared = tmp_path_factory.mktemp("prepared")
    source = as_html(make_sheet(request({"stage": "subacute"}), handout_id=ID_MARK))
    (prepared / "0.html").write_text(source, encoding="utf-8")
    return prepared


def pages_of(data: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(data)
    try:
        return [" ".join(page.get_textpage().get_text_bounded().split()) for page in document]
    finally:
        document.close()


def is_tagged(data: bytes) -> bool:
    document = pypdfium2.PdfDocument(data)
    try:
        return bool(pypdfium2.raw.FPDFCatalog_IsTagged(document))
    finally:
        document.close()


@pytest.mark.parametrize("name", ["renderer", "tagged"])
def test_a_file_holds_the_details_of_its_patient_and_no_empty_slot(name: str, folder: Path) -> None:
    made = getattr(with_fullbleed, name)(folder)(0, 7)
    text = " ".join(pages_of(made))
    for wanted in (DETAILS | {"name": numbered_name(7)}).values():
        assert wanted in text
    assert numbered_id(7) in text
    assert "Stop if" in text
    assert "{{" not in text
    assert is_tagged(made) is (name == "tagged")


def test_the_id_of_an_untagged_file_stands_on_each_page(folder: Path) -> None:
    pages = pages_of(with_fullbleed.renderer(folder)(0, 7))
    assert len(pages) > 5
    assert all(numbered_id(7) in page for page in pages)


def test_a_print_file_holds_each_patients_pages_in_turn(folder: Path) -> None:
    single = pages_of(with_fullbleed.renderer(folder)(0, 2))
    written = with_fullbleed.print_file(folder)(0, 3)
    data = (folder / "stack-0.pdf").read_bytes()
    assert written == len(data)
    pages = pages_of(data)
    assert len(pages) == 3 * len(single)
    assert pages[2 * len(single) :] == single
