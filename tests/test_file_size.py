"""How large a file is: a handout is sent by e-mail and opened on a telephone."""

import hashlib
import statistics
from itertools import chain

import pikepdf
import pytest

from tests.making import RIVERSIDE, STAGES, Combination, made
from tests.reading import open_pdf

LARGEST_FILE = 270_000
EXERCISES = 7
OF_THE_BODY = 3  # the sciatic nerve, pain that moves up, and the outline to shade
LARGEST_PICTURE = 12_000  # the median of them, compressed
# The logo is a form or an image of its own; a picture paints dozens of areas and lines.
PICTURE_PATHS = 50


def pictures(pdf: pikepdf.Pdf) -> list[bytes]:
    """Return the compressed content of each form that is a picture of an exercise or the body."""
    forms = [
        item
        for item in pdf.objects
        if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Form"
    ]
    return [
        form.read_raw_bytes() for form in forms if form.read_bytes().count(b" m ") > PICTURE_PATHS
    ]


@pytest.mark.parametrize("mono", [False, True], ids=["colour", "mono"])
@pytest.mark.parametrize("stage", STAGES)
def test_a_branded_handout_of_seven_exercises_stays_small(stage: str, mono: bool) -> None:
    data = made(Combination(stage, brand=RIVERSIDE, mono=mono)).pdf
    with open_pdf(data) as pdf:
        assert len(pictures(pdf)) == EXERCISES + OF_THE_BODY
    assert len(data) < LARGEST_FILE


def test_pictures_are_small_and_each_stands_in_a_file_once() -> None:
    found = []
    for stage in STAGES:
        with open_pdf(made(Combination(stage, brand=RIVERSIDE)).pdf) as pdf:
            found.append(pictures(pdf))
    for one in found:
        assert len({hashlib.sha256(content).digest() for content in one}) == len(one)
    assert statistics.median(map(len, chain.from_iterable(found))) <= LARGEST_PICTURE
