"""The shipped pictures: all there, without faults, small and quick."""

import statistics
import subprocess
import sys
import tomllib
import venv
import zlib
from pathlib import Path

import pytest

from handouts import resources
from handouts.figures import FIGURES, PEOPLE, arrange, figures_of, load, operators, palette
from handouts.figures.author.checks import check
from handouts.figures.author.workshop import posed, read_specs
from handouts.figures.baked import read_picture

(LIBRARY,) = (p.parent for p in resources.library_folder().glob("*/exercises"))
PICTURES = LIBRARY / "pictures"
EXERCISES = sorted(path.stem for path in (LIBRARY / "exercises").glob("*.toml"))
SPECS = posed(read_specs(LIBRARY))
COLOURS = palette("#1f77b4", PEOPLE[0])


def test_every_exercise_is_drawn_with_every_figure() -> None:
    for exercise in EXERCISES:
        assert set(figures_of(PICTURES, exercise)) == set(FIGURES)


@pytest.mark.parametrize("number", range(len(EXERCISES)))
def test_no_check_finds_anything_wrong_with_a_pose(number: int) -> None:
    exercise, figure = EXERCISES[number], FIGURES[number % len(FIGURES)]
    assert check(exercise, SPECS[exercise], figure) == []


def test_pictures_are_small() -> None:
    sizes = []
    for path in sorted(PICTURES.glob("*.pic")):
        drawing = arrange(read_picture(path.read_bytes()))
        sizes.append(len(zlib.compress(operators(drawing, COLOURS, 0.1).encode(), 9)))
    assert statistics.median(sizes) <= 12_000
    assert sum(path.stat().st_size for path in PICTURES.iterdir()) < 850_000


def test_every_paint_of_every_picture_has_a_colour() -> None:
    for mono in (False, True):
        colours = palette("#1f77b4", PEOPLE[0], mono=mono)
        for path in PICTURES.glob("*.pic"):
            marks = arrange(read_picture(path.read_bytes())).marks
            assert {mark.paint for mark in marks} <= set(colours)


def test_an_unknown_figure_falls_back_to_one_that_is_drawn_and_no_picture_is_none() -> None:
    assert load(PICTURES, EXERCISES[0], "nobody") == load(PICTURES, EXERCISES[0])
    assert load(PICTURES, "juggling") is None


def test_a_setting_with_its_own_picture_shows_that_one_and_others_the_usual_one() -> None:
    own = [name.partition("+") for name in SPECS if "+" in name]
    assert own
    for exercise, _, setting in own:
        assert load(PICTURES, exercise, setting=setting) != load(PICTURES, exercise)
    assert load(PICTURES, "walking", setting="chair") == load(PICTURES, "walking")


@pytest.mark.parametrize("exercise", EXERCISES)
def test_every_picture_has_words_for_those_who_cannot_see_it(exercise: str) -> None:
    words = tomllib.loads((LIBRARY / "en" / "exercises" / f"{exercise}.toml").read_text("utf-8"))
    said = words["figure"]["alt"]
    lines = [said] if isinstance(said, str) else said
    assert lines
    for line in lines:
        text = line if isinstance(line, str) else line["text"]
        assert 40 < len(text) < 500
        assert not text.lower().startswith(("image", "picture of", "photo"))
        if SPECS[exercise].show == "two" and not words["figure"].get("captions"):
            assert "Start: " in text, "as the caption has it"
            assert "Finish: " in text


def test_drawing_a_handout_needs_no_numpy(tmp_path: Path) -> None:
    venv.create(tmp_path / "bare", with_pip=False)
    scripts = "Scripts" if sys.platform == "win32" else "bin"
    root = resources.library_folder().parents[1]
    code = (
        "import importlib.util, pathlib\n"
        "from handouts.figures import PEOPLE, load, operators, palette, to_svg\n"
        "assert importlib.util.find_spec('numpy') is None\n"
        f"drawing = load(pathlib.Path({str(PICTURES)!r}), 'walking')\n"
        "colours = palette('#1f77b4', PEOPLE[0])\n"
        "print(len(operators(drawing, colours, 0.1)), len(to_svg(drawing, colours, 80)))\n"
    )
    done = subprocess.run(
        [tmp_path / "bare" / scripts / "python", "-c", code],
        env={"PYTHONPATH": str(root), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert all(int(size) > 1000 for size in done.stdout.split())
