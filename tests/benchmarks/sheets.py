"""Documents for the adapters of the benchmark: one of every kind of block, and the real ones."""

from functools import cache

from benchmarks.cases import ID_MARK
from benchmarks.sheet import Sheet, make_sheet, request
from handouts.colour import parse_hex
from handouts.document import (
    Block,
    BulletList,
    CallNumber,
    Card,
    Columns,
    Document,
    DoseStrip,
    Effort,
    Field,
    Fields,
    Group,
    Heading,
    Light,
    Log,
    NumberedList,
    Numeral,
    OwnPicture,
    PageBreak,
    Panel,
    Paragraph,
    Picture,
    Ruler,
    Span,
    Table,
    Text,
    WebLink,
    Zone,
)
from handouts.figures import Drawing, Mark, Person, palette
from handouts.layout import Illustration
from handouts.layout.theme import make_theme
from tests.layout.laying_out import look

ACCENT = parse_hex("#1F4E79")


def words(text: str) -> Text:
    return (Span(text),)


def card(exercise: str) -> Card:
    """Return a card with something in each of its places."""
    return Card(
        exercise=exercise,
        name=words("Slow bow"),
        why=(Paragraph(words("Because"), "quiet"),),
        dose=DoseStrip((Numeral("7", "bows"),), Effort(2, 4, 10, words("gentle"))),
        how=(NumberedList((words("Lean."), words("Rise."))),),
        notes=(Paragraph(words("Breathe")),),
        stop=words("Dizzy"),
        serves=words("Balance"),
    )


ONE_OF_EACH: tuple[Block, ...] = (
    Heading(1, words("Title")),
    Paragraph(
        (Span("loud", strong=True), Span(" link", link="https://a.example/?b=1&c=2")), "lead"
    ),
    Paragraph((Span("slanted\nbroken", emphasis=True),), "small"),
    BulletList((words("dotted"),)),
    NumberedList((words("numbered"),)),
    Table((words("head"), words("other")), ((words("row"), words("cell")),)),
    Table((words("week"), words("Mon")), ((words("walk"), ()),), "week"),
    Panel("danger", words("Danger"), (CallNumber(words("Ring"), words("000")),)),
    CallNumber(words("Alone"), words("111")),
    Fields((Field("name", words("Name")), Field("", words("Blank")))),
    Field("note", words("Note"), lines=3),
    Light("red", words("Red"), words("9"), (Paragraph(words("Halt")),)),
    Ruler((Zone("green", 0, 1), Zone("red", 2, 2)), ("least", "most"), "A ruler to 2."),
    card("bow"),
    card("drawn"),
    Log(3, "Wk", ("Mo", "Tu"), (words("ticked"),), (words("written"),)),
    Columns(((Paragraph(words("left")),), (Paragraph(words("right")),))),
    WebLink("https://a.example/films", "a.example/films", words("Films"), "Square code"),
    Picture("drawn", "A person bows."),
    OwnPicture("sections/map.png", "A map of the river.", caption=words("The way")),
    PageBreak(),
    Group((Heading(2, words("Section")), Paragraph(words("held together"), "quiet"))),
)


def sheet_of(*blocks: Block) -> Sheet:
    """Return a sheet of these blocks; the exercise `drawn` has a picture, a triangle."""
    triangle = Mark("fill", "line", 0, "mllz", (0, 0, 900, 0, 450, 700))
    person = Person("woman", "#c98f66", "#2a1c16")
    picture = Illustration(
        Drawing(900, 700, (triangle,)),
        palette(str(ACCENT), person, mono=False),
        'A "person" bows <slowly>.',
    )
    return Sheet(
        Document("T & <t>", "s", "en", blocks, "foot", "Page {page} of {pages}", "Handout"),
        make_theme(look(main=ACCENT, accent=ACCENT), "a4", "standard", mono=False),
        'The "clinic" & co \\ #1',
        ("01632 960100",),
        {"name": "Zoë", "note": "one\ntwo", "handout_id": ID_MARK},
        {"drawn": picture},
    )


@cache
def stage_sheet(stage: str) -> Sheet:
    return make_sheet(request({"stage": stage}))
