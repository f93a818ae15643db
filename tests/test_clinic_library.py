"""A clinic's own exercises with their pictures, from the brand's folder to the page."""

import shutil
import tomllib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from handouts import resources
from handouts.brand import load_brand
from handouts.clinic_library import find_illustration, load_clinic_library, undrawn_problems
from handouts.content import load_library
from handouts.editions.key import edition_key
from handouts.editions.make import prepare_proof
from handouts.editions.request import EditionRequest
from handouts.errors import BadInput, Problem
from handouts.figures import Drawing, load
from handouts.figures.baked import read_picture, write_picture
from handouts.figures.drawing import SoreSide
from handouts.figures.pose import pose_digest, read_pose
from handouts.patients import Patient
from handouts.personalise import Handout, make_handout, personalise
from handouts.prescription import DropExercise, PrescriptionRequest
from tests.accessibility.audit import audit
from tests.accessibility.validator import validate
from tests.making import DATE, PATIENT, RIVERSIDE
from tests.reading import open_pdf, page_texts

LIBRARY = resources.library_folder() / "sciatica"
PICTURES = LIBRARY / "pictures"
STAND = {"base": "standing", "show": "one", "start": {"legs": {"foot": "flat"}}}
POSE = '[pose]\nbase = "standing"\nshow = "one"\n\n[pose.start]\nlegs = { foot = "flat" }\n'
SOURCE = "exercises/pool-walk.toml"

Change = Callable[[str, str], None]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the example brand, to change."""
    return Path(shutil.copytree(RIVERSIDE, tmp_path / "brand"))


@pytest.fixture
def change(folder: Path) -> Change:
    """Return a function that changes the pool walk's file."""

    def changed(old: str, new: str) -> None:
        path = folder / SOURCE
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return changed


def pool_days(folder: Path, patient: Patient = PATIENT, *, mono: bool = False) -> Handout:
    asked = PrescriptionRequest("subacute", plan="pool-days")
    return make_handout(EditionRequest(asked, brand=folder, mono=mono), patient)


def problem_of(folder: Path) -> Problem:
    with pytest.raises(BadInput) as caught:
        pool_days(folder)
    problem = caught.value.problems[0]
    assert {other.message for other in caught.value.problems} == {problem.message}
    assert problem.hint
    return problem


def bake(folder: Path, pose: object = STAND, sore: SoreSide = "") -> None:
    """Write what `exercise bake` would, with the outlines of another picture of ours."""
    for figure in ("man", "woman"):
        data = (PICTURES / f"walking.{figure}.pic").read_bytes()
        named = replace(read_picture(data), pose=pose_digest(read_pose(pose, "")), sore=sore)
        path = folder / "exercises" / f"pool-walk.{figure}.pic"
        path.write_bytes(write_picture(named))


def images(pdf: bytes) -> dict[int, bool]:
    """Return the images of all pages by their width in pixels, and whether each is grey."""
    opened = open_pdf(pdf)
    found = {}
    for page in opened.pages:
        for image in page.get_images().values():
            assert isinstance(image, pikepdf.Stream)
            pixels = pikepdf.PdfImage(image).as_pil_image()
            found[int(image.Width)] = pixels.mode == "L"
    return found


@pytest.mark.parametrize("mono", [False, True])
def test_a_picture_of_the_clinics_own_stands_on_the_card(mono: bool) -> None:
    handout = pool_days(RIVERSIDE, mono=mono)
    assert validate(handout.pdf) == []
    assert audit(handout.pdf) == []
    assert images(handout.pdf)[900] is mono
    opened = open_pdf(handout.pdf)
    alts = [str(element.get("/Alt", "")) for element in elements(opened.Root.StructTreeRoot)]
    assert any("walking in water" in alt for alt in alts)
    assert any("Walking in the pool" in text for text in page_texts(handout.pdf))


def test_a_picture_may_be_svg(folder: Path, change: Change) -> None:
    change("pool-walk.png", "pool.svg")
    drawn = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 60"><circle r="20"/></svg>'
    (folder / "exercises" / "pool.svg").write_text(drawn, encoding="utf-8")
    handout = pool_days(folder)
    assert validate(handout.pdf) == []
    assert set(images(handout.pdf)) - set(images(pool_days(RIVERSIDE).pdf))


def test_the_proof_shows_the_clinics_exercises_and_plans() -> None:
    request = EditionRequest(PrescriptionRequest("subacute"), brand=RIVERSIDE)
    proof = prepare_proof(request)
    pdf, _ = personalise(proof.edition, Patient(DATE), proof.dates)
    text = " ".join(" ".join(page_texts(pdf)).split())
    assert text.count("Walking in the pool") > 2
    assert "Pool days" in text
    assert "poor_balance" in text or "unsteady on the feet" in text
    assert 900 in images(pdf)


def test_the_same_brand_makes_the_same_bytes(folder: Path) -> None:
    assert pool_days(folder).pdf == pool_days(RIVERSIDE).pdf


def test_every_file_of_an_own_exercise_makes_another_edition(folder: Path, change: Change) -> None:
    request = EditionRequest(PrescriptionRequest("subacute"), brand=folder)
    keys = [edition_key(request)]
    change("like", "can")
    keys.append(edition_key(request))
    Image.new("RGB", (40, 30), "red").save(folder / "exercises" / "pool-walk.png")
    keys.append(edition_key(request))
    bake(folder)
    keys.append(edition_key(request))
    (folder / "plans" / "pool-days.toml").unlink()
    keys.append(edition_key(request))
    assert len(set(keys)) == 5


def test_a_small_picture_is_not_blown_up(folder: Path) -> None:
    Image.new("RGB", (100, 60), "red").save(folder / "exercises" / "pool-walk.png")
    opened = open_pdf(pool_days(folder).pdf)
    (place,) = [
        [float(edge) for edge in element.A.BBox]
        for element in elements(opened.Root.StructTreeRoot)
        if "walking in water" in str(element.get("/Alt", ""))
    ]
    assert place[2] - place[0] == pytest.approx(72, abs=0.1)
    assert place[3] - place[1] == pytest.approx(43.2, abs=0.1)


def elements(element: pikepdf.Object) -> list[pikepdf.Dictionary]:
    """Return every element below one of the structure tree."""
    if not isinstance(element, pikepdf.Dictionary):
        return []
    kids = element.get("/K", pikepdf.Array())
    below = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
    return [element, *(found for kid in below for found in elements(kid))]


# -- poses


def test_a_pose_that_is_not_drawn_yet_is_told_with_the_command(
    folder: Path, change: Change
) -> None:
    change('picture = "pool-walk.png"\n', "")
    change("[words]\n", f"{POSE}\n[words]\n")
    problem = problem_of(folder)
    assert (problem.source, problem.message) == (f"{SOURCE}:pose", "is not drawn yet")
    assert "handouts exercise bake pool-walk --brand" in problem.hint


def test_a_drawn_pose_stands_on_the_card(folder: Path, change: Change) -> None:
    change('picture = "pool-walk.png"\n', "")
    change("[words]\n", f"{POSE}\n[words]\n")
    bake(folder)
    handout = pool_days(folder)
    assert validate(handout.pdf) == []
    brand = load_brand(folder)
    library = load_clinic_library(LIBRARY, "en", "uk", brand)
    drawn = find_illustration(PICTURES, library, brand, "pool-walk", "woman", "floor")
    assert drawn == load(PICTURES, "walking", "woman")
    assert isinstance(drawn, Drawing)
    assert find_illustration(PICTURES, library, brand, "bridge", "man", "floor") is not None


def forms(pdf: bytes) -> set[bytes]:
    """Return what the drawings of all pages are made of."""
    pages = open_pdf(pdf).pages
    objects = [one for page in pages for one in page.Resources.get("/XObject", {}).values()]
    return {one.read_bytes() for one in objects if one.Subtype == "/Form"}


@pytest.mark.parametrize(
    ("sore", "is_mirrored"), [("", False), ("left", False), ("right", True), ("both", False)]
)
def test_a_drawing_for_one_side_is_mirrored_where_the_other_is_sore(
    folder: Path, change: Change, sore: str, *, is_mirrored: bool
) -> None:
    change('picture = "pool-walk.png"\n', "")
    change("[words]\n", f"{POSE}\n[words]\n")
    bake(folder, sore="left")
    plan = folder / "plans" / "pool-days.toml"
    own = [item["exercise"] for item in tomllib.loads(plan.read_text("utf-8"))["items"]]
    others = tuple(DropExercise(name) for name in own if name != "pool-walk")

    def drawn(side: str) -> set[bytes]:
        asked = PrescriptionRequest("subacute", plan="pool-days", adjustments=others, sore=side)
        # The full edition also has pictures of the body, which show the sore side themselves.
        request = EditionRequest(asked, brand=folder, figure="man", edition="exercises")
        return forms(make_handout(request, Patient(DATE)).pdf)

    assert drawn("left")
    assert (drawn(sore) != drawn("left")) == is_mirrored


@pytest.mark.parametrize("side", ["left", "right"])
def test_a_picture_of_ours_shows_the_sore_side(tmp_path: Path, side: SoreSide) -> None:
    """Also where a clinic's own exercise keeps our picture; one for no side stays as it is."""
    other = "right" if side == "left" else "left"
    brand = load_brand(resources.default_brand_folder())
    library = load_clinic_library(LIBRARY, "en", "uk", brand)
    baked = read_picture((PICTURES / "walking.man.pic").read_bytes())
    for name, sore in (("walking", side), ("bridge", "")):
        sided = replace(baked, exercise=name, sore=sore)
        (tmp_path / f"{name}.man.pic").write_bytes(write_picture(sided))

    def shown(name: str, sore: str) -> Drawing:
        found = find_illustration(tmp_path, library, brand, name, "man", "floor", sore)
        assert isinstance(found, Drawing)
        return found

    plain = shown("bridge", "")
    assert [shown("bridge", sore) for sore in ("left", "right", "both")] == [plain] * 3
    assert [shown("walking", sore) for sore in ("", side, "both")] == [plain] * 3
    turned = shown("walking", other)
    assert (turned.width, turned.height) == (plain.width, plain.height)
    assert [mark.points[::2] for mark in turned.marks] == [
        tuple(plain.width - x for x in mark.points[::2]) for mark in plain.marks
    ]
    assert [mark.points[1::2] for mark in turned.marks] == [
        mark.points[1::2] for mark in plain.marks
    ]


def test_a_pose_that_changed_since_it_was_drawn_is_told(folder: Path, change: Change) -> None:
    change('picture = "pool-walk.png"\n', "")
    change("[words]\n", f"{POSE}\n[words]\n")
    bake(folder, STAND | {"show": "end"})
    with pytest.raises(BadInput) as caught:
        pool_days(folder)
    problems = caught.value.problems
    assert [problem.source for problem in problems] == [f"{SOURCE}:pose"] * 2
    assert "has changed since pool-walk.man.pic was drawn" in problems[0].message


def test_a_damaged_drawing_and_a_wrong_pose_are_told(folder: Path, change: Change) -> None:
    change('picture = "pool-walk.png"\n', "")
    change("[words]\n", f"{POSE}\n[words]\n")
    (folder / "exercises" / "pool-walk.man.pic").write_bytes(b"no picture")
    assert problem_of(folder).source == "exercises/pool-walk.man.pic"
    change('base = "standing"', 'base = "standng"')
    assert problem_of(folder).source.startswith(f"{SOURCE}:pose.base")


# -- no picture, and pictures of ours


def test_an_exercise_without_a_picture_is_a_card_without_one(folder: Path, change: Change) -> None:
    change('picture = "pool-walk.png"\n', "")
    text = (folder / SOURCE).read_text(encoding="utf-8")
    (folder / SOURCE).write_text(text.split("[words.figure]")[0], encoding="utf-8")
    handout = pool_days(folder, Patient(DATE))
    assert validate(handout.pdf) == []
    assert 900 not in images(handout.pdf)


def test_one_that_replaces_ours_keeps_our_picture(folder: Path, change: Change) -> None:
    change('picture = "pool-walk.png"\n', "replaces = true\n")
    change("[doses.subacute]", "[doses.acute]")
    change("[words.doses.subacute]", "[words.doses.acute]")
    change("days_per_week = 2", "days_per_week = 7")
    (folder / SOURCE).rename(folder / "exercises" / "stationary-bike.toml")
    (folder / "plans" / "pool-days.toml").unlink()
    brand = load_brand(folder)
    library = load_clinic_library(LIBRARY, "en", "uk", brand)
    kept = find_illustration(PICTURES, library, brand, "stationary-bike", "man", "floor")
    assert kept == load(PICTURES, "stationary-bike", "man")


def test_an_exercise_with_a_pose_that_was_never_drawn_is_told_and_not_left_out(
    tmp_path: Path,
) -> None:
    library = load_library(resources.library_folder() / "sciatica")
    brand = load_brand(resources.default_brand_folder())

    with pytest.raises(BadInput) as caught:
        find_illustration(tmp_path, library, brand, "bridge", "man", "floor")

    (problem,) = caught.value.problems
    assert problem.source == "exercises/bridge.toml"
    assert problem.hint == "run: handouts exercise bake bridge"
    (figure,) = undrawn_problems(tmp_path, library, ["nerve"])
    assert figure.source == "figures/nerve.toml"
    pictures = resources.library_folder() / "sciatica" / "pictures"
    assert list(undrawn_problems(pictures, library, (*library.exercises, *library.figures))) == []
