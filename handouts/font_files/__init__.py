"""Font files as people have them, made into the TrueType files that a brand holds.

Everything that opens a stranger's font with fontTools runs in a process of its own (`worker.py`),
which can be stopped.
"""

from handouts.font_files.model import FontRefusedError, Prepared
from handouts.font_files.prepare import prepare_typeface

__all__ = ["FontRefusedError", "Prepared", "prepare_typeface"]
