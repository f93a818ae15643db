"""No sentence of any plan says what that plan does not: stage, direction, setting, side and flag.

What a line may say is decided by conditions in the library. This looks at what comes out: for each
plan that can be reached with no flag, one or two, and by adjustments drawn at random.
"""

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import combinations, cycle, product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handouts.brand import load_brand
from handouts.content import DAYS, SIDES, Dose, load_library
from handouts.content.naming import Named, names_in
from handouts.document import (
    Block,
    BulletList,
    Card,
    NumberedList,
    Table,
    every_block,
    every_text,
    plain,
)
from handouts.editions.compose import compose_document
from handouts.editions.find import find_or_make
from handouts.editions.request import EditionRequest
from handouts.errors import BadInput
from handouts.patients import FIELDS
from handouts.personalise import personalise
from handouts.prescription import (
    AddExercise,
    Adjustment,
    CheckFirst,
    DropExercise,
    PrescribedExercise,
    Prescription,
    PrescriptionRequest,
    SetField,
    assess,
)
from handouts.resources import default_brand_folder, library_folder, templates_folder
from handouts.templating import Composition, compose, compose_sections, read_template_set
from handouts.units import TextSize
from tests.making import BLANK
from tests.reading import page_texts
from tests.templating.composing import CONDITION

LIBRARY = load_library(library_folder() / CONDITION)
BRAND = load_brand(default_brand_folder())
TEMPLATES = read_template_set(templates_folder() / CONDITION, "en")
STANDARD = Composition("full", "standard", FIELDS)
RULED_OUT = tomllib.loads(Path(__file__).with_name("ruled_out.toml").read_text("utf-8"))

GENERAL = {
    "red-flags", "questions", "direction", "what", "why", "order", "outcomes", "chart",
    "signs-in-full", "help", "about",
}  # fmt: skip
"""Sections that speak to everybody: danger signs, questions, reasons, the chart, when to get help.

The test for an easing direction tries both, and is only for those whom neither is known to hurt.
"""

PATIENTS_OWN = tuple(
    name for name in TEMPLATES.arrangement["editions"]["full"]["sections"] if name not in GENERAL
)
SITUATIONS = tuple(
    product(LIBRARY.stages, LIBRARY.condition.preferences, LIBRARY.condition.settings)
)
FLAGS = tuple(LIBRARY.flags)
ONE_SIDE = ("left", "right")
SIGNS = {name for name, flag in LIBRARY.flags.items() if flag.level != "adapt"}


def checked(flags: Iterable[str]) -> tuple[str, ...]:
    """Return those of the flags that can be said to be checked."""
    return tuple(flag for flag in flags if flag in SIGNS)


@dataclass(frozen=True)
class Read:
    """A prescription, and what its patient reads: the blocks and the texts of each section."""

    of: Prescription
    blocks: dict[str, tuple[Block, ...]]
    texts: dict[str, list[str]]

    @property
    def cards(self) -> list[Card]:
        return [b for b in every_block(self.blocks["exercises"]) if isinstance(b, Card)]


def read(prescription: Prescription) -> Read:
    """Return the sections that are about this patient's plan.

    What a flag means is told in the words of the flag: they name what the patient has, not the
    plan, and are taken out.
    """
    made = compose_sections(TEMPLATES, LIBRARY, BRAND, prescription, STANDARD, PATIENTS_OWN)
    assert all(not one.problems for one in made.values())
    blocks = {name: one.blocks for name, one in made.items()}
    labels = [LIBRARY.words.flags[flag] for flag in prescription.flags]
    texts = {}
    for name, listed in blocks.items():
        texts[name] = [plain(text) for text in every_text(listed)]
        for label in labels:
            texts[name] = [text.replace(label, "...") for text in texts[name]]
    return Read(prescription, blocks, texts)


@cache
def named(text: str) -> tuple[tuple[str, tuple[Named, ...]], ...]:
    return tuple(names_in(LIBRARY, text))


# -- (a) names


def strangers(seen: Read) -> list[str]:
    """Return each name of something that the plan does not have, with the sentence that has it."""
    prescription = seen.of
    items = {item.id: item for item in prescription.items}
    types = {item.facts.type for item in items.values()}
    directions = {item.facts.direction for item in items.values()} | {prescription.preference}
    # What was left out is told by its name, in the one place that says why.
    gone = {entry.exercise for entry in prescription.left_out}
    found = []
    for section, texts in seen.texts.items():
        known = {
            "exercise": set(items) | (gone if section == "stage" else set()),
            "type": types,
            "direction": directions,
            "stage": {prescription.stage},
            # Beside the sore side the other one may be named.
            "side": set(ONE_SIDE) if prescription.sore in ONE_SIDE else set(),
        }
        for text in texts:
            for words, meant in named(text):
                kinds = {kind for kind, _ in meant}
                if section == "exercises" and kinds == {"type"}:
                    continue  # what an exercise feels like may be told in the words of a type
                if kinds & {"count", "time"} or any(n in known[k] for k, n in meant):
                    continue
                found.append(f"{section}: {words!r} in {text!r}")
    return found


# -- (b) numbers

_COUNT = re.compile(r"(\d+|[Oo]nce|[Tt]wice)(?: times?)? a day")
_DAYS = re.compile(r"(\d+) days? a week")
_MINUTES = re.compile(r"About (\d+)(?: to (\d+))? minutes of exercise")
_WORDS = {"once": 1, "twice": 2}


def wrong_counts(seen: Read) -> list[str]:
    """Return each count of times a day or days a week that no exercise of the plan has."""
    items = seen.of.items
    per_day = {item.dose.per_day for item in items}
    weekly = {item.dose.days_per_week for item in items}
    weekly.add(sum(any(d in i.days for i in items if not i.rest) for d in DAYS))
    return [
        f"{section}: {match[0]!r} in {text!r}"
        for section, texts in seen.texts.items()
        for text in texts
        for pattern, counts in ((_COUNT, per_day), (_DAYS, weekly))
        for match in pattern.finditer(text)
        if (_WORDS.get(match[1].casefold()) or int(match[1])) not in counts
    ]


def minutes_of(dose: Dose) -> float:
    """Return what a day of a dose takes, worked out anew: half minutes, rounded up."""
    sides = 2 if dose.per_side else 1
    moving = dose.sets * dose.reps * sides * (dose.hold_seconds + dose.seconds_per_rep)
    seconds = moving + (dose.sets - 1) * dose.rest_seconds
    return -(-seconds // 30) / 2 * dose.per_day


def day_totals(items: Iterable[PrescribedExercise]) -> tuple[float, float]:
    """Return the fewest and most minutes of a day that has any: what is optional for the most."""
    listed = tuple(items)
    days = [[item for item in listed if day in item.days] for day in DAYS]
    low = min(sum(minutes_of(i.dose) for i in day if not i.optional_if) for day in days if day)
    return low, max(sum(minutes_of(i.dose) for i in day) for day in days)


_HOW_LONG = "How long: "


def day_row(seen: Read) -> str:
    """Return what the plan says of how long a day's exercises take."""
    row = next(text for text in seen.texts["glance"] if text.startswith(_HOW_LONG))
    return row.removeprefix(_HOW_LONG)


def wrong_minutes(seen: Read) -> list[str]:
    """Return the row that tells the day's minutes if what it says is not what the doses come to."""
    row = day_row(seen)
    active = [item for item in seen.of.items if not item.rest]
    resting = [item for item in seen.of.items if item.rest]
    told = [int(number) for number in re.findall(r"\d+", row)]
    wrong = []
    if active:
        low, high = day_totals(active)
        match = _MINUTES.match(row)
        assert match
        first, last = int(match[1]), int(match[2] or match[1])
        if not (low <= first < low + 1 and last - 1 < high < last + 1):
            wrong.append(f"{row!r}: {low} to {high}")
    if resting:
        low, high = day_totals(resting)
        if not any(low <= number < low + 1 for number in told):
            wrong.append(f"{row!r}: {low} of rest")
    return wrong


def wrong_efforts(seen: Read) -> list[str]:
    """Return each effort on a card that is not its exercise's, or is two numbers for one."""
    items = {item.id: item for item in seen.of.items}
    wrong = []
    for card in seen.cards:
        low, high = items[card.exercise].dose.effort
        span = f"{low}" if low == high else f"{low} to {high}"
        label = plain(card.dose.effort.label) if card.dose.effort else ""
        if not label.startswith(f"Effort {span} of 10: "):
            wrong.append(f"{card.exercise}: {label!r}, not {span}")
    return wrong


# -- (c) lines that a flag rules out


def ruled_out(seen: Read) -> list[str]:
    return [
        f"{flag}: {text!r} in {section}"
        for flag in seen.of.flags
        for phrase in RULED_OUT.get(flag, ())
        for section in ("exercises", "glance", "progress")
        for text in seen.texts[section]
        if phrase in text.casefold()
    ]


_GROWS = re.compile(r"pain (grows|gets worse|gets stronger|builds)", re.IGNORECASE)


def other_sides(seen: Read) -> list[str]:
    """Return what speaks of the sore leg otherwise than the sore side that was given."""
    sore = seen.of.sore
    wrong = {
        "": ("left leg", "right leg", "one leg, then the other", "sore side"),
        "left": ("the sore leg", "the sore thigh", "right leg only", "right thigh", "side: right"),
        "right": ("the sore leg", "the sore thigh", "left leg only", "left thigh", "side: left"),
        "both": ("the sore leg", "the sore thigh", "left leg", "right leg", "sore leg only"),
    }
    return [
        f"sore {sore or 'side not given'}: {text!r} in {section}"
        for section, texts in seen.texts.items()
        for text in texts
        if any(phrase in text.casefold() for phrase in wrong[sore])
    ]


def pain_that_clashes(seen: Read) -> list[str]:
    """Return stop lines that stop at pain which the pain rule allows."""
    return [plain(card.stop) for card in seen.cards if _GROWS.search(plain(card.stop))]


def empty_points(seen: Read) -> list[str]:
    return [
        repr(block)
        for blocks in seen.blocks.values()
        for block in every_block(blocks)
        if isinstance(block, BulletList | NumberedList) and not all(map(plain, block.items))
    ]


CHECKS = (
    strangers, wrong_counts, wrong_minutes, wrong_efforts, ruled_out, other_sides,
    pain_that_clashes, empty_points,
)  # fmt: skip


def faults(prescription: Prescription) -> list[str]:
    seen = read(prescription)
    return [fault for check in CHECKS for fault in check(seen)]


# -- every reachable prescription


def requests_of(stage: str, preference: str, setting: str) -> Iterator[PrescriptionRequest]:
    """Yield the requests of a situation: each plan, each flag and each pair of flags.

    Each plan comes with every sore side, and each flag with one of these.
    """
    plans = [name for name, plan in LIBRARY.plans.items() if plan.stage == stage]
    some = [(), *((flag,) for flag in FLAGS), *combinations(FLAGS, 2)]
    for flags in some:
        yield PrescriptionRequest(stage, preference, setting, flags, checked=checked(flags))
    for plan, flags in product(plans, some[: len(FLAGS) + 1]):
        yield PrescriptionRequest(
            stage, preference, setting, flags, plan=plan, checked=checked(flags)
        )
    for chosen, sore in product((None, *plans), SIDES):
        yield PrescriptionRequest(stage, preference, setting, plan=chosen, sore=sore)
    for flag, sore in zip(FLAGS, cycle(SIDES), strict=False):
        yield PrescriptionRequest(
            stage, preference, setting, (flag,), checked=checked((flag,)), sore=sore
        )


@cache
def outcomes(stage: str, preference: str, setting: str) -> tuple[Prescription, ...]:
    """Return the prescriptions of a situation that differ in anything a patient reads."""
    found: dict[str, Prescription] = {}
    for request in requests_of(stage, preference, setting):
        try:
            made = assess(LIBRARY, request)
        except BadInput:
            continue  # what does not go together, or nothing left
        assert isinstance(made, Prescription)
        # Flags for which the page is the same need one look, but for what they rule out.
        told = set(made.flags) & set(RULED_OUT)
        key = (made.items, made.spoken, made.left_out, made.ask_first, made.unaffected, told)
        found.setdefault(repr((key, made.sore)), made)
    return tuple(found.values())


@pytest.mark.parametrize(("stage", "preference", "setting"), SITUATIONS, ids=lambda part: part)
def test_no_sentence_says_what_the_plan_does_not(stage: str, preference: str, setting: str) -> None:
    made = outcomes(stage, preference, setting)
    assert len(made) > 20
    wrong = {fault: one.flags for one in made for fault in faults(one)}
    assert wrong == {}


# -- (d) urgent signs


@pytest.mark.parametrize("stage", LIBRARY.stages)
def test_an_urgent_sign_never_gives_an_exercise_unless_it_is_checked(stage: str) -> None:
    urgent = [name for name, flag in LIBRARY.flags.items() if flag.level == "urgent"]
    names = {words.name.casefold() for words in LIBRARY.words.exercises.values()}
    for flag, other in product(urgent, FLAGS):
        request = PrescriptionRequest(stage, flags=tuple(dict.fromkeys((flag, other))))
        made = assess(LIBRARY, request)
        assert isinstance(made, CheckFirst)
    for flag in urgent:
        made = assess(LIBRARY, PrescriptionRequest(stage, flags=(flag,)))
        document = compose(TEMPLATES, LIBRARY, BRAND, made, STANDARD).document
        assert not any(isinstance(block, Card) for block in every_block(document.blocks))
        text = " ".join(plain(text) for text in every_text(document.blocks)).casefold()
        signs = LIBRARY.words.red_flags
        for told in (signs.items, signs.brief, signs.check.signs, LIBRARY.words.flags):
            for line in told.values():  # a sign may be that walking is hard
                text = text.replace(line.casefold(), "")
        assert not [name for name in names if name in text]
        kept = assess(LIBRARY, PrescriptionRequest(stage, flags=(flag,), checked=(flag,)))
        assert isinstance(kept, Prescription)


# -- adjustments

_EXERCISES = st.sampled_from(sorted(LIBRARY.exercises))
_FIELDS = st.sampled_from(["sets", "reps", "per_day", "days_per_week", "hold_seconds", "effort"])
_ADJUSTMENTS: st.SearchStrategy[Adjustment] = st.one_of(
    st.builds(AddExercise, _EXERCISES),
    st.builds(DropExercise, _EXERCISES),
    st.builds(SetField, _EXERCISES, _FIELDS, st.integers(1, 6).map(str)),
)


def asked(
    where: tuple[str, str, str], flags: list[str], changes: list[Adjustment], sore: str
) -> PrescriptionRequest:
    return PrescriptionRequest(*where, tuple(flags), None, tuple(changes), checked(flags), sore)


_REQUESTS = st.builds(
    asked,
    st.sampled_from(SITUATIONS),
    st.lists(st.sampled_from(FLAGS), max_size=3, unique=True),
    st.lists(_ADJUSTMENTS, max_size=4),
    st.sampled_from(["", *SIDES]),
)


def possible(request: PrescriptionRequest) -> Prescription | None:
    """Return the prescription of a request without the adjustments that do not fit its plan."""
    kept: tuple[Adjustment, ...] = ()
    made = None
    for change in (None, *request.adjustments):
        tried = kept if change is None else (*kept, change)
        try:
            made = assess(LIBRARY, replace(request, adjustments=tried))
        except BadInput:
            if change is None:
                return None
            continue
        kept = tried
    return made if isinstance(made, Prescription) else None


@settings(max_examples=150, deadline=None)
@given(_REQUESTS)
def test_no_sentence_says_what_an_adjusted_plan_does_not(request: PrescriptionRequest) -> None:
    made = possible(request)
    if made is not None:
        assert faults(made) == []


# -- through the file


@pytest.mark.parametrize(
    ("where", "flags", "text"),
    [
        (("acute", "none", "floor"), (), "standard"),
        (("acute", "flexion", "chair"), ("poor_balance", "knee_problem"), "standard"),
        (("subacute", "none", "chair"), ("foot_weakness",), "large"),
        (("chronic", "none", "floor"), ("uncontrolled_heart_or_bp", "hip_replacement"), "giant"),
        (("acute", "none", "floor"), ("dvt_signs", "bladder"), "giant"),
    ],
)
def test_the_file_says_all_of_the_document_and_no_more(
    where: tuple[str, str, str], flags: tuple[str, ...], text: TextSize
) -> None:
    asked_for = PrescriptionRequest(*where, flags=flags)
    request = EditionRequest(asked_for, text=text)
    edition = find_or_make(request)
    pdf, _ = personalise(edition.edition, BLANK, edition.dates)
    document = compose_document(request)
    first, *others = page_texts(pdf)
    around = (document.title, document.footer)
    pages = [_without(first, around[1:]), *(_without(page, around) for page in others)]
    printed = _letters("".join(pages))
    tables = [one for one in every_block(document.blocks) if isinstance(one, Table)]
    heads = {plain(head) for table in tables for head in table.head if text != "standard"}
    for told in map(plain, every_text(document.blocks)):
        # The heads of some tables are left out in large print; few cards go on on another page.
        short = len(told.split()) < _SENTENCE or told in heads or told.endswith(", continued")
        assert short or _letters(told) in printed
    if flags and "dvt_signs" in flags:
        return
    made = assess(LIBRARY, asked_for)
    assert isinstance(made, Prescription)
    shown = {item.id for item in made.items} | {entry.exercise for entry in made.left_out}
    absent = [words.name for name, words in LIBRARY.words.exercises.items() if name not in shown]
    assert [name for name in absent if _letters(name) in printed] == []


_SENTENCE = 4  # words


def _without(page: str, around: Iterable[str]) -> str:
    """Return a page's text without the lines around it, so that a sentence may go on."""
    text = " ".join(page.split())
    for words in (BRAND.name, *around):
        text = text.replace(words, "")
    return re.sub(r"Handout \S+|Page \d+ of \d+", "", text)


def _letters(text: str) -> str:
    """Return a text without spaces and hyphens, which lines may end in."""
    return re.sub(r"[\s\-]", "", text)


# -- the checks themselves


@pytest.mark.parametrize(
    ("section", "text", "check"),
    [
        ("glance", "Do your press-ups.", strangers),
        ("glance", "Keep up balance work.", strangers),
        ("progress", "Bending back is best.", strangers),
        ("progress", "Use the sub-acute plan.", strangers),
        ("glance", "Walk 9 times a day.", wrong_counts),
        ("glance", "Core on 2 days a week.", wrong_counts),
        ("exercises", "Put one knee down, then the other.", ruled_out),
        ("exercises", "Rest your left calf.", strangers),
        ("exercises", "Do one leg, then the other.", other_sides),
    ],
)
def test_a_wrong_sentence_is_found(
    section: str, text: str, check: Callable[[Read], list[str]]
) -> None:
    made = assess(LIBRARY, PrescriptionRequest("acute", flags=("knee_problem",)))
    assert isinstance(made, Prescription)
    seen = read(made)
    assert check(seen) == []
    seen.texts[section].append(text)
    assert len(check(seen)) == 1


def test_minutes_that_are_not_the_doses_are_found() -> None:
    made = assess(LIBRARY, PrescriptionRequest("acute"))
    assert isinstance(made, Prescription)
    seen = read(made)
    row = day_row(seen)
    for wrong in (row.replace("29", "28"), row.replace("30", "35"), row.replace("27", "24")):
        assert wrong != row
        seen.texts["glance"] = [_HOW_LONG + wrong]
        assert len(wrong_minutes(seen)) == 1
