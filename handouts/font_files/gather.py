"""The font files behind what somebody names: files, folders of them, and ZIP packages."""

import io
import stat
import zipfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path, PurePosixPath

from handouts.font_files.kinds import READABLE, ZIP, refusal
from handouts.font_files.model import FontFile, FontRefusedError

MAX_BYTES = 40 * 1024 * 1024  # the largest collections for Chinese and Japanese have some 20 MB
_MOST_FILES = 300  # Inter comes in 200
_SUFFIXES = (".ttf", ".otf", ".ttc", ".otc", ".woff", ".woff2")
_REFUSED_SUFFIXES = (".pfb", ".pfa", ".t1", ".eot", ".svg", ".dfont", ".fon", ".bdf", ".pcf")
_FOLDERS_DEEP = 4


def gather(path: Path) -> list[FontFile]:
    """Return the fonts in a file, a ZIP or a folder; raise FontRefusedError if there are none."""
    name = path.name
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            return _in_folder(path)
        if not stat.S_ISREG(mode):
            raise FontRefusedError(name, "is no ordinary file", "name a font file")
        data = _read(path)
    except FileNotFoundError:
        raise FontRefusedError(name, "does not exist", "check the path") from None
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or "the path makes no sense").lower()
        raise FontRefusedError(name, f"cannot be read: {reason}", "check the path") from None
    if data[:4] == ZIP:
        return _in_zip(name, data)
    if data[:4] not in READABLE:
        raise FontRefusedError(name, *refusal(name, data))
    return [FontFile(name, data)]


def _read(path: Path) -> bytes:
    with path.open("rb") as file:
        data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        hint = "look for the version for your script alone; such fonts are often split"
        raise FontRefusedError(path.name, f"is larger than {MAX_BYTES // 2**20} MB", hint)
    return data


def _in_folder(folder: Path) -> list[FontFile]:
    found = sorted(islice(_walked(folder, _FOLDERS_DEEP), 20 * _MOST_FILES))
    fonts = [path for path in found if path.suffix.lower() in _SUFFIXES]
    _check_count(folder.name, [path.name for path in found], len(fonts))
    files, left = [], MAX_BYTES
    for path in fonts:
        data = _read(path)
        left -= len(data)
        _check_room(folder.name, left)
        files.append(FontFile(path.name, data, together=True))
    return _fonts(folder.name, files)


def _walked(folder: Path, deep: int) -> Iterator[Path]:
    for path in folder.iterdir():
        if path.is_symlink():
            continue
        if path.is_file():
            yield path
        elif path.is_dir() and deep:
            yield from _walked(path, deep - 1)


def _in_zip(name: str, data: bytes) -> list[FontFile]:
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
        inside = [entry for entry in package.infolist() if not _is_litter(entry.filename)]
        fonts = [one for one in inside if one.filename.lower().endswith(_SUFFIXES)]
        _check_count(name, [entry.filename for entry in inside], len(fonts))
        files, left = [], MAX_BYTES
        for entry in fonts:
            with package.open(entry) as member:
                content = member.read(left + 1)
            left -= len(content)
            _check_room(name, left)
            files.append(FontFile(PurePosixPath(entry.filename).name, content, together=True))
    except FontRefusedError:
        raise
    except RuntimeError:  # what zipfile raises for a password
        hint = "unpack it with its password, and name the folder"
        raise FontRefusedError(name, "is a ZIP with a password", hint) from None
    except Exception:  # noqa: BLE001 - zipfile raises many kinds for a damaged file
        hint = "download it again, or unpack it and name the folder"
        raise FontRefusedError(name, "is a ZIP that is damaged or cut off", hint) from None
    return _fonts(name, files)


def _is_litter(name: str) -> bool:
    return "__MACOSX" in name or PurePosixPath(name).name.startswith(".")


def _check_count(place: str, names: list[str], fonts: int) -> None:
    if fonts > _MOST_FILES:
        hint = "name the files of one typeface: regular, bold, italic and bold italic"
        raise FontRefusedError(place, f"holds more than {_MOST_FILES} fonts", hint)
    if fonts:
        return
    old = next((name for name in names if name.lower().endswith(_REFUSED_SUFFIXES)), "")
    message = "holds no font that can be used"
    if old:
        message += f", only such as {PurePosixPath(old).name}"
    raise FontRefusedError(place, message, "name a .ttf, .otf, .woff2, .woff or .ttc file")


def _check_room(place: str, left: int) -> None:
    if left < 0:
        hint = "name the files of one typeface: regular, bold, italic and bold italic"
        raise FontRefusedError(place, f"holds more than {MAX_BYTES // 2**20} MB of fonts", hint)


def _fonts(place: str, files: list[FontFile]) -> list[FontFile]:
    """Return those that are fonts; the first of the others says why, if none is."""
    fonts = [file for file in files if file.data[:4] in READABLE]
    if not fonts:
        first = files[0]
        message, hint = refusal(first.name, first.data)
        raise FontRefusedError(f"{place}: {first.name}", message, hint)
    return fonts
