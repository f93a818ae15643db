from typing import get_args

from handouts.cli import options
from handouts.figures import FIGURES


def test_the_option_offers_every_figure_that_is_drawn() -> None:
    (choices, *_) = get_args(options.Figure)
    (offered, *_) = get_args(choices)

    assert set(get_args(offered)) == {"all", *FIGURES}
