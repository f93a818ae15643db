"""Which sections an edition has, in which order, and what a brand changes of that."""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from handouts.brand import Brand, NewSection, OwnFile
from handouts.content import Library, Region
from handouts.errors import Problem, raise_if_any
from handouts.language import DateWords
from handouts.suggest import did_you_mean
from handouts.templating.translated import translation_problems

_ORDER, _LEAVE_OUT = "brand.toml:sections.order", "brand.toml:sections.leave_out"
_OWN = "brand.toml:sections.own"


def read_arrangement(folder: Path) -> Mapping[str, Any]:
    """Return arrangement.toml of a condition's templates folder."""
    return tomllib.loads((folder / "arrangement.toml").read_text(encoding="utf-8"))


def read_running(folder: Path, language: str) -> Mapping[str, Any]:
    """Return running.toml of a language in a condition's templates folder."""
    return tomllib.loads((folder / language / "running.toml").read_text("utf-8"))


@dataclass(frozen=True, slots=True)
class TemplateSet:
    """A condition's templates in one language, as they were when they were read.

    `arrangement` and `running` are the contents of these files, `texts` the templates by file name;
    `own` are those by section that came with a brand, in a language of its own.
    """

    def with_own(self, brand: Brand) -> Brand:
        """Return a brand that has as its own every section that came in a brand's folder.

        So all of them are filled in apart, where they can do no harm.
        """
        return replace(brand, sections={**self.own, **brand.sections}) if self.own else brand

    folder: Path
    arrangement: Mapping[str, Any]
    running: Mapping[str, Any]
    texts: Mapping[str, str]
    own: Mapping[str, OwnFile] = field(default_factory=dict)

    @property
    def danger(self) -> str:
        """The name of the section with the danger signs."""
        return str(self.arrangement["danger"])

    @property
    def check(self) -> tuple[str, ...]:
        """The sections of the sheet for urgent signs, in order."""
        return tuple(self.arrangement["check"]["sections"])

    @property
    def fixed(self) -> dict[str, str]:
        """The sections that no brand can change, and what each is."""
        found = dict.fromkeys(self.check, "the sheet for urgent signs")
        found |= dict.fromkeys(self.arrangement["fixed"], "what has to be read")
        return found | {self.danger: "the danger signs"}

    def dates_in(self, region: Region) -> DateWords:
        """Return how a region writes dates: its pattern, the months of this language."""
        return DateWords(region.words.date, tuple(self.running["date"]["months"]))

    @property
    def gone(self) -> dict[str, str]:
        """The sections that earlier versions had, and where their words are now."""
        return dict(self.arrangement.get("gone", {}))

    @property
    def editions(self) -> tuple[str, ...]:
        """The names of the editions."""
        return tuple(self.arrangement["editions"])

    def has_plan(self, edition: str) -> bool:
        """Say whether an edition is for one patient's plan; else it is the same for everybody."""
        return bool(self.arrangement["editions"].get(edition, {}).get("plan", True))


def sections_of(templates: TemplateSet, edition: str) -> tuple[str, ...]:
    """Return the sections of an edition as it is shipped, in order."""
    return tuple(templates.arrangement["editions"][edition]["sections"])


def templates_of(brand: Brand, library: Library) -> Mapping[str, OwnFile]:
    """Return the templates of a brand in its own language, by file name; none in one of ours."""
    own = brand.languages.get(library.language)
    return own.templates if own else {}


def read_template_set(
    folder: Path, language: str, own: Mapping[str, OwnFile] | None = None
) -> TemplateSet:
    """Return the templates in a condition's templates folder that are in a language.

    `own` are those of a language that came with a brand, by file name: they stand by themselves.
    Raises BadInput where one of them is missing, or the running words are not all there.
    """
    if own:
        raise_if_any(translation_problems(folder, language, own))
        texts = {name: file.text for name, file in own.items() if name.endswith(".md")}
        sections = {
            name.removesuffix(".md"): own[name] for name in texts if not name.startswith("_")
        }
        said = tomllib.loads(own["running.toml"].text)
        return TemplateSet(folder, read_arrangement(folder), said, texts, sections)
    running, texts = read_running(folder, language), read_templates(folder / language)
    return TemplateSet(folder, read_arrangement(folder), running, texts)


def read_templates(folder: Path) -> dict[str, str]:
    """Return the texts of the shipped templates in a folder by file name."""
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.md"))}


def chosen_sections(
    arrangement: Mapping[str, Any], edition: str, text: str, brand: Brand
) -> tuple[list[str], list[Problem]]:
    """Return an edition's sections as a brand wants them, and what is wrong with its wishes.

    What the brand leaves out is dropped; what it orders comes in its order, at the place of the
    first of them; all else stays where it was. New ones stand where it says, or before the small
    print (`end`). Some sections cannot be dropped (`keep`), and
    nothing comes before the danger signs, or what else has to be read first (`early`), that did
    not before. Raises BadInput for an edition that does not exist.
    """
    sections = _shipped(arrangement, edition, text)
    problems = _name_problems(arrangement, brand)
    if problems:
        return sections, problems
    new = {name: one for name, one in brand.new_sections.items() if name in brand.sections}
    every = with_new(sections, edition, arrangement["end"], new)
    chosen = _in_order([name for name in every if name not in brand.left_out], brand.order)
    return chosen, _early(sections, chosen, arrangement, brand)


def edition_problems(known: Iterable[str], edition: str) -> list[Problem]:
    """Return the problem of an edition that is not among those that there are."""
    names = tuple(known)
    if edition in names:
        return []
    hint = did_you_mean(edition, names, "one of: " + ", ".join(names))
    return [Problem("--edition", "is no edition of this handout", hint)]


def _shipped(arrangement: Mapping[str, Any], edition: str, text: str) -> list[str]:
    known = arrangement["editions"]
    raise_if_any(edition_problems(known, edition))
    sections = list(known[edition]["sections"])
    first = [name for name in arrangement.get("first", {}).get(text, ()) if name in sections]
    return [*first, *(name for name in sections if name not in first)]


def with_new(
    sections: Sequence[str], edition: str, end: Iterable[str], new: Mapping[str, NewSection]
) -> list[str]:
    """Return an edition's sections with the new ones that a brand has in it.

    Each stands after the section that it names; where that is not there, before those of the
    `end`, which are the small print.
    """
    placed = list(sections)
    left = {name: one.after for name, one in new.items() if edition in one.editions}
    behind: dict[str, str] = {}  # the last one put after a section
    while left:
        ready = [name for name, after in left.items() if after not in left]
        for name in ready or [*left]:
            after = left.pop(name)
            if after in placed:
                place = placed.index(behind.get(after, after)) + 1
                behind[after] = name
            else:
                ends = [placed.index(one) for one in end if one in placed]
                place = min(ends, default=len(placed))
            placed.insert(place, name)
    return placed


def _place_problems(
    editions: Iterable[str], known: Sequence[str], new: Mapping[str, NewSection]
) -> list[Problem]:
    """Return what is wrong with the places that a brand gives its new sections."""
    problems = []
    for name, one in new.items():
        for edition in one.editions:
            if edition not in editions:
                hint = did_you_mean(edition, editions, "one of: " + ", ".join(editions))
                message = f"{edition} is no edition of this handout"
                problems.append(Problem(f"{_OWN}.{name}.editions", message, hint))
        source = f"{_OWN}.{name}.after"
        if one.after and one.after not in known:
            hint = did_you_mean(one.after, known, "sections: " + ", ".join(known))
            problems.append(Problem(source, f"{one.after} is no section of this handout", hint))
        elif _in_a_circle(name, new):
            hint = "let one of them stand after a section of the handout"
            problems.append(Problem(source, "comes back to itself", hint))
    return problems


def _in_a_circle(name: str, new: Mapping[str, NewSection]) -> bool:
    at = name
    for _ in new:
        at = new[at].after if at in new else ""
        if at == name:
            return True
    return False


def _in_order(sections: Sequence[str], order: Sequence[str]) -> list[str]:
    moved = [name for name in dict.fromkeys(order) if name in sections]
    if not moved:
        return list(sections)
    first = next(index for index, name in enumerate(sections) if name in moved)
    rest = [name for name in sections[first:] if name not in moved]
    return [*sections[:first], *moved, *rest]


def _early(
    shipped: Sequence[str], chosen: Sequence[str], arrangement: Mapping[str, Any], brand: Brand
) -> list[Problem]:
    """Return a problem for each section that would push down what has to be read first."""
    danger = str(arrangement["danger"])
    firm = dict.fromkeys(arrangement["early"], "what has to be read first")
    firm = {danger: "the danger signs, which stay on page 1", **firm}
    found: dict[str, Problem] = {}
    for kept in (name for name in firm if name in shipped):
        before = shipped[: shipped.index(kept)]
        for name in chosen[: chosen.index(kept)]:
            if name not in before:
                message = f"puts {name} before {firm[kept]}"
                hint = "take out of the list what comes before them: " + ", ".join(before)
                placed = brand.new_sections.get(name)
                if placed and placed.after and name not in brand.order:
                    hint = f"name a section that comes later than {kept}"
                    found.setdefault(name, Problem(f"{_OWN}.{name}.after", message, hint))
                found.setdefault(name, Problem(_ORDER, message, hint))
    return list(found.values())


def _name_problems(arrangement: Mapping[str, Any], brand: Brand) -> list[Problem]:
    """Return what is wrong with names in the brand's lists, whatever the edition.

    A section that an earlier version had asks for nothing: there is none to move or to leave out.
    """
    danger, keep = str(arrangement["danger"]), tuple(arrangement["keep"])
    known = tuple(
        dict.fromkeys(
            name for edition in arrangement["editions"].values() for name in edition["sections"]
        )
    )
    known = (*known, *brand.new_sections)
    wishes = (
        (_ORDER, brand.order, "moved", (danger, keep[0], *arrangement["fixed"])),
        (_LEAVE_OUT, brand.left_out, "left out", (danger, *keep)),
    )
    problems = _place_problems(arrangement["editions"], known, brand.new_sections)
    for source, names, done, fixed in wishes:
        gone = set(arrangement.get("gone", ())) - set(known)
        for name in (one for one in names if one not in gone):
            if name not in known:
                hint = did_you_mean(name, known, "sections: " + ", ".join(known))
                problems.append(Problem(source, f"{name} is no section of this handout", hint))
            elif name in fixed:
                hint = f"take {name} out of the list"
                problems.append(Problem(source, f"{name} cannot be {done}", hint))
    return problems
