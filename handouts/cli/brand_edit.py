"""`handouts brand edit`: change a brand by answers, or by options without a question."""
# ruff: noqa: PLC0415 - what a command needs is imported when it runs

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from handouts import resources
from handouts.cli import options, questions, speech
from handouts.errors import BadInput, Problem, UsageError

if TYPE_CHECKING:
    from handouts.brand import Logo
    from handouts.brand.edit import Edit, Edited
    from handouts.brand.file import BrandFile


@dataclass(frozen=True, slots=True)
class _Topic:
    """One thing that can be changed: its key in brand.toml, its option, the words to ask it."""

    key: str
    option: str
    words: str
    at_site: bool = False


_TOPICS = (
    _Topic("name", "--name", "Name of the clinic", at_site=True),
    _Topic("address", "--address", "Address, with ; between its lines", at_site=True),
    _Topic("phone", "--phone", "Telephone", at_site=True),
    _Topic("email", "--email", "E-mail address", at_site=True),
    _Topic("web", "--web", "Web address", at_site=True),
    _Topic("hours", "--hours", "When somebody answers", at_site=True),
    _Topic("out_of_hours.label", "--out-of-hours-label", "When closed, whom to call", at_site=True),
    _Topic("out_of_hours.phone", "--out-of-hours-phone", "Their telephone", at_site=True),
    _Topic("region", "--region", "Region", at_site=True),
    _Topic("emergency_number", "--emergency-number", "Emergency number, if not the region's",
           at_site=True),
    _Topic("colours.main", "--main", "Main colour as #RRGGBB"),
    _Topic("colours.accent", "--accent", "Accent colour as #RRGGBB"),
    _Topic("typefaces.headings", "--headings", "Typeface of headings"),
    _Topic("typefaces.body", "--body", "Typeface of all other text"),
    _Topic("page.footer", "--footer", "Line at the foot of each page"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Known:
    """What a brand says today, and the regions that its folder adds to the library's."""

    file: "BrandFile"
    regions: tuple[str, ...]


_INTRODUCTION = (
    "Enter keeps what stands in brackets, - takes it out. Ctrl-C stops; then nothing is changed."
)
_OUT = "-"


def edit(
    brand: Annotated[
        str, typer.Argument(metavar="[FOLDER|NAME]", help="A brand. Default: the one that is used.")
    ] = "",
    name: Annotated[str | None, typer.Option(metavar="TEXT", help="The clinic's name.")] = None,
    address: Annotated[
        list[str] | None,
        typer.Option(metavar="LINE", help="A line of the address; may be given again."),
    ] = None,
    phone: Annotated[str | None, typer.Option(metavar="NUMBER", help="The telephone.")] = None,
    email: Annotated[str | None, typer.Option(metavar="ADDRESS", help="The e-mail.")] = None,
    web: Annotated[str | None, typer.Option(metavar="ADDRESS", help="The web address.")] = None,
    hours: Annotated[
        str | None, typer.Option(metavar="TEXT", help="When somebody answers.")
    ] = None,
    out_of_hours_label: Annotated[
        str | None, typer.Option(metavar="TEXT", help="Whom to call when the clinic is closed.")
    ] = None,
    out_of_hours_phone: Annotated[
        str | None, typer.Option(metavar="NUMBER", help="Their number.")
    ] = None,
    region: Annotated[
        str | None, typer.Option(metavar="ID", help="Whose emergency number and words.")
    ] = None,
    emergency_number: Annotated[
        list[str] | None,
        typer.Option(metavar="NUMBER", help="If not the region's; may be given twice."),
    ] = None,
    main: Annotated[
        str | None, typer.Option("--main", "--colour", metavar="#RRGGBB", help="The main colour.")
    ] = None,
    accent: Annotated[
        str | None, typer.Option(metavar="#RRGGBB", help="The accent colour.")
    ] = None,
    headings: Annotated[
        str | None, typer.Option(metavar="NAME", help="The typeface of headings.")
    ] = None,
    body: Annotated[
        str | None, typer.Option(metavar="NAME", help="The typeface of all other text.")
    ] = None,
    footer: Annotated[
        str | None, typer.Option(metavar="TEXT", help="A line at the foot of each page.")
    ] = None,
    logo: Annotated[
        str, typer.Option(metavar="FILE", help="The logo; it is copied into the folder.")
    ] = "",
    site: options.Site = "",
    no_input: Annotated[bool, typer.Option("--no-input", help="Ask nothing.")] = False,
    as_json: options.Json = False,
) -> None:
    """Change some of a brand: what the options say, or, without one, answer by answer.

    An empty text ('') takes a key out. Comments and all other keys of brand.toml stay as they are;
    a change with which the brand would not load is not made. Prints what is another now.
    """
    from handouts.brand.edit import edit_brand, said_by

    folder = _folder(brand)
    file = said_by(folder)
    given = {
        "name": name, "address": tuple(address) if address is not None else None, "phone": phone,
        "email": email, "web": web, "hours": hours, "out_of_hours.label": out_of_hours_label,
        "out_of_hours.phone": out_of_hours_phone, "region": region,
        "emergency_number": _numbers(emergency_number), "colours.main": main,
        "colours.accent": accent, "typefaces.headings": headings, "typefaces.body": body,
        "page.footer": footer,
    }  # fmt: skip
    wanted = {key: value for key, value in given.items() if value is not None}
    picture = _picture(logo)
    topics = _topics(file, site, wanted)
    known = _Known(file, _own_regions(folder))
    _refuse_wrong(topics, wanted, picture, known)
    if not (wanted or logo):
        if no_input or not resources.is_terminal():
            hint = "say what to change, such as --phone '01632 960100'; --help lists all of it"
            raise UsageError("there is nothing to change", hint)
        wanted = _ask(topics, known, site)
        picture = picture if site else questions.ask("Logo, another picture file", _picture)
    edits = {_key(key, site): _edit(value) for key, value in wanted.items()}
    done = edit_brand(folder, edits, None if isinstance(picture, Problem) else picture)
    _report(folder, done, as_json=as_json)


def _numbers(texts: Sequence[str] | None) -> tuple[str, ...] | None:
    """Return emergency numbers as they are typed, None where nothing is said of them."""
    from handouts.cli.brand_new import numbers_in

    if texts is None:
        return None
    found = numbers_in(" ".join(texts))
    return found if isinstance(found, tuple) else tuple(filter(None, [found]))


def _own_regions(folder: Path) -> tuple[str, ...]:
    from handouts.brand import read_brand

    brand, _ = read_brand(folder)
    return tuple(brand.regions) if brand else ()


def _folder(brand: str) -> Path:
    place = resources.find_brand(brand, "FOLDER")
    if place.folder.resolve() == resources.default_brand_folder().resolve():
        hint = "make one of your own: handouts brand new FOLDER"
        raise UsageError("the brand that comes with the program is not changed", hint)
    return place.folder


def _topics(file: "BrandFile", site: str, wanted: dict[str, Any]) -> tuple[_Topic, ...]:
    """Return what can be changed: of a site, its contacts alone."""
    if not site:
        return _TOPICS
    if site not in file.sites:
        from handouts.suggest import did_you_mean

        known = ", ".join(file.sites) or "the brand has none"
        hint = did_you_mean(site, file.sites, f"sites: {known}")
        raise BadInput([Problem("--site", "is no site of the brand", hint)])
    for topic in _TOPICS:
        if topic.key in wanted and not topic.at_site:
            raise UsageError(f"{topic.option} is the same at all sites", "leave out --site")
    return tuple(topic for topic in _TOPICS if topic.at_site)


def _refuse_wrong(
    topics: tuple[_Topic, ...],
    wanted: dict[str, Any],
    picture: "Logo | Problem | None",
    known: _Known,
) -> None:
    """Raise BadInput with all mistakes in options."""
    found = [_mistake(topic, wanted.get(topic.key), known) for topic in topics]
    found += [picture] if isinstance(picture, Problem) else []
    problems = [one for one in found if one]
    if problems:
        raise BadInput(problems)


def _mistake(topic: _Topic, value: Any, known: _Known) -> Problem | None:
    from handouts.cli.brand_new import mistake_in_answer
    from handouts.suggest import did_you_mean
    from handouts.typefaces import family_names

    if not value or value == ("",):
        return None
    if topic.key.startswith("typefaces."):
        names = (*known.file.typefaces.own, *family_names())
        if value not in names:
            hint = did_you_mean(value, names, "one of: " + ", ".join(names))
            message = "is no typeface of fonts/ or of the brand's own"
            return Problem(topic.option, message, hint)
    return mistake_in_answer(topic.key, topic.option, value, known.regions)


def _picture(text: str) -> "Logo | Problem | None":
    from handouts.cli.brand_new import read_logo_answer

    return read_logo_answer(text)


def _ask(topics: tuple[_Topic, ...], known: _Known, site: str) -> dict[str, Any]:
    """Return what was answered otherwise than it stands."""
    from handouts.brand.edit import value_of

    speech.tell(_INTRODUCTION)
    wanted: dict[str, Any] = {}
    for topic in topics:
        now = value_of(known.file, _key(topic.key, site)) or ""
        shown = "; ".join(now) if isinstance(now, tuple) else str(now)
        answer = questions.ask(topic.words, partial(_read, topic, known), shown)
        if answer != now:
            wanted[topic.key] = answer
    return wanted


def _read(topic: _Topic, known: _Known, text: str) -> Any:
    """Return an answer as the value of a key, "" for none, or what is wrong with it."""
    if text in ("", _OUT):
        return () if topic.key in ("address", "emergency_number") else ""
    value: Any = text
    if topic.key == "emergency_number":
        value = _numbers([text])
    if topic.key == "address":
        value = tuple(line for line in (part.strip() for part in text.split(";")) if line)
    return _mistake(topic, value, known) or value


def _key(key: str, site: str) -> str:
    return f"sites.{site}.{key}" if site else key


def _edit(value: Any) -> "Edit":
    """Return a value to write, None for what is to be taken out."""
    return None if value in ("", (), ("",)) else value


def _report(folder: Path, done: "tuple[Edited, ...]", *, as_json: bool) -> None:
    from handouts.brand_lint import check_brand

    problems = check_brand(folder) if done else ()
    if as_json:
        changed = {one.key: {"from": one.before, "to": one.after} for one in done}
        told = {"changed": changed, "problems": speech.as_json(problems)}
        speech.say_json({"folder": str(folder), **told})
        return
    for one in done:
        speech.say(f"{one.key}: {_shown(one.before)} -> {_shown(one.after)}")
    if not done:
        speech.say("nothing is changed")
    speech.complain(BadInput(problems))


def _shown(value: Any) -> str:
    return ", ".join(value) if isinstance(value, tuple) and value else str(value or "(nothing)")
