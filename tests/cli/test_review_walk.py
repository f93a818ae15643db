"""Two clinicians share the work, one word changes, and few pages are read before it is signed."""

import datetime as dt
import json
import re
import shutil
from pathlib import Path

import pytest

from handouts import resources
from handouts.cli import tables
from handouts.editions.key import surroundings
from tests.cli.running import Run
from tests.cli.test_own_language import written
from tests.making import RIVERSIDE
from tests.reading import open_pdf, page_texts, words

TODAY = dt.date(2026, 11, 25)
ANN = ("--by", "Ann Archer", "--role", "Physiotherapist")
BEN = ("--by", "Ben Baker", "--role", "Nurse")
WHY = """## Why move?

Most people feel better when they move a little each day. {{ lists.starting.title }}.

::: panel kind=note title="Our gym"
Come on Mondays. We show you each exercise.
:::
"""


@pytest.fixture
def brand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return the folder of a brand with a section of its own; it is 25 November 2026."""
    monkeypatch.setattr(resources, "today", lambda: TODAY)
    shutil.copytree(RIVERSIDE, tmp_path / "brand")
    (tmp_path / "brand" / "templates").mkdir()
    (tmp_path / "brand" / "templates" / "why.md").write_text(WHY, encoding="utf-8")
    return str(tmp_path / "brand")


@pytest.fixture(scope="module")
def signed_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return where the brand lies as Ann and Ben signed it, when they have."""
    return tmp_path_factory.mktemp("signed") / "brand"


@pytest.fixture
def shared(handouts: Run, brand: str, signed_once: Path) -> str:
    """Return the brand after Ann has signed exercises and plans, and Ben the rest."""
    if not signed_once.exists():
        ours = ("--part", "exercises", "--part", "plans")
        assert handouts("review", "sign", "--brand", brand, *ANN, *ours).code == 0
        assert handouts("review", "sign", "--brand", brand, *BEN, "--changed", "--yes").code == 0
        shutil.copytree(brand, signed_once)
    shutil.copytree(signed_once, brand, dirs_exist_ok=True)
    return brand


def change(brand: str, old: str, new: str, file: str = "templates/why.md") -> None:
    path = Path(brand) / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def review(handouts: Run, brand: str, *options: str) -> dict[str, object]:
    """Return what JSON says of the review of a handout."""
    made = handouts("patient", "--stage", "acute", "--brand", brand, "--out", "x.pdf", "--force",
                    "--json", *options)  # fmt: skip
    found = json.loads(made.out)["review"]
    assert isinstance(found, dict)
    return found


def test_a_handout_names_everybody_who_signed_what_it_prints(
    handouts: Run, shared: str, tmp_path: Path
) -> None:
    assert review(handouts, shared) == {
        "status": "reviewed",
        "by": [
            {"by": "Ann Archer", "role": "Physiotherapist"},
            {"by": "Ben Baker", "role": "Nurse"},
        ],
        "date": "2026-11-25",
        "until": "2027-11-25",
    }
    text = words(" ".join(page_texts((tmp_path / "x.pdf").read_bytes())))
    assert (
        "The words and pictures were checked by Ann Archer (Physiotherapist) and Ben Baker (Nurse) "
        "on 25 November 2026. The next check is due by 25 November 2027." in text
    )
    assert "Draft" not in text
    handouts("patient", "--edition", "article", "--brand", shared, "--out", "a.pdf")
    text = words(" ".join(page_texts((tmp_path / "a.pdf").read_bytes())))
    assert "were checked by Ben Baker (Nurse) on" in text  # no exercise is in it


def test_words_that_were_kept_are_no_part_of_a_handout(
    handouts: Run, shared: str, tmp_path: Path
) -> None:
    review(handouts, shared)
    before = (tmp_path / "x.pdf").read_bytes()
    key = surroundings(Path(shared)).name
    (Path(shared) / "review.sciatica.en.txt").unlink()
    assert surroundings(Path(shared)).name == key
    assert review(handouts, shared)["status"] == "reviewed"
    assert (tmp_path / "x.pdf").read_bytes() == before


def test_one_changed_word_takes_fewer_than_three_pages_to_sign(
    handouts: Run, shared: str, tmp_path: Path
) -> None:
    change(shared, "Come on Mondays.", "Come on Fridays.")
    assert review(handouts, shared)["status"] == "draft"
    assert review(handouts, shared, "--edition", "exercises")["status"] == "reviewed"
    told = handouts("review", "status", "--brand", shared)
    assert told.code == 4
    assert "- the brand's own section why changed" in told.out
    assert re.search(r"Come on \[Mondays\]\..*\|.*Come on \[Fridays\]\.", told.out)
    assert handouts("review", "proof", "--changed", "--brand", shared, "--out", "p.pdf").code == 0
    data = (tmp_path / "p.pdf").read_bytes()
    assert len(open_pdf(data).pages) < 3
    text = words(" ".join(page_texts(data)))
    assert "Come on Mondays. We show you" in text
    assert "Come on Fridays. We show you" in text
    assert "Our gym" in text  # the section as it looks
    assert "{{" not in text
    code = re.search(r"--proof (\S{9})", text)
    assert code
    signed = handouts("review", "sign", "--brand", shared, *BEN, "--changed", "--proof", code[1])
    assert (signed.code, signed.err) == (0, "signed: section why\n")
    assert review(handouts, shared)["status"] == "reviewed"
    assert handouts("review", "status", "--brand", shared).code == 0


def test_nothing_is_signed_that_was_not_shown(handouts: Run, shared: str) -> None:
    record = (Path(shared) / "review.toml").read_bytes()
    change(shared, "Mondays", "Fridays")
    sign = ("review", "sign", "--brand", shared, *BEN, "--changed")
    unread = handouts(*sign)
    assert unread.code == 3
    assert "nobody has said that these were read: section why" in unread.err
    assert handouts("review", "proof", "--changed", "--brand", shared, "--out", "p.pdf").code == 0
    text = words(" ".join(page_texts(Path("p.pdf").read_bytes())))
    code = text.split("--proof ")[1][:9]
    change(shared, "Fridays", "Sundays")
    late = handouts(*sign, "--proof", code)
    assert late.code == 3
    assert "--proof: is not the code of a proof of what you sign" in late.err
    assert "hint:" in late.err
    assert (Path(shared) / "review.toml").read_bytes() == record


def test_the_code_of_the_whole_proof_is_one_for_every_part(handouts: Run, brand: str) -> None:
    assert handouts("review", "proof", "--brand", brand, "--out", "p.pdf").code == 0
    text = words(" ".join(page_texts(Path("p.pdf").read_bytes())))
    code = text.split("--proof ")[1][:9]
    sign = ("review", "sign", "--brand", brand, *ANN, "--proof")
    assert handouts(*sign, code.lower().replace("-", " "), "--part", "bridge").code == 0
    assert handouts(*sign, code).code == 0
    assert handouts(*sign, "AAAA-AAAA", "--force").code == 3


def test_the_footer_contacts_and_looks_may_change(handouts: Run, shared: str) -> None:
    change(shared, 'band = "tinted"', 'band = "plain"\nfooter = "Charity 1"', "brand.toml")
    change(shared, "01632 960140", "01632 960141", "brand.toml")
    assert review(handouts, shared)["status"] == "reviewed"
    change(shared, 'name = "', 'emergency_number = "111"\nname = "', "brand.toml")
    assert review(handouts, shared)["status"] == "draft"


def test_old_words_stand_above_new_ones_in_a_narrow_window(
    handouts: Run, shared: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    change(shared, "Mondays", "Fridays")
    monkeypatch.setattr("handouts.cli.review_words.window", lambda: 40)
    lines = handouts("review", "status", "--brand", shared).out.splitlines()
    assert "  signed: Come on [Mondays]. We show you" in lines
    assert "  now: Come on [Fridays]. We show you" in lines
    assert all(len(line) <= 40 for line in lines if line.startswith("  "))
    assert tables.window() == 0


def test_what_changed_in_json(handouts: Run, shared: str) -> None:
    change(shared, "Mondays", "Fridays")
    told = json.loads(handouts("review", "status", "--brand", shared, "--json").out)
    assert told["status"] == "draft"
    assert [one["by"] for one in told["signatures"]] == ["Ann Archer", "Ben Baker"]
    assert "exercise bridge" in told["signatures"][0]["parts"]
    assert told["changed"] == [
        {
            "part": "section why",
            "file": "brand/templates/why",
            "how": "changed",
            "words_kept": True,
            "lines": [
                {
                    "at": "",
                    "old": "Come on Mondays. We show you each exercise.",
                    "new": "Come on Fridays. We show you each exercise.",
                }
            ],
        }
    ]


def test_words_that_were_lost_are_told_and_not_guessed(handouts: Run, shared: str) -> None:
    (Path(shared) / "review.sciatica.en.txt").write_text("==== brand/templates/why 1 lines\nNo.\n")
    change(shared, "Mondays", "Fridays")
    told = handouts("review", "status", "--brand", shared)
    assert "the words that were signed were not kept" in told.out
    assert "No." not in told.out


def test_another_picture_of_an_own_exercise_is_on_the_proof(
    handouts: Run, shared: str, tmp_path: Path
) -> None:
    (own, *_) = sorted((Path(shared) / "exercises").glob("*.toml"))
    text = own.read_text("utf-8")
    old = re.search(r'^purpose = "(\w+) ', text, re.MULTILINE)
    assert old
    own.write_text(text.replace(f'purpose = "{old[1]} ', 'purpose = "Here: '), encoding="utf-8")
    assert f"section {own.stem}" not in handouts("review", "status", "--brand", shared).out
    assert handouts("review", "proof", "--changed", "--brand", shared, "--out", "p.pdf").code == 0
    data = (tmp_path / "p.pdf").read_bytes()
    assert len(open_pdf(data).pages) < 3
    assert "For those who cannot see the picture" in words(" ".join(page_texts(data)))


def test_nothing_changed_is_told(handouts: Run, shared: str) -> None:
    for command in (["sign", *BEN, "--yes"], ["proof", "--out", "p.pdf"]):
        told = handouts("review", *command, "--changed", "--brand", shared)
        assert told.code == 3
        assert "all is as it was signed" in told.err
    again = handouts("review", "sign", "--brand", shared, *BEN, "--part", "bridge")
    assert again.code == 3
    assert "--force" in again.err


@pytest.mark.parametrize("until", ["3 May 2027", "3/5/2027", "Mon 3 May 2027", "2027-05-03"])
def test_until_takes_the_dates_that_a_handout_takes(handouts: Run, brand: str, until: str) -> None:
    part = ("--part", "bridge", "--until", until, "--json")
    told = json.loads(handouts("review", "sign", "--brand", brand, *ANN, *part).out)
    assert told["until"] == "2027-05-03"
    assert told["parts"] == ["exercise bridge"]


@pytest.mark.parametrize(
    ("options", "code", "told"),
    [
        (["--part", "brige"], 3, "did you mean bridge?"),
        (["--yes"], 2, "--yes goes with --changed"),
        (["--changed", "--part", "bridge"], 3, "exercise bridge"),
    ],
)
def test_what_cannot_be_signed_so_is_told(
    handouts: Run, brand: str, options: list[str], code: int, told: str
) -> None:
    result = handouts("review", "sign", "--brand", brand, *ANN, *options)
    assert result.code == code
    assert told in result.err
    assert not (Path(brand) / "review.toml").exists()


def test_in_a_terminal_the_words_are_shown_and_asked_for(
    handouts: Run, shared: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    change(shared, "Mondays", "Fridays")
    asked: list[str] = []

    def answer(text: str, **_: object) -> bool:
        asked.append(text)
        return len(asked) > 1

    monkeypatch.setattr(resources, "is_terminal", lambda: True)
    monkeypatch.setattr("handouts.cli.review.typer.confirm", answer)
    sign = ("review", "sign", "--brand", shared, *BEN, "--changed")
    refused = handouts(*sign)
    assert refused.code != 0
    assert "Come on [Fridays]" in refused.err
    assert asked == ["Have you read and do you sign section why?"]
    assert handouts(*sign).code == 0
    assert handouts("review", "status", "--brand", shared).code == 0


def test_what_changes_while_somebody_reads_is_not_signed(
    handouts: Run, shared: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    change(shared, "Mondays", "Fridays")

    def answer(_: str, **__: object) -> bool:
        change(shared, "Fridays", "Sundays")
        return True

    monkeypatch.setattr(resources, "is_terminal", lambda: True)
    monkeypatch.setattr("handouts.cli.review.typer.confirm", answer)
    told = handouts("review", "sign", "--brand", shared, *BEN, "--changed")
    assert told.code == 3
    assert "changed while it was read" in told.err or "changed meanwhile" in told.err
    assert handouts("review", "status", "--brand", shared).code == 4


def test_a_brand_that_extends_a_signed_one_has_only_its_own_to_sign(
    handouts: Run, shared: str, tmp_path: Path
) -> None:
    site = tmp_path / "site"
    (site / "templates").mkdir(parents=True)
    (site / "brand.toml").write_text('extends = "../brand"\nname = "Quay"\n', encoding="utf-8")
    assert handouts("review", "status", "--brand", str(site)).code == 0
    (site / "templates" / "why.md").write_text(WHY.replace("Mondays", "Fridays"), "utf-8")
    told = handouts("review", "status", "--brand", str(site))
    assert "[Mondays]" in told.out
    signed = handouts("review", "sign", "--brand", str(site), *BEN, "--changed", "--yes")
    assert signed.err == "signed: section why\n"
    people = [{"by": one[1], "role": one[3]} for one in (ANN, BEN)]
    assert review(handouts, str(site))["by"] == people
    assert review(handouts, shared)["status"] == "reviewed"


def test_each_site_asks_for_its_own_region(handouts: Run, brand: str) -> None:
    file = Path(brand) / "brand.toml"
    sites = '\n[sites.quay]\nphone = "01632 960150"\nregion = "ie"\n'
    file.write_text(file.read_text("utf-8") + sites, encoding="utf-8")
    parts = ("--part", "exercises, plans, sections, figures, words, brand, uk")
    assert handouts("review", "sign", "--brand", brand, *ANN, *parts).code == 0
    assert review(handouts, brand)["status"] == "reviewed"
    assert review(handouts, brand, "--site", "quay")["status"] == "draft"
    assert handouts("review", "sign", "--brand", brand, *BEN, "--part", "region ie").code == 0
    found = review(handouts, brand, "--site", "quay")["by"]
    assert found == [{"by": one[1], "role": one[3]} for one in (ANN, BEN)]


def test_a_region_and_a_language_of_the_clinics_are_signed_with_their_words(
    handouts: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resources, "today", lambda: TODAY)
    brand = str(written(tmp_path))
    signed = handouts("review", "sign", "--brand", brand, *ANN)
    assert (signed.code, signed.err) == (0, "")
    change(brand, "the night clinic", "the day clinic", "regions/za.toml")
    change(brand, "Xelp xow", "Xelp xoon", "languages/xx/library/red_flags.toml")
    change(brand, "## Xx ", "## Yy ", "languages/xx/templates/stage.md")
    told = handouts("review", "status", "--brand", brand, "--json")
    lines = [line for one in json.loads(told.out)["changed"] for line in one["lines"]]
    for old, new in (("night", "day"), ("Xelp xow", "Xelp xoon"), ("## Xx", "## Yy")):
        assert any(old in line["old"] and new in line["new"] for line in lines), old


def test_what_was_signed_of_brand_toml_is_counted_in_words(handouts: Run, shared: str) -> None:
    told = handouts("review", "status", "--brand", shared).out
    assert re.search(r"Ben Baker.* \d+ settings of the brand", told)
