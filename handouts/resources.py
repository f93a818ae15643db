"""The surroundings: where shipped files lie, today's date, the environment.

Nothing else in the program reads the clock, the working directory or the environment.
"""

import datetime as dt
import hashlib
import os
import stat
import sys
import time
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import lru_cache
from pathlib import Path

from handouts.errors import BadInput, Problem

BRAND_VARIABLE = "HANDOUTS_BRAND"
LEDGER_VARIABLE = "HANDOUTS_LEDGER"
CACHE_VARIABLE = "HANDOUTS_CACHE"
NO_CACHE = "off"
BRAND_FILE, REVIEW_FILE = "brand.toml", "review.toml"
"""What a brand's folder holds: what the brand says, and the record of its sign-off."""

SIGNED_WORDS = "review.*.txt"
"""The words as they were signed, beside the record: no handout has anything of these files."""

DEFAULT_NAME = "default"
DEFAULT_REGION = "uk"
"""Whose words and numbers are used where neither a brand nor an option says."""

_CODE = (".py", ".icc", ".toml")
_MOST_LAYERS = 8  # of brands that extend one another; load_brand allows fewer

_PACKAGE = Path(__file__).resolve().parent
_INSTALLED = _PACKAGE / "_data"
_SHIPPED = _INSTALLED if _INSTALLED.is_dir() else _PACKAGE.parent


def import_folder() -> Path:
    """Return the folder that this package is imported from."""
    return _PACKAGE.parent


def serving_python(module: str) -> list[str]:
    """Return the command that begins a fresh Python, which answers by a module's `serve`.

    It imports what this one does, and nothing from where it is begun.
    """
    program = (
        "import sys; sys.path[:] = sys.argv[1:]; "
        f"from {module} import serve; serve(sys.stdin.buffer, sys.stdout.buffer)"
    )
    paths = (str(import_folder()), *filter(None, sys.path))
    return [sys.executable, "-I", "-S", "-c", program, *paths]


def templates_folder() -> Path:
    """Return the folder with the shipped templates, one folder for each condition."""
    return _SHIPPED / "templates"


def fonts_folder() -> Path:
    """Return the folder with the shipped typefaces, one folder for each family."""
    return _SHIPPED / "fonts"


def examples_folder() -> Path:
    """Return the folder with the examples: brands of invented clinics, a patient, a roster."""
    return _SHIPPED / "examples"


def library_folder() -> Path:
    """Return the folder with the shipped libraries, one folder for each condition."""
    return _PACKAGE / "library"


def library_is_yours() -> bool:
    """Say whether the shipped libraries may be added to: in a checkout, and where you may write."""
    return not _INSTALLED.is_dir() and os.access(library_folder(), os.W_OK)


def default_brand_folder() -> Path:
    """Return the shipped brand: the one used when no other is named."""
    return _PACKAGE / "brand" / "default"


def new_brand_folder() -> Path:
    """Return the folder that a new brand is begun from: brand.toml with examples, and notes."""
    return _PACKAGE / "brand" / "new"


@dataclass(frozen=True, slots=True)
class Shelf:
    """A folder that brands are kept in, and whose it is."""

    folder: Path
    whose: str


@dataclass(frozen=True, slots=True)
class BrandPlace:
    """The folder of the brand to use, and the rule by which it was found."""

    folder: Path
    rule: str


def brand_shelves() -> tuple[Shelf, ...]:
    """Return where brands are kept by name: the user's, the computer's, the examples.

    They need not exist. The first two are where the system keeps settings.
    """
    import platformdirs  # noqa: PLC0415 - most commands never ask

    yours = platformdirs.user_config_path("handouts", appauthor=False)
    everyones = platformdirs.site_config_path("handouts", appauthor=False)
    return (
        Shelf(yours / "brands", "your own"),
        Shelf(everyones / "brands", "this computer's"),
        Shelf(examples_folder() / "brands", "example"),
    )


def find_brand(given: str = "", option: str = "--brand") -> BrandPlace:
    """Return the brand to use: given by an option, HANDOUTS_BRAND, a `default`, the shipped one.

    A brand is given as a folder or by its name on a shelf. Raises BadInput for one that is not
    there.
    """
    asked = environment(BRAND_VARIABLE)
    for name, source in ((given, option), (asked, BRAND_VARIABLE)):
        if name:
            return BrandPlace(_named_brand(name, source), source)
    for shelf in brand_shelves()[:2]:
        if (shelf.folder / DEFAULT_NAME).is_dir():
            return BrandPlace(shelf.folder / DEFAULT_NAME, f"{shelf.whose} default")
    return BrandPlace(default_brand_folder(), "shipped default")


def _named_brand(name: str, source: str) -> Path:
    if Path(name).is_dir():
        return Path(name)
    if Path(name).name == name:
        from handouts.suggest import did_you_mean  # noqa: PLC0415 - only for a mistake

        shelves = brand_shelves()
        for shelf in shelves:
            if (shelf.folder / name).is_dir():
                return shelf.folder / name
        known = [path.name for shelf in shelves for path in brands_in(shelf.folder)]
        hint = did_you_mean(name, known, "see: handouts brand list")
        raise BadInput([Problem(source, "is no folder, nor the name of a brand", hint)])
    raise BadInput([Problem(source, "is no folder", "name the folder that brand.toml is in")])


def brand_layers(folder: Path) -> tuple[Path, ...]:
    """Return a brand's folder and those that it says it extends, without looking at more of it.

    What is wrong with them is found and told when the brand is loaded.
    """
    layers = [folder]
    while len(layers) < _MOST_LAYERS and (extends := _extends(layers[-1])):
        layers.append(layers[-1].resolve().parent / extends.removeprefix("../"))
    return tuple(layers)


def _extends(folder: Path) -> str:
    try:
        table = tomllib.loads((folder / BRAND_FILE).read_bytes().decode("utf-8-sig"))
    except (OSError, ValueError):
        return ""
    extends = table.get("extends")
    return extends if isinstance(extends, str) else ""


def brands_in(folder: Path) -> list[Path]:
    """Return the brands in a folder, sorted by name; none if there is no such folder."""
    return sorted(path.parent for path in folder.glob(f"*/{BRAND_FILE}"))


def working_folder() -> Path:
    """Return the folder that relative paths start from."""
    return Path.cwd()


def typed_path(text: str) -> Path:
    """Return the path that somebody typed or dropped into a terminal: ~ and quotes understood."""
    text = text.strip()
    if len(text) > 1 and text[0] == text[-1] and text[0] in "'\"":
        text = text[1:-1]
    return Path(text).expanduser()


def is_terminal() -> bool:
    """Say whether somebody sits at the other end who can answer questions."""
    return bool(sys.stdin and sys.stderr and sys.stdin.isatty() and sys.stderr.isatty())


def columns_file() -> Path:
    """Return the file that says what a roster's columns may be called."""
    return _PACKAGE / "batch" / "columns.toml"


def typed_file() -> Path:
    """Return the file that says what is often typed amiss, and the right way."""
    return _PACKAGE / "cli" / "typed.toml"


def colour_profile() -> bytes:
    """Return the sRGB profile that every handout names as its output intent."""
    return (_PACKAGE / "layout" / "srgb.icc").read_bytes()


def state_of_shipped_files() -> str:
    """Return a digest over path, size and time of change of each library, template and font.

    As long as it stays the same, so do the files: they need not be read again.
    """
    state: list[tuple[str, int, int]] = []
    for folder in (library_folder(), templates_folder(), fonts_folder()):
        _note_files(str(folder), state)
    return hashlib.sha256(repr(sorted(state)).encode("utf-8", "surrogatepass")).hexdigest()


def digest_of_folder(folder: Path, apart: str = "") -> str:
    """Return a digest over the names and the content of every file in a folder.

    A link counts by what it leads to as well; what cannot be read counts as such. Files in the
    folder itself whose names match `apart` do not count.
    """
    total = hashlib.sha256()
    _digest_files(folder, "", total, apart)
    return total.hexdigest()


@lru_cache(maxsize=1)
def digest_of_program() -> str:
    """Return a digest of the program's own files, so that a changed one keeps nothing old."""
    total = hashlib.sha256()
    for path in sorted(_PACKAGE.rglob("*")):
        if path.suffix in _CODE and path.is_file():
            total.update(f"{path.relative_to(_PACKAGE).as_posix()}\0".encode())
            total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def _digest_files(folder: Path, prefix: str, total: "hashlib._Hash", apart: str = "") -> None:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        total.update(f"{prefix}\0{error.errno}".encode("utf-8", "surrogatepass"))
        return
    for entry in entries:
        name = f"{prefix}{entry.name}"
        if apart and fnmatchcase(name, apart):
            continue
        if entry.is_dir(follow_symlinks=False):
            _digest_files(Path(entry.path), f"{name}/", total)
            continue
        total.update(f"{name}\0".encode("utf-8", "surrogatepass"))
        total.update(_digest_of_file(entry))


def _digest_of_file(entry: "os.DirEntry[str]") -> bytes:
    """Return a digest of a file's content; of no pipe or device, which could wait for ever."""
    try:
        if not stat.S_ISREG(entry.stat().st_mode):
            return b"no file"
        with open(entry.path, "rb") as file:  # noqa: PTH123 - many small files
            return hashlib.file_digest(file, "sha256").digest()
    except OSError as error:
        return f"unreadable {error.errno}".encode()


def _note_files(folder: str, state: list[tuple[str, int, int]]) -> None:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                _note_files(entry.path, state)
            else:
                about = entry.stat()
                state.append((entry.path, about.st_size, about.st_mtime_ns))


def today() -> dt.date:
    """Return the date on the machine's calendar."""
    return dt.datetime.now().astimezone().date()


def now() -> dt.datetime:
    """Return the time, with the machine's offset from UTC."""
    return dt.datetime.now().astimezone()


def local_time(moment: str) -> str:
    """Return a moment in ISO form as this machine's clock showed it: day, hour and minute."""
    return dt.datetime.fromisoformat(moment).astimezone().strftime("%Y-%m-%d %H:%M")


def seconds() -> float:
    """Return a clock that only goes forward, to measure with."""
    return time.monotonic()


def processors() -> int:
    """Return how many processes this machine can run at a time."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def cache_folder() -> Path | None:
    """Return where finished editions are kept: HANDOUTS_CACHE, or the user's cache; None: off."""
    import platformdirs  # noqa: PLC0415 - most commands never ask

    named = environment(CACHE_VARIABLE)
    if named == NO_CACHE:
        return None
    if named:
        return Path(named)
    return platformdirs.user_cache_path("handouts", appauthor=False) / "editions"


def ledger_file() -> Path:
    """Return where it is kept which handouts were made: HANDOUTS_LEDGER, or the user's data."""
    import platformdirs  # noqa: PLC0415 - most commands never ask

    named = environment(LEDGER_VARIABLE)
    if named:
        return Path(named)
    return platformdirs.user_data_path("handouts", appauthor=False) / "ledger.sqlite3"


def environment(name: str) -> str:
    """Return an environment variable, or an empty string."""
    return os.environ.get(name, "")


@contextmanager
def without_variables(prefix: str) -> Iterator[None]:
    """Hide the environment variables whose names begin with a prefix; they come back after."""
    hidden = {name: os.environ.pop(name) for name in list(os.environ) if name.startswith(prefix)}
    try:
        yield
    finally:
        os.environ.update(hidden)
