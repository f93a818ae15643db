"""What the columns of a list say, as programs and people head them."""

from collections.abc import Mapping, Sequence

import pytest

from handouts.batch.columns import column_of
from handouts.batch.meaning import NOTHING_TOLD, Told, for_staff, read_heading, row_of
from handouts.batch.rows import Row, RowProblem


def read(
    heading: Sequence[str], cells: Sequence[str] = (), told: Mapping[str, str] | None = None
) -> tuple[Row, list[RowProblem]]:
    """Return a row under a heading, and what is told of the heading."""
    understood, problems = read_heading(heading, (), Told(told) if told else NOTHING_TOLD)
    return row_of(2, understood, list(cells), (), list(cells)), problems


def question(heading: Sequence[str]) -> RowProblem:
    """Return the one thing that is asked about a heading."""
    (problem,) = [p for p in read(heading)[1] if p.severity == "error"]
    assert problem.hint
    return problem


# -- what programs export


@pytest.mark.parametrize(
    ("heading", "cells", "values"),
    [
        pytest.param(
            "Id,BIRTHDATE,SSN,PREFIX,FIRST,MIDDLE,LAST,SUFFIX,MAIDEN,RACE,ADDRESS,CITY,ZIP,LAT",
            "u-1,1950-01-02,9,Mrs.,Rosa,Ina,Muster,,,white,1 Rd,Town,0,42.0",
            {"patient_id": "u-1", "name": "Rosa Ina Muster"},
            id="Synthea",
        ),
        pytest.param(
            "Identifier,Given Name,Family Name,Gender,Birthdate,Age",
            "100GEJ,Rosa,Muster,F,1950-01-02,76",
            {"patient_id": "100GEJ", "name": "Rosa Muster"},
            id="OpenMRS",
        ),
        pytest.param(
            "pc_eid,pc_eventDate,pc_startTime,fname,mname,lname,DOB,pid,pubpid,ufname,ulname",
            "11,2026-11-25,09:30,Rosa,,Muster,1950-01-02,7,A1,Sam,Sample",
            {
                "patient_id": "A1",
                "name": "Rosa Muster",
                "date": "2026-11-25",
                "clinician": "Sam Sample",
            },
            id="OpenEMR",
        ),
        pytest.param(
            "EMIS Number,NHS Number,Title,Given Name,Surname,Date of Birth,Usual GP,Postcode",
            "7,999 000 0001,Mrs,Rosa,MUSTER,02-Jan-1950,Dr Test,ZZ1",
            {"patient_id": "999 000 0001", "name": "Rosa MUSTER"},
            id="EMIS",
        ),
        pytest.param(
            "NHS number,Title,First name,Surname,Age,House number,Road,Town,County,Home telephone",
            "999,Mrs,Rosa,Muster,76,1,Test Rd,Testtown,,",
            {"patient_id": "999", "name": "Rosa Muster"},
            id="SystmOne",
        ),
        pytest.param(
            "ID,First Name,Last Name,Preferred First Name,Home Phone,Address 1,Address 2,Country",
            "7,Rosa,Muster,Rosi,,1 Test Rd,,UK",
            {"patient_id": "7", "name": "Rosa Muster"},
            id="Cliniko",
        ),
        pytest.param(
            "Patient Number,Patient First Name,Patient Last Name,Staff Member,Start At,Treatment",
            "7,Rosa,Muster,Sam Sample,2026-11-25,Physio",
            {
                "patient_id": "7",
                "name": "Rosa Muster",
                "clinician": "Sam Sample",
                "date": "2026-11-25",
            },
            id="Jane",
        ),
        pytest.param(
            "First Name,Middle Name,Last Name,Title,Nickname,E-mail Address,Home Phone,Home Street",
            "Rosa,Ina,Muster,Mrs,Rosi,r@example.org,1,1 Rd",
            {"name": "Rosa Ina Muster"},
            id="Outlook",
        ),
        pytest.param(
            "Name,Given Name,Additional Name,Family Name,Yomi Name,E-mail 1 - Value,Labels",
            "Rosa Ina Muster,Rosa,Ina,Muster,,r@example.org,* myContacts",
            {"name": "Rosa Ina Muster"},
            id="Google contacts",
        ),
        pytest.param(
            "Timestamp,What is your name?,Email Address,What is your date of birth? (required)",
            "25/11/2026 09:30:01,Rosa Muster,r@example.org,1950-01-02",
            {"name": "Rosa Muster"},
            id="Google Forms",
        ),
    ],
)
def test_an_export_gives_the_right_name_and_number(
    heading: str, cells: str, values: dict[str, str]
) -> None:
    row, problems = read(heading.split(","), cells.split(","))
    printed = {
        name: value
        for name, value in row.values.items()
        if name in ("name", "patient_id", "date", "clinician", "note", "goal", "next_visit")
    }
    assert printed == values
    assert [problem for problem in problems if problem.severity == "error"] == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("What is your full name? *", "name"), ("Patient's surname", "surname"),
        ("Client DOB", "date_of_birth"), ("Please enter your NHS number (required)", "patient_id"),
        ("Which leg hurts?", "sore"), ("Pt name", "name"),
    ],
)  # fmt: skip
def test_a_question_of_a_form_is_its_column(text: str, name: str) -> None:
    found = column_of(text)
    assert found
    assert found.name == name


def test_that_a_sign_was_checked_is_not_read_out_of_a_longer_heading() -> None:
    assert column_of("Patient examined") is None


# -- two columns for one thing


def test_of_two_numbers_one_is_taken_and_told_by_letter_and_heading() -> None:
    row, (problem,) = read(["MRN", "NHS number", "Name"], ["A1", "000", "Rosa"])
    assert row.values["patient_id"] == "A1"
    assert problem.severity == "warning"
    assert "A (MRN) is taken, not B (NHS number)" in problem.message
    assert "--map B=patient_id" in problem.hint


def test_the_whole_name_is_taken_and_its_parts_where_it_is_empty() -> None:
    heading = ["Name", "First name", "Last name"]
    for cells, name in ((["Rosa M.", "Rosa", "Muster"], "Rosa M."), (["", "Al", "Neu"], "Al Neu")):
        row, (problem,) = read(heading, cells)
        assert row.values == {"name": name}
        assert "A (Name)" in problem.message
        assert "B (First name), C (Last name)" in problem.message


def test_a_name_beside_a_first_name_alone_may_be_the_surname() -> None:
    heading = ["Name", "First name"]
    assert read(heading, ["Muster", "Rosa"])[0].values == {"name": "Rosa Muster"}
    assert read(heading, ["van der Berg", "Anna"])[0].values == {"name": "Anna van der Berg"}
    assert read(heading, ["Rosa Muster", "Rosa"])[0].values == {"name": "Rosa Muster"}
    assert read(heading, ["Rosa", "Rosa"])[0].values == {"name": "Rosa"}


def test_of_two_whole_names_the_other_is_taken_where_one_is_empty() -> None:
    heading = ["What is your full name?", "Name"]
    for cells in (["Rosa", ""], ["Rosa", "NULL"], ["Al", "Rosa"]):
        row, (problem,) = read(heading, cells)
        assert row.values == {"name": "Rosa"}
        assert "B (Name) is taken; A (What is your full name?) where" in problem.message


def test_flags_of_two_columns_are_read_together() -> None:
    understood, (problem,) = read_heading(["Red flags", "Precautions", "Name"])
    row = row_of(2, understood, [["chest"], ["knee_problem"], "Rosa"], (), [])
    assert row.values["avoid"] == ["chest", "knee_problem"]
    assert "read together" in problem.message


@pytest.mark.parametrize(
    "heading", ["Address,Town,Postcode", "Phone,Mobile,Work phone", "DOB,Born"]
)
def test_columns_that_are_never_printed_may_stand_twice(heading: str) -> None:
    assert read(["Name", *heading.split(",")])[1] == []


def test_what_staff_may_write_for_themselves_is_told_to_be_printed() -> None:
    (problem,) = for_staff(read_heading(["Name", "Notes"])[0])
    assert problem.severity == "warning"
    assert "B (Notes) is printed" in problem.message
    assert "--ignore B" in problem.hint
    assert list(for_staff(read_heading(["Name", "Note for patient"])[0])) == []


@pytest.mark.parametrize(
    "heading",
    [
        "Patient notes", "Client notes", "Pt notes", "Notes (optional)", "Your comments",
        "Patient comments", "Patient message", "Patient message (optional)", "Notes required",
    ],
)  # fmt: skip
def test_a_frame_around_notes_makes_them_no_notes_for_the_patient(heading: str) -> None:
    understood, _ = read_heading(["Name", heading], ())
    assert [problem.column for problem in for_staff(understood)] == ["note"]


@pytest.mark.parametrize("heading", ["Note for patient", "Message to patient", "Goal"])
def test_what_is_said_to_be_for_the_patient_is_not_asked_about(heading: str) -> None:
    assert list(for_staff(read_heading(["Name", heading], ())[0])) == []


@pytest.mark.parametrize("heading", ["Clinical notes", "Private Notes", "Diagnosis", "Allergies"])
def test_what_is_written_for_staff_is_never_printed(heading: str) -> None:
    row, problems = read(["Name", heading], ["Rosa", "smells"])
    assert "note" not in row.values
    assert row.unread == ("smells",)
    assert problems == []


# -- misspelt headings


@pytest.mark.parametrize(
    ("heading", "near"),
    [
        (["First name", "Lastnam"], "last name"), (["Nmae", "Stage"], "name"),
        (["Name", "Stgae"], "stage"), (["Name", "Contraindicatoins"], "contraindications"),
        (["Name", "Patient nunber"], "patient number"),
    ],
)  # fmt: skip
def test_a_heading_with_a_slip_in_it_is_asked_about(heading: list[str], near: str) -> None:
    problem = question(heading)
    assert f"did you mean {near}?" in problem.hint
    assert "--map" in problem.hint
    assert "--ignore" in problem.hint
    assert heading[0] not in problem.message or heading[0] == "Name"


@pytest.mark.parametrize("heading", ["LAT", "State", "Age", "Page", "Score", "Race", "Suite"])
def test_another_word_is_no_slip(heading: str) -> None:
    assert [problem.severity for problem in read(["Name", heading])[1]] in ([], ["warning"])


def test_a_slip_for_what_is_there_already_is_only_told() -> None:
    assert [p.severity for p in read(["Name", "Nmae"])[1]] == ["warning"]
    assert [p.severity for p in read(["Name", "Lastnam"])[1]] == ["warning"]


# -- what somebody says of columns


@pytest.mark.parametrize("named", ["NHS number", "nhs NUMBER", "B"])
def test_a_column_may_be_chosen_by_heading_or_letter(named: str) -> None:
    heading, cells = ["MRN", "NHS number"], ["A1", "000"]
    row, problems = read(heading, cells, {named: "patient_id"})
    assert row.values == {"patient_id": "000"}
    assert ["not A (MRN)" in problem.message for problem in problems] == [True]


def test_a_heading_that_is_not_known_may_be_given_a_meaning() -> None:
    row, problems = read(["Wie heißt du?"], ["Rosa"], {"Wie heißt du?": "name"})
    assert row.values == {"name": "Rosa"}
    assert problems == []


@pytest.mark.parametrize("named", ["Notes", "B"])
def test_an_ignored_column_is_not_used_and_not_told(named: str) -> None:
    row, problems = read(["Name", "Notes"], ["Rosa", "private"], {named: ""})
    assert row.values == {"name": "Rosa"}
    assert row.unread == ()
    assert problems == []


def test_a_column_that_somebody_named_and_is_not_there_is_an_error() -> None:
    (problem,) = read(["Name"], ["Rosa"], {"Nom": "name"})[1]
    assert (problem.severity, problem.row) == ("error", 1)


def test_a_column_right_of_the_headings_may_be_named_by_its_letter() -> None:
    heading, cells = ["Patient no"], ["A1", "Rosa", "private"]
    row, problems = read(heading, cells, {"B": "name", "C": ""})
    assert row.values == {"patient_id": "A1", "name": "Rosa"}
    assert problems == []
    assert [p.severity for p in read(heading, cells, {"Z": "name"})[1]] == ["error"]


@pytest.mark.parametrize(
    ("cells", "name"),
    [
        (["Muster", "Rosa", "Maria"], "Rosa Maria Muster"), (["van Muster", "Bo"], "Bo van Muster"),
        (["Rosa Muster", "Rosie"], "Rosa Muster"), (["Rosa Muster", "Rosa", "Ina"], "Rosa Muster"),
        (["Muster", "", "Maria"], "Muster"), (["", "Rosa", "Maria"], "Rosa Maria"),
        (["Muster, Rosa", "Rosie"], "Muster, Rosa"), (["MUSTER", "ROSA", ""], "ROSA MUSTER"),
    ],
)  # fmt: skip
def test_a_first_name_is_put_before_a_surname_and_never_before_another(
    cells: list[str], name: str
) -> None:
    row, _ = read(["Patient", "First name", "Middle name"], cells)
    assert row.values == {"name": name}


# -- nothing


def test_a_word_for_nothing_is_empty_and_noted_with_its_column() -> None:
    row, _ = read(["First name", "Last name", "Note", "Goal"], ["Rosa", "N/A", "#REF!", "?"])
    assert row.values == {"name": "Rosa"}
    assert row.emptied == ("surname", "note", "goal")
    assert row.doubtful == ()


@pytest.mark.parametrize(
    ("first", "middle", "last", "name", "doubtful"),
    [
        ("Nat", "", "King", "Nat King", ()), ("Les", "", "Blank", "Les Blank", ()),
        ("Nil", "-", "Aydin", "Nil Aydin", ()), ("Rosa", "Null", "Ek", "Rosa Null Ek", ()),
        ("ROSA", "", "NULL", "ROSA", ("surname",)), ("unknown", "", "Ek", "Ek", ("first_name",)),
        ("Rosa", "NULL", "Muster", "Rosa Muster", ()), ("Rosa", "", "--", "Rosa", ()),
        ("NULL", "", "NULL", None, ()), ("nil", "nil", "-", None, ()),
        ("NIL", "", "EK", "EK", ("first_name",)),
    ],
)  # fmt: skip
def test_a_part_of_a_name_is_no_word_for_nothing_where_it_may_be_somebodys(
    first: str, middle: str, last: str, name: str | None, doubtful: tuple[str, ...]
) -> None:
    row, _ = read(["First name", "Middle name", "Last name"], [first, middle, last])
    assert row.values.get("name") == name
    assert row.doubtful == doubtful


def test_rows_are_equal_when_all_their_cells_are() -> None:
    heading = ["Name", "Ward"]
    same = [read(heading, cells)[0].digest for cells in (["Rosa", "1"], ["Rosa\u00a0", " 1", ""])]
    assert same[0] == same[1]
    assert read(heading, ["Rosa", "2"])[0].digest != same[0]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Pt No.", "patient_id"), ("Hosp. No", "patient_id"), ("NHS", "patient_id"),
        ("Surname(s)", "surname"), ("Date of Birth (dd/mm/yyyy)", "date_of_birth"),
        ("Therapist name", "clinician"), ("Next Appt", "next_visit"), ("Side affected", "sore"),
        ("Stage of healing", "stage"), ("Red flags?", "avoid"), ("Notes for patient", "note"),
        ("Conditions", "record"), ("Reason for visit", "record"), ("Appt time", "time"),
    ],
)  # fmt: skip
def test_what_clinics_head_their_own_lists_with_is_known(text: str, name: str) -> None:
    found = column_of(text)
    assert found
    assert found.name == name
