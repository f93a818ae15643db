import io
import struct
import time
import zlib

import pytest
from PIL import Image, ImageCms

from handouts.brand.logo import LONGEST_SIDE, LogoError, read_logo


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


def test_a_picture_on_its_side_is_turned_upright() -> None:
    picture = Image.new("RGB", (40, 10), "white")
    exif = Image.Exif()
    exif[0x0112] = 6
    assert decoded(encoded(picture, "JPEG", exif=exif)).size == (10, 40)


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


@pytest.mark.parametrize("data", [b"", b"text", b"%!PS-Adobe-3.0 EPSF-3.0\n", b"<svg/>"])
def test_other_files_are_refused_whatever_their_name(data: bytes) -> None:
    assert "not a PNG or JPEG" in refused(data)


@pytest.mark.parametrize("kind", ["GIF", "BMP", "TIFF"])
def test_other_kinds_of_picture_are_refused(kind: str) -> None:
    assert "not a PNG or JPEG" in refused(encoded(Image.new("RGB", (4, 4)), kind))


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
