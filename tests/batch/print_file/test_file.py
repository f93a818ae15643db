"""The print file: each handout as its single file has it, and never anybody else's beside it."""

import gc
import os
import stat
import tracemalloc
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import page as page_validation
import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handouts.batch.print_file import PrintFile, PrintOptions, Span, print_options
from handouts.errors import OutputError
from handouts.pdf.fill import DoesNotFit
from handouts.personalise import personalise, prepare_for
from handouts.units import MM
from tests.batch.print_file.stacks import (
    Entry,
    names_on_pages,
    patient,
    pixels,
    prepared,
    print_stack,
    tiny,
)
from tests.making import PATIENT, RIVERSIDE, Combination
from tests.reading import open_pdf, page_texts, shown, words

EDITIONS = (
    Combination("acute"),
    Combination("chronic", edition="summary"),
    Combination("subacute", "letter", "large", "exercises", mono=True),
    Combination("chronic", edition="exercises", brand=RIVERSIDE),
)
ENTRIES: list[Entry] = [
    (prepared(EDITIONS[number % 4]), patient(number) if number else PATIENT) for number in range(6)
]
WAYS: dict[str, dict[str, Any]] = {
    "plain": {},
    "one-sided": {"duplex": False},
    "slips": {"slip_sheets": True, "copies": 2},
    "booklet": {"booklet": True, "staple_margin": 4},
    "two-up": {"two_up": True},
    "stapled": {"staple_margin": 8},
    "by hand": {"split_odd_even": True, "slip_sheets": True},
    "in parts": {"split_count": 4},
}


@pytest.fixture(scope="module")
def stacks(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[list[Span], list[Path]]]:
    """Each way to print the same handouts: where each is, and the files."""
    made = {}
    for name, chosen in WAYS.items():
        folder = tmp_path_factory.mktemp("stack")
        spans = print_stack(folder / "stack.pdf", ENTRIES, print_options(**chosen))
        made[name] = spans, sorted(folder.iterdir())
    return made


def own_texts(entry: Entry) -> set[str]:
    """Return what stands on a patient's pages and on nobody else's."""
    details = (entry[1].name, entry[1].patient_id, entry[1].clinician, entry[1].note)
    return {line for detail in details for line in detail.split("\n")}


# -- the pages are those of the single files


def test_each_page_looks_as_in_the_patients_single_file(stacks: Any) -> None:
    spans, (file,) = stacks["plain"]
    drawn = pixels(file)
    for (edition, person), span in zip(ENTRIES, spans, strict=True):
        single, handout_id = personalise(edition.edition, person, edition.dates)
        expected = pixels(single)
        assert drawn[span.first_page - 1 :][: len(expected)] == expected
        assert span.handout_id == handout_id


def test_without_duplex_nothing_but_the_single_files_pages_is_there(stacks: Any) -> None:
    spans, (file,) = stacks["one-sided"]
    expected = [
        page
        for edition, person in ENTRIES
        for page in pixels(personalise(edition.edition, person, edition.dates)[0])
    ]
    assert pixels(file) == expected
    assert [span.last_page - span.first_page + 1 for span in spans] == [
        edition.edition.pages for edition, _ in ENTRIES
    ]
    assert all(span.first_sheet == span.first_page for span in spans)


@pytest.mark.parametrize("way", ["plain", "one-sided", "slips", "booklet", "two-up", "stapled"])
def test_a_span_has_its_own_patients_details_and_no_one_elses(stacks: Any, way: str) -> None:
    spans, (file,) = stacks[way]
    with pikepdf.open(file) as pdf:
        texts = ["\n".join(piece.text for piece in shown(page)) for page in pdf.pages]
    assert spans[-1].last_page == len(texts)
    assert all(before.last_page + 1 == after.first_page for before, after in pairwise(spans))
    for number, (span, entry) in enumerate(zip(spans, ENTRIES, strict=True)):
        text = "\n".join(texts[span.first_page - 1 : span.last_page])
        mine = {line for line in own_texts(entry) if line in text}
        assert entry[1].name in mine
        assert span.handout_id in text
        others = [other for other in ENTRIES if other is not entry]
        assert not any(line in text for other in others for line in own_texts(other)), number
        assert not any(s.handout_id in text for s in spans if s is not span)


def test_pdfium_reads_every_page_of_a_booklet(stacks: Any) -> None:
    spans, (file,) = stacks["booklet"]
    texts = page_texts(file.read_bytes())
    first = spans[0]
    assert PATIENT.name in texts[first.first_page - 1]
    pages = ENTRIES[0][0].edition.pages
    assert f"Page 1 of {pages}" in texts[first.first_page - 1]
    assert f"Page 2 of {pages}" in texts[first.first_page]


# -- sheets


@settings(deadline=None, max_examples=60)
@given(
    st.lists(st.integers(1, 9), min_size=1, max_size=6),
    st.booleans(),
    st.integers(1, 2),
    st.sampled_from(["single", "two-up", "booklet"]),
)
def test_no_sheet_has_two_patients_whatever_their_pages(
    counts: list[int], slips: bool, copies: int, imposition: Any
) -> None:
    options = PrintOptions(slip_sheets=slips, copies=copies, imposition=imposition)
    with TemporaryDirectory() as folder:
        file = Path(folder) / "stack.pdf"
        entries = [(tiny(pages), patient(n)) for n, pages in enumerate(counts)]
        spans = print_stack(file, entries, options)
        names = names_on_pages(file)
    assert len(names) == spans[-1].last_page
    for front, back in zip(names[::2], names[1::2], strict=True):
        assert len(front | back) <= 1
    for span, (_, person), count in zip(spans, entries, counts, strict=True):
        assert span.first_page % 2 == 1
        assert span.last_page % 2 == 0
        assert (span.first_page, span.last_page) == (2 * span.first_sheet - 1, 2 * span.last_sheet)
        own = [name for name in names[span.first_page - 1 : span.last_page] if name]
        assert set().union(*own) == {person.name}
        if imposition == "single":
            assert len(own) == copies * count


@settings(deadline=None, max_examples=30)
@given(st.lists(st.integers(1, 7), min_size=1, max_size=6), st.booleans())
def test_backs_printed_by_hand_meet_their_fronts(counts: list[int], booklet: bool) -> None:
    options = print_options(booklet=booklet, split_odd_even=True)
    with TemporaryDirectory() as folder:
        entries = [(tiny(pages), patient(n)) for n, pages in enumerate(counts)]
        spans = print_stack(Path(folder) / "stack.pdf", entries, options)
        whole = print_stack(
            Path(folder) / "whole.pdf", entries, replace(options, split_odd_even=False)
        )
        fronts = names_on_pages(Path(folder) / "stack-fronts.pdf")
        backs = names_on_pages(Path(folder) / "stack-backs.pdf")
        both = names_on_pages(Path(folder) / "whole.pdf")
    assert [page for sheet in zip(fronts, reversed(backs), strict=True) for page in sheet] == both
    assert [(s.first_sheet, s.last_sheet) for s in spans] == [
        (s.first_sheet, s.last_sheet) for s in whole
    ]
    assert [(s.first_page, s.last_page) for s in spans] == [
        (s.first_sheet, s.last_sheet) for s in spans
    ]
    assert {s.file for s in spans} == {"stack-fronts.pdf"}


def test_backs_printed_by_hand_have_the_staple_margin_on_the_other_side(tmp_path: Path) -> None:
    options = print_options(split_odd_even=True, staple_margin=10)
    print_stack(tmp_path / "s.pdf", [(tiny(6), patient(1))], options)
    moved = {}
    for name in ("fronts", "backs"):
        with pikepdf.open(tmp_path / f"s-{name}.pdf") as pdf:
            firsts = [page.obj.Contents[0].read_bytes().split() for page in pdf.pages]
        moved[name] = [float(words[5]) for words in firsts]
    assert moved["fronts"] == pytest.approx([10 * MM] * 3, abs=0.001)
    assert moved["backs"] == pytest.approx([-10 * MM] * 3, abs=0.001)


def test_an_empty_page_says_so_and_is_not_counted(tmp_path: Path) -> None:
    entry = prepared(Combination(text="large", edition="summary")), PATIENT
    assert entry[0].edition.pages % 2, "so that the last sheet has an empty back"
    file = tmp_path / "stack.pdf"
    print_stack(file, [entry], PrintOptions())
    texts = page_texts(file.read_bytes())
    pages = entry[0].edition.pages
    assert len(texts) == pages + 1
    assert texts[-1].strip() == entry[0].print_words.blank
    assert f"Page {pages} of {pages}" in texts[-2]


def test_a_staple_margin_moves_ink_inward_and_leaves_none_off_the_paper(stacks: Any) -> None:
    plain, stapled = (stacks[way][1][0] for way in ("plain", "stapled"))
    with pikepdf.open(plain) as before, pikepdf.open(stapled) as after:
        for number, (old, new) in enumerate(zip(before.pages, after.pages, strict=True)):
            move = (-8 if number % 2 else 8) * MM
            edge = float(new.mediabox[2])
            for was, now in zip(shown(old), shown(new), strict=True):
                assert now.text == was.text
                assert now.x == pytest.approx(was.x + move, abs=0.01)
                assert 0 < now.x < edge


# -- slip sheets and copies


def test_a_slip_sheet_tells_id_row_and_pages_and_nothing_of_the_patient(stacks: Any) -> None:
    spans, (file,) = stacks["slips"]
    texts = page_texts(file.read_bytes())
    for row, (span, (edition, person)) in enumerate(zip(spans, ENTRIES, strict=True), start=2):
        slip, back = texts[span.first_page - 1], texts[span.first_page]
        pages = edition.edition.pages
        sheets = 2 * ((pages + 1) // 2)
        assert slip.split("\r\n") == [
            f"Handout {span.handout_id}",
            f"Row {row} of the list",
            f"Pages: {pages}",
            f"Sheets of paper: {sheets}",
        ]
        assert person.name not in slip
        assert back.strip() == edition.print_words.blank


def test_a_slip_sheet_tells_the_name_if_that_was_chosen(tmp_path: Path) -> None:
    long = replace(PATIENT, name="Maximiliana " * 9 + "Zz")
    roomy = prepare_for(EDITIONS[1].request, long)
    options = print_options(slip_sheets=True, slip_name=True)
    spans = print_stack(tmp_path / "s.pdf", [(ENTRIES[0][0], PATIENT), (roomy, long)], options)
    texts = page_texts((tmp_path / "s.pdf").read_bytes())
    slips = [words(texts[span.first_page - 1]) for span in spans]
    assert PATIENT.name in slips[0]
    assert slips[1].endswith(long.name)


def test_copies_follow_one_another(stacks: Any) -> None:
    spans, (file,) = stacks["slips"]
    drawn = pixels(file, scale=0.3)
    for span in spans:
        copies = drawn[span.first_page + 1 : span.last_page]
        assert copies[: len(copies) // 2] == copies[len(copies) // 2 :]


# -- files


def test_a_print_file_is_split_by_count_never_inside_a_patient(stacks: Any) -> None:
    spans, files = stacks["in parts"]
    assert [file.name for file in files] == ["stack-001.pdf", "stack-002.pdf"]
    assert [span.file for span in spans] == ["stack-001.pdf"] * 4 + ["stack-002.pdf"] * 2
    assert spans[4].first_page == 1
    expected = [pixels(personalise(e.edition, p, e.dates)[0], 0.3) for e, p in ENTRIES]
    for span, pages in zip(spans, expected, strict=True):
        file = next(file for file in files if file.name == span.file)
        assert pixels(file, 0.3)[span.first_page - 1 :][: len(pages)] == pages


@pytest.mark.parametrize("by_hand", [False, True])
def test_no_file_of_two_handouts_is_larger_than_was_asked_for(
    tmp_path: Path, *, by_hand: bool
) -> None:
    options = replace(print_options(split_odd_even=by_hand), split_size=500_000)
    entries = [(prepared(EDITIONS[n % 2]), patient(n)) for n in range(220)]
    spans = print_stack(tmp_path / "s.pdf", entries, options)
    files = sorted(tmp_path.iterdir())
    assert len({span.file for span in spans}) > 1
    assert all(file.stat().st_size <= options.split_size for file in files)
    first = max(file.stat().st_size for file in files if "-001" in file.name)
    assert first > options.split_size * 0.8


def test_a_handout_larger_than_a_file_may_be_has_one_of_its_own(tmp_path: Path) -> None:
    options = PrintOptions(split_size=1000)
    spans = print_stack(tmp_path / "s.pdf", ENTRIES[:3], options)
    assert [span.file for span in spans] == ["s-001.pdf", "s-002.pdf", "s-003.pdf"]


@pytest.mark.parametrize("way", WAYS)
def test_every_file_is_sound_and_meets_pdf_a_2b(stacks: Any, way: str) -> None:
    for file in stacks[way][1]:
        data = file.read_bytes()
        assert data.startswith(b"%PDF-1.7\n")
        with open_pdf(data) as pdf:
            assert pdf.check_pdf_syntax() == []
            assert "/StructTreeRoot" not in pdf.Root
            contents = [page.obj.Contents for page in pdf.pages]
            assert all(one.read_bytes().endswith(b"\n") for parts in contents for one in parts)
        profile = page_validation.ValidationProfile.PDF_A_2B
        report = page_validation.validate_pdf_bytes(data, profile=profile)
        assert [failure.message for failure in report.failures] == []
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("way", "turned"),
    [
        ("plain", "/DuplexFlipLongEdge"),
        ("one-sided", "/Simplex"),
        ("booklet", "/DuplexFlipShortEdge"),
        ("two-up", "/DuplexFlipShortEdge"),
        ("by hand", "/Simplex"),
    ],
)
def test_a_viewer_is_told_how_to_print(stacks: Any, way: str, turned: str) -> None:
    for file in stacks[way][1]:
        with pikepdf.open(file) as pdf:
            wishes = pdf.Root.ViewerPreferences
            assert wishes.Duplex == turned
            assert wishes.PrintScaling == "/None"
            assert wishes.PickTrayByPDFSize
            assert "/NumCopies" not in wishes


def test_a_file_says_nothing_of_a_patient_besides_its_pages(stacks: Any) -> None:
    for _, files in stacks.values():
        for file in files:
            with pikepdf.open(file) as pdf:
                told = str(pdf.docinfo) + pdf.Root.Metadata.read_bytes().decode()
            assert "Handouts to print" in told
            assert not any(text in told for entry in ENTRIES for text in own_texts(entry))


def test_the_same_handouts_give_the_same_bytes(tmp_path: Path, stacks: Any) -> None:
    print_stack(tmp_path / "other.pdf", ENTRIES, PrintOptions())
    assert (tmp_path / "other.pdf").read_bytes() == stacks["plain"][1][0].read_bytes()


def test_another_patient_of_an_edition_adds_less_than_4_kb(tmp_path: Path) -> None:
    edition = prepared(EDITIONS[0])
    assert edition.edition.pages >= 8
    spans = print_stack(
        tmp_path / "s.pdf", [(edition, replace(PATIENT, goal=f"{n}")) for n in range(40)],
        PrintOptions(),
    )  # fmt: skip
    assert max(span.size for span in spans[1:]) < 4000
    assert (tmp_path / "s.pdf").stat().st_size < spans[0].size + 39 * 4000 + 20_000


def test_memory_stays_flat_however_many_patients_there_are(tmp_path: Path) -> None:
    edition = tiny(4)
    with PrintFile(tmp_path / "s.pdf") as file:
        for number in range(100):
            file.add(edition, patient(number))
        grown: list[int] = []
        gc.collect()
        tracemalloc.start()
        try:
            for number in range(100, 900):
                file.add(edition, patient(number))
                if number % 400 == 99:
                    gc.collect()  # empties the interpreter's stock of small objects
                    grown.append(tracemalloc.get_traced_memory()[0])
        finally:
            tracemalloc.stop()
    # 8 bytes for each of five objects, room for more of them, and what waits to be written.
    assert grown[-1] < 800 * 80 + (1 << 16) * 2


# -- failures


def test_a_failure_in_the_middle_leaves_nothing(tmp_path: Path) -> None:
    def fail() -> None:
        with PrintFile(tmp_path / "s.pdf", PrintOptions(split_count=1)) as file:
            file.add(tiny(1), patient(1))
            file.add(tiny(2), patient(2))
            raise RuntimeError("the roster broke off")

    with pytest.raises(RuntimeError, match="broke off"):
        fail()
    assert list(tmp_path.iterdir()) == []


def test_a_failure_while_names_are_given_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace_file = Path.replace

    def failing(self: Path, target: Path) -> Path:
        if target.name == "s-002.pdf":
            raise OSError(28, "No space left on device")
        return replace_file(self, target)

    monkeypatch.setattr(Path, "replace", failing)
    with pytest.raises(OutputError, match=r"s-002\.pdf: the disk is full"):
        print_stack(
            tmp_path / "s.pdf",
            [(tiny(1), patient(n)) for n in range(3)],
            PrintOptions(split_count=1),
        )
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_cannot_grow_is_explained_and_leaves_nothing(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource", reason="limits of Unix")
    allowed, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, most))  # less than an edition takes
    try:
        with pytest.raises(OutputError, match=r"s\.pdf: the file is larger than"):
            print_stack(tmp_path / "s.pdf", ENTRIES, PrintOptions())
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (allowed, most))
    assert list(tmp_path.iterdir()) == []


def test_what_was_discarded_is_not_there_after_all(tmp_path: Path) -> None:
    with PrintFile(tmp_path / "s.pdf") as file:
        file.add(tiny(1), patient(1))
        file.discard()  # as when somebody breaks the run off
    assert file.paths == ()
    assert list(tmp_path.iterdir()) == []


def test_a_handout_that_cannot_be_filled_in_leaves_no_part_of_it(tmp_path: Path) -> None:
    with PrintFile(tmp_path / "s.pdf") as file:
        file.add(tiny(1), patient(1))
        with pytest.raises(DoesNotFit):
            file.add(tiny(3), replace(patient(2), name="far too long " * 9))
        span = file.add(tiny(1), patient(3))
    assert names_on_pages(tmp_path / "s.pdf") == [{"Xqname0001z"}, set(), {"Xqname0003z"}, set()]
    assert span.first_page == 3


def test_without_a_handout_there_is_no_file(tmp_path: Path) -> None:
    with PrintFile(tmp_path / "s.pdf") as file:
        pass
    assert file.paths == ()
    assert list(tmp_path.iterdir()) == []


def test_a_print_file_that_is_there_is_kept_unless_forced(tmp_path: Path) -> None:
    taken = tmp_path / "s-001.pdf"
    taken.write_bytes(b"mine")
    with pytest.raises(OutputError, match="exists already"):
        PrintFile(tmp_path / "s.pdf")
    assert taken.read_bytes() == b"mine"


def test_what_an_earlier_longer_print_file_left_is_not_printed_with_a_new_one(
    tmp_path: Path,
) -> None:
    options = PrintOptions(split_count=1)
    entries = [(tiny(1), patient(n)) for n in range(3)]
    print_stack(tmp_path / "s.pdf", entries, options)
    other = tmp_path / "summary.pdf"
    other.write_bytes(b"mine")
    print_stack(tmp_path / "s.pdf", entries[:1], options)
    assert sorted(file.name for file in tmp_path.iterdir()) == ["s-001.pdf", "summary.pdf"]


def test_every_file_of_a_stack_is_on_the_disk_whole_before_any_of_them_has_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    flushed: list[int] = []
    named: list[tuple[str, int]] = []
    rename = Path.replace

    def note_name(path: Path, target: Path) -> Path:
        named.append((target.name, len(flushed)))
        return rename(path, target)

    monkeypatch.setattr(os, "fsync", lambda one: flushed.append(os.fstat(one).st_size))
    monkeypatch.setattr(Path, "replace", note_name)
    entries = [(tiny(2), patient(number)) for number in range(4)]
    print_stack(tmp_path / "stack.pdf", entries, print_options(split_count=2))
    assert [name for name, _ in named] == ["stack-001.pdf", "stack-002.pdf"]
    assert next(done for _, done in named) == 2
    sizes = [(tmp_path / name).stat().st_size for name, _ in named]
    assert flushed[:2] == sizes
