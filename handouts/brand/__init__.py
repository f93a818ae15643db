"""A clinic's brand: a folder with `brand.toml`, perhaps a logo and its own section templates.

A folder may come by e-mail, so it is read with suspicion: no file outside it is opened, images
are decoded here and written anew, links go to the web, mail and telephone only.
"""

from handouts.brand.load import load_brand
from handouts.brand.logo import Logo
from handouts.brand.model import Brand, OutOfHours, Override

__all__ = ["Brand", "Logo", "OutOfHours", "Override", "load_brand"]
