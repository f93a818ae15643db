"""A roster: a clinic's list of patients, as CSV, Excel workbook or JSON Lines.

It can be read more than once, a row at a time. Standard input is kept in a file without a name,
which is gone when the program ends.
"""

import hashlib
import shutil
import stat
import tempfile
import traceback
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Self

from handouts import resources
from handouts.batch.meaning import NOTHING_TOLD, Heading, Told
from handouts.batch.rosters.choosing import pick_sheet
from handouts.batch.rosters.delimited import lines
from handouts.batch.rosters.json_lines import objects
from handouts.batch.rosters.keyed import rows_of_objects
from handouts.batch.rosters.kinds import Kind, kind_of
from handouts.batch.rosters.package import SAVE_AGAIN
from handouts.batch.rosters.table import Reading, rows_of
from handouts.batch.rows import RosterProblem, Row, RowProblem, UnreadableRosterError

MAX_BYTES = 1024**3


@dataclass(frozen=True, slots=True)
class Roster:
    """An open roster. `name` is what Problems call it; `digest` the SHA-256 of its bytes.

    `sort` names columns whose texts its rows note, so that they can be sorted by them; `told` is
    what somebody said of its columns. With `visible_only` what is hidden in a workbook is left out.
    `notices` were found as it was opened.
    """

    name: str
    kind: Kind
    file: BinaryIO
    digest: str
    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    sort: tuple[str, ...] = ()
    told: Told = NOTHING_TOLD
    visible_only: bool = False
    notices: tuple[RowProblem, ...] = ()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.file.close()

    def rows(self) -> Iterator[Row | RowProblem | Heading]:
        """Yield each row with something in it, or what is wrong with it, from the first on.

        Before them stands how the headings are understood; of JSON, before each line with other
        keys. A RosterProblem says that the roster cannot be used.
        """
        self.file.seek(0)
        yield from self.notices
        try:
            yield from self._read()
        except UnreadableRosterError as error:
            yield error.problem
        except Exception:  # noqa: BLE001 - a damaged file can break any part of its reader
            if resources.environment("HANDOUTS_DEBUG"):
                traceback.print_exc()
            hint = SAVE_AGAIN if self.kind == "xlsx" else "export it again"
            yield RosterProblem(0, "", "is damaged, and cannot be read", hint)

    def _read(self) -> Iterator[Row | RowProblem | Heading]:
        reading = Reading(self.sort, self.told)
        if self.kind == "jsonl":
            yield from rows_of_objects(objects(self.file), reading)
        elif self.kind == "csv":
            found = lines(self.file, self.encoding, self.delimiter, self.told.knows)
            yield from rows_of(found, reading)
        else:
            book, sheet, notices = pick_sheet(self.file, self.sheet, self.told.knows)
            yield from notices
            hidden = sheet.hidden_columns
            reading = Reading(self.sort, self.told, self.visible_only, hidden, book.since_1904)
            yield from rows_of(sheet.lines(), reading)


def open_roster(
    source: Path | BinaryIO, *, encoding: str = "", delimiter: str = "", sheet: str = "",
    sort: tuple[str, ...] = (), told: Told = NOTHING_TOLD, visible_only: bool = False,
) -> Roster:  # fmt: skip
    """Return the roster in a file, or in an open stream such as standard input.

    What it is, its content tells. Raises UnreadableRosterError for what is no ordinary file, is
    larger than 1 GB or no roster.
    """
    if isinstance(source, Path):
        name, file = source.name, _opened(source)
    else:
        name, file = "standard input", _spooled(source)
    try:
        kind, notices = kind_of(name if isinstance(source, Path) else "", file, told.knows)
        digest = _digest(file)
    except OSError as error:
        file.close()
        raise UnreadableRosterError("cannot be read", "copy it to another place") from error
    except BaseException:
        file.close()
        raise
    return Roster(
        name, kind, file, digest, encoding, delimiter, sheet, sort, told, visible_only, notices
    )  # fmt: skip


def _digest(file: BinaryIO) -> str:
    digest = hashlib.sha256()
    while piece := file.read(1 << 20):
        digest.update(piece)
    return digest.hexdigest()


def _opened(path: Path) -> BinaryIO:
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):
            raise UnreadableRosterError("is not an ordinary file", "name a file, or use - ")
        if about.st_size > MAX_BYTES:
            raise UnreadableRosterError("is larger than 1 GB", "split it")
        return path.open("rb")
    except FileNotFoundError as error:
        raise UnreadableRosterError("does not exist", "check the path") from error
    except OSError as error:
        raise UnreadableRosterError("cannot be read", "check the path and your rights") from error


def _spooled(stream: BinaryIO) -> BinaryIO:
    file = tempfile.TemporaryFile()  # noqa: SIM115 - it lives as long as the roster
    shutil.copyfileobj(stream, file, 1 << 20)
    file.seek(0)
    return file
