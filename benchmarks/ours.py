"""Our program in a living process: the whole way, and two of its stretches alone."""

from collections.abc import Callable
from pathlib import Path

from benchmarks.cases import PLANS
from benchmarks.sheet import make_sheet, patient, request
from handouts.edition import prepare_edition
from handouts.layout import lay_out, make_masthead
from handouts.personalise import personalise
from handouts.resources import colour_profile

Render = Callable[[int, int], bytes]


def whole(_folder: Path) -> Render:
    """Return the whole way: from a request to a patient's file."""

    def render(plan: int, number: int) -> bytes:
        prepared = prepare_edition(request(PLANS[plan]))
        return personalise(prepared.edition, patient(number), prepared.dates)[0]

    return render


def from_document(_folder: Path) -> Render:
    """Return the part that the peers do: from the finished document to a patient's file."""
    sheets = [make_sheet(plan) for plan in PLANS]
    dates = prepare_edition(request(PLANS[0])).dates

    def render(plan: int, number: int) -> bytes:
        sheet = sheets[plan]
        edition = lay_out(
            sheet.document,
            sheet.theme,
            make_masthead(sheet.clinic, sheet.contacts, None),
            sheet.illustrations,
            "benchmark",
            colour_profile(),
        )
        return personalise(edition, patient(number), dates)[0]

    return render


def personalise_alone(_folder: Path) -> Render:
    """Return the last step alone: from a prepared edition to a patient's file."""
    ready = [prepare_edition(request(plan)) for plan in PLANS]

    def render(plan: int, number: int) -> bytes:
        return personalise(ready[plan].edition, patient(number), ready[plan].dates)[0]

    return render
