"""`--edition article`: for a waiting room, and refused with anything of one patient."""

import json
from pathlib import Path

import pytest

from handouts.batch.ledger import Ledger
from tests.batch.rosters import checked_rows, roster_of
from tests.cli.running import Run
from tests.making import EXAMPLES, RIVERSIDE
from tests.reading import open_pdf, page_texts, words

ARTICLE = ("patient", "--edition", "article")
REFUSED = {
    "stage": "acute", "preference": "extension", "setting": "floor", "sore": "left",
    "avoid": "knee_problem", "checked": "dvt_signs", "plan": "chronic-a", "set": "bridge.reps=8",
    "add": "band-row", "drop": "bridge", "name": "Ann Example", "patient_id": "7",
    "clinician": "Sam", "next_visit": "soon", "note": "Hello", "goal": "Walk",
}  # fmt: skip


def test_it_needs_no_stage_and_names_none(handouts: Run, tmp_path: Path) -> None:
    done = handouts(*ARTICLE, "--date", "2026-11-23", "--region", "uk")
    assert (done.code, done.err) == (0, "")
    (path,) = tmp_path.glob("2026-11-23-article-*.pdf")
    assert done.out == f"{path.name}\n"
    pages = page_texts(path.read_bytes())
    assert 3 <= len(pages) <= 7, "the whole article, with its sources"
    assert "Your stage" not in " ".join(pages)


def test_a_stage_is_missing_in_every_other_edition(handouts: Run) -> None:
    for edition in ("full", "summary", "exercises", "no-such"):
        assert "--stage is missing" in handouts("patient", "--edition", edition).err


def test_everything_of_a_patient_is_refused_at_once_with_a_remedy(handouts: Run) -> None:
    given = [(f"--{name.replace('_', '-')}", text) for name, text in REFUSED.items()]
    done = handouts(*ARTICLE, *(word for pair in given for word in pair))
    assert done.code == 3
    for option, _ in given:
        assert f"error: {option}: cannot go with --edition article" in done.err
    assert done.err.count("error: ") == len(given)
    assert done.err.count("choose --edition full") == len(given)


def test_a_patients_file_is_refused_detail_by_detail(handouts: Run, tmp_path: Path) -> None:
    (tmp_path / "ann.toml").write_text('name = "Ann"\ngoal = "Walk"\n', encoding="utf-8")
    done = handouts(*ARTICLE, "--patient-file", "ann.toml")
    assert done.code == 3
    for detail in ("name", "goal"):
        assert f"ann.toml:{detail}: cannot go with" in done.err


def test_json_and_explain_tell_of_it(handouts: Run) -> None:
    told = json.loads(handouts(*ARTICLE, "--json", "--out", "a.pdf").out)
    assert (told["edition"], told["stage"], told["check_first"]) == ("article", "", False)
    assert told["decisions"][0]["about"] == "plan"
    done = handouts(*ARTICLE, "--explain", "--out", "b.pdf")
    assert done.out.startswith("plan: none\n  why: this edition is for everybody")


@pytest.mark.parametrize("folder", EXAMPLES, ids=lambda folder: str(folder.name))
def test_every_example_brand_has_it_in_its_own_look(handouts: Run, folder: Path) -> None:
    done = handouts(*ARTICLE, "--brand", str(folder), "--out", "a.pdf")
    assert (done.code, done.err) == (0, "")


def test_the_same_article_has_the_same_id_and_bytes_and_is_kept(handouts: Run) -> None:
    same = (*ARTICLE, "--date", "2026-11-23", "--brand", str(RIVERSIDE))
    assert handouts(*same, "--out", "a.pdf").code == handouts(*same, "--out", "b.pdf").code == 0
    assert Path("a.pdf").read_bytes() == Path("b.pdf").read_bytes()


def test_the_file_is_tagged_and_has_a_title_without_a_stage(handouts: Run) -> None:
    assert handouts(*ARTICLE, "--out", "a.pdf").code == 0
    with open_pdf(Path("a.pdf").read_bytes()) as pdf:
        assert str(pdf.docinfo["/Title"]) == "Sciatica and exercise"


def test_a_row_without_a_stage_gets_it_and_one_with_a_patient_is_refused(tmp_path: Path) -> None:
    found = checked_rows(tmp_path, {"edition": "Article"}, {"edition": "article"} | REFUSED)
    errors = [problem for problem in found.problems if problem.severity == "error"]
    assert found.refused == {3}
    assert {problem.column for problem in errors} == set(REFUSED)
    assert {problem.message for problem in errors} == {
        "cannot go with article in the column edition, which is the same for everybody"
    }
    assert {problem.hint for problem in errors} == {
        "leave it out, or choose full in the column edition"
    }


def test_defaults_refuse_what_cannot_go_with_it_once_and_not_for_each_row(
    handouts: Run, tmp_path: Path
) -> None:
    (tmp_path / "all.toml").write_text('edition = "article"\nstage = "acute"\nsore = "left"\n')
    roster = str(roster_of(tmp_path, {"text": "large"}, {"text": "giant"}))
    done = handouts("batch", roster, "--out", "out", "--defaults", "all.toml")
    assert done.code == 3
    for key in ("stage", "sore"):
        assert done.err.count(f"error: all.toml:{key}: cannot go with") == 1


@pytest.mark.usefixtures("editions_on_disk")
def test_a_batch_makes_it_records_it_and_prints_it(handouts: Run, tmp_path: Path) -> None:
    rows = ({"edition": "article", "text": "standard"}, {"edition": "article", "text": "large"})
    done = handouts(
        "batch", str(roster_of(tmp_path, *rows)), "--out", "out", "--ledger", "ledger.db",
        "--print-file", "stack.pdf",
    )  # fmt: skip
    assert done.code == 0
    assert "out: 2 expected = 2 made + 0 failed + 0 skipped\n" in done.out
    assert len(list((tmp_path / "out").glob("*-article-*.pdf"))) == 2
    with Ledger(tmp_path / "ledger.db") as ledger:
        entries = list(ledger.entries())
    assert [(one.stage, one.plan, one.exercises) for one in entries] == [("", "", ())] * 2
    printed = words(" ".join(page_texts((tmp_path / "stack.pdf").read_bytes())))
    assert "Sciatica and exercise" in printed
    name = entries[0].file
    again = handouts(
        "batch", "reprint", "roster.csv", "--row", "2", "--ledger", "ledger.db", "--out", "r.pdf"
    )
    assert again.code == 0
    assert Path("r.pdf").read_bytes() == (tmp_path / "out" / name).read_bytes()
