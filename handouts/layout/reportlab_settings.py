"""Forcing ReportLab's settings, whatever the user's files or RL_ variables say.

When it is first imported, ReportLab runs modules and files of the user's that have certain names
(`~/.reportlab_settings`, `~/.reportlab_mods`) and reads `RL_...` variables, and its modules copy
values then. So the package imports this module first, and it imports ReportLab while none of these
can take part.
"""

import sys
from types import ModuleType

from handouts import resources

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
# With a module of that name ReportLab looks no further, so neither for files in the home folder.
_USERS_MODULES = (
    "reportlab.local_rl_mods",
    "reportlab.local_rl_settings",
    "reportlab_mods",
    "reportlab_settings",
)


def _settings() -> ModuleType:
    """Return ReportLab's own settings, imported with empty modules in place of the user's."""
    empty = {name: ModuleType(name) for name in _USERS_MODULES if name not in sys.modules}
    sys.modules.update(empty)
    try:
        with resources.without_variables("RL_"):
            from reportlab import rl_config  # noqa: PLC0415 - only now
    finally:
        for name in empty:
            del sys.modules[name]
    return rl_config  # type: ignore[no-any-return]


_rl_config = _settings()
for _name, _value in FORCED.items():
    setattr(_rl_config, _name, _value)
