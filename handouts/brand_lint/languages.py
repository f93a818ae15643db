"""The language of a brand, and the languages that it has in its folder."""

from pathlib import Path

from handouts.brand import Brand
from handouts.clinic_library import own_content
from handouts.content import language_problems, languages
from handouts.errors import BadInput, Problem, raise_if_any
from handouts.resources import templates_folder
from handouts.templating import read_template_set


def own_language_problems(brand: Brand, folder: Path, language: str) -> list[Problem]:
    """Return what is wrong with a brand's language, and with the templates of its own ones.

    `folder` is that of a condition. What is wrong with the words themselves shows where the library
    is loaded in them.
    """
    own = own_content(brand).languages
    found = list(language_problems(folder, language, own))
    if language not in languages(folder, own):
        found = [
            Problem("brand.toml:language", f"is no language of the library: {language}", one.hint)
            if one.source == "language" else one
            for one in found
        ]  # fmt: skip
    for code, one in brand.languages.items():
        try:
            raise_if_any([] if one.templates else [_no_templates(code)])
            read_template_set(templates_folder() / folder.name, code, one.templates)
        except BadInput as error:
            found += error.problems
    return found


def _no_templates(code: str) -> Problem:
    hint = f"begin it again: handouts brand languages FOLDER --new {code}"
    return Problem(f"languages/{code}/templates", "holds no templates", hint)
