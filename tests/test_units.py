from typing import get_args

import pytest

from handouts.units import MM, PAPERS, PaperName


def test_an_inch_is_72_points_and_25_4_millimetres() -> None:
    assert pytest.approx(72) == 25.4 * MM


@pytest.mark.parametrize(("name", "size"), [("a4", (595.28, 841.89)), ("letter", (612, 792))])
def test_paper_has_its_size_in_points(name: PaperName, size: tuple[float, float]) -> None:
    assert (PAPERS[name].width, PAPERS[name].height) == pytest.approx(size, abs=0.01)


def test_every_paper_has_a_size_and_its_own_name() -> None:
    assert set(PAPERS) == set(get_args(PaperName))
    assert all(paper.name == name for name, paper in PAPERS.items())
