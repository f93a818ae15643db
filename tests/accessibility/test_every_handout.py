"""Every handout passes PDF/UA-1, PDF/A-2a and the audit."""

from dataclasses import replace
from itertools import product

import pytest

from handouts.editions.request import EditionRequest
from handouts.personalise import Handout, make_handout
from handouts.prescription import PrescriptionRequest
from handouts.units import TextSize
from tests.accessibility.audit import audit
from tests.accessibility.validator import validate
from tests.making import (
    BLANK,
    EDITIONS,
    EVERY,
    EXAMPLES,
    PAPERS,
    PATIENT,
    RIVERSIDE,
    SIZES,
    STAGES,
    Combination,
    made,
)

BRANDED = [
    Combination(stage, text=text, brand=folder)
    for folder in EXAMPLES
    for stage in STAGES
    for text in (SIZES if stage == "acute" else SIZES[:1])
]
MONO = [
    Combination(stage, edition=edition, mono=True)
    for stage in STAGES
    for edition in ("full", "summary")
]


def assert_accessible(handout: Handout) -> None:
    assert validate(handout.pdf) == []
    assert audit(handout.pdf) == []


@pytest.mark.parametrize("combination", [*EVERY, *BRANDED, *MONO], ids=str)
def test_a_handout_passes_both_standards_and_the_audit(combination: Combination) -> None:
    assert_accessible(made(combination))


@pytest.mark.parametrize("combination", EVERY[::5], ids=str)
def test_a_blank_handout_passes_both_standards_and_the_audit(combination: Combination) -> None:
    assert_accessible(made(combination, BLANK))


FLAGGED = {
    "urgent": PrescriptionRequest("acute", flags=("dvt_signs",)),
    "emergency and today": PrescriptionRequest("acute", flags=("bladder", "infection")),
    "many": PrescriptionRequest(
        "chronic", flags=("bladder", "chest", "infection", "dvt_signs", "cancer_history")
    ),
    "ask first": PrescriptionRequest("chronic", flags=("pregnancy_after_16_weeks",)),
    "checked": PrescriptionRequest("subacute", flags=("dvt_signs",), checked=("dvt_signs",)),
    "nothing had to change": PrescriptionRequest("chronic", flags=("cannot_lie_on_front",)),
    "much left out": PrescriptionRequest(
        "chronic", flags=("knee_problem", "poor_balance", "shoulder_wrist_problem")
    ),
}


@pytest.mark.parametrize("text", SIZES)
@pytest.mark.parametrize("flags", FLAGGED)
def test_a_handout_with_flags_passes_both_standards_and_the_audit(
    flags: str, text: TextSize
) -> None:
    usual = Combination(text=text, brand=RIVERSIDE).request
    for patient in (PATIENT, BLANK):
        assert_accessible(make_handout(replace(usual, prescription=FLAGGED[flags]), patient))


FORMS = [
    EditionRequest(
        PrescriptionRequest("" if edition == "article" else "acute"),
        edition, paper=PAPERS[number % 2], text=text, form=True,
    )
    for number, (edition, text) in enumerate(product([*EDITIONS, "article"], SIZES))
]  # fmt: skip


@pytest.mark.parametrize("request_", FORMS, ids=lambda one: f"{one.edition}-{one.text}")
def test_a_form_passes_both_standards_and_the_audit(request_: EditionRequest) -> None:
    for patient in (PATIENT, BLANK) if request_.edition != "article" else (BLANK,):
        assert_accessible(make_handout(request_, patient))


def test_a_form_about_a_sign_that_comes_first_passes_both_standards_and_the_audit() -> None:
    asked = EditionRequest(FLAGGED["emergency and today"], form=True)
    assert_accessible(make_handout(asked, BLANK))
