import json
import shutil
from pathlib import Path

import pytest

from handouts import resources
from tests.cli.running import Run

LISTS = ("exercises", "plans", "stages", "flags", "sources")


@pytest.mark.parametrize("what", LISTS)
def test_a_table_has_a_row_for_everything_in_the_json(handouts: Run, what: str) -> None:
    table, told = handouts("library", what), handouts("library", what, "--json")
    assert table.code == told.code == 0
    rows = json.loads(told.out)
    lines = table.out.splitlines()
    assert len(lines) == len(rows) + 2
    assert [line.split()[0] for line in lines[2:]] == [row["id"] for row in rows]


def test_a_table_cuts_nothing_off(handouts: Run) -> None:
    rows = json.loads(handouts("library", "flags", "--json").out)
    table = handouts("library", "flags").out
    for row in rows:
        assert row["meaning"] in table
        assert ", ".join(row["leaves_out"]) in table


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("bridge", "exercise"), ("chronic-a", "plan"), ("acute", "stage"), ("S-NHS", "source"),
        ("knee_problem", "flag"), ("improve_flexibility", "goal"), ("lower_pain", "outcome"),
        ("core", "type"),
    ],
)  # fmt: skip
def test_anything_can_be_shown_by_its_id(handouts: Run, name: str, kind: str) -> None:
    (entry,) = json.loads(handouts("library", "show", name, "--json").out)
    assert (entry["kind"], entry["id"]) == (kind, name)
    shown = handouts("library", "show", name)
    assert shown.code == 0
    assert shown.out.startswith(f"kind: {kind}\nid: {name}\n")


def test_everything_that_is_listed_can_be_shown(handouts: Run) -> None:
    for what in LISTS:
        for row in json.loads(handouts("library", what, "--json").out)[:3]:
            assert handouts("library", "show", row["id"]).code == 0


def test_an_inferred_cell_of_the_chart_is_shown_as_inferred(handouts: Run) -> None:
    (entry,) = json.loads(handouts("library", "show", "figure-four-stretch", "--json").out)
    basis = {goal["goal"]: goal["basis_of_the_cell"] for goal in entry["chart_goals"]}
    assert basis["Improve flexibility"].startswith("inferred")
    assert "inferred" in handouts("library", "show", "figure-four-stretch").out


def test_the_evidence_tells_how_far_each_source_was_checked(handouts: Run) -> None:
    (entry,) = json.loads(handouts("library", "show", "bridge", "--json").out)
    assert entry["evidence"]["grade"].startswith("B: ")
    assert all(source["checked"] for source in entry["evidence"]["sources"])


def test_an_unknown_id_gets_the_nearest_ones(handouts: Run) -> None:
    done = handouts("library", "show", "brigde")
    assert done.code == 3
    assert "bridge" in done.err


def test_the_shipped_library_is_without_problems(handouts: Run) -> None:
    done = handouts("library", "check")
    assert (done.code, done.err) == (0, "")
    assert "no problems" in done.out


def test_every_problem_of_a_library_is_told_once(handouts: Run, tmp_path: Path) -> None:
    shutil.copytree(resources.library_folder(), tmp_path / "library")
    place = tmp_path / "library" / "sciatica"
    bridge = place / "exercises" / "bridge.toml"
    bridge.write_text(bridge.read_text().replace("avoid_if", "avoid_iff"))
    (place / "exercises" / "walking.toml").write_text("type = \n")
    done = handouts("library", "check", str(place))
    assert done.code == 3
    assert done.err.count("exercises/bridge.toml:avoid_iff") == 1
    assert done.err.count("exercises/walking.toml:1: is not valid TOML") == 1


def test_a_folder_that_is_no_library_is_said_to_be_none(handouts: Run, tmp_path: Path) -> None:
    done = handouts("library", "check", str(tmp_path))
    assert done.code == 3
    assert "hint:" in done.err


def test_schemas_are_written_into_a_folder_that_exists(handouts: Run, tmp_path: Path) -> None:
    (tmp_path / "schemas").mkdir()
    done = handouts("library", "schemas", "schemas")
    assert done.code == 0
    assert len(done.out.splitlines()) == len(list((tmp_path / "schemas").iterdir())) > 5
    assert handouts("library", "schemas", "nowhere").code == 5


def test_an_unknown_condition_is_refused(handouts: Run) -> None:
    done = handouts("library", "stages", "--condition", "../library/sciatica")
    assert done.code == 3
    assert "--condition" in done.err
