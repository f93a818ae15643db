"""Layout: Document + Theme -> `Edition`, a finished tagged PDF with boxes for a patient.

The only room that knows ReportLab. Blocks become boxes (`story`), boxes go onto pages
(`paginate`), and a pen draws them where they were put (`render`).
"""

import handouts.layout.reportlab_settings  # noqa: F401 - before all else imports ReportLab
from handouts.layout.errors import CannotLayOut
from handouts.layout.masthead import Mark, Masthead, make_masthead
from handouts.layout.pictures import Illustration, Illustrations, Photo
from handouts.layout.render import danger_room, fitted_band, lay_out
from handouts.layout.theme import Theme, make_theme

__all__ = [
    "CannotLayOut",
    "Illustration",
    "Illustrations",
    "Mark",
    "Masthead",
    "Photo",
    "Theme",
    "danger_room",
    "fitted_band",
    "lay_out",
    "make_masthead",
    "make_theme",
]
