"""`handouts patient` with a brand that has sites, clinicians and choices of its own."""

from pathlib import Path

import pypdfium2
import pytest

from tests.cli.running import Run

BLANK = ("patient", "--stage", "acute", "--edition", "summary")
BRAND = """
name = "Clinic"
phone = "01632 960100"
paper = "letter"
[sites.north]
name = "Clinic North"
phone = "01632 960111"
[clinicians.sam]
name = "Sam Sample"
title = "Physiotherapist"
registration = "HCPC PH000000"
"""


@pytest.fixture(autouse=True)
def clinic(tmp_path: Path) -> Path:
    (tmp_path / "clinic").mkdir()
    (tmp_path / "clinic" / "brand.toml").write_text(BRAND)
    return tmp_path / "clinic"


def read(path: str) -> tuple[str, tuple[float, float]]:
    """Return the words of a file and the size of its first page."""
    document = pypdfium2.PdfDocument(Path(path))
    text = "\n".join(page.get_textpage().get_text_bounded() for page in document)
    size = document[0].get_size()
    document.close()
    return text, size


def test_the_brand_decides_what_no_option_says(handouts: Run) -> None:
    assert handouts(*BLANK, "--brand", "clinic", "--out", "a.pdf").code == 0
    assert read("a.pdf")[1] == (612, 792)
    assert handouts(*BLANK, "--brand", "clinic", "--paper", "a4", "--out", "b.pdf").code == 0
    assert read("b.pdf")[1] != (612, 792)


def test_a_site_has_its_own_contacts(handouts: Run) -> None:
    assert handouts(*BLANK, "--brand", "clinic", "--site", "north", "--out", "a.pdf").code == 0
    words, _ = read("a.pdf")
    assert "Clinic North" in words
    assert "01632 960111" in words
    assert "01632 960100" not in words


def test_an_unknown_site_is_answered_with_the_nearest(handouts: Run) -> None:
    done = handouts(*BLANK, "--brand", "clinic", "--site", "nort")
    assert done.code == 3
    assert "did you mean north?" in done.err


@pytest.mark.parametrize("way", ["option", "file"])
def test_a_clinician_s_id_prints_name_title_and_registration(
    handouts: Run, tmp_path: Path, way: str
) -> None:
    (tmp_path / "p.toml").write_text('clinician = "sam"\n')
    said = ("--clinician", "sam") if way == "option" else ("--patient-file", "p.toml")
    assert handouts(*BLANK, "--brand", "clinic", *said, "--out", "a.pdf").code == 0
    words = " ".join(read("a.pdf")[0].split())
    assert "Sam Sample, Physiotherapist, HCPC PH000000" in words


def test_another_clinician_is_printed_as_typed(handouts: Run) -> None:
    done = handouts(*BLANK, "--brand", "clinic", "--clinician", "Sam", "--out", "a.pdf")
    assert done.code == 0
    words, _ = read("a.pdf")
    assert "Sam" in words
    assert "Sample" not in words


def test_a_broken_brand_is_told_whole_with_a_clinician_too(handouts: Run, clinic: Path) -> None:
    (clinic / "brand.toml").write_text('fone = "1"\n')
    done = handouts(*BLANK, "--brand", "clinic", "--clinician", "sam")
    assert done.code == 3
    assert "brand.toml:name: " in done.err
    assert "brand.toml:fone: " in done.err


def test_a_brand_is_found_by_the_variable(handouts: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HANDOUTS_BRAND", "clinic")
    assert handouts(*BLANK, "--out", "a.pdf").code == 0
    assert "01632 960100" in read("a.pdf")[0]


def test_a_missing_brand_is_told_beside_other_mistakes(handouts: Run) -> None:
    done = handouts(*BLANK, "--brand", "clnic", "--set", "x", "--avoid", "no_such_flag")
    assert done.code == 3
    for source in ("--brand", "--set", "--avoid"):
        assert f"error: {source}" in done.err


@pytest.mark.parametrize("way", ["option", "file"])
def test_a_misspelt_clinician_is_printed_as_typed_and_told_the_nearest(
    handouts: Run, tmp_path: Path, way: str
) -> None:
    (tmp_path / "p.toml").write_text('clinician = "sma"\n')
    said = ("--clinician", "sma") if way == "option" else ("--patient-file", "p.toml")
    done = handouts(*BLANK, "--brand", "clinic", *said, "--out", "a.pdf")
    assert done.code == 0
    assert "did you mean sam? the brand has: sam" in done.err
    assert "note: --clinician" in done.err if way == "option" else "p.toml" in done.err


def test_a_roster_and_its_defaults_tell_a_misspelt_clinician_once(
    handouts: Run, tmp_path: Path
) -> None:
    rows = "Ann,acute,sma\nBen,acute,sma\nCy,acute,sam\n"
    (tmp_path / "roster.csv").write_text(f"name,stage,clinician\n{rows}")
    done = handouts("batch", "roster.csv", "--out", "today", "--brand", "clinic")
    assert done.err.count("did you mean sam? the brand has: sam") == 1
    (tmp_path / "plain.csv").write_text("name,stage\nAnn,acute\n")
    (tmp_path / "d.toml").write_text('clinician = "smm"\n')
    done = handouts(
        "batch", "plain.csv", "--out", "then", "--brand", "clinic", "--defaults", "d.toml"
    )
    assert "did you mean sam? the brand has: sam" in done.err


def test_a_short_name_in_a_brand_without_clinicians_is_told_how_to_add_it(handouts: Run) -> None:
    done = handouts(*BLANK, "--clinician", "sam", "--region", "uk", "--out", "a.pdf")
    assert "[clinicians.NAME]" in done.err
