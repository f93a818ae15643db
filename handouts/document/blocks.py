"""The blocks that a handout is made of.

Every block is frozen. Blocks that hold others hold a tuple of them. Lengths never occur
here: how a block looks is decided in layout.
"""

from dataclasses import dataclass
from typing import Literal

from handouts.document.text import Text

ParagraphRole = Literal["body", "lead", "quiet", "small"]
PanelKind = Literal["message", "danger", "note"]
TableKind = Literal["plain", "chart", "week"]
LightKind = Literal["green", "amber", "red"]
PictureSize = Literal["usual", "large"]
CardSize = Literal["full", "small"]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is the title of the handout, 2 a section, 3 and 4 within it."""

    level: int
    text: Text


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; the role says how loud it speaks."""

    text: Text
    role: ParagraphRole = "body"


@dataclass(frozen=True, slots=True)
class BulletList:
    """Points without an order, so many in a row where the page is wide enough for them."""

    items: tuple[Text, ...]
    across: int = 1


@dataclass(frozen=True, slots=True)
class NumberedList:
    """Steps in order, counted from 1."""

    items: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with one header row; the first cell of each row heads its row.

    `empty` is what is read aloud in an empty cell, if anything.
    """

    head: tuple[Text, ...]
    rows: tuple[tuple[Text, ...], ...]
    kind: TableKind = "plain"
    empty: str = ""


@dataclass(frozen=True, slots=True)
class Panel:
    """A tinted box with its own title (empty: none): a message, a note, or danger signs."""

    kind: PanelKind
    title: Text
    blocks: tuple["Block", ...]


@dataclass(frozen=True, slots=True)
class CallNumber:
    """A number to call, set large, with what it is for."""

    label: Text
    number: Text


@dataclass(frozen=True, slots=True)
class Field:
    """A place for one detail of a patient: its name in `Patient`, its label, its lines.

    Layout leaves a box; the value is put there when the handout is personalised. Where it stays
    empty, `blank` is read aloud. With `asked` it is a field of a form instead, and that is what a
    reader hears of it.
    """

    name: str
    label: Text
    lines: int = 1
    blank: str = ""
    asked: str = ""


@dataclass(frozen=True, slots=True)
class Fields:
    """Short fields side by side."""

    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Numeral:
    """One figure of a dose, set large, and the words under it.

    `said` is what is read aloud in place of these, where they are abbreviated.
    """

    value: str
    label: str
    said: str = ""


@dataclass(frozen=True, slots=True)
class Effort:
    """How hard it should feel, from low to high on a scale of 0 to `most`.

    `ends` are words for both ends of the scale, or empty.
    """

    low: int
    high: int
    most: int
    label: Text
    ends: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class DoseStrip:
    """How much of an exercise: two to five numerals, and the effort."""

    numerals: tuple[Numeral, ...]
    effort: Effort | None


@dataclass(frozen=True, slots=True)
class Card:
    """One exercise.

    `exercise` is its id, under which its picture is found; `alt` is the picture's text for
    someone who cannot see it (empty: the library has none); `captions` stand under its positions,
    left to right. `how` tells how to do it, `notes`
    are the quiet lines beside it, `stop` when to stop, `serves` which goals it is for. `level`
    is that of the name as a heading. `continued` begins what goes on on another page (empty:
    nothing does).
    """

    exercise: str
    name: Text
    why: tuple[Paragraph, ...]
    dose: DoseStrip
    how: tuple["Block", ...]
    notes: tuple[Paragraph, ...]
    stop: Text
    serves: Text
    alt: str = ""
    captions: tuple[str, ...] = ()
    size: CardSize = "full"
    level: int = 4
    continued: Text = ()


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture by itself, of an exercise or a figure; `alt` and `captions` are as a card's.

    A large one is one to write on, or to look at closely.
    """

    exercise: str
    alt: str
    captions: tuple[str, ...] = ()
    size: PictureSize = "usual"


@dataclass(frozen=True, slots=True)
class OwnPicture:
    """A photo or a drawing of the clinic's own, by its path in the brand's folder.

    It is `width` millimetres wide or that `share` of its column; without both as wide as it can
    be. `alt` is what it shows, in words; `caption` stands under it.
    """

    file: str
    alt: str
    width: float = 0
    share: float = 0
    caption: Text = ()


@dataclass(frozen=True, slots=True)
class Light:
    """One light of the pain traffic light: readable by shape and word, not colour alone."""

    kind: LightKind
    label: Text
    score: Text
    blocks: tuple["Block", ...]


@dataclass(frozen=True, slots=True)
class Zone:
    """Part of a ruler: from its lowest to its highest number, in the colour of a light."""

    kind: LightKind
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Ruler:
    """A ruler of whole numbers in zones; `ends` are words for both ends, `alt` says it all."""

    zones: tuple[Zone, ...]
    ends: tuple[str, str]
    alt: str


@dataclass(frozen=True, slots=True)
class LogForm:
    """What a reader hears of the boxes of a log that is a form.

    Of a box to `tick`, of one of several that a day has (`tick_one`), of one to `write` in: with
    {row}, {week}, {day} and {time}, which is one of `times`.
    """

    tick: str
    tick_one: str
    write: str
    times: tuple[str, ...]

    def to_tick(self, row: str, week: int, day: str, sessions: int) -> tuple[str, ...]:
        """Return what is said of each box of a day."""
        if sessions == 1:
            return (self.tick.format(row=row, week=week, day=day),)
        return tuple(
            self.tick_one.format(row=row, week=week, day=day, time=time)
            for time in self.times[:sessions]
        )

    def to_write(self, row: str, week: int, day: str) -> str:
        """Return what is said of the box of a day."""
        return self.write.format(row=row, week=week, day=day)


@dataclass(frozen=True, slots=True)
class Log:
    """A log to fill in by pen: a box per row and day.

    `tick` rows get a square for a tick, `write` rows a wider cell for a number or word. Read aloud
    are `day_names` in place of the days, and in the empty cells `to_tick` and `to_write`.
    `sessions` are those of a day for each row to tick (empty: one each). With a `form` its boxes
    are fields to fill in on a screen.
    """

    weeks: int
    week_label: str
    days: tuple[str, ...]
    tick: tuple[Text, ...]
    write: tuple[Text, ...]
    day_names: tuple[str, ...] = ()
    to_tick: str = ""
    to_write: str = ""
    sessions: tuple[int, ...] = ()
    form: LogForm | None = None


@dataclass(frozen=True, slots=True)
class WebLink:
    """A web page: a square code to point a phone at, what is there, and its address as a link.

    `address` is what the code says, `shown` the same as people read it; `alt` tells who cannot see
    the code what it is.
    """

    address: str
    shown: str
    label: Text
    alt: str


@dataclass(frozen=True, slots=True)
class Columns:
    """Two or more stacks of blocks side by side, where the page is wide enough for them."""

    columns: tuple[tuple["Block", ...], ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Blocks that stay on one page together, if a page can hold them.

    With `run_on` they are paragraphs and steps that run on in one paragraph.
    """

    blocks: tuple["Block", ...]
    run_on: bool = False


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins a page."""


Block = (
    Heading
    | Paragraph
    | BulletList
    | NumberedList
    | Table
    | Panel
    | CallNumber
    | Fields
    | Field
    | Card
    | Picture
    | OwnPicture
    | Light
    | Log
    | WebLink
    | Columns
    | Group
    | PageBreak
    | Ruler
)


@dataclass(frozen=True, slots=True)
class Document:
    """A whole handout: its title for the file, its language, its blocks, its running lines.

    `footer` stands at the foot of each page, `page_words` is the pattern of the page count
    with {page} and {pages}. `clinic_words` stand before a line to write a clinic's name on;
    `clinic_asked` is what a reader hears of that line where it is a field of a form. `across` is
    written across each page: for whom the handout is not. `danger_words` say that more danger signs
    are on the next page, and stand over them there.
    """

    title: str
    subject: str
    language: str
    blocks: tuple[Block, ...]
    footer: str
    page_words: str
    handout_words: str
    clinic_words: str = ""
    clinic_asked: str = ""
    across: str = ""
    danger_words: tuple[str, str] = ("", "")
