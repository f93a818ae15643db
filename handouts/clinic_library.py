"""The library as one clinic has it: ours, with the exercises and plans of its brand.

Content and brand do not know each other; here one is handed to the other, and the pictures of a
clinic's own exercises are found and checked.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from handouts.brand import Brand, Logo
from handouts.content import Library, OwnContent, load_library
from handouts.content.facts import Exercise
from handouts.errors import BadInput, Problem, raise_if_any
from handouts.figures import Drawing, draw_foreign, figures_of, find_picture, load, read_foreign


def load_clinic_library(folder: Path, language: str, region: str, brand: Brand) -> Library:
    """Return the library in `folder` with what a brand adds; an empty `region` is the brand's.

    Raises BadInput with all problems of the library, or else of the brand's exercises and plans,
    or else of their pictures.
    """
    # Another region than the brand's has a number of its own.
    numbers = brand.emergency_numbers if region in ("", brand.region) else ()
    region = region or brand.region
    library = load_library(folder, language, region, numbers, own=own_content(brand))
    raise_if_any(_pose_problems(library, brand))
    return library


def own_content(brand: Brand) -> OwnContent:
    """Return a brand's exercises, plans, regions and words as content takes them: plain texts."""
    exercises, plans, regions = (
        {name: (file.text, file.source) for name, file in files.items()}
        for files in (brand.exercises, brand.plans, brand.regions)
    )
    return OwnContent(exercises, plans, tuple(brand.pictures), regions, _languages(brand))


def places_of(brand: Brand) -> OwnContent:
    """Return a brand's regions and languages alone."""
    own = own_content(brand)
    return OwnContent(regions=own.regions, languages=own.languages)


def _languages(brand: Brand) -> dict[str, dict[str, tuple[str, str]]]:
    return {
        code: {name: (file.text, file.source) for name, file in one.words.items()}
        for code, one in brand.languages.items()
    }


def find_illustration(
    pictures: Path,
    library: Library,
    brand: Brand,
    exercise: str,
    figure: str,
    setting: str,
    sore: str = "",
) -> Drawing | Logo | None:
    """Return what shows an exercise: a drawing, or a picture of the clinic's own.

    `pictures` is the folder of the library's. One of ours that a clinic replaced keeps our picture
    until it has another. With one sore side, left or right, a drawing of what is done with one side
    shows that side; a picture of the clinic's own stays as it is. Raises BadInput where an exercise
    of the library has a pose and was never drawn.
    """
    own = library.own_exercises.get(exercise)
    if own is None:
        drawn = load(pictures, exercise, figure, setting=setting, sore=sore)
        if drawn is None:
            raise_if_any(undrawn_problems(pictures, library, [exercise]))
        return drawn
    if own.picture:
        return brand.pictures[own.picture]
    if library.exercises[exercise].pose:
        name = find_picture(brand.baked, exercise, figure, setting)
        return draw_foreign(brand.baked[name], sore) if name else None
    if own.replaces:
        return load(pictures, exercise, figure, setting=setting, sore=sore)
    return None


def undrawn_problems(pictures: Path, library: Library, names: Iterable[str]) -> Iterator[Problem]:
    """Yield each of the library's exercises and figures that has a pose and no baked picture.

    Without it a page would be printed with the picture left out, and nothing said. Those of a
    clinic are looked at when they are loaded.
    """
    for name in names:
        if name in library.own_exercises:
            continue
        exercise, figure = library.exercises.get(name), library.figures.get(name)
        if (figure or (exercise and exercise.pose)) and not figures_of(pictures, name):
            folder = "exercises" if exercise else "figures"
            hint = f"run: handouts exercise bake {name}"
            yield Problem(f"{folder}/{name}.toml", "its picture is not drawn yet", hint)


def _pose_problems(library: Library, brand: Brand) -> Iterator[Problem]:
    """Yield each pose that is wrong, or that its pictures do not show."""
    for name, own in library.own_exercises.items():
        facts = library.exercises[name]
        if facts.pose:
            yield from _baked_problems(name, facts, own.source, brand)


def _baked_problems(name: str, facts: Exercise, source: str, brand: Brand) -> Iterator[Problem]:
    # Slow to import, and few brands have poses of their own.
    from handouts.figures.pose import pose_digest, read_pose  # noqa: PLC0415

    command = f"run: handouts exercise bake {name} --brand FOLDER"
    try:
        wanted = pose_digest(read_pose(facts.pose, source))
    except BadInput as mistakes:
        yield from mistakes.problems
        return
    baked = [key for key in brand.baked if key.partition(".")[0] == name]
    if not baked:
        yield Problem(f"{source}:pose", "is not drawn yet", command)
    for key in baked:
        try:
            drawn = read_foreign(brand.baked[key]).pose
        except ValueError:
            yield Problem(f"exercises/{key}", "is no picture of ours, or damaged", command)
            continue
        if drawn != wanted:
            yield Problem(f"{source}:pose", f"has changed since {key} was drawn", command)
