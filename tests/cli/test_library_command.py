import json
import shutil
from pathlib import Path

import pytest

from handouts import resources
from tests.cli.running import Run

LISTS = ("exercises", "plans", "stages", "flags", "sources")


@pytest.mark.parametrize("what", [*LISTS, "settings"])
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


def test_a_warning_sign_is_shown_as_the_flag_that_stands_for_it(handouts: Run) -> None:
    (entry,) = json.loads(handouts("library", "show", "swollen_calf", "--json").out)
    assert (entry["kind"], entry["id"]) == ("flag", "dvt_signs")
    assert entry["level"].startswith("urgent")


def test_flags_are_listed_with_how_urgent_they_are(handouts: Run) -> None:
    rows = {row["id"]: row for row in json.loads(handouts("library", "flags", "--json").out)}
    assert rows["dvt_signs"]["level"] == "urgent"
    assert rows["pregnancy_after_16_weeks"]["level"] == "ask_first"
    assert rows["knee_problem"]["level"] == "adapt"
    header = handouts("library", "flags").out.splitlines()[0].split()
    assert header[:2] == ["id", "level"]


def test_a_flag_leaves_out_what_the_flags_that_it_implies_do(handouts: Run) -> None:
    rows = {row["id"]: row for row in json.loads(handouts("library", "flags", "--json").out)}
    implied = set(rows["foot_weakness"]["leaves_out"]) | set(rows["poor_balance"]["leaves_out"])
    assert implied
    assert implied <= set(rows["both_legs"]["leaves_out"])


def test_a_line_is_shown_with_its_condition(handouts: Run) -> None:
    (entry,) = json.loads(handouts("library", "show", "bridge", "--json").out)
    assert entry["words"]["harder"] == (
        "Lay a light weight on your hips. (stages: chronic; unless: hip_replacement) / "
        "Lift and lower more slowly."
    )
    shown = handouts("library", "show", "subacute").out
    assert "Move your back gently. (types: mobility)" in shown
    (plan,) = json.loads(handouts("library", "show", "chronic-a", "--json").out)
    assert plan["rhythm"][0] == "You can split the walk in two. (about: walking)"


def test_a_stage_is_shown_with_its_plan_for_a_flare(handouts: Run) -> None:
    (entry,) = json.loads(handouts("library", "show", "acute", "--json").out)
    assert entry["flare"]["types"] == ["relaxation", "mobility", "aerobic"]
    assert entry["flare"]["share"] == [1, 2]
    assert entry["flare"]["calm"] == "For 2 days do these, and no more than this:"


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
    assert done.code == 0
    assert "error: " not in done.err
    assert "no problems" in done.out


def test_words_that_no_template_prints_are_notes_and_no_mistake(handouts: Run) -> None:
    done = handouts("library", "check")
    assert "note: en/exercises/*.toml: no template prints " in done.err
    told = json.loads(handouts("library", "check", "--json").out)
    assert told["problems"] == []
    assert len(told["notes"]) == done.err.count("note: ")


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


def test_lines_that_name_what_a_plan_may_lack_are_told(handouts: Run, tmp_path: Path) -> None:
    shutil.copytree(resources.library_folder(), tmp_path / "library")
    place = tmp_path / "library" / "sciatica"
    stages = place / "en" / "stages.toml"
    stages.write_text(stages.read_text().replace("avoid = [", 'avoid = [\n  "Bridges.",', 1))
    done = handouts("library", "check", str(place))
    assert done.code == 3
    assert 'en/stages.toml:acute.avoid.0: names "Bridges" without a condition' in done.err
    assert '  hint: add about = ["bridge"], or word it without' in done.err


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
