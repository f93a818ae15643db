import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from handouts import resources
from handouts.brand import Brand, load_brand, read_brand
from handouts.brand.layers import _problem
from handouts.brand.model import Calling, telephone_link
from handouts.brand.values import MAIN_CONTRAST, _down
from handouts.colour import WHITE, Colour, contrast_ratio, nearest_passing, parse_hex, tint
from handouts.errors import BadInput, Problem

EXAMPLES = Path(__file__).parents[2] / "examples" / "brands"
LEAST = 'name = "Clinic"\n'


def brand_of(folder: Path, text: str) -> Brand:
    (folder / "brand.toml").write_text(text, encoding="utf-8")
    return load_brand(folder)


def problems_of(folder: Path, text: str) -> dict[str, Problem]:
    with pytest.raises(BadInput) as caught:
        brand_of(folder, text)
    assert all(problem.hint for problem in caught.value.problems)
    return {problem.source: problem for problem in caught.value.problems}


def test_the_shipped_brand_leaves_its_contact_lines_empty() -> None:
    brand = load_brand(resources.default_brand_folder())
    assert brand.name == ""
    assert (brand.address, brand.phone, brand.email, brand.web, brand.look.logo) == (
        (),
        "",
        "",
        "",
        None,
    )


def test_a_brand_may_say_that_it_has_no_name_and_none_may_leave_that_open(tmp_path: Path) -> None:
    assert brand_of(tmp_path, "unnamed = true\n").name == ""
    assert brand_of(tmp_path, f"unnamed = true\n{LEAST}").name == "Clinic"
    for text in ("unnamed = false\n", 'phone = "01632 960100"\n'):
        assert "brand.toml:name" in problems_of(tmp_path, text)


@pytest.mark.parametrize("folder", sorted(EXAMPLES.iterdir()), ids=lambda folder: folder.name)
def test_every_example_brand_is_without_mistakes(folder: Path) -> None:
    brand = load_brand(folder)
    assert brand.phone
    assert brand.look.logo is not None
    assert len(brand.look.logo.png) < 70_000


def test_every_key_reaches_the_brand(tmp_path: Path) -> None:
    brand = brand_of(
        tmp_path,
        """
        name = "Riverside"
        address = ["1 Quay", "Town"]
        phone = "+44 (0)1632 960 100 ext 12"
        email = "desk@riverside.example"
        web = "riverside.example/sciatica"
        hours = "Monday to Friday"
        out_of_hours = { label = "Nights", phone = "01632 960199" }
        region = "ie"
        disclaimer = "One.\\nTwo."
        colours.main = "#0f5c73"
        """,
    )
    assert brand.address == ("1 Quay", "Town")
    assert brand.phone_link == "tel:+441632960100"
    assert brand.web_link == "https://riverside.example/sciatica"
    assert brand.email_link == "mailto:desk@riverside.example"
    assert brand.out_of_hours.phone == "01632 960199"
    assert (brand.region, str(brand.look.main)) == ("ie", "#0F5C73")
    assert brand.disclaimer == "One.\nTwo."


def test_all_mistakes_are_reported_at_once(tmp_path: Path) -> None:
    found = problems_of(
        tmp_path,
        'hours = ""\nour = "x"\ncolours.main = "#zzz"\nphone = "call us"\nemail = "desk"\n'
        'address = "1 Quay"\nweb = "javascript:alert(1)"\nregion = "../uk"\nlogo = "logo.png"\n'
        "out_of_hours = { fone = 1 }",
    )
    keys = {"name", "our", "colours.main", "phone", "email", "address", "web", "region", "logo"}
    assert set(found) == {f"brand.toml:{key}" for key in (*keys, "out_of_hours.fone")}
    assert found["brand.toml:our"].hint == "did you mean hours?"
    assert found["brand.toml:out_of_hours.fone"].hint == "did you mean phone?"


@pytest.mark.parametrize(
    "web",
    [
        "javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "ftp://clinic.example",
        "https://", "https://a b.example", "clinic", "https://user@clinic.example", "//x.example",
        "https://clinic.example/<b>", "http://[::1", "pdf:/x", "#nope", "https://\u202eclinic.example",
    ],
)  # fmt: skip
def test_only_web_addresses_become_web_links(tmp_path: Path, web: str) -> None:
    assert set(problems_of(tmp_path, f'{LEAST}web = "{web}"')) == {"brand.toml:web"}


@given(st.builds(Colour, *[st.integers(0, 255)] * 3))
def test_a_main_colour_that_passes_can_be_read_on_white_and_on_its_own_tint(colour: Colour) -> None:
    main = nearest_passing(colour, WHITE, MAIN_CONTRAST)
    assert contrast_ratio(main, tint(main, 0.08)) >= 4.5


def test_a_pale_main_colour_is_refused_with_the_nearest_that_passes(tmp_path: Path) -> None:
    hint = problems_of(tmp_path, f'{LEAST}colours.main = "#66CCEE"')["brand.toml:colours.main"].hint
    nearest = hint.split()[-1]
    assert contrast_ratio(parse_hex(nearest), WHITE) >= MAIN_CONTRAST
    assert str(brand_of(tmp_path, f'{LEAST}colours.main = "{nearest}"').look.main) == nearest


def test_a_syntax_error_is_one_problem_with_its_line(tmp_path: Path) -> None:
    assert set(problems_of(tmp_path, f"{LEAST}phone = \n")) == {"brand.toml:2"}


def test_a_folder_without_a_brand_file_is_no_brand(tmp_path: Path) -> None:
    (tmp_path / "brnd.toml").write_text(LEAST)
    with pytest.raises(BadInput) as caught:
        load_brand(tmp_path)
    (problem,) = caught.value.problems
    assert problem.hint == "did you mean brnd.toml?"


def test_a_missing_folder_is_said(tmp_path: Path) -> None:
    with pytest.raises(BadInput) as caught:
        load_brand(tmp_path / "nowhere")
    assert "does not exist" in caught.value.problems[0].message


def test_section_templates_are_found_with_their_place(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "contacts.md").write_bytes(b"\xef\xbb\xbf## Call us\r\n")
    (tmp_path / "templates" / "readme.txt").write_text("not a template")
    brand = brand_of(tmp_path, LEAST)
    assert set(brand.sections) == {"contacts"}
    assert brand.sections["contacts"].text == "## Call us\n"
    assert brand.sections["contacts"].source == "templates/contacts.md"


def test_a_section_template_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "contacts.md").write_bytes(b"caf\xe9")
    assert "UTF-8" in problems_of(tmp_path, LEAST)["templates/contacts.md"].hint


@pytest.mark.parametrize("name", ["../logo.png", "logos/../../logo.png", "/etc/passwd", "a\\u0000"])
def test_no_path_leaves_the_folder(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "brand"
    (folder / "logos").mkdir(parents=True)
    Image.new("RGB", (4, 4)).save(tmp_path / "logo.png")
    assert set(problems_of(folder, f'{LEAST}logo = "{name}"')) == {"brand.toml:logo"}


def test_no_link_leads_out_of_the_folder(tmp_path: Path) -> None:
    folder = tmp_path / "brand"
    (folder / "templates").mkdir(parents=True)
    Image.new("RGB", (4, 4)).save(tmp_path / "logo.png")
    (tmp_path / "secret.md").write_text("secret")
    (folder / "logo.png").symlink_to(tmp_path / "logo.png")
    (folder / "templates" / "contacts.md").symlink_to(tmp_path / "secret.md")
    found = problems_of(folder, f'{LEAST}logo = "logo.png"')
    assert {problem.message for problem in found.values()} == {"leads out of the brand's folder"}
    assert len(found) == 2


def test_a_link_in_a_circle_is_refused(tmp_path: Path) -> None:
    (tmp_path / "logo.png").symlink_to(tmp_path / "logo.png")
    assert set(problems_of(tmp_path, f'{LEAST}logo = "logo.png"')) == {"brand.toml:logo"}


def test_a_brand_file_that_is_a_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "brand.toml").mkdir()
    with pytest.raises(BadInput):
        load_brand(tmp_path)


def test_the_digest_changes_with_every_file_and_with_nothing_else(tmp_path: Path) -> None:
    original = EXAMPLES / "riverside"
    copy = tmp_path / "copy"
    shutil.copytree(original, copy)
    assert load_brand(copy).digest == load_brand(original).digest
    Image.new("RGB", (4, 4)).save(copy / "logo.png")
    with_logo = load_brand(copy).digest
    (copy / "templates").mkdir(exist_ok=True)
    (copy / "templates" / "contacts.md").write_text("x")
    with_section = load_brand(copy).digest
    assert len({load_brand(original).digest, with_logo, with_section}) == 3


@pytest.mark.parametrize(
    ("number", "link"),
    [("", ""), ("01632 960100", "tel:01632960100"), ("+1 (555) 010-0199 x7", "tel:+15550100199")],
)
def test_a_number_becomes_a_link_that_dials(number: str, link: str) -> None:
    assert telephone_link(number) == link


@pytest.mark.parametrize(
    ("number", "code", "trunk", "link"),
    [
        ("01632 960100", "44", "0", "tel:+441632960100"),
        ("+44 (0)1632 960100", "44", "0", "tel:+441632960100"),
        ("+33 1 99 00 12 34", "44", "0", "tel:+33199001234"),
        ("303-555-0142", "1", "1", "tel:+13035550142"),
        ("1-800-555-0199", "1", "1", "tel:+18005550199"),
        ("01 555 0100", "", "", "tel:015550100"),
        ("111", "44", "0", "tel:111"),
        ("13 11 26", "61", "0", "tel:131126"),
        ("", "44", "0", ""),
    ],
)
def test_a_number_of_a_region_can_be_dialled_from_everywhere(
    number: str, code: str, trunk: str, link: str
) -> None:
    assert telephone_link(number, Calling(code, trunk)) == link


def test_a_mistake_without_words_of_ours_is_still_explained() -> None:
    problem = _problem(
        {"type": "odd", "loc": ("name",), "msg": "Input is odd", "input": "", "ctx": {}},
        "",
    )
    assert problem.source == "brand.toml:name"
    assert problem.message == "Input is odd"


def test_what_can_be_understood_is_there_beside_what_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "brand.toml").write_text(
        'name = "Clinic"\nphone = "call us"\nregion = "ie"\naddress = ["1 Quay", 2]\n'
        'colours = { main = "#FFFFFF", accent = "#0F5C73" }\npage.band = "striped"\n'
        '[clinicians.sam]\ntitle = "Nurse"\n[clinicians.kim]\nname = "Kim"\n',
        encoding="utf-8",
    )
    brand, problems = read_brand(tmp_path)
    assert brand is not None
    assert {problem.source.removeprefix("brand.toml:") for problem in problems} == {
        "phone", "address.2", "colours.main", "page.band", "clinicians.sam.name",
    }  # fmt: skip
    assert (brand.name, brand.phone, brand.region, brand.address) == ("Clinic", "", "ie", ())
    assert (str(brand.look.accent), brand.look.band) == ("#0F5C73", "plain")
    assert list(brand.clinicians) == ["kim"]


@pytest.mark.parametrize("text", ["name = ", "\xff", ""])
def test_nothing_is_understood_of_a_file_that_is_not_toml(tmp_path: Path, text: str) -> None:
    (tmp_path / "brand.toml").write_bytes(text.encode("latin-1"))
    brand, problems = read_brand(tmp_path)
    assert brand is None
    assert problems


def test_a_pale_colour_is_told_why_more_is_asked_than_wcag_does(tmp_path: Path) -> None:
    (tmp_path / "brand.toml").write_text('name = "C"\n[colours]\nmain = "#6B6F77"\n')
    with pytest.raises(BadInput) as caught:
        load_brand(tmp_path)
    (problem,) = caught.value.problems
    assert "needed 5.25:1" in problem.message
    assert "WCAG asks for 4.5:1" in problem.message
    assert "tinted" in problem.message


def test_a_contrast_that_does_not_pass_never_looks_as_if_it_did() -> None:
    assert _down(5.2499) == "5.24"
