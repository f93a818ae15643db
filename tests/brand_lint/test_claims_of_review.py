"""A clinic's own words claim no review, approval or certificate that no signature backs."""

from pathlib import Path

import pytest

from handouts.errors import Problem
from tests.brand_lint.brands import found

CLAIMED = """
Reviewed by Prof. A. Smith
Medically reviewed by Dr. Ann Lee, MD.
This leaflet was reviewed by Prof. Smith in May 2026.
REVIEWED BY PROF. SMITH
Rev\u00adiewed by Prof. Smith
You are in good hands: reviewed by Dr. Lee.
Clinically approved.
NHS approved
Our NHS-approved exercises help many.
CE marked
ISO 9001 certified
Checked by a clinician.
All our exercises have been checked by specialists.
Our medical director has reviewed this leaflet.
Last reviewed: June 2026
Next review: May 2028
Review date: May 2028
Approved: 12/05/2026
Seal of approval of the region
Peer-reviewed content
Recommended by the NHS
Signed off by Sam.
This is no longer a draft.
It has been checked by a doctor.
Reviewed and approved, May 2026.
The text was read and approved by Prof. Lee.
Not only reviewed by Prof. Lee, but used daily.
""".strip().splitlines()

FINE = """
This handout was not reviewed by anybody.
It has never been approved by the NHS.
Get your leg checked by a doctor.
Have your blood pressure checked by a nurse.
You will be reviewed by your physio in six weeks.
If you have been checked by a doctor, go on.
Your next review is in two weeks.
Our physiotherapists are HCPC registered.
Ask a certified trainer.
Check your shoes.
Ask to be reviewed by your GP.
Your pain needs to be checked today.
We check the exercises with you at each visit.
Your clinician has checked your leg.
Once you are cleared by your surgeon, start.
Bring this sheet to your next review.
""".strip().splitlines()


def claims(problems: dict[str, list[Problem]]) -> list[str]:
    """The sources of all claims that were found."""
    return [
        source
        for source, listed in problems.items()
        for problem in listed
        if problem.severity == "error" and "claims a review" in problem.message
    ]


@pytest.mark.parametrize("words", CLAIMED)
def test_a_claim_is_an_error(tmp_path: Path, words: str) -> None:
    assert claims(found(tmp_path / "b", disclaimer=words)) == ["brand.toml:disclaimer"]


@pytest.mark.parametrize("words", FINE)
def test_what_claims_nothing_is_fine(tmp_path: Path, words: str) -> None:
    assert claims(found(tmp_path / "b", disclaimer=words)) == []


def test_claims_are_found_wherever_a_brand_has_words(tmp_path: Path) -> None:
    text = """
hours = "Reviewed by Prof. Smith"
[out_of_hours]
label = "Approved by the NHS"
phone = "01632 960199"
[page]
footer = "NHS approved"
[link]
url = "https://clinic.example"
label = "Certified by Prof. Smith"
[clinicians.sam]
name = "Sam Sample"
title = "Physiotherapist. This leaflet was approved by the NHS"
[clinicians.ann]
name = "Ann Lee"
title = "Accredited physiotherapist"
"""
    listed = claims(found(tmp_path / "b", text=text, name="NHS-approved Exercises"))
    assert sorted(listed) == [
        "brand.toml:clinicians.sam", "brand.toml:hours", "brand.toml:link.label",
        "brand.toml:name", "brand.toml:out_of_hours.label", "brand.toml:page.footer",
    ]  # fmt: skip


HIDDEN = {
    "in plain words, over two lines": ("## Why\n\nReviewed by\nProf. Smith.\n", "why.md:3"),
    "in strong words": ("## Why\n\n**Reviewed** by *Prof. Smith*.\n", "why.md:3"),
    "where few see it": (
        '## Why\n\n{% if text == "giant" %}\nNHS approved.\n{% endif %}\n', "why.md:4",
    ),
    "put together": ('## Why\n\n{{ "Revie" ~ "wed by Prof" }}.\n', "why.md"),
    "in a variable": ('{% set who = "NHS" %}\n## Why\n\n{{ who }} approved.\n', "why.md"),
    "only once it is signed": (
        '## Why\n\n{% if review.by %}{{ "Approv" ~ "ed by Prof. X" }}{% endif %}\n',
        "why.md",
    ),
    "in a title": ('::: panel kind=note title="Peer reviewed"\nWords.\n:::\n', "why.md:1"),
}  # fmt: skip


@pytest.mark.parametrize("where", HIDDEN)
def test_a_claim_is_found_in_a_section(tmp_path: Path, where: str) -> None:
    text, place = HIDDEN[where]
    assert claims(found(tmp_path / "b", {"templates/why.md": text})) == [f"templates/{place}"]


def test_a_comment_claims_nothing(tmp_path: Path) -> None:
    text = "{# Reviewed by Prof. Smith #}\n## Why\n\nWords.\n"
    assert claims(found(tmp_path / "b", {"templates/why.md": text})) == []
