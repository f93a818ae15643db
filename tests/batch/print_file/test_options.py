"""Options of a print file, as a command line has them."""

from typing import Any

import pytest

from handouts.batch.print_file import PrintOptions, print_options
from handouts.errors import BadInput
from handouts.units import MM


def test_without_options_a_stack_is_printed_on_both_sides() -> None:
    assert print_options() == PrintOptions(duplex=True)


def test_lengths_and_sizes_are_turned_into_points_and_bytes() -> None:
    options = print_options(staple_margin=10, split_size=2.5, split_count=7)
    assert options.staple_margin == 10 * MM
    assert options.split_size == 2_500_000
    assert options.split_count == 7
    assert options.split


@pytest.mark.parametrize(
    ("chosen", "imposition"),
    [({}, "single"), ({"booklet": True}, "booklet"), ({"two_up": True}, "two-up")],
)
def test_pages_lie_on_sheets_as_was_chosen(chosen: dict[str, bool], imposition: str) -> None:
    assert print_options(**chosen).imposition == imposition


@pytest.mark.parametrize(
    ("chosen", "source"),
    [
        ({"booklet": True, "two_up": True}, "--booklet"),
        ({"booklet": True, "duplex": False}, "--booklet"),
        ({"split_odd_even": True, "duplex": False}, "--split-odd-even"),
        ({"slip_name": True}, "--slip-name"),
        ({"copies": 0}, "--copies"),
        ({"copies": 100}, "--copies"),
        ({"staple_margin": -1}, "--staple-margin"),
        ({"staple_margin": 12.1}, "--staple-margin"),
        ({"staple_margin": float("nan")}, "--staple-margin"),
        ({"staple_margin": 6.1, "booklet": True}, "--staple-margin"),
        ({"split_count": 0}, "--split-count"),
        ({"split_size": 0.5}, "--split-size"),
        ({"split_size": float("inf")}, "--split-size"),
    ],
)
def test_what_makes_no_sense_is_refused_with_a_remedy(chosen: Any, source: str) -> None:
    with pytest.raises(BadInput) as refused:
        print_options(**chosen)
    (problem,) = refused.value.problems
    assert problem.source == source
    assert problem.hint


def test_all_mistakes_are_told_at_once() -> None:
    with pytest.raises(BadInput) as refused:
        print_options(copies=0, staple_margin=90, split_count=-1, slip_name=True)
    assert {problem.source for problem in refused.value.problems} == {
        "--copies", "--staple-margin", "--split-count", "--slip-name",
    }  # fmt: skip
