"""Composing a handout: which sections in which order, filled in, read, built and checked."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, NamedTuple

from handouts.brand import Brand
from handouts.content import Library
from handouts.document import (
    Block,
    Document,
    Panel,
    WebLink,
    every_text,
    inside_links,
    plain,
    with_live_links,
)
from handouts.errors import Problem, raise_if_any
from handouts.language import DateWords, PrintWords
from handouts.prescription import CheckFirst, Education, Prescription
from handouts.review import DRAFT, Standing
from handouts.suggest import did_you_mean
from handouts.templating.apart import Filled, OwnTemplate, fill_apart
from handouts.templating.arrangement import TemplateSet, chosen_sections, sections_of
from handouts.templating.built import Built, Whose, built
from handouts.templating.check_view import check_view, sign_words, signs_of
from handouts.templating.contacts import Contacts, contacts_of
from handouts.templating.environment import Templates
from handouts.templating.forms import as_form, log_form
from handouts.templating.new_sections import new_section_problems, unfound_problems
from handouts.templating.view import view, whole_view


@dataclass(frozen=True, slots=True)
class Composition:
    """What to compose: the edition's name, the text size's, the patient fields that exist.

    `lines` gives fields, by name, more lines than their template does; `standing` is who reviewed
    the content; `day` is the one on the handout, None where it is not known. A `form` has fields
    to fill in on a screen, but for the patient fields that are `filled`.
    """

    edition: str
    text: str
    fields: tuple[str, ...]
    lines: tuple[tuple[str, int], ...] = ()
    standing: Standing = DRAFT
    day: dt.date | None = None
    form: bool = False
    filled: tuple[str, ...] = ()


_MUST = "::: must"

Assessed = Prescription | CheckFirst | Education
"""What a handout is about: a plan, a sign that comes before any, or what holds for everybody."""


class Written(NamedTuple):
    """A document, how its language writes dates, its words for a print file, its characters."""

    document: Document
    dates: DateWords
    print_words: PrintWords
    characters: frozenset[str]


def compose(
    templates: TemplateSet,
    library: Library,
    brand: Brand,
    assessed: Assessed,
    composition: Composition,
) -> Written:
    """Return the document of a prescription in a library's and a brand's words.

    An urgent sign has one sheet in place of every edition, in which a brand changes nothing.
    Raises BadInput with every mistake in the templates and in the brand's own sections.
    """
    chosen, problems = _chosen(templates, brand, assessed, composition)
    problems += override_problems(brand, templates.texts, templates.fixed, templates.gone)
    raise_if_any(problems)
    brand = templates.with_own(brand)
    values = values_of(templates, library, brand, assessed, composition)
    values = {**values, "sections": tuple(chosen)}
    contacts = contacts_of(library, brand)
    made = make_sections(templates.texts, chosen, values, composition, brand, contacts)
    level = 0
    for section, one in made.items():
        level, jumps = heading_jumps(one.levels, level, _source(section, brand))
        problems += [*one.problems, *jumps]
        problems += _link_problems(one.blocks, library, _source(section, brand))
        headless = new_section_problems(section, one, brand)
        problems += headless
        level = 2 if headless else level  # what follows is not to blame
    notable = tuple(block for one in made.values() for block in one.notable)
    problems += _code_problems(notable, brand)
    problems += unfound_problems(made, brand)
    raise_if_any(problems)
    blocks = tuple(block for one in made.values() for block in one.blocks)
    raise_if_any(_danger_problems(notable, blocks, library, assessed, templates))
    running = templates.running
    live = with_live_links(blocks)
    if composition.form:
        live = as_form(live, log_form(running), frozenset(composition.filled))
    document = _document(live, library, assessed, composition, running)
    characters = frozenset().union(*(one.characters for one in made.values()))
    dates = templates.dates_in(library.region)
    return Written(document, dates, PrintWords(**running["print"]), characters)


def _chosen(
    templates: TemplateSet,
    brand: Brand,
    assessed: Assessed,
    composition: Composition,
) -> tuple[list[str], list[Problem]]:
    """Return the sections of a handout, and what is wrong with a brand's wishes."""
    chosen, problems = chosen_sections(
        templates.arrangement, composition.edition, composition.text, brand
    )
    if isinstance(assessed, CheckFirst):
        return list(templates.check), problems
    return chosen, problems


def values_of(
    templates: TemplateSet,
    library: Library,
    brand: Brand,
    assessed: Assessed,
    composition: Composition,
) -> Mapping[str, Any]:
    """Return the names that a handout's templates can use, but for `sections`."""
    dates, text, standing = (
        templates.dates_in(library.region),
        composition.text,
        composition.standing,
    )
    if isinstance(assessed, CheckFirst):
        return check_view(library, brand, assessed, dates, text, standing)
    if isinstance(assessed, Education):
        return whole_view(library, brand, assessed, dates, text, standing)
    return view(library, brand, assessed, dates, text, standing, composition.day)


def make_sections(
    shipped: Mapping[str, str],
    names: Sequence[str],
    values: Mapping[str, Any],
    composition: Composition,
    brand: Brand,
    contacts: Contacts,
) -> dict[str, Built]:
    """Return what sections became, by name, the brand's own in place of ours.

    What ours must say stands behind the brand's own where that does not say it.
    """
    filled = _filled(shipped, names, values, brand)
    made = {name: _section(filled[name], name, composition, brand, contacts) for name in names}
    for name in names:
        if name in brand.sections and _MUST in shipped.get(f"{name}.md", ""):
            bare = replace(brand, sections={})
            ours = _filled(shipped, (name,), values, bare)
            usual = _section(ours[name], name, composition, bare, contacts)
            made[name] = made[name].with_musts_of(usual)
    return made


def _filled(
    shipped: Mapping[str, str], names: Sequence[str], values: Mapping[str, Any], brand: Brand
) -> dict[str, Filled]:
    """Return each section filled in: ours here, the brand's own in a process that can be stopped.

    None of ours imports a section, so that nothing of the brand's runs here.
    """
    own = {f"{name}.md": override.text for name, override in brand.sections.items()}
    theirs = [
        OwnTemplate(f"{name}.md", _source(name, brand)) for name in names if f"{name}.md" in own
    ]
    apart = fill_apart(theirs, {**shipped, **own}, values)
    ours = _compiled(tuple((name, text) for name, text in shipped.items() if name not in own))
    filled = {}
    for name in names:
        file = f"{name}.md"
        if file in apart:
            filled[name] = apart[file]
        else:
            text, problems = ours.render(file, values, _source(name, brand))
            filled[name] = text, tuple(problems)
    return filled


def compose_sections(
    templates: TemplateSet,
    library: Library,
    brand: Brand,
    prescription: Prescription | Education,
    composition: Composition,
    names: Iterable[str],
) -> dict[str, Built]:
    """Return what some sections became, the brand's own or the shipped ones.

    Each is one of `sections`. Nothing is checked that only a whole handout shows.
    """
    brand = templates.with_own(brand)
    values = values_of(templates, library, brand, prescription, composition)
    values = {**values, "sections": sections_of(templates, composition.edition)}
    contacts = contacts_of(library, brand)
    return make_sections(templates.texts, tuple(names), values, composition, brand, contacts)


def sections(templates: TemplateSet) -> dict[str, tuple[str, ...]]:
    """Return the sections that a condition's templates have, and which editions show each."""
    known = templates.arrangement["editions"]
    names = dict.fromkeys(name for edition in known.values() for name in edition["sections"])
    return {
        name: tuple(key for key, edition in known.items() if name in edition["sections"])
        for name in names
    }


@lru_cache(maxsize=16)
def _compiled(sources: tuple[tuple[str, str], ...]) -> Templates:
    """Return the templates of these names and texts: compiling them takes as long as filling in."""
    return Templates(dict(sources))


def override_problems(
    brand: Brand, shipped: Mapping[str, str], fixed: Mapping[str, str], gone: Mapping[str, str]
) -> list[Problem]:
    """Return a problem for each section of the brand that there is none of, or that is ours.

    `fixed` are those that no brand can change, with what each is; `gone` those of earlier versions,
    with where their words are now.
    """
    problems = []
    names = [name.removesuffix(".md") for name in shipped if not name.startswith("_")]
    names = [name for name in names if name not in fixed]
    for name, override in brand.sections.items():
        if name in brand.new_sections:
            if name in names or name in fixed:
                hint = "give yours another name, or put it into templates/ to replace ours"
                message = "has the name of a section that the handout has already"
                problems.append(Problem(override.source, message, hint))
        elif name in fixed:
            message = f"{fixed[name]} cannot be changed"
            problems.append(Problem(override.source, message, "remove this file"))
        elif name in gone:
            message = "is a section of an earlier version"
            hint = f"remove this file, or put it into the folder sections/: {gone[name]}"
            problems.append(Problem(override.source, message, hint))
        elif name not in names:
            files = [f"{one}.md" for one in names]
            elsewhere = "put a new section into the folder sections/, beside templates/"
            hint = did_you_mean(f"{name}.md", files, elsewhere)
            problems.append(Problem(override.source, "is no section of this handout", hint))
    return problems


def _section(
    filled: Filled, section: str, composition: Composition, brand: Brand, contacts: Contacts
) -> Built:
    text, problems = filled
    if problems:
        return Built(problems=tuple(problems))
    own = brand.sections.get(section)
    whose: Whose = "ours" if own is None else "plain" if own.text == text else "filled"
    given = composition.fields, composition.lines, contacts
    return built(text, _source(section, brand), *given, whose)


def heading_jumps(levels: Iterable[int], level: int, source: str) -> tuple[int, list[Problem]]:
    """Return the last of some headings' levels, and where levels are skipped (PDF/UA-1, 7.4.2).

    `level` is that of the heading before them.
    """
    problems = []
    for found in levels:
        if found > level + 1:
            message = f"a heading jumps from level {level} to level {found}"
            problems.append(Problem(source, message, f"write {'#' * (level + 1)} before it"))
        level = found
    return level, problems


def _source(section: str, brand: Brand) -> str:
    """Return what Problems call a section's template."""
    override = brand.sections.get(section)
    return override.source if override else f"templates/{section}.md"


def _link_problems(blocks: tuple[Block, ...], library: Library, source: str) -> list[Problem]:
    """Return a problem for each link within the handout that leads to no exercise's card."""
    problems = []
    for name in sorted(inside_links(blocks) - set(library.exercises)):
        hint = did_you_mean(name, library.exercises, "link to an exercise by its id")
        problems.append(Problem(source, f"a link to #{name}, which is no exercise", hint))
    return problems


def _code_problems(blocks: tuple[Block, ...], brand: Brand) -> list[Problem]:
    """Return a problem for a square code that leads elsewhere than the brand's own link."""
    wanted = brand.link.address if brand.link else ""
    codes = [block for block in blocks if isinstance(block, WebLink)]
    hint = "write url={{ brand.link.address }}, and the address in brand.toml"
    return [
        Problem("templates", "::: web leads elsewhere than brand.toml:link.url", hint)
        for code in codes
        if code.address != wanted
    ]


def _danger_problems(
    notable: tuple[Block, ...],
    blocks: tuple[Block, ...],
    library: Library,
    assessed: Assessed,
    templates: TemplateSet,
) -> list[Problem]:
    """Return what is missing from the danger signs, whatever the templates did.

    They are all that are an emergency, in the box; on the sheet for urgent signs the patient's
    own, the most urgent in the box and the others anywhere.
    """
    signs = library.words.red_flags
    if isinstance(assessed, CheckFirst):
        source = f"templates/{templates.check[0]}.md"
        wanted = [
            {sign_words(library, name, brief=brief) for brief in (True, False)}
            for name in signs_of(library, assessed)
        ]
    else:
        source = f"templates/{templates.danger}.md"
        emergencies = [n for n, sign in library.red_flags.items() if sign.level == "emergency"]
        wanted = [{signs.items[name], signs.brief[name]} for name in emergencies]
    panels = [block for block in notable if isinstance(block, Panel)]
    if len(panels) != 1:
        message = f"the handout has {len(panels)} boxes of danger signs, not one"
        return [Problem(source, message, "leave panels of kind=danger to this section")]
    boxed = {plain(text) for text in every_text(tuple(panels))}
    anywhere = boxed
    if isinstance(assessed, CheckFirst):
        anywhere = {plain(text) for text in every_text(blocks)}
    first, *others = wanted
    lacking = [item for item in [first] if item.isdisjoint(boxed)]
    lacking += [item for item in others if item.isdisjoint(anywhere)]
    lacking += [
        {number}
        for number in library.region.facts.numbers
        if not any(number in text for text in boxed)
    ]
    return [
        Problem(source, f"the danger signs lack: {max(item, key=len)}", "put it back")
        for item in lacking
    ]


def _document(
    blocks: tuple[Block, ...],
    library: Library,
    assessed: Assessed,
    composition: Composition,
    running: Mapping[str, Any],
) -> Document:
    urgent = isinstance(assessed, CheckFirst)
    return Document(
        title=_title(library, assessed, running),
        subject=running["check_subject" if urgent else "subject"].format(
            edition=composition.edition
        ),
        language=library.region.words.language,
        blocks=blocks,
        footer=running["footer"].format(version=library.version),
        page_words=running["page"],
        handout_words=running["handout"],
        clinic_words=running["clinic"],
        clinic_asked=running["form"]["clinic"] if composition.form else "",
        danger_words=(running["danger"]["more"], running["danger"]["rest"]),
    )


def _title(library: Library, assessed: Assessed, running: Mapping[str, Any]) -> str:
    """Return what the file and the head of each page are called."""
    words = library.words.condition
    match assessed:
        case CheckFirst():
            return str(running["check_title"].format(check=library.words.red_flags.check.title))
        case Education():
            return str(running["article_title"].format(title=words.article_title))
        case _:
            stage = library.words.stages[assessed.stage].label
            return str(running["title"].format(title=words.title, stage=stage))
