"""Reading a brand folder: every file in it, and every mistake in them at once."""

from pathlib import Path

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from handouts.brand.folder import BrandFolder
from handouts.brand.logo import MAX_BYTES, Logo, LogoError, read_logo
from handouts.brand.model import Brand, BrandFile, OutOfHours, Override
from handouts.colour import parse_hex
from handouts.errors import BadInput, Problem
from handouts.toml_file import did_you_mean, parse_toml

BRAND_FILE = "brand.toml"
MAX_TEMPLATE_BYTES = 64 * 1024

_WORDS = {
    "missing": ("is missing", "add it"),
    "string_type": ("is not text", "put it in quotation marks"),
    "string_too_short": ("is empty", "fill it in"),
    "tuple_type": ("is not a list", 'write it like ["1 Main Street", "Town"]'),
    "too_long": ("has more than 6 lines", "join some of them"),
    "model_type": ("is not a table", 'write it like { label = "Night line", phone = "..." }'),
}


def load_brand(folder: Path) -> Brand:
    """Return the brand in a folder.

    Raises BadInput with all problems; their source is the file in the folder and the key, such
    as "brand.toml:accent".
    """
    reader = BrandFolder(folder)
    written = _read_brand_file(reader)
    logo = _read_logo(reader, written.logo) if written else None
    sections = _read_sections(reader)
    if written is None or reader.problems:
        raise BadInput(reader.problems)
    return Brand(
        name=written.name,
        address=written.address,
        phone=written.phone,
        email=written.email,
        web=written.web,
        hours=written.hours,
        out_of_hours=written.out_of_hours,
        region=written.region,
        accent=parse_hex(written.accent),
        logo=logo,
        disclaimer=written.disclaimer,
        sections=sections,
        digest=reader.digest(),
    )


def _read_brand_file(reader: BrandFolder) -> BrandFile | None:
    data = reader.read(BRAND_FILE, BRAND_FILE, MAX_TEMPLATE_BYTES)
    if data is None:
        return None
    table, problems = parse_toml(data, BRAND_FILE)
    reader.problems += problems
    if problems:
        return None
    try:
        return BrandFile.model_validate(table)
    except ValidationError as error:
        reader.problems += [_problem(detail) for detail in error.errors(include_url=False)]
    return None


def _problem(detail: ErrorDetails) -> Problem:
    source = f"{BRAND_FILE}:{'.'.join(str(part) for part in detail['loc'])}"
    if detail["type"] == "extra_forbidden":
        model = OutOfHours if len(detail["loc"]) > 1 else BrandFile
        known = list(model.model_fields)
        hint = did_you_mean(str(detail["loc"][-1]), known, f"known keys: {', '.join(known)}")
        return Problem(source, "is not a known key", hint)
    if detail["type"] == "mistake":
        return Problem(source, detail["ctx"]["message"], detail["ctx"]["hint"])
    message, hint = _WORDS.get(detail["type"], (detail["msg"], "see the example brands"))
    return Problem(source, message, hint)


def _read_logo(reader: BrandFolder, name: str) -> Logo | None:
    source = f"{BRAND_FILE}:logo"
    data = reader.read(name, source, MAX_BYTES) if name else None
    if data is None:
        return None
    try:
        return read_logo(data)
    except LogoError as error:
        reader.refuse(source, error.message, error.hint)
    return None


def _read_sections(reader: BrandFolder) -> dict[str, Override]:
    sections = {}
    for name in reader.names("templates", ".md"):
        data = reader.read(name, name, MAX_TEMPLATE_BYTES)
        if data is None:
            continue
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            reader.refuse(name, "is not UTF-8 text", "save it as UTF-8 in your editor")
            continue
        sections[Path(name).stem] = Override(text.replace("\r\n", "\n"), name)
    return sections
