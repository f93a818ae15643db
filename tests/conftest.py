"""What every test may use: golden files; and what keeps tests apart from one another."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from handouts.editions.find import KEPT

Golden = Callable[[Path, str], None]


@pytest.fixture(autouse=True)
def no_settings_of_this_machine(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Keep brands that somebody uses on this machine out of the tests, and tests out of theirs."""
    empty = tmp_path_factory.getbasetemp() / "no-settings"
    monkeypatch.delenv("HANDOUTS_BRAND", raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(empty))
    monkeypatch.setenv("XDG_CONFIG_DIRS", str(empty))
    ledger = tmp_path_factory.mktemp("ledger") / "ledger.sqlite3"
    monkeypatch.setenv("HANDOUTS_CACHE", "off")  # so that each test lays out what it looks at
    monkeypatch.setenv("HANDOUTS_LEDGER", str(ledger))


@pytest.fixture(autouse=True)
def fresh_editions() -> None:
    """Let go of the editions that other tests of this process made.

    One that is kept in memory is not written to the disk, so that a test which looks there would
    depend on what ran before it.
    """
    KEPT.clear()


# A test beside other work may be slow at making its examples; that is no fault of the program.
settings.register_profile(
    "beside_other_work", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("beside_other_work")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write golden files anew")


@pytest.fixture
def editions_on_disk(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Share finished editions between tests that are about what is done with them."""
    monkeypatch.setenv("HANDOUTS_CACHE", str(tmp_path_factory.getbasetemp() / "editions"))


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Return a function that holds a text against a golden file, or writes the file anew."""
    update = request.config.getoption("--update-golden")

    def check(path: Path, text: str) -> None:
        if update:
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        assert path.is_file(), f"no {path.name}: make golden"
        assert text.splitlines() == path.read_text(encoding="utf-8").splitlines(), (
            f"{path.name} says otherwise; if the change is meant: make golden"
        )

    return check
