"""`handouts exercise new --brand`: an exercise from answers, asked for until they are right."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from PIL import Image
from typer.testing import CliRunner

from handouts import resources
from handouts.brand import load_brand
from handouts.brand_lint import check_brand
from handouts.cli.app import app
from handouts.cli.shelf import open_library
from tests.brand_lint.brands import brand_folder
from tests.cli.running import Run

# What is asked, and what is typed; wrong answers stand before the right one.
ANSWERS = (
    ("What do patients call it?", ["", "Bridge", "Übung mit dem Ball"]),
    ("Why do it", ["", "It will cure your sciatica.", "It can make your inner thighs strong."]),
    ("What kind of exercise", ["", "99", "1 2", "5"]),
    ("Which way does it bend", ["3"]),
    ("In which position", ["3"]),
    ("Where can it be done", ["1 3", "1"]),
    ("What is it for", ["", "3"]),
    ("Which goals of the chart", ["2"]),
    ("with the sore side alone", ["perhaps", "n"]),
    ("Who must not do it", ["", "33", "20 29"]),
    ("What is needed", ["", "a soft ball", ""]),
    ("How does it begin", ["Lie on your back, knees bent, the ball between them."]),
    ("What to do", ["Squeeze the {ball}.", "Squeeze the ball.", "Let go slowly.", ""]),
    ("How does it end", ["Your knees hold the ball without effort."]),
    ("How to breathe", ["Breathe out while you squeeze."]),
    ("What should it feel like", ["Your inner thighs work."]),
    ("A mistake", ["Holding your breath."]),
    ("easier", ["Use a softer ball."]),
    ("harder", [""]),
    ("When to stop", [""]),
    ("Which stages", ["", "2"]),
    ("rounds (sets)", ["many", "999", "2"]),
    ("repetitions in a round", ["8"]),
    ("hold still", ["5"]),
    ("seconds of movement", ["0", "2"]),
    ("both sides", ["n"]),
    ("rest between rounds", ["30"]),
    ("how often a day", ["1"]),
    ("days a week", ["8", "3"]),
    ("how hard", ["3", "3 2", "2 to 3"]),
    ("the same in words", ["light"]),
    ("how many weeks", ["4-8"]),
    ("Sources that you read", ["no-such-source", ""]),
    ("Where do the numbers come from", ["2"]),
    ("What the doses rest on", ["Our own practice."]),
    ("A photo or a drawing", ["gone.png", "ball.jpg"]),
    ("What does the picture show", ["", "Somebody on their back with a ball between the knees."]),
)


@dataclass(frozen=True)
class Typed:
    code: int
    screen: str
    brand: Path


@pytest.fixture
def clinic(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(resources, "is_terminal", lambda: True)
    Image.effect_noise((1200, 900), 80).save(tmp_path / "ball.jpg", exif=b"Exif\0\0made at home")
    return brand_folder(tmp_path / "clinic")


def typed(clinic: Path, answers: tuple[tuple[str, list[str]], ...], *words: str) -> Typed:
    keys = "".join(f"{one}\n" for _, each in answers for one in each)
    command = ["exercise", "new", *words, "--brand", "clinic"]
    done = CliRunner().invoke(app, command, input=keys)
    return Typed(done.exit_code, done.output, clinic)


def test_an_exercise_is_made_of_answers_that_are_asked_for_until_they_are_right(
    clinic: Path,
) -> None:
    done = typed(clinic, ANSWERS)
    assert done.code == 0, done.screen
    at = 0
    for question, _ in ANSWERS:
        at = done.screen.index(question, at)  # each is asked, in this order
    wrong = sum(len(each) - 1 for _, each in ANSWERS) - 3  # lines that end with an empty one
    assert done.screen.count("  hint: ") == wrong
    assert sorted(path.name for path in (clinic / "exercises").iterdir()) == [
        "uebung-mit-dem-ball.jpg", "uebung-mit-dem-ball.toml",
    ]  # fmt: skip
    assert b"made at home" not in (clinic / "exercises/uebung-mit-dem-ball.jpg").read_bytes()
    library = open_library(brand=clinic)
    made, said = (
        library.exercises["uebung-mit-dem-ball"],
        library.words.exercises["uebung-mit-dem-ball"],
    )
    assert said.name == "Übung mit dem Ball"
    assert len(made.avoid_if) == 2
    assert made.doses["subacute"].effort == (2, 3)
    assert [one for one in check_brand(clinic) if one.severity == "error"] == []
    assert "handouts patient --stage subacute --add uebung-mit-dem-ball --brand" in done.screen


def test_what_was_made_is_printed(clinic: Path, handouts: Run) -> None:
    assert typed(clinic, ANSWERS).code == 0
    made = handouts(
        "patient", "--stage", "subacute", "--add", "uebung-mit-dem-ball", "--brand", "clinic"
    )
    assert made.code == 0


def test_the_command_for_what_is_done_on_a_chair_alone_says_so(clinic: Path, handouts: Run) -> None:
    chair = {**dict(ANSWERS), "Where can it be done": ["2"]}
    done = typed(clinic, tuple(chair.items()))
    command = "patient --stage subacute --setting chair --add uebung-mit-dem-ball --brand clinic"
    assert f"handouts {command}" in " ".join(done.screen.split())
    assert handouts(*command.split()).code == 0


def test_what_only_the_whole_shows_is_asked_again_alone(clinic: Path) -> None:
    """No goal, and an outcome that is no relief: neither answer is wrong by itself."""
    changed = {"Which goals of the chart": ["0"], "A photo or a drawing": [""]}
    answers = [(words, changed.get(words, each)) for words, each in ANSWERS[:-1]]
    again = (("What is it for", ["1"]), ("Which goals of the chart", ["0"]))
    done = typed(clinic, (*answers, *again))
    assert done.code == 0, done.screen
    assert "serves no goal of the chart" in done.screen
    assert done.screen.count("Why do it") == 3  # as often as it was answered, and no more
    assert load_brand(clinic).exercises


def test_a_stop_writes_nothing(clinic: Path) -> None:
    done = typed(clinic, ANSWERS[:9])
    assert done.code != 0
    assert not (clinic / "exercises").exists()


def test_a_name_without_plain_letters_needs_one_for_the_file(clinic: Path) -> None:
    named = (("What do patients call it?", ["体操"]), ("A short name", ["", "bridge", "Ball"]))
    done = typed(clinic, (*named, *ANSWERS[1:-2], ("A photo or a drawing", [""])))
    assert done.code == 0, done.screen
    assert list(load_brand(clinic).exercises) == ["ball"]


def test_an_id_that_is_given_is_the_name_of_the_file(clinic: Path) -> None:
    done = typed(clinic, (*ANSWERS[:-2], ("A photo or a drawing", [""])), "ball-squeeze")
    assert done.code == 0, done.screen
    assert list(load_brand(clinic).exercises) == ["ball-squeeze"]


@pytest.mark.parametrize(
    ("name", "such_as"), [("übung", "uebung"), ("My Exercise", "my-exercise"), ("a_b", "a-b")]
)
def test_a_name_that_no_plan_can_say_is_refused_with_one_that_it_can(
    handouts: Run, tmp_path: Path, name: str, such_as: str
) -> None:
    brand_folder(tmp_path / "clinic")
    done = handouts("exercise", "new", name, "--like", "bridge", "--brand", "clinic")
    assert done.code == 3
    assert f"such as {such_as}" in done.err
    assert not (tmp_path / "clinic/exercises").exists()


def test_without_a_terminal_a_name_must_be_given(handouts: Run, tmp_path: Path) -> None:
    brand_folder(tmp_path / "clinic")
    done = handouts("exercise", "new", "--brand", "clinic")
    assert done.code == 2
    assert "ID is missing" in done.err
    assert "terminal" in done.err


PLAN = """# Ours.
stage = "subacute"
preference = "any"
setting = "floor"
weeks = [4, 8]

[evidence]
grade = "D"
sources = []

[[items]]
exercise = "walking"

[[items]]
exercise = "bridge"  # as always

[week]
mon = ["bridge"]
wed = ["bridge"]
fri = ["bridge"]

[words]
title = "Our days"
who_for = "Your pain settles within an hour."
"""


def test_a_plan_of_the_clinic_may_give_it_at_once(clinic: Path) -> None:
    (clinic / "plans").mkdir()
    (clinic / "plans/our-days.toml").write_text(PLAN, encoding="utf-8")
    offered = (
        ("A photo or a drawing", [""]),
        ("Give it in your plan 'Our days'", ["perhaps", "y"]),
        ("On which days", ["mon", "mon wed never", "mon Wednesday sat"]),
    )
    done = typed(clinic, (*ANSWERS[:-2], *offered))
    assert done.code == 0, done.screen
    text = (clinic / "plans/our-days.toml").read_text(encoding="utf-8")
    assert text.startswith("# Ours.")
    assert "# as always" in text
    plan = open_library(brand=clinic).plans["our-days"]
    name = "uebung-mit-dem-ball"
    assert [item.exercise for item in plan.items] == ["walking", "bridge", name]
    assert [day for day, names in plan.week.items() if name in names] == ["mon", "wed", "sat"]


def test_a_plan_that_would_not_be_sound_stays_as_it_was(clinic: Path) -> None:
    (clinic / "plans").mkdir()
    chair = PLAN.replace('"floor"', '"chair"').replace("bridge", "chair-squat")
    (clinic / "plans/our-days.toml").write_text(chair, encoding="utf-8")
    offered = (("A photo", [""]), ("Give it", ["y"]), ("On which days", ["mon wed fri"]))
    done = typed(clinic, (*ANSWERS[:-2], *offered))
    assert done.code == 0, done.screen
    assert "stays as it was" in done.screen
    assert (clinic / "plans/our-days.toml").read_text(encoding="utf-8") == chair
