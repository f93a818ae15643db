"""Baked pictures that came with a brand: what could not be ours is not drawn."""

import contextlib
import json
import struct
import zlib
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.figures import FIGURES, draw_foreign, find_picture, load, read_foreign
from handouts.figures.baked import read_picture, write_picture
from handouts.resources import library_folder

PICTURES = library_folder() / "sciatica" / "pictures"
OURS = (PICTURES / "walking.woman.pic").read_bytes()


def packed(head: object, points: bytes) -> bytes:
    text = json.dumps(head).encode()
    return zlib.compress(struct.pack("<I", len(text)) + text + points)


def changed(change: Callable[[dict[str, Any]], object]) -> bytes:
    """Return our picture with something else in its head."""
    raw = zlib.decompress(OURS)
    (size,) = struct.unpack_from("<I", raw)
    head = json.loads(raw[4 : 4 + size])
    change(head)
    return packed(head, raw[4 + size :])


def mark(head: dict[str, Any]) -> list[Any]:
    found: list[Any] = head["panels"][0]["marks"][0]
    return found


def test_every_picture_of_ours_is_taken_and_drawn_alike() -> None:
    files = sorted(PICTURES.glob("*.pic"))
    assert len(files) > 100
    for path in files:
        assert read_foreign(path.read_bytes()) == read_picture(path.read_bytes())
    assert draw_foreign(OURS) == load(PICTURES, "walking", "woman")


@pytest.mark.parametrize(
    "change",
    [
        lambda head: mark(head).__setitem__(0, "spray"),
        lambda head: mark(head).__setitem__(1, "gold"),
        lambda head: mark(head).__setitem__(1, ["skin"]),
        lambda head: mark(head).__setitem__(2, "1 w /Evil gs"),
        lambda head: mark(head).__setitem__(2, 1e9),
        lambda head: mark(head).__setitem__(2, float("nan")),
        lambda head: mark(head).__setitem__(3, "mx"),
        lambda head: mark(head).__setitem__(3, "l" * 9),
        lambda head: mark(head).__setitem__(3, ["m"]),
        lambda head: mark(head).append(1),
        lambda head: head["panels"][0].__setitem__("box", [0, 0, 0, 0]),
        lambda head: head["panels"][0].__setitem__("box", ["0", 0, 1, 1]),
        lambda head: head["panels"][0].__setitem__("box", [0, 0, 10**9, 1]),
        lambda head: head["panels"][0].__setitem__("box", [0, 0, 1]),
        lambda head: head["panels"].clear(),
        lambda head: head["panels"].extend(head["panels"] * 3),
        lambda head: head.__setitem__("panels", 7),
        lambda head: head.__setitem__("pose", 7),
        lambda head: head.__setitem__("format", 9),
        lambda head: head.pop("digest"),
        lambda head: head["panels"][0]["marks"].append(["fill", "skin", 0, "m" + "l" * 99]),
    ],
)
def test_what_a_baked_picture_never_holds_is_refused(
    change: Callable[[dict[str, Any]], object],
) -> None:
    with pytest.raises(ValueError, match="not a baked picture"):
        read_foreign(changed(change))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"%PDF-1.7",
        OURS[:200],
        zlib.compress(bytes(10**8)),
        zlib.compress(struct.pack("<I", 2) + b"{}" + b"\xff" * 10**6),
        zlib.compress(struct.pack("<I", 2**31) + b"{}"),
        zlib.compress(b"\1"),
        packed("[" * 9, b""),
        zlib.compress(struct.pack("<I", 10**5) + b"[" * 10**5),
    ],
    ids=["empty", "pdf", "cut", "bomb", "long number", "long head", "short", "text", "deep"],
)
def test_other_files_are_refused_soon(data: bytes) -> None:
    with pytest.raises(ValueError, match="not a baked picture"):
        read_foreign(data)


@given(st.integers(0, len(OURS) - 1), st.integers(1, 255))
def test_a_changed_byte_never_crashes(at: int, by: int) -> None:
    spoilt = bytearray(OURS)
    spoilt[at] ^= by
    with contextlib.suppress(ValueError):
        read_foreign(bytes(spoilt))


def test_a_picture_names_its_pose_through_its_file() -> None:
    named = replace(read_picture(OURS), pose="0" * 16)
    assert read_foreign(write_picture(named)) == named


def test_the_picture_of_figure_and_setting_comes_first() -> None:
    files = dict.fromkeys(["a.man.pic", "a.woman.pic", "a+chair.man.pic", "ab.man.pic"], b"")
    assert find_picture(files, "a", "woman") == "a.woman.pic"
    assert find_picture(files, "a", "older") == "a.man.pic"
    assert find_picture(files, "a", "woman", "chair") == "a+chair.man.pic"
    assert find_picture(files, "a", "man", "floor") == "a.man.pic"
    assert find_picture(files, "b", FIGURES[0]) is None
