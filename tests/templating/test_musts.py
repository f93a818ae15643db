"""What must stand on every handout stands there, whatever a brand's own sections say."""

import re
from pathlib import Path

import pytest

from handouts import resources
from handouts.document import every_text, plain
from handouts.editions.compose import compose_document
from handouts.editions.request import EditionRequest
from handouts.prescription import PrescriptionRequest
from handouts.templating import read_template_set
from tests.brand_lint.brands import brand_folder, found

DRAFT = "Draft: not yet checked by a clinician."
OWN, PRIVACY = "Ask us at the desk.", "We keep your name for eight years."
ALWAYS = (
    "This is general information.", DRAFT, "Library version", OWN, PRIVACY,
)  # fmt: skip
FULL = ("Exercise may not help everyone.", "Sources: ")

TRICKS = {
    "an empty file": "",
    "other words": "### About us\n\nWe are nice.\n",
    "a condition": "### About us\n\n{% if text == 'none' %}{{ disclaimers.draft }}{% endif %}\n",
    "a comment": "### About us\n\n{# {{ disclaimers.draft }} #}\nWords.\n",
    "other values": '{% set disclaimers = {"draft": "Done."} %}{% set review = {"status": "x"} %}'
    "{% set brand = {} %}{% set sources = [] %}\n### About us\n\n{{ disclaimers.draft }}\n",
    "a macro": '{% macro disclaimers() %}{% endmacro %}\n### About us\n\n{{ "Words." }}\n',
    "a quotation": f'### About us\n\nIt says "{DRAFT}" no more.\n',
    "half of it": "### About us\n\nDraft: not yet checked\n",
    "heard only": f"### About us\n\n[Words](<say:{DRAFT}>)\n",
    "a picture's words": f'### About us\n\n::: picture id=bridge alt="{DRAFT}"\n',
}


def words_of(brand: Path, edition: str, text: str = "standard") -> list[str]:
    stage = "" if edition == "article" else "acute"
    request = EditionRequest(
        PrescriptionRequest(stage), edition=edition, brand=brand, text=text  # type: ignore[arg-type]
    )  # fmt: skip
    return [plain(one) for one in every_text(compose_document(request).blocks)]


def missing(brand: Path, edition: str, text: str = "standard") -> list[str]:
    """What the last lines of an edition lack."""
    printed = words_of(brand, edition, text)
    wanted = ALWAYS + (FULL if edition in ("full", "article") else ())
    whole = [sentence for one in printed for sentence in re.split(r"(?<=[.!?])\s+", one)]
    return [
        one
        for one in wanted
        if not any(sentence.removeprefix("Privacy: ").startswith(one) for sentence in whole)
    ]


def brand(folder: Path, own: str) -> Path:
    files = {f"templates/{name}.md": own for name in ("about", "short-about")}
    return brand_folder(folder, files, disclaimer=OWN, privacy=PRIVACY)


@pytest.mark.parametrize("edition", ["full", "summary", "exercises", "article"])
@pytest.mark.parametrize("trick", TRICKS)
def test_no_section_takes_away_what_must_be_said(tmp_path: Path, trick: str, edition: str) -> None:
    assert missing(brand(tmp_path / "b", TRICKS[trick]), edition) == []


@pytest.mark.parametrize("text", ["large", "giant"])
def test_nor_in_larger_print(tmp_path: Path, text: str) -> None:
    folder = brand(tmp_path / "b", "Words.")
    assert missing(folder, "full", text) == []
    assert missing(folder, "summary", text) == []


@pytest.mark.parametrize("trick", TRICKS)
def test_a_dropped_draft_line_is_an_error(tmp_path: Path, trick: str) -> None:
    listed = found(tmp_path / "b", {"templates/about.md": TRICKS[trick]})
    errors = [one for one in listed["templates/about.md"] if one.severity == "error"]
    assert any(DRAFT in problem.message for problem in errors)


def test_what_is_said_in_another_place_is_not_said_twice(tmp_path: Path) -> None:
    shipped = read_template_set(resources.templates_folder() / "sciatica", "en").texts["about.md"]
    own = shipped.replace("### About this handout", "### Small print")
    folder = brand_folder(
        tmp_path / "b", {"templates/about.md": own}, disclaimer=OWN, privacy=PRIVACY
    )
    printed = words_of(folder, "full")
    assert missing(folder, "full") == []
    assert sum(PRIVACY in one for one in printed) == 1
    assert sum(one.startswith(DRAFT) for one in printed) == 2  # below the title, and at the end


def test_the_lines_in_the_documents_leave_nothing_to_add(tmp_path: Path) -> None:
    page = (Path(__file__).parents[2] / "docs" / "templates.md").read_text("utf-8")
    section = page.partition("### must")[2].partition("\n### ")[0]
    copied = section.partition("```text\n")[2].partition("```")[0]
    files = {"templates/about.md": f"### About us\n\n{copied}"}
    listed = found(tmp_path / "b", files, disclaimer=OWN, privacy=PRIVACY)
    assert "templates/about.md" not in listed


def test_no_brand_leaves_out_the_sections_that_must_speak() -> None:
    templates = read_template_set(resources.templates_folder() / "sciatica", "en")
    kept = {*templates.arrangement["keep"], *templates.fixed}
    texts = templates.texts.items()
    speaking = {name.removesuffix(".md") for name, text in texts if "::: must" in text}
    assert speaking <= kept
    for edition in templates.arrangement["editions"].values():
        assert speaking & {*edition["sections"]}
