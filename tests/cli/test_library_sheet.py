"""The list of exercises with their pictures, and the order of lists."""

import json
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest

from handouts import resources
from tests.cli.running import Run

RIVERSIDE = resources.examples_folder() / "brands" / "riverside"


def shown_in(path: str) -> tuple[str, int]:
    """Return the words and the number of drawn paths of a PDF."""
    document = pypdfium2.PdfDocument(Path(path))
    text = " ".join(page.get_textpage().get_text_bounded() for page in document)
    paths = sum(len(list(page.get_objects())) for page in document)
    document.close()
    return " ".join(text.split()), paths


def test_every_exercise_is_shown_with_name_id_goal_and_stages(handouts: Run) -> None:
    done = handouts("library", "sheet", "all.pdf")
    assert (done.code, done.out, done.err) == (0, "all.pdf\n", "")
    text, paths = shown_in("all.pdf")
    rows = json.loads(handouts("library", "exercises", "--json").out)
    for row in rows:
        assert f"{row['name']} {row['id']} " in text
    assert "bridge Build strength; Improve muscle balance Sub-acute, Long-lasting (chronic)" in text
    assert paths > len(rows) * 10
    places = [text.index(f" {row['id']} ") for row in rows]
    assert places == sorted(places)


def test_a_sheet_may_have_one_stage_alone(handouts: Run) -> None:
    assert handouts("library", "sheet", "a.pdf", "--stage", "acute").code == 0
    text, _ = shown_in("a.pdf")
    assert "walking" in text
    assert "bird-dog" not in text
    done = handouts("library", "sheet", "b.pdf", "--stage", "acut")
    assert done.code == 3
    assert "did you mean acute" in done.err


def test_a_clinics_own_exercises_are_on_the_sheet(handouts: Run) -> None:
    assert handouts("library", "sheet", "a.pdf", "--brand", str(RIVERSIDE)).code == 0
    assert "pool-walk" in shown_in("a.pdf")[0]


def test_a_sheet_that_is_there_stays_and_one_that_is_no_pdf_is_refused(
    handouts: Run, tmp_path: Path
) -> None:
    (tmp_path / "a.pdf").write_text("mine")
    assert handouts("library", "sheet", "a.pdf").code == 5
    assert (tmp_path / "a.pdf").read_text() == "mine"
    assert handouts("library", "sheet", "a.docx").code == 2


@pytest.mark.parametrize("what", ["exercises", "plans"])
def test_lists_stand_in_the_order_of_the_stages(handouts: Run, what: str) -> None:
    stages = [row["id"] for row in json.loads(handouts("library", "stages", "--json").out)]
    rows = json.loads(handouts("library", what, "--json").out)
    first = [stages.index(row.get("stage") or row["stages"][0]) for row in rows]
    assert set(first) == set(range(len(stages))) - ({2} if what == "exercises" else set())
    assert all(one <= other for one, other in pairwise(first))


def test_a_hint_names_the_stages_in_their_order(handouts: Run) -> None:
    assert "acute, subacute, chronic" in handouts("patient", "--stage", "xyzzy").err


def test_a_search_tells_what_to_type(handouts: Run) -> None:
    rows = json.loads(handouts("library", "find", "knee", "problem", "--json").out)
    assert rows[0] == {
        "id": "knee_problem", "kind": "flag", "use": "--avoid knee_problem",
        "name": "A knee that hurts to kneel, squat or climb",
    }  # fmt: skip
    table = handouts("library", "find", "knee", "problem").out
    assert "--avoid knee_problem" in table
    for row in rows[:4]:
        assert handouts("library", "show", row["id"]).code == 0


def test_a_search_that_finds_nothing_says_so(handouts: Run) -> None:
    done = handouts("library", "find", "xyzzy")
    assert (done.code, done.out) == (3, "")
    assert "nothing in the library fits" in done.err


def test_an_id_that_does_not_exist_is_understood_by_its_words(handouts: Run) -> None:
    done = handouts("library", "show", "calf")
    assert done.code == 3
    assert "dvt_signs (flag: A swollen" in done.err
    assert "heel-raise (exercise: Heel raise)" in done.err
