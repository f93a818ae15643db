"""The way from a request to an edition: the danger signs, and mistakes of every stage."""

import datetime as dt
import os
import re
from collections.abc import Callable
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest

from handouts import resources
from handouts.content import SIDES, Library, load_library
from handouts.document import WebLink, every_block, every_text, plain
from handouts.editions.compose import compose_document, compose_request
from handouts.editions.find import find_or_make
from handouts.editions.key import edition_key
from handouts.editions.memory import EditionStore
from handouts.editions.request import EditionRequest, PreparedEdition
from handouts.errors import BadInput, Problem
from handouts.personalise import make_handout
from handouts.prescription import PrescriptionRequest
from handouts.units import PaperName, TextSize
from tests.making import BLANK, DATE, EVERY, PAPERS, SIZES, Combination, made
from tests.reading import open_pdf, page_texts, words
from tests.review.signing import TODAY, UNTIL, desk_in

Brand = Callable[..., Path]


@pytest.fixture(scope="session")
def library() -> Library:
    return load_library(resources.library_folder() / "sciatica")


@pytest.fixture
def brand(tmp_path: Path) -> Brand:
    """Return a function that makes a brand's folder with sections of its own."""

    def make(settings: str = "", **sections: str) -> Path:
        (tmp_path / "templates").mkdir()
        (tmp_path / "brand.toml").write_text(f'name = "Clinic"\n{settings}', encoding="utf-8")
        for name, text in sections.items():
            path = tmp_path / "templates" / f"{name.replace('_', '-')}.md"
            path.write_text(text, encoding="utf-8")
        return tmp_path

    return make


def problems_of(request: EditionRequest) -> tuple[Problem, ...]:
    with pytest.raises(BadInput) as caught:
        find_or_make(request)
    assert all(problem.hint for problem in caught.value.problems)
    return caught.value.problems


def danger_signs(library: Library, *, brief: bool = False) -> list[str]:
    """Return the danger signs in full, or in the few words of giant print."""
    words = library.words.red_flags.brief if brief else library.words.red_flags.items
    return [words[name] for name, flag in library.red_flags.items() if flag.level == "emergency"]


def numbers(library: Library) -> list[str]:
    """Return whom to call, in an emergency and where one is not sure."""
    return [library.region.facts.emergency_number, library.region.facts.urgent_line]


def texts_of(request: EditionRequest) -> str:
    """Return what a request's document says, without a patient."""
    return words(" ".join(map(plain, every_text(compose_document(request).blocks))))


# -- the danger signs


@pytest.mark.parametrize("combination", EVERY, ids=str)
def test_the_danger_signs_stand_whole_on_page_1(combination: Combination, library: Library) -> None:
    first, *others = (words(page) for page in page_texts(made(combination).pdf))
    signs = danger_signs(library, brief=combination.text == "giant")
    assert len(signs) > 5
    assert [one for one in (*numbers(library), *signs) if one not in first] == []
    # What giant print shortens stands in full further on; else they stand nowhere but in the box.
    again = combination.text == "giant"
    assert any(sign in page for page in others for sign in danger_signs(library)) == again


GIANT = [combination for combination in EVERY if combination.text == "giant"]


@pytest.mark.parametrize("combination", GIANT, ids=str)
def test_what_giant_print_shortens_on_page_1_stands_in_full_further_on(
    combination: Combination, library: Library
) -> None:
    said = words(" ".join(page_texts(made(combination).pdf)))
    assert [sign for sign in danger_signs(library) if sign not in said] == []


@pytest.mark.parametrize("combination", EVERY, ids=str)
def test_a_leg_that_is_newly_weak_is_in_the_box_with_what_to_do(
    combination: Combination, library: Library
) -> None:
    first = words(page_texts(made(combination).pdf)[0])
    act = library.words.red_flags.levels["same_day"].act_now
    wanted = act if combination.text == "standard" else "Get help today."
    found = re.search(r"[^.?]*\bleg\b[^.?]*\?", first, re.IGNORECASE)
    assert found
    assert "weak" in found[0]
    assert first[found.end() :].strip().startswith(wanted)


def test_no_brand_can_remove_the_danger_signs(brand: Brand) -> None:
    (problem,) = problems_of(
        EditionRequest(PrescriptionRequest("acute"), brand=brand(red_flags=""))
    )
    assert problem.source == "templates/red-flags.md"
    assert "cannot be changed" in problem.message


@pytest.mark.parametrize("section", ["title", "stage_line", "patient", "message"])
def test_no_brand_can_push_the_danger_signs_off_page_1(brand: Brand, section: str) -> None:
    long = "# Title\n\n" * (section == "title") + "A clinic with a great deal to say.\n\n" * 60
    request = EditionRequest(PrescriptionRequest("acute"), brand=brand(**{section: long}))
    (problem,) = problems_of(request)
    assert "danger signs" in problem.message


def test_no_brand_can_begin_a_page_before_the_danger_signs(brand: Brand) -> None:
    request = EditionRequest(
        PrescriptionRequest("acute"), brand=brand(message="Text.\n\n::: page\n")
    )
    (problem,) = problems_of(request)
    assert "danger signs" in problem.message


def test_a_heading_alone_may_come_before_the_danger_signs_in_giant_print(brand: Brand) -> None:
    request = replace(Combination(text="giant").request, brand=brand(message="Text. " * 900))
    assert find_or_make(request).edition.pages > 1


# -- flags and checks


UNCHANGING = "cannot_lie_on_front"
"""A flag for which nothing of the chronic plan has to change."""


def test_a_flag_that_changes_nothing_gives_the_same_page_and_another_id() -> None:
    """A summary has no room to say that nothing had to change; the id tells it all the same."""
    usual = EditionRequest(PrescriptionRequest("chronic"), edition="summary")
    flagged = replace(usual, prescription=PrescriptionRequest("chronic", flags=(UNCHANGING,)))
    one, other = (make_handout(request, BLANK) for request in (usual, flagged))

    assert one.id != other.id
    assert [page.replace(one.id, other.id) for page in page_texts(one.pdf)] == page_texts(other.pdf)
    assert [notice.source for notice in other.notices] == [f"--avoid {UNCHANGING}"]


def test_the_sore_side_gives_each_handout_another_id() -> None:
    """Even the sheet for an urgent sign, which says nothing of it."""
    for flags in ((), ("dvt_signs",)):
        ids = {
            make_handout(
                EditionRequest(PrescriptionRequest("acute", flags=flags, sore=sore)), BLANK
            ).id
            for sore in ("", *SIDES)
        }
        assert len(ids) == 4


def test_flags_in_another_order_have_the_same_id() -> None:
    flags = ("knee_problem", "poor_balance")
    one, other = (
        make_handout(EditionRequest(PrescriptionRequest("acute", flags=given)), BLANK)
        for given in (flags, flags[::-1])
    )
    assert (one.id, one.pdf) == (other.id, other.pdf)


def test_a_full_handout_says_of_a_flag_that_nothing_had_to_change() -> None:
    usual, flagged = (PrescriptionRequest("chronic", flags=one) for one in ((), (UNCHANGING,)))
    assert "Nothing had to change." in texts_of(EditionRequest(flagged))
    assert "Nothing had to change." not in texts_of(EditionRequest(usual))


CHECKED = PrescriptionRequest("acute", flags=("dvt_signs",), checked=("dvt_signs",))
OPENING = {
    "one": PrescriptionRequest("acute", flags=("spreading_numbness",)),
    "many": PrescriptionRequest(
        "acute",
        flags=("spreading_numbness", "leg_cramps_walking", "foot_weakness", "morning_stiffness"),
    ),
    "checked": CHECKED,
    "both": replace(CHECKED, flags=("dvt_signs", "spreading_numbness")),
}
"""What a handout opens with: what to ask first, what was checked."""


@pytest.mark.parametrize("opening", OPENING)
@pytest.mark.parametrize("text", SIZES)
@pytest.mark.parametrize("paper", PAPERS)
def test_what_to_ask_first_and_the_danger_signs_share_page_1(
    opening: str, text: TextSize, paper: PaperName, library: Library
) -> None:
    for edition in ("full", "exercises"):
        request = replace(Combination("acute", paper, text, edition).request, day=DATE)
        asked = replace(request, prescription=OPENING[opening])
        first = words(page_texts(make_handout(asked, BLANK).pdf)[0])
        ask = re.search(r"\bask first|ask if you may", first, re.IGNORECASE)
        assert bool(ask) == (opening != "checked")
        assert ("Checked by your clinician" in first) == (opening in ("checked", "both"))
        brief = text != "standard"
        signs = [*numbers(library), *danger_signs(library, brief=brief)]
        assert [sign for sign in signs if sign not in first] == []


@pytest.mark.parametrize(
    ("text", "count", "pages"),
    [("standard", 1, 1), ("standard", 4, 1), ("large", 1, 1), ("giant", 1, 2), ("giant", 4, 2)],
)
def test_the_sheet_for_urgent_signs_is_one_page_and_two_in_giant_print(
    library: Library, text: TextSize, count: int, pages: int
) -> None:
    urgent = [name for name, flag in library.flags.items() if flag.level == "urgent"]
    for first in range(0, len(urgent), count):
        asked = PrescriptionRequest("acute", flags=tuple(urgent[first : first + count]))
        assert find_or_make(EditionRequest(asked, text=text)).edition.pages == pages


def test_a_check_is_dated_with_the_day_of_the_handout() -> None:
    request = EditionRequest(CHECKED)
    assert "Checked by your clinician on 23 November 2026" in read(request)
    later = replace(BLANK, date=DATE + dt.timedelta(days=9))
    said = words(" ".join(page_texts(make_handout(request, later).pdf)))
    assert "Checked by your clinician on 2 December 2026" in said
    assert "on 23 November 2026" not in said


def test_a_date_has_the_regions_form_and_the_language_names_the_region() -> None:
    for region, written, language in (
        ("uk", "23 November 2026", "en-GB"), ("us", "November 23, 2026", "en-US"),
        ("au", "23 November 2026", "en-AU"),
    ):  # fmt: skip
        pdf = make_handout(EditionRequest(CHECKED, region=region), BLANK).pdf
        said = words(" ".join(page_texts(pdf)))
        assert said.count(written) == 2  # beside the name, and in the box
        assert f"Checked by your clinician on {written}" in said
        with open_pdf(pdf) as opened:
            assert str(opened.Root.Lang) == language
            assert f"<rdf:li>{language}</rdf:li>".encode() in opened.Root.Metadata.read_bytes()


def test_without_a_brand_nothing_stands_as_if_it_were_a_clinics_name() -> None:
    pdf = make_handout(EditionRequest(PrescriptionRequest("acute")), BLANK).pdf
    assert "Your clinic" not in " ".join(page_texts(pdf)).replace("Your clinician", "")
    with open_pdf(pdf) as opened:
        assert "/Author" not in opened.docinfo
        assert b"dc:creator" not in opened.Root.Metadata.read_bytes()


def test_the_day_counts_where_a_sign_was_checked_and_only_there() -> None:
    for asked, counts in (
        (PrescriptionRequest("acute"), False),
        (replace(CHECKED, checked=()), False),
        (PrescriptionRequest("acute", flags=("leg_cramps_walking",)), False),
        (CHECKED, True),
    ):
        days = (DATE, DATE + dt.timedelta(days=1))
        keys = {edition_key(EditionRequest(asked, day=day)) for day in days}
        assert (len(keys) == 2) == counts, asked


def test_a_check_on_an_unknown_day_is_told_without_one() -> None:
    read_on_no_day = texts_of(EditionRequest(CHECKED))
    assert "Checked by your clinician:" in read_on_no_day
    assert "Checked by your clinician on" not in read_on_no_day


def test_an_urgent_sign_is_told_of_an_edition_and_names_no_plan() -> None:
    asked = PrescriptionRequest("acute", flags=("dvt_signs",))
    prepared = find_or_make(EditionRequest(asked))
    assert prepared.origin.check
    assert (prepared.origin.plan, prepared.origin.exercises) == ("", ())
    assert prepared.decisions
    plan = find_or_make(EditionRequest(CHECKED))
    assert not plan.origin.check
    assert plan.origin.exercises


def test_decisions_and_notices_come_with_every_edition() -> None:
    asked = PrescriptionRequest("subacute", flags=("knee_problem", "poor_balance"))
    prepared = find_or_make(EditionRequest(asked))
    assert {"plan", "flag", "minutes", "flare", "line"} <= {one.about for one in prepared.decisions}
    told = compose_request(EditionRequest(asked))
    assert (told.assessed.decisions, told.notices) == (prepared.decisions, prepared.notices)


# -- mistakes of every stage come as problems, never as faults


@pytest.mark.parametrize(
    "character", ["\u6f22", "\u0905", "\U0001f9d8"], ids=["han", "devanagari", "emoji"]
)
@pytest.mark.parametrize(
    ("setting", "edition"),
    [("name", "full"), ("name", "summary"), ("email", "summary"), ("disclaimer", "full")],
)
def test_a_missing_glyph_in_a_brand_is_a_problem(
    brand: Brand, setting: str, edition: str, character: str
) -> None:
    value = f"{character}@clinic.example" if setting == "email" else f"Clinic {character}"
    folder = brand()
    (folder / "brand.toml").write_text(
        "".join(f'{key} = "{text}"\n' for key, text in {"name": "Clinic", setting: value}.items()),
        encoding="utf-8",
    )
    request = EditionRequest(PrescriptionRequest("acute"), edition=edition, brand=folder)
    (problem,) = problems_of(request)
    assert f"U+{ord(character):04X}" in problem.message


@pytest.mark.parametrize("text", ["\u6f22", "**\u0905**", "*\U0001f9d8*"])
def test_a_missing_glyph_in_a_template_is_a_problem(brand: Brand, text: str) -> None:
    request = EditionRequest(PrescriptionRequest("acute"), brand=brand(why=f"## Why\n\n{text}\n"))
    (problem,) = problems_of(request)
    assert "no typeface has a glyph for U+" in problem.message


def test_a_piece_that_no_page_holds_is_a_problem_with_a_remedy(brand: Brand) -> None:
    column = "::: column\n" + "Much text in one column.\n\n" * 90 + ":::\n"
    request = EditionRequest(
        PrescriptionRequest("acute"), brand=brand(why=f"::: columns\n{column}{column}:::\n")
    )
    (problem,) = problems_of(request)
    assert problem.source == "layout"


@pytest.mark.parametrize(
    ("change", "source"),
    [
        ({"edition": "ful"}, "--edition"),
        ({"condition": "sciatic"}, "--condition"),
        ({"region": "zz"}, "region"),
    ],
)
def test_an_unknown_choice_is_a_problem(change: dict[str, str], source: str) -> None:
    request = EditionRequest(PrescriptionRequest("acute"), **change)  # type: ignore[arg-type]
    assert {problem.source for problem in problems_of(request)} == {source}


# -- what a brand says of it


def read(request: EditionRequest) -> str:
    return words(" ".join(page_texts(make_handout(request, BLANK).pdf)))


def test_a_brands_emergency_number_stands_everywhere_for_the_regions(brand: Brand) -> None:
    folder = brand('emergency_number = "4545"\nregion = "us"\n')
    request = EditionRequest(PrescriptionRequest("acute"), brand=folder)
    assert "4545" in words(page_texts(make_handout(request, BLANK).pdf)[0])
    assert "911" not in read(request)


def test_another_region_than_the_brands_has_its_own_number(brand: Brand) -> None:
    folder = brand('emergency_number = "4545"\nregion = "us"\n')
    request = EditionRequest(PrescriptionRequest("acute"), brand=folder, region="au")
    assert "4545" not in read(request)
    assert "000" in words(page_texts(make_handout(request, BLANK).pdf)[0])


DEFAULTS = 'paper = "letter"\ntext = "large"\nfigure = "older"\nlanguage = "en"\n'


def test_what_a_request_leaves_empty_the_brand_says_and_then_the_program(brand: Brand) -> None:
    asked = EditionRequest(PrescriptionRequest("acute"), brand=brand(DEFAULTS))
    explicit = replace(asked, paper="letter", text="large", figure="older", language="en")
    assert find_or_make(asked).edition.digest == find_or_make(explicit).edition.digest
    plain = EditionRequest(PrescriptionRequest("acute"))
    usual = replace(plain, paper="a4", text="standard", figure="all", language="en")
    assert find_or_make(plain).edition.digest == find_or_make(usual).edition.digest


def test_a_request_overrules_the_brand(brand: Brand) -> None:
    asked = EditionRequest(
        PrescriptionRequest("acute"), brand=brand(DEFAULTS), paper="a4", text="standard"
    )
    pages = find_or_make(asked).edition.pages
    assert pages < find_or_make(replace(asked, text="")).edition.pages


def test_a_site_has_its_own_contacts(brand: Brand) -> None:
    folder = brand('phone = "01632 960100"\n[sites.north]\nphone = "01632 960111"\n')
    request = EditionRequest(PrescriptionRequest("acute"), brand=folder)
    assert "01632 960100" in read(request)
    north = read(replace(request, site="north"))
    assert "01632 960111" in north
    assert "01632 960100" not in north


@pytest.mark.parametrize("edition", ["full", "summary", "exercises"])
def test_disclaimer_and_privacy_lines_stand_in_every_edition(brand: Brand, edition: str) -> None:
    folder = brand('disclaimer = "Ours to say."\nprivacy = "Kept for ten years."\n')
    said = read(EditionRequest(PrescriptionRequest("acute"), edition, brand=folder))
    assert "Ours to say." in said
    assert "Kept for ten years." in said


def test_the_brands_line_stands_at_the_foot_of_every_page(brand: Brand) -> None:
    folder = brand('page = { footer = "Member of a group" }\n')
    request = EditionRequest(PrescriptionRequest("acute"), brand=folder)
    pages = page_texts(make_handout(request, BLANK).pdf)
    assert all("Member of a group" in page for page in pages)


def test_the_order_of_a_brand_counts(brand: Brand) -> None:
    folder = brand('sections = { order = ["help", "exercises"], leave_out = ["why"] }\n')
    said = read(EditionRequest(PrescriptionRequest("acute"), brand=folder))
    assert said.index("If things change") < said.index("Your exercises")
    assert "Why exercise?" not in said


def test_a_square_code_leads_to_the_brands_own_address_or_nowhere(brand: Brand) -> None:
    elsewhere = '::: web url="https://elsewhere.example.org" label="x" alt="x"\n'
    folder = brand('link = { url = "clinic.example.org" }\n', why=f"## Why\n\n{elsewhere}")
    (problem,) = problems_of(EditionRequest(PrescriptionRequest("acute"), brand=folder))
    assert "leads elsewhere" in problem.message


def test_the_code_of_a_handout_is_the_brands_address(brand: Brand) -> None:
    folder = brand('link = { url = "clinic.example.org/films", label = "Films" }\n')
    document = compose_document(EditionRequest(PrescriptionRequest("acute"), brand=folder))
    (code,) = [block for block in every_block(document.blocks) if isinstance(block, WebLink)]
    assert (code.address, code.shown) == (
        "https://clinic.example.org/films", "clinic.example.org/films",
    )  # fmt: skip


# -- editions are kept, and made anew when anything they came from has changed


@pytest.fixture
def store() -> EditionStore[PreparedEdition]:
    return EditionStore(limit=4)


def test_the_same_request_gets_the_edition_that_was_kept(
    store: EditionStore[PreparedEdition],
) -> None:
    request = EditionRequest(PrescriptionRequest("acute"))
    assert find_or_make(request, store) is find_or_make(request, store)


@pytest.mark.parametrize("file", ["brand.toml", "templates/why.md"])
def test_a_change_in_the_brands_folder_makes_a_new_edition(
    brand: Brand, store: EditionStore[PreparedEdition], file: str
) -> None:
    folder = brand(why="## Why\n\nBefore.\n")
    request = EditionRequest(PrescriptionRequest("acute"), brand=folder)
    before = find_or_make(request, store)
    path = folder / file
    times = path.stat()
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("Clinic", "Klinik").replace("Before", "Beyond"), encoding="utf-8")
    # What a file says counts, not its size or its time.
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert path.stat().st_size == times.st_size
    after = find_or_make(request, store)
    assert after.edition.digest != before.edition.digest
    path.write_text(text, encoding="utf-8")
    assert find_or_make(request, store) is before


def test_two_folders_of_one_brand_share_an_edition(
    tmp_path: Path, store: EditionStore[PreparedEdition]
) -> None:
    folders = tmp_path / "one", tmp_path / "two"
    for folder in folders:
        folder.mkdir()
        (folder / "brand.toml").write_text('name = "Clinic"', encoding="utf-8")
    requests = [EditionRequest(PrescriptionRequest("acute"), brand=folder) for folder in folders]
    assert find_or_make(requests[0], store) is find_or_make(requests[1], store)


def test_a_mistake_is_reported_each_time(
    brand: Brand, store: EditionStore[PreparedEdition]
) -> None:
    request = EditionRequest(PrescriptionRequest("acute"), brand=brand(why="{{ nothing }}"))
    for _ in range(2):
        with pytest.raises(BadInput):
            find_or_make(request, store)


CHANGED: dict[str, Any] = {
    "prescription": PrescriptionRequest("acute", setting="chair"),
    "edition": "summary",
    "site": "north",
    "condition": "sciatica",
    "region": "us",
    "language": "de",
    "paper": "letter",
    "text": "large",
    "mono": True,
    "figure": "older",
    "lines": (("note", 4),),
    "form": True,
    "filled": ("name",),
    "not_for_patients": True,
}


def test_each_part_of_a_request_changes_its_key() -> None:
    usual = EditionRequest(PrescriptionRequest("acute"))
    assert set(CHANGED) == {field.name for field in fields(EditionRequest)} - {"brand", "day"}
    changed = [replace(usual, **{name: value}) for name, value in CHANGED.items()]
    keys = {edition_key(request) for request in (usual, *changed)}
    assert len(keys) == len(changed) + 1


def test_the_day_counts_where_the_content_is_signed_and_only_there(tmp_path: Path) -> None:
    (tmp_path / "brand.toml").write_text('name = "Clinic"', encoding="utf-8")
    usual = EditionRequest(PrescriptionRequest("acute"), brand=tmp_path, day=DATE)
    later = replace(usual, day=DATE + dt.timedelta(days=1))
    assert edition_key(usual) == edition_key(later)
    (tmp_path / "review.toml").write_text("", encoding="utf-8")
    assert edition_key(usual) != edition_key(later)


def test_a_kept_edition_does_not_outlive_the_signature(
    tmp_path: Path, store: EditionStore[PreparedEdition]
) -> None:
    desk = desk_in(tmp_path, own=False)
    desk.sign()
    request = EditionRequest(PrescriptionRequest("acute"), brand=desk.brand)
    first, last, over = (
        find_or_make(replace(request, day=day), store)
        for day in (TODAY, UNTIL, UNTIL + dt.timedelta(days=1))
    )
    assert first.edition.digest == last.edition.digest != over.edition.digest
    assert first.notices == last.notices == ()
    assert [notice.source for notice in over.notices] == ["review.toml:until"]


def test_what_a_plan_of_ones_own_says_changes_the_key(tmp_path: Path) -> None:
    plan = tmp_path / "plan.toml"
    request = EditionRequest(PrescriptionRequest("acute", plan=plan))
    keys = {edition_key(request)}
    for text in ("a = 1", "a = 2"):
        plan.write_text(text, encoding="utf-8")
        keys.add(edition_key(request))
    assert len(keys) == 3


@pytest.mark.parametrize("folder", ["library_folder", "templates_folder", "fonts_folder"])
def test_a_change_of_shipped_files_changes_the_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, folder: str
) -> None:
    request = EditionRequest(PrescriptionRequest("acute"))
    keys = {edition_key(request)}
    monkeypatch.setattr(resources, folder, lambda: tmp_path)
    keys.add(edition_key(request))
    (tmp_path / "part").mkdir()
    for text in ("one", "three"):
        (tmp_path / "part" / "file").write_text(text, encoding="utf-8")
        keys.add(edition_key(request))
    assert len(keys) == 4
