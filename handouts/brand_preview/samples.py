"""The pages that a preview shows: taken from handouts that the brand would really give."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from handouts import resources
from handouts.brand import Brand
from handouts.clinic_library import load_clinic_library
from handouts.content import default_condition
from handouts.document import Document, Heading, Log, Table, every_block, plain
from handouts.document.blocks import Block
from handouts.editions.compose import compose_document
from handouts.editions.request import EditionRequest
from handouts.patients import Patient
from handouts.pdf.edition_data import Edition
from handouts.pdf.imposing import PageForm, page_forms
from handouts.personalise import personalise, prepare_for
from handouts.prescription import PrescriptionRequest

PATIENT = Patient(
    date=dt.date(2026, 11, 23),
    name="Alex Example",
    patient_id="0042-17",
    clinician="Sam Sample, physiotherapist",
    next_visit="in two weeks",
    goal="Walk the dog round the park again.",
)
"""An invented person on a fixed day, so that the same brand gives the same sheet."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A page and the words under which it stands."""

    caption: str
    page: PageForm


@dataclass(frozen=True, slots=True)
class Samples:
    """The pages, and an edition whose glyphs the sheet's own words are set in."""

    pages: tuple[Sample, ...]
    edition: Edition
    date: dt.date = PATIENT.date


def take_samples(folder: Path, site: str, brand: Brand) -> Samples:
    """Return the pages of a brand's handouts that show most of it.

    Raises BadInput where the brand keeps a handout from being made.
    """
    request = EditionRequest(PrescriptionRequest(_stage(brand)), brand=folder, site=site)
    clinician = next((one.line for one in brand.clinicians.values()), PATIENT.clinician)
    patient = replace(PATIENT, clinician=clinician)
    edition, pages = _handout(request, patient)
    document = compose_document(request)
    _, grey = _handout(replace(request, mono=True), patient)
    _, large = _handout(replace(request, text="large"), patient)
    chosen = {
        "Page 1": pages[0],
        "Page 1 in greys, for printers of one colour": grey[0],
        "Page 1 in large print": large[0],
    }
    wanted: tuple[tuple[str, Callable[[Block], bool]], ...] = (
        ("Goals chart", lambda block: isinstance(block, Table) and block.kind == "chart"),
        ("Exercise log", lambda block: isinstance(block, Log)),
    )
    found = {"Exercise cards": _most_pictures(edition)}
    found |= {words: _page_of(document, edition, is_wanted) for words, is_wanted in wanted}
    for caption, index in found.items():
        if index is not None:
            chosen[caption] = pages[index]
    chosen["Last page, with how to reach you"] = pages[-1]
    return Samples(tuple(Sample(*entry) for entry in chosen.items()), edition)


def _stage(brand: Brand) -> str:
    """Return the stage in the middle: its handout has most kinds of exercise."""
    root = resources.library_folder()
    language = brand.defaults.language or "en"
    stages = tuple(load_clinic_library(root / default_condition(root), language, "", brand).stages)
    return stages[len(stages) // 2]


def _handout(request: EditionRequest, patient: Patient) -> tuple[Edition, list[PageForm]]:
    prepared = prepare_for(request, patient)
    pdf, _ = personalise(prepared.edition, patient, prepared.dates)
    return prepared.edition, page_forms(pdf)


def _most_pictures(edition: Edition) -> int | None:
    """Return the index of the page with most pictures: they are of cards. None without any."""
    pictures = [line.split()[0] for line in edition.trace if line.split()[3] == "Figure"]
    if not pictures:
        return None
    fullest = max(dict.fromkeys(pictures), key=pictures.count)
    return int(fullest.removeprefix("p")) - 1


def _page_of(
    document: Document, edition: Edition, is_wanted: Callable[[Block], bool]
) -> int | None:
    """Return the index of the page that a block's heading stands on, None without such a block."""
    heading = ""
    for block in every_block(document.blocks):
        if isinstance(block, Heading):
            heading = plain(block.text)
        if is_wanted(block):
            return _page_with(edition, heading)
    return None


def _page_with(edition: Edition, heading: str) -> int | None:
    """Return the index of the page with a heading: the trace says what stands where."""
    for line in edition.trace:
        page, _, _, tag, *words = line.split(maxsplit=4)
        text = words[0].removesuffix("…") if words else ""
        if tag in ("H2", "H3") and text and heading.startswith(text):
            return int(page.removeprefix("p")) - 1
    return None
