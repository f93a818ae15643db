"""A clinic's brand: a folder with `brand.toml`, perhaps logos, typefaces and texts of its own.

A folder may come by e-mail, so it is read with suspicion: no file outside it is opened, images
are decoded here and written anew, links go to the web, mail and telephone only.
"""

from handouts.brand.load import load_brand, load_despite_errors, read_brand, read_clinicians
from handouts.brand.logo import Logo
from handouts.brand.model import (
    Brand,
    Calling,
    Clinician,
    Defaults,
    FontFiles,
    Link,
    Look,
    NewSection,
    OutOfHours,
    OwnFile,
    OwnLanguage,
    telephone_link,
)
from handouts.brand.new_sections import picture_path, pictures_in
from handouts.brand.stationery import Letterhead, Partner

__all__ = [
    "Brand",
    "Calling",
    "Clinician",
    "Defaults",
    "FontFiles",
    "Letterhead",
    "Link",
    "Logo",
    "Look",
    "NewSection",
    "OutOfHours",
    "OwnFile",
    "OwnLanguage",
    "Partner",
    "load_brand",
    "load_despite_errors",
    "picture_path",
    "pictures_in",
    "read_brand",
    "read_clinicians",
    "telephone_link",
]
