"""`handouts brand new`: a brand folder from answers, or from options without a question."""
# ruff: noqa: PLC0415 - what a command needs is imported when it runs

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from handouts import resources
from handouts.cli import options, questions, speech
from handouts.cli.brand_font import own_typefaces
from handouts.errors import BadInput, Problem, UsageError

if TYPE_CHECKING:
    from handouts.brand import Logo
    from handouts.brand.looks import Looks
    from handouts.brand.proposals import Proposal

Answers = dict[str, str | tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class _Topic:
    """One thing to ask: its key in brand.toml, its option, the words of the question."""

    key: str
    option: str
    words: str


_TOPICS = (
    _Topic("name", "--name", "Name of the clinic"),
    _Topic("address", "--address", "Address"),
    _Topic("phone", "--phone", "Telephone"),
    _Topic("email", "--email", "E-mail address"),
    _Topic("web", "--web", "Web address"),
    _Topic("hours", "--hours", "When somebody answers, such as: Monday to Friday, 8 am to 6 pm"),
    _Topic("out_of_hours.label", "--out-of-hours-label", "When closed, whom to call"),
    _Topic("out_of_hours.phone", "--out-of-hours-phone", "Their telephone"),
    _Topic("region", "--region", "Region"),
    _Topic("emergency_number", "--emergency-number", "Emergency number, if not the region's"),
)
_COLOUR = _Topic("colours.main", "--colour", "Main colour as #RRGGBB")
_LINES = 6  # of an address
_INTRODUCTION = "Enter leaves out what you do not have. Ctrl-C stops; then nothing is written."


def new(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="The folder to make.")],
    name: Annotated[str, typer.Option(metavar="TEXT", help="The clinic's name.")] = "",
    address: Annotated[
        list[str], typer.Option(metavar="LINE", help="A line of the address; may be given again.")
    ] = [],  # noqa: B006 - Typer reads it and never changes it
    phone: Annotated[str, typer.Option(metavar="NUMBER", help="The telephone number.")] = "",
    web: Annotated[str, typer.Option(metavar="ADDRESS", help="The web address.")] = "",
    email: Annotated[str, typer.Option(metavar="ADDRESS", help="The e-mail address.")] = "",
    hours: Annotated[str, typer.Option(metavar="TEXT", help="When somebody answers.")] = "",
    out_of_hours_label: Annotated[
        str, typer.Option(metavar="TEXT", help="Whom to call when the clinic is closed.")
    ] = "",
    out_of_hours_phone: Annotated[str, typer.Option(metavar="NUMBER", help="Their number.")] = "",
    region: Annotated[
        str, typer.Option(metavar="ID", help="Whose emergency number and words: uk, us, ...")
    ] = "",
    emergency_number: Annotated[
        list[str],
        typer.Option(
            metavar="NUMBER", help="The emergency number, if not the region's; may be given twice."
        ),
    ] = [],  # noqa: B006 - Typer reads it and never changes it
    logo: Annotated[
        str, typer.Option(metavar="FILE", help="The logo; it is copied into the folder.")
    ] = "",
    colour: Annotated[
        str,
        typer.Option(
            metavar="#RRGGBB", help="The main colour. Default: one from the logo that can be read."
        ),
    ] = "",
    font: Annotated[
        list[str],
        typer.Option(
            metavar="FILE",
            help="A font file (.ttf, .otf, .woff2, variable, ZIP); may be given again.",
        ),
    ] = [],  # noqa: B006
    heading_font: Annotated[
        list[str], typer.Option(metavar="FILE", help="The same for headings alone.")
    ] = [],  # noqa: B006
    extends: Annotated[
        str, typer.Option(metavar="FOLDER", help="A brand beside it that says all else.")
    ] = "",
    like: Annotated[
        str,
        typer.Option(
            metavar="FOLDER|NAME",
            help="Take colours, typefaces and page of this brand.",
        ),
    ] = "",
    no_input: Annotated[
        bool, typer.Option("--no-input", help="Ask nothing; only --name must be given.")
    ] = False,
    force: Annotated[
        bool, typer.Option("--force", help="Write into a folder that is not empty.")
    ] = False,
    as_json: options.Json = False,
) -> None:
    """Make a brand folder that works: brand.toml with a comment for each key, and the logo.

    In a terminal it asks for what no option says. Prints the folder.
    """
    from handouts.brand.create import check_place, create_brand

    check_place(folder, force=force)
    given: Answers = {
        "name": name, "address": tuple(address), "phone": phone, "web": web, "email": email,
        "hours": hours, "out_of_hours.label": out_of_hours_label,
        "out_of_hours.phone": out_of_hours_phone, "region": region,
        "emergency_number": numbers_in(" ".join(emergency_number)), "colours.main": colour,
    }  # fmt: skip
    given = {key: value for key, value in given.items() if value}
    picture = _checked(folder, given, logo, extends)
    looks = _looks(like)
    typefaces = own_typefaces(font, heading_font)
    asked = resources.is_terminal() and not no_input
    if not (asked or name or extends):
        raise UsageError("--name is missing", 'give the clinic\'s name: --name "CLINIC"')
    answers = _ask_texts(given, extends) if asked else given
    if asked and not picture:
        picture = questions.ask("Logo, a picture file", _read_logo)
    if _COLOUR.key not in looks.keys:
        answers |= _colour(answers, picture, asked=asked)
    if extends:
        answers["extends"] = f"../{Path(extends).resolve().name}"
    values = {**_inlined(answers), **typefaces.values}
    create_brand(folder, values, picture, fonts=typefaces.files, looks=looks, force=force)
    seen = picture or _COLOUR.key in answers or looks.values
    problems = (*typefaces.notes, *(_look_problems(folder) if seen else ()))
    answers |= typefaces.values
    _report(folder, answers, looks, problems, asked=asked, as_json=as_json)


def _checked(folder: Path, given: Answers, logo: str, extends: str) -> "Logo | None":
    """Return the logo that an option names; raise BadInput with all mistakes in options."""
    topics = {topic.key: topic for topic in (*_TOPICS, _COLOUR)}
    found = [_mistake(topics[key], value) for key, value in given.items()]
    picture = _read_logo(logo)
    if isinstance(picture, Problem):
        found.append(picture)
    if extends:
        found.append(_misplaced(folder, Path(extends)))
    problems = [problem for problem in found if problem]
    if problems:
        raise BadInput(problems)
    return None if isinstance(picture, Problem) else picture


def _mistake(
    topic: _Topic, value: str | tuple[str, ...], own_regions: Collection[str] = ()
) -> Problem | None:
    from handouts.brand.create import mistake_in

    if topic.key == "region" and value:
        from handouts.content import regions, unknown_region

        known = sorted({*regions(resources.library_folder()), *own_regions})
        if value not in known:
            return unknown_region(str(value), known, topic.option)
    problem = mistake_in(topic.key, value)
    return replace(problem, source=topic.option) if problem else None


def mistake_in_answer(
    key: str, option: str, value: str | tuple[str, ...], own_regions: Collection[str] = ()
) -> Problem | None:
    """Return what is wrong with the answer to a question that `brand new` asks as well.

    `own_regions` are those that the brand adds to the library's.
    """
    return _mistake(_Topic(key, option, ""), value, own_regions)


def _looks(like: str) -> "Looks":
    """Return the looks of the brand that an option names; raise BadInput for none."""
    from handouts.brand.looks import Looks, looks_of

    if not like:
        return Looks()
    looks = looks_of(resources.find_brand(like, "--like").folder)
    if not looks.values:
        message = "says nothing of colours, typefaces or the page"
        raise BadInput([Problem("--like", message, "name another brand, or leave it out")])
    return looks


def _misplaced(folder: Path, other: Path) -> Problem | None:
    if not (other / resources.BRAND_FILE).is_file():
        return Problem("--extends", "is no brand's folder", "name a folder with a brand.toml")
    if other.resolve().parent != folder.resolve().parent:
        return Problem(
            "--extends", "does not lie beside the new folder", "put both into the same folder"
        )
    return None


def _read_logo(text: str) -> "Logo | Problem | None":
    from handouts.brand.create import read_logo_file

    if not text:
        return None
    found = read_logo_file(resources.typed_path(text))
    return replace(found, source="--logo") if isinstance(found, Problem) else found


def read_logo_answer(text: str) -> "Logo | Problem | None":
    """Return the logo in the file that an answer names, None for no answer."""
    return _read_logo(text)


def _ask_texts(given: Answers, extends: str) -> Answers:
    """Return what was given and what is answered, in the order of the questions."""
    speech.tell(_INTRODUCTION)
    answers: Answers = {}
    for topic in _TOPICS:
        if topic.key in given:
            answers[topic.key] = given[topic.key]
        elif topic.key != "out_of_hours.phone" or answers["out_of_hours.label"]:
            answers[topic.key] = _ask_text(topic, required=topic.key == "name" and not extends)
    return {key: value for key, value in (given | answers).items() if value}


def numbers_in(text: str) -> str | tuple[str, ...]:
    """Return emergency numbers as people type them: 112, or 10177 or 112."""
    found = [one for one in re.split(r"[\s,;/]+", text) if one and one not in ("or", "and")]
    return tuple(found) if len(found) > 1 else "".join(found)


def _read_numbers(text: str) -> tuple[str, ...] | Problem:
    topic = next(one for one in _TOPICS if one.key == "emergency_number")
    numbers = numbers_in(text)
    mistake = _mistake(topic, numbers) if numbers else None
    listed = tuple(filter(None, (numbers,) if isinstance(numbers, str) else numbers))
    return listed if mistake is None else mistake


def _ask_text(topic: _Topic, *, required: bool) -> str | tuple[str, ...]:
    def read(text: str) -> str | Problem:
        if required and not text:
            return Problem(topic.option, "is missing", "it is the one thing that must be there")
        value = (text,) if topic.key == "address" and text else text
        return (_mistake(topic, value) if text else None) or text

    if topic.key == "emergency_number":
        return questions.ask(topic.words, _read_numbers)
    if topic.key == "address":
        return questions.ask_lines(topic.words, read, _LINES)
    if topic.key == "region":
        from handouts.content import regions

        known = ", ".join(regions(resources.library_folder()))
        return questions.ask(f"{topic.words} ({known})", read)
    return questions.ask(topic.words, read)


def _colour(answers: Mapping[str, object], logo: "Logo | None", *, asked: bool) -> Answers:
    """Return the main colour: answered, or the first that the logo proposes, or none."""
    from handouts.brand.proposals import first_readable, propose_colours

    if _COLOUR.key in answers:
        return {}
    if asked:
        colour = _ask_colour(propose_colours(logo) if logo else ())
        return {_COLOUR.key: colour} if colour else {}
    first = first_readable(logo) if logo else None
    if not first:
        return {}
    speech.remark(Problem("colours.main", f"{first.main} is {first.words}", "change it: --colour"))
    return {_COLOUR.key: str(first.main)}


def _ask_colour(proposals: "tuple[Proposal, ...]") -> str:
    def read(text: str) -> str | Problem:
        return (_mistake(_COLOUR, text) if text else None) or text

    if not proposals:
        return questions.ask(_COLOUR.words, read)
    speech.tell("Main colour, from the logo:")
    listed = [(str(proposal.main), proposal.words) for proposal in proposals]
    return questions.choose("A number, or another colour as #RRGGBB", listed, read)


def _inlined(answers: Answers) -> "dict[str, str | tuple[str, ...] | Mapping[str, str]]":
    """Return the answers as they stand in the file, the out-of-hours line in a table."""
    closed = {
        key.removeprefix("out_of_hours."): str(value)
        for key, value in answers.items()
        if key.startswith("out_of_hours.")
    }
    rest = {key: value for key, value in answers.items() if not key.startswith("out_of_hours.")}
    return {**rest, **({"out_of_hours": closed} if closed else {})}


def _look_problems(folder: Path) -> tuple[Problem, ...]:
    """Return what is wrong with logo and colours in print; what is left out was left out."""
    from handouts.brand_lint import check_brand

    seen = ("brand.toml:logo", "brand.toml:colours")
    return tuple(found for found in check_brand(folder) if found.source.startswith(seen))


def _report(
    folder: Path,
    answers: Answers,
    looks: "Looks",
    problems: tuple[Problem, ...],
    *,
    asked: bool,
    as_json: bool,
) -> None:
    if as_json:
        told: dict[str, Any] = {"main": answers.get(_COLOUR.key), "keys": sorted(answers)}
        told |= {"taken": [*looks.keys], "files": sorted(looks.files)} if looks.values else {}
        speech.say_json({"folder": str(folder), **told, "problems": speech.as_json(problems)})
        return
    speech.complain(BadInput(problems))
    if looks.values:
        speech.tell("Taken: " + ", ".join((*looks.keys, *sorted(looks.files))))
    if asked:
        speech.tell(f"Done. See it: handouts brand preview {folder} --out preview.pdf")
    speech.say(str(folder))
