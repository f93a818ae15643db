"""The sheet for urgent signs: it stands for every edition, and a brand changes nothing of it."""

import datetime as dt
import re
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest

from handouts.brand import Brand, load_brand
from handouts.content import Library, load_library, regions
from handouts.document import Card, Document, Heading, Panel, Picture, Table, plain
from handouts.errors import BadInput, Problem
from handouts.patients import FIELDS
from handouts.prescription import CheckFirst, PrescriptionRequest, assess
from handouts.resources import library_folder, templates_folder
from handouts.review import Signer, Standing
from handouts.templating import Composition, compose, read_template_set
from handouts.units import TextSize
from tests.making import RIVERSIDE, SIZES
from tests.templating.composing import CONDITION, STANDARD, composed, of_kind, overriding, texts

SHIPPED = read_template_set(templates_folder() / CONDITION, "en")
LIBRARY = load_library(library_folder() / CONDITION)
URGENT = [name for name, flag in LIBRARY.flags.items() if flag.level == "urgent"]
REGIONS = {
    region: load_library(library_folder() / CONDITION, "en", region)
    for region in regions(library_folder())
}
NOW = [flag for flag in URGENT if LIBRARY.red_flags[LIBRARY.flags[flag].warning_sign or ""].level ==
       "emergency"]  # fmt: skip
TODAY = [flag for flag in URGENT if flag not in NOW]


def asking(*flags: str, checked: tuple[str, ...] = ()) -> PrescriptionRequest:
    return PrescriptionRequest("acute", flags=flags, checked=checked)


def sheet(
    brand: Brand, *flags: str, text: TextSize = "standard", library: Library = LIBRARY
) -> Document:
    return composed(library, brand, asking(*flags), Composition("full", text, FIELDS))


def read(document: Document) -> str:
    return " ".join(texts(document.blocks))


def box(document: Document) -> str:
    """Return what stands in the red box."""
    (panel,) = [
        block for block in of_kind(document.blocks, Panel)
        if isinstance(block, Panel) and block.kind == "danger"
    ]  # fmt: skip
    return " ".join(texts((panel,)))


def names_of(flag: str, library: Library = LIBRARY) -> tuple[str, str, str]:
    """Return a flag's sign in full, in few words, and how a patient says it."""
    sign = library.flags[flag].warning_sign
    assert sign
    words = library.words.red_flags
    return (
        words.items[sign],
        words.brief.get(sign, library.words.flags[flag]),
        words.check.signs[sign],
    )


def problems_of(library: Library, brand: Brand, asked: PrescriptionRequest) -> list[Problem]:
    with pytest.raises(BadInput) as caught:
        composed(library, brand, asked)
    return list(caught.value.problems)


# -- what is on it


def test_there_are_urgent_signs_of_both_kinds() -> None:
    assert len(NOW) >= 5
    assert len(TODAY) >= 3


@pytest.mark.parametrize("text", SIZES)
@pytest.mark.parametrize("flag", URGENT)
def test_a_sign_stands_in_the_box_with_whom_to_call_how_fast_and_what_to_say(
    brand: Brand, flag: str, text: TextSize
) -> None:
    document = sheet(brand, flag, text=text)
    full, brief, say = names_of(flag)
    level = "emergency" if flag in NOW else "same_day"

    assert (full if text == "standard" else brief) in box(document)
    assert LIBRARY.region.facts.emergency_number in box(document)
    assert LIBRARY.words.red_flags.levels[level].act_now in box(document)  # type: ignore[index]
    assert f"“{say}”" in read(document)
    assert LIBRARY.words.red_flags.check.title in texts(document.blocks)
    if flag in TODAY:
        assert LIBRARY.region.facts.urgent_line in texts(document.blocks)


@pytest.mark.parametrize("text", SIZES)
@pytest.mark.parametrize("stage", LIBRARY.stages)
def test_it_has_no_exercise_and_no_part_of_a_plan(brand: Brand, stage: str, text: TextSize) -> None:
    for flag in URGENT:
        asked = PrescriptionRequest(stage, flags=(flag, "knee_problem"))
        document = composed(LIBRARY, brand, asked, Composition("full", text, FIELDS))
        for kind in (Card, Picture, Table):
            assert of_kind(document.blocks, kind) == []
        words = read(document)
        for sign in (names_of(one)[part] for one in URGENT for part in range(3)):
            words = words.replace(sign, "")
        # "Trouble walking" is a sign: what is left names no exercise by its own name or another.
        for exercise in LIBRARY.words.exercises.values():
            for called in (exercise.name, *exercise.called):
                assert not re.search(rf"\b{re.escape(called)}\b", words, re.IGNORECASE), called
        for line in ("Your exercises", "a day", "Effort", LIBRARY.words.stages[stage].label):
            assert line not in words
            assert line not in document.title


def test_what_to_do_until_then_suits_the_sign(brand: Brand) -> None:
    clot, weak, now = (read(sheet(brand, flag)) for flag in
                       ("dvt_signs", "new_weakness_or_numbness", "bladder"))  # fmt: skip
    assert "Do not rub or press" in clot
    assert "Do not rub or press" not in weak
    assert "Do not drive with a weak or numb leg." in weak
    assert "Do not drive with a weak or numb leg." not in clot
    assert "call an ambulance" in now
    assert "call an ambulance" not in clot
    for one in (clot, weak, now):
        assert "Do not exercise until you have been seen." in one
        assert "How to come back" in one
        assert "call us and tell us what was found" in one


def test_nothing_is_printed_as_markup(brand: Brand) -> None:
    for text in SIZES:
        for flags in (*((flag,) for flag in URGENT), tuple(URGENT)):
            words = read(sheet(brand, *flags, text=text))
            assert not re.search(r"\*|\{|\}|\|", words), words


def test_its_title_says_what_it_is_and_its_subject_names_no_edition(brand: Brand) -> None:
    document = sheet(brand, "dvt_signs")

    assert document.title == LIBRARY.words.red_flags.check.title
    assert document.subject == "What to do before any exercise"
    (first, *_) = of_kind(document.blocks, Heading)
    assert isinstance(first, Heading)
    assert (first.level, plain(first.text)) == (1, LIBRARY.words.red_flags.check.title)


def test_a_clinic_that_can_be_called_is_told_to_come_back_to() -> None:
    document = read(sheet(load_brand(RIVERSIDE), "dvt_signs"))

    assert "Riverside Physiotherapy: 01632 960140" in document


# -- several signs


@pytest.mark.parametrize("text", SIZES)
def test_the_most_urgent_of_several_signs_decides_what_to_do(brand: Brand, text: TextSize) -> None:
    """Nobody is told to go now and to call some time today."""
    levels = LIBRARY.words.red_flags.levels
    for first, second in ((now, today) for now in NOW for today in TODAY):
        document = sheet(brand, first, second, text=text)
        assert document.blocks == sheet(brand, second, first, text=text).blocks
        inside, words = box(document), read(document)
        assert inside.startswith(levels["emergency"].title)
        assert levels["emergency"].act_now in inside
        assert levels["same_day"].act_now not in words
        one, other = (shown(flag, document) for flag in (first, second))
        assert words.index(one) < words.index(other)
        assert one in inside
        assert other not in inside


def shown(flag: str, document: Document) -> str:
    """Return a flag's sign as it stands on a sheet: in full or in few words."""
    return next(sign for sign in names_of(flag)[:2] if sign in read(document))


def test_signs_of_one_level_come_in_the_order_of_the_library(brand: Brand) -> None:
    for flags in combinations(NOW, 2):
        inside = box(sheet(brand, *reversed(flags)))
        one, other = (inside.index(names_of(flag)[0]) for flag in flags)
        assert one < other


@pytest.mark.parametrize("text", SIZES)
@pytest.mark.parametrize("count", range(1, len(URGENT) + 1))
def test_every_sign_of_a_patient_stands_on_the_sheet(
    brand: Brand, text: TextSize, count: int
) -> None:
    for flags in (tuple(URGENT[:count]), tuple(URGENT[-count:])):
        document = sheet(brand, *flags, text=text)
        words = read(document)
        for flag in flags:
            assert any(sign in words for sign in names_of(flag)[:2]), flag
        full, brief, _ = names_of(flags[0])
        assert full in box(document) or brief in box(document)


def test_more_than_one_sign_are_read_out_from_the_sheet(brand: Brand) -> None:
    check = LIBRARY.words.red_flags.check
    one, two = (read(sheet(brand, *URGENT[:count])) for count in (1, 2))

    assert check.say_many in two
    assert check.say_many not in one
    assert not any(names_of(flag)[2] in two for flag in URGENT[:2])


def test_signs_that_the_box_has_no_room_for_stand_below_it(brand: Brand) -> None:
    document = sheet(brand, *URGENT, text="giant")
    inside, words = box(document), read(document)

    below = [flag for flag in URGENT if names_of(flag)[1] not in inside]
    assert len(below) == len(URGENT) - 2
    after = words[words.index(LIBRARY.words.red_flags.check.others) :]
    assert all(names_of(flag)[1] in after for flag in below)


def test_the_other_emergency_signs_are_told_where_the_patient_has_none(brand: Brand) -> None:
    words = LIBRARY.words.red_flags
    today, now = (read(sheet(brand, flag)) for flag in ("dvt_signs", "bladder"))

    assert words.check.others_title in today
    assert all(brief in today for brief in words.brief.values())
    assert words.check.others_title not in now


def test_what_is_no_urgent_sign_is_not_on_it(brand: Brand) -> None:
    document = sheet(brand, "dvt_signs", "knee_problem", "pregnancy_after_16_weeks")

    assert document.blocks == sheet(brand, "dvt_signs").blocks


def test_a_sign_that_was_checked_is_not_on_it(brand: Brand) -> None:
    asked = asking("dvt_signs", "bladder", checked=("dvt_signs",))
    words = read(composed(LIBRARY, brand, asked))

    assert names_of("bladder")[0] in words
    assert names_of("dvt_signs")[0] not in words


# -- regions


def numbers_of(library: Library) -> list[str]:
    """Return the emergency numbers of a region, of which there may be two: 112 or 999."""
    return re.findall(r"\d+", library.region.facts.emergency_number)


@pytest.mark.parametrize("region", REGIONS)
@pytest.mark.parametrize("text", SIZES)
def test_every_region_has_its_own_numbers_and_words(
    brand: Brand, region: str, text: TextSize
) -> None:
    here = REGIONS[region]
    facts, words = here.region.facts, here.region.words
    others = {number for other in REGIONS.values() for number in numbers_of(other)}
    for flags in (*((flag,) for flag in URGENT), tuple(URGENT)):
        document = sheet(brand, *flags, text=text, library=here)
        inside = box(document)
        assert facts.emergency_number in inside
        wanted = words.emergency_department if flags[0] in NOW else words.urgent_help
        assert wanted in inside
        for foreign in others - {facts.urgent_line, *numbers_of(here)}:
            assert not re.search(rf"\b{foreign}\b", read(document)), foreign


def test_a_brands_own_emergency_number_stands_for_the_regions(brand: Brand) -> None:
    ours = load_library(library_folder() / CONDITION, "en", "uk", "4545")

    for flag in URGENT:
        document = sheet(brand, flag, library=ours)
        assert "4545" in box(document)
        assert "999" not in read(document)


# -- editions and sections


def test_every_edition_is_the_same_sheet(brand: Brand) -> None:
    documents = [
        composed(LIBRARY, brand, asking("dvt_signs"), Composition(edition, "standard", FIELDS))
        for edition in SHIPPED.editions
    ]
    assert len(documents) > 2
    assert all(document == documents[0] for document in documents)


def test_an_edition_that_does_not_exist_is_told_all_the_same(brand: Brand) -> None:
    with pytest.raises(BadInput) as caught:
        composed(LIBRARY, brand, asking("dvt_signs"), Composition("ful", "standard", FIELDS))
    assert caught.value.problems[0].source == "--edition"


def test_its_sections_come_in_the_arranged_order(templates: Path, brand: Brand) -> None:
    names = SHIPPED.check
    assert names[:2] == ("check-title", "check-signs")
    for name in names:
        path = templates / "en" / f"{name}.md"
        kept = path.read_text(encoding="utf-8") if name == "check-signs" else ""
        mark = "#" if name == names[0] else "##"
        path.write_text(f"{mark} Section {name}\n\n{kept}", encoding="utf-8")

    changed = read_template_set(templates, "en")
    first = assess(LIBRARY, asking("dvt_signs"))
    document = compose(changed, LIBRARY, brand, first, STANDARD).document

    headings = [plain(b.text) for b in of_kind(document.blocks, Heading) if isinstance(b, Heading)]
    found = [text for text in headings if text.startswith("Section ")]
    assert found == [f"Section {name}" for name in names]


@pytest.mark.parametrize(
    "section", [*SHIPPED.check, "ask-first", "before-you-start", "signs-in-full", "red-flags"]
)
@pytest.mark.parametrize("flags", [(), ("dvt_signs",)], ids=["plan", "sheet"])
def test_no_brand_can_change_what_tells_of_danger(
    brand: Brand, section: str, flags: tuple[str, ...]
) -> None:
    shipped = SHIPPED.texts[f"{section}.md"]
    own = overriding(brand, **{section.replace("-", "_"): shipped})
    (problem,) = problems_of(LIBRARY, own, asking(*flags))

    assert problem.source == f"templates/{section}.md"
    assert problem.message.endswith("cannot be changed")
    assert problem.hint == "remove this file"


def test_each_fixed_section_is_said_to_be_what_it_is() -> None:
    assert SHIPPED.fixed["check-signs"] == "the sheet for urgent signs"
    assert SHIPPED.fixed["ask-first"] == SHIPPED.fixed["before-you-start"]
    assert SHIPPED.fixed["red-flags"] == "the danger signs"


def test_no_brand_is_told_that_it_could_change_a_fixed_section(brand: Brand) -> None:
    for name in ("chek_signs", "ask_frist", "zzzz"):
        (problem,) = problems_of(LIBRARY, overriding(brand, **{name: "x"}), asking())
        assert not any(fixed in problem.hint for fixed in SHIPPED.fixed)


@pytest.mark.parametrize(
    "own",
    [
        {"title": "# Ours\n"},
        {"patient": "Nothing to see.\n"},
        {"why": "{{ nonsense }}"},
        {"about": "## Ours\n\n::: panel kind=danger title=x\n:::\n"},
    ],
    ids=["title", "patient", "mistake", "danger"],
)
def test_a_brands_own_sections_are_not_on_it(brand: Brand, own: dict[str, str]) -> None:
    """Not even with a mistake, which would stop a plan, do they stand in its way."""
    assert sheet(overriding(brand, **own), "dvt_signs") == sheet(brand, "dvt_signs")


def test_what_a_brand_leaves_out_or_moves_is_not_its_sections(brand: Brand) -> None:
    wishing = replace(brand, order=("help", "exercises"), left_out=("why", "order"))

    assert sheet(wishing, "dvt_signs") == sheet(brand, "dvt_signs")


def test_a_brand_cannot_leave_out_or_order_its_sections(brand: Brand) -> None:
    for wishing in (
        replace(brand, left_out=("check-signs",)),
        replace(brand, order=("check-until",)),
    ):
        (problem,) = problems_of(LIBRARY, wishing, asking("dvt_signs"))
        assert "is no section of this handout" in problem.message


# -- what our own templates must not lose


def broken_sheet(templates: Path, brand: Brand, text: str, *flags: str) -> list[Problem]:
    (templates / "en" / "check-signs.md").write_text(text, encoding="utf-8")
    changed = read_template_set(templates, "en")
    first = assess(LIBRARY, asking(*flags))
    assert isinstance(first, CheckFirst)
    with pytest.raises(BadInput) as caught:
        compose(changed, LIBRARY, brand, first, STANDARD)
    return list(caught.value.problems)


BOX = SHIPPED.texts["check-signs.md"]


def test_a_sheet_without_the_box_is_refused(templates: Path, brand: Brand) -> None:
    (problem,) = broken_sheet(templates, brand, "## Nothing", "dvt_signs")
    assert problem.message == "the handout has 0 boxes of danger signs, not one"


def swapped(old: str, new: str) -> str:
    """Return the template of the box with one thing changed."""
    assert old in BOX
    return BOX.replace(old, new)


def test_a_sheet_without_the_emergency_number_is_refused(templates: Path, brand: Brand) -> None:
    number = LIBRARY.region.facts.emergency_number
    text = swapped("{{ check.worse }}", "x")
    (problem,) = broken_sheet(templates, brand, text, "dvt_signs")
    assert problem.message == f"the danger signs lack: {number}"
    text = swapped("region.facts.emergency_number", '"1"').replace("{{ first.act }}", "x")
    (problem,) = broken_sheet(templates, brand, text, "bladder")
    assert problem.message == f"the danger signs lack: {number}"


@pytest.mark.parametrize(("old", "lost"), [("first.shown", "bladder"), ("check.more", "dvt_signs")])
def test_a_sheet_that_loses_a_sign_is_refused(
    templates: Path, brand: Brand, old: str, lost: str
) -> None:
    text = swapped(f"for sign in {old}", f"for sign in {old}[1:]")
    (problem,) = broken_sheet(templates, brand, text, "dvt_signs", "bladder")
    assert problem.message == f"the danger signs lack: {names_of(lost)[0]}"
    assert problem.hint == "put it back"


def test_the_most_urgent_sign_has_to_stand_in_the_box(templates: Path, brand: Brand) -> None:
    listed = "{% for sign in first.shown %}\n- {{ sign }}\n{% endfor %}\n"
    outside = f"{swapped(listed, '')}\n{listed}"
    (problem,) = broken_sheet(templates, brand, outside, "dvt_signs", "bladder")
    assert problem.message == f"the danger signs lack: {names_of('bladder')[0]}"


# -- who answers for it


def test_it_says_whether_anybody_has_signed_it(brand: Brand) -> None:
    draft = LIBRARY.words.condition.review_status["draft"]
    day, until = dt.date(2026, 11, 25), dt.date(2027, 5, 1)
    standing = Standing("reviewed", (Signer("Sam Sample", "Physiotherapist"),), day, until)
    for text in SIZES:
        usual = Composition("full", text, FIELDS)
        unsigned, signed = (
            composed(LIBRARY, brand, asking("dvt_signs"), one)
            for one in (usual, replace(usual, standing=standing))
        )
        assert draft in read(unsigned)
        assert draft not in read(signed)
        assert "checked by Sam Sample (Physiotherapist) on 25 November 2026." in read(signed)


def test_the_disclaimer_and_privacy_lines_of_a_brand_stand_on_it(brand: Brand) -> None:
    own = replace(brand, disclaimer="Ours to say.", privacy="Kept for ten years.")

    words = read(sheet(own, "dvt_signs"))

    assert "Ours to say." in words
    assert "Kept for ten years." in words
