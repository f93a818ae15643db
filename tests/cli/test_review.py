"""`handouts review`: signing, how it stands, and the proof, as typed."""

import datetime as dt
import json
import os
import shutil
from pathlib import Path

import pytest

from handouts import resources
from handouts.resources import default_brand_folder
from tests.cli.running import Run
from tests.making import RIVERSIDE
from tests.reading import open_pdf, page_texts, words

TODAY = dt.date(2026, 11, 25)
NOT_REVIEWED = 4
SAM = ("--by", "Sam Sample", "--role", "Physiotherapist")


@pytest.fixture
def brand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return the folder of a brand of the clinic's own; it is 25 November 2026."""
    monkeypatch.setattr(resources, "today", lambda: TODAY)
    shutil.copytree(RIVERSIDE, tmp_path / "brand")
    return str(tmp_path / "brand")


def text_of(path: Path) -> str:
    return words(" ".join(page_texts(path.read_bytes())))


def test_a_brand_is_signed_and_its_handouts_name_the_reviewer(
    handouts: Run, brand: str, tmp_path: Path
) -> None:
    signed = handouts("review", "sign", "--brand", brand, *SAM)
    assert (signed.code, signed.err) == (0, "")
    assert Path(signed.out.strip()) == Path(brand) / "review.toml"
    made = handouts("patient", "--stage", "acute", "--brand", brand, "--out", "x.pdf")
    assert (made.code, made.err) == (0, "")
    text = text_of(tmp_path / "x.pdf")
    assert "checked by Sam Sample (Physiotherapist) on 25 November 2026." in text
    assert "The next check is due by 25 November 2027." in text
    assert "Draft" not in text


def test_others_may_read_the_record(handouts: Run, brand: str) -> None:
    handouts("review", "sign", "--brand", brand, *SAM)
    if os.name != "nt":
        assert (Path(brand) / "review.toml").stat().st_mode & 0o777 == 0o644


def test_a_signature_that_is_over_falls_back_and_is_told(
    handouts: Run, brand: str, tmp_path: Path
) -> None:
    handouts("review", "sign", "--brand", brand, *SAM, "--until", "2026-12-31")
    late = ("patient", "--stage", "acute", "--brand", brand, "--date", "2027-01-01")
    made = handouts(*late, "--out", "x.pdf")
    assert made.code == 0
    assert "note: review.toml:until: the handout says draft: the sign-off ended" in made.err
    assert "hint:" in made.err
    assert "Draft: not yet checked" in text_of(tmp_path / "x.pdf")
    told = json.loads(handouts(*late, "--out", "y.pdf", "--json").out)
    assert [notice["source"] for notice in told["notices"]] == ["review.toml:until"]


def test_a_brand_that_was_never_signed_stays_quiet(handouts: Run, brand: str) -> None:
    made = handouts("patient", "--stage", "acute", "--brand", brand, "--out", "x.pdf")
    assert (made.code, made.err) == (0, "")


def test_a_plan_of_ones_own_is_not_part_of_what_was_signed(
    handouts: Run, brand: str, tmp_path: Path
) -> None:
    handouts("review", "sign", "--brand", brand, *SAM)
    plan = tmp_path / "mine.toml"
    plan.write_text(
        'stage = "subacute"\npreference = "any"\nsetting = "any"\nweeks = [4, 8]\n'
        '[evidence]\ngrade = "D"\nsources = []\n[[items]]\nexercise = "walking"\n'
        '[words]\ntitle = "Ours"\nwho_for = "You."\n',
        encoding="utf-8",
    )
    made = handouts(
        "patient", "--stage", "subacute", "--plan", str(plan), "--brand", brand, "--out", "x.pdf"
    )
    assert made.code == 0
    assert "the plan mine.toml is not part of what was signed" in made.err
    assert "Draft: not yet checked" in text_of(tmp_path / "x.pdf")


def test_status_ends_with_a_code_for_scripts(handouts: Run, brand: str) -> None:
    command = ("review", "status", "--brand", brand)
    before = handouts(*command)
    assert before.code == NOT_REVIEWED
    assert "nobody has signed" in before.out
    handouts("review", "sign", "--brand", brand, *SAM)
    signed = handouts(*command)
    assert signed.code == 0
    assert "signed by Sam Sample, Physiotherapist, on 2026-11-25, until 2027-11-25" in signed.out
    own = Path(brand) / "templates"
    own.mkdir()
    (own / "why.md").write_text("## Why\n\nBecause.\n", encoding="utf-8")
    after = handouts(*command)
    assert after.code == NOT_REVIEWED
    assert "- the brand's own section why is not among what was signed" in after.out


def test_status_in_json(handouts: Run, brand: str) -> None:
    command = ("review", "status", "--brand", brand, "--json")
    assert json.loads(handouts(*command).out)["status"] == "draft"
    handouts("review", "sign", "--brand", brand, *SAM)
    told = json.loads(handouts(*command).out)
    assert told["status"] == "reviewed"
    assert [one["by"] for one in told["signatures"]] == ["Sam Sample"]
    assert told["changed"] == told["problems"] == []


def test_a_record_that_cannot_be_read_is_bad_input(handouts: Run, brand: str) -> None:
    (Path(brand) / "review.toml").write_text("signed = 3\n", encoding="utf-8")
    result = handouts("review", "status", "--brand", brand)
    assert result.code == 3
    assert "review.toml:signed" in result.err
    assert "handouts review sign" in result.err


def test_a_signature_that_holds_is_replaced_with_force_alone(handouts: Run, brand: str) -> None:
    command = ("review", "sign", "--brand", brand)
    assert handouts(*command, *SAM).code == 0
    again = handouts(*command, "--by", "Eve Else", "--role", "Nurse")
    assert again.code == 3
    assert "--force" in again.err
    assert handouts(*command, "--by", "Eve Else", "--role", "Nurse", "--force").code == 0
    assert "Eve Else" in handouts("review", "status", "--brand", brand).out


def test_a_signature_that_no_longer_holds_is_replaced_without_force(
    handouts: Run, brand: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    command = ("review", "sign", "--brand", brand, *SAM)
    assert handouts(*command).code == 0
    monkeypatch.setattr(resources, "today", lambda: dt.date(2027, 11, 26))
    assert handouts(*command).code == 0


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        ([*SAM], 3, "the shipped brand cannot be signed"),
        (["--brand", "BRAND", "--role", "Nurse"], 2, "--by is missing"),
        (["--brand", "BRAND", "--by", "Sam"], 2, "--role is missing"),
        (["--brand", "BRAND", *SAM, "--until", "soon"], 3, "--until: is not a date"),
        (["--brand", "BRAND", *SAM, "--until", "2026-11-24"], 3, "--until: is in the past"),
        (["--brand", "BRAND", *SAM, "--until", "2099-01-01"], 3, "more than 24 months away"),
        (["--brand", "BRAND", *SAM, "--language", "xx"], 3, "no words in 'xx'"),
        (["--brand", "BRAND", *SAM, "--condition", "flu"], 3, "no condition"),
        (["--brand", str(default_brand_folder()), *SAM], 3, "cannot be signed"),
    ],
)  # fmt: skip
def test_what_cannot_be_signed_is_told_with_its_remedy(
    handouts: Run, brand: str, words: list[str], code: int, told: str
) -> None:
    result = handouts("review", "sign", *(brand if word == "BRAND" else word for word in words))
    assert result.code == code
    assert told in result.err
    assert "hint:" in result.err
    assert not (Path(brand) / "review.toml").exists()


def test_a_brand_with_mistakes_is_not_signed(handouts: Run, brand: str) -> None:
    own = Path(brand) / "templates"
    own.mkdir()
    (own / "why.md").write_text("## Why\n\n{{ nothing }}\n", encoding="utf-8")
    (own / "help.md").write_text("## Help\n\n::: pannel\n", encoding="utf-8")
    result = handouts("review", "sign", "--brand", brand, *SAM)
    assert result.code == 3
    assert "templates/why.md" in result.err
    assert "templates/help.md" in result.err
    assert not (Path(brand) / "review.toml").exists()


def test_the_proof_is_written_once_and_is_the_same_each_time(
    handouts: Run, brand: str, tmp_path: Path
) -> None:
    command = ("review", "proof", "--brand", brand, "--out")
    assert handouts(*command, "a.pdf").out == "a.pdf\n"
    assert handouts(*command, "a.pdf").code == 5
    assert handouts(*command, "b.pdf").code == 0
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()


def test_a_proof_can_be_printed_of_the_shipped_brand(handouts: Run, tmp_path: Path) -> None:
    assert handouts("review", "proof", "--paper", "letter", "--out", "a.pdf").code == 0
    assert len(open_pdf((tmp_path / "a.pdf").read_bytes()).pages) > 40
