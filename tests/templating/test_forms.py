"""Making a form of blocks: what is to be filled in gets words, all else stays as it is."""

from handouts import resources
from handouts.document import (
    Block,
    Columns,
    Field,
    Fields,
    Group,
    Log,
    Panel,
    Paragraph,
    Span,
    Text,
    every_block,
)
from handouts.templating import read_template_set
from handouts.templating.forms import as_form, log_form

MOST = 8  # sessions that a day of the log has room for

RUNNING = read_template_set(resources.templates_folder() / "sciatica", "en").running
WORDS = log_form(RUNNING)


def text(words: str) -> Text:
    return (Span(words),)


def asked(*blocks: Block, filled: frozenset[str] = frozenset()) -> list[str]:
    """Return what is heard of the lines of a form."""
    made = every_block(as_form(blocks, WORDS, filled))
    return [block.asked for block in made if isinstance(block, Field)]


def test_a_line_is_asked_for_by_its_label_wherever_it_stands() -> None:
    line = Field("", text("Clinic phone"))
    inside = Panel("note", (), (Columns(((Fields((line,)),), (Group((line,)),))),))
    assert asked(line, inside) == ["Clinic phone"] * 3


def test_a_detail_that_is_given_is_not_asked_for() -> None:
    fields = Fields((Field("name", text("Name")), Field("goal", text("My own goal"))))
    assert asked(fields, filled=frozenset({"name"})) == ["", "My own goal"]


def test_a_block_with_nothing_to_fill_in_stays_the_very_same() -> None:
    block = Panel("note", (), (Paragraph(text("Rest.")),))
    (made,) = as_form((block,), WORDS, frozenset())
    assert made is block


def test_the_same_block_becomes_the_same_form() -> None:
    # What is kept for blocks is found again by which object they are.
    block = Log(1, "Week", ("M",), (text("Move"),), ())
    assert as_form((block,), WORDS, frozenset())[0] is as_form((block,), WORDS, frozenset())[0]


def test_each_of_the_most_sessions_of_a_day_has_words_of_its_own() -> None:
    said = WORDS.to_tick("Pelvic tilt", 1, "Monday", MOST)
    assert said[0] == "Pelvic tilt, week 1, Monday, first time"
    assert len(set(said)) == MOST
    assert WORDS.to_tick("Pelvic tilt", 1, "Monday", 1) == ("Pelvic tilt, week 1, Monday",)
