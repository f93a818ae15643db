"""Workbooks of other programs, with sheets, formulas and places that Excel would not choose."""

import io

import openpyxl
import pytest

from tests.batch.reading.given import MAIN, TIES, cells, read, told, values, workbook

HEAD = ("Patient no", "Name", "Stage")
ANN, BO = ("A1", "Ann Lee", "acute"), ("A2", "Bo Ek", "chronic")
LIST = cells(HEAD, ANN, BO)
STRICT = "http://purl.oclc.org/ooxml/"


def shown(number: str, code: str, column: str = "Patient no") -> object:
    """What a cell with a number says under a format."""
    code = code.replace('"', "&quot;")
    sheet = (
        f'<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>{column}</t></is></c></row>'
        f'<row r="2"><c r="A2" s="1"><v>{number}</v></c></row></sheetData>'
    )
    styles = (
        f'<numFmts><numFmt numFmtId="170" formatCode="{code}"/></numFmts>'
        '<cellXfs><xf numFmtId="0"/><xf numFmtId="170"/></cellXfs>'
    )
    rows, _ = read(workbook(sheet, styles=styles))
    return next(iter(rows[0].values.values()), "") if rows else ""


@pytest.mark.parametrize(
    ("place", "folder"),
    [
        ("xl/workbook.xml", "worksheets/blatt"), ("workbook.xml", "blatt"),
        ("data/book.xml", "sheets/Tabelle"),
    ],
)  # fmt: skip
def test_parts_may_lie_anywhere(place: str, folder: str) -> None:
    rows, problems = read(workbook(LIST, place=place, folder=folder))
    assert values(rows, "name") == ["Ann Lee", "Bo Ek"]
    assert problems == []


def test_a_strict_workbook_is_read() -> None:
    ties = f"{STRICT}officeDocument/relationships"
    rows, problems = read(workbook(LIST, main=f"{STRICT}spreadsheetml/main", ties=ties))
    assert values(rows, "name") == ["Ann Lee", "Bo Ek"]
    assert problems == []


def test_cells_and_rows_need_not_say_where_they_are() -> None:
    sheet = LIST
    for row in "123":
        sheet = sheet.replace(f'<row r="{row}"', "<row")
        for letter in "ABC":
            sheet = sheet.replace(f' r="{letter}{row}"', "")
    rows, _ = read(workbook(sheet))
    assert [(row.number, row.values["name"]) for row in rows] == [(2, "Ann Lee"), (3, "Bo Ek")]


def test_a_list_may_begin_in_another_row_and_column() -> None:
    shifted = [("", "", *row) for row in (HEAD, ANN, BO)]
    rows, problems = read(workbook(cells(*shifted, first=3)))
    assert [row.number for row in rows] == [4, 5]
    assert "the headings are in row 3" in told(problems)


@pytest.mark.parametrize(
    ("sheets", "active", "read_sheet", "message"),
    [
        (("", LIST), 0, 2, "sheet 1 is empty; sheet 2 is read"),
        ((cells(("Our clinic",)), LIST), 0, 2, "sheet 1 has no list; sheet 2 is read"),
        ((LIST, LIST), 1, 2, "sheet 1 has a list too, of 2 rows; sheet 2 is read"),
        ((LIST, LIST), 0, 1, "sheet 2 has a list too, of 2 rows; sheet 1 is read"),
    ],
)
def test_the_sheet_with_the_list_is_read_and_others_are_told(
    sheets: tuple[str, ...], active: int, read_sheet: int, message: str
) -> None:
    book = workbook(*sheets, view=f'<bookViews><workbookView activeTab="{active}"/></bookViews>')
    rows, problems = read(book)
    assert rows == read(book, sheet=str(read_sheet))[0]
    assert len(rows) == 2
    assert message in told(problems)


def test_the_choices_of_our_template_are_no_second_list() -> None:
    book = openpyxl.Workbook()
    book.active.append(HEAD)
    book.active.append(ANN)
    choices = book.create_sheet("Choices")
    choices.append(("stage", "setting"))
    choices.append(("acute", "floor"))
    book.active = choices
    out = io.BytesIO()
    book.save(out)
    rows, problems = read(out.getvalue())
    assert values(rows, "name") == ["Ann Lee"]
    assert problems == []


def test_what_is_hidden_in_another_sheet_is_not_told() -> None:
    other = cells(("Our clinic",), ("x",), hidden=(2,))
    rows, problems = read(workbook(other, cells(HEAD, ANN, BO, hidden=(3,))))
    assert len(rows) == 2
    assert told(problems).count("is hidden, or filtered out") == 1
    assert "3  is hidden, or filtered out; its handout is made too" in told(problems)


def test_a_flag_in_a_hidden_column_that_is_left_out_is_not_lost() -> None:
    sheet = '<cols><col min="4" max="4" hidden="1"/></cols>' + cells(
        (*HEAD, "Red flags"), (*ANN, "dvt_signs"), BO
    )
    rows, problems = read(workbook(sheet), visible_only=True)
    assert rows[0].unread == ("dvt_signs",)
    assert "avoid column D is hidden, and left out" in told(problems)


@pytest.mark.parametrize(
    ("heading", "value", "said", "problem"),
    [
        ("Note", 0, "", ""), ("Note", 1, "", "is TRUE, which is no text"),
        ("Forename", 1, "", "is TRUE, which is no text"), ("Black and white", 1, "yes", ""),
        ("Ward", 1, "", ""), ("Phone", 1, "yes", ""),
    ],
)  # fmt: skip
def test_true_and_false_of_a_workbook_are_no_text(
    heading: str, value: int, said: str, problem: str
) -> None:
    head = cells(("Patient no", heading)).removesuffix("</sheetData>")
    row = f'<row r="2"><c r="A2"><v>7</v></c><c r="B2" t="b"><v>{value}</v></c></row></sheetData>'
    rows, problems = read(workbook(head + row))
    assert problem in told(problems, "error")
    assert (rows == []) == bool(problem)
    assert [text for row in rows for text in row.values.values()] == [
        text for text in ("7", said) if text and rows
    ]


FORMULA = '<row r="2"><c r="A2" t="inlineStr"><is><t>A1</t></is></c><c r="B2">{}</c></row>'


@pytest.mark.parametrize(
    ("heading", "cell", "message"),
    [
        ("Note", "<f>X1</f>", "has a formula without a value"),
        ("Note", "<f>X1</f><v/>", "has a formula without a value"),
        ("Ward", "<f>X1</f>", ""),
        ("Phone", "<f>X1</f><v/>", ""),
        ("Note", "<f>X1</f><v>7</v>", ""),
    ],
)
def test_a_formula_that_was_never_worked_out_matters_where_it_is_used(
    heading: str, cell: str, message: str
) -> None:
    head = cells(("Patient no", heading)).removesuffix("</sheetData>")
    rows, problems = read(workbook(head + FORMULA.format(cell) + "</sheetData>"))
    assert (rows == []) == bool(message)
    assert message in told(problems, "error")


@pytest.mark.parametrize(
    ("number", "code", "text"),
    [
        ("42", "00000", "00042"), ("42", '"MRN-"00000', "MRN-00042"),
        ("42", '"MRN-"General', "MRN-42"), ("42", 'General" A"', "42 A"),
        ("-7", '"N"General', "-N7"), ("42", "\\M\\R0000", "MR0042"),
        ("1234567890", "000 000 0000", "123 456 7890"),
        ("1234567.0", "General", "1234567"), ("1.234567E6", "0", "1234567"),
        ("98765432101", "0.00E+00", "98765432101"), ("42", "#,##0.00", "42"),
        ("12345678901", "00000", "12345678901"), ("42", "[Red]00000;[Blue]-00000", "00042"),
        ("42", "@", "42"), ("0.1", "General", "0.1"), ("1.5E-7", "General", "0.00000015"),
        ("42", '_-* 00000_-;-* 00000_-;_-* "-"_-;_-@_-', "00042"),
    ],
)  # fmt: skip
def test_a_number_is_read_as_it_is_shown(number: str, code: str, text: str) -> None:
    assert str(shown(number, code)).strip() == text


@pytest.mark.parametrize(
    ("number", "code", "text"),
    [
        ("46351", "dd/mm/yyyy", "2026-11-25"), ("46351.375", "[$-809]d mmmm yyyy", "2026-11-25"),
        ("46351.3854166666", "dd/mm/yyyy hh:mm", "2026-11-25 09:15"), ("0.375", "h:mm", "09:00"),
        ("46351.375", "hh:mm AM/PM", "09:00"), ("46351", 'yyyy"年"m"月"d"日"', "2026-11-25"),
        ("46351", "General", "46351"), ("61", "yyyy-mm-dd", "1900-03-01"),
        ("1", "yyyy-mm-dd", "1900-01-01"), ("-1", "yyyy-mm-dd", ""), ("9e9", "yyyy-mm-dd", ""),
    ],
)  # fmt: skip
def test_a_day_is_read_as_it_is_meant(number: str, code: str, text: str) -> None:
    assert shown(number, code, "Next visit") == text


def test_days_since_1904_are_other_days() -> None:
    sheet = (
        '<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>Name</t></is></c>'
        '<c r="B1" t="inlineStr"><is><t>Date</t></is></c></row><row r="2"><c r="A2" '
        't="inlineStr"><is><t>Ann</t></is></c><c r="B2"><v>44889</v></c></row></sheetData>'
    )
    rows, _ = read(workbook(sheet, view='<workbookPr date1904="1"/>'))
    assert values(rows, "date") == ["2026-11-25"]


def test_a_number_of_which_excel_has_lost_the_end_is_refused() -> None:
    sheet = cells(HEAD, ANN).replace(
        '<c r="A2" t="inlineStr"><is><t>A1</t></is></c>', '<c r="A2"><v>1234567890123456</v></c>'
    )
    rows, problems = read(workbook(sheet))
    assert rows == []
    assert "more than 15 digits" in told(problems, "error")


def test_readings_beside_a_text_are_not_a_part_of_it() -> None:
    said = "<si><r><t>Ann </t></r><r><t>Lee</t></r><rPh sb='0' eb='1'><t>x</t></rPh></si>"
    inline = cells(HEAD, ANN).replace(
        "<is><t>Ann Lee</t></is>", said.replace("<si>", "<is>").replace("</si>", "</is>")
    )
    rows, _ = read(workbook(inline))
    assert values(rows, "name") == ["Ann Lee"]


def test_a_workbook_with_entities_is_refused() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "Ann">]><worksheet xmlns="x"/>'
    rows, problems = read(workbook(LIST, more={"xl/worksheets/sheet1.xml": bomb}))
    assert rows == []
    assert "definition of entities" in told(problems, "error")


@pytest.mark.parametrize(
    "sheet",
    [
        '<sheetData><row r="1"><c r="A1" t="s"><v>7</v></c></row></sheetData>',
        '<sheetData><row r="1"><c r="A1" t="s"><v>-1</v></c></row></sheetData>',
        '<sheetData><row r="1"><c r="A1"><v>1e999</v></c></row></sheetData>',
        '<sheetData><row r="1"><c r="A1"><v>nan</v></c></row></sheetData>',
        '<sheetData><row r="1"><c r="A1"><v>x</v></c></row></sheetData>',
        '<sheetData><row r="1"><c r="1A"><v>1</v></c></row></sheetData>',
        '<sheetData><row r="2"><c><v>1</v></c></row><row r="1"><c/></row></sheetData>',
        '<sheetData><row r="x"/></sheetData>', '<cols><col min="x" hidden="1"/></cols>',
    ],
)  # fmt: skip
def test_a_damaged_cell_is_told_as_damage(sheet: str) -> None:
    rows, problems = read(workbook(sheet))
    assert rows == []
    assert "is damaged" in told(problems, "error")


def test_blanks_around_a_value_of_pretty_xml_mean_nothing() -> None:
    texts = f'<sst xmlns="{MAIN}"><si><t>MRN</t></si><si><t>Name</t></si><si><t>Rosa</t></si></sst>'
    kinds = ("worksheet", "worksheets/sheet1.xml"), ("sharedStrings", "sharedStrings.xml")
    ties = "".join(
        f'<Relationship Id="r{n}" Type="{TIES}/{kind}" Target="{part}"/>'
        for n, (kind, part) in enumerate(kinds, 1)
    )
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    more = {
        "xl/sharedStrings.xml": texts,
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}">{ties}</Relationships>',
    }
    sheet = (
        '<sheetData><row r="1"><c r="A1" t="s"><v>\n 0\n</v></c>'
        '<c r="B1" t="s"><v> 1 </v></c></row>'
        '<row r="2"><c r="A2"><v>\n 42 </v></c><c r="B2" t="s"><v>\n2\n</v></c></row></sheetData>'
    )
    rows, _ = read(workbook(sheet, more=more))
    assert [dict(row.values) for row in rows] == [{"patient_id": "42", "name": "Rosa"}]


@pytest.mark.parametrize("inside", ["<c/>", '<c r="XFC2" s="1"/>', "<c><v>1</v></c>"])
def test_a_row_of_more_cells_than_a_spreadsheet_has_is_damage(inside: str) -> None:
    sheet = cells(("Name",)).replace("</sheetData>", f"<row>{inside * 20_000}</row></sheetData>")
    assert "a row of it has too many cells" in told(read(workbook(sheet))[1], "error")


def test_rows_that_are_only_formatted_are_passed_over_and_others_keep_their_numbers() -> None:
    empty = "".join(
        f'<row r="{n}" s="1" customFormat="1"><c r="A{n}" s="1"/><c r="B{n}" s="1"/></row>'
        f'<row r="{n + 1}" s="1"/>'
        for n in range(2, 20_000, 2)
    )
    last = '<row r="20002"><c r="A20002" t="inlineStr"><is><t>Ann</t></is></c></row>'
    sheet = cells(("Name",)).replace("</sheetData>", f"{empty}{last}</sheetData>")
    rows, problems = read(workbook(sheet, styles="<cellXfs><xf/><xf/></cellXfs>"))
    assert [(row.number, row.values["name"]) for row in rows] == [(20_002, "Ann")]
    assert problems == []


@pytest.mark.parametrize(
    ("code", "text", "shown_text"),
    [
        ('"MRN-"@', "42", "MRN-42"), ('@" A"', "42", "42 A"), ('0;-0;0;"MRN-"@', "42", "MRN-42"),
        ("@", "42", "42"), (";;;", "42", "42"), ('"MRN-"@', "MRN-42", "MRN-42"),
        ('"MRN-"00000', "A42", "A42"),
    ],
)  # fmt: skip
def test_a_text_has_the_words_that_its_cell_shows_around_it(
    code: str, text: str, shown_text: str
) -> None:
    styles = (
        f"<numFmts><numFmt numFmtId='170' formatCode='{code}'/></numFmts>"
        '<cellXfs><xf numFmtId="0"/><xf numFmtId="170"/></cellXfs>'
    )
    sheet = cells(("MRN", "Name"), (text, "Ann")).replace('t="inlineStr"', 's="1" t="inlineStr"')
    rows, problems = read(workbook(sheet, styles=styles))
    assert values(rows, "patient_id") == [shown_text]
    assert problems == []


@pytest.mark.parametrize("code", ["d-mmm", "mmm-yy", "yyyy-mm-dd", "h:mm"])
def test_a_patients_number_that_became_a_day_is_refused(code: str) -> None:
    styles = (
        f'<numFmts><numFmt numFmtId="170" formatCode="{code}"/></numFmts>'
        '<cellXfs><xf numFmtId="0"/><xf numFmtId="170"/></cellXfs>'
    )
    row = '<row r="2"><c r="A2" s="1"><v>46085</v></c><c r="B2" s="1"><v>46085</v></c></row>'
    sheet = cells(("MRN", "Next visit")).replace("</sheetData>", f"{row}</sheetData>")
    rows, problems = read(workbook(sheet, styles=styles))
    assert rows == []
    assert "2 patient_id is a day or a time" in told(problems, "error")
    assert told(problems, "error").count("\n") == 0
    assert "make the column Text in Excel" in told(problems, "error")
