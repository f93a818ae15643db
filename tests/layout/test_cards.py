"""Cards of exercises: all arranged alike, whole on a page, and read in one order."""

import io
import re
from dataclasses import dataclass, replace

import pytest
from PIL import Image

from handouts.document import Block, Card, DoseStrip, Effort, NumberedList, Numeral, Paragraph
from handouts.document.blocks import CardSize
from handouts.layout import make_masthead
from handouts.layout.pictures import Illustrations, Photo
from handouts.layout.press import press_of
from handouts.personalise import personalise
from handouts.units import TextSize
from tests.layout.laying_out import BLANK, DATES, edition_of, text, theme
from tests.reading import images_of, open_pdf, shown, tag_tree

DOSE = DoseStrip((Numeral("3", "sets"), Numeral("8", "times")), Effort(3, 4, 10, text("Easy")))
BRIDGE = Card(
    "bridge", text("Bridge"), (Paragraph(text("For strong hips.")),), DOSE,
    (NumberedList((text("Lie down."), text("Lift."))),), (Paragraph(text("A quiet note.")),),
    text("Stop if it hurts."), text("For walking."), continued=text("Bridge goes on"),
)  # fmt: skip


def photo(shade: int) -> Photo:
    """Return a picture of one grey that is fine enough to be printed large."""
    out = io.BytesIO()
    Image.new("L", (800, 600), shade).save(out, "PNG")
    return Photo(out.getvalue(), (800, 600), f"A person in grey {shade}.")


SHOWN: Illustrations = {"bridge": photo(90)}
_TRACED = re.compile(r"p(\d+) +([\d.]+) +([\d.]+) +(\S+)(?: (.*))?")


@dataclass(frozen=True)
class Piece:
    """A line of the trace: where something stands, what it is, its first words."""

    page: int
    x: float
    top: float
    what: str
    words: str


def pieces(
    *blocks: Block, size: TextSize = "standard", shown: Illustrations = SHOWN
) -> list[Piece]:
    found = []
    for line in edition_of(*blocks, size=size, illustrations=shown).trace:
        page, x, top, what, words = _TRACED.fullmatch(line).groups("")  # type: ignore[union-attr]
        found.append(Piece(int(page), float(x), float(top), what, words.strip()))
    return found


def place(found: list[Piece], words: str) -> Piece:
    return next(one for one in found if words in (one.words, one.what))


def data_of(*blocks: Block, size: TextSize = "standard", shown: Illustrations = SHOWN) -> bytes:
    edition = edition_of(*blocks, size=size, illustrations=shown)
    return personalise(edition, BLANK, DATES)[0]


def long(count: int) -> Card:
    steps = tuple(text(f"Step {number}: lift and lower slowly. ") for number in range(count))
    return replace(BRIDGE, how=(NumberedList(steps),))


# -- what is read


def test_name_and_dose_are_read_before_how_to_do_it_and_last_when_to_stop() -> None:
    with open_pdf(data_of(BRIDGE)) as pdf:
        told = [line.strip() for line in tag_tree(pdf)]
    start = told.index("H4 Bridge")
    lines = [line.split(" ")[0] if line.startswith(("Figure", "L ")) else line for line in told]
    assert lines[start:] == [
        "H4 Bridge", "P For strong hips.", "P 3  | sets", "P 8  | times", "P Easy",
        "L", "LI", "Lbl 1.", "LBody Lie down.", "LI", "Lbl 2.", "LBody Lift.",
        "P A quiet note.", "P For walking.", "Figure", "P Stop if it hurts.",
    ]  # fmt: skip
    assert "A person in grey 90." in told[-2]


def test_a_card_without_a_picture_has_no_figure_and_all_its_words() -> None:
    with open_pdf(data_of(BRIDGE, shown={})) as pdf:
        told = "\n".join(tag_tree(pdf))
    assert "Figure" not in told
    for words in ("Bridge", "For strong hips.", "Lie down.", "A quiet note.", "Stop if it hurts."):
        assert words in told


# -- where it stands


def test_the_picture_stands_left_and_how_to_do_it_beside_it_on_every_card() -> None:
    other = replace(BRIDGE, exercise="squat", name=text("Squat"), how=(Paragraph(text("Sit.")),))
    data = data_of(BRIDGE, other, shown={"bridge": photo(90), "squat": photo(120)})
    first, second = images_of(data, 0)
    assert (first[0], first[2]) == pytest.approx((second[0], second[2]), abs=0.1)
    found = pieces(BRIDGE, other, shown={"bridge": photo(90), "squat": photo(120)})
    lying, sitting = place(found, "Lie down."), place(found, "Sit.")
    assert lying.x > first[2]
    assert sitting.x > second[2]
    assert lying.top == pytest.approx(first[3], abs=25)


def baselines(block: Card) -> dict[str, tuple[float, float]]:
    """Return where the words of a card begin."""
    with open_pdf(data_of(block)) as pdf:
        return {piece.text.strip(): (piece.x, piece.y) for piece in shown(pdf.pages[0])}


def test_a_reason_stands_on_the_line_of_the_name_where_there_is_room() -> None:
    found = baselines(BRIDGE)
    (x, level), (right, beside) = found["Bridge"], found["For strong hips."]
    assert right > x + 20
    assert beside == pytest.approx(level, abs=0.02)

    reason = "For strong hips that carry you all day long, up the stairs and down again"
    block = replace(BRIDGE, name=text("Bridge with one leg lifted"), why=(Paragraph(text(reason)),))
    found = baselines(block)
    assert found[reason][0] == pytest.approx(x, abs=0.02)
    assert found[reason][1] < found["Bridge with one leg lifted"][1] - 10

    longer = "For strong hips that carry you " + "all day long " * 8
    found = baselines(replace(BRIDGE, why=(Paragraph(text(longer)),)))
    left, below = next(at for words, at in found.items() if words.startswith("For strong"))
    assert left == pytest.approx(x, abs=0.02)
    assert 12 < level - below < 2 * theme().heading(3).leading


def test_large_print_has_the_picture_above_and_the_steps_below_it() -> None:
    found = pieces(BRIDGE, size="large")
    picture = images_of(data_of(BRIDGE, size="large"), 0)[0]
    assert place(found, "Lie down.").top < picture[1]
    assert place(found, "A quiet note.").top < place(found, "Lift.").top
    assert place(found, "Bridge").top > picture[3]


def test_a_small_card_is_a_row_with_its_dose_in_words_and_a_small_picture() -> None:
    small = replace(BRIDGE, size="small")
    found = pieces(small)
    dose, name = place(found, "3 sets, 8 times"), place(found, "Bridge")
    assert dose.x > name.x
    assert abs(dose.top - name.top) < theme().body.leading
    (usual,), (tiny,) = images_of(data_of(BRIDGE), 0), images_of(data_of(small), 0)
    assert tiny[2] < name.x
    assert tiny[2] - tiny[0] < 0.6 * (usual[2] - usual[0])
    assert "A quiet note." not in {one.words for one in found}


def test_when_to_stop_has_a_sign_beside_it_and_without_words_there_is_none() -> None:
    found = pieces(BRIDGE)
    sign, words = place(found, "(stop)"), place(found, "Stop if it hurts.")
    assert sign.x < words.x
    assert sign.top == words.top
    assert "(stop)" not in {one.what for one in pieces(replace(BRIDGE, stop=()))}


# -- where a page ends


def test_a_card_stands_on_one_page_wherever_that_ends() -> None:
    filling = [Paragraph(text("word " * 12))]
    said = ("Bridge", "Lie down.", "Lift.", "A quiet note.", "Stop if it hurts.")
    where: list[int] = []
    for count in range(10, 40, 3):
        found = pieces(*filling * count, BRIDGE)
        where += {one.page for one in found if one.words in said}
    assert where == sorted(where)
    assert (len(where), set(where)) == (10, {1, 2})


@pytest.mark.parametrize("kind", ["full", "small"])
def test_a_card_that_a_page_can_hold_asks_to_stay_whole(kind: CardSize) -> None:
    press = press_of(theme("large"), make_masthead("Clinic", (("Line", ""),), None))
    card = replace(long(6), size=kind)
    (item,) = press.set(card, {}, 1000)[1]
    height = item.box.height
    (fits,), (tall,) = (press.set(card, {}, height + spare)[1] for spare in (1, -1))
    assert fits.box.split(height - 20) is None
    assert fits.box.least == height
    assert tall.box.split(height - 20) is not None


def test_a_card_taller_than_a_page_goes_on_under_its_name_which_is_not_read_again() -> None:
    found = pieces(long(60), size="large")
    again = {one.page: one for one in found if "Bridge goes on" in one.words}
    assert sorted(again) == sorted({one.page for one in found} - {1}) == [2, 3]
    for page, line in again.items():
        assert "(artifact)" in line.words
        below = [one.top for one in found if one.page == page and one.what == "LBody"]
        assert max(below) < line.top
    with open_pdf(data_of(long(60), size="large")) as pdf:
        told = tag_tree(pdf)
    assert "Bridge goes on" not in "\n".join(told)
    assert sum(line.strip().startswith("LBody Step") for line in told) == 60


def test_a_card_that_fits_says_nothing_of_going_on() -> None:
    assert not [one for one in pieces(BRIDGE) if "goes on" in one.words]
