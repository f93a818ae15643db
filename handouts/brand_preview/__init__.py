"""One sheet with everything that a brand touches: pages of real handouts, its logo and colours.

The only user of PDFium (pypdfium2), for pages as pictures.
"""

from handouts.brand_preview.picture import pages_as_png
from handouts.brand_preview.preview import preview_brand
from handouts.brand_preview.samples import PATIENT

__all__ = ["PATIENT", "pages_as_png", "preview_brand"]
