"""What a patient reads: how hard it is, what it promises, how it is set."""

import re
from collections.abc import Iterator
from functools import cache
from statistics import median

import pikepdf
import pytest

from handouts.brand import load_brand
from handouts.content import Library, load_library
from handouts.document import BulletList, Document, NumberedList, every_block
from handouts.prescription import PrescriptionRequest, prescribe
from handouts.readability import Passage, grade, passages, promises
from handouts.resources import default_brand_folder, library_folder
from tests.making import EVERY, RIVERSIDE, made
from tests.reading import open_pdf, text_boxes
from tests.templating.composing import CONDITION, composed, texts

MEDIAN_GRADE = 6.0  # the AMA and the NIH ask for grade 6 or lower
HARDEST_GRADE = 9.0
MOST_POINTS = 7  # CDC Clear Communication Index, item 11

LIBRARY = load_library(library_folder() / CONDITION)
STAGES = list(LIBRARY.stages)
PLANS = list(LIBRARY.plans)
ABBREVIATIONS = {"NHS", "GP", "ER", "USA", "UK", "HSE", "ED"}


@cache
def handout(plan: str) -> Document:
    """Return the full handout of a plan, in the riverside brand."""
    asked = PrescriptionRequest(LIBRARY.plans[plan].stage, plan=plan)
    return composed(LIBRARY, load_brand(RIVERSIDE), asked)


def names(library: Library) -> frozenset[str]:
    """Return what is left out of the measure: names of exercises, clinics, services, sources."""
    brand = load_brand(RIVERSIDE)
    region = library.region
    return frozenset(
        {
            *(words.name for words in library.words.exercises.values()),
            brand.name, brand.web, brand.email, brand.phone, brand.hours, ", ".join(brand.address),
            brand.out_of_hours.label, brand.out_of_hours.phone,
            region.words.urgent_help, region.words.emergency_department,
        }
    )  # fmt: skip


def read_in(document: Document) -> list[Passage]:
    """Return the passages of a handout, the list of sources left out."""
    found = passages(document.blocks, names(LIBRARY))
    return [passage for passage in found if ": Sources: " not in passage.where]


@pytest.mark.parametrize("plan", PLANS)
def test_half_of_all_passages_are_at_grade_six_or_lower(plan: str) -> None:
    found = read_in(handout(plan))
    assert len(found) > 50
    assert median(passage.grade for passage in found) <= MEDIAN_GRADE


@pytest.mark.parametrize("plan", PLANS)
def test_the_sentences_of_a_handout_together_are_at_grade_six_or_lower(plan: str) -> None:
    sentences = tuple(s for passage in read_in(handout(plan)) for s in passage.sentences)
    assert grade(sentences) <= MEDIAN_GRADE


@pytest.mark.parametrize("plan", PLANS)
def test_no_passage_is_above_grade_nine(plan: str) -> None:
    hard = {p.where: (round(p.grade, 1), p.sentences) for p in read_in(handout(plan))}
    assert {where: found for where, found in hard.items() if found[0] > HARDEST_GRADE} == {}


@pytest.mark.parametrize("plan", PLANS)
def test_nothing_promises_a_cure(plan: str) -> None:
    assert [promise for text in texts(handout(plan).blocks) for promise in promises(text)] == []


@pytest.mark.parametrize(
    "text",
    ["This cures you.", "We guarantee it.", "It will heal your nerve.", "Soon you are pain-free."],
)
def test_a_promise_is_noticed(text: str) -> None:
    assert promises(text)


def test_saying_that_it_is_no_cure_is_no_promise() -> None:
    assert promises("It is not a quick cure.") == []


def lists(document: Document) -> Iterator[BulletList | NumberedList]:
    for block in every_block(document.blocks):
        if isinstance(block, BulletList | NumberedList):
            yield block


@pytest.mark.parametrize("plan", PLANS)
def test_no_list_has_more_than_seven_points(plan: str) -> None:
    found = [len(block.items) for block in lists(handout(plan))]
    assert found
    assert max(found) <= MOST_POINTS


@pytest.mark.parametrize("plan", PLANS)
def test_no_word_is_in_capitals_but_abbreviations(plan: str) -> None:
    read = [text for text in texts(handout(plan).blocks) if not text.startswith("Sources: ")]
    shouted = {word for text in read for word in re.findall(r"\b[A-Z]{2,}\b", text)}
    assert shouted <= ABBREVIATIONS


def test_every_stage_and_preference_reads_as_the_region_does() -> None:
    for region in sorted(path.stem for path in (library_folder() / "regions").glob("*.toml")):
        library = load_library(library_folder() / CONDITION, "en", region)
        brand = load_brand(default_brand_folder())
        for stage in STAGES:
            asked = prescribe(library, PrescriptionRequest(stage))
            found = list(passages(composed(library, brand, asked).blocks, names(library)))
            assert median(passage.grade for passage in found) <= MEDIAN_GRADE


SPACING = {"Tw", "Tc", "Tz", '"'}  # operators that stretch a line


@pytest.mark.parametrize("stage", STAGES)
def test_no_text_is_justified(stage: str) -> None:
    pdf = made(next(way for way in EVERY if way.stage == stage)).pdf
    used = {
        str(instruction.operator)
        for page in open_pdf(pdf).pages
        for instruction in pikepdf.parse_content_stream(page)
    }
    assert used & SPACING == set()
    assert "Tj" in used or "TJ" in used
    # Justified lines end at one place; ragged ones hardly ever do.
    ends = [round(box.right) for page in text_boxes(pdf) for box in page if len(box.text) > 40]
    assert max(ends.count(end) for end in ends) < len(ends) / 4
