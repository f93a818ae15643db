"""A file with damage in it is read or refused with what to do, never taken for a bug."""

import random
import zlib
from functools import lru_cache
from pathlib import Path

import pytest

from handouts.batch.names import read_pattern
from handouts.batch.preflight import Check, Preflight, checker, preflight
from handouts.batch.roster import open_roster
from handouts.batch.row_jobs import Basis
from handouts.batch.rows import UnreadableRosterError
from handouts.brand import load_brand
from handouts.resources import default_brand_folder
from tests.batch.reading.given import CASES, TIES, cells, read, told, workbook
from tests.batch.rosters import basis

NAMES = ("Muster", "Beispiel", "Rosa", "Otto")
PYTHON = ("Traceback", "Error", "Exception", "zipfile", "zlib", "expat", "None", "handouts.")


def looked_at(path: Path, *, visible_only: bool = False) -> Preflight | str:
    """What preflight finds in a list, or why it cannot be opened."""
    try:
        with open_roster(path, visible_only=visible_only) as roster:
            return preflight(roster, *_judges(), read_pattern("{id}"))
    except UnreadableRosterError as error:
        return f"{error.problem.message}: {error.problem.hint}"


@lru_cache(maxsize=1)
def _judges() -> tuple[Basis, Check]:
    return basis(stage="acute"), checker(load_brand(default_brand_folder()))


def is_sound(found: Preflight | str) -> bool:
    """Say whether all rows are accounted for, in words without a patient or a program in them."""
    if isinstance(found, str):
        said = found
    else:
        assert found.expected == found.ready + len(found.refused) + len(found.skipped)
        assert not (found.unreadable and not found.problems)
        said = "\n".join(f"{p.column} {p.message} {p.hint}" for p in found.told)
    return not any(word in said for word in (*NAMES, *PYTHON))


@pytest.mark.parametrize("name", ["x-merged-group.xlsx", "base.csv", "float-ids.jsonl"])
def test_a_list_with_one_flipped_bit_is_read_or_refused(tmp_path: Path, name: str) -> None:
    data = (CASES / name).read_bytes()
    chance = random.Random(7)  # noqa: S311 - nothing secret
    path = tmp_path / name
    for _ in range(150):
        at = chance.randrange(len(data) * 8)
        flipped = bytearray(data)
        flipped[at // 8] ^= 1 << at % 8
        path.write_bytes(flipped)
        assert is_sound(looked_at(path))


@pytest.mark.parametrize("name", ["x-dim-A1.xlsx", "lo-formula-empty-note.xlsx", "sep-line.csv"])
def test_a_list_that_is_cut_off_is_read_or_refused(tmp_path: Path, name: str) -> None:
    data = (CASES / name).read_bytes()
    path = tmp_path / name
    for share in range(40):
        path.write_bytes(data[: len(data) * share // 40])
        assert is_sound(looked_at(path))


@pytest.mark.parametrize("error", [zlib.error("Ann"), MemoryError(), RecursionError(), KeyError(1)])
def test_whatever_breaks_in_a_reader_refuses_the_list(
    monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def broken(*_: object) -> None:
        raise error

    monkeypatch.setattr("handouts.batch.roster.pick_sheet", broken)
    rows, problems = read(CASES / "x-strict.xlsx")
    assert rows == []
    assert "is damaged, and cannot be read | open it in Excel" in told(problems, "error")


def test_damage_at_the_end_refuses_the_whole_list(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(b"Name,Stage\n" + b"Ann,acute\n" * 300 + b'"Bo,acute\n')
    found = looked_at(path)
    assert isinstance(found, Preflight)
    assert found.unreadable
    assert "never closes" in found.problems[-1].message
    assert found.problems[-1].row == 302


@pytest.mark.parametrize("missing", ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"])
def test_a_part_that_is_missing_is_damage(missing: str) -> None:
    text = '<row r="1"><c r="A1" t="s"><v>0</v></c></row>'
    book = workbook(f"<sheetData>{text}</sheetData>")
    without = book.replace(missing.encode(), b"x" * len(missing))
    assert "is damaged" in told(read(without)[1], "error")


@pytest.mark.parametrize("part", ["styles.xml", "sharedStrings.xml"])
def test_a_part_that_the_workbook_points_to_and_that_is_missing_is_damage(part: str) -> None:
    kind = part.removesuffix(".xml")
    place = "xl/_rels/workbook.xml.rels"
    ties = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{TIES}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="r2" Type="{TIES}/{kind}" Target="{part}"/></Relationships>'
    )
    rows, problems = read(workbook(cells(("Name",), ("Ann",)), more={place: ties}))
    assert rows == []
    assert "is damaged" in told(problems, "error")


def test_a_number_whose_look_is_missing_is_damage() -> None:
    number = '<row r="2"><c r="A2" s="7"><v>42</v></c></row>'
    sheet = cells(("MRN",)).replace("</sheetData>", f"{number}</sheetData>")
    looks = '<cellXfs count="1"><xf numFmtId="0"/></cellXfs>'
    for styles in ("", looks):
        rows, problems = read(workbook(sheet, styles=styles))
        assert rows == []
        assert "how its numbers look is missing" in told(problems, "error")
