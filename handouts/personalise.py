"""Edition + patient -> the handout. The only place where the two meet.

A handout is the edition's static objects, then the few that depend on the patient: the fields'
content streams, the information dictionary and the XMP packet. Nothing is laid out again, and
nothing of the patient but the date stands outside the fields.
"""

import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, fields, replace
from functools import partial

from handouts.editions.find import find_or_make
from handouts.editions.key import Surroundings
from handouts.editions.request import EditionRequest, Origin, PreparedEdition
from handouts.errors import BadInput, Problem, raise_if_any
from handouts.language import DateWords
from handouts.patients import Patient
from handouts.pdf.edition_data import Edition
from handouts.pdf.fill import DoesNotFit, content, fit
from handouts.pdf.metadata import information, metadata
from handouts.prescription.decisions import Decision

HANDOUT_ID = "handout_id"

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: no I, L, O, U to misread
_ID_LENGTH = 8


@dataclass(frozen=True, slots=True)
class Handout:
    """A finished handout: the file, its opaque id, its pages, and notices for the clinician.

    `edition` is the digest of its edition, `origin` what that was made from; `decisions` tell why
    it says what it says; each page may say that it is `not_for_patients`.
    """

    pdf: bytes
    id: str
    pages: int
    edition: str
    origin: Origin
    notices: tuple[Problem, ...]
    decisions: tuple[Decision, ...] = ()
    not_for_patients: bool = False

    @property
    def stage(self) -> str:
        """The stage of healing, "" for an edition for everybody."""
        return self.origin.stage

    @property
    def check(self) -> bool:
        """Say whether it tells of an urgent sign and has no exercises."""
        return self.origin.check


def make_handout(
    request: EditionRequest, patient: Patient, around: Surroundings | None = None
) -> Handout:
    """Return the handout of one patient; `around`, if given, are the surroundings of the brand.

    Raises BadInput with every mistake.
    """
    prepared = prepare_for(request, patient, partial(find_or_make, around=around))
    pdf, handout_id = personalise(prepared.edition, patient, prepared.dates)
    edition, notices = prepared.edition, (*prepared.notices, *unplaced(prepared, patient))
    return Handout(
        pdf,
        handout_id,
        edition.pages,
        edition.digest,
        prepared.origin,
        notices,
        prepared.decisions,
        request.not_for_patients,
    )


def prepare_for(
    request: EditionRequest,
    patient: Patient,
    prepare: Callable[[EditionRequest], PreparedEdition] | None = None,
) -> PreparedEdition:
    """Return an edition with room for a patient's details; `prepare` makes or finds editions.

    Where a detail needs more room than its box has, an edition with a larger box is laid out; it
    learns how many lines are needed, and for a form which details are given, never the words. A
    sign-off of the content has to hold on the handout's own date. Raises BadInput with every
    mistake.
    """
    prepare = prepare or find_or_make
    request = replace(request, day=patient.date)
    if request.form:
        given = tuple(field for field, value in asdict(patient).items() if value)
        request = replace(request, filled=given)
    prepared = prepare(request)
    needed = _lines_needed(prepared, patient)
    return _with_room(request, needed, prepare) if needed else prepared


def personalise(edition: Edition, patient: Patient, dates: DateWords) -> tuple[bytes, str]:
    """Return the file of one patient and its id; the same edition and patient, the same bytes.

    Raises fill.DoesNotFit for a value that needs more lines than its box has, KeyError for a
    character without a glyph: `prepare_for` sees to both beforehand.
    """
    handout_id = identify(edition, patient)
    values = field_values(patient, dates, handout_id)
    tail = {
        box.object_number: content(values.get(box.name, ""), box, edition.glyphs)
        for box in edition.fields
    }
    tail[edition.info_number] = information(edition.about, patient.date)
    tail[edition.metadata_number] = metadata(edition.about, patient.date)
    return edition.static.with_tail(tail, edition.root, edition.info_number), handout_id


def identify(edition: Edition, patient: Patient) -> str:
    """Return the handout's id: 40 bits of a digest over the edition and every detail.

    It tells nothing by itself. Who knows the program, the edition and each detail to the letter
    can find that an id fits them, as they can by making the handout.
    """
    details = {field.name: str(getattr(patient, field.name)) for field in fields(patient)}
    stated = json.dumps([edition.digest, details], sort_keys=True).encode()
    number = int.from_bytes(hashlib.sha256(stated).digest()[:5], "big")
    letters = "".join(_ALPHABET[number >> 5 * i & 31] for i in range(_ID_LENGTH))
    return f"{letters[:4]}-{letters[4:]}"


def field_values(patient: Patient, dates: DateWords, handout_id: str) -> dict[str, str]:
    """Return what stands in the boxes of a handout, by field."""
    return {**_values(patient, dates), HANDOUT_ID: handout_id}


def _values(patient: Patient, dates: DateWords) -> dict[str, str]:
    return {
        "name": patient.name,
        "patient_id": patient.patient_id,
        "date": dates.write(patient.date),
        "clinician": patient.clinician,
        "next_visit": patient.next_visit,
        "note": patient.note,
        "goal": patient.goal,
    }


def _with_room(
    request: EditionRequest,
    lines: tuple[tuple[str, int], ...],
    prepare: Callable[[EditionRequest], PreparedEdition],
) -> PreparedEdition:
    """Return the edition with so many lines for these fields; BadInput naming them if none can."""
    try:
        return prepare(replace(request, lines=lines))
    except BadInput as tight:
        # The same request was laid out before: it is these details that a page cannot hold.
        raise BadInput(
            Problem(
                field,
                "needs more room than a page has in this text size",
                "shorten it, or choose a smaller text size",
            )
            for field, _ in lines
        ) from tight


def unplaced(prepared: PreparedEdition, patient: Patient) -> list[Problem]:
    """Return a warning for each detail that was given and has no box on the page."""
    boxes = {box.name for box in prepared.edition.fields}
    check = prepared.origin.check
    return [
        Problem(
            field,
            "has no place in this handout",
            "write it by hand" if check else "choose another edition, or write it by hand",
            severity="warning",
        )
        for field, value in asdict(patient).items()
        # What is for everybody has no patient whose day it could be.
        if value and field not in boxes and (prepared.origin.stage or field != "date")
    ]


def _lines_needed(prepared: PreparedEdition, patient: Patient) -> tuple[tuple[str, int], ...]:
    """Return the lines of the fields whose boxes are too small; BadInput for missing glyphs."""
    values = _values(patient, prepared.dates)
    glyphs = prepared.edition.glyphs
    problems = [
        Problem(
            field,
            "has characters that the typeface lacks: "
            + ", ".join(
                sorted({f"U+{ord(c):04X}" for c in value if c not in glyphs and c != "\n"})
            ),
            "leave it out and write it by hand, or spell it with other letters",
        )
        for field, value in values.items()
        if any(c not in glyphs and c != "\n" for c in value)
    ]
    raise_if_any(problems)
    needed: dict[str, int] = {}
    for box in prepared.edition.fields:
        try:
            fit(values.get(box.name, ""), box, glyphs)
        except DoesNotFit as tight:
            needed[box.name] = max(tight.lines, needed.get(box.name, 0))
    return tuple(sorted(needed.items()))
