"""The pain traffic light: a ruler from 0 to 10 in zones, and what each of its lights means."""

from dataclasses import dataclass, replace

from handouts.colour import Colour, tint
from handouts.document import Light, Ruler, Span, Zone, heading_level
from handouts.document.walk import numbers
from handouts.layout.boxes import Beside, Item, Shape, Stack, Uncut
from handouts.layout.maker import Maker
from handouts.layout.pen import Pen
from handouts.layout.tags import Tag
from handouts.layout.theme import TextStyle, Theme
from handouts.layout.typeset import text_width

_TALL = 1.6  # of the body's line distance: a ruler
_TINTS = {"green": 0.1, "amber": 0.24, "red": 0.4}  # ever darker, so that they differ in grey


def light(maker: Maker, block: Light) -> list[Item]:
    """Return one light: a sign whose shape says what its colour says."""
    theme = maker.theme
    sign = {"green": "go", "amber": "warning", "red": "stop"}[block.kind]
    size = theme.scale.card[0] * 1.5
    left = size + maker.step(2)
    inner = maker.under(maker.parent.add("Sect"))
    label = tuple(replace(span, strong=True) for span in block.label)
    title = (*label, Span("  "), *block.score)
    heading_box = inner.within(maker.width - left).heading(heading_level(block), title, 3)
    head = Beside(
        ((0, Shape(size, size, sign, _colour(theme, block.kind))), (left, heading_box)),
        maker.width,
        level=True,
    )
    items = [Item(head, keep=True), *inner.stack(block.blocks)]
    return [Item(Stack(tuple(items), maker.width, whole=True), before=maker.step(3))]


def ruler(maker: Maker, block: Ruler) -> list[Item]:
    """Return a ruler across the page; its numbers stand in zones of ever darker tints."""
    tag = maker.parent.add("Figure", alt=block.alt)
    height = _TALL * maker.theme.body.leading + maker.theme.label.leading
    box = RulerBox(maker.width, height, block.zones, block.ends, tag, maker.theme)
    return [Item(box, before=maker.step(2), keep=True)]


@dataclass(frozen=True, slots=True)
class RulerBox(Uncut):
    """A ruler with its ends in words below (points)."""

    width: float
    height: float
    zones: tuple[Zone, ...]
    ends: tuple[str, str]
    tag: Tag
    theme: Theme

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Draw the zones, then the numbers and the words, as the tag's figure."""
        pen.figure(self.tag, (x, top - self.height, x + self.width, top))
        tall = _TALL * self.theme.body.leading
        every = [(zone, number) for zone in self.zones for number in numbers(zone)]
        wide = self.width / len(every)
        for zone in self.zones:
            first = x + next(i for i, (one, _) in enumerate(every) if one is zone) * wide
            fill = zone_colour(self.theme, zone.kind)
            pen.rectangle(first, top - tall, len(numbers(zone)) * wide, tall, fill)
            if first > x:
                pen.line(first, top, first, top - tall, self.theme.inks.ink)
        strong = self.theme.strong
        down = (tall - strong.leading) / 2
        for place, (_, number) in enumerate(every):
            self._centred(pen, str(number), strong, x + (place + 0.5) * wide, top - down)
        label, (left, right) = self.theme.label, self.ends
        pen.words(left, label, x, top - tall, self.tag)
        end = x + self.width - text_width(right, label, self.theme.typeface)
        pen.words(right, label, end, top - tall, self.tag)

    def _centred(self, pen: Pen, words: str, style: TextStyle, middle: float, top: float) -> None:
        at = middle - text_width(words, style, self.theme.typeface) / 2
        pen.words(words, style, at, top, self.tag)


def zone_colour(theme: Theme, kind: str) -> Colour:
    """Return the colour behind the numbers of a zone."""
    return tint(_colour(theme, kind), _TINTS[kind])


def _colour(theme: Theme, kind: str) -> Colour:
    inks = theme.inks
    return {"green": inks.green, "amber": inks.amber, "red": inks.danger}[kind]
