"""The proof says everything that a patient may read, and where it comes from."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import product

import pytest
from pydantic import BaseModel

from handouts.brand import Brand, OwnFile, load_brand
from handouts.content import Library, load_library
from handouts.content.lines import Line
from handouts.content.slots import library_places
from handouts.document import Document, Field, Heading, Picture, Table, every_block, plain
from handouts.editions.make import prepare_proof
from handouts.editions.request import EditionRequest
from handouts.errors import BadInput
from handouts.patients import Patient
from handouts.personalise import personalise
from handouts.prescription import PrescriptionRequest, educate, prescribe
from handouts.resources import default_brand_folder, library_folder, templates_folder
from handouts.templating import Place, compose_proof, read_template_set
from tests.accessibility.audit import audit
from tests.accessibility.validator import validate
from tests.making import DATE, RIVERSIDE
from tests.reading import open_pdf, page_texts, tag_tree
from tests.templating.composing import CONDITION, STANDARD, overriding, texts

LIBRARY = load_library(library_folder() / CONDITION)
SHIPPED = read_template_set(templates_folder() / CONDITION, "en")
PLAIN = load_brand(default_brand_folder())


def proof_of(brand: Brand = PLAIN, library: Library = LIBRARY) -> Document:
    sample = prescribe(library, PrescriptionRequest("acute"))
    return compose_proof(SHIPPED, library, brand, sample, educate(library), STANDARD)[0]


@cache
def proof() -> Document:
    return proof_of()


@cache
def read() -> str:
    return "\n".join(texts(proof().blocks))


def said(value: object) -> Iterator[str]:
    """Yield every piece of text in the words of a library, conditions among them.

    What lines call a thing is for checking them: nobody reads it.
    """
    if isinstance(value, str):
        yield value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            if name != "called":
                yield from said(getattr(value, name))
    elif isinstance(value, dict):
        for item in value.values():
            yield from said(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from said(item)


@pytest.mark.parametrize("kind", ["stages", "red_flags", "screening", "rules", "flags"])
def test_everything_that_is_said_of_rules_and_signs_is_in_it(kind: str) -> None:
    told = [text for text in said(getattr(LIBRARY.words, kind)) if text]
    assert len(told) > 10
    assert [text for text in told if text not in read()] == []


@pytest.mark.parametrize("name", LIBRARY.exercises)
def test_everything_that_is_said_of_an_exercise_is_in_it(name: str) -> None:
    words = LIBRARY.words.exercises[name]
    assert words.figure
    alts = [line.text for line in words.figure.alt]
    assert all(text in read() for text in alts) or len(alts) == 1
    lines = [text for text in said(words) if text and text not in alts]
    assert [text for text in lines if text not in read()] == []


@pytest.mark.parametrize("name", LIBRARY.exercises)
def test_an_exercise_has_its_picture_its_doses_and_its_sources(name: str) -> None:
    facts, words = LIBRARY.exercises[name], LIBRARY.words.exercises[name]
    blocks = list(every_block(proof().blocks))
    (start,) = (
        at for at, block in enumerate(blocks)
        if isinstance(block, Heading) and plain(block.text) == words.name and block.level == 3
    )  # fmt: skip
    end = next(
        at for at in range(start + 1, len(blocks))
        if isinstance(found := blocks[at], Heading) and found.level <= 3
    )  # fmt: skip
    part = tuple(blocks[start:end])
    assert any(isinstance(block, Picture) and block.exercise == name for block in part)
    (doses,) = (block for block in part if isinstance(block, Table))
    assert len(doses.rows) == len(facts.doses)
    for row, dose in zip(doses.rows, facts.doses.values(), strict=True):
        line = " ".join(map(plain, row))
        assert f"{dose.sets} x {dose.reps}" in line
        assert f"{dose.effort[0]} to {dose.effort[1]}" in line
        assert f"{dose.weeks[0]} to {dose.weeks[1]}" in line
    told = "\n".join(texts(part))
    assert f"Evidence {facts.evidence.grade}:" in told
    for source in facts.evidence.sources:
        assert LIBRARY.sources[source].cite in told
    for flag in facts.avoid_if:
        assert LIBRARY.words.flags[flag] in told
    assert ("Done with the sore side alone" in told) == facts.sore_side_only


def test_what_does_not_go_together_is_told_with_its_side() -> None:
    sides = LIBRARY.words.condition.sides
    told = [
        f"sore side: {sides[side]}; not with: {LIBRARY.words.flags[flag]}"
        for conflict in LIBRARY.conflicts.values()
        for side, flag in product(conflict.sore, conflict.unless)
    ]
    assert told
    assert [text for text in told if text not in read()] == []


@pytest.mark.parametrize("name", LIBRARY.plans)
def test_everything_that_is_said_of_a_plan_is_in_it(name: str) -> None:
    words = LIBRARY.words.plans[name]
    lines = [text for text in said(words) if text not in LIBRARY.exercises]
    assert lines
    assert [text for text in lines if text not in read()] == []


CONDITIONAL = [
    (place.source, line) for place in library_places(LIBRARY) for line in place.slot if line.stated
]


def test_there_are_conditional_lines_of_every_kind() -> None:
    assert len(CONDITIONAL) > 150
    keys = {key for _, line in CONDITIONAL for key in line.model_dump(exclude_defaults=True)}
    assert keys >= {
        "about", "types", "stages", "preferences", "settings", "sore", "flags", "unless",
        "as_dosed",
    }  # fmt: skip


@pytest.mark.parametrize("file", sorted({source.split(":")[0] for source, _ in CONDITIONAL}))
def test_each_conditional_line_stands_with_its_condition(file: str) -> None:
    told = [f"{line.text} ({line.stated})" for source, line in CONDITIONAL if file in source]
    assert told
    assert [line for line in told if line not in read()] == []


def test_lines_for_one_place_are_told_apart() -> None:
    """A reader sees which lines exclude each other."""
    slots = [place.slot for place in library_places(LIBRARY) if len(place.slot) > 1]
    assert len(slots) > 80
    for slot in slots:
        first, second = slot[:2]
        assert f"({first.stated}) or {second.text}" in read(), first.text


def test_a_condition_that_changes_changes_the_proof() -> None:
    stage = LIBRARY.words.stages["acute"]
    line = Line(text="Keep a stick near.", flags=("poor_balance",), unless=("knee_problem",))
    changed = stage.model_copy(update={"do": (*stage.do, (line,))})
    stages = {**LIBRARY.words.stages, "acute": changed}
    library = replace(LIBRARY, words=replace(LIBRARY.words, stages=stages))

    told = "\n".join(texts(proof_of(library=library).blocks))

    assert "Keep a stick near. (flags: poor_balance; unless: knee_problem)" in told


def test_every_flag_has_its_level_and_every_conflict_what_comes_of_it() -> None:
    for name, flag in LIBRARY.flags.items():
        row = f"{LIBRARY.words.flags[name]}\n{flag.level}\n"
        assert row in f"{read()}\n", name
    for name, conflict in LIBRARY.conflicts.items():
        message = LIBRARY.words.conflicts[name].message
        outcome = "refused" if conflict.severity == "error" else "told, and the plan is made"
        assert f"{outcome}: {message}" in read()


def test_the_first_weeks_of_a_dose_are_in_it() -> None:
    started = [
        (stage, dose.at_start)
        for facts in LIBRARY.exercises.values()
        for stage, dose in facts.doses.items()
        if dose.at_start
    ]
    assert started
    for stage, first in started:
        low, high = first.weeks
        effort = f"effort {first.effort[0]} to {first.effort[1]}"
        start = f"{LIBRARY.words.stages[stage].short}, weeks {low} to {high} [P]: "
        assert any(
            line.startswith(f"{start}{first.sets} x {first.reps}") and line.endswith(effort)
            for line in read().splitlines()
        )


def test_every_claim_and_its_grade_is_in_it() -> None:
    words = LIBRARY.words.statements
    lines = [words.recommendations, words.claims, words.safety_net, words.disclaimers]
    assert [text for text in said(lines) if text not in read()] == []
    assert [text for text in LIBRARY.words.condition.open_questions if text not in read()] == []


def test_every_source_says_how_far_it_was_checked() -> None:
    for source in LIBRARY.sources.values():
        start = f"{source.cite}. {source.title}"
        (line,) = {line for line in read().splitlines() if line.startswith(start)}
        for level in source.checked:
            assert LIBRARY.words.condition.checked[level] in line
        assert ("[K]" in line) == ("K" in source.checked)


def test_working_values_of_the_project_are_marked() -> None:
    for line in (
        "How much [P]", "Effort [P]", "It fits you if [P]", "In a flare [P]", "0 to 3 [P]",
        "1 to 4 [P]", "Stretching [I]", "Mobility [E]", "1/2 of the dose, rest as it is [P]",
        "no exercise is harder than 4 of 10 [P]",
    ):  # fmt: skip
        assert line in read(), line
    assert "week 0 to 4\n" in f"{read()}\n"  # from a source: no mark


def test_a_mark_is_bold_and_never_printed_as_markup() -> None:
    assert "**" not in read()
    assert "*(" not in read()
    assert ")*" not in read()
    marks = re.findall(r"\[[IEPK]\]", read())
    assert len(marks) > 200


def test_what_a_brand_says_itself_is_in_it_word_for_word() -> None:
    brand = replace(
        overriding(PLAIN, why="## Why\n\n{% if text %}\n**Because.**\n{% endif %}\n"),
        disclaimer="Ask us first.", privacy="We keep nothing.", footer="Quay Road 1",
        order=("why",), left_out=("outcomes",),
        plans={"short": OwnFile('stage = "acute"\n', "plans/short.toml")},
    )  # fmt: skip
    told = "\n".join(texts(proof_of(brand).blocks))
    for line in (
        "templates/why.md", "{% if text %}\n**Because.**\n{% endif %}", "plans/short.toml",
        'stage = "acute"', "Ask us first.", "We keep nothing.", "Quay Road 1", "outcomes",
    ):  # fmt: skip
        assert line in told, line


def test_every_site_tells_its_region_and_its_number() -> None:
    there = load_library(library_folder() / CONDITION, region="ie").region
    sample = prescribe(LIBRARY, PrescriptionRequest("acute"))
    document, _ = compose_proof(
        SHIPPED,
        LIBRARY,
        PLAIN,
        sample,
        educate(LIBRARY),
        STANDARD,
        (Place("quay", there, "119"),),
    )
    told = texts(document.blocks)
    for line in ("The site quay", "119", there.facts.emergency_number, there.words.urgent_help):
        assert any(line in text for text in told), line


def test_the_longer_words_of_the_article_are_read_too() -> None:
    said = dict(educate(LIBRARY).spoken.disclaimers)["for_everybody"]
    assert any(said in text for text in texts(proof().blocks))


def test_what_a_brand_leaves_out_is_not_in_the_sample() -> None:
    brand = replace(PLAIN, left_out=("why",))
    assert "Why exercise?" in read()
    assert "Why exercise?" not in "\n".join(texts(proof_of(brand).blocks))


def test_a_mistake_in_a_section_of_the_brand_is_told() -> None:
    with pytest.raises(BadInput) as caught:
        proof_of(overriding(PLAIN, why="## Why\n\n{{ nothing }}\n"))
    (problem,) = caught.value.problems
    assert problem.source == "templates/why.md"


def test_the_danger_signs_of_a_proof_are_ours() -> None:
    with pytest.raises(BadInput) as caught:
        proof_of(overriding(PLAIN, red_flags="## Nothing to fear\n"))
    assert [problem.source for problem in caught.value.problems] == ["templates/red-flags.md"]


def test_the_first_page_lists_the_parts_and_the_last_has_lines_to_sign_on() -> None:
    parts = [plain(b.text) for b in proof().blocks if isinstance(b, Heading) and b.level == 2]
    listed = read().split("Marks")[0]
    for name in ("Open questions", "Warning signs", "Exercises", "Plans", "Sources", "Sign-off"):
        assert name in parts
        assert name in listed
    labels = [plain(b.label) for b in every_block(proof().blocks[-9:]) if isinstance(b, Field)]
    assert {"Name", "Date", "Signature"} <= set(labels)


@pytest.mark.parametrize("brand", [None, RIVERSIDE], ids=["plain", "riverside"])
def test_the_printed_proof_is_accessible_and_has_every_picture(brand: object) -> None:
    folder = RIVERSIDE if brand else None
    prepared = prepare_proof(EditionRequest(PrescriptionRequest("acute"), brand=folder))
    pdf, _ = personalise(prepared.edition, Patient(DATE), prepared.dates)
    assert validate(pdf) == []
    assert audit(pdf) == []
    pages = page_texts(pdf)
    assert f"Page {len(pages)} of {len(pages)}" in pages[-1]
    figures = sum(line.strip().startswith("Figure") for line in _tags(pdf))
    assert figures >= len(LIBRARY.exercises)


def _tags(pdf: bytes) -> list[str]:
    return tag_tree(open_pdf(pdf))


def test_an_own_section_that_no_sample_shows_is_shown_as_it_looks() -> None:
    own = "## Our log\n\nYou are in the stage: {{ stage.short }}.\n"
    told = texts(proof_of(overriding(PLAIN, short_log=own)).blocks)
    stage = LIBRARY.words.stages[next(iter(LIBRARY.stages))].short
    assert "The section short-log as it looks" in told
    assert f"You are in the stage: {stage}." in told
    assert "The section why as it looks" not in "\n".join(
        texts(proof_of(overriding(PLAIN, why="## Why\n\nBecause.\n")).blocks)
    )
