"""What `library check` tells of an exercise that somebody adds: what our tests would find."""

import json
import shutil
from pathlib import Path

import pytest

from handouts import resources
from tests.cli.running import Run

WORDS = """
name = "Tiptoe stand"
purpose = "Can build strong lower legs."
equipment = ["kitchen counter"]
start = "Stand tall by a counter, hands on it."
end = "High on your toes, legs straight."
steps = ["Rise on your toes, knees straight.", "Wait a little at the top.", "Come down with care."]
breathing = "Breathe out as you rise."
feel = "Your lower legs work."
mistake = "Leaning on your hands."
easier = "Rise only half way."
harder = "Come down more slowly."
stop_if = "Your foot hurts."
evidence_note = "Nobody has tested it by itself."

[doses.subacute]
effort = "light to moderate"

[doses.chronic]
effort = "hard but in control"

[figure]
alt = "Two pictures of a person by a counter. Start: flat feet. Finish: they stand on their toes."
"""


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A library of one's own with a new exercise: words of its own, another one's pose."""
    shutil.copytree(resources.library_folder(), tmp_path / "library")
    place = tmp_path / "library" / "sciatica"
    (place / "en" / "exercises" / "tiptoe-stand.toml").write_text(WORDS, encoding="utf-8")
    facts = (place / "exercises" / "heel-raise.toml").read_text(encoding="utf-8")
    (place / "exercises" / "tiptoe-stand.toml").write_text(facts, encoding="utf-8")
    for path in (place / "pictures").glob("heel-raise.*"):
        shutil.copy(path, path.with_name(path.name.replace("heel-raise", "tiptoe-stand")))
    return place


def reworded(place: Path, key: str, text: str) -> None:
    """Change a text of the new exercise."""
    path = place / "en" / "exercises" / "tiptoe-stand.toml"
    lines = path.read_text(encoding="utf-8").splitlines()
    (number,) = (n for n, line in enumerate(lines) if line.startswith(f"{key} = "))
    lines[number] = f'{key} = "{text}"'
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def notes_of(handouts: Run, place: Path) -> list[str]:
    """Return what is noted of the new exercise."""
    done = handouts("library", "check", str(place), "--json")
    assert done.code == 0, done.out
    told = json.loads(done.out)["notes"]
    found = [note for note in told if "tiptoe-stand" in note["source"]]
    return [f"{note['source']}: {note['message']}" for note in found]


def test_a_new_exercise_in_good_words_is_in_order(handouts: Run, place: Path) -> None:
    assert notes_of(handouts, place) == []


def test_words_that_are_too_long_for_the_page_are_noted(handouts: Run, place: Path) -> None:
    reworded(place, "mistake", "Letting your heels drop down to the floor all at once every time.")
    (note,) = notes_of(handouts, place)
    assert note.startswith("en/exercises/tiptoe-stand.toml:mistake: has ")
    assert "characters, and the page has room for 52" in note


def test_words_that_are_hard_to_read_are_noted(handouts: Run, place: Path) -> None:
    reworded(place, "feel", "Considerable gastrocnemius musculature activation.")
    assert any("is hard to read" in note for note in notes_of(handouts, place))


def test_a_promise_of_a_cure_is_refused(handouts: Run, place: Path) -> None:
    reworded(place, "purpose", "It cures your leg.")
    done = handouts("library", "check", str(place))
    assert done.code == 3
    assert "tiptoe-stand.toml: promises a cure" in done.err


def test_a_picture_that_no_longer_shows_the_pose_is_refused(handouts: Run, place: Path) -> None:
    path = place / "exercises" / "tiptoe-stand.toml"
    text = path.read_text(encoding="utf-8")
    assert 'base = "standing"' in text
    path.write_text(text.replace('base = "standing"', 'base = "sitting"'), encoding="utf-8")
    done = handouts("library", "check", str(place))
    assert done.code == 3
    assert "exercises/tiptoe-stand.toml:pose: has changed since it was drawn" in done.err
    assert "handouts exercise bake tiptoe-stand" in done.err
