"""What a clinician is told of each flag: what became of it, and nothing else."""

import pytest

from handouts.content import Library
from handouts.prescription import PrescriptionRequest, prescribe


@pytest.mark.parametrize(
    ("flags", "checked", "flag", "what", "why"),
    [
        (("dvt_signs",), ("dvt_signs",), "dvt_signs", "check", "said to be checked"),
        (("uncontrolled_heart_or_bp",), (), "uncontrolled_heart_or_bp", "check", "cleared first"),
        (
            ("uncontrolled_heart_or_bp",),
            ("uncontrolled_heart_or_bp",),
            "uncontrolled_heart_or_bp",
            "check",
            "said to be checked",
        ),
    ],
)
def test_what_is_checked_is_told_apart_from_what_is_to_be_cleared(
    library: Library,
    flags: tuple[str, ...],
    checked: tuple[str, ...],
    flag: str,
    what: str,
    why: str,
) -> None:
    made = prescribe(library, PrescriptionRequest("subacute", flags=flags, checked=checked))

    (told,) = [one for one in made.decisions if one.what.startswith(f"{flag} (")]
    assert told.about == what
    assert why in told.why


def test_a_flag_that_leaves_exercises_out_is_told_with_its_level(library: Library) -> None:
    made = prescribe(library, PrescriptionRequest("chronic", flags=("knee_problem",)))

    (told,) = [one for one in made.decisions if one.what.startswith("knee_problem (adapt)")]
    assert (told.about, told.why) == ("flag", library.words.flag_levels["adapt"])
