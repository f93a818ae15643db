"""Write a drawing as SVG, for a clinic's web page."""

from html import escape

from handouts.figures.drawing import Drawing, Mark
from handouts.figures.paints import Paint, Palette

_LETTER = {"m": "M", "l": "L", "c": "C", "z": "Z"}


def to_svg(drawing: Drawing, palette: Palette, width_mm: float, alternative: str = "") -> str:
    """Return an SVG document `width_mm` wide; `alternative` becomes its title for readers."""
    per_mm = drawing.width / width_mm
    body: list[str] = []
    hatches: dict[str, str] = {}
    for mark in drawing.marks:
        paint = palette[mark.paint]
        path = _path(mark, drawing.height)
        if mark.kind == "line":
            width = _number(mark.width * per_mm)
            body.append(
                f'<path d="{path}" fill="none" stroke="{paint.colour}" stroke-width="{width}"/>'
            )
            continue
        body.append(f'<path d="{path}" fill="{paint.colour}"/>')
        if paint.hatch is not None:
            name = "hatch-" + mark.paint.replace(".", "-")
            hatches[name] = _pattern(name, paint, per_mm)
            body.append(f'<path d="{path}" fill="url(#{name})"/>')
    title = f"<title>{escape(alternative, quote=False)}</title>" if alternative else ""
    defs = f"<defs>{''.join(hatches.values())}</defs>" if hatches else ""
    height_mm = _number(drawing.height / per_mm)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_number(width_mm)}mm" '
        f'height="{height_mm}mm" viewBox="0 0 {drawing.width} {drawing.height}" role="img" '
        f'stroke-linecap="round" stroke-linejoin="round">{title}{defs}{"".join(body)}</svg>\n'
    )


def _path(mark: Mark, height: int) -> str:
    """Return path data; SVG counts y downwards."""
    parts = []
    for op, values in mark.steps():
        flipped = " ".join(str(height - v if i % 2 else v) for i, v in enumerate(values))
        parts.append(_LETTER[op] + flipped)
    return "".join(parts)


def _pattern(name: str, paint: Paint, per_mm: float) -> str:
    hatch = paint.hatch
    if hatch is None:
        return ""
    size = _number(hatch.spacing * per_mm)
    width = _number(2 * hatch.width * per_mm)  # half of it falls outside the tile
    return (
        f'<pattern id="{name}" width="{size}" height="{size}" patternUnits="userSpaceOnUse" '
        f'patternTransform="rotate(45)"><path d="M0 0V{size}" stroke="{hatch.colour}" '
        f'stroke-width="{width}"/></pattern>'
    )


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
