"""Lists of many shapes, made by chance: every row is accounted for, whatever they look like."""

import csv
import datetime as dt
import io
import json
import random
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from handouts.batch.preflight import Preflight
from tests.batch.reading.test_damage import is_sound, looked_at

QUICK, MANY = 60, 2_000
HEADINGS = {
    "Patient no": ("A{n}", "{n:05d}", "", "9.87E+11", "#N/A", '="0{n}"', "A1"),
    "Name": ("Rosa Muster", "Otto  Beispiel", "Ren\xc3\xa9 Muster", "O&#39;Muster", ""),
    "Stage": ("acute", "Sub-acute", "", "acut", "#REF!", "chronic "),
    "Date": ("2026-11-25", "25-Nov-2026", "25/11/2026", "03/04/2026", "46351", "", "soon"),
    "Note": ("", "bring shoes_x000D_\nand water", "NULL", "#N/A", 'Ann, Bo; "Cy"', "=1+1"),
    "Red flags": ("", "", "none", "dvt_signs", "#N/A"),
    "Ward": ("", "North", "dvt_signs", "7"),
    "": ("", "", "", "x"),
}  # fmt: skip
ABOVE: tuple[list[str], ...] = (
    [], [], ["Clinic list"], ["", "# exported today", ""], ["Printed", "25/11/2026"],
)  # fmt: skip


class Chance(random.Random):
    """What a clinic might do to a list."""

    def table(self) -> list[list[str]]:
        names = self.sample(list(HEADINGS), self.randint(1, len(HEADINGS)))
        rows = [[line] for line in self.choice(ABOVE)]
        if self.random() < 0.9:
            rows.append(names)
        for number in range(self.randint(0, 12)):
            row = [self.choice(HEADINGS[name]) for name in names]
            row = [cell.replace("{n:05d}", f"{number:05d}") for cell in row]
            rows.append([cell.replace("{n}", str(number)) for cell in row])
            if self.random() < 0.1:
                rows.append(self.choice(([], names, ["Total patients: 3"], ["x"] * 9, [""] * 30)))
        return rows

    def delimited(self) -> bytes:
        sign = self.choice(",;\t|")
        out = io.StringIO(newline="")
        if self.random() < 0.2:
            out.write(f"sep={sign}\r\n")
        csv.writer(out, delimiter=sign).writerows(self.table())
        return out.getvalue().encode(self.choice(["utf-8", "utf-8-sig", "utf-16"]))

    def objects(self) -> bytes:
        head, *rows = self.table() or [[]]
        made: list[dict[str, object]] = [dict(zip(head, row, strict=False)) for row in rows]
        made += [{"mrn": self.choice([1.0, 1e300, None, True, [], {}, 10**20])}]
        return "\n".join(map(json.dumps, made)).encode()

    def workbook(self) -> bytes:
        book = openpyxl.Workbook()
        for sheet in [book.active, *(book.create_sheet() for _ in range(self.randint(0, 2)))]:
            down, right = self.choice(((0, 0), (0, 0), (2, 2)))
            for at, row in enumerate(self.table(), 1 + down):
                for place, text in enumerate(row, 1 + right):
                    if text:
                        self.put(sheet.cell(at, place), text)
                sheet.row_dimensions[at].hidden = self.random() < 0.1
            sheet.column_dimensions[self.choice("ABC")].hidden = self.random() < 0.2
            if self.random() < 0.3:
                sheet.merge_cells(self.choice(("A2:A4", "A1:B1", "B3:C4")))
            if self.random() < 0.1:
                sheet["ZZ9999"] = "x"
            sheet.sheet_state = self.choice(("visible", "visible", "hidden"))
        book.active = 0
        book.active.sheet_state = "visible"
        out = io.BytesIO()
        book.save(out)
        return out.getvalue()

    def put(self, cell: Any, text: str) -> None:
        if text.isdigit() and self.random() < 0.5:
            cell.value = int(text)
            cell.number_format = self.choice(("General", "00000", '"MRN-"0000', "0.00E+00"))
        elif text == "2026-11-25":
            cell.value = dt.date(2026, 11, 25)
        else:
            cell.value = text


def tried(folder: Path, seed: int) -> Preflight | str:
    chance = Chance(seed)
    ending, make = chance.choice(
        ((".csv", chance.delimited), (".jsonl", chance.objects), (".xlsx", chance.workbook))
    )
    path = folder / f"list{chance.choice((ending, ending, '.csv', '.xlsx'))}"
    path.write_bytes(make())
    return looked_at(path, visible_only=chance.random() < 0.2)


def test_no_row_is_lost_in_lists_of_many_shapes(tmp_path: Path) -> None:
    found = [tried(tmp_path, seed) for seed in range(QUICK)]
    assert all(map(is_sound, found))
    assert sum(isinstance(one, Preflight) and one.ready > 0 for one in found) > QUICK // 10


@pytest.mark.system
@pytest.mark.timeout(1200)
def test_no_row_is_lost_in_very_many_lists(tmp_path: Path) -> None:
    for seed in range(QUICK, QUICK + MANY):
        assert is_sound(tried(tmp_path, seed)), seed
