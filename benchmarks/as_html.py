"""The document as HTML and CSS for WeasyPrint, made to look like ours."""

import base64
import html
from collections.abc import Callable, Iterable
from pathlib import Path
from string import Template
from typing import Any

from benchmarks.sheet import Printed, Sheet, colours, described, sizes, spoken
from handouts import resources
from handouts.document import (
    Block,
    BulletList,
    CallNumber,
    Card,
    Columns,
    DoseStrip,
    Effort,
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

_CSS = Path(__file__).with_name("handout.css")
_SIGNS = {
    "green": '<circle cx="12" cy="12" r="12" fill="{0}"/>'
    '<path d="M6.7 12.5l3.8 3.8 7-8.2" fill="none" stroke="#fff" stroke-width="2.9"/>',
    "amber": '<path d="M0 22.8H24L12 1.2z" fill="{0}"/>'
    '<path d="M10.8 8.1h2.4v7.8h-2.4zM10.8 17.6h2.4v2.4h-2.4z" fill="#fff"/>',
    "red": '<path d="M7 0H17L24 7V17L17 24H7L0 17V7z" fill="{0}"/>'
    '<path d="M5.8 10.1h12.4v3.8H5.8z" fill="#fff"/>',
}


def as_html(sheet: Sheet) -> str:
    """Return the whole page source, its style sheet within, fonts named by their files."""
    document = sheet.document
    body = _Body(sheet)
    return (
        f'<!doctype html><html lang="{html.escape(document.language)}"><head>'
        f'<meta charset="utf-8"><title>{html.escape(document.title)}</title>'
        f'<meta name="description" content="{html.escape(document.subject)}">'
        f'<meta name="author" content="{html.escape(sheet.clinic)}">'
        f"<style>{_style(sheet)}</style></head><body>"
        f"{_masthead(sheet)}{body.blocks(document.blocks)}</body></html>"
    )


def _style(sheet: Sheet) -> str:
    theme, document = sheet.theme, sheet.document
    values: dict[str, str] = {name: str(colour) for name, colour in colours(theme).items()}
    for name, (size, leading) in sizes(theme).items():
        values[name + "_font"] = f"{size}pt/{leading}pt"
    before, _, rest = document.page_words.partition("{page}")
    between, _, after = rest.partition("{pages}")
    values |= {
        "paper": f"{theme.paper.width}pt {theme.paper.height}pt",
        "margin": f"{theme.margin}pt",
        "edge": f"{theme.edge}pt",
        "measure": f"{min(theme.width, theme.scale.measure)}pt",
        "fonts": resources.fonts_folder().as_uri(),
        "title": _css(document.title),
        "clinic": _css(sheet.clinic),
        "handout_line": _css(f"{sheet.handout_line}      {document.footer}"),
        "count": f"{_css(before)} counter(page) {_css(between)} counter(pages) {_css(after)}",
    }
    return Template(_CSS.read_text(encoding="utf-8")).substitute(values)


def _css(text: str) -> str:
    """Return a CSS string; every sign that could end it, or the style element, as its code."""
    safe = "".join(c if c.isalnum() or c in " -" else f"\\{ord(c):06x}" for c in text)
    return f'"{safe}"'


def _image(picture: Printed) -> str:
    source = base64.b64encode(picture.svg.encode()).decode()
    image = (
        f'<img alt="{html.escape(picture.alt)}" src="data:image/svg+xml;base64,{source}"'
        f' style="width: {picture.width:.2f}pt; height: {picture.height:.2f}pt">'
    )
    if not picture.captions:
        return image
    words = "".join(f"<span>{html.escape(caption)}</span>" for caption in picture.captions)
    style = f"display: flex; justify-content: space-around; width: {picture.width:.2f}pt"
    return f'<div>{image}<div class="label" style="{style}">{words}</div></div>'


def _masthead(sheet: Sheet) -> str:
    lines = "".join(f"<p>{html.escape(line)}</p>" for line in sheet.contacts)
    name = html.escape(sheet.clinic or sheet.name_label)
    return f'<div class="masthead"><p class="clinic">{name}</p><div>{lines}</div></div>'


class _Body:
    """Writes blocks; it knows the details that go into the fields."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._colours = {name: str(colour) for name, colour in colours(sheet.theme).items()}
        self._writers: dict[type, Callable[[Any], str]] = {
            BulletList: lambda block: _element("ul", _items(block.items)),
            CallNumber: _call,
            Card: self._card,
            Columns: self._columns,
            Field: self._field,
            Fields: self._fields,
            Group: self._group,
            Heading: lambda block: _element(f"h{block.level}", _words(block.text)),
            Light: self._light,
            Log: _log,
            NumberedList: lambda block: _element("ol", _items(block.items)),
            OwnPicture: lambda block: _element("p", _words(described(block)), "quiet"),
            PageBreak: lambda _: '<div class="new-page"></div>',
            Panel: self._panel,
            Paragraph: lambda block: _element("p", _words(block.text), block.role),
            Picture: self._picture,
            Ruler: self._ruler,
            Table: _table,
            WebLink: lambda block: _element("p", _words(spoken(block))),
        }

    def blocks(self, blocks: Iterable[Block]) -> str:
        """Return several blocks."""
        return "".join(self._writers[type(block)](block) for block in blocks)

    def _fields(self, block: Fields) -> str:
        return _element("div", "".join(self._inline(one) for one in block.fields), "fields")

    def _field(self, block: Field) -> str:
        return _element("p", _words(block.label), "field-label") + self._value(block)

    def _columns(self, block: Columns) -> str:
        columns = (_element("div", self.blocks(column)) for column in block.columns)
        return _element("div", "".join(columns), "columns")

    def _group(self, block: Group) -> str:
        return _element("div", self.blocks(block.blocks), "group")

    def _panel(self, block: Panel) -> str:
        title = ""
        if plain(block.title):
            sign = self._sign("amber", "danger") if block.kind == "danger" else ""
            title = _element(f"h{heading_level(block)}", sign + _words(block.title), "panel-title")
        calls = "".join(_call(one) for one in block.blocks if isinstance(one, CallNumber))
        rest = self.blocks(one for one in block.blocks if not isinstance(one, CallNumber))
        calls = _element("div", calls, "calls") if calls else ""
        return _element("section", title + calls + rest, f"panel {block.kind}")

    def _card(self, block: Card) -> str:
        name = _element(f"h{block.level}", _words(block.name), "card-name")
        why = "".join(_element("p", _words(one.text), "quiet") for one in block.why)
        how = _element("div", self.blocks(block.how))
        notes = _element("div", "".join(_element("p", _words(one.text)) for one in block.notes))
        stop = self._sign("red", "danger") + _words(block.stop) if plain(block.stop) else ""
        ends = _element("p", stop, "stop") + _element("p", _words(block.serves), "label")
        inside = (
            self._card_head(block, _element("div", name + why, "card-head"))
            + _element("div", how + notes, "columns")
            + _element("div", ends, "ends")
        )
        return _element("section", inside, f"card {block.size}")

    def _card_head(self, block: Card, words: str) -> str:
        """Return what heads a card: its words and dose, beside a picture or over and under it."""
        dose = self._dose(block.dose)
        picture = self._sheet.picture(block.exercise)
        if picture is None:
            return words + dose
        image = _image(picture)
        if picture.wide:
            return words + _element("p", image, "across") + dose
        beside = _element("div", image, "beside") + _element("div", words + dose)
        return _element("div", beside, "pictured")

    def _picture(self, block: Picture) -> str:
        picture = self._sheet.picture(block.exercise)
        return _element("p", _image(picture)) if picture else ""

    def _ruler(self, block: Ruler) -> str:
        numbers = "".join(
            f'<td style="background: {zone_colour(self._sheet.theme, zone.kind)}">{number}</td>'
            for zone in block.zones
            for number in range(zone.low, zone.high + 1)
        )
        ends = "".join(f"<span>{html.escape(end)}</span>" for end in block.ends)
        ruler = _element("table", _element("tr", numbers), "ruler")
        said = f'<div role="img" aria-label="{html.escape(block.alt)}">'
        return said + ruler + _element("div", ends, "ends-of-ruler") + "</div>"

    def _dose(self, dose: DoseStrip) -> str:
        numerals = "".join(
            f'<p class="numeral"><b>{html.escape(one.value)}</b> {html.escape(one.label)}</p>'
            for one in dose.numerals
        )
        effort = self._effort(dose.effort) if dose.effort else ""
        return _element("div", numerals + effort, "dose")

    def _effort(self, effort: Effort) -> str:
        step, tall = 80 / effort.most, 18
        bars = []
        for number in range(1, effort.most + 1):
            inside = effort.low <= number <= effort.high
            fill = self._colours["accent"] if inside else "#fff"
            edge = self._colours["accent"] if inside else self._colours["rule"]
            high = tall * (0.4 + 0.6 * number / effort.most)
            bars.append(
                f'<rect x="{(number - 1) * step + 0.3:.2f}" y="{tall - high:.2f}"'
                f' width="{step * 0.68:.2f}" height="{high - 0.3:.2f}" fill="{fill}"'
                f' stroke="{edge}" stroke-width="0.6"/>'
            )
        picture = f'<svg class="effort" viewBox="0 0 80 {tall}">{"".join(bars)}</svg>'
        return f'<p class="numeral">{picture}<br>{_words(effort.label)}</p>'

    def _light(self, block: Light) -> str:
        colour = {"green": "green", "amber": "amber", "red": "danger"}[block.kind]
        title = f"{self._sign(block.kind, colour)}{_words(block.label)} {_words(block.score)}"
        heading = _element(f"h{heading_level(block)}", title, "light-title")
        return _element("section", heading + self.blocks(block.blocks), "light")

    def _sign(self, shape: str, colour: str) -> str:
        drawn = _SIGNS[shape].format(self._colours[colour])
        return f'<svg class="sign" viewBox="0 0 24 24">{drawn}</svg>'

    def _inline(self, field: Field) -> str:
        label = f'<span class="quiet">{_words(field.label)}</span> '
        return _element("div", label + self._value(field), "field")

    def _value(self, field: Field) -> str:
        lines = self._sheet.lines(field.name, field.lines)
        return "".join(_element("p", html.escape(line) or "&nbsp;", "value") for line in lines)


def _element(name: str, inside: str, kind: str = "") -> str:
    attribute = f' class="{kind}"' if kind else ""
    return f"<{name}{attribute}>{inside}</{name}>"


def _words(text: Text) -> str:
    written = []
    for span in text:
        words = html.escape(span.text).replace("\n", "<br>")
        if span.emphasis:
            words = f"<em>{words}</em>"
        if span.strong:
            words = f"<strong>{words}</strong>"
        if span.link:
            words = f'<a href="{html.escape(span.link)}">{words}</a>'
        written.append(words)
    return "".join(written)


def _call(block: CallNumber) -> str:
    words = f"{_words(block.label)} <b>{_words(block.number)}</b>"
    return _element("p", words, "call")


def _items(items: tuple[Text, ...]) -> str:
    return "".join(f"<li>{_words(item)}</li>" for item in items)


def _table(block: Table) -> str:
    head = "".join(f'<th scope="col">{_words(text)}</th>' for text in block.head)
    rows = "".join(
        f'<tr><th scope="row">{_words(row[0])}</th>'
        + "".join(f"<td>{_words(text)}</td>" for text in row[1:])
        + "</tr>"
        for row in block.rows
    )
    inside = f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody>"
    return _element("table", inside, block.kind)


def _log(block: Log) -> str:
    """Return the log in bands of two weeks."""
    return "".join(
        _band(block, range(start, min(start + 2, block.weeks + 1)))
        for start in range(1, block.weeks + 1, 2)
    )


def _band(block: Log, weeks: range) -> str:
    label = html.escape(block.week_label)
    span = f'scope="colgroup" colspan="{len(block.days)}"'
    over = "".join(f"<th {span}>{label} {week}</th>" for week in weeks)
    days = "".join(f'<th scope="col">{html.escape(day)}</th>' for day in block.days) * len(weeks)
    cells = "<td></td>" * (len(block.days) * len(weeks))
    rows = "".join(
        f'<tr><th scope="row">{_words(text)}</th>{cells}</tr>' for text in block.tick + block.write
    )
    head = f'<tr><td></td>{over}</tr><tr class="days"><td></td>{days}</tr>'
    return _element("table", f"<thead>{head}</thead><tbody>{rows}</tbody>", "log")
