import gzip
import io
import os
import struct
import subprocess
import time
import zlib
from pathlib import Path

import pytest
from PIL import Image, ImageCms

from handouts.brand import load_brand
from handouts.brand.logo import LONGEST_SIDE, LogoError, read_logo
from handouts.errors import BadInput


def encoded(image: Image.Image, kind: str = "PNG", **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def decoded(data: bytes) -> Image.Image:
    logo = read_logo(data)
    image = Image.open(io.BytesIO(logo.png))
    assert (logo.width, logo.height) == image.size
    assert image.format == "PNG"
    return image


def refused(data: bytes) -> str:
    with pytest.raises(LogoError) as caught:
        read_logo(data)
    assert caught.value.hint
    return caught.value.message


def bomb(side: int) -> bytes:
    """Return a small PNG that says it is side x side pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    header = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", b"") + chunk(b"IEND", b"")


def test_a_plain_picture_keeps_its_colour() -> None:
    image = decoded(encoded(Image.new("RGB", (30, 10), (15, 92, 115))))
    assert image.mode == "RGB"
    assert image.getpixel((0, 0)) == (15, 92, 115)


@pytest.mark.parametrize("mode", ["RGBA", "LA", "PA"])
def test_transparency_is_kept(mode: str) -> None:
    clear = Image.new("RGBA", (4, 4), (0, 0, 0, 0)).convert(mode)
    if mode == "PA":
        clear = Image.new("RGBA", (4, 4), (0, 0, 0, 0)).quantize()
    image = decoded(encoded(clear))
    assert image.mode == "RGBA"
    assert image.getpixel((0, 0))[3] == 0  # type: ignore[index]


@pytest.mark.parametrize("mode", ["1", "L", "P", "I;16"])
def test_every_mode_comes_out_as_colour(mode: str) -> None:
    white = Image.new(mode, (4, 4), {"I;16": 65535, "1": 1}.get(mode, 255))
    if mode == "P":
        white = Image.new("RGB", (4, 4), "white").quantize(4)
    image = decoded(encoded(white))
    assert image.mode == "RGB"
    assert image.getpixel((0, 0)) == (255, 255, 255)


def test_a_cmyk_picture_keeps_its_look() -> None:
    image = decoded(encoded(Image.new("CMYK", (8, 8), (255, 0, 0, 0)), "JPEG", quality=95))
    red, green, blue = image.getpixel((4, 4))  # type: ignore[misc]
    assert (red < 40, green > 120, blue > 180) == (True, True, True)


def cmyk_profile(*, cyan: tuple[int, int, int]) -> bytes:
    """Return an ICC profile (ICC.1:2001-04, 6.5.2: lut8) in which cyan ink is one Lab colour.

    The more of the other inks, the darker; all four are black.
    """
    nodes = bytearray()
    for node in range(16):  # two grid points for each of four inks, the last ink fastest
        light, a, b = cyan if node == 0b1000 else (100 * (1 - node.bit_count() / 4), 0, 0)
        nodes += bytes((round(light * 2.55), a + 128, b + 128))
    identity = struct.pack(">9i", *(65536 * (place % 4 == 0) for place in range(9)))
    ramp = bytes(range(256))
    lut = b"mft1" + bytes(4) + bytes((4, 3, 2, 0)) + identity + ramp * 4 + bytes(nodes) + ramp * 3
    white = b"XYZ " + bytes(4) + struct.pack(">3i", 63190, 65536, 54061)
    text = b"text" + bytes(4) + b"made for a test\0"
    about = b"desc" + bytes(4) + struct.pack(">I", 5) + b"test\0" + bytes(78)
    data, table = b"", b""
    place = 128 + 4 + 12 * 4
    for tag, body in ((b"A2B0", lut), (b"wtpt", white), (b"cprt", text), (b"desc", about)):
        padded = body + bytes(-len(body) % 4)
        table += tag + struct.pack(">II", place + len(data), len(body))
        data += padded
    header = (
        struct.pack(">I", place + len(data)) + bytes(4) + struct.pack(">I", 0x02400000)
        + b"prtrCMYKLab " + struct.pack(">6H", 2026, 1, 1, 0, 0, 0) + b"acsp" + bytes(28)
        + struct.pack(">3i", 63190, 65536, 54061) + bytes(48)
    )  # fmt: skip
    return header + struct.pack(">I", 4) + table + data


def test_a_cmyk_picture_with_a_profile_looks_as_the_profile_says() -> None:
    green = cmyk_profile(cyan=(50, -50, 40))
    inks = encoded(Image.new("CMYK", (8, 8), (255, 0, 0, 0)), "JPEG", quality=95)
    marked = encoded(
        Image.new("CMYK", (8, 8), (255, 0, 0, 0)), "JPEG", quality=95, icc_profile=green
    )
    assert decoded(inks).getpixel((4, 4))[2] > 180  # type: ignore[index]
    red, green_light, blue = decoded(marked).getpixel((4, 4))  # type: ignore[misc]
    assert (red < 60, green_light > 110, blue < 80) == (True, True, True)


def test_the_paper_of_a_cmyk_picture_stays_white() -> None:
    # Adobe's programs store the inks upside down, and say so in a marker; so does Pillow.
    data = encoded(Image.new("CMYK", (8, 8), (0, 0, 0, 0)), "JPEG", quality=95)
    assert b"Adobe" in data
    assert decoded(data).getpixel((4, 4)) == (255, 255, 255)


CORNER = {1: (0, 0), 2: (1, 0), 3: (1, 1), 4: (0, 1), 5: (0, 0), 6: (0, 1), 7: (1, 1), 8: (1, 0)}


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
@pytest.mark.parametrize("way", CORNER)
def test_a_picture_is_turned_upright_whichever_way_the_camera_lay(way: int, kind: str) -> None:
    # A black corner, placed where the stored picture has to have it so that it ends top left.
    wide = (40, 20) if way < 5 else (20, 40)
    picture = Image.new("RGB", wide, "white")
    across, down = CORNER[way]
    picture.paste(
        "black", (across * (wide[0] - 8), down * (wide[1] - 8), *_end(across, down, wide))
    )
    exif = Image.Exif()
    exif[0x0112] = way
    image = decoded(encoded(picture, kind, exif=exif)).convert("L")
    assert image.size == (40, 20)
    dark = [place for place in ((2, 2), (37, 2), (2, 17), (37, 17)) if image.getpixel(place) < 99]  # type: ignore[operator]
    assert dark == [(2, 2)]


def _end(across: int, down: int, wide: tuple[int, int]) -> tuple[int, int]:
    return (wide[0] if across else 8, wide[1] if down else 8)


def png16(colour: int, values: tuple[int, ...], *, interlaced: bool = False) -> bytes:
    """Return a PNG of 8 x 8 equal pixels with 16 bits a channel (ISO/IEC 15948, 11.2.2)."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    pixel = struct.pack(f">{len(values)}H", *values)
    # The seven passes of an interlaced picture of that size: how many pixels wide and tall.
    passes = [(1, 1), (1, 1), (2, 1), (2, 2), (4, 2), (4, 4), (8, 4)] if interlaced else [(8, 8)]
    rows = b"".join((b"\0" + pixel * wide) * tall for wide, tall in passes)
    header = struct.pack(">IIBBBBB", 8, 8, 16, colour, 0, 0, int(interlaced))
    parts = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


@pytest.mark.parametrize("interlaced", [False, True])
@pytest.mark.parametrize(
    ("colour", "values", "expected"),
    [
        (0, (0x8040,), (128, 128, 128)),
        (2, (0x0F00, 0x5C00, 0x7300), (15, 92, 115)),
        (4, (0x8040, 0x4000), (128, 128, 128, 64)),
        (6, (0x0F00, 0x5C00, 0x7300, 0x8000), (15, 92, 115, 128)),
    ],
)
def test_sixteen_bits_a_channel_and_interlacing_come_out_right(
    colour: int, values: tuple[int, ...], expected: tuple[int, ...], *, interlaced: bool
) -> None:
    image = decoded(png16(colour, values, interlaced=interlaced))
    assert {image.getpixel((x, y)) for x in range(8) for y in range(8)} == {expected}


def test_a_palette_with_one_clear_colour_keeps_it_clear() -> None:
    picture = Image.new("P", (8, 8), 0)
    picture.putpalette([255, 255, 255, 15, 92, 115])
    picture.paste(1, (1, 1, 7, 7))
    image = decoded(encoded(picture, transparency=0))
    assert image.getpixel((3, 3)) == (15, 92, 115, 255)
    assert image.getpixel((0, 0))[3] == 0  # type: ignore[index]


def test_a_progressive_jpeg_is_read() -> None:
    image = decoded(encoded(Image.new("RGB", (64, 64), "navy"), "JPEG", progressive=True))
    assert image.size == (64, 64)


def test_metadata_is_left_behind() -> None:
    exif = Image.Exif()
    exif[0x010E] = "secret place"
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    data = encoded(
        Image.new("RGB", (9, 9)), "JPEG", exif=exif, icc_profile=profile, comment=b"secret"
    )
    assert b"secret" in data
    png = read_logo(data).png
    assert b"secret" not in png
    assert {png[place : place + 4] for place in _chunk_places(png)} == {b"IHDR", b"IDAT", b"IEND"}


def _chunk_places(png: bytes) -> list[int]:
    places, at = [], 8
    while at < len(png):
        places.append(at + 4)
        at += 12 + struct.unpack_from(">I", png, at)[0]
    return places


def test_a_broken_colour_profile_is_passed_over() -> None:
    data = encoded(Image.new("RGB", (4, 4), (9, 9, 9)), icc_profile=b"no profile")
    assert decoded(data).getpixel((0, 0)) == (9, 9, 9)


def test_a_large_picture_is_shrunk() -> None:
    assert decoded(encoded(Image.new("RGB", (4000, 1000)))).size == (LONGEST_SIDE, 400)


@pytest.mark.parametrize("side", [5_000, 12_000, 60_000])
def test_a_pixel_bomb_is_refused_at_once(side: int) -> None:
    start = time.process_time()
    assert "20 million pixels" in refused(bomb(side))
    assert time.process_time() - start < 0.5


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_cut_off_picture_is_refused(kind: str) -> None:
    noise = Image.effect_noise((200, 200), 90)
    data = encoded(noise, kind)
    assert "damaged" in refused(data[: len(data) // 2])


# A real EPS drawing, with the binary preview header that some programs put before it.
EPS = b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n0 0 9 9 rectfill\nshowpage\n"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "not a PNG"),
        (b"text", "not a PNG"),
        (EPS, "PostScript"),
        (b"\xc5\xd0\xd3\xc6" + EPS, "EPS"),
        (b"%PDF-1.7\n", "PDF"),
        (b"RIFFxxxxWEBPVP8 ", "not a PNG"),
        (b"8BPS\0\1", "Photoshop"),
        (b"PK\x03\x04\x14", "packed"),
        (b"\0\0\0\x18ftypheic\0\0\0\0", "HEIC"),
        (b"\0\0\0\x1cftypavif\0\0\0\0", "AVIF"),
        (b"\x1f\x8bnothing", "damaged"),
    ],
)
def test_other_files_are_refused_by_what_they_are_whatever_their_name(
    data: bytes, said: str
) -> None:
    assert said in refused(data)


@pytest.mark.parametrize("kind", ["WEBP", "GIF"])
def test_pictures_of_the_web_are_opened(kind: str) -> None:
    picture = Image.new("RGB", (40, 20), "navy")
    options = {"lossless": True} if kind == "WEBP" else {}
    assert decoded(encoded(picture, kind, **options)).convert("RGB").getpixel((9, 9)) == (0, 0, 128)


def test_a_packed_drawing_is_unpacked() -> None:
    drawing = (
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 2"><path d="M0 0h4v2H0z"/></svg>'
    )
    assert read_logo(gzip.compress(drawing)) == read_logo(drawing)


def test_a_packed_drawing_that_would_fill_the_memory_is_refused() -> None:
    assert "too large" in refused(gzip.compress(b"<svg>" + b" " * 50_000_000))


@pytest.mark.parametrize("kind", ["drawing", "picture"])
def test_a_logo_lost_on_a_large_ground_is_cut_free(kind: str) -> None:
    if kind == "drawing":
        data = (
            b'<svg xmlns="http://www.w3.org/2000/svg" width="595" height="842">'
            b'<rect x="200" y="390" width="180" height="40" fill="#005eb8"/></svg>'
        )
    else:
        picture = Image.new("RGB", (595, 842), "white")
        picture.paste((0, 94, 184), (200, 390, 380, 430))
        data = encoded(picture)
    logo = read_logo(data)
    assert logo.width / logo.height == pytest.approx(4.5, rel=0.1)
    assert min(logo.cut) > 0.3
    assert (logo.width == LONGEST_SIDE) == (kind == "drawing")
    image = decoded(data).convert("RGB")
    assert image.getpixel((logo.width // 2, logo.height // 2)) == (0, 94, 184)


def test_clear_pixels_have_the_colour_of_the_ink_beside_them() -> None:
    """A viewer mixes neighbours: black beside pale ink would be a dark edge."""
    pale = Image.new("RGBA", (64, 32), (0, 0, 0, 0))
    pale.paste((207, 232, 255, 217), (16, 8, 48, 24))
    image = decoded(encoded(pale))
    reds, greens, blues = image.convert("RGB").getextrema()  # type: ignore[misc]
    assert (reds, greens[1] - greens[0] <= 1, blues) == ((207, 207), True, (255, 255))
    assert image.getpixel((0, 0))[3] == 0  # type: ignore[index]
    assert image.getpixel((20, 10)) == (207, 232, 255, 217)


def test_no_other_program_is_started_for_a_file_that_is_really_postscript(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def started(*words: object, **_: object) -> None:
        raise AssertionError(words)

    monkeypatch.setattr(subprocess, "Popen", started)
    monkeypatch.setattr(os, "system", started)
    assert refused(EPS)


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_picture_is_known_by_what_is_in_it_not_by_its_name(kind: str, tmp_path: Path) -> None:
    wrong = {"PNG": "logo.jpg", "JPEG": "logo.png"}[kind]
    (tmp_path / wrong).write_bytes(encoded(Image.new("RGB", (40, 20), "navy"), kind))
    (tmp_path / "brand.toml").write_text(f'name = "Clinic"\nlogo = "{wrong}"\n', encoding="utf-8")
    logo = load_brand(tmp_path).look.logo
    assert logo is not None
    assert (logo.width, logo.height) == (40, 20)


def test_postscript_named_png_is_refused_with_the_key_and_the_remedy(tmp_path: Path) -> None:
    (tmp_path / "logo.png").write_bytes(EPS)
    (tmp_path / "brand.toml").write_text('name = "Clinic"\nlogo = "logo.png"\n', encoding="utf-8")
    with pytest.raises(BadInput) as caught:
        load_brand(tmp_path)
    (problem,) = caught.value.problems
    assert problem.source == "brand.toml:logo"
    assert "PostScript" in problem.message
    assert "export the logo" in problem.hint


@pytest.mark.parametrize("kind", ["BMP", "TIFF"])
def test_other_kinds_of_picture_are_refused_by_name(kind: str) -> None:
    assert f"is a {kind}" in refused(encoded(Image.new("RGB", (4, 4)), kind))


def test_the_same_file_gives_the_same_bytes() -> None:
    data = encoded(Image.effect_noise((50, 50), 90))
    assert read_logo(data) == read_logo(data)


def test_a_logo_in_grey_keeps_its_size_and_transparency_and_loses_its_colour() -> None:
    red = Image.new("RGBA", (40, 20), (200, 20, 20, 128))
    out = io.BytesIO()
    red.save(out, "PNG")

    grey = read_logo(out.getvalue()).in_grey()

    image = Image.open(io.BytesIO(grey.png))
    assert (grey.width, grey.height) == image.size == (40, 20)
    assert image.mode == "LA"
    assert image.getchannel("A").getpixel((5, 5)) == 128


def test_white_ink_is_not_cut_off_a_logo_for_a_dark_ground() -> None:
    image = Image.new("RGBA", (600, 600), (0, 0, 0, 0))
    image.paste((255, 255, 255, 255), (20, 20, 580, 580))
    image.paste((120, 20, 40, 255), (250, 250, 350, 350))
    assert read_logo(encoded(image)).cut == (0, 0, 0, 0)


def test_a_card_of_a_strong_colour_belongs_to_the_logo_whole() -> None:
    image = Image.new("RGB", (600, 600), (0, 94, 184))
    image.paste((255, 255, 255), (250, 250, 350, 350))
    assert read_logo(encoded(image)).cut == (0, 0, 0, 0)
