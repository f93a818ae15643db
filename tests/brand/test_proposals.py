import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from handouts.brand.logo import Logo, read_logo
from handouts.brand.proposals import MOST, first_readable, propose_colours
from handouts.brand.values import MAIN_CONTRAST
from handouts.colour import WHITE, contrast_ratio, parse_hex

RIVERSIDE = Path(__file__).parents[2] / "examples" / "brands" / "riverside"


def logo_of(*bars: tuple[str, int], ground: str = "white") -> Logo:
    """Return a logo of upright bars, each so many pixels wide, on a ground."""
    image = Image.new("RGBA", (sum(width for _, width in bars) + 40, 120), ground)
    left = 20
    for colour, width in bars:
        ImageDraw.Draw(image).rectangle((left, 0, left + width - 1, 119), fill=colour)
        left += width
    data = io.BytesIO()
    image.save(data, "PNG")
    return read_logo(data.getvalue())


def mains(logo: Logo) -> list[str]:
    return [str(proposal.main) for proposal in propose_colours(logo)]


def test_a_colour_that_can_be_read_is_proposed_exactly_as_it_is() -> None:
    (proposal,) = propose_colours(logo_of(("#0F5C73", 100)))
    assert proposal.main == proposal.taken == parse_hex("#0F5C73")
    assert proposal.words.startswith("as in the logo")


def test_a_pale_colour_is_darkened_and_both_are_told() -> None:
    (proposal,) = propose_colours(logo_of(("#66CCEE", 100)))
    assert proposal.main != proposal.taken
    assert "#66CCEE" in proposal.words


def test_large_areas_come_first_and_greys_last() -> None:
    logo = logo_of(("#666666", 300), ("#0F5C73", 60), ("#B00020", 90))
    assert mains(logo) == ["#B00020", "#0F5C73", "#666666"]


def test_near_white_and_near_black_are_left_out_beside_colours() -> None:
    assert mains(logo_of(("#111111", 300), ("#F6F6F0", 200), ("#0F5C73", 40))) == ["#0F5C73"]


def test_near_black_is_proposed_where_there_is_nothing_else() -> None:
    assert mains(logo_of(("#111111", 300))) == ["#111111"]


def test_a_white_logo_proposes_nothing() -> None:
    assert mains(logo_of(("#FFFFFF", 300), ground="#00000000")) == []


def test_what_is_transparent_does_not_count() -> None:
    assert mains(logo_of(("#0F5C73", 40), ground="#B0002000")) == ["#0F5C73"]


def test_shades_of_one_colour_are_one_proposal() -> None:
    logo = logo_of(("#0F5C73", 100), ("#125F76", 40), ("#0C5970", 40), ("#B00020", 50))
    assert mains(logo) == ["#0F5C73", "#B00020"]


def test_the_proposals_of_the_example_logo_begin_with_its_main_colour() -> None:
    (first, *_) = propose_colours(read_logo((RIVERSIDE / "logo.png").read_bytes()))
    red, green, blue = (
        abs(a - b)
        for a, b in zip(first.main.fractions, parse_hex("#0F5C73").fractions, strict=True)
    )
    assert max(red, green, blue) < 0.02


colours = st.integers(0, 0xFFFFFF).map("#{:06X}".format)


@given(st.lists(st.tuples(colours, st.integers(10, 200)), min_size=1, max_size=6))
def test_every_proposal_can_be_read_and_no_two_look_alike(bars: list[tuple[str, int]]) -> None:
    proposals = propose_colours(logo_of(*bars))
    assert len(proposals) <= MOST
    assert len({proposal.main for proposal in proposals}) == len(proposals)
    assert {str(proposal.taken) for proposal in proposals} <= {colour for colour, _ in bars}
    for proposal in proposals:
        assert contrast_ratio(proposal.main, WHITE) >= MAIN_CONTRAST


@pytest.mark.parametrize("mode", ["L", "RGBA", "LA", "P"])
def test_a_logo_of_any_kind_is_looked_at(mode: str) -> None:
    data = io.BytesIO()
    Image.new("RGB", (90, 90), "#333333").convert(mode).save(data, "PNG")
    assert mains(read_logo(data.getvalue())) == ["#333333"]


def taken(*bars: tuple[str, int]) -> str:
    found = first_readable(logo_of(*bars))
    assert found
    assert contrast_ratio(found.main, WHITE) >= MAIN_CONTRAST
    return str(found.main)


def test_the_automatic_colour_is_the_first_that_can_be_read_as_it_is() -> None:
    assert taken(("#F5B400", 300), ("#0F5C73", 60)) == "#0F5C73"
    assert taken(("#66CCEE", 300), ("#B00020", 90), ("#0F5C73", 60)) == "#B00020"
    assert taken(("#0F5C73", 90), ("#B00020", 60)) == "#0F5C73"
    assert taken(("#66CCEE", 200), ("#F5B400", 100), ("#FFA0A0", 80), ("#0F5C73", 30)) == "#0F5C73"


def test_a_grey_and_then_black_are_taken_where_no_colour_can_be_read() -> None:
    assert taken(("#F5B400", 300), ("#444444", 60)) == "#444444"
    assert taken(("#F5B400", 300), ("#101010", 60)) == "#101010"
    assert taken(("#111111", 300), ("#0F5C73", 40)) == "#0F5C73"


def test_a_logo_of_pale_colours_alone_has_its_first_one_darkened() -> None:
    assert taken(("#66CCEE", 100), ("#F5B400", 60)) == mains(logo_of(("#66CCEE", 100)))[0]


def test_a_white_logo_has_no_automatic_colour() -> None:
    assert first_readable(logo_of(("#FFFFFF", 300), ground="#00000000")) is None
