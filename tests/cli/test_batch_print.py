"""`handouts batch --print-file` and `handouts batch reprint`: from a list to a stack of paper."""

import csv
import io
import json
from pathlib import Path

import pikepdf
import pytest

from tests.batch.print_file.stacks import pixels
from tests.batch.rosters import roster_of
from tests.cli.running import Run
from tests.reading import page_texts

ANN = {"name": "Ann Lee", "patient_id": "0042", "stage": "acute", "edition": "summary"}
BO = ANN | {"name": "Bo Ek", "patient_id": "0043", "edition": "exercises"}
CY = ANN | {"name": "Cy Ng", "patient_id": "0044"}
WRONG = ANN | {"name": "Di Ax", "patient_id": "0045", "stage": "acut"}


def report(folder: Path) -> list[dict[str, str]]:
    text = (folder / "report.csv").read_bytes().decode()
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_the_report_says_where_in_the_stack_each_handout_is(handouts: Run, tmp_path: Path) -> None:
    roster = str(roster_of(tmp_path, ANN, WRONG, BO, CY))
    result = handouts("batch", roster, "--out", "out", "--print-file", "s.pdf", "--slip-sheets")
    assert result.code == 4
    assert "s.pdf: to print\n" in result.out
    drawn = pixels(tmp_path / "s.pdf", 0.3)
    made = [line for line in report(tmp_path / "out") if line["outcome"] == "made"]
    assert [line["row"] for line in made] == ["2", "4", "5"]
    last = 0
    for line in made:
        assert line["print_file"] == "s.pdf"
        first, last = last + 1, int(line["print_pages"].split("-")[1])
        assert line["print_pages"] == f"{first}-{last}"
        single = pixels(tmp_path / "out" / line["file"], 0.3)
        assert drawn[first + 1 :][: len(single)] == single
    assert last == len(drawn)


def test_the_print_file_can_be_all_there_is(handouts: Run, tmp_path: Path) -> None:
    roster = str(roster_of(tmp_path, ANN, BO))
    options = ["--print-file", "s.pdf", "--only-print-file", "--booklet", "--split-count", "1"]
    result = handouts("batch", roster, "--out", "out", "--json", *options)
    assert (result.code, result.err) == (0, "")
    assert list((tmp_path / "out").glob("*.pdf")) == []
    told = [json.loads(line) for line in result.out.splitlines()]
    assert [e["file"] for e in told if e["event"] == "print_file"] == ["s-001.pdf", "s-002.pdf"]
    with pikepdf.open(tmp_path / "s-001.pdf") as pdf:
        assert float(pdf.pages[0].mediabox[2]) > float(pdf.pages[0].mediabox[3])


def test_a_run_that_is_resumed_has_every_handout_in_its_print_file(
    handouts: Run, tmp_path: Path
) -> None:
    roster = str(roster_of(tmp_path, ANN, BO))
    assert handouts("batch", roster, "--out", "out").code == 0
    result = handouts("batch", roster, "--out", "out", "--resume", "--print-file", "s.pdf")
    assert result.code == 0
    text = "\n".join(page_texts((tmp_path / "s.pdf").read_bytes()))
    assert "Ann Lee" in text
    assert "Bo Ek" in text


def test_a_print_file_in_the_way_is_kept_and_nothing_is_begun(
    handouts: Run, tmp_path: Path
) -> None:
    (tmp_path / "s.pdf").write_bytes(b"mine")
    command = ["batch", str(roster_of(tmp_path, ANN)), "--out", "out", "--print-file", "s.pdf"]
    assert handouts(*command).code == 5
    assert (tmp_path / "s.pdf").read_bytes() == b"mine"
    assert list((tmp_path / "out").glob("*.pdf")) == []
    assert handouts(*command, "--force").code == 0
    assert (tmp_path / "s.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(
    ("options", "source"),
    [
        (["--only-print-file"], "--print-file"),
        (["--copies", "2"], "--print-file"),
        (["--no-duplex"], "--print-file"),
        (["--sort", "name"], "--print-file"),
        (["--print-file", "-"], "--print-file"),
        (["--print-file", "s.txt"], "--print-file"),
        (["--print-file", "s.pdf", "--booklet", "--no-duplex"], "--booklet"),
        (["--print-file", "s.pdf", "--staple-margin", "50"], "--staple-margin"),
    ],
)
def test_options_that_make_no_sense_are_told_before_any_work(
    handouts: Run, tmp_path: Path, options: list[str], source: str
) -> None:
    result = handouts("batch", str(roster_of(tmp_path, ANN)), "--out", "out", *options)
    assert result.code == 3
    assert f"{source}: " in result.err
    assert not (tmp_path / "out").exists()


def test_handouts_are_printed_again_by_row_number_and_id(handouts: Run, tmp_path: Path) -> None:
    roster = str(roster_of(tmp_path, ANN, WRONG, BO, CY))
    handouts("batch", roster, "--out", "out", "--print-file", "s.pdf", "--only-print-file")
    made = {line["row"]: line for line in report(tmp_path / "out") if line["outcome"] == "made"}
    whole = pixels(tmp_path / "s.pdf", 0.3)
    own = {}
    for row, line in made.items():
        first, last = map(int, line["print_pages"].split("-"))
        own[row] = whole[first - 1 : last]
    id_of_4 = made["4"]["handout_id"].lower().replace("-", " ")
    for number, (choices, rows) in enumerate(
        [
            (["--row", "5"], "5"),
            (["--patient-id", "0044", "--row", "2"], "25"),
            (["--id", id_of_4], "4"),
        ]
    ):
        result = handouts("batch", "reprint", roster, *choices, "--print-file", f"{number}.pdf")
        assert (result.out, result.err) == (f"{number}.pdf\n", "")
        expected = [page for row in rows for page in own[row]]
        assert pixels(tmp_path / f"{number}.pdf", 0.3) == expected


def test_what_went_to_a_print_file_alone_is_made_again_as_a_file(
    handouts: Run, tmp_path: Path
) -> None:
    roster = str(roster_of(tmp_path, ANN, BO))
    handouts("batch", roster, "--out", "out", "--print-file", "s.pdf", "--only-print-file")
    handouts("batch", "reprint", roster, "--row", "3", "--out", "bo.pdf")
    assert "Bo Ek" in page_texts((tmp_path / "bo.pdf").read_bytes())[0]


def test_what_cannot_be_printed_again_is_told(handouts: Run, tmp_path: Path) -> None:
    roster = roster_of(tmp_path, ANN, WRONG)
    handouts("batch", str(roster), "--out", "out")
    command = ["batch", "reprint", str(roster), "--print-file", "s.pdf"]
    for choice in (["--row", "3"], ["--patient-id", "0099"], ["--id", "ABCD-EFGH"]):
        result = handouts(*command, *choice)
        assert result.code == 3
        assert "0099" not in result.err
    assert handouts(*command).code == 2
    assert handouts(*command[:3], "--row", "2", "--row", "3").code == 2
    roster.write_text(roster.read_text().replace("Ann Lee", "Ann Lea"))
    assert handouts(*command, "--row", "2").code == 3
    assert not (tmp_path / "s.pdf").exists()


def pages_by_row(folder: Path) -> dict[str, int]:
    made = [line for line in report(folder) if line["outcome"] == "made"]
    return {line["row"]: int(line["print_pages"].split("-")[0]) for line in made}


def test_the_stack_is_in_the_order_of_a_column_and_the_report_in_that_of_the_roster(
    handouts: Run, tmp_path: Path
) -> None:
    rows = [ANN | {"ward": "10"}, BO | {"ward": ""}, CY | {"ward": "9"}]
    roster = str(roster_of(tmp_path, *rows))
    options = ["--print-file", "s.pdf", "--sort", "Ward", "--slip-sheets", "--slip-name"]
    result = handouts("batch", roster, "--out", "out", *options)
    assert (result.code, "remedy" in result.err) == (0, False)
    first = pages_by_row(tmp_path / "out")
    assert list(first) == ["2", "3", "4"]
    assert sorted(first, key=first.__getitem__) == ["4", "2", "3"]
    slips = [
        text for text in page_texts((tmp_path / "s.pdf").read_bytes()) if "of the list" in text
    ]
    names = [next(name for name in ("Ann", "Bo", "Cy") if name in text) for text in slips]
    assert names == ["Cy", "Ann", "Bo"]
    before = (tmp_path / "s.pdf").read_bytes()
    assert handouts("batch", roster, "--out", "out", *options, "--resume", "--force").code == 0
    assert (tmp_path / "s.pdf").read_bytes() == before
    two = ["--row", "2", "--row", "4", "--print-file", "a.pdf"]
    assert handouts("batch", "reprint", roster, *two).code == 0
    begun = [text for text in page_texts((tmp_path / "a.pdf").read_bytes()) if "Page 1 of" in text]
    assert ["Cy" in text for text in begun] == [True, False]


def test_a_run_without_a_stack_is_resumed_with_one_in_order(handouts: Run, tmp_path: Path) -> None:
    rows = [row | {"ward": ward} for row, ward in ((ANN, "10"), (BO, "9"), (CY, "ICU"))]
    roster = str(roster_of(tmp_path, *rows))
    assert handouts("batch", roster, "--out", "out").code == 0
    before = {line["row"]: line["sha256"] for line in report(tmp_path / "out")}
    options = ["--print-file", "s.pdf", "--sort", "ward"]
    assert handouts("batch", roster, "--out", "out", "--resume", *options).code == 0
    first = pages_by_row(tmp_path / "out")
    assert sorted(first, key=first.__getitem__) == ["3", "2", "4"]
    after = {line["row"]: line["sha256"] for line in report(tmp_path / "out")}
    assert after == {row: sha256 for row, sha256 in before.items() if row != "1"}  # of "ward"
    assert len(json.loads(handouts("ledger", "list", "--json").out)) == 1  # one run, gone on with


def test_numbered_files_follow_one_another_in_the_order_of_a_column(
    handouts: Run, tmp_path: Path
) -> None:
    rows = [row | {"bed": bed} for row, bed in ((ANN, "B10"), (BO, "b9"), (CY, "A1"))]
    roster = str(roster_of(tmp_path, *rows))
    options = ["--print-file", "s.pdf", "--sort", "bed", "--split-count", "1"]
    assert handouts("batch", roster, "--out", "out", *options).code == 0
    names = ("Cy Ng", "Bo Ek", "Ann Lee")
    for number, name in enumerate(names, 1):
        text = "".join(page_texts((tmp_path / f"s-00{number}.pdf").read_bytes()))
        assert [one for one in names if one in text] == [name]
    made = {line["row"]: line["print_file"] for line in report(tmp_path / "out")}
    assert made == {"2": "s-003.pdf", "3": "s-002.pdf", "4": "s-001.pdf"}


def test_a_column_to_sort_by_that_is_not_there_is_told_before_any_work(
    handouts: Run, tmp_path: Path
) -> None:
    roster = str(roster_of(tmp_path, ANN | {"ward": "1"}))
    result = handouts("batch", roster, "--out", "out", "--print-file", "s.pdf", "--sort", "bed no")
    assert result.code == 3
    assert "has no column 'bed no' to sort by" in result.err
    assert "name, patient_id, stage, edition" in result.err
    assert not (tmp_path / "s.pdf").exists()
    assert not (tmp_path / "out").exists()
