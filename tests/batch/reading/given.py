"""Reading a list in a test, and workbooks written part by part, as programs other than Excel do."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from handouts.batch.roster import open_roster
from handouts.batch.rows import Row, RowProblem, UnreadableRosterError

CASES = Path(__file__).parents[1] / "cases"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
TIES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def read(source: Path | bytes, **options: Any) -> tuple[list[Row], list[RowProblem]]:
    """Return the rows of a list and what is told of it; also why it cannot be opened."""
    try:
        with open_roster(
            io.BytesIO(source) if isinstance(source, bytes) else source, **options
        ) as roster:
            lines = list(roster.rows())
    except UnreadableRosterError as error:
        return [], [error.problem]
    rows = [line for line in lines if isinstance(line, Row)]
    return rows, [line for line in lines if isinstance(line, RowProblem)]


def values(rows: Sequence[Row], column: str) -> list[object]:
    """Return what stands in a column."""
    return [row.values.get(column, "") for row in rows]


def told(problems: Sequence[RowProblem], severity: str = "warning") -> str:
    """Return what is told with a severity, as one text."""
    return "\n".join(
        f"{p.row} {p.column} {p.message} | {p.hint}" for p in problems if p.severity == severity
    )


def workbook(
    *sheets: str, place: str = "xl/workbook.xml", folder: str = "worksheets/sheet",
    main: str = MAIN, ties: str = TIES, more: Mapping[str, str] | None = None, view: str = "",
    states: Sequence[str] = (), styles: str = "",
) -> bytes:  # fmt: skip
    """Return a workbook of sheets, each the XML inside its worksheet element."""
    base = place.rpartition("/")[0]
    parts = {
        "_rels/.rels": _ties([("w", f"{ties}/officeDocument", place)]),
        f"{base}/_rels/{place.rpartition('/')[2]}.rels": _ties(
            [(f"r{n}", f"{ties}/worksheet", f"{folder}{n}.xml") for n in range(1, len(sheets) + 1)]
            + [("s", f"{ties}/styles", "styles.xml")] * bool(styles)
        ),
        place: (
            f'<workbook xmlns="{main}" xmlns:r="{ties}">{view}<sheets>'
            + "".join(
                f'<sheet name="S{n}" sheetId="{n}" r:id="r{n}"'
                f' state="{states[n - 1] if n <= len(states) else "visible"}"/>'
                for n in range(1, len(sheets) + 1)
            )
            + "</sheets></workbook>"
        ),
        **{
            f"{base}/{folder}{n}.xml": f'<worksheet xmlns="{main}">{sheet}</worksheet>'
            for n, sheet in enumerate(sheets, 1)
        },
        **({f"{base}/styles.xml": f'<styleSheet xmlns="{main}">{styles}</styleSheet>'}
           if styles else {}),
        **(more or {}),
    }  # fmt: skip
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return out.getvalue()


def cells(*rows: Sequence[str], first: int = 1, hidden: Sequence[int] = ()) -> str:
    """Return the XML of rows of texts."""
    written = []
    for number, row in enumerate(rows, first):
        inner = "".join(
            f'<c r="{chr(65 + at)}{number}" t="inlineStr"><is><t>{text}</t></is></c>'
            for at, text in enumerate(row)
            if text
        )
        mark = ' hidden="1"' if number in hidden else ""
        written.append(f'<row r="{number}"{mark}>{inner}</row>')
    return f"<sheetData>{''.join(written)}</sheetData>"


def _ties(ties: Sequence[tuple[str, str, str]]) -> str:
    inner = "".join(f'<Relationship Id="{a}" Type="{b}" Target="{c}"/>' for a, b, c in ties)
    return f'<Relationships xmlns="{_PACKAGE}">{inner}</Relationships>'
