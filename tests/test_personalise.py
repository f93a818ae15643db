"""Where an edition and a patient meet: what reaches the page, and nothing else."""

import re
from dataclasses import replace
from typing import Any

import pytest
from pikepdf import Name

from handouts import layout, personalise
from handouts.editions.find import KEPT, find_or_make
from handouts.editions.request import EditionRequest, PreparedEdition
from handouts.errors import BadInput
from handouts.patients import Patient
from handouts.pdf.edition_data import Edition
from tests.accessibility.forms import widgets_of
from tests.making import BLANK, DATE, EDITIONS, PATIENT, SIZES, Combination, made
from tests.pdf.reading import objects_of
from tests.reading import inflated, open_pdf, page_texts, shown, words

# Letters in an order that no handout's own text has.
MARKED = Patient(
    date=DATE,
    name="Xqname Zvone",
    patient_id="Xqpatid",
    clinician="Xqclinic Zvtwo",
    next_visit="Xqvisit",
    note="Xqnote Zvthree",
    goal="Xqgoal",
)
MARKERS = (
    "Xqname",
    "Zvone",
    "Xqpatid",
    "Xqclinic",
    "Zvtwo",
    "Xqvisit",
    "Xqnote",
    "Zvthree",
    "Xqgoal",
)
LONG = replace(
    MARKED,
    name=("Xqname " + "Maximiliana " * 12)[:119].strip(),
    note="\n".join(["Xqnote a line that a clinician wrote"] * 12),
    goal="\n".join(["Xqgoal a line that a patient said"] * 4),
)


MARKED_FIELDS = ("name", "patient_id", "clinician", "date", "next_visit", "note", "goal")


def text_of(data: bytes) -> str:
    """Return all text that a file shows, decoded, pages and running lines included."""
    with open_pdf(data) as pdf:
        return "".join(piece.text for page in pdf.pages for piece in shown(page))


def encodings(marker: str) -> list[bytes]:
    """Return the ways in which bytes could hold a text."""
    utf16 = marker.encode("utf-16-be")
    return [marker.encode(), utf16, utf16.hex().encode(), utf16.hex().upper().encode()]


def assert_without_markers(data: bytes) -> None:
    lowered = data.lower()
    for marker in MARKERS:
        for encoded in encodings(marker):
            assert encoded.lower() not in lowered


# -- the patient stays out of layout


@pytest.mark.parametrize("patient", [MARKED, LONG], ids=["short", "long"])
def test_no_text_of_a_patient_reaches_layout(
    patient: Patient, monkeypatch: pytest.MonkeyPatch
) -> None:
    handed: list[str] = []
    editions: list[Edition] = []
    lay_out = layout.lay_out

    def watched(*arguments: Any) -> Edition:
        handed.append(repr(arguments))
        editions.append(lay_out(*arguments))
        return editions[-1]

    monkeypatch.setattr(layout, "lay_out", watched)
    KEPT.clear()
    personalise.make_handout(Combination().request, patient)
    assert handed
    for text in handed:
        assert not any(marker in text for marker in MARKERS)
    dates = prepared().dates
    for edition in tuple(editions):
        assert_without_markers(b"\n".join(inflated(body) for body in edition.objects.values()))
        blank, _ = personalise.personalise(edition, BLANK, dates)
        read = text_of(blank)
        assert not any(marker in read for marker in MARKERS)
        assert not any(marker in line for line in edition.trace for marker in MARKERS)


def prepared() -> Any:
    return find_or_make(Combination().request)


def test_every_detail_stands_on_the_page_once() -> None:
    text = text_of(made(Combination(), MARKED).pdf)
    assert [text.count(marker) for marker in MARKERS] == [1] * len(MARKERS)
    assert text.count("23 November 2026") == 1


@pytest.mark.parametrize("patient", [MARKED, LONG], ids=["short", "long"])
def test_details_stand_in_the_streams_of_fields_and_nowhere_else(patient: Patient) -> None:
    handout = made(Combination(), patient)
    objects = objects_of(handout.pdf)
    with open_pdf(handout.pdf) as pdf:
        fields = {stream.objgen[0] for page in pdf.pages for stream in list(page.obj.Contents)[1:]}
        assert len(fields) >= len(pdf.pages) + len(MARKED_FIELDS)
        outlines = repr([item.title for item in pdf.open_outline().root])
        assert_without_markers(outlines.encode())
        assert_without_markers(repr(dict(pdf.docinfo)).encode())
        assert_without_markers(pdf.Root.Metadata.read_bytes())
    for number, body in objects.items():
        if number not in fields:
            assert_without_markers(inflated(body))


def test_patients_of_one_edition_share_every_object_but_their_own() -> None:
    one = objects_of(made(Combination(), PATIENT).pdf)
    other = objects_of(made(Combination(), MARKED).pdf)
    edition = prepared().edition
    # The cross-reference, the last object, says where they are.
    own = {box.object_number for box in edition.fields} | {max(one)}
    differing = {number for number in one if one[number] != other[number]}
    assert one.keys() == other.keys()
    assert differing <= own


# -- the id


def test_the_id_is_short_and_easy_to_read_out() -> None:
    assert re.fullmatch(r"[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}", made(Combination()).id)


def test_the_id_follows_the_edition_and_every_detail() -> None:
    edition = prepared().edition
    ids = {personalise.identify(edition, PATIENT)}
    for changed in (
        replace(PATIENT, name="changed"),
        replace(PATIENT, patient_id="changed"),
        replace(PATIENT, clinician="changed"),
        replace(PATIENT, next_visit="changed"),
        replace(PATIENT, note="changed"),
        replace(PATIENT, goal="changed"),
    ):
        ids.add(personalise.identify(edition, changed))
    ids.add(personalise.identify(edition, replace(PATIENT, date=DATE.replace(day=24))))
    ids.add(personalise.identify(replace(edition, digest="other"), PATIENT))
    assert len(ids) == 9
    assert personalise.identify(edition, PATIENT) in ids


def test_every_page_says_the_id_of_its_handout() -> None:
    handout = made(Combination())
    assert all(handout.id in page for page in page_texts(handout.pdf))


# -- details that are long


@pytest.mark.parametrize("size", SIZES)
def test_long_details_are_printed_whole(size: str) -> None:
    assert size in SIZES
    patient = LONG if size == "standard" else replace(LONG, note="Xqnote\n" * 11 + "Xqnote")
    text = words(" ".join(page_texts(made(Combination(text=size), patient).pdf)))
    for value in (patient.name, patient.note, patient.goal):
        assert words(value) in text


def test_a_longer_detail_moves_nothing_above_it() -> None:
    before = prepared().edition
    after = find_or_make(replace(Combination().request, lines=(("note", 12),))).edition
    # The label moves with its box, so what stands above it is what comes before the label.
    index = next(i for i, line in enumerate(before.trace) if "[note]" in line) - 1
    assert before.trace[:index] == after.trace[:index]
    for box, grown in zip(before.fields, after.fields, strict=False):
        if box.name == "note":
            break
        assert replace(box, object_number=0) == replace(grown, object_number=0)


def test_details_that_fit_their_boxes_change_nothing_of_the_layout() -> None:
    assert made(Combination(), PATIENT).pages == made(Combination(), BLANK).pages
    one, other = (page_objects(made(Combination(), patient).pdf) for patient in (PATIENT, BLANK))
    assert one == other


def page_objects(data: bytes) -> list[bytes]:
    """Return the static content of each page."""
    with open_pdf(data) as pdf:
        return [next(iter(page.obj.Contents)).read_bytes() for page in pdf.pages]


def test_a_note_that_no_page_holds_is_refused_by_its_name_and_never_quoted() -> None:
    patient = replace(PATIENT, note=("Xqnote " * 171).strip())
    with pytest.raises(BadInput) as caught:
        personalise.make_handout(Combination(text="giant").request, patient)
    (problem,) = caught.value.problems
    assert problem.source == "note"
    assert problem.hint
    assert "Xqnote" not in str(problem)


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_detail_without_a_place_is_said(edition: str) -> None:
    handout = made(Combination(edition=edition), MARKED)
    read = text_of(handout.pdf)
    missing = {field for field in ("name", "note", "goal") if f"Xq{field}" not in read}
    assert {notice.source for notice in handout.notices if notice.severity == "warning"} == missing


# -- characters that no typeface has


def test_a_detail_with_a_missing_glyph_is_a_problem_that_does_not_quote_it() -> None:
    patient = replace(PATIENT, name="Xqname \u4e2d", goal="\u0905")
    with pytest.raises(BadInput) as caught:
        personalise.make_handout(Combination().request, patient)
    problems = {problem.source: str(problem) for problem in caught.value.problems}
    assert problems.keys() == {"name", "goal"}
    assert "U+4E2D" in problems["name"]
    assert "U+0905" in problems["goal"]
    assert "Xqname" not in problems["name"]


# -- a form


def test_a_form_is_asked_for_by_the_names_of_the_details_and_none_of_their_words() -> None:
    asked: list[EditionRequest] = []

    def prepare(request: EditionRequest) -> PreparedEdition:
        asked.append(request)
        return find_or_make(request)

    form = Combination(form=True).request
    personalise.prepare_for(form, replace(BLANK, name="Xqname", goal="Xqgoal"), prepare)
    personalise.prepare_for(form, replace(BLANK, name="Zvone", goal="Zvtwo"), prepare)
    assert [request.filled for request in asked] == [("date", "name", "goal")] * 2
    assert asked[0] == asked[1]  # so they share an edition
    assert not any(marker in repr(asked) for marker in MARKERS)


def test_which_details_are_given_makes_no_other_edition_on_paper() -> None:
    asked: list[EditionRequest] = []

    def prepare(request: EditionRequest) -> PreparedEdition:
        asked.append(request)
        return find_or_make(request)

    for patient in (BLANK, PATIENT):
        personalise.prepare_for(Combination().request, patient, prepare)
    assert asked[0] == asked[1]


def test_nothing_of_a_patient_is_in_the_fields_of_a_form() -> None:
    data = made(Combination(form=True), replace(MARKED, goal="")).pdf
    with open_pdf(data) as pdf:
        told = [str(part) for field in widgets_of(pdf) for part in (field.T, field.TU)]
        assert not any(field.get("/V") not in (None, Name.Off) for field in widgets_of(pdf))
    assert "My own goal" in told
    assert not any(marker in part for marker in MARKERS for part in told)
