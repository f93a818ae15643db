"""Fonts of every kind become TrueType files that draw the same, or are refused with a remedy."""

import io
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import brotli
import pytest
from fontTools.pens.boundsPen import BoundsPen
from fontTools.ttLib import TTFont

from handouts import resources
from handouts.font_files import FontRefusedError, Prepared, convert, prepare_typeface
from handouts.font_files import prepare as prepare_module
from handouts.font_files.describe import MOST_UNPACKED, unpacked
from handouts.font_files.model import FontFile
from handouts.font_files.worker import prepared
from handouts.typefaces import font_flaws, parse_face
from handouts.typefaces.outlines import Outlines
from tests.typefaces.fonts import patched, regular
from tests.typefaces.made import (
    BOLD,
    LETTERS,
    PLAIN,
    Design,
    collection,
    postscript,
    truetype,
    variable,
    web,
)

ITALIC = replace(PLAIN, style="Italic", italic=True)
FREE = "This Font Software is licensed under the SIL Open Font License, Version 1.1."
RESERVED = 'Copyright 2026 Made, with Reserved Font Name "Made"'


def prepare(folder: Path, **files: bytes) -> Prepared:
    """Prepare files; the name of each ends with _ and its suffix, such as regular_otf."""
    paths = []
    for name, data in files.items():
        stem, _, suffix = name.rpartition("_")
        paths.append(folder / f"{stem}.{suffix}")
        paths[-1].write_bytes(data)
    return prepare_typeface(paths)


def refused(folder: Path, **files: bytes) -> str:
    with pytest.raises(FontRefusedError) as caught:
        prepare(folder, **files)
    assert caught.value.hint
    return f"{caught.value.file} {caught.value.message}"


def stems(data: bytes) -> set[float]:
    """Return how wide upright strokes are, over all plain letters."""
    outlines = Outlines(data)
    runs = [outlines.of(letter).ink(250) for letter in "HhlI"]
    return {round(found[0][1] - found[0][0]) for found in runs}


def test_a_truetype_file_stays_as_it_is(tmp_path: Path) -> None:
    font = regular()
    made = prepare(tmp_path, Lexend_ttf=font)
    assert (made.family, made.name, made.notes) == ("Lexend", "lexend", ())
    assert made.faces == {"regular": font}


@pytest.mark.parametrize("flavor", ["woff", "woff2"])
def test_a_web_font_is_only_unpacked(tmp_path: Path, flavor: str) -> None:
    packed = web(regular(), flavor)
    made = prepare(tmp_path, **{f"Lexend_{flavor}": packed})
    before, after = parse_face(regular()), parse_face(made.faces["regular"])
    assert before.widths == after.widths
    assert TTFont(io.BytesIO(made.faces["regular"]))["name"].getDebugName(1) == "Lexend"


def test_postscript_outlines_are_drawn_as_truetype_and_keep_widths_and_shapes(
    tmp_path: Path,
) -> None:
    font = postscript()
    made = prepare(tmp_path, regular_otf=font)
    data = made.faces["regular"]
    assert font_flaws(data) == ()
    original, outlines = TTFont(io.BytesIO(font)).getGlyphSet(), Outlines(data)
    for letter in LETTERS:
        pen = BoundsPen(original)
        original[f"g{ord(letter):04X}"].draw(pen)
        assert outlines.of(letter).edges == pen.bounds
    assert parse_face(data).widths == parse_face(truetype()).widths


@pytest.mark.parametrize("make", [truetype, postscript])
def test_roles_are_told_by_what_a_file_says_of_itself(tmp_path: Path, make: object) -> None:
    assert callable(make)
    heavy_italic = replace(BOLD, style="Bold Italic", italic=True)
    made = prepare(
        tmp_path, a_ttf=make(heavy_italic), b_ttf=make(BOLD), c_ttf=make(ITALIC), d_ttf=make(PLAIN)
    )
    assert {style: stems(data) for style, data in made.faces.items()} == {
        "regular": {90}, "italic": {90}, "bold": {140}, "bold_italic": {140},
    }  # fmt: skip


def test_of_many_weights_regular_and_bold_are_taken_and_the_rest_is_told(tmp_path: Path) -> None:
    weights = {"Light": 300, "Medium": 500, "Black": 900}
    more = {
        f"{style}_ttf": truetype(replace(PLAIN, style=style, weight=weight, stem=weight // 5))
        for style, weight in weights.items()
    }
    made = prepare(tmp_path, **more, regular_ttf=truetype(), bold_ttf=truetype(BOLD))
    assert {style: stems(data) for style, data in made.faces.items()} == {
        "regular": {90}, "bold": {140},
    }  # fmt: skip
    assert made.notes == ("not needed: Light.ttf, Medium.ttf, Black.ttf",)


def test_a_variable_font_gives_its_regular_and_its_bold(tmp_path: Path) -> None:
    made = prepare(tmp_path, Made_ttf=variable())
    assert [*made.faces] == ["regular", "bold"]
    assert stems(made.faces["regular"]) == {90}
    assert stems(made.faces["bold"]) == {150}  # 700 lies 3/5 of the way from 400 to 900
    assert all(font_flaws(data) == () for data in made.faces.values())


def test_a_variable_font_with_an_axis_of_slant_gives_its_italics_too(tmp_path: Path) -> None:
    made = prepare(tmp_path, Made_ttf=variable(slanted=True))
    assert {*made.faces} == {"regular", "bold", "italic", "bold_italic"}


def test_of_a_collection_the_faces_are_taken_by_what_they_are(tmp_path: Path) -> None:
    made = prepare(tmp_path, Made_ttc=collection(truetype(BOLD), truetype(PLAIN)))
    assert {style: stems(data) for style, data in made.faces.items()} == {
        "regular": {90}, "bold": {140},
    }  # fmt: skip


def test_of_a_collection_of_two_typefaces_one_is_taken_and_the_other_told(tmp_path: Path) -> None:
    other = replace(PLAIN, family="Other Mono")
    made = prepare(tmp_path, Made_ttc=collection(truetype(other), truetype(), truetype(BOLD)))
    assert made.family == "Made Sans"
    assert made.notes == ("Made Sans was taken, and left out: Other Mono",)


def test_a_package_is_opened_and_the_best_of_it_taken(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        package.writestr("OFL.txt", "licence")
        package.writestr("__MACOSX/static/._Made-Regular.ttf", b"litter")
        package.writestr("static/Made-Regular.ttf", truetype())
        package.writestr("static/Made-Bold.ttf", truetype(BOLD))
        package.writestr("web/Made-Regular.woff", web(truetype(), "woff"))
    made = prepare(tmp_path, Made_zip=packed.getvalue())
    assert made.faces == {"regular": truetype(), "bold": truetype(BOLD)}


def test_a_folder_is_looked_through(tmp_path: Path) -> None:
    folder = tmp_path / "download" / "static"
    folder.mkdir(parents=True)
    (folder / "one.otf").write_bytes(postscript())
    (folder / "licence.txt").write_text("OFL")
    assert [*prepare_typeface([tmp_path / "download"]).faces] == ["regular"]


def name_of(data: bytes) -> str:
    return str(TTFont(io.BytesIO(data))["name"].getDebugName(4))


def test_a_converted_font_keeps_its_name_and_licence(tmp_path: Path) -> None:
    made = prepare(tmp_path, one_otf=postscript())
    names = TTFont(io.BytesIO(made.faces["regular"]))["name"]
    assert names.getDebugName(4) == "Made Sans Regular"
    assert names.getDebugName(13) == FREE
    assert names.getDebugName(0) == PLAIN.notice
    assert made.notes == ()


def test_a_reserved_name_is_left_to_the_original(tmp_path: Path) -> None:
    """OFL 1.1, 3: no modified version may use the Reserved Font Name."""
    made = prepare(tmp_path, one_otf=postscript(replace(PLAIN, notice=RESERVED)))
    assert name_of(made.faces["regular"]) == "House Typeface Regular"
    assert "reserves the name Made Sans" in made.notes[0]
    unpacked = web(truetype(replace(PLAIN, notice=RESERVED)), "woff2")
    made = prepare(tmp_path, one_woff2=unpacked)
    assert (name_of(made.faces["regular"]), made.notes) == ("Made Sans Regular", ())


def test_a_licence_that_is_not_free_is_asked_about(tmp_path: Path) -> None:
    bought = replace(PLAIN, licence="For one computer. All rights reserved.")
    (note,) = prepare(tmp_path, one_otf=postscript(bought)).notes
    assert "ask its maker" in note
    assert prepare(tmp_path, one_ttf=truetype(bought)).notes == ()


@pytest.mark.parametrize(("rights", "said"), [(2, "may not be embedded"), (0x100, "whole")])
def test_a_font_that_may_not_be_embedded_is_refused_in_every_wrapping(
    tmp_path: Path, rights: int, said: str
) -> None:
    design = replace(PLAIN, rights=rights)
    wrapped = {
        "a_otf": postscript(design),
        "b_woff2": web(truetype(design), "woff2"),
        "c_ttc": collection(truetype(design), truetype(design)),
    }
    for name, data in wrapped.items():
        assert said in refused(tmp_path, **{name: data})


def test_files_of_two_typefaces_are_not_mixed(tmp_path: Path) -> None:
    other = truetype(replace(BOLD, family="Other"))
    message = refused(tmp_path, one_ttf=truetype(), two_ttf=other)
    assert message == "two.ttf is of another typeface; there are Made Sans, Other"


def test_an_italic_alone_is_no_typeface_for_text(tmp_path: Path) -> None:
    assert "text needs an upright" in refused(tmp_path, one_ttf=truetype(ITALIC))


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a_pfb", b"\x80\x01\x00\x00%!PS-AdobeFont", "Type 1"),
        ("a_pfa", b"%!PS-AdobeFont-1.0: House", "Type 1"),
        ("a_afm", b"StartFontMetrics 2.0", "widths of a Type 1 font"),
        ("a_eot", bytes(34) + b"LP" + bytes(20), "old Internet Explorer"),
        ("a_svg", b"<?xml version='1.0'?><svg><font/></svg>", "SVG"),
        ("a_css", b"@font-face { src: url(x.woff2) }", "style sheet"),
        ("a_pcf", b"\x01fcp", "bitmap font"),
        ("a_bdf", b"STARTFONT 2.1", "bitmap font"),
        ("a_fon", b"MZ\x90", "bitmap font"),
        ("a_dfont", b"\0\0\1\0\0\0", "Mac suitcase"),
        ("a_ttf", b"", "is empty"),
        ("a_ttf", b"<!DOCTYPE html><html>", "web page"),
        ("a_gz", b"\x1f\x8b\x08", "packed"),
        ("a_otf", b"version https://git-lfs.github.com/spec/v1", "kept elsewhere"),
        ("a_txt", b"hello", "no font that we know"),
        ("a_zip", b"PK\x03\x04 and no more", "ZIP that is damaged"),
        ("a_otf", b"OTTO" + bytes(300), "damaged or cut off"),
        ("a_woff2", b"wOF2" + bytes(300), "damaged or cut off"),
        ("a_ttc", b"ttcf" + b"\xff" * 300, "damaged or cut off"),
        ("a_otf", postscript()[:2000], "damaged or cut off"),
    ],
)
def test_what_is_no_font_for_us_is_named_with_its_remedy(
    tmp_path: Path, name: str, data: bytes, said: str
) -> None:
    assert said in refused(tmp_path, **{name: data})


def test_a_package_without_fonts_says_what_it_holds(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        package.writestr("fonts/House.eot", b"x")
    assert "only such as House.eot" in refused(tmp_path, a_zip=packed.getvalue())


def test_a_web_font_that_unpacks_to_very_much_is_refused(tmp_path: Path) -> None:
    bomb = bytearray(web(truetype(), "woff"))
    for entry in range(int.from_bytes(bomb[12:14], "big")):
        bomb[44 + 20 * entry + 12 : 44 + 20 * entry + 16] = (2**30).to_bytes(4, "big")
    assert "damaged or cut off" in refused(tmp_path, a_woff=bytes(bomb))


def test_other_signs_in_the_places_of_letters_are_found_out(tmp_path: Path) -> None:
    greek = {"a": "alpha", "b": "beta", "g": "gamma", "d": "delta", "l": "lambda", "p": "pi"}
    font = postscript(replace(PLAIN, names=greek))
    assert "for a one named alpha" in refused(tmp_path, a_otf=font)


def test_a_font_that_calls_itself_one_of_signs_is_refused(tmp_path: Path) -> None:
    # OpenType 1.9, OS/2: sFamilyClass 12 is symbolic
    signs = patched(truetype(), "OS/2", 30, b"\x0c\0")
    assert "font of signs" in refused(tmp_path, a_ttf=signs)


def test_the_same_files_make_the_same_bytes(tmp_path: Path) -> None:
    one = prepare(tmp_path, a_ttf=variable(), b_otf=postscript(ITALIC))
    other = prepare(tmp_path, a_ttf=variable(), b_otf=postscript(ITALIC))
    assert one == other


def test_a_design_of_these_tests_is_what_it_says() -> None:
    assert stems(truetype(Design(stem=77))) == {77}


def test_what_brotli_packed_is_unpacked_up_to_what_a_font_needs() -> None:
    small = bytes(range(256)) * 100
    assert unpacked(brotli.compress(small, quality=1)) == small
    with pytest.raises(ValueError, match="more than a font needs"):
        unpacked(brotli.compress(bytes(MOST_UNPACKED + 1), quality=1))
    with pytest.raises(ValueError, match="cut off"):
        unpacked(brotli.compress(small, quality=1)[:-5])


def test_a_font_with_very_many_glyphs_is_cut_to_what_handouts_write(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(convert, "_MOST_GLYPHS", 20)
    font = postscript(replace(PLAIN, more=("\u4e00",)))  # a letter of Chinese
    file = FontFile("a.otf", font)
    told, (made,) = prepared([file])
    assert "it was cut to Latin, Greek and Cyrillic letters and signs" in told["notes"][0]
    assert ord("\u4e00") in TTFont(io.BytesIO(font)).getBestCmap()
    assert sorted(parse_face(made).widths) == sorted(map(ord, f" {LETTERS}"))


def begin(monkeypatch: pytest.MonkeyPatch, program: str) -> None:
    """Begin another program in place of the one that reads fonts."""
    command = [sys.executable, "-c", program]
    monkeypatch.setattr(resources, "serving_python", lambda _module: command)


def test_a_font_that_takes_too_long_is_stopped_and_said_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin(monkeypatch, "import time; time.sleep(60)")
    monkeypatch.setattr(prepare_module, "SECONDS", 0.5)
    monkeypatch.setattr(prepare_module, "_BEGINNING", 0.5)
    assert "takes more than 0.5 seconds" in refused(tmp_path, a_ttf=truetype())


def test_a_font_that_ends_the_process_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin(monkeypatch, "import os; os._exit(9)")
    assert "ends the program" in refused(tmp_path, a_ttf=truetype())
