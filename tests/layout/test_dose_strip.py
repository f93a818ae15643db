"""The dose on a card: its numerals in their places, and a bar for each step of effort."""

import itertools
from dataclasses import dataclass

import pikepdf
import pytest

from handouts.document import Card, DoseStrip, Effort, Numeral, Paragraph
from tests.layout.laying_out import file_of, text, theme
from tests.reading import open_pdf, shown

ENDS = ("easy", "hard")


def card(*numerals: Numeral, effort: Effort | None = None, name: str = "Bridge") -> Card:
    how = (Paragraph(text("Lift your hips.")),)
    return Card(name.lower(), text(name), (), DoseStrip(numerals, effort), how, (), (), ())


def numerals(count: int) -> tuple[Numeral, ...]:
    """Return so many numerals: 11 for the first, 12, 13."""
    return tuple(Numeral(str(11 + number), f"word{number}") for number in range(count))


@dataclass(frozen=True)
class Bar:
    """A bar of effort: left edge, foot, width and height in points, and its colour."""

    left: float
    foot: float
    width: float
    height: float
    colour: tuple[float, ...]


def bars(data: bytes) -> list[Bar]:
    """Return the bars of a file's first page: nothing else is filled and outlined at once."""
    found: list[Bar] = []
    colour: tuple[float, ...] = ()
    box: tuple[float, ...] = ()
    moved = [(0.0, 0.0)]
    with open_pdf(data) as pdf:
        for one in pikepdf.parse_content_stream(pdf.pages[0], "re rg B q Q cm"):
            numbers = tuple(map(float, one.operands))
            match str(one.operator):
                case "q":
                    moved.append(moved[-1])
                case "Q":
                    moved.pop()
                case "cm":
                    moved[-1] = (moved[-1][0] + numbers[4], moved[-1][1] + numbers[5])
                case "rg":
                    colour = numbers
                case "re":
                    box = numbers
                case "B":
                    (right, up), (left, foot, width, height) = moved[-1], box
                    found.append(Bar(left + right, foot + up, width, height, colour))
    return found


def colours(*inks: str) -> list[tuple[float, ...]]:
    named = {one: getattr(theme().inks, one).fractions for one in set(inks)}
    return [tuple(round(part, 4) for part in named[one]) for one in inks]


@pytest.mark.parametrize(("low", "high", "most"), [(3, 5, 10), (0, 2, 10), (9, 10, 10), (1, 1, 5)])
def test_there_is_a_bar_for_each_step_and_those_from_low_to_high_are_filled(
    low: int, high: int, most: int
) -> None:
    found = bars(file_of(card(*numerals(2), effort=Effort(low, high, most, text("Easy"), ENDS))))
    inks = ["accent" if low <= step <= high else "paper" for step in range(1, most + 1)]
    assert len(found) == most
    assert [bar.colour for bar in found] == colours(*inks)


def test_each_bar_of_effort_is_taller_than_the_one_before_and_stands_beside_it() -> None:
    found = bars(file_of(card(effort=Effort(3, 5, 10, text("Easy")))))
    rises = [after.height - bar.height for bar, after in itertools.pairwise(found)]
    steps = [after.left - bar.left for bar, after in itertools.pairwise(found)]
    assert len({bar.foot for bar in found}) == 1
    assert min(rises) > 0
    assert found[-1].height == pytest.approx(found[0].height / 0.46, rel=0.01)
    assert steps == pytest.approx([steps[0]] * 9, abs=0.02)
    assert found[0].width < steps[0]


def test_a_dose_without_effort_has_no_bars() -> None:
    assert bars(file_of(card(*numerals(3)))) == []


def lefts(count: int, effort: Effort | None = None) -> list[float]:
    """Return how far from the left each numeral of a dose stands."""
    with open_pdf(file_of(card(*numerals(count), effort=effort))) as pdf:
        places = {piece.text.strip(): piece.x for piece in shown(pdf.pages[0])}
    return [places[str(11 + number)] for number in range(count)]


def test_how_often_stands_in_the_same_place_whatever_stands_before_it() -> None:
    four = lefts(4)
    assert four == sorted(four)
    assert lefts(3) == [four[0], four[1], four[3]]
    assert lefts(2) == [four[0], four[3]]
    assert lefts(1) == [four[3]]


def test_effort_takes_three_tenths_of_the_strip_from_the_numerals() -> None:
    alone, beside = lefts(4), lefts(4, Effort(1, 2, 10, text("Easy")))
    assert beside[0] == alone[0]
    assert beside[3] - beside[0] == pytest.approx(0.7 * (alone[3] - alone[0]), abs=0.05)


def test_words_for_the_ends_of_the_bar_are_seen_and_not_heard() -> None:
    data = file_of(card(*numerals(2), effort=Effort(3, 5, 10, text("Fairly easy"), ENDS)))
    with open_pdf(data) as pdf:
        pieces = {piece.text.strip(): piece for piece in shown(pdf.pages[0])}
    assert pieces["easy"].mcid is pieces["hard"].mcid is None
    assert pieces["Fairly easy"].mcid is not None
    first, *_, last = bars(data)
    assert pieces["easy"].x < first.left < last.left < pieces["hard"].x
