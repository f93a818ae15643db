"""What a clinic's new sections need, once they are read: a heading, and pictures that are there."""

from collections.abc import Mapping

from handouts.brand import Brand
from handouts.document import Heading, OwnPicture, plain
from handouts.errors import Problem
from handouts.templating.built import Built


def new_section_problems(section: str, made: Built, brand: Brand) -> list[Problem]:
    """Return what a brand's new section lacks: a heading of its own at its beginning."""
    if section not in brand.new_sections or made.problems:
        return []
    first = made.blocks[0] if made.blocks else None
    if not isinstance(first, Heading):
        hint = "begin it with a line such as: ## Parking"
        return [Problem(brand.sections[section].source, "does not begin with a heading", hint)]
    titles = [one for one in made.blocks if isinstance(one, Heading) and one.level == 1]
    if titles:
        words = plain(titles[0].text)
        message = f'has the title "{words}", and the handout has a title already'
        return [Problem(brand.sections[section].source, message, f"write ## {words}")]
    return []


def unfound_problems(made: Mapping[str, Built], brand: Brand) -> list[Problem]:
    """Return a problem for each picture that no file was found for; refused ones are told."""
    return [
        Problem(
            brand.sections[section].source, f"shows {block.file}, which was not found",
            "write the name of the file without a tag",
        )
        for section, one in made.items()
        if section in brand.sections
        for block in one.notable
        if isinstance(block, OwnPicture) and block.file not in brand.shown
    ]  # fmt: skip
