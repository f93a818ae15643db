"""The canvas: what belongs to no tag is an artifact, and each stamp stands for itself."""

import re
from collections.abc import Callable

import pytest

from handouts.layout.canvas import OUTLINED, UNINKED, TaggedCanvas
from handouts.layout.press import font_book
from handouts.layout.stamp import Area, Mark, Note, Resource
from handouts.layout.tags import Said, Tag
from handouts.typefaces import Face
from tests.layout.laying_out import theme
from tests.pdf.test_fill import BOX

BLACK = (0.0, 0.0, 0.0)
PICTURE = Resource("XObject", "P1", lambda _: ())


@pytest.fixture
def canvas() -> TaggedCanvas:
    return TaggedCanvas(font_book(theme().typeface))


def face() -> Face:
    return theme().typeface.families[0].faces["regular"]


def lines(canvas: TaggedCanvas, draw: Callable[[], None]) -> list[str]:
    """Return the operators that drawing leaves, a line each."""
    return canvas.record(draw).operators.splitlines()


def test_what_belongs_to_no_tag_is_an_artifact(canvas: TaggedCanvas) -> None:
    assert lines(canvas, lambda: canvas.line(0, 0, 10, 0)) == [
        "/Artifact BMC", "0.00 0.00 m 10.00 0.00 l S", "EMC",
    ]  # fmt: skip


def test_nothing_drawn_leaves_nothing(canvas: TaggedCanvas) -> None:
    assert lines(canvas, lambda: None) == []


def test_content_steps_out_of_the_artifact_and_back(canvas: TaggedCanvas) -> None:
    first, second = Tag("P"), Tag("H2")

    def draw() -> None:
        canvas.rect(0, 0, 1, 1, stroke=0, fill=1)
        for tag in (first, second):
            with canvas.content(tag):
                canvas.setLineWidth(2)
        canvas.rect(0, 0, 2, 2)

    stamp = canvas.record(draw)
    assert stamp.operators.splitlines() == [
        "/Artifact BMC", "0.00 0.00 1.00 1.00 re f", "EMC",
        "/P <</MCID %d>> BDC", "2.000 w", "EMC",
        "/H2 <</MCID %d>> BDC", "2.000 w", "EMC",
        "/Artifact BMC", "0.00 0.00 2.00 2.00 re S", "EMC",
    ]  # fmt: skip
    assert (stamp.marks, stamp.gaps) == ((first, second), (0, 1))
    assert stamp.kids == ((first, Mark(0)), (second, Mark(1)))


def test_marked_content_does_not_nest(canvas: TaggedCanvas) -> None:
    with (
        pytest.raises(RuntimeError, match="does not nest"),
        canvas.content(Tag("P")),
        canvas.running("Header"),
    ):
        pass


@pytest.mark.parametrize(
    ("said", "opening"),
    [
        (Said("E", "5 (five) times"), "/Span <</MCID %d /E (5 \\(five\\) times)>> BDC"),
        (Said("ActualText", "100 %"), "/P <</MCID %d /ActualText (100 %%)>> BDC"),
    ],
)
def test_what_is_read_aloud_in_other_words_is_marked_with_them(
    canvas: TaggedCanvas, said: Said, opening: str
) -> None:
    def draw() -> None:
        with canvas.content(Tag("P"), said):
            pass

    assert lines(canvas, draw) == [opening, "EMC"]
    assert (opening % 7).startswith(opening.split("%d", maxsplit=1)[0] + "7")


def test_running_lines_are_artifacts_of_their_kind(canvas: TaggedCanvas) -> None:
    def draw() -> None:
        with canvas.running("Footer"):
            canvas.line(0, 0, 1, 0)

    stamp = canvas.record(draw)
    assert stamp.operators.startswith("/Artifact <</Type /Pagination /Subtype /Footer>> BDC\n")
    assert stamp.marks == ()


def test_what_is_recorded_meanwhile_leaves_the_stamp_around_it_alone(canvas: TaggedCanvas) -> None:
    tag, inner = Tag("P"), []

    def draw() -> None:
        canvas.note(Note("before", 0, 0, ""))
        with canvas.content(tag):
            inner.append(canvas.record(lambda: canvas.rect(0, 0, 5, 5)))
            canvas.rect(0, 0, 1, 1)

    outer = canvas.record(draw)
    assert inner[0].operators.splitlines() == ["/Artifact BMC", "0.00 0.00 5.00 5.00 re S", "EMC"]
    assert (inner[0].marks, inner[0].notes) == ((), ())
    assert outer.operators.splitlines()[:2] == ["/P <</MCID %d>> BDC", "0.00 0.00 1.00 1.00 re S"]
    assert len(outer.notes) == 1


def test_a_stamp_that_is_put_on_another_takes_all_that_it_has_with_it(canvas: TaggedCanvas) -> None:
    link, text = Tag("Link"), Tag("P")

    def draw_inset() -> None:
        canvas.link_area(link, "tel:1", "Ring", (1, 2, 3, 4))
        canvas.field(BOX, text)
        canvas.bookmark("Head", 2, -5, "head")
        canvas.place(PICTURE, (1, 0, 0, 1, 0, 0))
        canvas.note_danger()

    inset = canvas.record(draw_inset)

    def draw() -> None:
        canvas.link_area(link, "tel:2", "Ring", (0, 0, 1, 1))
        with canvas.content(Tag("H2")):
            canvas.rect(0, 0, 1, 1)
        canvas.put(inset, (text,), 100, -200)

    outer = canvas.record(draw)
    assert [(area.index, area.box) for area in outer.areas] == [
        (0, (0, 0, 1, 1)), (1, (101, -198, 103, -196)),
    ]  # fmt: skip
    ((box, mark),) = outer.fields
    assert (box.x, box.baseline) == (BOX.x + 100, BOX.baseline - 200)
    assert mark == Mark(1)
    assert [(one.words, one.top, one.anchor) for one in outer.bookmarks] == [("Head", -205, "head")]
    assert outer.resources == {PICTURE}
    assert outer.danger
    assert outer.marks[1] is None  # its element comes with the inset
    (put,) = outer.insets
    assert (put.stamp, put.tops, put.x, put.rise, put.mark, put.area) == (
        inset, (text,), 100, -200, 1, 1,
    )  # fmt: skip
    assert "1 0 0 1 100.000 -200.000 cm" in outer.operators


def test_a_link_on_two_lines_hangs_under_its_text_once(canvas: TaggedCanvas) -> None:
    link, text = Tag("Link"), Tag("P")

    def draw() -> None:
        for number in range(2):
            canvas.hang(link, text)
            canvas.link_area(link, "tel:1", "Ring", (number, 0, number + 1, 1))

    stamp = canvas.record(draw)
    areas = [kid for _, kid in stamp.kids if isinstance(kid, Area)]
    assert [kid for tag, kid in stamp.kids if tag is text] == [link]
    assert [area.index for area in areas] == [0, 1]


def test_letters_are_filled_outlined_or_without_ink_and_filled_again(canvas: TaggedCanvas) -> None:
    shown = [(face(), "Ann", 3.0, 4.0)]
    filled, outlined, unseen = (
        lines(canvas, lambda: canvas.show(BLACK, 12, shown)),
        lines(canvas, lambda: canvas.show(BLACK, 12, shown, way=OUTLINED)),
        lines(canvas, lambda: canvas.show(BLACK, 12, shown, way=UNINKED)),
    )
    assert filled[1] == "BT 0.0000 0.0000 0.0000 rg"
    assert re.fullmatch(r"1 0 0 1 3\.00 4\.00 Tm /F\S+ 12 Tf \[.*\] TJ", filled[2])
    assert filled[3:] == ["ET", "EMC"]
    assert (outlined[2], outlined[4]) == ("1 Tr", "0 Tr")
    assert (unseen[2], unseen[4]) == ("3 Tr", "0 Tr")
    assert [one for one in unseen if not one.endswith("Tr")] == filled


def test_a_percent_sign_of_a_text_is_no_gap_for_a_number(canvas: TaggedCanvas) -> None:
    def draw() -> None:
        with canvas.content(Tag("P")):
            canvas.show(BLACK, 12, [(face(), "5 %d", 0.0, 0.0)])

    stamp = canvas.record(draw)
    assert "(5 %d)" in stamp.operators % (3,)
    assert "/MCID 3>>" in stamp.operators % (3,)
    assert lines(canvas, lambda: canvas.show(BLACK, 12, [(face(), "", 0, 0)])) == []
