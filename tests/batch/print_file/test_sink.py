"""A batch that goes to a print file, and printing some of it again."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from handouts.batch.jobs import Job
from handouts.batch.names import read_pattern
from handouts.batch.outcomes import Made
from handouts.batch.print_file import PrintFile, PrintOptions, PrintSink, Wanted, wanted_jobs
from handouts.batch.row_jobs import job_key
from handouts.batch.runner import run
from handouts.batch.sinks import FileSink
from handouts.edition import prepare_edition
from handouts.errors import BadInput
from handouts.patients import Patient
from handouts.personalise import make_handout
from tests.batch.print_file.stacks import patient, pixels
from tests.making import Combination

REQUEST = Combination("acute", edition="summary").request
OTHER = Combination("chronic", edition="exercises").request


def job(row: int, person: Patient) -> Job:
    request = OTHER if row % 2 else REQUEST
    return Job(row, request, person, job_key(request, person))


JOBS = [job(row, patient(row)) for row in range(2, 6)]


def made_by(sink: PrintSink, jobs: list[Job]) -> list[Made]:
    """Return what became of jobs in a real run; all must have been made."""
    outcomes = [one for chunk in run(jobs, sink, 1, lambda: False) for one in chunk.outcomes]
    made = [one for one in outcomes if isinstance(one, Made)]
    assert made == outcomes
    return made


def test_a_run_makes_files_and_the_print_file_of_the_same_pages(tmp_path: Path) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    with PrintFile(tmp_path / "stack.pdf") as file:
        sink = PrintSink(file, FileSink(folder, read_pattern("{row}-{id}")))
        made = made_by(sink, JOBS)
    drawn = pixels(tmp_path / "stack.pdf", 0.3)
    for one in made:
        single = pixels(folder / one.file, 0.3)
        assert one.print_file == "stack.pdf"
        assert drawn[one.first_page - 1 : one.last_page][: len(single)] == single
        assert one.size == (folder / one.file).stat().st_size
    assert [one.row for one in made] == [2, 3, 4, 5]


def test_a_run_can_make_the_print_file_alone(tmp_path: Path) -> None:
    with PrintFile(tmp_path / "stack.pdf", PrintOptions(split_count=3)) as file:
        made = made_by(PrintSink(file), JOBS)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["stack-001.pdf", "stack-002.pdf"]
    assert [one.print_file for one in made] == ["stack-001.pdf"] * 3 + ["stack-002.pdf"]
    assert {(one.file, one.sha256) for one in made} == {("", "")}
    expected = [make_handout(one.request, one.patient).id for one in JOBS]
    assert [one.handout_id for one in made] == expected
    assert all(one.size > 0 and one.content_version for one in made)


def test_a_row_that_fails_is_not_in_the_print_file_and_the_others_are(tmp_path: Path) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    (folder / "3.pdf").write_bytes(b"mine")
    jobs = JOBS[:3]
    with PrintFile(tmp_path / "stack.pdf") as file:
        sink = PrintSink(file, FileSink(folder, read_pattern("{row}")))
        outcomes = [one for chunk in run(jobs, sink, 1, lambda: False) for one in chunk.outcomes]
    made = [one for one in outcomes if isinstance(one, Made)]
    assert [one.row for one in made] == [2, 4]
    assert made[1].first_page == made[0].last_page + 1


# -- printing again


def rows(wanted: Wanted, jobs: list[Job] = JOBS) -> list[int]:
    return [one.row for one in wanted_jobs(jobs, wanted, prepare_edition)]


def test_a_handout_is_found_by_row_by_patient_number_and_by_the_id_on_paper() -> None:
    printed = make_handout(JOBS[3].request, JOBS[3].patient).id
    assert rows(Wanted(rows=(4, 2))) == [2, 4]
    assert rows(Wanted(patient_ids=(JOBS[1].patient.patient_id,))) == [3]
    assert rows(Wanted(handout_ids=(printed,))) == [5]
    assert rows(Wanted(handout_ids=(printed.lower().replace("-", " "),))) == [5]
    assert rows(Wanted(rows=(5,), handout_ids=(printed,), patient_ids=("Xqid0002z",))) == [2, 5]


def test_what_is_not_there_is_told_without_a_patients_number() -> None:
    wanted = Wanted(rows=(3, 99), patient_ids=("Xqsecret", "Xqid0002z"), handout_ids=("ABCD-EFGH",))
    with pytest.raises(BadInput) as refused:
        rows(wanted)
    told = [str(problem) for problem in refused.value.problems]
    assert [problem.source for problem in refused.value.problems] == [
        "--row", "--patient-id", "--id",
    ]  # fmt: skip
    assert "99" in told[0]
    assert "ABCD-EFGH" in told[2]
    assert "Xqsecret" not in "".join(told)


def test_printing_again_says_which() -> None:
    with pytest.raises(BadInput) as refused:
        rows(Wanted())
    assert "--row" in refused.value.problems[0].hint


def test_another_date_gives_another_id() -> None:
    printed = make_handout(JOBS[0].request, JOBS[0].patient).id
    later = [job(2, replace(JOBS[0].patient, date=dt.date(2027, 1, 1)))]
    with pytest.raises(BadInput, match="1 problem"):
        rows(Wanted(handout_ids=(printed,)), later)
