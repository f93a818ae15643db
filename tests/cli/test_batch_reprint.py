"""`handouts batch reprint` knows a row by what it asks for, whatever became of its roster."""

import csv
import io
import shutil
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pypdfium2
import pytest

from tests.batch.rosters import csv_text
from tests.cli.running import Run

pytestmark = pytest.mark.usefixtures("editions_on_disk")

JAM = (
    {"Patient no": "A1", "Name": "Rosa Muster", "Stage": "acute", "Edition": "exercises"},
    {"Patient no": "A2", "Name": "Zoë Beispiel", "Stage": "chronic", "Edition": "exercises"},
    {"Patient no": "A3", "Name": "Ida Test", "Stage": "subacute", "Edition": "exercises"},
)
NEW = {"Patient no": "A5", "Name": "Al Neu", "Stage": "acute", "Edition": "exercises"}
WRONG = {"Patient no": "A6", "Name": "Di Ax", "Stage": "acut", "Edition": "exercises"}


def write(path: Path, *rows: dict[str, str], encoding: str = "utf-8") -> str:
    path.write_text(csv_text(rows), encoding=encoding, newline="")
    return path.name


def workbook(path: Path, *rows: dict[str, str]) -> str:
    book = openpyxl.Workbook()
    book.active.append(list(rows[0]))
    for row in rows:
        book.active.append(list(row.values()))
    book.save(path)
    return path.name


def made(folder: Path) -> dict[str, bytes]:
    """The handouts in a folder, by row of the roster."""
    with (folder / "report.csv").open(newline="", encoding="utf-8") as file:
        lines = [line for line in csv.DictReader(file) if line["outcome"] == "made"]
    return {line["row"]: (folder / line["file"]).read_bytes() for line in lines}


def semicolons(path: Path) -> str:
    text = csv_text(JAM)
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=";", quoting=csv.QUOTE_ALL).writerows(csv.reader(io.StringIO(text)))
    path.write_text(out.getvalue(), encoding="utf-8-sig", newline="")
    return path.name


OTHER_BYTES: dict[str, Callable[[Path], str]] = {
    "a row added at the end": lambda folder: write(folder / "new.csv", *JAM, NEW),
    "a row added at the top": lambda folder: write(folder / "new.csv", NEW, *JAM),
    "rows in another order": lambda folder: write(folder / "new.csv", *JAM[::-1]),
    "all others gone": lambda folder: write(folder / "new.csv", JAM[2]),
    "columns in another order": lambda folder: write(
        folder / "new.csv", *(dict(reversed(row.items())) for row in JAM)
    ),
    "saved by Excel as CSV": lambda folder: semicolons(folder / "new.csv"),
    "saved as a workbook": lambda folder: workbook(folder / "new.xlsx", *JAM, NEW),
}


@pytest.mark.parametrize("change", OTHER_BYTES)
def test_a_handout_is_found_when_its_roster_has_other_bytes(
    handouts: Run, tmp_path: Path, change: str
) -> None:
    assert handouts("batch", write(tmp_path / "jam.csv", *JAM), "--out", "out").code == 0
    wanted = made(tmp_path / "out")["4"]
    roster = OTHER_BYTES[change](tmp_path)
    result = handouts("batch", "reprint", roster, "--patient-id", "A3", "--out", "a3.pdf")
    assert (result.code, result.err) == (0, "")
    assert (tmp_path / "a3.pdf").read_bytes() == wanted


def test_a_later_run_whose_rows_all_failed_hides_nothing(handouts: Run, tmp_path: Path) -> None:
    roster = write(tmp_path / "jam.csv", *JAM)
    assert handouts("batch", roster, "--out", "out").code == 0
    for file in (tmp_path / "out").glob("*.pdf"):
        file.rename(tmp_path / "kept.pdf")
        file.write_text("something else lies here")
    assert handouts("batch", roster, "--out", "out").code == 4
    result = handouts("batch", "reprint", roster, "--patient-id", "A3", "--out", "a3.pdf")
    assert (result.code, result.err) == (0, "")


def test_a_row_that_failed_later_in_a_changed_roster_is_found(
    handouts: Run, tmp_path: Path
) -> None:
    assert handouts("batch", write(tmp_path / "jam.csv", *JAM), "--out", "out").code == 0
    more = write(tmp_path / "jam.csv", WRONG)
    assert handouts("batch", more, "--out", "later").code == 4
    whole = write(tmp_path / "jam.csv", WRONG, *JAM)
    assert handouts("batch", "reprint", whole, "--row", "3", "--out", "a1.pdf").code == 0
    assert (tmp_path / "a1.pdf").read_bytes() == made(tmp_path / "out")["2"]


def test_a_roster_in_another_encoding_by_now_is_read_as_it_comes(
    handouts: Run, tmp_path: Path
) -> None:
    roster = write(tmp_path / "jam.csv", *JAM, encoding="windows-1252")
    assert handouts("batch", roster, "--out", "out", "--encoding", "windows-1252").code == 0
    wanted = made(tmp_path / "out")["3"]
    for encoding in ("utf-8", "windows-1252"):
        again = write(tmp_path / "jam.csv", *JAM, NEW, encoding=encoding)
        out = f"{encoding}.pdf"
        result = handouts("batch", "reprint", again, "--patient-id", "A2", "--out", out)
        assert (result.code, result.err) == (0, "")
        assert (tmp_path / out).read_bytes() == wanted


def test_the_newest_handout_of_a_row_is_the_one_to_print(handouts: Run, tmp_path: Path) -> None:
    roster = write(tmp_path / "jam.csv", *JAM)
    (tmp_path / "note.toml").write_text('note = "Wear the blue shoes."\n')
    assert handouts("batch", roster, "--out", "first").code == 0
    assert handouts("batch", roster, "--out", "second", "--defaults", "note.toml").code == 0
    assert handouts("batch", "reprint", roster, "--row", "2", "--out", "a1.pdf").code == 0
    assert (tmp_path / "a1.pdf").read_bytes() == made(tmp_path / "second")["2"]
    number = next((tmp_path / "first").glob("*-acute-*.pdf")).stem[-9:]
    assert handouts("batch", "reprint", roster, "--id", number, "--out", "old.pdf").code == 0
    assert (tmp_path / "old.pdf").read_bytes() == made(tmp_path / "first")["2"]


def test_a_brand_that_is_gone_hides_no_handout_of_another(handouts: Run, tmp_path: Path) -> None:
    roster = write(tmp_path / "jam.csv", *JAM)
    assert handouts("batch", roster, "--out", "out").code == 0
    new = ("brand", "new", "gone", "--name", "Gone Clinic", "--no-input")
    assert handouts(*new).code == 0
    assert handouts("batch", roster, "--out", "other", "--brand", "gone").code == 0
    shutil.rmtree(tmp_path / "gone")
    result = handouts("batch", "reprint", roster, "--patient-id", "A1", "--out", "a1.pdf")
    assert (result.code, result.err) == (0, "")
    lost = next((tmp_path / "other").glob("*-acute-*.pdf")).stem[-9:]
    result = handouts("batch", "reprint", roster, "--id", lost, "--out", "lost.pdf")
    assert result.code == 3
    assert "the brand of that run is gone" in result.err


def test_a_changed_row_is_told_and_no_value_with_it(handouts: Run, tmp_path: Path) -> None:
    assert handouts("batch", write(tmp_path / "jam.csv", *JAM), "--out", "out").code == 0
    changed = write(tmp_path / "jam.csv", JAM[0] | {"Name": "Rosa Anders"}, *JAM[1:])
    result = handouts("batch", "reprint", changed, "--patient-id", "A1", "--out", "a1.pdf")
    assert result.code == 3
    assert "no handout was made for that row, as it is now" in result.err
    assert "Anders" not in result.err + result.out
    assert not (tmp_path / "a1.pdf").exists()


def test_a_handout_is_reissued_from_a_roster_with_other_bytes(
    handouts: Run, tmp_path: Path
) -> None:
    assert handouts("batch", write(tmp_path / "jam.csv", *JAM), "--out", "out").code == 0
    number = next((tmp_path / "out").glob("*-subacute-*.pdf")).stem[-9:]
    roster = workbook(tmp_path / "jam.xlsx", NEW, *JAM)
    result = handouts("ledger", "reissue", number, "--roster", roster, "--out", "a3.pdf")
    assert (result.code, result.err) == (0, "")
    assert (tmp_path / "a3.pdf").read_bytes() == made(tmp_path / "out")["4"]


def test_two_patients_with_handouts_that_are_alike_get_one_each(
    handouts: Run, tmp_path: Path
) -> None:
    twin = {"Name": "Ann Lee", "Stage": "acute", "Edition": "exercises"}
    rows = (twin | {"Ward": "3"}, twin | {"Ward": "4"})
    roster = write(tmp_path / "twins.csv", *rows)
    assert handouts("batch", roster, "--out", "out").code == 0
    both = ("--row", "2", "--row", "3", "--print-file", "both.pdf")
    assert handouts("batch", "reprint", roster, *both).code == 0
    assert handouts("batch", "reprint", roster, *both[:2], "--print-file", "one.pdf").code == 0
    pages = [len(pypdfium2.PdfDocument(tmp_path / name)) for name in ("both.pdf", "one.pdf")]
    assert pages[0] == 2 * pages[1]
