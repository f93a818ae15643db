"""Short names of clinicians that a brand does not know."""

import pytest

from handouts.patients.clinicians import unknown_clinician

KNOWN = {
    "sam": "Sam Sample, Physiotherapist, HCPC PH000000",
    "kim-lee": "Kim Lee, Osteopath",
    "jo": "Jo Bloggs",
}


@pytest.mark.parametrize(
    "typed",
    ["sam", "", "Dr Who", "Anna", "Sam Sample, Physiotherapist, HCPC PH000000", "Zoë Ångström"],
)
def test_a_known_one_and_a_name_as_people_write_it_are_not_spoken_of(typed: str) -> None:
    assert unknown_clinician(typed, KNOWN, "--clinician") is None


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("sma", "sam"), ("sam1", "sam"), ("kimlee", "kim-lee"), ("kim_lee", "kim-lee"),
        ("kim", "kim-lee"), ("Kim-Lee", "kim-lee"), ("SAM", "sam"), ("Sam", "sam"),
        ("Kim Lee", "kim-lee"), ("Sam Sampel", "sam"), ("J.O", ""), ("xavier", ""),
    ],
)  # fmt: skip
def test_a_misspelt_one_is_told_the_nearest_and_the_list(typed: str, near: str) -> None:
    note = unknown_clinician(typed, KNOWN, "--clinician")
    if typed == "J.O":
        assert note is None
        return
    assert note is not None
    assert (note.severity, note.source) == ("warning", "--clinician")
    assert note.hint.endswith("the brand has: sam, kim-lee, jo")
    assert note.hint.startswith(f"did you mean {near}?") == bool(near)
    assert typed not in note.message


def test_a_brand_without_clinicians_says_how_to_add_one() -> None:
    note = unknown_clinician("sam", {}, "clinician")
    assert note is not None
    assert "no clinicians" in note.message
    assert "[clinicians.NAME]" in note.hint
    assert unknown_clinician("Sam Sample", {}, "clinician") is None
