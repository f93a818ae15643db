import tomllib
from pathlib import Path

import pytest

from handouts import resources
from handouts.typefaces import read_face

PAIRS = tomllib.loads((Path(__file__).parent / "kerning_pairs.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("font", PAIRS)
def test_letters_are_kerned_as_harfbuzz_kerns_them(font: str) -> None:
    face = read_face(resources.fonts_folder() / f"{font}.ttf")

    read = {pair: round(face.kern(*pair) * face.units / 1000) for pair in PAIRS[font]}

    assert read == PAIRS[font]
    assert any(read.values())


def test_nothing_is_kerned_next_to_a_space() -> None:
    face = read_face(resources.fonts_folder() / "source-sans-3/SourceSans3-Regular.ttf")

    assert face.kern("T", " ") == face.kern(" ", "o") == 0
    assert face.kern("T", "o") < 0


def test_a_text_is_as_wide_as_its_letters_and_their_kerning() -> None:
    face = read_face(resources.fonts_folder() / "source-sans-3/SourceSans3-Regular.ttf")
    letters = face.widths[ord("T")] + face.widths[ord("o")]

    assert face.advance("To") == pytest.approx(letters + face.kern("T", "o"))
