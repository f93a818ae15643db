"""What has to be asked first, and what was checked, is said on page 1 with its reasons."""

import datetime as dt
import re
from itertools import product

import pytest

from handouts.brand import Brand
from handouts.content import Library, load_library
from handouts.document import Document, Panel, every_block
from handouts.patients import FIELDS
from handouts.prescription import PrescriptionRequest
from handouts.resources import library_folder, templates_folder
from handouts.templating import Composition, read_template_set
from handouts.units import TextSize
from tests.making import SIZES
from tests.templating.composing import CONDITION, composed, texts

LIBRARY: Library = load_library(library_folder() / CONDITION)
EDITIONS = [
    name
    for name, told in read_template_set(templates_folder() / CONDITION, "en")
    .arrangement["editions"]
    .items()
    if told.get("plan", True)  # one for everybody knows nobody's reasons
]
ASKING = [name for name, flag in LIBRARY.flags.items() if flag.level == "ask_first"]
URGENT = [name for name, flag in LIBRARY.flags.items() if flag.level == "urgent"]
DAY = dt.date(2026, 11, 23)

ASK = re.compile(r"\bask first|ask if you may", re.IGNORECASE)
EASIER = re.compile(r"exercises (?:are kept easier|no harder than 4 of 10)")
SECTION = "Before you start"


def handout(
    brand: Brand,
    *flags: str,
    checked: tuple[str, ...] = (),
    text: TextSize = "standard",
    edition: str = "full",
    day: dt.date | None = DAY,
) -> Document:
    asked = PrescriptionRequest("acute", flags=flags, checked=checked)
    return composed(LIBRARY, brand, asked, Composition(edition, text, FIELDS, day=day))


def read(document: Document) -> str:
    return " ".join(texts(document.blocks))


def opening(document: Document) -> str:
    """Return what stands before the danger signs, and in them."""
    blocks = list(document.blocks)
    (box,) = (n for n, b in enumerate(blocks) if isinstance(b, Panel) and b.kind == "danger")
    return " ".join(texts(tuple(blocks[: box + 1])))


def test_there_are_flags_to_ask_about() -> None:
    assert len(ASKING) > 5


@pytest.mark.parametrize(("text", "edition"), list(product(SIZES, EDITIONS)))
@pytest.mark.parametrize("flag", ASKING)
def test_each_reason_to_ask_first_is_told_and_opens_the_handout(
    brand: Brand, flag: str, text: TextSize, edition: str
) -> None:
    document = handout(brand, flag, text=text, edition=edition)

    assert ASK.search(opening(document))
    assert LIBRARY.words.flags[flag] in read(document)
    assert EASIER.search(read(document))
    assert "Checked by" not in read(document)


@pytest.mark.parametrize("text", SIZES)
def test_many_reasons_open_the_handout_in_short_and_follow_the_danger_signs_in_full(
    brand: Brand, text: TextSize
) -> None:
    for edition in EDITIONS:
        document = handout(brand, *ASKING, text=text, edition=edition)
        assert ASK.search(opening(document))
        assert f"See “{SECTION}”." in opening(document)
        after = read(document).split(SECTION, 2)[2]
        for flag in ASKING:
            assert LIBRARY.words.flags[flag] in after
            assert LIBRARY.words.flags[flag] not in opening(document)


def test_two_reasons_are_told_at_once_in_standard_print(brand: Brand) -> None:
    document = handout(brand, *ASKING[:2])

    assert all(LIBRARY.words.flags[flag] in opening(document) for flag in ASKING[:2])
    assert SECTION not in texts(document.blocks)


@pytest.mark.parametrize(("text", "edition"), list(product(SIZES, EDITIONS)))
def test_what_was_checked_is_told_with_the_day(brand: Brand, text: TextSize, edition: str) -> None:
    for flag in (URGENT[0], URGENT[-1], ASKING[0]):
        document = handout(brand, flag, checked=(flag,), text=text, edition=edition)
        assert "Checked by your clinician on 23 November 2026" in opening(document)
        assert LIBRARY.words.flags[flag] in read(document)
        assert re.search(r"If it gets worse.*, stop and get help", read(document))
        assert not ASK.search(opening(document))


def test_a_check_whose_day_is_not_known_is_told_without_one(brand: Brand) -> None:
    for text in SIZES:
        words = read(handout(brand, URGENT[0], checked=(URGENT[0],), text=text, day=None))
        assert re.search(r"Checked by your clinician[.:]", words)
        assert "clinician on" not in words


@pytest.mark.parametrize("text", SIZES)
def test_what_was_checked_and_what_was_not_are_told_apart(brand: Brand, text: TextSize) -> None:
    document = handout(brand, *ASKING[:4], checked=tuple(ASKING[2:4]), text=text)
    words = read(document).split(SECTION, 2)[2]

    unchecked, checked = words.split("Checked by your clinician", 1)
    assert all(LIBRARY.words.flags[flag] in unchecked for flag in ASKING[:2])
    assert all(LIBRARY.words.flags[flag] in checked for flag in ASKING[2:4])
    assert not any(LIBRARY.words.flags[flag] in unchecked for flag in ASKING[2:4])


def test_without_such_a_flag_nothing_is_said_of_asking_first(brand: Brand) -> None:
    for text, edition in product(SIZES, EDITIONS):
        for flags in ((), ("knee_problem",)):
            document = handout(brand, *flags, text=text, edition=edition)
            words = read(document)
            assert not ASK.search(opening(document))
            assert SECTION not in words
            assert "Checked by your clinician" not in words


def test_a_patient_who_has_to_ask_is_not_told_to_push_on(brand: Brand) -> None:
    for stage in LIBRARY.stages:
        asked = PrescriptionRequest(stage, flags=(ASKING[0],))
        document = composed(LIBRARY, brand, asked)
        assert "Harder:" not in read(document)
        most = LIBRARY.flag_levels["ask_first"].most_effort
        efforts = [int(number) for number in re.findall(r"to (\d+) of 10", read(document))]
        assert efforts
        assert most is not None
        assert max(efforts) <= most


@pytest.mark.parametrize("edition", EDITIONS)
def test_nothing_is_left_of_the_markup_whatever_the_flags(brand: Brand, edition: str) -> None:
    """A mark that stands beside a value in the wrong way would be printed as it is."""
    groups = [(flag,) for flag in LIBRARY.flags if flag not in URGENT]
    for text in SIZES:
        for stage in LIBRARY.stages:
            for flags in ((), *groups) if text == "standard" else ((), tuple(ASKING)):
                if stage != "acute" and "high_nerve_irritation" in flags:
                    continue  # refused: touchiness decides
                asked = PrescriptionRequest(stage, flags=flags, checked=())
                document = composed(LIBRARY, brand, asked, Composition(edition, text, FIELDS))
                assert not re.search(r"\*|\{|\}|\||:::|__|  ", read_marks(document)), flags


def read_marks(document: Document) -> str:
    """Return what is read, without empty places between pieces."""
    pieces = [piece for piece in texts(document.blocks) if piece.strip()]
    assert len(list(every_block(document.blocks))) > 10
    return "\n".join(pieces)
