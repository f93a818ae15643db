"""The document as Typst code, made to look like ours.

Every text is written as a string of Typst's code mode, where only the quotation mark and the
backslash mean anything. So no text can be taken for markup.
"""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from benchmarks.sheet import Printed, Sheet, colours, described, sizes, spoken
from handouts.document import (
    Block,
    BulletList,
    CallNumber,
    Card,
    Columns,
    DoseStrip,
    Field,
    Fields,
    Group,
    Heading,
    Light,
    Log,
    NumberedList,
    OwnPicture,
    PageBreak,
    Panel,
    Paragraph,
    Picture,
    Ruler,
    Table,
    Text,
    WebLink,
    heading_level,
    plain,
)
from handouts.layout.lights import zone_colour

_LOOKS = Path(__file__).with_name("handout.typ")
_ROLES = {"body": "p", "lead": "lead", "quiet": "quiet", "small": "small"}
_LIGHTS = {"green": "green", "amber": "amber", "red": "danger"}


def as_typst(sheet: Sheet) -> str:
    """Return the whole source: values, looks, document."""
    looks = _LOOKS.read_text(encoding="utf-8")
    contacts = _array(_string(line) for line in sheet.contacts)
    body = _Body(sheet).running(sheet.document.blocks)
    masthead = f"#masthead({_string(sheet.clinic or sheet.name_label)}, {contacts})"
    # Known to the page's foot by way of a state: written into it, it would change the style of
    # everything, and the next handout would find nothing in Typst's cache.
    handout = f"#handout-line.update({_string(sheet.handout_line)})"
    return f"{_values(sheet)}\n{looks}\n{handout}\n{masthead}\n#{body}\n"


def _values(sheet: Sheet) -> str:
    theme, document = sheet.theme, sheet.document
    before, _, rest = document.page_words.partition("{page}")
    between, _, after = rest.partition("{pages}")
    values = {
        **{name.replace("_", "-"): f'rgb("{c}")' for name, c in colours(theme).items()},
        **{f"{name}-size": _points(size) for name, size in sizes(theme).items()},
        "paper": _points((theme.paper.width, theme.paper.height)),
        "margin": f"{theme.margin:.3f}pt",
        "measure": f"{min(theme.width, theme.scale.measure):.3f}pt",
        "title": _string(document.title),
        "subject": _string(document.subject),
        "language": _string(document.language),
        "clinic": _string(sheet.clinic),
        "foot": _string(document.footer),
        "count-words": _array(_string(words) for words in (before, between, after)),
    }
    return "\n".join(f"#let {name} = {value}" for name, value in values.items())


class _Body:
    """Writes blocks; it knows the details that go into the fields."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._writers: dict[type, Callable[[Any], str]] = {
            BulletList: lambda block: f"list({_several(block.items)})",
            CallNumber: _call,
            Card: self._card,
            Columns: self._columns,
            Field: lambda block: self._field("field-below", block),
            Fields: self._fields,
            Group: self._group,
            Heading: lambda block: f"head({block.level}, {_words(block.text)})",
            Light: self._light,
            Log: _log,
            NumberedList: lambda block: f"enum({_several(block.items)})",
            OwnPicture: lambda block: f"quiet({_words(described(block))})",
            PageBreak: lambda _: "pagebreak(weak: true)",
            Panel: self._panel,
            Paragraph: lambda block: f"{_ROLES[block.role]}({_words(block.text)})",
            Picture: self._alone,
            Ruler: self._ruler,
            Table: _table,
            WebLink: lambda block: f"{_ROLES['body']}({_words(spoken(block))})",
        }

    def running(self, blocks: Iterable[Block]) -> str:
        """Return blocks as wide as the page, their running text no wider than our measure."""
        texts = Paragraph | BulletList | NumberedList
        return _lines(
            f"narrow({self._block(block)})" if isinstance(block, texts) else self._block(block)
            for block in blocks
        )

    def blocks(self, blocks: Iterable[Block]) -> str:
        """Return one expression in code mode for several blocks."""
        return _lines(self._block(block) for block in blocks)

    def _block(self, block: Block) -> str:
        return self._writers[type(block)](block)

    def _light(self, block: Light) -> str:
        title = f"{{ {_words(block.label)}; h(6pt); {_words(block.score)} }}"
        sign = f'"{block.kind}", {_LIGHTS[block.kind]}'
        return f"light({heading_level(block)}, {sign}, {title}, {self.blocks(block.blocks)})"

    def _ruler(self, block: Ruler) -> str:
        cells = _array(
            f'({_string(str(number))}, rgb("{zone_colour(self._sheet.theme, zone.kind)}"))'
            for zone in block.zones
            for number in range(zone.low, zone.high + 1)
        )
        return f"ruler({cells}, {_array(map(_string, block.ends))})"

    def _columns(self, block: Columns) -> str:
        return f"columns-of({', '.join(self.blocks(one) for one in block.columns)})"

    def _group(self, block: Group) -> str:
        return f"together({self.running(block.blocks)})"

    def _fields(self, block: Fields) -> str:
        return f"fields({', '.join(self._field('field', one) for one in block.fields)})"

    def _panel(self, block: Panel) -> str:
        title = "none"
        if plain(block.title):
            sign = 'sign("amber", danger); h(8pt); ' if block.kind == "danger" else ""
            title = f"{{ {sign}{_words(block.title)} }}"
        calls = _array(_call(one) for one in block.blocks if isinstance(one, CallNumber))
        rest = self.blocks(one for one in block.blocks if not isinstance(one, CallNumber))
        return f'panel("{block.kind}", {heading_level(block)}, {title}, {calls}, {rest})'

    def _card(self, block: Card) -> str:
        stop = "none"
        if plain(block.stop):
            stop = f'p(sign("red", danger, size: 1em), h(6pt), {_words(block.stop)})'
        parts = (
            str(block.level),
            _words(block.name),
            _lines(f"quiet({_words(one.text)})" for one in block.why),
            self._picture(block),
            _dose(block.dose),
            self.blocks(block.how),
            self.blocks(block.notes),
            stop,
            f"label({_words(block.serves)})",
            "true" if block.size == "small" else "false",
        )
        return f"card({', '.join(parts)})"

    def _field(self, form: str, field: Field) -> str:
        lines = _array(map(_string, self._sheet.lines(field.name, field.lines)))
        return f"{form}({_words(field.label)}, {lines})"

    def _picture(self, block: Card) -> str:
        picture = self._sheet.picture(block.exercise)
        if picture is None:
            return "none"
        return f"(wide: {'true' if picture.wide else 'false'}, image: {_image(picture)})"

    def _alone(self, block: Picture) -> str:
        picture = self._sheet.picture(block.exercise)
        return _image(picture) if picture else "none"


def _image(picture: Printed) -> str:
    size = f"width: {picture.width:.2f}pt, height: {picture.height:.2f}pt"
    alt = f"alt: {_string(picture.alt)}"
    image = f'image(bytes({_string(picture.svg)}), format: "svg", {size}, {alt})'
    if not picture.captions:
        return image
    words = ", ".join(f"align(center, text({_string(caption)}))" for caption in picture.captions)
    columns = ", ".join("1fr" for _ in picture.captions)
    row = f"box(width: {picture.width:.2f}pt, grid(columns: ({columns}), {words}))"
    return f"stack(spacing: 2pt, {image}, {row})"


def _call(block: CallNumber) -> str:
    return f"call({_words(block.label)}, {_words(block.number)})"


def _table(block: Table) -> str:
    rows = _array(_array(map(_words, row)) for row in block.rows)
    return f'rows-table("{block.kind}", {_array(map(_words, block.head))}, {rows})'


def _dose(dose: DoseStrip) -> str:
    parts = [f"numeral({_string(one.value)}, {_string(one.label)})" for one in dose.numerals]
    if dose.effort:
        effort = dose.effort
        bar = f"{effort.low}, {effort.high}, {effort.most}"
        parts.append(f"effort({bar}, {_words(effort.label)})")
    return f"dose({', '.join(parts)})"


def _log(block: Log) -> str:
    """Return the log in bands of two weeks."""
    days = _array(_string(day) for day in block.days)
    names = _array(_words(text) for text in block.tick + block.write)
    bands = []
    for start in range(1, block.weeks + 1, 2):
        weeks = range(start, min(start + 2, block.weeks + 1))
        titles = _array(_string(f"{block.week_label} {week}") for week in weeks)
        bands.append(f"log-band({titles}, {days}, {names})")
    return f"together({_lines(bands)})"


def _words(text: Text) -> str:
    """Return a text as one expression."""
    written = []
    for span in text:
        words = "; linebreak(); ".join(f"[#{_string(part)}]" for part in span.text.split("\n"))
        if span.emphasis:
            words = f"emph({{ {words} }})"
        if span.strong:
            words = f"strong({{ {words} }})"
        if span.link:
            words = f"link({_string(span.link)}, {{ {words} }})"
        written.append(words)
    return "{ " + "; ".join(written) + " }" if written else "[]"


def _several(texts: tuple[Text, ...]) -> str:
    return ", ".join(_words(text) for text in texts)


def _string(text: str) -> str:
    """Return a string literal; a line break becomes a space, as nothing here breaks its lines."""
    safe = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")
    return f'"{safe}"'


def _array(parts: Iterable[str]) -> str:
    return "(" + "".join(f"{part}, " for part in parts) + ")"


def _lines(parts: Iterable[str]) -> str:
    return "{\n" + "\n".join(parts) + "\n}"


def _points(pair: tuple[float, float]) -> str:
    return f"({pair[0]:.3f}pt, {pair[1]:.3f}pt)"
