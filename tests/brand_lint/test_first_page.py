from dataclasses import replace
from pathlib import Path

from handouts import resources
from handouts.brand_lint.first_page import first_page_problems
from handouts.document import BulletList, CallNumber, Document, Panel, Paragraph
from handouts.errors import Problem
from handouts.layout import Masthead, Theme, make_masthead, make_theme
from tests.brand_lint.brands import found
from tests.layout.laying_out import look, text
from tests.layout.test_danger import crowded
from tests.layout.wide_faces import wide_look

LINE = "Moving helps most people. Start small and do a bit more each week.\n\n"


def test_a_long_section_before_the_danger_signs_pushes_them_from_page_1(tmp_path: Path) -> None:
    sources = found(tmp_path, {"templates/message.md": LINE * 30})
    (problem,) = [p for p in sources["brand.toml"] if "page 1" in p.message]
    assert problem.severity == "error"
    assert "standard print" in problem.message


def test_a_short_one_does_not(tmp_path: Path) -> None:
    assert "brand.toml" not in found(tmp_path, {"templates/message.md": LINE})


def panel_first(**keys: str) -> tuple[Document, Theme, Masthead]:
    """Return a document that begins with danger signs, in a look and a band of few lines."""
    signs = BulletList(tuple(text(f"Sign {number}") for number in range(9)))
    box = Panel("danger", text("Go now"), (CallNumber(text("Call"), text("112")), signs))
    document = replace(crowded(0), blocks=(*crowded(2).blocks[:3], box))
    theme = make_theme(look(**keys), "letter", "giant", mono=False)
    return document, theme, make_masthead("Clinic", (), None)


def told(document: Document, theme: Theme, masthead: Masthead) -> list[Problem]:
    profile = resources.colour_profile()
    return first_page_problems({"giant": document}, (theme,), masthead, profile)


def test_a_wide_typeface_is_named_as_the_cause_in_a_note() -> None:
    document, theme, masthead = panel_first()
    long = Paragraph(text("Words of the clinic that come before. " * 5))
    document = replace(document, blocks=(document.blocks[0], long, document.blocks[-1]))
    assert told(document, theme, masthead) == []
    wide = replace(theme, typeface=wide_look(1.9).typeface)
    (problem,) = told(document, wide, masthead)
    assert problem.severity == "warning"
    assert problem.source == "brand.toml:typefaces"
    assert "giant print: the typeface is wide" in problem.message


def test_sections_that_push_signs_to_page_2_are_an_error_that_names_them() -> None:
    document, theme, masthead = panel_first()
    long = Paragraph(text("Words of the clinic that come before. " * 14))
    document = replace(document, blocks=(document.blocks[0], long, document.blocks[-1]))
    (problem,) = told(document, theme, masthead)
    assert problem.severity == "error"
    assert "sections before" in problem.hint
