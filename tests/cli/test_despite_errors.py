"""A brand with errors makes nothing for patients; what is made despite them says so."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from handouts.brand_verdict import brand_errors
from handouts.editions.memory import EditionStore
from tests.accessibility.audit import audit
from tests.accessibility.validator import validate
from tests.batch.rosters import csv_text, roster_of
from tests.brand_lint.brands import brand_folder
from tests.cli.running import Run
from tests.making import EXAMPLES
from tests.reading import page_texts

PATIENT = ("patient", "--stage", "acute", "--edition", "summary", "--brand", "brand")
ANN = {"name": "Ann Lee", "patient_id": "0042", "stage": "acute", "edition": "summary"}
STAMP = "Not for patients"

PROMISE = "We guarantee that it helps."
WITH_ERRORS: dict[str, Callable[[Path], Path]] = {
    "a promise": lambda folder: brand_folder(folder, disclaimer=PROMISE),
    "no telephone number": lambda folder: brand_folder(folder, phone="123"),
    "a colour that cannot be read": lambda folder: brand_folder(
        folder, text='[colours]\nmain = "#88CCEE"\n'
    ),
    "a key that there is none of": lambda folder: brand_folder(folder, text='fone = "1"\n'),
    "a site's number": lambda folder: brand_folder(folder, text='[sites.north]\nphone = "12"\n'),
    "a section without the name": lambda folder: brand_folder(
        folder, {"templates/patient.md": '::: fields\n::: field name=date label="Date"\n:::\n'}
    ),
}


@pytest.fixture
def promising(tmp_path: Path) -> Path:
    return brand_folder(tmp_path / "brand", disclaimer=PROMISE)


def stamps(path: Path) -> list[int]:
    """How often each page says for whom the file is not."""
    return [" ".join(text.split()).count(STAMP) for text in page_texts(path.read_bytes())]


@pytest.mark.parametrize("wrong", WITH_ERRORS)
def test_a_brand_with_errors_makes_no_handout(handouts: Run, tmp_path: Path, wrong: str) -> None:
    WITH_ERRORS[wrong](tmp_path / "brand")
    roster_of(tmp_path, ANN)
    checked = handouts("brand", "check", "brand")
    assert checked.code == 3
    for command in ((*PATIENT, "--out", "a.pdf"), ("batch", "roster.csv", "--out", "out"),
                    ("batch", "roster.csv", "--dry-run")):  # fmt: skip
        extra = ("--brand", "brand") if command[0] == "batch" else ()
        refused = handouts(*command, *extra)
        assert refused.code == 3
        for line in checked.err.splitlines():
            if line.startswith("error: "):
                assert line in refused.err
        assert "--despite-errors" in refused.err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["brand", "roster.csv"]


@pytest.mark.parametrize("wrong", WITH_ERRORS)
def test_despite_errors_each_page_says_for_whom_it_is_not(
    handouts: Run, tmp_path: Path, wrong: str
) -> None:
    WITH_ERRORS[wrong](tmp_path / "brand")
    made = handouts(*PATIENT, "--despite-errors", "--out", "a.pdf")
    assert made.code == 0
    assert "each page says that it is not for patients" in made.err
    assert {*stamps(tmp_path / "a.pdf")} == {1}


@pytest.mark.usefixtures("promising")
def test_a_mistake_of_the_patient_is_told_beside_the_errors(handouts: Run) -> None:
    refused = handouts(*PATIENT, "--avoid", "no_such_flag", "--date", "2026-02-30")
    assert refused.code == 3
    for source in ("brand.toml:disclaimer", "--avoid", "--date", "--brand"):
        assert refused.err.count(f"error: {source}") == 1


def test_notes_stop_nothing(handouts: Run, tmp_path: Path) -> None:
    brand_folder(tmp_path / "brand", phone="")
    assert "note: brand.toml:phone" in handouts("brand", "check", "brand").err
    assert handouts(*PATIENT, "--despite-errors", "--out", "a.pdf").code == 0
    assert {*stamps(tmp_path / "a.pdf")} == {0}


def test_without_errors_the_bytes_are_the_same(handouts: Run, tmp_path: Path) -> None:
    brand_folder(tmp_path / "brand")
    for option, name in ((), "a.pdf"), (("--despite-errors",), "b.pdf"):
        assert handouts(*PATIENT, *option, "--date", "2026-01-02", "--out", name).code == 0
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()


@pytest.mark.usefixtures("promising")
def test_json_says_for_whom_it_is_not(handouts: Run, tmp_path: Path) -> None:
    made = handouts(*PATIENT, "--despite-errors", "--json", "--out", "a.pdf")
    told = json.loads(made.out)
    assert told["not_for_patients"] is True
    assert "brand.toml:disclaimer" in [notice["source"] for notice in told["notices"]]
    brand_folder(tmp_path / "brand")
    told = json.loads(handouts(*PATIENT, "--json", "--out", "b.pdf").out)
    assert told["not_for_patients"] is False


@pytest.mark.usefixtures("promising")
@pytest.mark.usefixtures("editions_on_disk")
def test_a_kept_edition_is_refused_all_the_same(handouts: Run, tmp_path: Path) -> None:
    for _ in range(2):
        assert handouts(*PATIENT, "--despite-errors", "--force", "--out", "a.pdf").code == 0
        assert handouts(*PATIENT, "--out", "b.pdf").code == 3
    brand_folder(tmp_path / "brand")
    assert handouts(*PATIENT, "--out", "b.pdf").code == 0
    assert {*stamps(tmp_path / "b.pdf")} == {0}


@pytest.mark.usefixtures("promising")
@pytest.mark.parametrize("form", [False, True])
@pytest.mark.parametrize("text", ["standard", "large", "giant"])
def test_a_reader_hears_it_first_and_once(
    handouts: Run, tmp_path: Path, text: str, form: bool
) -> None:
    options = ("--form",) if form else ()
    made = handouts(*PATIENT, "--despite-errors", "--text", text, *options, "--out", "a.pdf")
    assert made.code == 0
    data = (tmp_path / "a.pdf").read_bytes()
    assert validate(data) == []
    assert audit(data) == []
    with pikepdf.open(tmp_path / "a.pdf") as pdf:
        document = pdf.Root.StructTreeRoot.K
        first = document.K[0]
        assert first.S == "/P"
        assert first.Pg.objgen == pdf.pages[0].objgen
        for page in pdf.pages:
            content = b"\n".join(one.read_bytes() for one in page.Contents)
            marks = re.findall(rb"/Subtype /Watermark", content)
            assert len(marks) == (page.objgen != pdf.pages[0].objgen)


@pytest.mark.usefixtures("promising")
def test_a_batch_and_its_print_file_say_it(handouts: Run, tmp_path: Path) -> None:
    roster = str(roster_of(tmp_path, ANN, ANN | {"name": "Bo Ek", "patient_id": "2"}))
    command = ("batch", roster, "--brand", "brand", "--out", "out", "--despite-errors")
    made = handouts(*command, "--print-file", "s.pdf", "--json")
    events = [json.loads(line) for line in made.out.splitlines()]
    assert made.code == 0
    assert events[0]["event"] == "errors"
    assert [one["source"] for one in events[0]["problems"]] == ["brand.toml:disclaimer"]
    assert events[-1]["not_for_patients"] is True
    files = sorted((tmp_path / "out").glob("*.pdf"))
    assert len(files) == 2
    for file in files:
        assert {*stamps(file)} == {1}
    pages = [page for file in files for page in stamps(file)]
    assert sum(stamps(tmp_path / "s.pdf")) == len(pages)


@pytest.mark.usefixtures("promising")
def test_a_reprint_of_it_says_it_too_and_no_other_is_made(handouts: Run, tmp_path: Path) -> None:
    roster = str(roster_of(tmp_path, ANN))
    command = ("batch", roster, "--brand", "brand", "--out", "out")
    assert handouts(*command, "--despite-errors").code == 0
    (file,) = (tmp_path / "out").glob("*.pdf")
    assert handouts("batch", "reprint", roster, "--row", "2", "--out", "again.pdf").code == 0
    assert (tmp_path / "again.pdf").read_bytes() == file.read_bytes()


@pytest.mark.usefixtures("promising")
def test_watch_does_not_begin_with_errors(handouts: Run, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "list.csv").write_text(csv_text([ANN]), encoding="utf-8", newline="")
    refused = handouts("watch", "in", "--brand", "brand", "--out", "out", "--once")
    assert refused.code == 3
    assert "error: brand.toml:disclaimer: " in refused.err
    assert (tmp_path / "in" / "list.csv").exists()


@pytest.mark.parametrize("brand", [None, *EXAMPLES], ids=str)
def test_the_shipped_brands_are_without_errors(brand: Path | None) -> None:
    assert brand_errors(brand) == ()


@pytest.mark.usefixtures("editions_on_disk")
def test_a_damaged_verdict_is_looked_for_again(
    tmp_path: Path, promising: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = tmp_path / "cache"
    monkeypatch.setenv("HANDOUTS_CACHE", str(cache))
    (promising / "note.txt").write_text("a digest that no other test has")
    found = brand_errors(promising)
    (kept,) = cache.glob("*.verdict")
    good = kept.read_bytes()
    for bad in (b"", b"{}", good[:-3], good.replace(kept.stem.encode(), b"0" * 64), b"\xff" * 9):
        kept.write_bytes(bad)
        monkeypatch.setattr("handouts.brand_verdict._KEPT", EditionStore(limit=2))
        assert brand_errors(promising) == found
        assert kept.read_bytes() == good
