"""A desk with a brand, nothing signed or all of it."""

from pathlib import Path

import pytest

from tests.review.signing import Desk, desk_in


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return desk_in(tmp_path)


@pytest.fixture
def signed(desk: Desk) -> Desk:
    desk.sign()
    return desk
