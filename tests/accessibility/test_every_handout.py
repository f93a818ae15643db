"""Every handout passes PDF/UA-1, PDF/A-2a and the audit."""

import pytest

from handouts.personalise import Handout
from tests.accessibility.audit import audit
from tests.accessibility.validator import validate
from tests.making import BLANK, EVERY, EXAMPLES, SIZES, STAGES, Combination, made

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
