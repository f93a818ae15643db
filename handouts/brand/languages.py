"""Languages in a brand's folder: the library's words and the templates, translated."""

from collections.abc import Sequence
from pathlib import PurePosixPath

from handouts.brand.layers import MAX_TEXT_BYTES, Layer
from handouts.brand.model import OwnFile, OwnLanguage

FOLDER = "languages"
_WORDS, _TEMPLATES = "library", "templates"
_PARTS = ("", "/exercises", "/plans", "/figures")


def own_languages(layers: Sequence[Layer]) -> dict[str, OwnLanguage]:
    """Return the languages of a brand by code; files of the nearest layer count."""
    found: dict[str, OwnLanguage] = {}
    for layer in reversed(layers):
        for place in layer.reader.names(FOLDER, ""):
            code = PurePosixPath(place).name
            if "." in code:  # a file of notes
                continue
            language = found.setdefault(code, OwnLanguage())
            for part in _PARTS:
                _read(layer, f"{place}/{_WORDS}", part, ".toml", language.words)
            _read(layer, f"{place}/{_TEMPLATES}", "", ".md", language.templates)
            _read(layer, f"{place}/{_TEMPLATES}", "", ".toml", language.templates)
    return found


def _read(layer: Layer, top: str, part: str, suffix: str, into: dict[str, OwnFile]) -> None:
    for name in layer.reader.names(f"{top}{part}", suffix):
        data = layer.reader.read(name, name, MAX_TEXT_BYTES)
        if data is None:
            continue
        try:
            text = data.decode("utf-8-sig").replace("\r\n", "\n")
        except UnicodeDecodeError:
            layer.reader.refuse(name, "is not UTF-8 text", "save it as UTF-8 in your editor")
            continue
        into[name.removeprefix(f"{top}/")] = OwnFile(text, f"{layer.reader.prefix}{name}")
