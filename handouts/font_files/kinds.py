"""What kind of file a font came in, told by its first bytes, and the remedy for other kinds."""

from collections.abc import Iterator

READABLE = {
    b"\0\1\0\0": "TrueType",
    b"true": "TrueType",
    b"OTTO": "OpenType with PostScript outlines",
    b"wOFF": "WOFF",
    b"wOF2": "WOFF2",
    b"ttcf": "a collection",
}
ZIP = b"PK\x03\x04"

_FONTS = "a .ttf, .otf, .woff2, .woff or .ttc file"
_MAKER = "ask its maker, or where you got it, for the OpenType or TrueType version (.otf or .ttf)"
_UNPACK = "unpack it first, and name the .ttf or .otf files in it"
_OUTLINES = "choose a font with outlines: a .ttf or .otf file"
_DOWNLOAD = "download the font file itself, or the ZIP with it"

# By the first bytes, after white space; most telling first.
_UNUSABLE: tuple[tuple[bytes, str, str], ...] = (
    (b"%!PS-AdobeFont", "is a Type 1 font, which most programs have given up", _MAKER),
    (b"%!FontType", "is a Type 1 font, which most programs have given up", _MAKER),
    (b"\x80\x01", "is a Type 1 font (.pfb), which most programs have given up", _MAKER),
    (b"typ1", "is a Type 1 font in a Mac wrapping", _MAKER),
    (b"StartFontMetrics", "holds the widths of a Type 1 font (.afm) and no letters", _MAKER),
    (b"STARTFONT", "is a bitmap font (BDF): dots for a screen", _OUTLINES),
    (b"\x01fcp", "is a bitmap font (PCF): dots for a screen", _OUTLINES),
    (b"MZ", "is a Windows bitmap font (.fon), or a program", _OUTLINES),
    (b"SplineFontDB", "is the working file of a font program (.sfd)", "export it as .otf or .ttf"),
    (b"\x1f\x8b", "is packed (gzip)", _UNPACK),
    (b"7z\xbc\xaf", "is packed (7z)", _UNPACK),
    (b"Rar!", "is packed (RAR)", _UNPACK),
    (b"BZh", "is packed (bzip2)", _UNPACK),
    (b"\xfd7zXZ", "is packed (xz)", _UNPACK),
    (b"%PDF", "is a PDF, not a font", "fonts cannot be taken out of a PDF: get the font file"),
    (b"version https://git-lfs", "only names a file that is kept elsewhere (Git LFS)", _DOWNLOAD),
    (b"<!doctype html", "is a web page: the download went wrong", _DOWNLOAD),
    (b"<html", "is a web page: the download went wrong", _DOWNLOAD),
    (b"\x89PNG", "is a picture, not a font", f"name {_FONTS}"),
    (b"\xff\xd8\xff", "is a picture, not a font", f"name {_FONTS}"),
)
_EOT_MAGIC = 34  # bytes from the beginning: "LP" (Embedded OpenType)
_SEEN = 4096  # bytes in which a text file shows what it is


def refusal(name: str, data: bytes) -> tuple[str, str]:
    """Return what a file is that is no font for us, and the remedy; name and bytes tell."""
    head = data[:_SEEN].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    for begins, message, hint in _UNUSABLE:
        if head.startswith(begins.lower()):
            return message, hint
    for is_so, message, hint in _telling(name.lower(), data, head):
        if is_so:
            return message, hint
    return "is no font that we know", f"name {_FONTS}, or a ZIP of them"


def _telling(name: str, data: bytes, head: bytes) -> Iterator[tuple[bool, str, str]]:
    """Yield what else a file can be: whether it is that, what it is, and the remedy."""
    yield not data, "is empty: an old Mac font leaves its letters behind when it is copied", _MAKER
    beside = "use the .woff2, .woff or .ttf file beside it"
    is_old_web = data[_EOT_MAGIC : _EOT_MAGIC + 2] == b"LP"
    yield is_old_web, "is a web font of old Internet Explorer (EOT)", beside
    is_drawing = b"<svg" in head or b"<font" in head
    yield is_drawing, "is an SVG file; fonts in SVG are no longer used", _MAKER
    named = "download the .woff2 or .ttf files that it names, and give those"
    yield b"@font-face" in head, "is a style sheet that names fonts, and holds none", named
    suitcase = name.endswith((".dfont", ".suit")) or data[:4] == b"\0\0\1\0"
    program = "convert it with a font program, such as FontForge, or ask for its .ttf or .otf file"
    yield suitcase, "is a Mac suitcase (.dfont)", program
    widths = "holds the widths of a Type 1 font (.pfm) and no letters"
    yield name.endswith(".pfm"), widths, _MAKER
