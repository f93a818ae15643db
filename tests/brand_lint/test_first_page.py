from pathlib import Path

from tests.brand_lint.brands import found

LINE = "Moving helps most people. Start small and do a bit more each week.\n\n"


def test_a_long_section_before_the_danger_signs_pushes_them_from_page_1(tmp_path: Path) -> None:
    sources = found(tmp_path, {"templates/message.md": LINE * 30})
    (problem,) = [p for p in sources["brand.toml"] if "page 1" in p.message]
    assert problem.severity == "error"
    assert "standard print" in problem.message


def test_a_short_one_does_not(tmp_path: Path) -> None:
    assert "brand.toml" not in found(tmp_path, {"templates/message.md": LINE})
