"""Keys of the page that cannot do what they say, partners' logos, and what has to give way."""

from dataclasses import replace
from pathlib import Path

import pytest

from handouts import resources
from handouts.brand_lint import told_of_brand
from handouts.brand_lint.first_page import first_page_problems
from handouts.editions.compose import compose_document
from handouts.editions.request import EditionRequest
from handouts.layout import make_masthead
from handouts.prescription import PrescriptionRequest
from tests.brand_lint.brands import brand_folder, encoded, found, picture
from tests.layout.laying_out import theme

SQUARE = encoded(picture((600, 600)))


def test_a_sound_brand_with_all_of_it_has_no_problem(tmp_path: Path) -> None:
    text = (
        'partners = [{ file = "uni.png", name = "The University" }]\n'
        'address = ["1 Lane", "Town"]\ncolours.bright = "#00B5E2"\n'
        'page = { logo_height = 24, address = true, logo_on = "every" }\n'
        "letterhead = { top = 45, bottom = 20 }\n"
    )
    files = {"logo.png": SQUARE, "uni.png": SQUARE}
    assert found(tmp_path, files, text, logo="logo.png") == {}


@pytest.mark.parametrize(
    ("text", "source", "words"),
    [
        ("page.address = true", "page.address", "there is none"),
        ('page.logo_on = "every"', "page.logo_on", "no logo for white paper"),
        ('partners = ["uni.png"]', "partners.1", 'hears "uni"'),
        ('colours.bright = "#00B5E2"\npage.rules = "none"', "colours.bright", "seen nowhere"),
        ('colours.bright = "#FFFFF0"', "colours.bright", "hardly be seen"),
        ('colours.bright = "#B3211B"', "colours.bright", "red of the danger signs"),
        ("letterhead = { top = 90, bottom = 90 }", "letterhead", "danger signs"),
    ],
)
def test_a_key_that_cannot_do_what_it_says_is_a_note(
    tmp_path: Path, text: str, source: str, words: str
) -> None:
    problems = found(tmp_path, {"uni.png": SQUARE}, text)
    (problem,) = problems[f"brand.toml:{source}"]
    assert problem.severity == "warning"
    assert words in problem.message
    assert list(problems) == [f"brand.toml:{source}"]


@pytest.mark.parametrize(
    ("logo", "words"),
    [
        (encoded(picture((60, 60))), "too few"),
        (encoded(picture((600, 600), ink=(250, 240, 160))), "too pale"),
        (encoded(picture((1600, 100))), "too small"),
    ],
)
def test_partners_logos_are_held_to_what_the_clinic_s_is(
    tmp_path: Path, logo: bytes, words: str
) -> None:
    text = 'partners = [{ file = "uni.png", name = "The University" }]'
    problems = found(tmp_path, {"uni.png": logo}, text)["brand.toml:partners.1"]
    assert any(words in problem.message for problem in problems)


def test_a_partner_s_logo_may_be_a_card_of_a_strong_colour(tmp_path: Path) -> None:
    card = encoded(picture((600, 300), (255, 255, 255), (0, 94, 184, 255), margin=0.2))
    text = 'partners = [{ file = "uni.png", name = "The University" }]\npage.band = "tinted"\n'
    assert found(tmp_path, {"uni.png": card}, text) == {}


def test_a_site_s_own_logo_is_looked_at_under_the_site(tmp_path: Path) -> None:
    text = '[sites.north]\nlogo = "north.png"\n[sites.south]\nphone = "01632 960111"'
    files = {"logo.png": SQUARE, "north.png": encoded(picture((60, 60)))}
    assert list(found(tmp_path, files, text, logo="logo.png")) == ["brand.toml:sites.north.logo"]


def test_what_the_less_plain_keys_do_is_told(tmp_path: Path) -> None:
    text = 'colours.bright = "#00B5E2"\nletterhead = { top = 45 }'
    bright, paper = told_of_brand(brand_folder(tmp_path, text=text))
    assert "colours.bright #00B5E2 (2.4:1 on white) is for rules only" in bright
    assert "page 1 leaves 45 mm at the top and 0 mm at the bottom free" in paper
    assert told_of_brand(brand_folder(tmp_path)) == ()


def test_what_gives_way_to_the_danger_signs_is_told_with_its_sizes() -> None:
    """Signs that need nearly all of page 1 leave neither a tall logo nor an address."""
    request = EditionRequest(PrescriptionRequest("acute"), "summary", text="giant")
    document = compose_document(request)
    tall = theme("giant")
    # Paper that is just high enough for the usual band.
    short = replace(tall.paper, height=tall.paper.height - 195)
    asked = replace(tall.furniture, tallest_logo=68.0)
    masthead = make_masthead("Clinic", (), (SQUARE, 600, 600), address=("1 Lane", "Town"))
    tried = replace(tall, paper=short, furniture=asked)
    problems = first_page_problems(
        {"giant": document}, (tried,), masthead, resources.colour_profile()
    )
    told = {problem.source: problem for problem in problems}
    assert {problem.severity for problem in problems} == {"warning"}
    message = told["brand.toml:page.logo_height"].message
    assert message.endswith("in giant print, so that the danger signs stay on page 1")
    assert "in place of 24" in message
