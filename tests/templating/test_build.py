"""Directives: what each makes, and what is wrong with one."""

import pytest

from handouts.document import (
    BulletList,
    CallNumber,
    Card,
    Columns,
    Effort,
    Field,
    Fields,
    Group,
    Light,
    Log,
    NumberedList,
    Numeral,
    PageBreak,
    Panel,
    Paragraph,
    Span,
    Table,
    plain,
)
from handouts.errors import Problem
from handouts.templating.build import Builder
from handouts.templating.markdown import Reader
from tests.templating.composing import built

CARD = """
::: card id=bridge size=small alt="Hips rise."
### Bridge
Why.

::: dose low=3 high=4 most=10 effort="Effort 3 to 4 of 10"
- **10** times
- **2** sets
:::
::: how
1. Lift.
:::
::: notes
Breathe.
:::
::: stop
**Stop if:** it hurts.
:::
::: serves
Strength
:::
:::
"""


def only(text: str) -> object:
    (block,), problems = built(text)
    assert problems == []
    return block


def refused(text: str) -> Problem:
    _, problems = built(text)
    (problem,) = problems
    assert problem.source == "section.md"
    assert problem.hint
    return problem


def test_a_panel_holds_blocks_under_a_title() -> None:
    panel = only('::: panel kind=danger title="Now"\n- a\n:::')
    assert panel == Panel("danger", (Span("Now"),), (BulletList(((Span("a"),),)),))


def test_a_call_is_a_label_and_a_number() -> None:
    call = only('::: call label="Night line" number="01632 960199"')
    assert call == CallNumber((Span("Night line"),), (Span("01632 960199"),))


def test_fields_hold_fields() -> None:
    fields = only(
        '::: fields\n::: field name=name label="Name"\n::: field label="Pen" lines=2\n:::'
    )
    assert fields == Fields((Field("name", (Span("Name"),)), Field("", (Span("Pen"),), 2)))


def test_a_card_has_a_name_a_dose_and_its_parts() -> None:
    card = only(CARD)
    assert isinstance(card, Card)
    assert (card.exercise, card.size, card.alt, card.level) == ("bridge", "small", "Hips rise.", 3)
    assert plain(card.name) == "Bridge"
    assert card.why == (Paragraph((Span("Why."),)),)
    assert card.dose.numerals == (Numeral("10", "times"), Numeral("2", "sets"))
    assert card.dose.effort == Effort(3, 4, 10, (Span("Effort 3 to 4 of 10"),))
    assert card.notes == (Paragraph((Span("Breathe."),)),)
    assert card.stop == (Span("Stop if:", strong=True), Span(" it hurts."))
    assert plain(card.serves) == "Strength"


@pytest.mark.parametrize("part", ["dose", "how", "stop"])
def test_a_card_without_a_part_it_needs_is_refused(part: str) -> None:
    before, _, rest = CARD.partition(f"::: {part}")
    problem = refused(before + rest.partition("\n:::\n")[2])
    assert problem.message == f"::: card has no ::: {part}"


def test_a_card_without_a_name_is_refused() -> None:
    assert "needs one heading" in refused(CARD.replace("### Bridge", "")).message


def test_a_card_with_a_part_of_another_directive_is_refused() -> None:
    text = CARD.replace("::: notes", "::: tick")
    assert refused(text).message == "::: tick does not belong in a ::: card"


def test_the_notes_of_a_card_are_paragraphs() -> None:
    assert "paragraphs only" in refused(CARD.replace("Breathe.", "- Breathe.")).message


def test_a_light_has_a_kind_a_label_and_a_score() -> None:
    light = only('::: light kind=red label="Stop" score="6 to 10"\nRest.\n:::')
    assert light == Light(
        "red", (Span("Stop"),), (Span("6 to 10"),), (Paragraph((Span("Rest."),)),)
    )


def test_a_log_has_rows_to_tick_and_rows_to_write_in() -> None:
    log = only(
        '::: log weeks=2 week="Week" days="M T"\n::: tick\n- a\n:::\n::: write\n- b\n:::\n:::'
    )
    assert log == Log(2, "Week", ("M", "T"), ((Span("a"),),), ((Span("b"),),))


def test_directives_say_what_is_read_aloud_in_empty_places() -> None:
    (log,), problems = built(
        '::: log weeks=1 days="M T" day_names="Monday Tuesday"\n'
        '::: tick blank="to tick"\n- A\n:::\n'
        '::: write blank="to write in"\n- B\n:::\n:::'
    )
    assert problems == []
    assert isinstance(log, Log)
    assert log.day_names == ("Monday", "Tuesday")
    assert (log.to_tick, log.to_write) == ("to tick", "to write in")
    (fields,), _ = built('::: fields blank="to fill in"\n::: field label="A"\n:::')
    assert isinstance(fields, Fields)
    assert fields.fields[0].blank == "to fill in"


def test_a_dose_is_said_in_full() -> None:
    (card,), _ = built(
        "::: card id=a\n### A\n"
        "::: dose\n- **2** sets, 30 [sec](say:seconds) rest\n- **5** times\n:::\n"
        "::: how\n1. Go\n:::\n::: stop\nStop\n:::\n:::"
    )
    assert isinstance(card, Card)
    assert card.dose.numerals == (
        Numeral("2", "sets, 30 sec rest", "sets, 30 seconds rest"), Numeral("5", "times"),
    )  # fmt: skip


def test_a_log_names_each_day_or_none() -> None:
    _, (problem,) = built('::: log weeks=1 days="M T" day_names="Monday"\n::: tick\n- A\n:::\n:::')
    assert "another number of days" in problem.message


def test_a_log_without_rows_or_days_is_refused() -> None:
    assert "needs days=" in refused("::: log weeks=2\n:::").message


def test_columns_stand_side_by_side() -> None:
    columns = only("::: columns\n::: column\na\n:::\n::: column\nb\n:::\n:::")
    assert columns == Columns(((Paragraph((Span("a"),)),), (Paragraph((Span("b"),)),)))


def test_a_list_in_pairs_is_one_list() -> None:
    points = tuple((Span(word),) for word in "abc")
    assert only("::: pairs\n- a\n- b\n- c\n:::") == BulletList(points, across=2)


def test_paragraphs_and_steps_can_run_on() -> None:
    a, b = (Span("a"),), (Span("b"),)
    group = Group((Paragraph(a), NumberedList((b,))), run_on=True)
    assert only("::: run-on\na\n\n1. b\n:::") == group
    assert "paragraphs and steps" in refused("::: run-on\n- a\n:::").message


def test_what_stays_together_is_a_group() -> None:
    assert only("::: together\na\n:::") == Group((Paragraph((Span("a"),)),))


def test_a_table_gets_a_look() -> None:
    row, line = "| a " * 8 + "|", "|---" * 8 + "|"
    table = only(f"::: table kind=week\n{row}\n{line}\n{row}\n:::")
    cells = ((Span("a"),),) * 8
    assert table == Table(cells, (cells,), "week")


def test_text_gets_a_voice() -> None:
    assert only("::: text role=small\na\n:::") == Paragraph((Span("a"),), "small")


def test_a_page_break_is_a_block() -> None:
    assert only("::: page") == PageBreak()


def test_directives_nest() -> None:
    group = only("::: together\n::: panel kind=note\n::: text role=quiet\na\n:::\n:::\n:::")
    assert group == Group((Panel("note", (), (Paragraph((Span("a"),), "quiet"),)),))


@pytest.mark.parametrize(
    ("name", "hint"), [("pannel", "panel"), ("colums", "columns"), ("tabel", "table")]
)
def test_an_unknown_directive_names_the_nearest(name: str, hint: str) -> None:
    problem = refused(f"::: {name}\na\n:::")
    assert problem.message == f"::: {name} is no directive"
    assert problem.hint == f"did you mean {hint}?"


def test_a_directive_like_no_other_lists_them_all() -> None:
    hint = refused("::: zzz\n:::").hint
    assert "panel" in hint
    assert "page" in hint


def test_a_directive_that_is_never_closed_is_refused() -> None:
    assert refused("::: panel kind=note\na").message == "::: panel is never closed"


def test_a_close_too_many_is_refused() -> None:
    assert refused("a\n\n:::").message == "a ::: closes nothing"


@pytest.mark.parametrize(
    "directive",
    ["panel kind=alarm", "light kind=blue", "table kind=wide", "text role=loud"],
)
def test_an_unknown_choice_lists_the_known_ones(directive: str) -> None:
    _, problems = built(f"::: {directive}\n:::")
    (problem,) = (p for p in problems if "unknown" in p.message)
    assert problem.hint.startswith("one of: ")


def test_an_unknown_size_of_a_card_is_refused() -> None:
    assert refused(CARD.replace("size=small", "size=huge")).hint == "one of: full, small"


@pytest.mark.parametrize("value", ["two", "-1", "1.5", "²", '""'])
def test_a_number_is_written_in_digits(value: str) -> None:
    assert "no whole number" in refused(f"::: field label=a lines={value}").message


@pytest.mark.parametrize("rest", ["kind", "kind=", 'title="a', "kind=note extra", "=note"])
def test_a_word_that_is_no_key_and_value_is_refused(rest: str) -> None:
    _, problems = built(f"::: panel {rest}\n:::")
    assert any("no key=value" in problem.message for problem in problems)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("::: fields\na\n:::", "::: fields holds something else"),
        ("::: columns\na\n:::", "::: columns holds something else"),
        ('::: log days="M"\n::: tick\n- a\n:::\nb\n:::', "::: log holds something else"),
        ("::: table kind=plain\na\n:::", "::: table holds one Markdown table"),
    ],
)
def test_what_does_not_belong_inside_is_refused(text: str, message: str) -> None:
    assert refused(text).message.startswith(message)


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("::: columns\n:::", "holds no ::: column"),
        ("| A |\n|---|\n| b |", "one column"),
        ("::: table kind=chart\n| A | B |\n|---|---|\n| c | d |\n:::", "2 columns, not 3"),
        ("::: log weeks=99999999 days=M week=W\n::: tick\n- a\n:::\n:::", "from 1 to 12"),
        ("::: field name=note label=N lines=0", "from 1 to 40"),
        ("3. three\n4. four", "begins with another number"),
        ("- one\n\n  two", "two paragraphs"),
        ("a" * 60_000, "a word of 60000 letters"),
    ],
)
def test_what_cannot_be_laid_out_is_a_problem(source: str, message: str) -> None:
    reader = Reader("x.md")
    builder = Builder("x.md")
    builder.blocks(reader.read(source))

    assert any(message in problem.message for problem in (*reader.problems, *builder.problems))


FULL_CARD = """::: card id=a
### Name
{beside}
::: dose most={most} low=1 high=2 effort="easy"
{dose}
:::
::: how
1. Do it.
:::
{again}
::: stop
It hurts.
:::
:::
"""


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        ({"beside": "- lost"}, "list or table beside its parts"),
        ({"dose": "lost"}, "something else than a list"),
        ({"again": "::: how\n1. Again.\n:::"}, "a part twice"),
        ({"most": "0"}, "from 1 to 10"),
    ],
)
def test_a_card_loses_nothing_without_a_word(parts: dict[str, str], message: str) -> None:
    whole = {"beside": "Why.", "dose": "- **1** time", "again": "", "most": "10", **parts}
    reader = Reader("x.md")
    builder = Builder("x.md")
    builder.blocks(reader.read(FULL_CARD.format(**whole)))

    assert [message in p.message for p in (*reader.problems, *builder.problems)] == [True]
