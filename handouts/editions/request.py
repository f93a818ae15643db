"""What an edition is asked for by, and what comes of it. Light: nothing is read or laid out."""

import datetime as dt
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from handouts.errors import Problem
from handouts.language import DateWords, PrintWords
from handouts.pdf.edition_data import Edition
from handouts.prescription.decisions import Decision
from handouts.prescription.request import PrescriptionRequest
from handouts.units import PaperName, TextSize


@dataclass(frozen=True, slots=True)
class EditionRequest:
    """Everything that decides what a handout says and how it looks, short of its patient.

    `brand` is a folder, None for the shipped one; `site` one of its sites. An empty `condition` or
    `region` means the library's or the brand's own; an empty `language`, `paper`, `text` or
    `figure` what the brand says, else en, a4, standard and all in turn. `lines` gives a patient's
    fields, by name, more lines than usual: a count, never the words. `day` is the one on which a
    sign-off of the content has to hold; without one the handout says draft. A `form` is to be
    filled in on a screen; `filled` names the patient's fields that have a value and stay text.
    `not_for_patients` is said across each page: the brand has errors. Names of requests that older
    programs made do not have that, and stay as they are.
    """

    prescription: PrescriptionRequest
    edition: str = "full"
    brand: Path | None = None
    site: str = ""
    condition: str = ""
    region: str = ""
    language: str = ""
    paper: PaperName | Literal[""] = ""
    text: TextSize | Literal[""] = ""
    mono: bool = False
    figure: str = ""
    lines: tuple[tuple[str, int], ...] = ()
    day: dt.date | None = None
    form: bool = False
    filled: tuple[str, ...] = ()
    not_for_patients: bool = field(default=False, repr=False)

    def named(self) -> str:
        """Return a text that is the same for the same request, whatever folder the brand is in."""
        stamped = " not for patients" if self.not_for_patients else ""
        return f"{replace(self, brand=None)!r}{stamped}"


@dataclass(frozen=True, slots=True)
class Origin:
    """What an edition was made from: ids of the library, its version, the brand's digest.

    `check` says that an urgent sign has put a sheet without exercises in place of a plan.
    `reviewers` are all who signed what it prints, each with a role; none for a draft. `reviewed` is
    the day on which the last of them did, and `until` when that ends, in ISO form.
    """

    stage: str
    plan: str
    exercises: tuple[str, ...]
    content_version: str
    brand_digest: str
    check: bool = False
    reviewers: tuple[tuple[str, str], ...] = ()
    reviewed: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class PreparedEdition:
    """An edition, what a clinician should know about it, and words that no layout needs.

    How its language writes dates, and what a print file says around the handouts. `decisions` tell
    why it says what it says.
    """

    edition: Edition
    origin: Origin
    dates: DateWords
    notices: tuple[Problem, ...] = field(default=())
    print_words: PrintWords = field(default=PrintWords())
    decisions: tuple[Decision, ...] = field(default=())
