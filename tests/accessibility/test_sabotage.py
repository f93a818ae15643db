"""A file with one thing broken is noticed: the checks can fail."""

import pytest

from tests.accessibility.audit import audit
from tests.accessibility.sabotage import (
    AUDIT,
    BREAKS,
    FORM_BREAKS,
    VALIDATOR,
    Sabotage,
    broken,
)
from tests.accessibility.validator import validate
from tests.making import BLANK, RIVERSIDE, Combination, made

GOOD = Combination("acute", brand=RIVERSIDE)  # its logo is a figure, its address a link
FORM = Combination("acute", edition="summary", form=True)


def noticed(data: bytes) -> set[str]:
    """Return who finds something wrong."""
    return {who for who, check in ((VALIDATOR, validate), (AUDIT, audit)) if check(data)}


def test_the_file_passes_when_it_is_opened_and_saved_unbroken() -> None:
    nothing = Sabotage(lambda _: None, frozenset())
    assert noticed(broken(made(GOOD).pdf, nothing)) == set()


@pytest.mark.parametrize("what", BREAKS)
def test_a_broken_file_is_noticed(what: str) -> None:
    sabotage = BREAKS[what]
    assert noticed(broken(made(GOOD).pdf, sabotage)) == sabotage.noticed_by
    assert sabotage.noticed_by


def test_a_form_passes_when_it_is_opened_and_saved_unbroken() -> None:
    nothing = Sabotage(lambda _: None, frozenset())
    assert noticed(broken(made(FORM, BLANK).pdf, nothing)) == set()


@pytest.mark.filterwarnings("ignore:.*not reachable from /AcroForm")  # that is what is broken
@pytest.mark.parametrize("what", FORM_BREAKS)
def test_a_broken_form_is_noticed(what: str) -> None:
    sabotage = FORM_BREAKS[what]
    assert noticed(broken(made(FORM, BLANK).pdf, sabotage)) == sabotage.noticed_by
    assert AUDIT in sabotage.noticed_by
