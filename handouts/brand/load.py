"""Reading a brand folder: every file in it, and every mistake in them at once."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from handouts.brand.file import BrandFile, LetterheadTable, PageTable
from handouts.brand.languages import own_languages
from handouts.brand.layers import (
    MAX_TEXT_BYTES,
    Layer,
    merged,
    missing_name,
    owner,
    read_layers,
    with_site,
)
from handouts.brand.logo import MAX_BYTES, Logo, LogoError, read_logo, read_picture
from handouts.brand.model import (
    Brand,
    Clinician,
    Defaults,
    FontFiles,
    Link,
    Look,
    OutOfHours,
    OwnFile,
)
from handouts.brand.new_sections import FOLDER, new_sections, shown_pictures, sound_names
from handouts.brand.stationery import SQUARISH, TALLEST_LOGO, Letterhead, Partner
from handouts.colour import parse_hex
from handouts.errors import BadInput, Problem
from handouts.resources import BRAND_FILE, DEFAULT_REGION, REVIEW_FILE
from handouts.suggest import did_you_mean
from handouts.typefaces import STYLES, Style, family_names, font_flaws, with_near_styles

MAX_FONT_BYTES = 4 * 1024 * 1024
MAX_BAKED_BYTES = 256 * 1024
_OWN_TABLES = ("exercises", "plans", "regions")
_BAKED = ".pic"
_PICTURES = (".png", ".jpg", ".jpeg", ".svg")


def load_brand(folder: Path, site: str = "") -> Brand:
    """Return the brand in a folder, with the contacts of one of its sites.

    What it does not say comes from the brand that it extends. Raises BadInput with all problems;
    their source is the file in the folder and the key, such as "brand.toml:colours.main".
    """
    brand, problems = read_brand(folder, site)
    if problems or brand is None:
        raise BadInput(problems)
    return brand


def load_despite_errors(folder: Path, site: str = "") -> Brand:
    """Return what can be understood of a brand, for pages that say they are not for patients.

    Raises BadInput with all problems where that is nothing, and for a site that there is not.
    """
    brand, problems = read_brand(folder, site)
    if brand is None or any(problem.source == "--site" for problem in problems):
        raise BadInput(problems)
    return brand


def read_brand(folder: Path, site: str = "") -> tuple[Brand | None, tuple[Problem, ...]]:
    """Return what can be understood of the brand in a folder, and all problems.

    What is wrong is left out of the brand, which is for looking into it further, never for
    patients. None where there is no brand.toml that can be read.
    """
    layers, problems = read_layers(folder)
    if not layers:
        return None, tuple(problems)
    written = merged(layers)
    if not (written.name or written.unnamed) and not problems:
        problems.append(missing_name())
    if site and site not in written.sites:
        sites = ", ".join(written.sites) or "the brand has none"
        hint = did_you_mean(site, written.sites, f"sites: {sites}")
        problems.append(Problem("--site", "is no site of the brand", hint))
    else:
        written = with_site(written, site) if site else written
    problems += _typeface_problems(written)
    brand = _brand(layers, written, site)
    problems += [problem for layer in layers for problem in layer.reader.problems]
    return brand, tuple(problems)


def read_clinicians(folder: Path) -> dict[str, Clinician]:
    """Return the clinicians of a brand by id, without reading the rest; none if it is broken."""
    layers, problems = read_layers(folder)
    return {} if problems else _clinicians(merged(layers))


def _brand(layers: Sequence[Layer], written: BrandFile, site: str) -> Brand:
    texts = {part: _own_files(layers, part, ".toml") for part in _OWN_TABLES}
    new = sound_names(layers, _own_files(layers, FOLDER, ".md"))
    sections = _own_files(layers, "templates", ".md") | new
    made = Brand(
        name=written.name,
        address=written.address,
        phone=written.phone,
        email=written.email,
        web=written.web,
        hours=written.hours,
        out_of_hours=OutOfHours(written.out_of_hours.label, written.out_of_hours.phone),
        region=written.region or DEFAULT_REGION,
        emergency_numbers=written.emergency_number,
        defaults=Defaults(written.language, written.paper, written.text, written.figure),
        look=_look(layers, written, site),
        disclaimer=written.disclaimer,
        privacy=written.privacy,
        footer=written.page.footer,
        link=Link(written.link.url, written.link.label) if written.link.url else None,
        clinicians=_clinicians(written),
        sites=tuple(written.sites),
        site=site,
        order=written.sections.order,
        left_out=written.sections.leave_out,
        sections=sections,
        exercises=texts["exercises"],
        plans=texts["plans"],
        regions=texts["regions"],
        languages=own_languages(layers),
        pictures=_own_pictures(layers),
        baked=_own_baked(layers),
        review=_review(layers),
        digest="",
        new_sections=new_sections(layers, written, new),
        shown=shown_pictures(layers, sections.values()),
    )
    return _with_digest(made, layers)


def _clinicians(written: BrandFile) -> dict[str, Clinician]:
    return {
        name: Clinician(one.name, one.title, one.registration)
        for name, one in written.clinicians.items()
    }


def _with_digest(brand: Brand, layers: Sequence[Layer]) -> Brand:
    """Name the content: taken last, when every file has been read."""
    names = "\0".join([*(layer.reader.digest() for layer in layers), brand.site])
    return replace(brand, digest=hashlib.sha256(names.encode()).hexdigest())


def _look(layers: Sequence[Layer], written: BrandFile, site: str) -> Look:
    colours, types, page = written.colours, written.typefaces, written.page
    main = parse_hex(colours.main)
    logo = _picture(layers, site, "logo", written.logo)
    return Look(
        main=main,
        accent=parse_hex(colours.accent) if colours.accent else main,
        headings=types.headings or types.body,
        body=types.body,
        own_typefaces={name: _font_files(layers, written, name) for name in types.own},
        band=page.band,
        header=page.header,
        logo_width=page.logo_width,
        corners=page.corners,
        rules=page.rules,
        logo=logo,
        logo_light=_picture(layers, site, "logo_light", written.logo_light),
        logo_mono=_picture(layers, site, "logo_mono", written.logo_mono),
        bright=parse_hex(colours.bright) if colours.bright else None,
        logo_height=_logo_height(page, logo),
        logo_on=page.logo_on,
        address=page.address,
        partners=_partners(layers, written),
        letterhead=_letterhead(written.letterhead),
    )


def _logo_height(page: PageTable, logo: Logo | None) -> float | None:
    """Return the tallest that a logo may get: who asks for a width gets it for square ones too."""
    squarish = logo is not None and logo.width <= SQUARISH * logo.height
    if page.logo_height is None and "logo_width" in page.model_fields_set and squarish:
        return TALLEST_LOGO
    return page.logo_height


def _letterhead(table: LetterheadTable) -> Letterhead | None:
    if not (table.top or table.bottom):
        return None
    return Letterhead(table.top, table.bottom, table.first_page_only)


def _picture(layers: Sequence[Layer], site: str, key: str, name: str) -> Logo | None:
    """Return a logo: the site's, if that has one of its own."""
    at_site = owner(layers, "sites", site, key) if site else None
    layer = at_site or owner(layers, key)
    source = f"{BRAND_FILE}:sites.{site}.{key}" if at_site else f"{BRAND_FILE}:{key}"
    return _read_picture(layer, name, source) if layer and name else None


def _partners(layers: Sequence[Layer], written: BrandFile) -> tuple[Partner, ...]:
    layer = owner(layers, "partners")
    if layer is None:
        return ()
    read = [
        (table, _read_picture(layer, table.file, f"{BRAND_FILE}:partners.{number}"))
        for number, table in enumerate(written.partners, 1)
    ]
    return tuple(Partner(logo, table.file, table.name) for table, logo in read if logo)


def _read_picture(
    layer: Layer, name: str, source: str, read: Callable[[bytes], Logo] = read_logo
) -> Logo | None:
    data = layer.reader.read(name, source, MAX_BYTES)
    if data is None:
        return None
    try:
        return replace(read(data), file_digest=hashlib.sha256(data).hexdigest())
    except LogoError as error:
        layer.reader.refuse(source, error.message, error.hint)
    return None


def _typeface_problems(written: BrandFile) -> list[Problem]:
    """Return what is wrong with the names of typefaces."""
    known = (*written.typefaces.own, *family_names())
    chosen = {"headings": written.typefaces.headings, "body": written.typefaces.body}
    return [
        Problem(
            f"{BRAND_FILE}:typefaces.{key}",
            "is no typeface of fonts/ or of the brand's own",
            did_you_mean(name, known, "one of: " + ", ".join(known)),
        )
        for key, name in chosen.items()
        if name and name not in known
    ]


def _font_files(layers: Sequence[Layer], written: BrandFile, name: str) -> FontFiles:
    table = written.typefaces.own[name]
    source = f"{BRAND_FILE}:typefaces.own.{name}"
    faces: dict[Style, bytes] = {}
    for style in STYLES:
        layer = owner(layers, "typefaces", "own", name, style)
        file = getattr(table, style)
        data = layer.reader.read(file, f"{source}.{style}", MAX_FONT_BYTES) if layer else None
        if layer and data is not None:
            for flaw in font_flaws(data):
                layer.reader.refuse(f"{source}.{style}", flaw.message, flaw.hint)
            faces[style] = data
    names = {style: getattr(table, style) for style in STYLES if getattr(table, style)}
    return FontFiles(source, with_near_styles(faces), names)


def _own_files(layers: Sequence[Layer], part: str, suffix: str) -> dict[str, OwnFile]:
    """Return the texts of a sub-folder by name without suffix; the nearest layer's count."""
    found: dict[str, OwnFile] = {}
    for layer in reversed(layers):
        for name in layer.reader.names(part, suffix):
            if Path(name).name.startswith((".", "~")):
                continue  # what an office program or a Mac leaves beside a file
            text = _read_text(layer, name)
            if text is not None:
                found[Path(name).stem] = OwnFile(text, f"{layer.reader.prefix}{name}")
    return found


def _review(layers: Sequence[Layer]) -> OwnFile | None:
    """Return the nearest record of a sign-off: a brand may rest on that of the one it extends."""
    for layer in layers:
        if layer.reader.has(REVIEW_FILE):
            text = _read_text(layer, REVIEW_FILE)
            return None if text is None else OwnFile(text, f"{layer.reader.prefix}{REVIEW_FILE}")
    return None


def _read_text(layer: Layer, name: str) -> str | None:
    data = layer.reader.read(name, name, MAX_TEXT_BYTES)
    if data is None:
        return None
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        layer.reader.refuse(name, "is not UTF-8 text", "save it as UTF-8 in your editor")
    return None


def _own_pictures(layers: Sequence[Layer]) -> dict[str, Logo]:
    """Return the pictures that lie beside the clinic's own exercises, by file name."""
    found = {}
    for layer in reversed(layers):
        for name in layer.reader.names("exercises", *_PICTURES):
            picture = _read_picture(layer, name, name, read_picture)
            if picture is not None:
                found[Path(name).name] = picture
    return found


def _own_baked(layers: Sequence[Layer]) -> dict[str, bytes]:
    """Return the pictures that were drawn from the poses of its exercises, by file name."""
    found = {}
    for layer in reversed(layers):
        for name in layer.reader.names("exercises", _BAKED):
            data = layer.reader.read(name, name, MAX_BAKED_BYTES)
            if data is not None:
                found[Path(name).name] = data
    return found
