"""What a handout says about its patient."""

import datetime as dt
from dataclasses import dataclass

from handouts.plain_text import TextRule


@dataclass(frozen=True, slots=True)
class Patient:
    """One person's details, checked and in Unicode normal form C; "" where nothing was given.

    `note` and `goal` may hold line breaks; the others are single lines.
    """

    date: dt.date
    name: str = ""
    patient_id: str = ""
    clinician: str = ""
    next_visit: str = ""
    note: str = ""
    goal: str = ""


# Longest text in characters, and most lines, that each field takes. The caps keep a slip of the
# hand, such as a whole record pasted into a name, from reaching the page; what fits the box on
# the page is for layout to say.
TEXT_RULES = {
    "name": TextRule(120),
    "patient_id": TextRule(60),
    "clinician": TextRule(120),
    "next_visit": TextRule(120),
    "note": TextRule(1200, lines=12),
    "goal": TextRule(300, lines=4),
}

FIELDS = ("name", "patient_id", "date", "clinician", "next_visit", "note", "goal")
