"""What somebody hears who has a handout read to them: words for signs, empty places, short forms.

The tag tree tells what a screen reader finds, PDFium what a browser that is built on it reads.
"""

import re
from functools import cache

import pytest

from handouts.units import TextSize
from tests.making import BLANK, PATIENT, RIVERSIDE, SIZES, STAGES, Combination, made
from tests.reading import open_pdf, page_texts, tag_tree, words

DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
_SAID = re.compile(r"said='([^']*)'")
_EXPANDED = re.compile(r"(\S+)\{(.*?)\}")


@cache
def lines(combination: Combination, *, blank: bool = False) -> list[str]:
    with open_pdf(made(combination, BLANK if blank else PATIENT).pdf) as pdf:
        return [line.strip() for line in tag_tree(pdf)]


def said(combination: Combination) -> list[str]:
    """Return what elements say in place of what they show, in order."""
    return [found[1] for line in lines(combination) if (found := _SAID.search(line))]


@cache
def read(combination: Combination, *, blank: bool = False) -> str:
    return words(" ".join(page_texts(made(combination, BLANK if blank else PATIENT).pdf)))


@pytest.mark.parametrize("stage", STAGES)
def test_a_cell_of_the_week_says_yes_or_rest(stage: str) -> None:
    week = said(Combination(stage))
    start = week.index("Monday")
    assert week[start : start + 7] == DAYS
    cells = week[start + 7 : week.index("Monday", start + 7)]
    assert len(cells) % 7 == 0
    assert set(cells) <= {"yes", "yes, if it suits", "rest"}
    assert ("rest" in cells) == (stage != "acute")


def test_browsers_read_yes_and_rest_too() -> None:
    assert "Chair squat yes rest yes rest yes rest rest" in read(Combination("chronic"))


def test_the_short_names_of_days_in_the_log_are_said_in_full() -> None:
    log = [line for line in lines(Combination()) if re.fullmatch(r"P said='\w+' [MTWFS]", line)]
    assert [_SAID.search(line)[1] for line in log[:14]] == DAYS * 2  # type: ignore[index]


def test_an_empty_cell_of_the_log_says_what_it_is_for() -> None:
    cells = [line for line in lines(Combination()) if line.startswith("TD said=")]
    assert {_SAID.search(line)[1] for line in cells} == {"to tick", "to write in"}  # type: ignore[index]
    assert "Walking to tick to tick" in read(Combination("chronic"))
    assert "Pain before (0 to 10) to write in to write in" in read(Combination("chronic"))


def test_a_line_that_stays_empty_says_that_it_is_to_fill_in() -> None:
    assert "Name to fill in Patient number to fill in" in read(Combination(), blank=True)
    assert "to fill in" not in read(Combination())[:600]


def test_short_forms_of_units_are_said_in_full() -> None:
    short = Combination("chronic", edition="summary")
    expanded = {pair for line in lines(short) for pair in _EXPANDED.findall(line)}
    assert ("hold", "seconds hold") in expanded
    assert ("rest", "sets, 1 minute rest") in expanded
    assert not [line for line in lines(short) if re.search(r"\d (sec|min|s)\b(?!.*\{)", line)]


@pytest.mark.parametrize("text", SIZES)
def test_no_text_is_in_a_span_inside_a_paragraph(text: TextSize) -> None:
    # Chromium's tree of tags makes a Span a text with texts in it, which no screen reader opens.
    found = lines(Combination(text=text))
    assert not [line for line in found if line.startswith("Span")]
    call = found.index("P Go to A&E, or call")
    assert found[call + 1] == "Link (tel:999) | 999"


def test_a_figure_of_a_dose_and_its_unit_are_words_of_one_paragraph() -> None:
    assert "P 30  | minutes" in lines(Combination("chronic"))


def test_a_logo_beside_the_clinics_name_is_not_read() -> None:
    figures = [line for line in lines(Combination(brand=RIVERSIDE)) if line.startswith("Figure")]
    assert figures
    assert not [line for line in figures if "Riverside" in line]
    assert "P Riverside Physiotherapy" in lines(Combination(brand=RIVERSIDE))


def test_a_logo_without_the_clinics_name_beside_it_is_read() -> None:
    giant = lines(Combination(text="giant", brand=RIVERSIDE))
    named = [line for line in giant[:6] if "Riverside Physiotherapy" in line]
    assert len(named) == 1
