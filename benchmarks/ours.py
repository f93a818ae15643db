"""Our program in a living process: the whole way, and stretches of it alone."""

from collections.abc import Callable
from pathlib import Path

from benchmarks.cases import ID_MARK, PLANS
from benchmarks.sheet import make_sheet, patient, request
from handouts.editions.compose import compose_request
from handouts.editions.find import find_or_make
from handouts.editions.memory import EditionStore
from handouts.layout import lay_out, make_masthead
from handouts.personalise import make_handout, personalise
from handouts.resources import colour_profile

Render = Callable[[int, int], bytes]


def as_used(_folder: Path) -> Render:
    """Return the whole way, from a request to a patient's file; editions are kept."""

    def render(plan: int, number: int) -> bytes:
        return make_handout(request(PLANS[plan]), patient(number)).pdf

    return render


def nothing_kept(_folder: Path) -> Render:
    """Return the whole way with each document laid out anew: no edition is kept."""

    def render(plan: int, number: int) -> bytes:
        prepared = find_or_make(request(PLANS[plan]), EditionStore(limit=0))
        return personalise(prepared.edition, patient(number), prepared.dates)[0]

    return render


def from_document(_folder: Path) -> Render:
    """Return the part that the peers do: from the finished document to a patient's file."""
    sheets = [make_sheet(request(plan), handout_id=ID_MARK) for plan in PLANS]
    dates = compose_request(request(PLANS[0])).dates

    def render(plan: int, number: int) -> bytes:
        sheet = sheets[plan]
        edition = lay_out(
            sheet.document,
            sheet.theme,
            make_masthead(
                sheet.clinic,
                tuple((one, "") for one in sheet.contacts),
                None,
                name_label=sheet.name_label,
            ),
            sheet.illustrations,
            "benchmark",
            colour_profile(),
        )
        return personalise(edition, patient(number), dates)[0]

    return render


def personalise_alone(_folder: Path) -> Render:
    """Return the last step alone: from a prepared edition to a patient's file."""
    ready = [find_or_make(request(plan)) for plan in PLANS]

    def render(plan: int, number: int) -> bytes:
        return personalise(ready[plan].edition, patient(number), ready[plan].dates)[0]

    return render
