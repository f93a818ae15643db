"""What a stack does to large print and to paper of two sizes is told before it is made."""

from dataclasses import replace

import pytest

from handouts.batch.print_file import PrintOptions, print_options
from handouts.batch.print_notes import Asked, print_notes
from handouts.batch.rows import RowProblem
from handouts.brand import Brand, Letterhead, load_brand
from handouts.resources import default_brand_folder

BRAND = load_brand(default_brand_folder())


def notes(asked: Asked, options: PrintOptions, brand: Brand = BRAND) -> list[RowProblem]:
    """Return what is told of handouts of these sizes in a stack."""
    return list(print_notes(asked, brand, options))


@pytest.mark.parametrize(
    ("options", "name"),
    [(print_options(booklet=True), "--booklet"), (print_options(two_up=True), "--two-up")],
)
def test_large_print_that_gets_smaller_is_told(options: PrintOptions, name: str) -> None:
    asked = {("", ""): (2, 5), ("a4", "giant"): (4, 1), ("a4", "large"): (3, 2)}
    found = notes(asked, options)
    assert [(note.row, note.column, note.severity) for note in found] == [
        (3, "text", "warning"), (4, "text", "warning"),
    ]  # fmt: skip
    assert f"2 handouts are in large print, and {name} prints it at 71%" == found[0].message
    assert all(note.hint for note in found)


def test_whole_pages_of_one_size_are_not_worth_a_word() -> None:
    assert notes({("", "giant"): (2, 1), ("a4", ""): (3, 4)}, PrintOptions()) == []


def test_a_sheet_of_another_size_in_a_stack_is_told() -> None:
    (note,) = notes({("", ""): (2, 5), ("letter", ""): (4, 1)}, PrintOptions())
    assert (note.row, note.column) == (4, "paper")
    assert note.message == "1 handout is on letter in a stack on a4"


@pytest.mark.parametrize("options", [print_options(booklet=True), print_options(two_up=True)])
def test_two_pages_on_a_sheet_of_letterhead_paper_are_told(options: PrintOptions) -> None:
    brand = replace(
        BRAND, look=replace(BRAND.look, letterhead=Letterhead(45, 0, first_page_only=True))
    )
    (note,) = notes({("", ""): (2, 5)}, options, brand)
    assert (note.row, note.column, note.severity) == (2, "paper", "warning")
    assert "letterhead" in note.message
    assert notes({("", ""): (2, 5)}, PrintOptions(), brand) == []
