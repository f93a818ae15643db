"""What became of a job: a handout that was made, or why it was not."""

from dataclasses import dataclass, field

from handouts.batch.rows import RowProblem
from handouts.errors import Problem


@dataclass(frozen=True, slots=True)
class Made:
    """A handout that lies in its place.

    `file` is its name in the output folder, "" where it went to the print file alone; `size` is in
    bytes; `sha256` in hexadecimal, "" without a file of its own; `key` the job's. `print_file` is
    the name of the print file that it is in, "" for none, and there `first_page` to `last_page`
    are its own, from 1. `check_first` says that it tells to get checked and has no exercises.
    Nothing here tells about the patient.
    """

    row: int
    key: bytes
    handout_id: str
    file: str
    pages: int
    size: int
    sha256: str
    edition: str
    stage: str
    plan: str
    exercises: tuple[str, ...]
    content_version: str
    notices: tuple[Problem, ...] = field(default=())
    print_file: str = ""
    first_page: int = 0
    last_page: int = 0
    check_first: bool = False


@dataclass(frozen=True, slots=True)
class Failed:
    """A row without a handout, and every reason."""

    row: int
    problems: tuple[RowProblem, ...]


Outcome = Made | Failed
