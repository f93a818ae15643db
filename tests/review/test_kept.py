"""The words as they were signed are kept, and nothing else is taken for them."""

import hashlib
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from handouts.review import only_signed, read_kept, texts_now, words_to_keep
from handouts.review.kept import _one
from tests.review.signing import Desk


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def texts_of(desk: Desk) -> dict[str, str]:
    return texts_now(desk.sites(), desk.library, desk.templates)


@given(st.dictionaries(st.text(st.characters(codec="utf-8", exclude_characters="\n"), min_size=1),
                       st.text(st.characters(codec="utf-8"))))  # fmt: skip
def test_what_is_kept_is_read_again(texts: dict[str, str]) -> None:
    assert read_kept("# head\n" + "".join(map(_one, texts, texts.values()))) == texts


def test_every_part_but_pictures_has_words(signed: Desk) -> None:
    content, texts = signed.content(), texts_of(signed)
    wordless = {name for name in content.parts if name not in texts}
    assert all(name.startswith("pictures/") or name.endswith(".png") for name in wordless)
    assert only_signed(texts, content.parts) == texts


def test_words_of_earlier_signatures_stay_until_they_are_signed_anew(signed: Desk) -> None:
    library = signed.load()[0]
    before = texts_of(signed)
    kept = words_to_keep(signed.content().signed.records, library, before, {})
    signed.change("library/sciatica/en/exercises/bridge.toml", "Lift only", "Lift just")
    again = words_to_keep(
        signed.content().signed.records, library, texts_of(signed), read_kept(kept)
    )
    assert again == kept
    signed.sign(things=signed.content().changed())
    words = words_to_keep(
        signed.content().signed.records, library, texts_of(signed), read_kept(kept)
    )
    assert "Lift just half way" in words
    assert "Lift only half way" not in words


def test_words_that_were_changed_by_hand_are_not_taken_for_signed() -> None:
    assert only_signed({"a": "Rest."}, {"a": digest("Rest.")}) == {"a": "Rest."}
    assert only_signed({"a": "Run."}, {"a": digest("Rest.")}) == {}


def test_nothing_of_another_language_is_kept(signed: Desk) -> None:
    library = signed.load()[0]
    (record,) = signed.content().signed.records
    words = words_to_keep([replace(record, language="de")], library, texts_of(signed), {})
    assert read_kept(words) == {}
