"""One sheet with everything that a brand touches: pages of real handouts, its logo and colours.

The only user of PDFium (pypdfium2), for the sheet as a picture.
"""

from handouts.brand_preview.preview import preview_brand
from handouts.brand_preview.samples import PATIENT

__all__ = ["PATIENT", "preview_brand"]
