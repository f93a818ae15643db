"""Forcing ReportLab's settings, whatever its settings files or RL_ variables say.

ReportLab runs `~/.reportlab_settings` and reads `RL_...` variables when it is first imported,
and its modules copy values then. So this module is imported before any other of ReportLab.
"""

from reportlab import rl_config

FORCED = {
    "invariant": 1,  # no clock in the file
    "useA85": 0,  # streams stay binary
    "pageCompression": 1,
    "ttfAsciiReadable": 0,  # embed only what is used
    "trustedHosts": [],  # nothing is fetched
    "trustedSchemes": [],
    "shapedFontGlob": None,
    "warnOnMissingFontGlyphs": 0,
    "autoGenerateMissingTTFName": False,
}

for _name, _value in FORCED.items():
    setattr(rl_config, _name, _value)
