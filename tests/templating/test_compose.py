"""Composing a handout: sections, a brand's own, and every mistake at once."""

import datetime as dt
import re
import tomllib
from pathlib import Path

import pytest

from handouts.brand import Brand
from handouts.content import Library, load_library
from handouts.document import Field, Heading, plain
from handouts.errors import BadInput, Problem
from handouts.patients import FIELDS
from handouts.prescription import Prescription, PrescriptionRequest, prescribe
from handouts.resources import library_folder, templates_folder
from handouts.review import Signer, Standing
from handouts.templating import Composition, compose, read_template_set
from handouts.templating.proof import OWN_SECTION
from handouts.templating.proof_changes import CHANGE, SIGN, TITLE
from tests.templating.composing import (
    CONDITION,
    STANDARD,
    composed,
    links,
    of_kind,
    overriding,
    texts,
)
from tests.templating.conftest import Broken

SHIPPED = templates_folder() / CONDITION / "en"
CONDITIONS = sorted(path.parent.name for path in templates_folder().glob("*/arrangement.toml"))


def problems_with(
    library: Library, brand: Brand, prescription: Prescription, composition: Composition = STANDARD
) -> list[Problem]:
    with pytest.raises(BadInput) as caught:
        composed(library, brand, prescription, composition)
    return list(caught.value.problems)


# -- mistakes


def test_the_problems_of_all_sections_come_at_once(broken: Broken) -> None:
    problems = broken(
        {
            "why": "{{ nonsense }}",
            "stage": "a\n{% if %}",
            "help": "::: pannel\n:::\n\n> quoted",
            "chart": "[a](ftp://b.example)",
        }
    )
    found = {(problem.source, problem.message.split(":")[0]) for problem in problems}
    assert found >= {
        ("templates/why.md", "uses a name that does not exist"),
        ("templates/stage.md:2", "broken tag"),
        ("templates/help.md", ""),
        ("templates/help.md", "blockquote is not part of the subset"),
        ("templates/chart.md", "a link to something else than http, https, mailto or tel"),
    }
    assert all(problem.hint for problem in problems)


def test_a_field_that_is_no_detail_names_the_nearest(broken: Broken) -> None:
    (problem,) = broken({"patient": '::: field name=nmae label="Name"'})
    assert problem.source == "templates/patient.md"
    assert problem.message == "::: field name=nmae is no detail of a patient"
    assert problem.hint == "did you mean name?"


def test_a_link_to_no_exercise_names_the_nearest(broken: Broken) -> None:
    problems = broken({"why": "[Bridge](#brigde), [the top](#top)"})
    assert [(one.source, one.message, one.hint) for one in problems] == [
        ("templates/why.md", "a link to #brigde, which is no exercise", "did you mean bridge?"),
        ("templates/why.md", "a link to #top, which is no exercise",
         "link to an exercise by its id"),
    ]  # fmt: skip


def test_a_skipped_heading_level_is_refused(broken: Broken) -> None:
    (problem,) = broken({"why": "## Why\n\n#### Too deep"})
    assert problem.source == "templates/why.md"
    assert "jumps" in problem.message
    assert "before it" in problem.hint


@pytest.mark.parametrize(
    "section",
    [
        "nothing at all",
        "::: panel kind=note title=x\n:::",
        "::: panel kind=danger title=x\n::: call label=x number={{ danger.title }}\n:::",
        "{% for i in [1, 2] %}\n::: panel kind=danger title=x\n:::\n{% endfor %}",
    ],
)
def test_danger_signs_that_lack_anything_are_refused(broken: Broken, section: str) -> None:
    problems = broken({"red-flags": section})
    assert {problem.source for problem in problems} == {"templates/red-flags.md"}


def test_each_danger_sign_that_is_dropped_is_named(broken: Broken, library: Library) -> None:
    shipped = (SHIPPED / "red-flags.md").read_text(encoding="utf-8")
    problems = broken({"red-flags": shipped.replace("danger.items", "danger.items[2:]")})
    lost = [n for n, flag in library.red_flags.items() if flag.level == "emergency"][:2]
    assert [problem.message for problem in problems] == [
        f"the danger signs lack: {library.words.red_flags.items[name]}" for name in lost
    ]


def test_the_emergency_number_cannot_be_dropped(broken: Broken, library: Library) -> None:
    shipped = (SHIPPED / "red-flags.md").read_text(encoding="utf-8")
    (problem,) = broken({"red-flags": shipped.replace("region.facts.emergency_number", '"1"')})
    assert problem.message.endswith(library.region.facts.emergency_number)


@pytest.mark.parametrize(("edition", "hint"), [("ful", "full"), ("sumary", "summary")])
def test_an_unknown_edition_names_the_nearest(
    edition: str, hint: str, library: Library, brand: Brand, prescription: Prescription
) -> None:
    composition = Composition(edition, "standard", FIELDS)
    (problem,) = problems_with(library, brand, prescription, composition)
    assert problem.source == "--edition"
    assert problem.hint == f"did you mean {hint}?"


# -- a brand's own sections


def test_a_brand_replaces_one_section_and_no_other(
    library: Library, brand: Brand, prescription: Prescription
) -> None:
    before = texts(composed(library, brand, prescription).blocks)
    own = overriding(brand, why="## Our own reasons\n\nBecause {{ brand.name }} says so.")
    after = texts(composed(library, own, prescription).blocks)

    changed = [text for text in after if text not in before]
    assert changed == ["Our own reasons", f"Because {brand.name} says so."]
    kept = [text for text in before if text in after]
    assert len(kept) > len(before) * 0.9


def test_a_brand_cannot_replace_the_danger_signs(
    library: Library, brand: Brand, prescription: Prescription
) -> None:
    shipped = (SHIPPED / "red-flags.md").read_text(encoding="utf-8")
    own = overriding(brand, red_flags=shipped)
    (problem,) = problems_with(library, own, prescription)
    assert problem.source == "templates/red-flags.md"
    assert problem.message == "the danger signs cannot be changed"
    assert problem.hint


def test_a_brand_cannot_add_a_second_danger_box(
    library: Library, brand: Brand, prescription: Prescription
) -> None:
    own = overriding(brand, why='{% include "red-flags.md" %}')
    assert problems_with(library, own, prescription)


@pytest.mark.parametrize(
    ("name", "hint"), [("wyh", "why"), ("stages", "stage"), ("titel", "title")]
)
def test_a_brands_unknown_section_names_the_nearest(
    name: str, hint: str, library: Library, brand: Brand, prescription: Prescription
) -> None:
    own = overriding(brand, **{name: "text"})
    (problem,) = problems_with(library, own, prescription)
    assert problem.source == f"templates/{name}.md"
    assert problem.hint == f"did you mean {hint}.md?"


def test_problems_in_a_brands_section_name_the_brands_file(
    library: Library, brand: Brand, prescription: Prescription
) -> None:
    own = overriding(brand, why="a\n{{ b", help="{{ nonsense }}")
    problems = problems_with(library, own, prescription)
    assert {problem.source for problem in problems} == {"templates/why.md:2", "templates/help.md"}


# -- every handout that the library and the templates allow


@pytest.mark.parametrize("condition", CONDITIONS)
def test_every_plan_edition_and_size_composes(condition: str, brand: Brand) -> None:
    folder = templates_folder() / condition
    library = load_library(library_folder() / condition)
    for name, plan in library.plans.items():
        asked = PrescriptionRequest(plan.stage, plan=name)
        for edition in read_template_set(folder, "en").editions:
            for size in ("standard", "large", "giant"):
                document = composed(library, brand, asked, Composition(edition, size, FIELDS))
                assert document.blocks


@pytest.mark.parametrize("condition", CONDITIONS)
def test_every_stage_preference_and_setting_composes(condition: str, brand: Brand) -> None:
    library = load_library(library_folder() / condition)
    for stage in library.stages:
        for preference in library.condition.preferences:
            for setting in library.condition.settings:
                asked = PrescriptionRequest(stage, preference, setting)
                assert composed(library, brand, asked).blocks


def test_every_condition_has_templates_and_every_folder_a_library() -> None:
    libraries = {path.parent.name for path in library_folder().glob("*/condition.toml")}
    assert set(CONDITIONS) == libraries


def test_every_section_file_is_in_some_edition() -> None:
    arrangement = (templates_folder() / CONDITION / "arrangement.toml").read_text(encoding="utf-8")
    files = {path.stem for path in SHIPPED.glob("[!_]*.md")}
    arranged = tomllib.loads(arrangement)
    plans = {name for one in arranged["editions"].values() for name in one["sections"]}
    assert files == plans | set(arranged["check"]["sections"])
    assert plans.isdisjoint(arranged["check"]["sections"])
    proof = {path.stem for path in (SHIPPED / "proof").glob("[!_]*.md")}
    around_changes = {Path(name).stem for name in (TITLE, CHANGE, SIGN, OWN_SECTION)}
    assert proof == set(arranged["proof"]["sections"]) | around_changes
    assert around_changes.isdisjoint(arranged["proof"]["sections"])
    assert set(arranged["proof"]["sample"]) <= files


# -- what a handout says


@pytest.mark.parametrize("size", ["standard", "large", "giant"])
def test_the_sections_come_in_the_arranged_order(
    size: str, templates: Path, library: Library, brand: Brand, prescription: Prescription
) -> None:
    arrangement = (templates / "arrangement.toml").read_text(encoding="utf-8")
    listed = re.search(r"\[editions\.full\]\nsections = \[(.*?)\]", arrangement, re.DOTALL)
    first = re.search(rf"\n{size} = \[(.*?)\]", arrangement)
    assert listed
    names = re.findall(r'"([a-z-]+)"', listed[1])
    early = re.findall(r'"([a-z-]+)"', first[1]) if first else []
    expected = [*early, *(name for name in names if name not in early)]
    for name in names:
        path = templates / "en" / f"{name}.md"
        mark = "## " if name != "title" else "# "
        shipped = path.read_text(encoding="utf-8") if name == "red-flags" else ""
        path.write_text(f"{mark}Section {name}\n\n{shipped}", encoding="utf-8")

    composition = Composition("full", size, FIELDS)
    changed = read_template_set(templates, "en")
    document = compose(changed, library, brand, prescription, composition).document

    headings = [plain(b.text) for b in of_kind(document.blocks, Heading) if isinstance(b, Heading)]
    found = [text.removeprefix("Section ") for text in headings if text.startswith("Section ")]
    assert found == expected


@pytest.mark.parametrize("edition", ["full", "summary", "exercises"])
def test_each_detail_of_a_patient_stands_at_most_once(
    edition: str, library: Library, brand: Brand, prescription: Prescription
) -> None:
    composition = Composition(edition, "standard", FIELDS)
    document = composed(library, brand, prescription, composition)
    fields = of_kind(document.blocks, Field)
    names = [field.name for field in fields if isinstance(field, Field) and field.name]
    assert len(names) == len(set(names))
    assert {"name", "date"} <= set(names)
    if edition == "full":
        assert set(names) == set(FIELDS)


def test_a_field_gets_as_many_lines_as_a_value_needs(
    library: Library, brand: Brand, prescription: Prescription
) -> None:
    composition = Composition("full", "standard", FIELDS, (("note", 9),))
    document = composed(library, brand, prescription, composition)
    lines = {f.name: f.lines for f in of_kind(document.blocks, Field) if isinstance(f, Field)}
    assert lines["note"] == 9
    assert lines["name"] == 1


def test_both_warnings_about_the_order_are_read(library: Library, brand: Brand) -> None:
    for stage in library.stages:
        prescription = prescribe(library, PrescriptionRequest(stage))
        careful = dict(prescription.spoken.general.claims)
        read = " ".join(texts(composed(library, brand, prescription).blocks))
        for warning in library.statements.warnings.values():
            for claim in warning.claims:
                assert careful[claim]
                assert careful[claim] in read


def test_all_four_reasons_are_read_in_their_careful_wording(library: Library, brand: Brand) -> None:
    prescription = prescribe(library, PrescriptionRequest("chronic"))
    careful = dict(prescription.spoken.general.claims)
    read = " ".join(texts(composed(library, brand, prescription).blocks))
    for reason in library.statements.reasons.values():
        for claim in reason.claims:
            assert careful[claim]
            assert careful[claim] in read


def test_the_ideas_behind_careful_wordings_are_never_read(library: Library, brand: Brand) -> None:
    for stage in library.stages:
        read = " ".join(texts(composed(library, brand, PrescriptionRequest(stage)).blocks))
        for claim in library.words.statements.claims.values():
            assert claim.idea not in read
            assert claim.problem not in read


def test_all_outcomes_and_goals_are_read(library: Library, brand: Brand) -> None:
    read = texts(composed(library, brand, PrescriptionRequest("subacute")).blocks)
    for outcome in library.words.outcomes.values():
        assert outcome in read
    assert set(library.words.goals.values()) <= set(read)


def test_where_a_cell_comes_from_is_not_printed(library: Library, brand: Brand) -> None:
    for stage in library.stages:
        read = " ".join(texts(composed(library, brand, PrescriptionRequest(stage)).blocks)).lower()
        assert "inferred" not in read
        assert "basis" not in read
        for words in library.words.condition.basis.values():
            assert words.lower() not in read


def test_every_exercise_is_in_the_chart_or_said_to_be_for_relief(
    library: Library, brand: Brand
) -> None:
    for name, plan in library.plans.items():
        document = composed(library, brand, PrescriptionRequest(plan.stage, plan=name))
        read = texts(document.blocks)
        start = read.index("Yours")
        after = read[start:]
        for item in plan.items:
            exercise = library.words.exercises[item.exercise].name
            assert any(exercise in text for text in after), (name, exercise)
        relief = [text for text in after if text.endswith(": for relief.")]
        wanted = [
            library.words.exercises[item.exercise].name
            for item in plan.items
            if library.is_for_relief(item.exercise)
        ]
        assert len(relief) == bool(wanted)
        assert all(exercise in relief[0] for exercise in wanted)


def test_what_was_left_out_is_said_with_what_stands_in(library: Library, brand: Brand) -> None:
    asked = PrescriptionRequest("subacute", flags=("knee_problem",))
    read = " ".join(texts(composed(library, brand, asked).blocks))
    reason = library.words.flags["knee_problem"]
    assert prescribe(library, asked).left_out
    for change in prescribe(library, asked).left_out:
        words = library.words.exercises
        assert f"Left out: {words[change.exercise].name}. Reason: {reason}." in read
        if change.replaced_by:
            assert f"In its place: {words[change.replaced_by].name}." in read


@pytest.mark.parametrize("region", sorted(p.stem for p in (library_folder() / "regions").glob("*")))
def test_the_words_of_a_region_are_read_and_no_others(region: str, brand: Brand) -> None:
    here = load_library(library_folder() / CONDITION, "en", region)
    read = texts(composed(here, brand, PrescriptionRequest("acute")).blocks)
    all_read = " ".join(read)
    assert here.region.facts.emergency_number in read
    assert here.region.words.emergency_department in all_read
    assert here.region.words.urgent_help in all_read
    assert "{" not in all_read
    others = [
        load_library(library_folder() / CONDITION, "en", path.stem).region.facts.emergency_number
        for path in (library_folder() / "regions").glob("*.toml")
    ]
    for number in set(others) - {here.region.facts.emergency_number, here.region.facts.urgent_line}:
        assert number not in read


def test_britain_and_america_get_their_own_words(brand: Brand) -> None:
    def words(region: str) -> str:
        library = load_library(library_folder() / CONDITION, "en", region)
        return " ".join(texts(composed(library, brand, PrescriptionRequest("acute")).blocks))

    british, american = words("uk"), words("us")
    assert "999" in british
    assert "A&E" in british
    assert "GP" in british
    assert "911" in american
    assert "ER" in american.split() or "emergency room" in american
    for foreign in ("999", "A&E", " GP"):
        assert foreign not in american


def test_an_empty_brand_gets_lines_to_write_on(
    library: Library, brand: Brand, prescription: Prescription
) -> None:
    document = composed(library, brand, prescription)
    pen = [f for f in of_kind(document.blocks, Field) if isinstance(f, Field) and not f.name]
    assert pen
    outside = {link for link in links(document.blocks) if not link.startswith("#")}
    assert outside == {"tel:999", "tel:111"}  # the region's, and no clinic's


def test_the_draft_says_so_in_every_edition(
    library: Library, brand: Brand, prescription: Prescription
) -> None:
    for edition in read_template_set(templates_folder() / CONDITION, "en").editions:
        document = composed(library, brand, prescription, Composition(edition, "standard", FIELDS))
        draft = dict(prescription.spoken.general.disclaimers)["draft"]
        assert draft
        assert draft in " ".join(texts(document.blocks))
        assert "draft" not in document.footer.casefold()  # once, and not on every page


def test_signed_content_names_its_reviewer_in_every_edition(
    library: Library, brand: Brand, prescription: Prescription
) -> None:
    signed, until = dt.date(2026, 11, 25), dt.date(2027, 5, 1)
    standing = Standing("reviewed", (Signer("Sam Sample", "Physiotherapist"),), signed, until)
    for edition in read_template_set(templates_folder() / CONDITION, "en").editions:
        composition = Composition(edition, "standard", FIELDS, standing=standing)
        document = composed(library, brand, prescription, composition)
        read = " ".join(texts(document.blocks))
        assert "checked by Sam Sample (Physiotherapist) on 25 November 2026." in read
        assert "The next check is due by 1 May 2027." in read
        assert dict(prescription.spoken.general.disclaimers)["draft"] not in read
