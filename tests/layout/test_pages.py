"""How many pages a handout takes, and that they are well filled."""

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from handouts.document import Heading, PageBreak
from handouts.editions.find import find_or_make
from handouts.personalise import personalise
from handouts.prescription import PrescriptionRequest
from handouts.units import MM, PAPERS, PaperName, TextSize
from tests.layout.laying_out import BLANK, edition_of, file_of, text
from tests.making import EXAMPLES, RIVERSIDE, SIZES, STAGES, Combination
from tests.making import PAPERS as BOTH_PAPERS
from tests.reading import text_boxes


@pytest.mark.parametrize("brand", [None, *EXAMPLES], ids=lambda brand: brand.name if brand else "")
@pytest.mark.parametrize("paper", BOTH_PAPERS)
@pytest.mark.parametrize("stage", STAGES)
def test_a_summary_is_one_sheet_printed_on_both_sides(
    stage: str, paper: PaperName, brand: Path | None
) -> None:
    request = Combination(stage, paper, edition="summary", brand=brand).request

    assert find_or_make(request).edition.pages == 2


URGENT = {
    "one": ("dvt_signs",),
    "now": ("bladder",),
    "both": ("bladder", "dvt_signs"),
    "four": ("bladder", "chest", "infection", "dvt_signs"),
}


@pytest.mark.parametrize("brand", [None, *EXAMPLES], ids=lambda brand: brand.name if brand else "")
@pytest.mark.parametrize(("text", "most"), [("standard", 1), ("large", 2), ("giant", 2)])
@pytest.mark.parametrize("paper", BOTH_PAPERS)
@pytest.mark.parametrize("flags", URGENT)
def test_a_sheet_for_urgent_signs_is_one_page_and_two_in_larger_print(
    flags: str, paper: PaperName, text: TextSize, most: int, brand: Path | None
) -> None:
    usual = Combination(paper=paper, text=text, brand=brand).request
    request = replace(usual, prescription=PrescriptionRequest("acute", flags=URGENT[flags]))

    assert find_or_make(request).edition.pages <= most


MOST_PAGES: dict[tuple[PaperName, TextSize], int] = {
    ("a4", "standard"): 10,
    ("letter", "standard"): 11,
    ("a4", "large"): 23,
    ("letter", "large"): 25,
    ("a4", "giant"): 35,
    ("letter", "giant"): 38,
}  # fmt: skip  - on Letter, the line that says "Draft" on page 1 costs acute a page
# This plan says which exercises a chair leaves out, and six of its seven cards are tall.
LONGEST = ("chronic", "chair", ("a4", "standard"))


@pytest.mark.parametrize(("where", "most"), MOST_PAGES.items(), ids=str)
@pytest.mark.parametrize("setting", ["floor", "chair"])
@pytest.mark.parametrize("stage", STAGES)
def test_a_full_handout_keeps_to_its_pages(
    stage: str, setting: str, where: tuple[PaperName, TextSize], most: int
) -> None:
    paper, text = where
    usual = Combination(stage, paper, text=text, brand=RIVERSIDE).request
    request = replace(usual, prescription=PrescriptionRequest(stage, setting=setting))

    assert find_or_make(request).edition.pages <= most + ((stage, setting, where) == LONGEST)


def filled(pdf: bytes, paper: PaperName) -> list[float]:
    """Return which share of its text area each page has filled, from the top to its last words."""
    edge, line = 9 * MM, 12.5  # from the paper's edge to the running lines; their height
    foot, head = edge + 1.5 * line, edge + 1.6 * line
    area = PAPERS[paper].height - foot - head
    lows = [min(box.bottom for box in page if box.bottom > foot) for page in text_boxes(pdf)]
    return [1 - (low - foot) / area for low in lows]


@pytest.mark.parametrize("stage", STAGES)
def test_no_page_but_the_last_is_a_quarter_empty(stage: str) -> None:
    prepared = find_or_make(Combination(stage).request)
    pdf, _ = personalise(prepared.edition, BLANK, prepared.dates)

    shares = filled(pdf, "a4")

    assert len(shares) == prepared.edition.pages
    assert min(shares[:-1]) >= 0.75


_TRACED = re.compile(r"p(\d+) +[\d.]+ +([\d.]+) +(\S+) ?(.*)")
_RUNNING = {"Header", "Footer", "[handout_id]"}


def last_words(lines: Sequence[str]) -> list[tuple[str, str]]:
    """Return what stands lowest on each page but the last, and its words."""
    pages: dict[int, list[tuple[float, str, str]]] = {}
    for line in lines:
        page, top, what, words = _TRACED.fullmatch(line).groups()  # type: ignore[union-attr]
        if what not in _RUNNING:
            pages.setdefault(int(page), []).append((float(top), what, words.strip()))
    return [min(found)[1:] for _, found in sorted(pages.items())[:-1]]


@pytest.mark.parametrize("text", SIZES)
@pytest.mark.parametrize("paper", BOTH_PAPERS)
@pytest.mark.parametrize("stage", STAGES)
def test_no_heading_and_no_label_stands_alone_at_the_foot_of_a_page(
    stage: str, paper: PaperName, text: TextSize
) -> None:
    trace = find_or_make(Combination(stage, paper, text).request).edition.trace

    found = last_words(trace)
    assert [words for what, words in found if what.startswith("H") or words.endswith(":")] == []


def test_the_measure_finds_a_heading_at_the_foot() -> None:
    blocks = (Heading(2, text("One")), PageBreak(), Heading(2, text("Two")))
    assert last_words(edition_of(*blocks).trace) == [("H2", "One")]


def test_the_measure_finds_a_page_that_is_half_empty() -> None:
    blank = file_of(Heading(2, text("One")), PageBreak(), Heading(2, text("Two")))

    assert max(filled(blank, "a4")) < 0.3


@pytest.mark.parametrize("edition", ["full", "summary", "exercises"])
@pytest.mark.parametrize("sore", ["left", "right", "both"])
@pytest.mark.parametrize("stage", STAGES)
def test_a_sore_side_adds_no_page(stage: str, sore: str, edition: str) -> None:
    usual = Combination(stage, edition=edition).request
    request = replace(usual, prescription=PrescriptionRequest(stage, sore=sore))

    assert find_or_make(request).edition.pages <= find_or_make(usual).edition.pages
