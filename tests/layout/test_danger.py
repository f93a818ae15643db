"""The danger signs on page 1, however little room a typeface or a name leaves them."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache, partial
from itertools import pairwise, product

import pytest

from handouts import resources
from handouts.brand import Brand, Look, load_brand
from handouts.clinic_library import load_clinic_library
from handouts.content import regions
from handouts.document import (
    Block,
    BulletList,
    CallNumber,
    Document,
    Heading,
    Panel,
    Paragraph,
    every_text,
    plain,
)
from handouts.editions.lay_out import masthead_of
from handouts.layout import CannotLayOut, danger_room, lay_out, make_masthead, make_theme
from handouts.layout.danger import Rest, with_room
from handouts.patients import FIELDS
from handouts.personalise import personalise
from handouts.prescription import PrescriptionRequest, assess
from handouts.templating import Composition, compose, read_template_set
from handouts.units import PaperName, TextSize
from tests.layout.laying_out import BLANK, DATES, look, text
from tests.layout.wide_faces import wide_look
from tests.making import PAPERS, SIZES
from tests.reading import page_texts

ROOT = resources.library_folder()
REGIONS = (*regions(ROOT), "two numbers")
PLAIN = load_brand(resources.default_brand_folder())
LONG = "Northumberland and Tyneside Musculoskeletal Physiotherapy and Rehabilitation Centre"
WORDS = ("More danger signs on the next page.", "More danger signs")
FACES: dict[str, Callable[[], Look]] = {
    "source-sans-3": look,
    "dejavu-sans": lambda: look(headings="dejavu-sans", body="dejavu-sans"),
    "wide": lambda: wide_look(1.25),
}


def brand_of(region: str, name: str) -> Brand:
    two = ("10177", "112") if region == "two numbers" else ()
    called = replace(PLAIN, name=name, phone="01632 960140", web="northumberland.example.org")
    return replace(called, region="uk" if two else region, emergency_numbers=two)


@cache
def first_blocks(region: str, name: str, size: TextSize) -> Document:
    """Return a handout up to its danger signs."""
    brand = brand_of(region, name)
    library = load_clinic_library(ROOT / "sciatica", "en", "", brand)
    templates = read_template_set(resources.templates_folder() / "sciatica", "en")
    asked = PrescriptionRequest("acute", flags=("uncontrolled_heart_or_bp",))
    made = compose(
        templates, library, brand, assess(library, asked), Composition("full", size, FIELDS)
    ).document
    index = next(i for i, b in enumerate(made.blocks) if isinstance(b, Panel) and is_danger(b))
    return replace(made, blocks=made.blocks[: index + 1])


def is_danger(block: Panel) -> bool:
    return block.kind == "danger"


@pytest.mark.parametrize("face", FACES)
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("name", ["Clinic", LONG], ids=["short", "long"])
def test_every_region_has_its_whole_danger_box_in_every_typeface(
    face: str, size: TextSize, paper: PaperName, name: str
) -> None:
    theme = make_theme(FACES[face](), paper, size, mono=False)
    for region in REGIONS:
        document = first_blocks(region, name, size)
        masthead = masthead_of(brand_of(region, name), mono=False)
        lay_out(document, theme, masthead, {}, "test", resources.colour_profile())


# -- where there is too little room


SIGNS = tuple(f"Sign number {chr(ord('A') + count)} of the danger signs" for count in range(7))
PANEL = Panel(
    "danger",
    text("Go now if new or worse"),
    (
        CallNumber(text("Go to the emergency department, or call"), text("10177 or 112")),
        BulletList(tuple(text(sign) for sign in SIGNS)),
        Paragraph(text("One leg getting weaker? Get help today.")),
    ),
)


def crowded(lines: int, words: tuple[str, str] = WORDS) -> Document:
    """Return a document with so many lines before its danger signs."""
    said = tuple(Paragraph(text(f"Line {number}.")) for number in range(lines))
    before: tuple[Block, ...] = (Heading(1, text("Title")), *said)
    return Document(
        title="Title", subject="Subject", language="en",
        blocks=(*before, PANEL, Heading(2, text("What follows")), Paragraph(text("Rest."))),
        footer="Footer", page_words="Page {page} of {pages}", handout_words="Handout",
        danger_words=words,
    )  # fmt: skip


def pages_of(document: Document, size: TextSize, paper: PaperName = "a4") -> list[str]:
    theme = make_theme(look(), paper, size, mono=False)
    masthead = make_masthead("Clinic", (), None)
    edition = lay_out(document, theme, masthead, {}, "test", resources.colour_profile())
    return [" ".join(one.split()) for one in page_texts(personalise(edition, BLANK, DATES)[0])]


def room_of(document: Document, size: TextSize, paper: PaperName = "a4") -> str:
    theme = make_theme(look(), paper, size, mono=False)
    return danger_room(document, theme, make_masthead("Clinic", (), None))


@pytest.mark.parametrize(("size", "paper"), list(product(SIZES, PAPERS)))
def test_the_box_becomes_closer_and_then_parts_as_the_room_before_it_shrinks(
    size: TextSize, paper: PaperName
) -> None:
    seen = [room_of(crowded(lines), size, paper) for lines in range(60)]
    order = {"whole": 0, "close": 1, "parted": 2}
    last = max(lines for lines, room in enumerate(seen) if room == "parted")
    assert all(order[one] <= order[other] for one, other in pairwise(seen[: last + 1]))
    crowds = [lines for lines, room in enumerate(seen) if room != "whole"]
    for lines in {crowds[0], crowds[len(crowds) // 2], last}:
        pages = pages_of(crowded(lines), size, paper)
        boxed, rest, parted = pages[0], pages[1], seen[lines] == "parted"
        assert "10177 or 112" in boxed
        assert SIGNS[0] in boxed
        assert (WORDS[0] in boxed) == parted
        assert all((sign in boxed) or (parted and sign in rest) for sign in SIGNS)
        if parted:
            told = [rest.find(sign) for sign in SIGNS if sign in rest]
            assert rest.index(WORDS[1]) < min(told, default=len(rest))
            assert "Line" not in rest
            assert "What follows" not in boxed


def test_every_sign_is_said_once_wherever_the_box_is_cut() -> None:
    for most in range(2, 12):
        made, room = with_room(crowded(0), partial(has_at_most, most))
        told = [plain(one) for one in every_text(made.blocks)]
        if room == "parted":
            assert sum(isinstance(one, Rest) for one in made.blocks) == 1
        for sign in SIGNS:
            assert told.count(sign) == 1
        assert told.count("One leg getting weaker? Get help today.") == 1


def has_at_most(most: int, blocks: tuple[Block, ...]) -> bool:
    return sum(1 for one in every_text(blocks) if plain(one)) <= most


def test_without_words_for_it_no_box_is_parted() -> None:
    made, room = with_room(crowded(0, ("", "")), lambda _: False)
    assert room == "whole"
    assert made == crowded(0, ("", ""))


def test_words_that_fit_nowhere_are_still_refused() -> None:
    with pytest.raises(CannotLayOut):
        pages_of(crowded(60), "giant")
