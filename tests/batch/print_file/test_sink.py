"""A batch that goes to a print file."""

from pathlib import Path

from handouts.batch.jobs import Job
from handouts.batch.names import read_pattern
from handouts.batch.outcomes import Made
from handouts.batch.print_file import PrintFile, PrintOptions, PrintSink
from handouts.batch.row_jobs import job_key
from handouts.batch.runner import run
from handouts.batch.sinks import FileSink
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
