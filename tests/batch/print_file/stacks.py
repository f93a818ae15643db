"""Stacks for tests: real editions, tiny ones of any number of pages, and whose page is whose."""

import datetime as dt
import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import pikepdf
import pypdfium2

from handouts.batch.print_file import PrintFile, PrintOptions, Span
from handouts.editions.find import find_or_make
from handouts.editions.request import PreparedEdition
from handouts.patients import Patient
from handouts.pdf.edition_data import Edition, FieldBox, FieldGlyph
from handouts.pdf.objects import static_part, stream
from tests.making import DATE, Combination

Entry = tuple[PreparedEdition, Patient]

_SHOWN = re.compile(rb"<([0-9a-f]+)> Tj")
_BOX = FieldBox(
    name="", page=0, object_number=0, mcid=None, x=100, baseline=700, width=300, size=12,
    smallest=9, leading=14, lines=1, colour=(0, 0, 0), rule_colour=(0, 0, 0),
)  # fmt: skip


def patient(number: int, date: dt.date = DATE) -> Patient:
    """Return a patient whose every detail has the number, in words that no handout has."""
    return Patient(
        date=date,
        name=f"Xqname{number:04d}z",
        patient_id=f"Xqid{number:04d}z",
        clinician=f"Xqclin{number:04d}z",
        note=f"Xqnote{number:04d}z",
        goal=f"Xqgoal{number:04d}z",
    )


@cache
def prepared(combination: Combination) -> PreparedEdition:
    """Return a real edition."""
    return find_or_make(combination.request)


@cache
def tiny(pages: int) -> PreparedEdition:
    """Return an edition of so many pages without a letter, each with a box for name and id."""
    objects: dict[int, bytes] = {
        1: b"<</Type /Catalog /Pages 2 0 R /OutputIntents []>>",
        2: b"<</Type /Pages /Count %d /Kids [%b]>>"
        % (pages, b" ".join(b"%d 0 R" % (10 + 4 * n) for n in range(pages))),
        3: b"<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>",
    }
    fields = []
    for page in range(pages):
        first = 10 + 4 * page
        objects[first] = (
            b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents [%d 0 R %d 0 R %d 0 R]"
            b" /Resources <</Font <</F1 3 0 R>>>>>>" % (first + 1, first + 2, first + 3)
        )
        objects[first + 1] = stream(b"0 0 1 rg 50 50 %d 20 re f" % (10 + page))
        for place, name in enumerate(("name", "handout_id"), start=2):
            field = replace(_BOX, name=name, page=page, object_number=first + place)
            fields.append(replace(field, baseline=700 - 30 * place))
    sample = prepared(Combination(edition="summary"))
    glyphs = {chr(code): FieldGlyph("/F1", code, 500) for code in range(0x20, 0x7F)}
    edition = Edition(
        digest=f"tiny {pages}", about=sample.edition.about, pages=pages,
        static=static_part(objects), root=1, info_number=4, metadata_number=5,
        fields=tuple(fields), glyphs=glyphs, trace=(),
    )  # fmt: skip
    return replace(sample, edition=edition)


def print_stack(path: Path, entries: list[Entry], options: PrintOptions) -> list[Span]:
    """Write a print file and return where each handout is."""
    with PrintFile(path, options, force=True) as file:
        return [file.add(*entry, row=row) for row, entry in enumerate(entries, start=2)]


def names_on_pages(path: Path) -> list[set[str]]:
    """Return the patients' names on each page of a file of tiny editions."""
    with pikepdf.open(path) as pdf:
        found = []
        for page in pdf.pages:
            parts = page.obj.Contents
            drawn = b"\n".join(part.read_bytes() for part in parts)
            texts = [bytes.fromhex(code.decode()).decode() for code in _SHOWN.findall(drawn)]
            found.append({text for text in texts if text.startswith("Xqname")})
        return found


def pixels(data: bytes | Path, scale: float = 0.6) -> list[bytes]:
    """Return each page as pdfium draws it."""
    document = pypdfium2.PdfDocument(data)
    try:
        return [bytes(page.render(scale=scale).buffer) for page in document]
    finally:
        document.close()
