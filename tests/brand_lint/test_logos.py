from dataclasses import replace
from pathlib import Path
from typing import Literal

import pytest
from PIL import Image

from handouts import resources
from handouts.brand import Logo, Look, load_brand
from handouts.brand.logo import read_logo
from handouts.brand_lint.logos import logo_problems
from handouts.colour import parse_hex
from handouts.errors import Problem
from handouts.layout import make_theme
from tests.brand_lint.brands import encoded, found, logo, picture

BLANK = replace(load_brand(resources.default_brand_folder()).look, main=parse_hex("#0F5C73"))
WHITE_INK = (255, 255, 255, 255)
NOTHING = (0, 0, 0, 0)


def problems(look: Look) -> list[Problem]:
    return logo_problems(look, make_theme(look, "a4", "standard", mono=False))


def with_logo(
    shown: Logo, band: Literal["plain", "tinted", "filled"] = "plain", width: float = 60
) -> Look:
    return replace(BLANK, logo=shown, band=band, logo_width=width)


def only(found: list[Problem]) -> Problem:
    (problem,) = found
    assert problem.hint
    return problem


@pytest.mark.parametrize("band", ["plain", "tinted"])
def test_a_sharp_dark_logo_on_a_clear_ground_passes(band: Literal["plain", "tinted"]) -> None:
    assert problems(with_logo(logo((900, 200)), band)) == []


def test_no_logo_is_no_mistake() -> None:
    assert problems(BLANK) == []


@pytest.mark.parametrize(
    ("size", "severity"), [((100, 25), "error"), ((400, 100), "warning"), ((660, 150), "warning")]
)
def test_too_few_pixels_for_the_printed_size_are_named_with_what_is_needed(
    size: tuple[int, int], severity: str
) -> None:
    problem = only(problems(with_logo(logo(size))))
    assert problem.severity == severity
    assert f"is {size[0]} x {size[1]} pixels" in problem.message
    assert "needed 300" in problem.message
    needed = next(int(word) for word in problem.hint.split() if word.isdigit())
    enlarged = logo((needed, round(needed * size[1] / size[0])))
    assert problems(with_logo(enlarged)) == []


def test_the_width_in_the_hint_is_one_at_which_the_logo_is_sharp() -> None:
    small = logo((500, 110))
    problem = only(problems(with_logo(small)))
    narrower = float(problem.hint.rpartition("= ")[2])
    assert problems(with_logo(small, width=narrower)) == []


def test_a_drawing_is_sharp_at_any_size() -> None:
    shape = '<path d="M0 0H4V.2H.2V1H0Z"/>'
    data = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 1">{shape}</svg>'.encode()
    assert problems(with_logo(read_logo(data))) == []


@pytest.mark.parametrize("size", [(1600, 130), (200, 1600)])
def test_a_logo_too_wide_or_too_tall_to_read_is_a_warning(size: tuple[int, int]) -> None:
    problem = only(problems(with_logo(logo(size))))
    assert problem.severity == "warning"
    assert "too small to read" in problem.message


def test_empty_margins_are_named_with_their_sides() -> None:
    problem = only(problems(with_logo(logo((1500, 400), margin=0.17))))
    assert all(f"% {side}" in problem.message for side in ("left", "top", "right", "bottom"))
    assert "crop" in problem.hint
    assert problems(with_logo(logo((1500, 400), margin=0.1))) == []


def test_a_logo_that_was_cut_free_is_told() -> None:
    problem = only(problems(with_logo(logo((4000, 1000), margin=0.3))))
    assert problem.severity == "warning"
    assert "cut free" in problem.message


@pytest.mark.parametrize(
    ("ink", "severity"),
    [((250, 240, 160, 255), "error"), ((190, 190, 190, 255), "warning"), (WHITE_INK, "error")],
)
def test_ink_too_pale_for_paper_is_found(ink: tuple[int, ...], severity: str) -> None:
    problem = only(problems(with_logo(logo(ink=ink))))
    assert problem.severity == severity
    assert "too pale on white paper" in problem.message


def test_a_pale_logo_is_fine_on_a_dark_box_of_its_own() -> None:
    assert problems(with_logo(logo(ink=WHITE_INK, ground=(15, 92, 115, 255), margin=0.1))) == []


@pytest.mark.parametrize("mode", ["RGB", "RGBA"])
def test_a_white_box_is_nothing_on_paper_and_shows_on_a_tint(mode: str) -> None:
    boxed = logo(ground=(255, 255, 255, 255), margin=0.1, mode=mode)
    assert problems(with_logo(boxed)) == []
    problem = only(problems(with_logo(boxed, "tinted")))
    assert "has a box of #FFFFFF" in problem.message
    assert "transparent" in problem.hint


def test_a_box_that_is_nearly_white_prints_grey() -> None:
    problem = only(problems(with_logo(logo(ground=(246, 246, 243, 255), margin=0.1))))
    assert "faint grey" in problem.message


def test_a_filled_band_wants_a_light_logo() -> None:
    dark = with_logo(logo(), "filled")
    missing = only(problems(dark))
    assert (missing.source, missing.severity) == ("brand.toml:logo_light", "warning")
    assert problems(replace(dark, logo_light=logo(ink=WHITE_INK))) == []
    unfit = only(problems(replace(dark, logo_light=logo(ink=(15, 92, 115, 255)))))
    assert unfit.source == "brand.toml:logo_light"
    assert unfit.severity == "error"
    assert "too dark on the filled band" in unfit.message
    boxed = logo(ink=(15, 92, 115, 255), ground=WHITE_INK, margin=0.1)
    box = only(problems(replace(dark, logo_light=boxed)))
    assert box.severity == "error"
    assert "box" in box.message


def test_a_logo_that_pales_in_grey_wants_a_mono_version() -> None:
    # A light red seen well enough as colour would be no more so in grey: luminance is the same.
    assert problems(with_logo(logo(ink=(200, 60, 60, 255)))) == []
    mono = replace(with_logo(logo()), logo_mono=logo(ink=(225, 225, 225, 255)))
    problem = only(problems(mono))
    assert problem.source == "brand.toml:logo_mono"
    assert "pale" in problem.message


@pytest.mark.parametrize("ground", [NOTHING, (255, 255, 255, 255)])
def test_an_empty_logo_is_an_error(ground: tuple[int, ...]) -> None:
    empty = read_logo(encoded(Image.new("RGBA", (900, 200), ground)))
    problem = only(problems(with_logo(empty)))
    assert (problem.severity, "shows nothing" in problem.message) == ("error", True)


def test_a_logo_from_a_printer_in_cmyk_is_judged_as_it_looks(tmp_path: Path) -> None:
    fine = picture((900, 200), (255, 120, 0, 60), (0, 0, 0, 0), 0.05, "CMYK")
    files = {"logo.jpg": encoded(fine, "JPEG")}
    assert found(tmp_path, files, logo="logo.jpg") == {}
    pale = picture((900, 200), (0, 0, 60, 0), (0, 0, 0, 0), 0.05, "CMYK")
    (problem,) = found(tmp_path, {"logo.jpg": encoded(pale, "JPEG")}, logo="logo.jpg")[
        "brand.toml:logo"
    ]
    assert "too pale" in problem.message


def test_a_problem_of_a_logo_that_is_inherited_names_the_file_that_says_so(tmp_path: Path) -> None:
    group = tmp_path / "group"
    group.mkdir()
    (group / "logo.png").write_bytes(encoded(picture((100, 25))))
    (group / "brand.toml").write_text('name = "Group"\nlogo = "logo.png"\n', encoding="utf-8")
    sources = found(tmp_path / "clinic", text='extends = "../group"')
    assert list(sources) == ["../group/brand.toml:logo"]
