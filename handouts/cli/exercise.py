"""`handouts exercise`: draw exercises from their pose data, look at them, check them.

Drawing needs numpy (the extra `author`); writing what is already drawn, as SVG or a contact
sheet in PDF, does not.
"""
# ruff: noqa: PLC0415 - what a command needs is imported when it runs

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from handouts import output
from handouts.cli import options, speech
from handouts.cli.command import Commands
from handouts.cli.exercise_new import new
from handouts.cli.shelf import exercise_folder, library_folder
from handouts.errors import BadInput, OutputError, Problem, UsageError, raise_if_any
from handouts.suggest import did_you_mean

if TYPE_CHECKING:
    from handouts.figures import Person
    from handouts.figures.author.workshop import Spec
    from handouts.figures.sheet import Item

exercise_app = Commands()
exercise_app.command()(new)

Ids = Annotated[
    list[str] | None, typer.Argument(metavar="[ID]...", help="Exercises. Default: all.")
]
Id = Annotated[str, typer.Argument(metavar="ID", help="An exercise of the library.")]
OfBrand = Annotated[
    str,
    typer.Option(
        "--brand",
        metavar="FOLDER|NAME",
        help="A clinic's brand: its own exercises, with what is drawn beside them.",
    ),
]
Figure = Annotated[
    str, typer.Option(metavar="NAME", help="Who is drawn: woman, man, larger or older.")
]
Colour = Annotated[
    str, typer.Option(metavar="#RRGGBB", help="The brand's colour, for the clothes.")
]
Mono = Annotated[bool, typer.Option("--mono", help="In black and white.")]
Out = Annotated[
    Path | None, typer.Option("--out", metavar="FILE", help="Where to write the result.")
]

_COLOUR = "#1f77b4"


@exercise_app.callback()
def _exercise() -> None:
    """Draw exercises from pose data, look at them and check them. See docs/exercises.md."""


@exercise_app.command()
def bake(
    ids: Ids = None,
    library: options.Library = None,
    condition: options.Condition = "",
    brand: OfBrand = "",
    everything: Annotated[
        bool, typer.Option("--all", help="Also those whose picture is up to date.")
    ] = False,
    workers: Annotated[
        int, typer.Option("--workers", min=1, max=64, help="Processes at a time.")
    ] = 2,
) -> None:
    """Draw exercises finely, for every figure, into the pictures of the library or of a brand.

    What `exercise check` finds wrong is refused, and then nothing is drawn.
    """
    _need_numpy()
    from handouts.figures.author import workshop
    from handouts.figures.author.examination import examine

    folder = exercise_folder(library, condition, brand)
    shelf = workshop.brand_shelf(folder) if brand else workshop.library_shelf(folder)
    specs = workshop.read_specs(folder)
    chosen = _chosen(specs, ids)
    if everything:
        jobs = [
            workshop.Job(name, who, spec)
            for name, spec in chosen.items()
            for who in workshop.figures_for(spec)
        ]
    else:
        jobs = workshop.stale(shelf, chosen)
    _tell(examine(workshop.posed({job.exercise: job.spec for job in jobs}), workers))
    try:
        for path in workshop.orphans(shelf, specs):
            path.unlink()
        workshop.bake_all(
            shelf, jobs, workers, lambda job: speech.say(f"{job.exercise} {job.figure}")
        )
    except OSError as error:
        reason = (error.strerror or "cannot be written").lower()
        raise OutputError(f"{folder}: {reason}", "choose another folder with --library") from error


@exercise_app.command()
def preview(
    name: Id,
    library: options.Library = None,
    condition: options.Condition = "",
    brand: OfBrand = "",
    figure: Figure = "man",
    colour: Colour = _COLOUR,
    mono: Mono = False,
    out: Out = None,
    force: options.Force = False,
    watch: Annotated[
        bool,
        typer.Option(
            "--watch", help="Draw again, more roughly, when the file is saved, until Ctrl-C."
        ),
    ] = False,
) -> None:
    """Draw one exercise roughly as PNG, with what `exercise check` finds in it in red."""
    _need_numpy()
    from handouts.cli.exercise_watch import draw_on_save, helper
    from handouts.figures import palette
    from handouts.figures.author import workshop
    from handouts.figures.author.draft import draft
    from handouts.figures.author.memory import Memory

    folder, person = exercise_folder(library, condition, brand), _person(figure)
    colours = palette(_hex(colour), person, mono=mono)
    target = out or Path(f"{name}.png")
    if not (force or out is None):
        output.check_target(target, force=False)

    def draw(memory: Memory) -> None:
        spec = _chosen(workshop.read_specs(folder, name), [name])[name]
        made = draft(name, spec, person.figure, colours, quick=watch, memory=memory)
        output.write_file(target, made.png, force=True)
        if made.problems:
            speech.complain(BadInput(made.problems))
        speech.say(str(target))

    path = workshop.pose_file(folder, name)
    if watch and path.is_file():
        speech.tell(f"{path}: drawn again when it is saved. Ctrl-C ends.")
        with helper() as process:
            draw_on_save(path, partial(draw, Memory(helper=process)))
    else:
        draw(Memory())


@exercise_app.command()
def check(
    ids: Ids = None,
    library: options.Library = None,
    condition: options.Condition = "",
    brand: OfBrand = "",
) -> None:
    """Check poses: joints, floor, contacts, balance, props, and what is seen; for every figure."""
    _need_numpy()
    from handouts.figures import FIGURES
    from handouts.figures.author import workshop
    from handouts.figures.author.examination import examine

    specs = _chosen(workshop.read_specs(exercise_folder(library, condition, brand)), ids)
    notes = _tell(examine(workshop.posed(specs)))
    found = f"no mistakes, {notes} to look at" if notes else "no problems"
    speech.say(f"{found}: {len(specs)} exercise(s), {len(FIGURES)} figures")


@exercise_app.command()
def sheet(
    ids: Ids = None,
    library: options.Library = None,
    condition: options.Condition = "",
    figure: Annotated[
        str, typer.Option(metavar="NAME", help="One figure throughout. Default: all in turn.")
    ] = "",
    colour: Colour = _COLOUR,
    mono: Mono = False,
    out: Annotated[
        Path, typer.Option("--out", metavar="FILE.pdf|FILE.png", help="A PNG for each page.")
    ] = Path("exercises.pdf"),
    force: options.Force = False,
) -> None:
    """Write a contact sheet of the baked pictures at the size they are printed."""
    from handouts.figures import sheet as sheets

    items = _items(library or library_folder(condition), ids, figure, _hex(colour), mono=mono)
    pages = sheets.pages(items)
    if out.suffix.lower() != ".png":
        output.write_file(out, sheets.to_pdf(pages), force=force)
        speech.say(str(out))
        return
    _need_numpy()
    from handouts.figures.author import raster

    for number, page in enumerate(pages, 1):
        target = out.with_name(f"{out.stem}-{number}.png")
        output.write_file(target, raster.to_png(raster.paint_page(page), 300), force=force)
        speech.say(str(target))


@exercise_app.command()
def svg(
    name: Id,
    library: options.Library = None,
    condition: options.Condition = "",
    figure: Figure = "woman",
    colour: Colour = _COLOUR,
    mono: Mono = False,
    width: Annotated[float, typer.Option(metavar="MM", min=5, max=2000, help="How wide.")] = 80,
    out: Out = None,
    force: options.Force = False,
) -> None:
    """Write a baked picture as SVG, for a web page."""
    from handouts.figures import load, palette, to_svg

    folder = library or library_folder(condition)
    person = _person(figure)
    drawing = load(folder / "pictures", name, person.figure)
    if drawing is None:
        raise BadInput([_no_picture(folder, name)])
    text = to_svg(drawing, palette(_hex(colour), person, mono=mono), width, _words(folder, name))
    target = out or Path(f"{name}.svg")
    output.write_file(target, text.encode(), force=force)
    speech.say(str(target))


def _tell(problems: "list[Problem]") -> int:
    """Tell of warnings and return how many there are; BadInput with all when there are mistakes."""
    raise_if_any(problems)
    for problem in problems:
        speech.remark(problem)
    return len(problems)


def _need_numpy() -> None:
    try:
        import numpy as np  # noqa: F401 - only to say early what is missing
    except ModuleNotFoundError as error:
        raise UsageError(
            "drawing exercises needs numpy", "install it: python -m pip install numpy"
        ) from error


def _chosen(specs: "dict[str, Spec]", ids: list[str] | None) -> "dict[str, Spec]":
    """Return the specs asked for, all when none is named; BadInput with every unknown name."""
    unknown = [name for name in ids or () if name not in specs]
    if unknown:
        raise BadInput(_unknown(name, list(specs)) for name in unknown)
    return {name: spec for name, spec in specs.items() if not ids or name in ids}


def _unknown(name: str, known: list[str]) -> Problem:
    hint = did_you_mean(name, known, "see: handouts library exercises")
    return Problem("ID", f"no exercise {name!r} has a pose", hint)


def _no_picture(folder: Path, name: str) -> Problem:
    known = sorted({path.name.partition(".")[0] for path in (folder / "pictures").glob("*.pic")})
    hint = did_you_mean(name, known, "draw it with: handouts exercise bake")
    return Problem("ID", f"there is no picture of {name!r}", hint)


def _person(figure: str) -> "Person":
    from handouts.figures import FIGURES, PEOPLE

    for person in PEOPLE:
        if person.figure == figure:
            return person
    hint = did_you_mean(figure, FIGURES, "one of " + ", ".join(FIGURES))
    raise BadInput([Problem("--figure", f"there is no figure {figure!r}", hint)])


def _hex(colour: str) -> str:
    digits = colour.removeprefix("#")
    try:
        int(digits, 16)
    except ValueError:
        digits = ""
    if len(digits) != 6:  # noqa: PLR2004 - two digits each for red, green, blue
        raise BadInput([Problem("--colour", "is not a colour", "write it like #1f77b4")])
    return f"#{digits.lower()}"


def _items(
    folder: Path, ids: list[str] | None, figure: str, colour: str, *, mono: bool
) -> "list[Item]":
    """Return the baked drawings of a library with titles and colours, the figures in turn."""
    from handouts.figures import cast, load, palette
    from handouts.figures.sheet import Item

    pictures = folder / "pictures"
    names = ids or sorted({path.name.partition(".")[0] for path in pictures.glob("*.pic")})
    who = _person(figure).figure if figure else ""
    items, problems = [], []
    for name, person in zip(names, cast(len(names), who), strict=True):
        drawing = load(pictures, name, person.figure)
        if drawing is None:
            problems.append(_no_picture(folder, name))
        else:
            items.append(Item(name, drawing, palette(colour, person, mono=mono)))
    if not names:
        problems.append(
            Problem("--library", "has no pictures", "draw them: handouts exercise bake")
        )
    raise_if_any(problems)
    return items


def _words(folder: Path, name: str) -> str:
    """Return a picture's alternative text, "" when it has none; BadInput for an unwritten one."""
    from handouts.content.unfinished import unfinished_problems
    from handouts.figures.baked import apart

    exercise, setting = apart(name)
    facts = _table(folder / "exercises" / f"{exercise}.toml")
    figure = _table(folder / "en" / "exercises" / f"{exercise}.toml").get("figure", {})
    raise_if_any(unfinished_problems(figure, f"en/exercises/{exercise}.toml:figure"))
    drawn_apart = facts.get("pose", {}).get("settings", {})
    shown = {setting} if setting else {*facts.get("settings", ())} - {*drawn_apart}
    said = figure.get("alt", "")
    for line in said if isinstance(said, list) else [said]:
        if isinstance(line, str):
            return line
        if shown & {*line.get("settings", ())}:
            return str(line["text"])
    return ""


def _table(path: Path) -> dict[str, Any]:
    """Return the TOML in a file, {} when it cannot be read."""
    import tomllib

    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError):
        return {}
