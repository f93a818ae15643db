"""Numbers of a dose in the words of an exercise."""

import pytest

from handouts.readability import dosed


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Lean 12 times for 10 seconds.", ["12 times", "10 seconds"]),
        ("Hold it 5 to 10 seconds.", ["5 to 10 seconds"]),
        ("Do 2 sets.", ["2 sets"]),
        ("Bend your knees by 90 degrees.", []),
        ("Walk 3 steps.", []),
        ("Many times a day.", []),
    ],
)
def test_numbers_of_a_dose_are_found_and_no_others(text: str, said: list[str]) -> None:
    assert dosed(text) == said
