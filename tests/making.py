"""Handouts for tests: every combination that issue 2 names, each made once in a process."""

import datetime as dt
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path
from typing import get_args

from handouts.editions.request import EditionRequest
from handouts.patients import Patient
from handouts.personalise import Handout, make_handout
from handouts.prescription import PrescriptionRequest
from handouts.units import PaperName, TextSize

STAGES = ("acute", "subacute", "chronic")
PAPERS: tuple[PaperName, ...] = ("a4", "letter")
SIZES: tuple[TextSize, ...] = get_args(TextSize)
EDITIONS = ("full", "summary", "exercises")

DATE = dt.date(2026, 11, 23)
PATIENT = Patient(
    date=DATE,
    name="Zoë Ångström",
    patient_id="0042-17",
    clinician="Sam Sample, physiotherapist",
    next_visit="in two weeks",
    note="Bring this sheet next time.\nRing us if the pain moves further down the leg.",
    goal="Walk the dog round the park again.",
)
BLANK = Patient(date=DATE)
EXAMPLES = tuple(sorted((Path(__file__).parents[1] / "examples" / "brands").iterdir()))
RIVERSIDE = next(folder for folder in EXAMPLES if folder.name == "riverside")


@dataclass(frozen=True)
class Combination:
    """A way to make a handout; its text is the id of a parametrised test."""

    stage: str = "acute"
    paper: PaperName = "a4"
    text: TextSize = "standard"
    edition: str = "full"
    mono: bool = False
    brand: Path | None = None
    form: bool = False

    def __str__(self) -> str:
        looks = ["mono"] * self.mono + ([self.brand.name] if self.brand else [])
        looks += ["form"] * self.form
        return "-".join([self.stage, self.paper, self.text, self.edition, *looks])

    @property
    def request(self) -> EditionRequest:
        """What makes it."""
        return EditionRequest(
            PrescriptionRequest(self.stage), edition=self.edition, brand=self.brand,
            paper=self.paper, text=self.text, mono=self.mono, form=self.form,
        )  # fmt: skip


EVERY = tuple(
    Combination(stage, paper, text, edition)
    for stage, paper, text, edition in product(STAGES, PAPERS, SIZES, EDITIONS)
)


@cache
def made(combination: Combination, patient: Patient = PATIENT) -> Handout:
    """Return the handout of a combination and a patient."""
    return make_handout(combination.request, patient)
