from dataclasses import replace
from pathlib import Path

from handouts import resources
from handouts.brand import FontFiles, Look, load_brand
from handouts.brand_lint.glyphs import CLINICAL_SIGNS, glyph_problems
from handouts.typefaces import STYLES, choose_typeface, load_typeface
from tests.brand_lint.brands import found

LOOK = load_brand(resources.default_brand_folder()).look
LEXEND = (resources.fonts_folder() / "lexend" / "Lexend-Regular.ttf").read_bytes()


def own(name: str, data: bytes) -> Look:
    files = FontFiles("brand.toml:typefaces.own.x", dict.fromkeys(STYLES, data))
    return replace(LOOK, body=name, headings=name, own_typefaces={name: files})


def test_the_shipped_typeface_has_all_words_and_signs() -> None:
    assert glyph_problems(LOOK, load_typeface(), ["Plain words", CLINICAL_SIGNS]) == []


def test_what_no_typeface_has_is_an_error_with_its_code_point() -> None:
    (problem,) = glyph_problems(LOOK, load_typeface(), ["Dr \u4e2d\u6587"])
    assert problem.severity == "error"
    assert "U+4E2D, U+6587" in problem.message


def test_what_an_own_typeface_lacks_is_a_warning_that_names_it() -> None:
    look = own("house", LEXEND)
    typeface = choose_typeface("house", "house", {"house": dict.fromkeys(STYLES, LEXEND)})
    (problem,) = glyph_problems(look, typeface, ["Αθήνα"])
    assert (problem.source, problem.severity) == ("brand.toml:typefaces.body", "warning")
    assert "U+0391 greek capital letter alpha" in problem.message


def test_a_name_that_cannot_be_printed_is_found_in_the_folder(tmp_path: Path) -> None:
    sources = found(tmp_path, name="Clinic \u4e2d")
    assert "U+4E2D" in sources["brand.toml"][0].message


def test_a_font_that_may_not_be_used_is_refused_and_the_rest_is_still_checked(
    tmp_path: Path,
) -> None:
    text = 'typefaces.body = "house"\ntypefaces.own.house = { regular = "house.ttf" }'
    sources = found(tmp_path, {"house.ttf": b"OTTO" + bytes(99)}, text, phone="12")
    assert "PostScript outlines" in sources["brand.toml:typefaces.own.house.regular"][0].message
    assert "brand.toml:phone" in sources
