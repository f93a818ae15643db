"""What the layout does, in words that a person can compare: `make golden` writes them anew."""

from functools import partial
from pathlib import Path

import pytest

from handouts.editions.find import find_or_make
from handouts.layout import signs
from handouts.layout.canvas import TaggedCanvas
from handouts.layout.press import font_book
from handouts.personalise import Handout
from tests.conftest import Golden
from tests.layout.laying_out import theme
from tests.making import EDITIONS, EXAMPLES, PAPERS, RIVERSIDE, SIZES, STAGES, Combination, made
from tests.reading import link_areas, open_pdf, outline, running_lines, tag_tree

GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize("stage", STAGES)
def test_what_stands_where(stage: str, golden: Golden) -> None:
    trace = find_or_make(Combination(stage).request).edition.trace
    golden(GOLDEN / f"{stage}.trace.txt", "\n".join(trace) + "\n")


@pytest.mark.parametrize("stage", STAGES)
def test_what_a_screen_reader_finds(stage: str, golden: Golden) -> None:
    with open_pdf(made(Combination(stage)).pdf) as pdf:
        golden(GOLDEN / f"{stage}.tags.txt", "\n".join(tag_tree(pdf)) + "\n")


@pytest.mark.parametrize("stage", STAGES)
def test_what_a_reader_shows_beside_the_pages(stage: str, golden: Golden) -> None:
    handout = made(Combination(stage))
    with open_pdf(handout.pdf) as pdf:
        told = ["Outline", *outline(pdf), "", "Links", *link_areas(pdf)]
        told += ["", "Running lines", *running_lines(pdf)]
    golden(GOLDEN / f"{stage}.reader.txt", _lines(told, handout))


BRANDED = [*(Combination(brand=folder) for folder in EXAMPLES),
           Combination(text="giant", brand=RIVERSIDE)]  # fmt: skip


@pytest.mark.parametrize("combination", BRANDED, ids=str)
def test_links_and_running_lines_of_a_brand(combination: Combination, golden: Golden) -> None:
    handout = made(combination)
    with open_pdf(handout.pdf) as pdf:
        told = ["Links", *link_areas(pdf), "", "Running lines", *running_lines(pdf)]
    golden(GOLDEN / f"{combination}.reader.txt", _lines(told, handout))


def test_what_signs_look_like(golden: Golden) -> None:
    look = theme()
    canvas = TaggedCanvas(font_book(look.typeface))
    told = []
    for name in signs.NAMES:
        spot = signs.Spot(canvas, 100, 200, 36, 30, look.inks.danger, look.inks, (2, 4, 10))
        stamp = canvas.record(partial(signs.draw, name, spot))
        told += [name, *stamp.operators.splitlines(), ""]
    golden(GOLDEN / "signs.txt", "\n".join(told))


def test_how_many_pages_each_handout_has(golden: Golden) -> None:
    lines = [f"{'':<26}" + "".join(f"{edition:>12}" for edition in EDITIONS)]
    for stage in STAGES:
        for paper in PAPERS:
            for text in SIZES:
                counts = [made(Combination(stage, paper, text, name)).pages for name in EDITIONS]
                name = f"{stage} {paper} {text}"
                lines.append(f"{name:<26}" + "".join(f"{count:>12}" for count in counts))
    golden(GOLDEN / "pages.txt", "\n".join(lines) + "\n")


def _lines(told: list[str], handout: Handout) -> str:
    """Return lines without the handout's id, which any change gives another."""
    return "\n".join(told).replace(handout.id, "(id)") + "\n"
