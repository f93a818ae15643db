"""What the layout does, in words that a person can compare: `make golden` writes them anew."""

from pathlib import Path

import pytest

from handouts.edition import prepare_edition
from tests.conftest import Golden
from tests.making import EDITIONS, PAPERS, SIZES, STAGES, Combination, made
from tests.reading import open_pdf, tag_tree

GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize("stage", STAGES)
def test_what_stands_where(stage: str, golden: Golden) -> None:
    trace = prepare_edition(Combination(stage).request).edition.trace
    golden(GOLDEN / f"{stage}.trace.txt", "\n".join(trace) + "\n")


@pytest.mark.parametrize("stage", STAGES)
def test_what_a_screen_reader_finds(stage: str, golden: Golden) -> None:
    with open_pdf(made(Combination(stage)).pdf) as pdf:
        golden(GOLDEN / f"{stage}.tags.txt", "\n".join(tag_tree(pdf)) + "\n")


def test_how_many_pages_each_handout_has(golden: Golden) -> None:
    lines = [f"{'':<26}" + "".join(f"{edition:>12}" for edition in EDITIONS)]
    for stage in STAGES:
        for paper in PAPERS:
            for text in SIZES:
                counts = [made(Combination(stage, paper, text, name)).pages for name in EDITIONS]
                name = f"{stage} {paper} {text}"
                lines.append(f"{name:<26}" + "".join(f"{count:>12}" for count in counts))
    golden(GOLDEN / "pages.txt", "\n".join(lines) + "\n")
