"""Signed content stays signed until something that patients read changes, or its time is over."""

import datetime as dt
import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from handouts.brand import load_brand
from handouts.errors import BadInput
from handouts.resources import default_brand_folder, fonts_folder
from handouts.review import DRAFT, Record, Reviewed, content_parts, read_records, written
from handouts.review.dates import months_later
from handouts.review.parts import _of_files, drawn_parts
from handouts.review.things import picture_of
from tests.review.signing import PICTURES, TODAY, UNTIL, Desk

DAY = dt.timedelta(days=1)


def record_of(desk: Desk) -> Record:
    """Return the one signature of a desk's brand."""
    review = desk.load()[1].review
    assert review is not None
    (record,), _ = read_records(review)
    return record


def test_nothing_is_said_of_content_that_nobody_signed(desk: Desk) -> None:
    assert desk.standing() == DRAFT


def test_signed_content_names_who_signed_it_and_until_when(signed: Desk) -> None:
    standing = signed.standing()
    assert standing.status == "reviewed"
    assert standing.people == (("Sam Sample", "Physiotherapist"),)
    assert (standing.signed, standing.until) == (TODAY, UNTIL)
    assert standing.notices == ()


def test_it_holds_on_its_first_and_its_last_day_and_not_beyond(signed: Desk) -> None:
    assert signed.standing(TODAY).status == signed.standing(UNTIL).status == "reviewed"
    for day, told in (
        (TODAY - DAY, "before that of signing"),
        (UNTIL + DAY, "ended on 2027-06"),
    ):
        standing = signed.standing(day)
        (notice,) = standing.notices
        assert standing.status == "draft"
        assert told in notice.message
        assert notice.severity == "warning"
        assert notice.hint


def test_without_a_day_nothing_holds(signed: Desk) -> None:
    assert signed.standing(None) == DRAFT


def files_that_are_read(desk: Desk) -> list[Path]:
    library, _ = desk.load()
    names = [
        desk.library.parent / name if name.startswith("regions/") else desk.library / name
        for name in library.files
    ]
    templates = [
        path for path in desk.templates.rglob("*.*") if path.parent.name in ("en", "sciatica")
    ]
    own = [
        path
        for part in ("templates", "exercises", "plans")
        for path in (desk.brand / part).iterdir()
        if path.suffix in (".md", ".toml")
    ]
    return [*names, *(path for path in templates if path.name != "why.md"), *own]


def test_a_change_of_any_file_of_content_makes_a_draft(signed: Desk) -> None:
    files = files_that_are_read(signed)
    assert len(files) > 120
    library, brand = signed.load()
    before = content_parts(library, signed.templates, brand, PICTURES)
    for path in files:
        text = path.read_bytes()
        path.write_bytes(text + b"\n# changed\n")
        library, brand = signed.load()
        after = content_parts(library, signed.templates, brand, PICTURES)
        assert sum(before[name] != after[name] for name in before) == 1, path
        path.write_bytes(text)
    assert signed.standing().status == "reviewed"


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("library/sciatica/exercises/bridge.toml", "reps = 10", "reps = 12", "exercise bridge"),
        ("library/sciatica/en/exercises/bridge.toml", "Lift only half way", "Lift a bit", "bridge"),
        ("library/sciatica/en/red_flags.toml", "Get help now", "Now", "library file en/red_flags"),
        ("library/sciatica/plans/chronic-a.toml", "weeks = [", "weeks = [1, 2]#", "plan chronic-a"),
        ("library/regions/uk.toml", 'urgent_line = "111"', 'urgent_line = "112"', "region uk"),
        ("library/sciatica/condition.toml", 'version = "', 'version = "9', " -> 9"),
        ("templates/sciatica/en/help.md", "If things change", "News", "templates/en/help.md"),
        ("brand/templates/why.md", "Because", "Since", "the brand's own section why"),
        ("brand/plans/short.toml", "acute", "chronic", "the brand's own plan short"),
        ("brand/exercises/swim.toml", "Swim", "Dive", "the brand's own exercise swim"),
        ("brand/brand.toml", '["outcomes"]', '["chart"]', "brand.toml:sections.leave_out"),
        ("brand/brand.toml", "Ask us", "Ask no one", "brand.toml:disclaimer"),
        ("brand/brand.toml", "name = ", 'emergency_number = "11"\nname = ', "emergency number"),
    ],
)  # fmt: skip
def test_a_change_is_told_in_words_that_lead_to_it(
    signed: Desk, file: str, old: str, new: str, told: str
) -> None:
    signed.change(file, old, new)
    standing = signed.standing()
    assert standing.status == "draft"
    assert standing.people == ()
    (notice,) = standing.notices
    assert told in notice.message
    assert "review sign" in notice.hint


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("#0F5C73", "#1F4E79"),
        ("01632 960140", "01632 960141"),
        ("Riverside Physiotherapy", "Quayside Physiotherapy"),
        ("hello@", "desk@"),
        ('logo = "logo.png"', ""),
        ('band = "tinted"', 'band = "plain"'),
        ('band = "tinted"', 'band = "tinted"\nfooter = "Registered charity 1"'),
        ('phone = "01632 960150"', 'phone = "01632 960151"'),
        ("[colours]", "# a note\n[colours]"),
    ],
)
def test_colours_contacts_and_looks_are_not_what_is_signed(
    signed: Desk, old: str, new: str
) -> None:
    signed.change("brand/brand.toml", old, new)
    assert signed.standing().status == "reviewed"


def test_line_ends_of_another_system_are_no_change(signed: Desk) -> None:
    for path in files_that_are_read(signed):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert signed.standing().status == "reviewed"


def test_another_picture_of_an_own_exercise_is_a_change(signed: Desk) -> None:
    Image.new("RGB", (90, 90), "red").save(signed.brand / "exercises" / "swim.png")
    assert "swim.png" in signed.standing().notices[0].message


@pytest.mark.parametrize("name", ["why.md", "help.md"])
def test_a_section_that_comes_or_goes_is_a_change(signed: Desk, name: str) -> None:
    path = signed.brand / "templates" / name
    if path.exists():
        path.unlink()
    else:
        path.write_text("## Help\n", encoding="utf-8")
    assert signed.standing().status == "draft"


def test_a_new_exercise_of_the_library_is_a_change(signed: Desk) -> None:
    for folder in ("exercises", "en/exercises"):
        place = signed.library / folder
        text = (place / "bridge.toml").read_text("utf-8")
        for once, other in (
            ("Bridge", "Span"),
            ("bridges", "spans"),
            ("Firm", "Tense"),
            ("Two", "2"),
        ):
            text = text.replace(f'"{once}', f'"{other}')
        (place / "other.toml").write_text(text, "utf-8")
    (notice,) = signed.standing().notices
    assert "exercise other is not among what was signed" in notice.message


def test_a_shipped_section_that_the_brand_replaces_may_change(signed: Desk) -> None:
    signed.change("templates/sciatica/en/why.md", "Why exercise", "Reasons")
    assert signed.standing().status == "reviewed"


def test_all_sites_are_signed_and_no_other_region(signed: Desk) -> None:
    assert signed.standing(site="quay").status == "reviewed"
    signed.change("library/regions/ie.toml", "a GP", "the GP")
    assert signed.standing(site="quay").status == "draft"
    assert signed.standing().status == "reviewed"
    signed.change("brand/brand.toml", 'region = "ie"', 'region = "us"')
    (notice,) = signed.standing(site="quay").notices
    assert "region us is not among what was signed" in notice.message


def test_a_plan_from_elsewhere_is_not_part_of_what_was_signed(signed: Desk) -> None:
    standing = signed.standing(unsigned="the plan mine.toml")
    assert standing.status == "draft"
    assert "the plan mine.toml is not part of what was signed" in standing.notices[0].message


def test_a_signature_may_not_hold_longer_than_the_library_says(signed: Desk) -> None:
    signed.change("library/sciatica/condition.toml", "months = 12", "months = 1")
    signed.change("library/sciatica/condition.toml", "most_months = 24", "most_months = 2")
    assert any("more than 2 months" in one.message for one in signed.standing().notices)


@pytest.mark.parametrize("text", ["", "by = 3", "[[signed]\n", "\x00"])
def test_a_malformed_record_makes_a_draft_and_is_told(signed: Desk, text: str) -> None:
    signed.record.write_text(text, encoding="utf-8")
    standing = signed.standing()
    assert standing.status == "draft"
    assert standing.notices
    for notice in standing.notices:
        assert notice.source.startswith("review.toml")
        assert notice.severity == "warning"
        assert notice.hint


def test_a_signature_for_another_language_is_told_and_does_not_hold(signed: Desk) -> None:
    brand = signed.load()[1]
    assert brand.review
    ((record,), _) = read_records(brand.review)
    signed.record.write_text(written((replace(record, language="de"),)), encoding="utf-8")
    standing = signed.standing()
    assert standing.status == "draft"
    assert "nobody has signed" in standing.notices[0].message


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_record_outside_the_folder_is_refused_with_the_brand(signed: Desk) -> None:
    signed.record.replace(signed.root / "review.toml")
    signed.record.symlink_to(signed.root / "review.toml")
    with pytest.raises(BadInput) as caught:
        load_brand(signed.brand)
    assert caught.value.problems[0].source == "review.toml"


def test_a_brand_rests_on_the_signature_of_the_one_it_extends(signed: Desk) -> None:
    site = signed.root / "site"
    site.mkdir()
    (site / "brand.toml").write_text('extends = "../brand"\nname = "Site"\n', encoding="utf-8")
    library, _ = signed.load()
    assert (
        Reviewed(library, signed.templates, load_brand(site), PICTURES).standing(TODAY).status
        == "reviewed"
    )
    (site / "templates").mkdir()
    (site / "templates" / "help.md").write_text("## Help\n", encoding="utf-8")
    standing = Reviewed(library, signed.templates, load_brand(site), PICTURES).standing(TODAY)
    assert standing.status == "draft"
    assert standing.notices[0].source == "../brand/review.toml"


def test_the_shipped_brand_is_unsigned() -> None:
    assert load_brand(default_brand_folder()).review is None


def test_typefaces_are_what_is_signed(signed: Desk) -> None:
    signed.change("brand/brand.toml", '"atkinson-hyperlegible-next"', '"lexend"')
    assert "typefaces changed" in signed.standing().notices[0].message


def test_another_file_of_an_own_typeface_is_a_change(signed: Desk) -> None:
    faces = sorted(fonts_folder().glob("*/*.ttf"))
    own = '[typefaces.own.ours]\nregular = "ours.ttf"\n[sections]'
    signed.change("brand/brand.toml", "[sections]", own)
    shutil.copy(faces[0], signed.brand / "ours.ttf")
    signed.sign()
    assert signed.standing().status == "reviewed"
    shutil.copy(faces[1], signed.brand / "ours.ttf")
    assert "typefaces of the brand's own" in signed.standing().notices[0].message


def test_another_drawing_is_a_change(signed: Desk, tmp_path: Path) -> None:
    library, brand = signed.load()
    pictures = shutil.copytree(PICTURES, tmp_path / "pictures")
    before = content_parts(library, signed.templates, brand, pictures)
    assert {"pictures/exercises/bridge", "pictures/figures/nerve"} < before.keys()
    shutil.copy(next(pictures.glob("walking.*.pic")), next(pictures.glob("nerve.*.pic")))
    after = content_parts(library, signed.templates, brand, pictures)
    assert [name for name in before if before[name] != after[name]] == ["pictures/figures/nerve"]
    standing = Reviewed(library, signed.templates, brand, pictures).standing(TODAY)
    assert "picture of nerve changed" in standing.notices[0].message


def test_every_drawing_is_among_what_is_signed(signed: Desk) -> None:
    record = record_of(signed)
    drawn = {name.partition("/")[2] for name in record.parts if name.startswith("pictures/")}
    figures = {path.stem for path in (signed.library / "en" / "figures").glob("*.toml")}
    shown = {picture_of(path.name) for path in PICTURES.glob("*.pic")}
    assert len(shown) > 30
    assert drawn == {f"{'figures' if one in figures else 'exercises'}/{one}" for one in shown}


@pytest.mark.parametrize("build", ["larger", "man", "older", "woman"])
def test_a_drawing_of_any_person_is_a_change(signed: Desk, tmp_path: Path, build: str) -> None:
    library, _ = signed.load()
    pictures = tmp_path / "pictures"
    pictures.mkdir()
    for path in PICTURES.glob("bridge.*.pic"):
        shutil.copy(path, pictures)
    before = drawn_parts(library, pictures)
    (changed,) = pictures.glob(f"bridge.{build}.pic")
    changed.write_bytes(changed.read_bytes() + b"\n")
    _of_files.cache_clear()
    after = drawn_parts(library, pictures)
    assert before.keys() == after.keys() == {"pictures/exercises/bridge"}
    assert before != after


def test_the_same_drawing_of_another_person_is_a_change(signed: Desk, tmp_path: Path) -> None:
    library, _ = signed.load()
    pictures = tmp_path / "pictures"
    pictures.mkdir()
    man, woman = (pictures / f"bridge.{one}.pic" for one in ("man", "woman"))
    shutil.copy(PICTURES / man.name, man)
    before = drawn_parts(library, pictures)
    man.rename(woman)
    assert drawn_parts(library, pictures) != before


@pytest.mark.parametrize("part", ["pictures/exercises/bridge", "pictures/figures/nerve"])
def test_a_drawing_that_was_not_signed_makes_a_draft(signed: Desk, part: str) -> None:
    record = record_of(signed)
    left = {name: digest for name, digest in record.parts.items() if name != part}
    assert len(left) == len(record.parts) - 1
    signed.record.write_text(written((replace(record, parts=left),)), encoding="utf-8")
    (notice,) = signed.standing().notices
    assert "not all of it is signed" in notice.message
    assert part.rpartition("/")[2] in notice.message


def test_a_drawing_from_a_pose_of_the_clinics_own_is_a_change(signed: Desk) -> None:
    library, brand = signed.load()
    parts = [
        content_parts(library, signed.templates, replace(brand, baked=baked), PICTURES)
        for baked in ({}, {"swim.man.pic": b"1"}, {"swim.man.pic": b"2"})
    ]
    name = "brand/exercises/swim.man.pic"
    assert [name in one for one in parts] == [False, True, True]
    assert parts[1][name] != parts[2][name]
    assert {one: digest for one, digest in parts[2].items() if one != name} == parts[0]


def test_a_signature_of_one_day_holds_on_that_day(signed: Desk) -> None:
    signed.sign(until=TODAY)
    assert signed.standing(TODAY).status == "reviewed"
    assert signed.standing(TODAY + DAY).status == "draft"


def test_a_signature_holds_for_as_many_months_as_there_may_be_and_no_day_more(
    signed: Desk,
) -> None:
    most = signed.load()[0].review.most_months
    latest = months_later(TODAY, most)
    signed.sign(until=latest)
    assert signed.standing(latest).status == "reviewed"
    longer = replace(record_of(signed), until=latest + DAY)
    signed.record.write_text(written((longer,)), encoding="utf-8")
    (notice,) = signed.standing(latest).notices
    assert f"is more than {most} months after the date of signing" in notice.message


def test_each_figures_alternative_text_is_what_is_signed(signed: Desk) -> None:
    for name in sorted((signed.library / "en" / "figures").glob("*.toml")):
        text = name.read_text("utf-8")
        name.write_text(text.replace('alt = "', 'alt = "Here: '), encoding="utf-8")
        assert f"figure {name.stem} changed" in signed.standing().notices[0].message
        name.write_text(text, encoding="utf-8")


def test_what_is_printed_behind_an_own_section_is_what_is_signed(signed: Desk) -> None:
    (signed.brand / "templates" / "about.md").write_text("## About us\n", encoding="utf-8")
    signed.sign()
    assert signed.standing().status == "reviewed"
    signed.change("templates/sciatica/en/about.md", "**Sources:**", "**From:**")
    assert "templates/en/about.md changed" in signed.standing().notices[0].message
