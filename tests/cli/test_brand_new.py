import json
import os
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from handouts.brand import load_brand
from tests.cli.running import Run
from tests.typefaces.made import PLAIN, truetype, web, write_house_fonts

if os.name != "nt":
    from tests.cli.terminal import talk

terminal = pytest.mark.skipif(os.name == "nt", reason="needs a pseudo-terminal")

NEW = ("brand", "new", "clinic")


@pytest.fixture
def logo(tmp_path: Path) -> str:
    """A logo with a large pale yellow part, a small blue one and a smaller grey one."""
    image = Image.new("RGB", (1200, 400), "white")
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, 600, 399), fill="#F2C200")
    draw.rectangle((700, 0, 900, 399), fill="#0F5C73")
    draw.rectangle((1000, 0, 1100, 399), fill="#777777")
    image.save(tmp_path / "our logo.jpg", quality=95, comment=b"made at home")
    return "our logo.jpg"


# -- without questions


def test_a_name_alone_makes_a_folder_that_works(handouts: Run, tmp_path: Path) -> None:
    done = handouts(*NEW, "--name", "Clinic")
    assert (done.code, done.out, done.err) == (0, "clinic\n", "")
    files = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.*")}
    assert files == {
        "clinic/brand.toml", "clinic/brand.schema.json", "clinic/templates/README.txt",
        "clinic/exercises/README.txt", "clinic/sections/README.txt",
        "clinic/regions/README.txt",
    }  # fmt: skip
    assert load_brand(tmp_path / "clinic").name == "Clinic"
    assert handouts("patient", "--stage", "acute", "--brand", "clinic").code == 0


def test_every_option_reaches_the_brand(handouts: Run, tmp_path: Path, logo: str) -> None:
    done = handouts(
        *NEW, "--name", 'The "Clinic" \\ Co', "--address", "1 Quay", "--address", "Town",
        "--phone", "01632 960140", "--web", "clinic.example", "--email", "desk@clinic.example",
        "--hours", "Mondays", "--out-of-hours-label", "Nights", "--out-of-hours-phone",
        "01632 960199", "--region", "ie", "--emergency-number", "112", "--logo", logo,
        "--colour", "#0f5c73", "--no-input",
    )  # fmt: skip
    assert (done.code, done.err) == (0, "")
    brand = load_brand(tmp_path / "clinic")
    assert brand.name == 'The "Clinic" \\ Co'
    assert brand.address == ("1 Quay", "Town")
    assert (brand.phone, brand.web, brand.email) == (
        "01632 960140", "clinic.example", "desk@clinic.example",
    )  # fmt: skip
    assert (brand.hours, brand.region, brand.emergency_numbers) == ("Mondays", "ie", ("112",))
    assert (brand.out_of_hours.label, brand.out_of_hours.phone) == ("Nights", "01632 960199")
    assert str(brand.look.main) == "#0F5C73"
    assert brand.look.logo is not None


def test_the_logo_is_written_anew_without_what_else_the_file_held(
    handouts: Run, tmp_path: Path, logo: str
) -> None:
    assert b"made at home" in (tmp_path / logo).read_bytes()
    assert handouts(*NEW, "--name", "Clinic", "--logo", logo).code == 0
    copied = (tmp_path / "clinic" / "logo.png").read_bytes()
    assert copied.startswith(b"\x89PNG")
    assert b"made at home" not in copied


def test_without_a_colour_the_first_of_the_logo_that_can_be_read_is_taken_and_told(
    handouts: Run, tmp_path: Path, logo: str
) -> None:
    done = handouts(*NEW, "--name", "Clinic", "--logo", logo)
    main = load_brand(tmp_path / "clinic").look.main
    assert str(main) in done.err
    assert "as in the logo" in done.err
    assert (main.red < main.blue, main.green < main.blue) == (True, True)


def test_a_brand_can_extend_the_one_beside_it(handouts: Run, tmp_path: Path) -> None:
    group = ("brand", "new", "group", "--name", "Group", "--colour", "#0F5C73")
    assert handouts(*group).code == handouts(*NEW, "--extends", "group").code == 0
    brand = load_brand(tmp_path / "clinic")
    assert (brand.name, str(brand.look.main)) == ("Group", "#0F5C73")
    done = handouts("brand", "new", "deep/clinic", "--extends", "group")
    assert done.code == 3
    assert "error: --extends: does not lie beside the new folder" in done.err


def test_every_wrong_option_is_told_with_its_remedy_and_nothing_is_written(
    handouts: Run, tmp_path: Path
) -> None:
    wrong = {
        "--phone": "abc", "--email": "x", "--web": "no web", "--region": "ukk",
        "--emergency-number": "9", "--colour": "#FFEE00", "--logo": "missing.png",
        "--out-of-hours-phone": "?", "--extends": "missing", "--name": "x\x00y",
    }  # fmt: skip
    done = handouts(*NEW, *(word for pair in wrong.items() for word in pair))
    assert done.code == 3
    for option in wrong:
        assert f"error: {option}: " in done.err
    assert done.err.count("  hint: ") == len(wrong)
    assert list(tmp_path.iterdir()) == []


def test_without_a_terminal_a_name_must_be_given(handouts: Run, tmp_path: Path) -> None:
    done = handouts(*NEW)
    assert done.code == 2
    assert "--name" in done.err
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_holds_something_is_refused(handouts: Run, tmp_path: Path) -> None:
    (tmp_path / "clinic").mkdir()
    (tmp_path / "clinic" / "mine.txt").write_text("mine")
    done = handouts(*NEW, "--name", "Clinic")
    assert done.code == 5
    assert "is not empty" in done.err
    assert [path.name for path in (tmp_path / "clinic").iterdir()] == ["mine.txt"]


def test_force_writes_beside_files_that_are_there_and_deletes_none(
    handouts: Run, tmp_path: Path
) -> None:
    mine = tmp_path / "clinic" / "templates" / "why.md"
    mine.parent.mkdir(parents=True)
    mine.write_text("## Why\n\nBecause.\n")
    assert handouts(*NEW, "--name", "Clinic", "--force").code == 0
    assert mine.read_text() == "## Why\n\nBecause.\n"
    assert load_brand(tmp_path / "clinic").name == "Clinic"
    assert [path.name for path in tmp_path.iterdir()] == ["clinic"]


def test_a_file_in_the_place_of_the_folder_is_refused(handouts: Run, tmp_path: Path) -> None:
    (tmp_path / "clinic").write_text("a file")
    done = handouts(*NEW, "--name", "Clinic", "--force")
    assert done.code == 5
    assert "is a file" in done.err


def test_json_tells_what_was_made(handouts: Run) -> None:
    told = json.loads(handouts(*NEW, "--name", "Clinic", "--colour", "#0F5C73", "--json").out)
    assert told == {
        "folder": "clinic", "main": "#0F5C73", "keys": ["colours.main", "name"], "problems": [],
    }  # fmt: skip


def test_a_logo_that_is_small_and_pale_is_told_at_once(handouts: Run, tmp_path: Path) -> None:
    image = Image.new("CMYK", (90, 30), (0, 0, 0, 0))
    ImageDraw.Draw(image).rectangle((4, 4, 60, 25), fill=(0, 40, 255, 0))
    image.save(tmp_path / "logo.jpg")
    done = handouts(*NEW, "--name", "Clinic", "--logo", "logo.jpg")
    assert (done.code, done.out) == (0, "clinic\n")
    assert "too few" in done.err
    assert "too pale" in done.err
    assert load_brand(tmp_path / "clinic").look.logo is not None
    told = json.loads(handouts("brand", "check", "clinic", "--json").out)
    assert "templates/README.txt" not in {problem["source"] for problem in told}


# -- with questions


@terminal
def test_the_questions_make_a_brand_and_explain_each_wrong_answer(
    tmp_path: Path, logo: str
) -> None:
    done = talk(
        tmp_path,
        list(NEW),
        [
            ("Name of the clinic: ", "\n"),
            ("it is the one thing that must be there", ""),
            ("Name of the clinic: ", "Zoë's Clinic\n"),
            ("line 1: ", "1 Quay\n"),
            ("line 2: ", "Town\n"),
            ("line 3: ", "\n"),
            ("Telephone: ", "call me\n"),
            ("write digits", ""),
            ("Telephone: ", "01632 960140\n"),
            ("E-mail address: ", "\n"),
            ("Web address: ", "clinic.example\n"),
            ("6 pm: ", "\n"),
            ("whom to call: ", "Nights\n"),
            ("Their telephone: ", "01632 960199\n"),
            ("nz, uk, us): ", "ux\n"),
            ("no such region", ""),
            ("nz, uk, us): ", "uk\n"),
            ("not the region's: ", "\n"),
            ("a picture file: ", "nowhere.png\n"),
            ("check the path", ""),
            ("a picture file: ", f"'{logo}'\n"),
            ("#RRGGBB [1]: ", "#FFFF00\n"),
            ("too pale", ""),
            ("#RRGGBB [1]: ", "2\n"),
        ],
    )
    assert done.code == 0, done.screen
    assert done.screen.endswith("\nclinic\n")
    brand = load_brand(tmp_path / "clinic")
    assert (brand.name, brand.address) == ("Zoë's Clinic", ("1 Quay", "Town"))
    assert (brand.phone, brand.email, brand.web) == ("01632 960140", "", "clinic.example")
    assert (brand.out_of_hours.label, brand.out_of_hours.phone) == ("Nights", "01632 960199")
    assert brand.look.logo is not None
    main = brand.look.main
    assert main.blue > main.green > main.red


@terminal
def test_only_what_no_option_says_is_asked_and_enter_leaves_out(tmp_path: Path) -> None:
    done = talk(
        tmp_path,
        [*NEW, "--name", "Clinic", "--address", "1 Quay", "--region", "us"],
        [
            ("Telephone: ", "\n"),
            ("E-mail address: ", "\n"),
            ("Web address: ", "\n"),
            ("6 pm: ", "\n"),
            ("whom to call: ", "\n"),
            ("not the region's: ", "\n"),
            ("a picture file: ", "\n"),
            ("Main colour as #RRGGBB: ", "\n"),
        ],
    )
    assert done.code == 0, done.screen
    assert "Their telephone" not in done.screen
    brand = load_brand(tmp_path / "clinic")
    assert (brand.name, brand.region, brand.phone) == ("Clinic", "us", "")


@terminal
@pytest.mark.parametrize("keys", ["\x03", "\x04"], ids=["Ctrl-C", "end of input"])
def test_stopping_at_a_question_leaves_nothing_behind(tmp_path: Path, keys: str) -> None:
    done = talk(
        tmp_path, [*NEW, "--name", "Clinic"], [("line 1: ", "1 Quay\n"), ("line 2: ", keys)]
    )
    assert done.code == 130
    assert "Traceback" not in done.screen
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("given", [("10177", "112"), ("10177 or 112",), ("10177, 112",)])
def test_two_emergency_numbers_become_a_list(
    handouts: Run, tmp_path: Path, given: tuple[str, ...]
) -> None:
    words = [word for one in given for word in ("--emergency-number", one)]
    assert handouts(*NEW, "--name", "C", *words).code == 0
    assert load_brand(tmp_path / "clinic").emergency_numbers == ("10177", "112")


def test_what_is_no_emergency_number_is_refused(handouts: Run) -> None:
    done = handouts(*NEW, "--name", "C", "--emergency-number", "the ward")
    assert done.code == 3
    assert "--emergency-number" in done.err


# -- typefaces


def test_fonts_are_converted_into_the_folder_and_named_in_the_file(
    handouts: Run, tmp_path: Path
) -> None:
    write_house_fonts(tmp_path)
    fonts = ("--font", "House-Regular.otf", "--font", "House-Bold.otf")
    done = handouts(*NEW, "--name", "Clinic", *fonts)
    assert (done.code, done.out, done.err) == (0, "clinic\n", "")
    look = load_brand(tmp_path / "clinic").look
    assert (look.body, look.headings) == ("house", "house")
    names = look.own_typefaces["house"].names
    assert names == {"regular": "fonts/house-regular.ttf", "bold": "fonts/house-bold.ttf"}
    assert handouts("patient", "--stage", "acute", "--brand", "clinic").code == 0


def test_headings_have_a_typeface_of_their_own(handouts: Run, tmp_path: Path) -> None:
    write_house_fonts(tmp_path)
    done = handouts(*NEW, "--name", "Clinic", "--heading-font", "House-Bold.otf", "--json")
    assert done.code == 0
    assert {"typefaces.headings", "typefaces.own.house.regular"} <= set(
        json.loads(done.out)["keys"]
    )
    look = load_brand(tmp_path / "clinic").look
    assert (look.body, look.headings) == ("source-sans-3", "house")


def test_text_and_headings_of_one_family_are_told_apart(handouts: Run, tmp_path: Path) -> None:
    write_house_fonts(tmp_path)
    fonts = ("--font", "House-Regular.otf", "--heading-font", "House-Bold.otf")
    assert handouts(*NEW, "--name", "Clinic", *fonts).code == 0
    look = load_brand(tmp_path / "clinic").look
    assert (look.body, look.headings) == ("house", "house-headings")


def test_a_font_that_cannot_be_read_as_text_makes_no_brand_and_says_what_it_could_be(
    handouts: Run, tmp_path: Path
) -> None:
    script = replace(PLAIN, family="Scrawl", x_height=300)
    (tmp_path / "Scrawl.woff2").write_bytes(web(truetype(script), "woff2"))
    done = handouts(*NEW, "--name", "Clinic", "--font", "Scrawl.woff2")
    assert done.code == 3
    assert "--font: Scrawl has very small letters" in done.err
    assert "use this one for headings alone" in done.err
    assert not (tmp_path / "clinic").exists()
    done = handouts(*NEW, "--name", "Clinic", "--heading-font", "Scrawl.woff2")
    assert (done.code, "error" in done.err) == (0, False)


def test_what_is_no_font_is_named_with_its_remedy(handouts: Run, tmp_path: Path) -> None:
    (tmp_path / "House.pfb").write_bytes(b"\x80\x01%!PS-AdobeFont")
    done = handouts(*NEW, "--name", "Clinic", "--font", "House.pfb")
    assert done.code == 3
    assert "--font: House.pfb is a Type 1 font" in done.err
    assert "hint: ask its maker" in done.err


def test_a_typeface_is_put_into_a_brand_that_is_there(handouts: Run, tmp_path: Path) -> None:
    write_house_fonts(tmp_path)
    assert handouts(*NEW, "--name", "Clinic").code == 0
    done = handouts("brand", "font", "clinic", "House-Regular.otf", "House-Bold.otf")
    assert done.code == 0
    file = tmp_path / "clinic" / "brand.toml"
    own = file.read_text().replace("[typefaces]\n", done.out)
    file.write_text(own)
    assert load_brand(tmp_path / "clinic").look.body == "house"
    again = handouts("brand", "font", "clinic", "House-Regular.otf")
    assert again.code == 5
    assert "--force" in again.err


def test_a_font_of_another_kind_in_the_file_is_told_with_the_command(
    handouts: Run, tmp_path: Path
) -> None:
    write_house_fonts(tmp_path)
    assert handouts(*NEW, "--name", "Clinic").code == 0
    (tmp_path / "House-Regular.otf").rename(tmp_path / "clinic" / "House.otf")
    with (tmp_path / "clinic" / "brand.toml").open("a") as file:
        file.write('[typefaces.own.house]\nregular = "House.otf"\n')
    done = handouts("brand", "check", "clinic")
    assert done.code == 3
    assert "has PostScript outlines" in done.err
    assert "handouts brand font FOLDER FILE" in done.err
