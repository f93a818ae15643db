import io

import pytest
from PIL import Image

from handouts.brand.logo import Logo
from handouts.brand.logo_ink import look_at
from handouts.colour import WHITE, parse_hex


def logo(image: Image.Image, kind: str = "PNG") -> Logo:
    """Return a picture as it is: read as a logo it would be cut free of its ground."""
    out = io.BytesIO()
    image.save(out, kind)
    return Logo(out.getvalue(), image.width, image.height)


def square(ground: tuple[int, ...], ink: tuple[int, ...], mode: str = "RGBA") -> Image.Image:
    """A picture of 400 x 200 with ink in its middle fifth."""
    image = Image.new(mode, (400, 200), ground)
    image.paste(ink, (160, 80, 240, 120))
    return image


CLEAR = (255, 255, 255, 0)


def test_black_on_clear_is_black_on_paper() -> None:
    ink = look_at(logo(square(CLEAR, (0, 0, 0, 255))))
    assert ink.box is None
    assert ink.contrast == pytest.approx(21)
    assert ink.margins == pytest.approx((0.4, 0.4, 0.4, 0.4))
    assert ink.covered == pytest.approx(0.04)


def test_white_on_clear_is_nothing_on_paper_and_all_on_a_dark_ground() -> None:
    white = logo(square(CLEAR, (255, 255, 255, 255)))
    assert look_at(white, WHITE).contrast == pytest.approx(1)
    assert look_at(white, parse_hex("#0F5C73")).contrast > 5


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_white_box_is_found_and_is_the_ground_that_counts(kind: str) -> None:
    ink = look_at(logo(square((255, 255, 255), (0, 0, 0), "RGB"), kind), parse_hex("#0F5C73"))
    assert ink.box == WHITE
    assert ink.contrast > 18
    assert ink.margins == pytest.approx((0.4, 0.4, 0.4, 0.4), abs=0.02)


def test_half_clear_ink_is_as_pale_as_it_looks() -> None:
    faint = look_at(logo(square(CLEAR, (0, 0, 0, 40))))
    assert faint.contrast < 1.6


def test_a_quarter_of_the_ink_is_enough_to_be_seen() -> None:
    image = square(CLEAR, (250, 240, 160, 255))
    image.paste((0, 0, 0, 255), (160, 80, 184, 120))  # three tenths of it
    assert look_at(logo(image)).contrast > 20
    image.paste((250, 240, 160, 255), (176, 80, 184, 120))  # now two tenths
    assert look_at(logo(image)).contrast < 1.3


@pytest.mark.parametrize("ground", [CLEAR, (255, 255, 255, 255), (15, 92, 115, 255)])
def test_an_empty_picture_shows_nothing(ground: tuple[int, ...]) -> None:
    assert look_at(logo(Image.new("RGBA", (90, 90), ground))).covered == 0


def test_a_badge_that_fills_its_picture_has_no_one_box() -> None:
    image = Image.new("RGB", (90, 90), "white")
    image.paste("black", (0, 0, 45, 90))
    ink = look_at(logo(image))
    assert ink.box is None
    assert ink.covered == 1


def test_dark_ink_on_a_white_card_is_seen() -> None:
    card = Image.new("RGBA", (240, 100), CLEAR)
    card.paste((255, 255, 255, 255), (10, 5, 230, 95))
    card.paste((0, 94, 184, 255), (30, 40, 120, 60))
    assert look_at(logo(card)).contrast > 5


def test_white_letters_in_a_dark_badge_are_seen_and_beside_it_are_not() -> None:
    badge = Image.new("RGBA", (240, 100), CLEAR)
    badge.paste((0, 94, 184, 255), (10, 10, 110, 90))
    badge.paste((255, 255, 255, 255), (20, 20, 100, 80))
    assert look_at(logo(badge)).contrast > 5
    badge.paste((255, 255, 255, 255), (130, 10, 240, 90))
    assert look_at(logo(badge)).contrast < 1.5
