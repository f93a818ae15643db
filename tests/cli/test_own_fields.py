"""No page of one patient ever tells of another: many random patients, in one run."""

import csv
import io
import random
import re
from pathlib import Path

import pytest

from tests.batch.rosters import roster_of
from tests.cli.running import Run
from tests.reading import page_texts

pytestmark = pytest.mark.usefixtures("editions_on_disk")

FIELDS = ("name", "patient_id", "clinician", "next_visit", "note", "goal")
# No handout's own words have these letters in such an order.
SOUNDS = ("xqa", "zve", "\u0142xo", "q\u017eu", "kx\u00f8", "wzy", "xv\u00e9", "\u0111qi")
MARK = re.compile(rf"(?:{'|'.join(SOUNDS)}){{6}}")


USED: set[str] = set()


def marker(chance: random.Random) -> str:
    """Return a word that nobody else has."""
    while (word := "".join(chance.choices(SOUNDS, k=6))) in USED:
        continue
    USED.add(word)
    return word


def patient(chance: random.Random) -> dict[str, str]:
    given = {field: marker(chance) for field in FIELDS if chance.random() < 0.9}
    if chance.random() < 0.3:
        given["note"] = "\n".join(marker(chance) for _ in range(chance.randint(2, 4)))
    given["patient_id"] = marker(chance)
    return given | {
        "stage": chance.choice(("acute", "subacute", "chronic")),
        "edition": chance.choice(("full", "summary")),
    }


@pytest.mark.parametrize("count", [200, pytest.param(1000, marks=pytest.mark.system)])
def test_each_handout_tells_of_its_own_patient_and_of_nobody_else(
    handouts: Run, tmp_path: Path, count: int
) -> None:
    chance = random.Random(7)  # noqa: S311 - the same patients each time
    patients = [patient(chance) for _ in range(count)]
    result = handouts("batch", str(roster_of(tmp_path, *patients)), "--out", "out")
    assert (result.code, result.out) == (
        0, f"out: {count} expected = {count} made + 0 failed + 0 skipped\n",
    )  # fmt: skip
    table = csv.DictReader(io.StringIO((tmp_path / "out" / "report.csv").read_text("utf-8")))
    files = {int(line["row"]): line["file"] for line in table if line["outcome"] == "made"}
    for row, given in enumerate(patients, 2):
        text = "".join(page_texts((tmp_path / "out" / files[row]).read_bytes()))
        own = {found for field in FIELDS for found in MARK.findall(given.get(field, ""))}
        placed = own if given["edition"] == "full" else own - without_box(given)
        assert placed <= set(MARK.findall(text)) <= own


def without_box(given: dict[str, str]) -> set[str]:
    """Return what a summary has no place for, as the report says."""
    return {found for field in ("note", "goal") for found in MARK.findall(given.get(field, ""))}
