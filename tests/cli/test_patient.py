import io
import json
import re
import time
from pathlib import Path

import pypdfium2
import pytest

from handouts import resources
from handouts.prescription import PrescriptionRequest
from tests.cli.running import Run

BLANK = ("patient", "--stage", "acute")


def with_stage(options: list[str]) -> list[str]:
    """Return a command line with these options, and with a stage if they name none."""
    return ["patient", *options] if "--stage" in options else [*BLANK, *options]


EXAMPLES = Path(__file__).parents[2] / "examples"
RIVERSIDE = str(EXAMPLES / "brands" / "riverside")


def words_of(path: str) -> str:
    document = pypdfium2.PdfDocument(Path(path))
    text = "\n".join(page.get_textpage().get_text_bounded() for page in document)
    document.close()
    return text


def test_a_blank_handout_is_written_and_only_its_path_is_printed(
    handouts: Run, tmp_path: Path
) -> None:
    done = handouts(*BLANK, "--region", "uk")
    assert (done.code, done.err) == (0, "")
    (written,) = tmp_path.iterdir()
    assert done.out == f"{written.name}\n"
    assert written.read_bytes().startswith(b"%PDF-")


def test_the_file_name_tells_date_stage_and_an_opaque_id_but_no_name(handouts: Run) -> None:
    done = handouts(*BLANK, "--name", "Zoë Ångström", "--date", "2026-11-23")
    assert re.fullmatch(r"2026-11-23-acute-[0-9A-Z-]{6,}\.pdf\n", done.out)


def test_every_detail_of_the_patient_stands_on_the_page(handouts: Run) -> None:
    details = {
        "name": "Zoë Ångström", "patient-id": "0042-17", "clinician": "Sam Sample",
        "next-visit": "in two weeks", "note": "First line.\nSecond line.", "goal": "Climb stairs.",
    }  # fmt: skip
    options = [word for key, value in details.items() for word in (f"--{key}", value)]
    done = handouts(*BLANK, *options, "--out", "a.pdf")
    assert done.code == 0
    page = words_of("a.pdf")
    for value in details.values():
        for line in value.split("\n"):
            assert line in page


@pytest.mark.parametrize(
    "text", ["<b>Jo</b> &amp; Co", "{{7*7}}", "**Jo**", "[a](javascript:x)", "=1+1", "if x <y"]
)
def test_markup_in_a_name_is_printed_exactly_as_typed(handouts: Run, text: str) -> None:
    assert handouts(*BLANK, "--name", text, "--out", "a.pdf").code == 0
    assert text in words_of("a.pdf")


def test_the_same_command_makes_the_same_bytes(handouts: Run) -> None:
    same = (*BLANK, "--name", "Ann", "--date", "2026-11-23", "--brand", RIVERSIDE)
    assert handouts(*same, "--out", "a.pdf").code == handouts(*same, "--out", "b.pdf").code == 0
    assert Path("a.pdf").read_bytes() == Path("b.pdf").read_bytes()


def test_json_tells_what_was_made(handouts: Run) -> None:
    done = handouts(*BLANK, "--json", "--out", "a.pdf", "--avoid", "knee_problem")
    told = json.loads(done.out)
    assert (done.code, done.err) == (0, "")
    assert set(told) == {
        "file", "handout_id", "stage", "check_first", "pages", "edition", "region",
        "region_from", "emergency_numbers", "review", "not_for_patients", "notices", "decisions",
    }  # fmt: skip
    assert told["check_first"] is told["not_for_patients"] is False
    assert told["review"] == {"status": "draft", "by": [], "date": "", "until": ""}
    assert told["edition"] == "full"
    assert told["file"] == "a.pdf"
    assert told["pages"] == len(pypdfium2.PdfDocument(Path("a.pdf")))


def test_what_is_left_out_is_told_on_standard_error(handouts: Run) -> None:
    done = handouts(*BLANK, "--avoid", "osteoporosis_spine", "--out", "a.pdf")
    assert done.out == "a.pdf\n"
    assert done.err.startswith("note: ")
    assert "Knee rolls is left out" in done.err


def test_adjustments_reach_the_handout(handouts: Run) -> None:
    stage = ("patient", "--stage", "subacute", "--json")
    plain = handouts(*stage, "--out", "a.pdf")
    changed = handouts(
        *stage, "--set", "bridge.reps=13", "--drop", "side-bridge", "--add", "heel-raise",
        "--out", "b.pdf",
    )  # fmt: skip
    assert plain.code == changed.code == 0
    before, after = words_of("a.pdf"), words_of("b.pdf")
    assert "Side bridge" in before
    assert "Side bridge" not in after
    assert "Heel raise" in after
    assert "Heel raise" not in before


def test_letter_paper_is_letter_paper(handouts: Run) -> None:
    assert handouts(*BLANK, "--paper", "letter", "--out", "a.pdf").code == 0
    document = pypdfium2.PdfDocument(Path("a.pdf"))
    assert document[0].get_size() == (612, 792)
    document.close()


def test_the_region_decides_whom_to_call(handouts: Run) -> None:
    assert handouts(*BLANK, "--region", "us", "--out", "us.pdf").code == 0
    assert handouts(*BLANK, "--out", "uk.pdf").code == 0
    assert "911" in words_of("us.pdf")
    assert "911" not in words_of("uk.pdf")
    assert "999" in words_of("uk.pdf")


def test_a_plan_file_of_the_clinic_is_used(handouts: Run, tmp_path: Path) -> None:
    (tmp_path / "ours.toml").write_text(
        """
        stage = "subacute"
        preference = "any"
        setting = "any"
        weeks = [2, 3]
        [evidence]
        grade = "D"
        sources = []
        [[items]]
        exercise = "walking"
        [words]
        title = "Our own little plan"
        who_for = "For people who like fresh air."
        """
    )
    ours = tmp_path / "ours.toml"
    given = (
        "patient", "--stage", "subacute", "--plan", "ours.toml", "--region", "uk",
        "--out", "a.pdf",
    )  # fmt: skip
    done = handouts(*given)
    assert (done.code, done.err) == (0, "")
    assert "people who like fresh air" in words_of("a.pdf")

    ours.write_text(ours.read_text().replace("like fresh air", "like to walk"))
    done = handouts(*given[:-1], "b.pdf")
    assert done.code == 0
    assert 'note: ours.toml:words.who_for: names "walk" without a condition' in done.err


# -- flags: urgent signs, checks, and why it says what it says


URGENT = (*BLANK, "--region", "uk", "--avoid", "dvt_signs", "--date", "2026-11-23")


def test_an_urgent_sign_makes_a_sheet_without_exercises_and_says_what_to_do(handouts: Run) -> None:
    done = handouts(*URGENT, "--out", "a.pdf")
    assert (done.code, done.out) == (0, "a.pdf\n")
    note, hint = done.err.splitlines()
    assert note.startswith("note: --avoid dvt_signs: A swollen, hot, red or dark, sore calf")
    assert note.endswith("The handout says so, and has no exercises")
    assert hint == (
        "  hint: Call NHS 111 or your GP today. If you have looked at it and want exercises, add "
        "--checked dvt_signs"
    )
    page = words_of("a.pdf")
    assert "Get checked before you exercise" in page
    assert "Your exercises" not in page


def test_every_edition_gives_way_to_the_same_urgent_sheet(handouts: Run) -> None:
    for edition in ("full", "summary", "exercises"):
        done = handouts(*URGENT, "--edition", edition, "--out", f"{edition}.pdf")
        assert done.code == 0
    sheets = {edition: words_of(f"{edition}.pdf") for edition in ("full", "summary", "exercises")}
    assert len(set(sheets.values())) == 1
    assert len(pypdfium2.PdfDocument(Path("full.pdf"))) == 1


def test_a_warning_sign_may_be_given_by_its_own_name(handouts: Run) -> None:
    done = handouts(*BLANK, "--avoid", "swollen_calf", "--date", "2026-11-23", "--out", "a.pdf")
    assert done.code == handouts(*URGENT, "--out", "b.pdf").code == 0
    assert Path("a.pdf").read_bytes() == Path("b.pdf").read_bytes()


def test_a_checked_sign_gives_the_plan_and_says_so_with_the_date(handouts: Run) -> None:
    done = handouts(*URGENT, "--checked", "dvt_signs", "--out", "a.pdf")
    assert (done.code, done.out) == (0, "a.pdf\n")
    assert "note: --checked dvt_signs: " in done.err
    assert "the handout says that you have checked this" in done.err
    page = words_of("a.pdf")
    assert "Checked by your clinician on 23 November 2026" in page
    assert "Get checked before you exercise" not in page


def test_what_is_to_be_asked_first_stands_on_page_1_and_on_the_screen(handouts: Run) -> None:
    done = handouts(*BLANK, "--avoid", "pregnancy_after_16_weeks", "--out", "a.pdf")
    assert done.code == 0
    assert "says on page 1 to ask first, and no exercise is harder than 4 of 10" in done.err
    assert "add --checked pregnancy_after_16_weeks once somebody has cleared it" in done.err
    document = pypdfium2.PdfDocument(Path("a.pdf"))
    assert "Ask first." in document[0].get_textpage().get_text_bounded()
    document.close()


@pytest.mark.parametrize(
    ("checked", "message", "hint"),
    [
        ("dvt_signs", "was not given with --avoid", "add --avoid dvt_signs, or leave it out"),
        ("knee_problem", "needs no check", "the plan is changed for this flag without a check"),
        ("dvt_sgns", "there is no such flag", "did you mean dvt_signs?"),
    ],
)
def test_a_check_of_what_was_not_given_or_needs_none_is_refused(
    handouts: Run, tmp_path: Path, checked: str, message: str, hint: str
) -> None:
    done = handouts(*BLANK, "--avoid", "knee_problem", "--checked", checked)
    assert (done.code, done.out) == (3, "")
    first, second = done.err.splitlines()[:2]
    assert first == f"error: --checked {checked}: {message}"
    assert hint in second
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("options", "remedy"),
    [
        (["--preference", "extension", "--avoid", "extension_worsens"], "--preference flexion"),
        (["--avoid", "flexion_worsens", "--avoid", "extension_worsens"], "--preference none"),
        (["--stage", "subacute", "--avoid", "high_nerve_irritation"], "--stage acute"),
    ],
    ids=["preference", "flag", "stage"],
)
def test_what_does_not_go_together_is_refused_with_the_remedy_that_suits(
    handouts: Run, tmp_path: Path, options: list[str], remedy: str
) -> None:
    done = handouts(*with_stage(options))
    assert (done.code, done.out) == (3, "")
    first, hint = done.err.splitlines()[:2]
    assert first.startswith(f"error: --avoid {options[-1]}") or "--avoid flexion_worsens" in first
    assert remedy in hint
    assert list(tmp_path.iterdir()) == []


def test_a_flag_that_changes_nothing_is_told_and_gives_another_id(handouts: Run) -> None:
    chronic = ("patient", "--stage", "chronic", "--date", "2026-11-23", "--json")
    plain = json.loads(handouts(*chronic, "--out", "a.pdf").out)
    flagged = handouts(*chronic, "--avoid", "cannot_lie_on_front", "--out", "b.pdf")
    told = json.loads(flagged.out)
    assert flagged.code == 0
    assert told["handout_id"] != plain["handout_id"]
    (notice,) = told["notices"]
    assert notice["source"] == "--avoid cannot_lie_on_front"
    assert "nothing in this plan had to change for it" in notice["message"]


EXPLAINED = ("--avoid", "knee_problem", "--set", "pelvic-tilt.reps=7", "--explain")


def test_every_decision_is_told_before_the_path(handouts: Run) -> None:
    done = handouts(*BLANK, *EXPLAINED, "--out", "a.pdf")
    assert done.code == 0
    *lines, path = done.out.splitlines()
    assert path == "a.pdf"
    what, why = lines[::2], lines[1::2]
    assert len(what) == len(why)
    assert all(line.startswith("  why: ") for line in why)
    abouts = {line.split(": ")[0] for line in what}
    assert abouts >= {"plan", "flag", "dose", "minutes", "flare", "line"}
    assert "plan: acute-none-floor: Acute plan: no clear easing direction" in what
    assert "dose: pelvic-tilt.reps = 7" in what
    assert why[what.index("dose: pelvic-tilt.reps = 7")] == "  why: set by hand"
    assert "why: " not in done.err


def test_decisions_go_to_standard_error_where_the_pdf_goes_to_standard_output(
    handouts: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    stream = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    monkeypatch.setattr("sys.stdout", stream)
    done = handouts(*BLANK, *EXPLAINED, "--out", "-")
    assert done.code == 0
    stream.flush()
    written = stream.buffer.getvalue()
    assert written.startswith(b"%PDF-")
    assert b"why: " not in written
    assert "plan: acute-none-floor: " in done.err
    assert "  why: set by hand" in done.err


def test_without_explain_no_decision_is_told(handouts: Run) -> None:
    done = handouts(*BLANK, *EXPLAINED[:-1], "--out", "a.pdf")
    assert done.out == "a.pdf\n"
    assert "why: " not in done.err


def test_an_urgent_sheet_explains_why_there_is_no_plan(handouts: Run) -> None:
    done = handouts(*URGENT, "--avoid", "knee_problem", "--explain", "--out", "a.pdf")
    assert done.out.startswith("check: no exercises: A swollen, hot")
    assert "flag: knee_problem is kept for the plan\n  why: the urgent sign comes first" in done.out
    assert "plan: " not in done.out


def test_json_tells_the_decisions_and_whether_to_check_first(handouts: Run) -> None:
    told = json.loads(handouts(*URGENT, "--json", "--out", "a.pdf").out)
    assert (told["check_first"], told["edition"], told["pages"]) == (True, "", 1)
    assert [notice["source"] for notice in told["notices"]] == ["--avoid dvt_signs"]
    assert {"about", "what", "why"} == set(told["decisions"][0])
    assert told["decisions"][0]["about"] == "check"
    planned = json.loads(
        handouts(*URGENT, "--checked", "dvt_signs", "--json", "--out", "b.pdf").out
    )
    assert (planned["check_first"], planned["edition"]) == (False, "full")
    decisions = {(one["about"], one["what"].split(" ")[0]) for one in planned["decisions"]}
    assert ("check", "dvt_signs") in decisions
    assert ("left out", "walking") in decisions


# -- the patient's details from a file


def test_details_come_from_a_file(handouts: Run, tmp_path: Path) -> None:
    (tmp_path / "p.toml").write_text('name = "Ann Example"\ndate = 2026-11-23\n')
    done = handouts(*BLANK, "--patient-file", "p.toml", "--clinician", "Sam", "--out", "a.pdf")
    assert done.code == 0
    assert "Ann Example" in words_of("a.pdf")
    assert "Sam" in words_of("a.pdf")


def test_the_example_of_a_patient_file_is_in_order(handouts: Run) -> None:
    example = str(EXAMPLES / "patient.toml")
    done = handouts(*BLANK, "--patient-file", example, "--region", "uk", "--out", "a.pdf")
    assert (done.code, done.err) == (0, "")
    assert "Alex Example" in words_of("a.pdf")


def test_details_come_from_standard_input(handouts: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.TextIOWrapper(io.BytesIO(b'name = "Ann Example"'), encoding="utf-8")
    monkeypatch.setattr("sys.stdin", stream)
    assert handouts(*BLANK, "--patient-file", "-", "--out", "a.pdf").code == 0
    assert "Ann Example" in words_of("a.pdf")


def test_a_detail_given_both_ways_is_refused(handouts: Run, tmp_path: Path) -> None:
    (tmp_path / "p.toml").write_text('name = "Ann Example"\n')
    done = handouts(*BLANK, "--patient-file", "p.toml", "--name", "Bob Other")
    assert done.code == 3
    assert "--name: is given in p.toml too" in done.err
    assert "Ann" not in done.err
    assert "Bob" not in done.err


def test_problems_of_a_file_name_the_file_and_the_key(handouts: Run, tmp_path: Path) -> None:
    (tmp_path / "p.toml").write_text('nmae = "Ann Example"\npatient_id = 17\n')
    done = handouts(*BLANK, "--patient-file", "p.toml")
    assert done.code == 3
    assert "p.toml:nmae: is not a known key\n  hint: did you mean name?" in done.err
    assert "p.toml:patient_id: is not text" in done.err
    assert "Ann" not in done.err


# -- bad input: each with its exit code, its source, and nothing written


@pytest.mark.parametrize(
    ("options", "source"),
    [
        (["--stage", "acut"], "--stage"),
        (["--avoid", "knee_problm"], "--avoid"),
        (["--add", "brdge"], "--add"),
        (["--drop", "brdge"], "--drop"),
        (["--plan", "acute-none-flor"], "--plan"),
        (["--plan", "chronic-a"], "--plan"),
        (["--plan", "nowhere.toml"], "nowhere.toml"),
        (["--preference", "sideways"], "--preference"),
        (["--setting", "moon"], "--setting"),
        (["--set", "pelvic-tilt.reps=900"], "--set pelvic-tilt.reps"),
        (["--set", "pelvic-tilt.rpes=9"], "--set pelvic-tilt.rpes"),
        (["--set", "pelvic-tilt"], "--set"),
        (["--set", "pelvc-tilt.reps=5"], "--set"),
        (["--date", "2023-02-29"], "--date"),
        (["--date", "02/03/04"], "--date"),
        (["--region", "xx"], "region"),
        (["--language", "xx"], "xx"),
        (["--condition", "sciatca"], "--condition"),
        (["--edition", "ful"], "--edition"),
        (["--brand", "nowhere"], "--brand"),
        (["--brand", "no/where"], "--brand"),
        (["--site", "nowhere"], "--site"),
        (["--name", "Jo\x00hn"], "--name"),
        (["--name", "Jo\ud800hn"], "--name"),
        (["--name", "\u200b\u200b"], "--name"),
        (["--name", "   "], "--name"),
        (["--name", "NaN"], "--name"),
        (["--note", "x\u202ey"], "--note"),
    ],
    ids=lambda value: ascii(value[-1])[:30] if isinstance(value, list) else "",
)
def test_bad_input_is_named_with_its_remedy_and_nothing_is_written(
    handouts: Run, tmp_path: Path, options: list[str], source: str
) -> None:
    done = handouts(*with_stage(options))
    assert done.code == 3, done
    assert done.out == ""
    first, hint = done.err.splitlines()[:2]
    assert first.startswith("error: ")
    assert source in first
    assert hint.startswith("  hint: ")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("length", [100_000, 1_000_000])
def test_a_huge_name_is_refused_fast_without_being_quoted(handouts: Run, length: int) -> None:
    start = time.process_time()
    done = handouts(*BLANK, "--name", "Xq" * (length // 2))
    assert time.process_time() - start < 1
    assert done.code == 3
    assert "--name: is longer than" in done.err
    assert "Xq" not in done.err


def test_a_character_without_a_glyph_is_named_by_its_code(handouts: Run, tmp_path: Path) -> None:
    done = handouts(*BLANK, "--name", "Ann \U0001f600")
    assert done.code == 3
    assert "--name: " in done.err
    assert "U+1F600" in done.err
    assert list(tmp_path.iterdir()) == []


def test_mistakes_in_the_details_and_in_the_request_come_at_once(handouts: Run) -> None:
    wrong = (
        "--date", "soon", "--name", "\x07", "--set", "bridge", "--avoid", "knees",
        "--edition", "fool",
    )  # fmt: skip
    done = handouts(*BLANK, *wrong, "--json")
    told = json.loads(done.out)
    assert done.code == 3
    assert done.err == ""
    assert [problem["source"] for problem in told["problems"]] == [
        "--name", "--date", "--set", "--avoid knees", "--edition",
    ]  # fmt: skip
    assert all(problem["hint"] for problem in told["problems"])


def test_a_brand_with_mistakes_is_refused_with_all_of_them(handouts: Run, tmp_path: Path) -> None:
    (tmp_path / "brand").mkdir()
    (tmp_path / "brand" / "brand.toml").write_text('fone = "1"\ncolours.main = "#66CCEE"\n')
    done = handouts(*BLANK, "--brand", "brand")
    assert done.code == 3
    for key in ("name", "colours.main", "fone"):
        assert f"brand.toml:{key}: " in done.err


# -- usage


def test_a_missing_stage_is_answered_with_the_stages(handouts: Run) -> None:
    done = handouts("patient")
    assert done.code == 2
    assert "one of: acute, subacute, chronic" in done.err


def test_words_too_many_are_not_repeated_because_they_may_be_a_name(handouts: Run) -> None:
    done = handouts(*BLANK, "--name", "Margaret", "Okafor")
    assert done.code == 2
    assert "Okafor" not in done.err
    assert "quotation marks" in done.err


@pytest.mark.parametrize(
    "options", [["--paper", "a5"], ["--text", "huge"], ["--nme", "x"], ["--name"]]
)
def test_a_wrong_command_line_is_a_usage_error(handouts: Run, options: list[str]) -> None:
    done = handouts(*BLANK, *options)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("error: ")
    assert "  hint: " in done.err


def test_two_results_do_not_fit_on_one_stream(handouts: Run) -> None:
    done = handouts(*BLANK, "--out", "-", "--json")
    assert done.code == 2


# -- output


def test_an_existing_file_needs_force(handouts: Run) -> None:
    Path("a.pdf").write_bytes(b"old")
    done = handouts(*BLANK, "--out", "a.pdf")
    assert done.code == 5
    assert "--force" in done.err
    assert Path("a.pdf").read_bytes() == b"old"
    assert handouts(*BLANK, "--out", "a.pdf", "--force").code == 0
    assert Path("a.pdf").read_bytes() != b"old"


def test_the_default_name_is_not_overwritten_either(handouts: Run) -> None:
    assert handouts(*BLANK).code == 0
    assert handouts(*BLANK).code == 5
    assert handouts(*BLANK, "--force").code == 0


def test_a_missing_folder_is_refused_before_any_work(
    handouts: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("handouts.personalise.make_handout", None)
    done = handouts(*BLANK, "--out", "nowhere/a.pdf")
    assert done.code == 5
    assert "does not exist" in done.err
    assert not Path("nowhere").exists()


def test_output_errors_are_json_too(handouts: Run) -> None:
    done = handouts(*BLANK, "--out", "nowhere/a.pdf", "--json")
    assert done.code == 5
    assert "does not exist" in json.loads(done.out)["error"]


# -- bugs and interruptions


def test_a_bug_tells_its_type_and_never_its_text(
    handouts: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("Margaret Okafor")

    monkeypatch.setattr("handouts.personalise.make_handout", fail)
    done = handouts(*BLANK, "--name", "Margaret Okafor")
    assert done.code == 1
    assert done.err.count("error:") == 1
    assert "RuntimeError" in done.err
    assert "Margaret" not in done.err


def test_an_interruption_ends_with_its_own_code(
    handouts: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("handouts.personalise.make_handout", interrupted)
    assert handouts(*BLANK).code == 130
    assert list(tmp_path.iterdir()) == []


def test_the_defaults_are_those_of_a_prescription(
    handouts: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = []

    def note(request: object, patient: object, _around: object) -> None:
        seen.append((request, patient))
        raise KeyboardInterrupt

    monkeypatch.setattr("handouts.personalise.make_handout", note)
    handouts(*BLANK)
    ((request, patient),) = seen
    assert request.prescription == PrescriptionRequest("acute")  # type: ignore[attr-defined]
    assert patient.date == resources.today()  # type: ignore[attr-defined]


# -- the sore side


def test_the_sore_side_is_said_on_the_page_and_told(handouts: Run) -> None:
    done = handouts(
        *BLANK, "--setting", "chair", "--sore", "left", "--region", "uk", "--explain",
        "--out", "a.pdf",
    )  # fmt: skip
    assert (done.code, done.err) == (0, "")
    assert "sore side: left\n  why: given with --sore" in done.out
    page = words_of("a.pdf")
    assert "Sore side: left" in page
    assert "On your right side, left leg on top" in page


def test_json_tells_the_sore_side_among_the_decisions(handouts: Run) -> None:
    told = json.loads(handouts(*BLANK, "--sore", "both", "--json", "--out", "a.pdf").out)
    about = {one["about"]: one["what"] for one in told["decisions"]}
    assert about["sore side"] == "both"
    assert [notice["source"] for notice in told["notices"]] == ["--sore both"]


def test_a_side_that_there_is_not_is_refused_with_the_nearest(handouts: Run) -> None:
    done = handouts(*BLANK, "--sore", "rigth", "--out", "a.pdf")
    assert done.code == 3
    assert done.err == "error: --sore rigth: there is no such side\n  hint: did you mean right?\n"


# -- as people write it


@pytest.mark.parametrize(
    "options",
    [
        ("--stage", "Sub-acute"), ("--stage", "sub acute", "--paper", "A4", "--language", "EN"),
        ("--stage", "SUBACUTE", "--region", "GB", "--text", "Standard", "--figure", "All"),
        ("--stage", "subacute", "--avoid", "none", "--sore", "unknown"),
    ],
)  # fmt: skip
def test_what_is_chosen_may_be_written_as_people_write_it(
    handouts: Run, options: tuple[str, ...]
) -> None:
    handouts("patient", "--stage", "subacute", "--edition", "exercises", "--out", "a.pdf")
    result = handouts("patient", "--edition", "Exercises", *options, "--out", "b.pdf")

    assert result.code == 0, result.err
    assert Path("a.pdf").read_bytes() == Path("b.pdf").read_bytes()


def test_a_paper_that_there_is_not_is_told_with_the_choices(handouts: Run) -> None:
    result = handouts("patient", "--stage", "acute", "--paper", "a3")

    assert result.code == 2
    assert "--paper: 'a3' is not one of 'a4', 'letter'" in result.err
