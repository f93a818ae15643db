"""Keeping what is finished: the last ones asked for, and no more than the limit."""

from hypothesis import given
from hypothesis import strategies as st

from handouts.editions.memory import EditionStore

KEYS = st.sampled_from("abcdef")


@given(st.integers(1, 4), st.lists(st.tuples(st.booleans(), KEYS)))
def test_what_was_used_last_is_kept(limit: int, steps: list[tuple[bool, str]]) -> None:
    store: EditionStore[int] = EditionStore(limit)
    used: list[tuple[str, int]] = []  # what must be kept, the last used at the end
    for number, (put, key) in enumerate(steps):
        held = dict(used).get(key)
        if put:
            store.put(key, number)
            held = number
        else:
            assert store.get(key) == held
        if held is not None:
            used = [*(pair for pair in used if pair[0] != key), (key, held)][-limit:]
    assert {key: store.get(key) for key in "abcdef"} == dict.fromkeys("abcdef") | dict(used)


def test_nothing_is_kept_after_clearing() -> None:
    store: EditionStore[str] = EditionStore(3)
    store.put("key", "edition")
    store.clear()
    assert store.get("key") is None
