"""Breaking lines, as properties of every text, column and size."""

from typing import get_args

from hypothesis import assume, given
from hypothesis import strategies as st

from handouts.colour import BLACK
from handouts.document import Span, Text, plain
from handouts.layout.theme import TextStyle
from handouts.layout.typeset import Line, text_width, typeset
from handouts.typefaces import Style, load_typeface

TYPEFACE = load_typeface()
SLACK = 1e-6  # points: what adding up floats may lose

# Letters that kern, digits, a fallback's signs, and much white space.
LETTERS = "aAVToiWlm.,-'7" + "é☐✓●" + "  \n"
WORDS = st.text(alphabet=LETTERS, max_size=60)
SPANS = st.builds(
    Span, WORDS, st.booleans(), st.booleans(), st.sampled_from(["", "tel:1", "tel:2"])
)
TEXTS = st.lists(SPANS, min_size=1, max_size=6).map(tuple)
LONG_WORDS = st.lists(
    st.builds(Span, st.text(alphabet="WAV.i☐", max_size=80), st.booleans()), min_size=1, max_size=3
).map(tuple)
STYLES = st.builds(
    TextStyle, st.sampled_from([9.5, 12.0, 24.0]), st.just(16.0), st.just(BLACK),
    st.sampled_from(get_args(Style)),
)  # fmt: skip
WIDTHS = st.floats(60, 400)


def characters(lines: tuple[Line, ...]) -> str:
    return "".join(run.text for line in lines for run in line.runs)


def ink(line: Line, style: TextStyle) -> float:
    """Return the width of a line as its faces measure it, the space at its end left out."""
    runs = [(run.face, run.text) for run in line.runs]
    if runs:
        face, last = runs[-1]
        runs[-1] = (face, last.removesuffix(" "))
    return sum(face.advance(text) for face, text in runs) * style.size / 1000


@given(st.one_of(TEXTS, LONG_WORDS), STYLES, WIDTHS)
def test_every_character_stays_in_its_place(text: Text, style: TextStyle, width: float) -> None:
    lines = typeset(text, style, width, TYPEFACE)
    assert characters(lines) == plain(text).replace("\n", " ")


@given(st.one_of(TEXTS, LONG_WORDS), STYLES, WIDTHS)
def test_no_line_is_wider_than_its_column(text: Text, style: TextStyle, width: float) -> None:
    for line in typeset(text, style, width, TYPEFACE):
        assert ink(line, style) <= width + SLACK


@given(TEXTS, STYLES, WIDTHS)
def test_a_line_is_as_wide_as_its_letters(text: Text, style: TextStyle, width: float) -> None:
    for line in typeset(text, style, width, TYPEFACE):
        assert abs(line.width - ink(line, style)) < SLACK


@given(TEXTS, STYLES, WIDTHS)
def test_every_letter_keeps_its_look_and_its_link(
    text: Text, style: TextStyle, width: float
) -> None:
    bold, italic = style.style in ("bold", "bold_italic"), style.style in ("italic", "bold_italic")
    wanted = []
    for span in text:
        look: Style = (
            "bold_italic" if (span.strong or bold) and (span.emphasis or italic)
            else "bold" if span.strong or bold
            else "italic" if span.emphasis or italic
            else "regular"
        )  # fmt: skip
        wanted += [(span.link, TYPEFACE.families[0].faces[look]) for _ in span.text]
    lines = typeset(text, style, width, TYPEFACE)
    got = [(run.link, run.face) for line in lines for run in line.runs for _ in run.text]
    own = TYPEFACE.families[0].faces.values()
    assert [link for link, _ in got] == [link for link, _ in wanted]
    assert all(
        face is look or face not in own for (_, face), (_, look) in zip(got, wanted, strict=True)
    )


@given(st.lists(st.text("aiWm", min_size=1, max_size=6), min_size=1), STYLES, WIDTHS)
def test_there_are_as_few_lines_as_can_be(words: list[str], style: TextStyle, width: float) -> None:
    assume(all(text_width(word, style, TYPEFACE) <= width for word in words))
    fewest, line = 1, ""
    for word in words:
        longer = f"{line} {word}" if line else word
        if line and text_width(longer, style, TYPEFACE) > width:
            fewest, longer = fewest + 1, word
        line = longer
    assert len(typeset((Span(" ".join(words)),), style, width, TYPEFACE)) == fewest


@given(st.lists(st.text("aiWm", max_size=4), min_size=1, max_size=8), STYLES)
def test_a_line_break_of_the_text_is_a_line_break_on_paper(
    lines: list[str], style: TextStyle
) -> None:
    assert len(typeset((Span("\n".join([*lines, "end"])),), style, 400, TYPEFACE)) == len(lines) + 1


def test_words_that_fit_a_column_are_never_cut() -> None:
    style = TextStyle(12, 16, BLACK)
    for width in range(60, 200, 3):
        lines = typeset((Span("every sentence of plain words " * 5),), style, width, TYPEFACE)
        for line in lines:
            words = "".join(run.text for run in line.runs).split()
            assert set(words) <= {"every", "sentence", "of", "plain", "words"}


def test_nothing_makes_no_lines() -> None:
    assert typeset((), TextStyle(12, 16, BLACK), 100, TYPEFACE) == ()
    assert typeset((Span(""),), TextStyle(12, 16, BLACK), 100, TYPEFACE) == ()


def test_the_last_line_is_no_lonely_short_word_where_another_break_is_as_good() -> None:
    style = TextStyle(12, 16, BLACK)
    words = "one two three four five six"
    width = text_width("one two three four five", style, TYPEFACE) + 1
    *_, last = typeset((Span(words),), style, width, TYPEFACE)
    assert len("".join(run.text for run in last.runs).split()) > 1


def test_no_line_ends_in_a_number_to_call() -> None:
    style = TextStyle(12.0, 16.0, BLACK, "regular")
    number = Span("049 555 0199", link="tel:0495550199")
    for width in range(80, 200, 7):
        lines = typeset((Span("Nights and weekends: "), number), style, width, TYPEFACE)
        assert "049 555 0199" in "".join(run.text for run in lines[-1].runs)


def test_a_number_too_wide_for_its_column_breaks_between_its_groups_of_digits() -> None:
    style = TextStyle(12.0, 16.0, BLACK, "regular")
    number = Span("+27 21 555 0199", link="tel:+27215550199")
    for width in range(35, 100):
        for line in typeset((number, Span(".")), style, width, TYPEFACE):
            told = "".join(run.text for run in line.runs).strip(" .")
            assert set(told.split()) <= {"+27", "21", "555", "0199"}
            assert told


def test_words_that_are_a_link_to_call_break_as_others_do() -> None:
    style = TextStyle(12.0, 16.0, BLACK, "regular")
    words = Span("call the desk at the clinic", link="tel:0495550199")
    assert len(typeset((words,), style, 80, TYPEFACE)) > 1
