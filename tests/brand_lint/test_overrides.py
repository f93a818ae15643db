from pathlib import Path

import pytest

from handouts import resources
from tests.brand_lint.brands import found

TEMPLATES = resources.templates_folder() / "sciatica" / "en"
SHIPPED = {path.stem: path.read_text("utf-8") for path in TEMPLATES.glob("*.md")}
WHY = "## Why exercise?\n\nMoving helps most people. Start small and do a bit more each week.\n"


@pytest.mark.parametrize("name", ["why", "help", "patient", "exercises", "log"])
def test_a_copy_of_the_shipped_section_passes(tmp_path: Path, name: str) -> None:
    assert found(tmp_path, {f"templates/{name}.md": SHIPPED[name]}) == {}


def test_plain_words_of_the_clinics_own_pass(tmp_path: Path) -> None:
    assert found(tmp_path, {"templates/why.md": WHY}) == {}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("## Why\n\n{{ nothing }}\n", "does not exist"),
        ("## Why\n\n{% if %}\n", "broken tag"),
        ("## Why\n\n<b>x</b>\n", "not part of the subset"),
        ("## Why\n\n::: panle\nx\n:::\n", "no directive"),
        ("## Why\n\n[x](javascript:alert)\n", "a link to something else"),
        ("## Why\n\n#### Jump\n\nWords.\n", "jumps"),
        ("## Why\n\n{% if stage.id == 'chronic' %}{{ nothing }}{% endif %}\n", "does not exist"),
        ("## Why\n\n::: panel kind=danger title=x\nMine.\n:::\n", "boxes of danger signs"),
    ],
)
def test_what_templating_refuses_in_any_stage_is_an_error(
    tmp_path: Path, text: str, said: str
) -> None:
    problems = [
        p for listed in found(tmp_path, {"templates/why.md": text}).values() for p in listed
    ]
    errors = [problem for problem in problems if problem.severity == "error"]
    assert any(said in problem.message for problem in errors), problems


def test_a_section_that_tells_of_a_plan_says_so_before_a_waiting_room_gets_it(
    tmp_path: Path,
) -> None:
    told = "## Why\n\nYour stage is {{ stage.label }}.\n"
    (problem,) = found(tmp_path, {"templates/why.md": told})["templates/why.md"]
    assert (problem.severity, "'stage' is undefined" in problem.message) == ("error", True)
    either = told.replace("Your stage", "{% if not whole %}Your stage").replace(
        ".\n", ".{% endif %}"
    )
    assert found(tmp_path, {"templates/why.md": f"{either}\n"}) == {}


def test_the_danger_signs_cannot_be_touched_and_the_rest_is_still_checked(tmp_path: Path) -> None:
    files = {"templates/red-flags.md": "x", "templates/why.md": "## Why\n\nWe cure you.\n"}
    sources = found(tmp_path, files)
    assert "cannot be changed" in sources["templates/red-flags.md"][0].message
    assert "promises a cure" in sources["templates/why.md"][0].message


@pytest.mark.parametrize(
    "name", ["ask-first", "before-you-start", "check-title", "check-signs", "check-about"]
)
def test_what_has_to_be_asked_or_checked_first_cannot_be_touched(tmp_path: Path, name: str) -> None:
    files = {f"templates/{name}.md": SHIPPED[name], "templates/why.md": WHY}
    ((problem,),) = found(tmp_path, files).values()
    assert (problem.source, problem.severity) == (f"templates/{name}.md", "error")
    assert "cannot be changed" in problem.message


def test_a_misspelt_section_is_an_error_with_the_nearest(tmp_path: Path) -> None:
    (problem,) = found(tmp_path, {"templates/wyh.md": WHY})["templates/wyh.md"]
    assert (problem.severity, problem.hint) == ("error", "did you mean why.md?")


@pytest.mark.parametrize("name", ["why.md.txt", "why.txt", "why.MD"])
def test_a_file_that_is_no_template_by_its_name_is_noticed(tmp_path: Path, name: str) -> None:
    sources = found(tmp_path, {f"templates/{name}": WHY})
    assert any(source.startswith("templates/why") for source in sources)


def test_a_name_without_a_place_is_an_error_other_details_are_a_warning(tmp_path: Path) -> None:
    nameless = '::: fields\n::: field name=date label="Date"\n:::\n'
    error, warning = found(tmp_path, {"templates/patient.md": nameless})["templates/patient.md"]
    assert (error.severity, warning.severity) == ("error", "warning")
    assert "name" in error.message
    assert "next_visit" in warning.message


def test_a_section_without_its_heading_is_a_warning(tmp_path: Path) -> None:
    (problem,) = found(tmp_path, {"templates/why.md": "Moving helps most people.\n"})[
        "templates/why.md"
    ]
    assert (problem.severity, "Why exercise?" in problem.message) == ("warning", True)


def test_lost_cards_and_logs_are_a_warning_with_their_number(tmp_path: Path) -> None:
    sources = found(
        tmp_path, {"templates/exercises.md": "## Your exercises\n\n### One\n\nDo it.\n"}
    )
    assert any("exercise card" in p.message for p in sources["templates/exercises.md"])
    lost = found(tmp_path, {"templates/log.md": "## Log\n\nTick.\n"})["templates/log.md"]
    assert any("has 0 log(s)" in problem.message for problem in lost)


def test_hard_words_are_a_warning_and_promises_an_error(tmp_path: Path) -> None:
    hard = (
        "## Why exercise?\n\nUtilisation of therapeutic interventions necessitates individualised "
        "professional consideration.\n\nThis will cure you.\n"
    )
    problems = found(tmp_path, {"templates/why.md": hard})["templates/why.md"]
    assert [problem.severity for problem in problems] == ["error", "warning"]


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ('sections.leave_out = ["wyh"]', "did you mean why?"),
        ('sections.order = ["chrat"]', "did you mean chart?"),
        ('sections.leave_out = ["red-flags"]', "take red-flags out of the list"),
        ('sections.leave_out = ["ask-first"]', "take ask-first out of the list"),
        ('sections.leave_out = ["before-you-start"]', "take before-you-start out of the list"),
    ],
)
def test_names_in_the_order_of_sections_are_checked(tmp_path: Path, text: str, hint: str) -> None:
    ((problem,),) = found(tmp_path, text=text).values()
    assert problem.severity == "error"
    assert problem.hint == hint


@pytest.mark.parametrize("size", ["large", "giant"])
def test_what_only_shows_in_another_text_size_is_found(tmp_path: Path, size: str) -> None:
    text = WHY + "\n{% if text == 'SIZE' %}\nThis will cure you.\n{% endif %}\n"
    sources = found(tmp_path, {"templates/why.md": text.replace("SIZE", size)})
    assert "promises a cure" in sources["templates/why.md"][0].message


def test_an_empty_section_is_no_mistake(tmp_path: Path) -> None:
    assert found(tmp_path, {"templates/why.md": "{# Said at the desk. #}\n"}) == {}


def test_a_section_of_an_earlier_version_is_told_with_where_its_words_are_now(
    tmp_path: Path,
) -> None:
    problems = found(tmp_path, text='[sections]\norder = ["why", "floor"]\nleave_out = ["floor"]\n')
    assert list(problems) == ["brand.toml:sections.order", "brand.toml:sections.leave_out"]
    for (one,) in problems.values():
        assert one.severity == "warning"
        assert one.message.startswith("floor is a section of an earlier version")
        assert one.hint.startswith("take floor out of the list: how to get down to the floor")


def test_words_of_ones_own_for_a_section_of_an_earlier_version_are_refused_with_the_remedy(
    tmp_path: Path,
) -> None:
    (problem,) = found(tmp_path, {"templates/floor.md": "## The floor\n\nKneel.\n"})[
        "templates/floor.md"
    ]
    assert (problem.severity, problem.message) == ("error", "is a section of an earlier version")
    assert problem.hint.startswith("remove this file, or put it into the folder sections/: how to")
