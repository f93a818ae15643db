"""Captions under the positions of a picture, and letters in it: text, in the page's own type."""

import io

import pypdfium2
import pytest

from handouts import resources
from handouts.document import Document, Heading, Picture
from handouts.figures import PEOPLE, Drawing, Panel, arrange, palette
from handouts.figures import Picture as Baked
from handouts.figures.drawing import Letter, Mark
from handouts.layout import Illustration, lay_out, make_masthead
from handouts.layout.pictures import DrawnBox, drawn
from handouts.layout.tags import Tag
from handouts.personalise import personalise
from handouts.units import TextSize
from tests.layout.laying_out import BLANK, DATES, text, theme


def panel(width: int, *letters: Letter) -> Panel:
    corners = (0, 0, width, 0, width, 900)
    return Panel((0, 0, width, 900), (Mark("fill", "skin", 0, "mllz", corners),), letters)


def drawing(*panels: Panel) -> Drawing:
    return arrange(Baked("bow", "man", "0", panels))


def illustration(shown: Drawing, *captions: str) -> Illustration:
    return Illustration(shown, palette("#1f4e79", PEOPLE[0]), "A person bows.", captions)


def words_on_page(shown: Illustration, size: TextSize = "standard") -> str:
    block = Picture("bow", shown.alt, shown.captions)
    document = Document(
        title="Title", subject="Subject", language="en",
        blocks=(Heading(1, text("Title")), block),
        footer="Footer", page_words="Page {page} of {pages}", handout_words="Handout",
    )  # fmt: skip
    masthead = make_masthead("Clinic", (("Line", ""),), None)
    profile = resources.colour_profile()
    edition = lay_out(document, theme(size), masthead, {"bow": shown}, "test", profile)
    data, _ = personalise(edition, BLANK, DATES)
    page = pypdfium2.PdfDocument(io.BytesIO(data))[0]
    return str(page.get_textpage().get_text_range())


def test_each_position_has_its_caption_as_text() -> None:
    shown = illustration(drawing(panel(300), panel(400)), "Start", "Finish")

    assert "Start" in words_on_page(shown)
    assert "Finish" in words_on_page(shown)


def test_captions_of_which_there_is_not_one_for_each_position_are_left_out() -> None:
    assert "Start" not in words_on_page(illustration(drawing(panel(300)), "Start"))
    assert "Halfway" not in words_on_page(
        illustration(drawing(panel(300), panel(400)), "Start", "Halfway", "Finish")
    )


def test_a_letter_in_a_picture_is_text() -> None:
    assert "Q" in words_on_page(illustration(drawing(panel(300, Letter("Q", 100, 300)))))


@pytest.mark.parametrize("size", ["standard", "large", "giant"])
def test_captions_never_run_into_each_other(size: TextSize) -> None:
    shown = illustration(drawing(panel(120), panel(90), panel(110)), "Foot on", "Step up", "Tap it")

    box = drawn("bow", shown, (300.0, 170.0), Tag("Figure"), theme(size))

    assert isinstance(box, DrawnBox)
    for caption, place in zip(box.captions, box.illustration.drawing.panels, strict=True):
        assert all(line.width <= place.width * box.scale + 0.5 for line in caption.lines)
    assert box.width <= 300.01
    assert box.height <= 170.01


def test_captions_that_do_not_fit_side_by_side_are_broken_into_lines() -> None:
    panels = drawing(panel(300), panel(300), panel(300))
    shown = illustration(panels, "Down to the foot", "Only to the thigh", "Only in the back")

    box = drawn("bow", shown, (250.0, 200.0), Tag("Figure"), theme("giant"))

    assert isinstance(box, DrawnBox)
    assert max(len(caption.lines) for caption in box.captions) > 1
    assert "foot" in words_on_page(shown, "giant")
    for caption, place in zip(box.captions, box.illustration.drawing.panels, strict=True):
        assert all(line.width <= place.width * box.scale + 0.5 for line in caption.lines)
    assert box.height <= 200.01


def test_without_captions_a_picture_has_the_whole_room() -> None:
    with_words = drawn("bow", illustration(drawing(panel(300), panel(400)), "Start", "Finish"),
                       (300.0, 80.0), Tag("Figure"), theme())  # fmt: skip
    without = drawn("bow", illustration(drawing(panel(300), panel(400))),
                    (300.0, 80.0), Tag("Figure"), theme())  # fmt: skip
    assert isinstance(with_words, DrawnBox)
    assert isinstance(without, DrawnBox)

    assert without.scale > with_words.scale
    assert with_words.height == pytest.approx(without.height)
