"""Editions on the disk: the same bytes as without, nothing of a patient, and never a hindrance."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handouts.editions import disk
from handouts.editions.find import find_or_make
from handouts.editions.key import edition_key
from handouts.editions.memory import EditionStore
from handouts.editions.request import EditionRequest, PreparedEdition
from handouts.personalise import make_handout, personalise
from handouts.prescription import PrescriptionRequest
from tests.making import PATIENT

ROOT = Path(__file__).parents[2]
REQUEST = EditionRequest(PrescriptionRequest("acute", preference="extension"), edition="exercises")
HEAVY = ("reportlab", "jinja2", "handouts.layout", "handouts.content", "handouts.brand.load")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    place = tmp_path / "cache" / "editions"
    monkeypatch.setenv("HANDOUTS_CACHE", str(place))
    return place


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> tuple[PreparedEdition, bytes]:
    """An edition with notices, and its file."""
    with pytest.MonkeyPatch.context() as patch:
        place = tmp_path_factory.mktemp("cache")
        patch.setenv("HANDOUTS_CACHE", str(place))
        prepared = find_or_make(REQUEST, EditionStore(1))
        (path,) = place.iterdir()
        return prepared, path.read_bytes()


def stripped(prepared: PreparedEdition) -> PreparedEdition:
    """Return it without the running digest, which equals nothing but itself."""
    static = prepared.edition.static
    edition = replace(prepared.edition, static=replace(static, started=static.started.hexdigest()))
    return replace(prepared, edition=edition)


def test_what_comes_from_the_disk_is_what_went_there(
    folder: Path, packed: tuple[PreparedEdition, bytes]
) -> None:
    prepared, _ = packed
    disk.save("name", prepared)
    loaded = disk.load("name")
    assert loaded is not None
    assert stripped(loaded) == stripped(prepared)
    one, other = (personalise(p.edition, PATIENT, p.dates) for p in (loaded, prepared))
    assert one == other
    assert [path.stat().st_mode & 0o777 for path in (folder, *folder.iterdir())] == [0o700, 0o600]


@pytest.mark.parametrize(
    ("asked", "check"),
    [
        (PrescriptionRequest("subacute", flags=("knee_problem",)), False),
        (PrescriptionRequest("subacute", sore="left"), False),
        (PrescriptionRequest("acute", flags=("dvt_signs",), checked=("dvt_signs",)), False),
        (PrescriptionRequest("acute", flags=("dvt_signs", "bladder")), True),
    ],
    ids=["adapted", "sided", "checked", "urgent"],
)
def test_decisions_and_checks_come_back_from_the_disk(
    folder: Path, asked: PrescriptionRequest, *, check: bool
) -> None:
    request = replace(REQUEST, prescription=asked)
    made = find_or_make(request, EditionStore(1))
    assert folder.is_dir()

    loaded = disk.load(edition_key(request))

    assert loaded is not None
    assert loaded.origin.check is check
    assert len(loaded.decisions) > 1
    assert loaded.decisions == made.decisions
    assert loaded.notices == made.notices
    handout, again = (make_handout(request, PATIENT) for _ in range(2))
    assert (handout.check, handout.decisions) == (again.check, again.decisions)


def test_who_signed_comes_back_from_the_disk(
    folder: Path, packed: tuple[PreparedEdition, bytes]
) -> None:
    people = (("Ann Archer", "Physiotherapist"), ("Ben Baker", "Nurse"))
    origin = replace(packed[0].origin, reviewers=people, reviewed="2026-11-25", until="2027-05-03")
    assert not folder.exists()
    disk.save("name", replace(packed[0], origin=origin))
    loaded = disk.load("name")
    assert loaded is not None
    assert loaded.origin == origin


@settings(max_examples=60)
@given(st.data())
def test_a_damaged_file_is_as_good_as_none(
    packed: tuple[PreparedEdition, bytes], data: st.DataObject
) -> None:
    _, whole = packed
    place = data.draw(st.integers(0, len(whole) - 1))
    cut = data.draw(st.booleans())
    flipped = bytes([whole[place] ^ data.draw(st.integers(1, 255))])
    damaged = whole[:place] if cut else whole[:place] + flipped + whole[place + 1 :]
    with pytest.raises((ValueError, LookupError, TypeError)):
        disk._unpacked(damaged)


@pytest.mark.parametrize("content", [b"", b"x", b"handouts edition 1\n" + b"0" * 100])
def test_a_handout_is_made_whatever_stands_in_the_cache(folder: Path, content: bytes) -> None:
    folder.mkdir(parents=True)
    path = folder / f"{edition_key(REQUEST)}.edition"
    path.write_bytes(content)
    assert find_or_make(REQUEST, EditionStore(1)).edition.pages
    assert path.read_bytes().startswith(b"handouts edition 3\n")


def test_a_cache_that_cannot_be_written_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_bytes(b"mine")
    monkeypatch.setenv("HANDOUTS_CACHE", str(tmp_path / "file" / "editions"))
    assert find_or_make(REQUEST, EditionStore(1)).edition.pages
    monkeypatch.setenv("HANDOUTS_CACHE", str(tmp_path / "file"))
    assert find_or_make(REQUEST, EditionStore(1)).edition.pages
    assert (tmp_path / "file").read_bytes() == b"mine"


def test_a_link_in_the_cache_is_not_followed(folder: Path) -> None:
    find_or_make(REQUEST, EditionStore(1))
    (path,) = folder.iterdir()
    path.rename(folder.parent / "elsewhere")
    path.symlink_to(folder.parent / "elsewhere")
    assert disk.load(path.stem) is None


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="this system has no owners of files")
def test_a_file_of_another_user_is_as_good_as_none(
    folder: Path, packed: tuple[PreparedEdition, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    disk.save("name", packed[0])
    assert disk.load("name") is not None
    (path,) = folder.iterdir()
    monkeypatch.setattr(os, "getuid", lambda: path.stat().st_uid + 1)
    assert disk.load("name") is None
    with pytest.raises(ValueError, match="somebody else's"):
        disk.read_own(path)


@pytest.mark.skipif(not Path("/dev/null").exists(), reason="this system has no /dev/null")
def test_what_is_no_ordinary_file_is_not_read() -> None:
    with pytest.raises(ValueError, match="no ordinary file"):
        disk.read_own(Path("/dev/null"))


def test_what_was_not_used_for_the_longest_goes_first(tmp_path: Path) -> None:
    for age, name in enumerate(("new", "old", "oldest")):
        path = tmp_path / f"{name}.edition"
        path.write_bytes(bytes(100))
        os.utime(path, (1000 - age, 1000 - age))
    (tmp_path / "other").write_bytes(bytes(1000))
    disk.trim(tmp_path, 250)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["new.edition", "old.edition", "other"]
    disk.trim(tmp_path, 0)
    assert [p.name for p in tmp_path.iterdir()] == ["other"]


def test_nothing_of_a_patient_is_in_the_cache(folder: Path) -> None:
    long = replace(PATIENT, name="Xqname", note="\n".join(["Xqnote"] * 12), goal="Xqgoal")
    make_handout(replace(REQUEST, edition="full"), long)
    assert len(list(folder.iterdir())) == 2  # with room for the long note, too
    for path in folder.iterdir():
        held = (path.name.encode() + path.read_bytes()).lower()
        assert not any(marker in held for marker in (b"xqname", b"xqnote", b"xqgoal"))


def test_a_kept_edition_makes_the_same_file_without_the_code_that_lays_out(folder: Path) -> None:
    program = (
        "import sys; from handouts.cli.app import run; code = run(sys.argv[1:]);"
        f"print([name for name in {HEAVY} if name in sys.modules]); sys.exit(code)"
    )
    line = [
        sys.executable, "-c", program, "patient", "--stage", "acute", "--name", "Ann Lee",
        "--clinician", "Sam", "--date", "2026-11-25", "--edition", "exercises", "--out",
    ]  # fmt: skip
    said = [
        subprocess.run(
            [*line, str(folder.parent.parent / name)], cwd=ROOT, check=True, text=True,
            capture_output=True, env={**os.environ, "HANDOUTS_CACHE": cache},
        ).stdout.splitlines()[-1]
        for name, cache in (("1.pdf", "off"), ("2.pdf", str(folder)), ("3.pdf", str(folder)))
    ]  # fmt: skip
    assert said == [str(list(HEAVY)), str(list(HEAVY)), "[]"]
    assert len({(folder.parent.parent / f"{n}.pdf").read_bytes() for n in (1, 2, 3)}) == 1


def test_a_change_of_the_program_itself_makes_a_new_name(monkeypatch: pytest.MonkeyPatch) -> None:
    before = edition_key(REQUEST)
    monkeypatch.setattr("handouts.resources.digest_of_program", lambda: "other")
    assert edition_key(REQUEST) != before
