"""`handouts brand edit` and `brand new --like`."""

import json
import os
import shutil
from pathlib import Path

import pytest
from PIL import Image

from handouts.brand import load_brand
from handouts.resources import default_brand_folder
from tests.cli.running import Run
from tests.content.test_region_files import WHOLE

if os.name != "nt":
    from tests.cli.terminal import talk

terminal = pytest.mark.skipif(os.name == "nt", reason="needs a pseudo-terminal")

EXAMPLES = Path(__file__).parents[2] / "examples" / "brands"
TEXT = """# Ours.
name = "Clinic"  # the name
phone = "01632 960140"

[colours]
main = "#0F5C73"

[sites.north]
phone = "01632 960150"
"""


@pytest.fixture
def clinic(tmp_path: Path) -> Path:
    (tmp_path / "clinic").mkdir()
    (tmp_path / "clinic/brand.toml").write_text(TEXT, encoding="utf-8")
    return tmp_path / "clinic"


def text_of(clinic: Path) -> str:
    return (clinic / "brand.toml").read_text(encoding="utf-8")


def test_options_change_just_what_they_say(handouts: Run, clinic: Path) -> None:
    done = handouts("brand", "edit", "clinic", "--phone", "01632 960199", "--main", "#7A1F1F")
    assert done.code == 0
    assert done.out == (
        "phone: 01632 960140 -> 01632 960199\ncolours.main: #0F5C73 -> #7A1F1F\n"
    )  # fmt: skip
    assert text_of(clinic) == (
        TEXT.replace("01632 960140", "01632 960199").replace("#0F5C73", "#7A1F1F")
    )


def test_an_empty_text_takes_a_key_out(handouts: Run, clinic: Path) -> None:
    done = handouts("brand", "edit", "clinic", "--phone", "", "--json")
    told = json.loads(done.out)
    assert told["changed"] == {"phone": {"from": "01632 960140", "to": ""}}
    assert [one["source"] for one in told["problems"]] == []
    assert text_of(clinic) == TEXT.replace('phone = "01632 960140"\n', "")


def test_the_contacts_of_a_site_are_its_own(handouts: Run, clinic: Path) -> None:
    edit = ("brand", "edit", "clinic", "--site", "north")
    assert handouts(*edit, "--phone", "01632 960151", "--hours", "Mondays").code == 0
    assert load_brand(clinic).phone == "01632 960140"
    assert (load_brand(clinic, "north").phone, load_brand(clinic, "north").hours) == (
        "01632 960151", "Mondays",
    )  # fmt: skip
    assert handouts(*edit, "--main", "#7A1F1F").code == 2
    done = handouts("brand", "edit", "clinic", "--site", "nort", "--phone", "1")
    assert "did you mean north?" in done.err


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--phone", "abc"), "--phone: is not a telephone number"),
        (("--main", "#FFEE00"), "--main: is too pale"),
        (("--region", "ukk"), "--region: "),
        (("--body", "lexnd"), "did you mean lexend?"),
        (("--name", ""), "brand.toml:name: is missing"),
        (("--logo", "gone.png"), "--logo: is no file"),
    ],
)
def test_what_would_not_load_is_told_and_nothing_is_written(
    handouts: Run, clinic: Path, options: tuple[str, ...], words: str
) -> None:
    done = handouts("brand", "edit", "clinic", "--hours", "Mondays", *options)
    assert done.code == 3
    assert words in done.err
    assert text_of(clinic) == TEXT
    assert [path.name for path in clinic.parent.iterdir()] == ["clinic"]


def test_what_is_said_already_changes_nothing(handouts: Run, clinic: Path) -> None:
    done = handouts("brand", "edit", "clinic", "--phone", "01632 960140")
    assert (done.code, done.out) == (0, "nothing is changed\n")
    assert text_of(clinic) == TEXT


def test_a_logo_is_copied_and_no_other_file_is_written_over(handouts: Run, clinic: Path) -> None:
    Image.new("RGB", (1200, 400), "#0F5C73").save(clinic.parent / "new.png")
    (clinic / "logo.png").write_bytes(b"something else")
    assert handouts("brand", "edit", "clinic", "--logo", "new.png").code == 0
    assert (clinic / "logo.png").read_bytes() == b"something else"
    assert load_brand(clinic).look.logo is not None
    assert 'logo = "logo-2.png"' in text_of(clinic)


def test_without_a_terminal_something_must_be_said(handouts: Run, clinic: Path) -> None:
    done = handouts("brand", "edit", "clinic")
    assert done.code == 2
    assert "nothing to change" in done.err
    assert text_of(clinic) == TEXT


def test_the_shipped_brand_is_not_changed(handouts: Run, tmp_path: Path) -> None:
    done = handouts("brand", "edit", str(default_brand_folder()), "--phone", "1234")
    assert done.code == 2
    assert "brand new" in done.err
    assert list(tmp_path.iterdir()) == []


@terminal
def test_in_a_terminal_each_answer_has_todays_as_its_default(clinic: Path) -> None:
    keys = [
        ("Name of the clinic [Clinic]: ", "\n"),
        ("Address, with ; between its lines: ", "1 Quay; Town\n"),
        ("Telephone [01632 960140]: ", "ring\n"),
        ("Telephone [01632 960140]: ", "01632 960199\n"),
        ("E-mail address: ", "\n"), ("Web address: ", "\n"), ("When somebody answers: ", "\n"),
        ("whom to call: ", "\n"), ("Their telephone: ", "\n"), ("Region", "\n"),
        ("Emergency number", "\n"), ("Main colour as #RRGGBB [#0F5C73]: ", "\n"),
        ("Accent colour", "\n"), ("Typeface of headings", "\n"), ("Typeface of all", "\n"),
        ("Line at the foot", "-\n"), ("Logo", "\n"),
    ]  # fmt: skip
    done = talk(clinic.parent, ["brand", "edit", "clinic"], keys)
    assert done.code == 0
    assert "--phone: is not a telephone number" in done.screen
    assert load_brand(clinic).address == ("1 Quay", "Town")
    assert load_brand(clinic).phone == "01632 960199"
    assert "# Ours." in text_of(clinic)


@terminal
def test_ctrl_c_leaves_the_brand_as_it_was(clinic: Path) -> None:
    keys = [("Name of the clinic", "Other\n"), ("Address", "\x03")]
    assert talk(clinic.parent, ["brand", "edit", "clinic"], keys).code != 0
    assert text_of(clinic) == TEXT


# -- brand new --like


def test_the_looks_of_another_brand_are_taken_and_no_word_of_it(
    handouts: Run, tmp_path: Path
) -> None:
    shutil.copytree(EXAMPLES / "harbour-group", tmp_path / "harbour-group")
    shutil.copytree(EXAMPLES / "harbour-hospital", tmp_path / "harbour-hospital")
    done = handouts("brand", "new", "new", "--name", "New", "--like", "harbour-hospital", "--json")
    assert done.code == 0
    theirs, mine = load_brand(tmp_path / "harbour-hospital"), load_brand(tmp_path / "new")
    assert "colours.main" in json.loads(done.out)["taken"]
    assert mine.name == "New"
    assert (mine.phone, mine.address, mine.clinicians, mine.footer, mine.look.logo) == (
        "", (), {}, "", None,
    )  # fmt: skip
    for part in ("main", "accent", "headings", "body", "band", "header", "corners", "rules"):
        assert getattr(mine.look, part) == getattr(theirs.look, part), part
    assert handouts("patient", "--stage", "acute", "--brand", "new").code == 0


def test_a_typeface_of_its_own_comes_with_its_files(handouts: Run, clinic: Path) -> None:
    fonts = Path(__file__).parents[2] / "fonts" / "lexend"
    font = next(fonts.glob("*Regular*.ttf"))
    (clinic / "fonts").mkdir()
    shutil.copy(font, clinic / "fonts/House.ttf")
    house = '[typefaces]\nbody = "house"\n[typefaces.own.house]\nregular = "fonts/House.ttf"\n'
    (clinic / "brand.toml").write_text(TEXT + house, encoding="utf-8")
    done = handouts("brand", "new", "new", "--name", "New", "--like", "clinic")
    assert done.code == 0
    assert "fonts/House.ttf" in done.err
    new = clinic.parent / "new"
    assert (new / "fonts/House.ttf").read_bytes() == font.read_bytes()
    assert load_brand(new).look.body == "house"


def test_an_option_comes_before_what_is_taken(handouts: Run, clinic: Path) -> None:
    new = ("brand", "new", "new", "--name", "New", "--like", "clinic", "--colour", "#7A1F1F")
    assert handouts(*new).code == 0
    assert str(load_brand(clinic.parent / "new").look.main) == "#7A1F1F"


def test_a_brand_that_is_not_there_or_says_no_looks_is_told(handouts: Run, clinic: Path) -> None:
    assert handouts("brand", "new", "new", "--name", "New", "--like", "gone").code == 3
    (clinic / "brand.toml").write_text('name = "Clinic"\n', encoding="utf-8")
    done = handouts("brand", "new", "new", "--name", "New", "--like", "clinic")
    assert done.code == 3
    assert "--like: says nothing of colours" in done.err
    assert not (clinic.parent / "new").exists()


def test_a_region_of_the_brands_own_is_known(handouts: Run, clinic: Path) -> None:
    (clinic / "regions").mkdir()
    (clinic / "regions" / "za.toml").write_text(WHOLE, encoding="utf-8")
    done = handouts("brand", "edit", "clinic", "--region", "za")
    assert (done.code, done.out) == (0, "region: (nothing) -> za\n")
    wrong = handouts("brand", "edit", "clinic", "--region", "zaa")
    assert wrong.code == 3
    assert "did you mean za?" in wrong.err


def test_two_emergency_numbers_become_a_list(handouts: Run, clinic: Path) -> None:
    numbers = ("--emergency-number", "10177", "--emergency-number", "112")
    assert handouts("brand", "edit", "clinic", *numbers).code == 0
    assert load_brand(clinic).emergency_numbers == ("10177", "112")
    assert handouts("brand", "edit", "clinic", "--emergency-number", "999").code == 0
    assert load_brand(clinic).emergency_numbers == ("999",)
    again = handouts("brand", "edit", "clinic", "--emergency-number", "999")
    assert again.out == "nothing is changed\n"
    assert handouts("brand", "edit", "clinic", "--emergency-number", "").code == 0
    assert load_brand(clinic).emergency_numbers == ()
