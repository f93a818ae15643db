"""What people write for what can be chosen, and where there is nothing."""

import pytest

from handouts.content import load_library
from handouts.resources import library_folder
from handouts.spellings import is_nothing, is_plainly_something, is_unsettled, meant


@pytest.mark.parametrize(
    ("option", "said", "value"),
    [
        ("stage", "Sub-acute", "subacute"), ("stage", "sub acute", "subacute"),
        ("stage", "ACUTE", "acute"), ("stage", "Chronic phase", "chronic"),
        ("paper", "A4", "a4"), ("paper", "US Letter", "letter"), ("language", "EN", "en"),
        ("language", "en-GB", "en"), ("region", "UK", "uk"), ("region", "GB", "uk"),
        ("region", "USA", "us"), ("text", "LARGE", "large"), ("text", "large print", "large"),
        ("text", "Yes", "large"), ("text", "No", "standard"), ("mono", "x", "yes"),
        ("mono", "TRUE", "yes"), ("mono", "N", "no"), ("avoid", "DVT signs", "dvt_signs"),
        ("avoid", "Knee-problem", "knee_problem"), ("add", "Side Bridge", "side-bridge"),
        ("plan", "Chronic A", "chronic-a"), ("figure", "Female", "woman"),
        ("setting", "Seated", "chair"), ("preference", "No", "none"),
    ],
)  # fmt: skip
def test_what_can_be_chosen_is_understood_as_people_write_it(
    option: str, said: str, value: str
) -> None:
    assert meant(option, said) == value


@pytest.mark.parametrize(
    ("option", "said"),
    [("plan", "Plans/My Plan.toml"), ("plan", "my.toml"), ("name", "Rosa Muster")],
)
def test_files_and_texts_stay_as_they_are(option: str, said: str) -> None:
    assert meant(option, said) == said


@pytest.mark.parametrize(("option", "said"), [("stage", "sub"), ("avoid", "leg"), ("sore", "mid")])
def test_what_is_not_listed_is_not_guessed(option: str, said: str) -> None:
    assert meant(option, said) == said


@pytest.mark.parametrize(
    "said", ["NULL", "nan", "NaN", "#N/A", "n/a", "-", "--", ".", "?", "########", "#REF!", "None"]
)
@pytest.mark.parametrize("option", ["name", "patient_id", "next_visit", "note", "goal"])
def test_what_programs_write_for_nothing_is_nothing_in_every_detail(option: str, said: str) -> None:
    assert is_nothing(option, said, kind="name" if option == "name" else "detail")


@pytest.mark.parametrize("said", ["Nan", "Null"])
def test_people_may_be_called_as_programs_call_nothing(said: str) -> None:
    assert not is_nothing("surname", said, kind="name")


@pytest.mark.parametrize("said", ["0", "00:00:00"])
def test_a_zero_is_nothing_among_details_alone(said: str) -> None:
    assert is_nothing("note", said, kind="detail")
    assert not is_nothing("mono", said)


@pytest.mark.parametrize(
    "said",
    [
        "none", "None", "nil", "No", "-", "n/a", "none known", "None of these", "none of the above",
        "None of the above.", "No flags", "nothing", "No red flags present", "Not applicable",
    ],
)  # fmt: skip
def test_no_flags_are_said_in_many_words(said: str) -> None:
    assert is_nothing("avoid", said, kind="list")


@pytest.mark.parametrize("said", ["unknown", "?", "not known", "Not asked", "not sure"])
def test_that_nobody_knows_is_not_that_there_are_no_flags(said: str) -> None:
    assert not is_nothing("avoid", said, kind="list")
    assert is_unsettled(said)


@pytest.mark.parametrize("said", ["unknown", "?"])
def test_that_nobody_knows_is_nothing_where_it_does_not_matter(said: str) -> None:
    assert is_nothing("sore", said)


@pytest.mark.parametrize("said", ["none", "osteoporosis", "knee_problem"])
def test_an_answer_is_settled(said: str) -> None:
    assert not is_unsettled(said)


def test_the_librarys_own_words_for_its_stages_are_understood() -> None:
    library = load_library(library_folder() / "sciatica")
    for name, stage in library.words.stages.items():
        plans = [text for text in stage.called if text not in library.plans]
        named = [text for text in plans if not text.startswith("plan ")]
        for text in (stage.label, stage.label.partition(":")[0], *named):
            assert meant("stage", text) == name, text


@pytest.mark.parametrize("said", ["long-lasting", "Long lasting", "LONGLASTING", "Build up"])
def test_long_lasting_is_the_chronic_stage(said: str) -> None:
    assert meant("stage", said) == "chronic"


@pytest.mark.parametrize("said", ["NULL", "n/a", "#N/A", "####", "?", "0", "nan", "-"])
def test_no_word_for_nothing_is_plainly_something(said: str) -> None:
    assert not is_plainly_something(said)
