"""Whether text in a clinic's own typeface can be read: how high, heavy and wide letters are."""

from dataclasses import replace

import pytest

from handouts.typefaces import (
    STYLES,
    Style,
    Use,
    choose_typeface,
    font_flaws,
    load_typeface,
    parse_face,
    unease,
)
from tests.typefaces.fonts import regular
from tests.typefaces.made import BOLD, PLAIN, Design, truetype


def family(design: Design, bold: Design = BOLD) -> dict[Style, bytes]:
    upright, heavy = truetype(design), truetype(bold)
    return {"regular": upright, "italic": upright, "bold": heavy, "bold_italic": heavy}


def found(faces: dict[Style, bytes], use: Use = "text") -> list[tuple[str, bool]]:
    return [(one.message, one.is_error) for one in unease(faces, use)]


def test_the_fonts_of_these_tests_can_be_read_and_pass() -> None:
    assert font_flaws(truetype()) == ()
    assert found(family(PLAIN)) == []


@pytest.mark.parametrize("name", ["source-sans-3", "lexend", "atkinson-hyperlegible-next"])
def test_shipped_typefaces_can_be_read(name: str) -> None:
    faces = {style: face.data for style, face in load_typeface(name).families[0].faces.items()}
    assert found(faces) == []


@pytest.mark.parametrize(
    ("design", "said"),
    [
        (replace(PLAIN, x_height=330), "very small letters: an x is 1.4 mm high"),
        (replace(PLAIN, stem=20), "hairlines"),
        (replace(PLAIN, stem=210), "so heavy"),
        (replace(PLAIN, one_top=500, flag=False), "111 looks like III"),
        (replace(PLAIN, x_height=700, rising=700, hanging=0), "capitals stand for them"),
        (replace(PLAIN, x_height=560, rising=560, hanging=0), "small capitals stand for them"),
        (replace(PLAIN, tops={"x": 900, "v": 200}), "letters that are no letters"),
        (replace(PLAIN, x_height=800, capitals=1100, rising=1100), "fill the whole line"),
        (replace(PLAIN, tops={"f": 1500}), "1.7 times as high"),
    ],
)
def test_what_cannot_be_read_as_text_is_an_error_and_as_headings_a_note(
    design: Design, said: str
) -> None:
    message, is_error = found(family(design))[0]
    assert said in message
    assert is_error
    assert not any(is_error for _, is_error in found(family(design), "headings"))


@pytest.mark.parametrize(
    ("design", "said"),
    [
        (replace(PLAIN, x_height=430), "small letters: an x is 1.8 mm high"),
        (replace(PLAIN, stem=50), "light typeface"),
        (replace(PLAIN, stem=130), "heavy for text"),
        (replace(PLAIN, one_top=500), "old-style figures: 0, 1, 2"),
        (replace(PLAIN, flag=False), "1, l and I look alike"),
        (replace(PLAIN, width=600), "is wide: text takes"),
        (replace(PLAIN, width=350), "is narrow"),
        (replace(PLAIN, tops={"f": 1150}), "lines touch"),
    ],
)
def test_what_is_harder_to_read_is_a_note(design: Design, said: str) -> None:
    bold = replace(BOLD, stem=2 * design.stem)
    message, is_error = found(family(design, bold))[0]
    assert said in message
    assert not is_error


def test_a_typewriter_is_named_as_one() -> None:
    (message, _), *_ = found(family(replace(PLAIN, width=600, widths={"i": 600})))
    assert "same width, as a typewriter" in message


def test_a_bold_that_is_no_bolder_is_an_error() -> None:
    faces = family(PLAIN, replace(BOLD, stem=100))
    assert found(faces) == [
        ("has a bold that is no bolder: its strokes are 1.11 times the regular's", True)
    ]
    assert found(faces, "headings") == []


def test_without_a_bold_ours_sets_what_stands_out_in_text_and_says_so() -> None:
    data = regular()
    own: dict[str, dict[Style, bytes]] = {"house": dict.fromkeys(STYLES, data)}
    assert [message for message, _ in found(own["house"])] == [
        "has no bold: words that stand out are set in Source Sans 3 Semibold"
    ]
    typeface = choose_typeface("house", "house", own)
    ours = load_typeface().families[0].faces
    text, headings = typeface.of(heading=False), typeface.of(heading=True)
    name = parse_face(data).name
    assert [face.name for face, _ in text.runs("a", "regular")] == [name]
    assert [face for face, _ in text.runs("a", "bold")] == [ours["bold"]]
    assert [face.name for face, _ in headings.runs("a", "bold")] == [name]
