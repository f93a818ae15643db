"""A file with one thing broken is noticed: the checks can fail."""

import pytest

from tests.accessibility.audit import audit
from tests.accessibility.sabotage import AUDIT, BREAKS, VALIDATOR, Sabotage, broken
from tests.accessibility.validator import validate
from tests.making import RIVERSIDE, Combination, made

GOOD = Combination("acute", brand=RIVERSIDE)  # its logo is a figure, its address a link


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
